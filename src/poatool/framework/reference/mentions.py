"""Actions that running text cites by number: `see Action 26`, `under Actions 3 and 5`."""

from __future__ import annotations

import re
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.reference.model import References
from poatool.framework.reference.resolve import resolve
from poatool.text import lazy_pattern

_NUMBER = r"[A-Za-z]{0,2}\d{1,3}(?:[a-z]|\([a-z0-9]\)|\.\d{1,2})?(?![\w%]|[.,:]\d)"
_CITED = lazy_pattern(
    rf"\bactions?[^\S\n]+(?:(?:no|number)s?\.?[^\S\n]*)?"
    rf"(?P<codes>{_NUMBER}(?:[^\S\n]*(?:,(?:[^\S\n]*and)?|[&/–-]|(?:and|or|to)\b)[^\S\n]*{_NUMBER})*)",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(
    r"""\W*(?: times? | days? | weeks? | months? | years? | hours? | people | person | per | percent
      | of\ (?:the|our|its|their|that)
      | jan\w* | feb\w* | mar(?:ch)? | apr\w* | may | june? | july? | aug\w* | sep\w* | oct\w* | nov\w* | dec\w* )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_PLAN = lazy_pattern(r"\W*of\ (?:the|this)\ plan\b", re.IGNORECASE)
_OTHER_PLAN = lazy_pattern(
    r"""[\s,(]*\b(?:in|under|from|within)\ (?:[^\W\d][\w’'-]*,?\ ){1,6}?
      (?<!\bthe\ )(?<!\bthis\ )(?<!\bour\ )(?<!\baction\ )(?:plan|strategy|roadmap|framework)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEAR = 80
"""Characters after a citation that may name the plan it belongs to."""


class Mention(NamedTuple):
    """Actions cited in a text: the position and words of the citation, and what they refer to."""

    start: int
    text: str
    references: References


def mentions(edition: Edition, text: str) -> tuple[Mention, ...]:
    """The actions that a text cites by number after the word “action”, in the order of the text.

    A count (`action 3 times`), a date and an action of another plan (`Action 4 of the National Strategy`,
    `action 2.3 in the Welfare Plan`) are not citations.
    """
    if "ction" not in text and "CTION" not in text:
        return ()
    found: list[Mention] = []
    for match in _CITED.finditer(text):
        after = text[match.end("codes") : match.end("codes") + _NEAR]
        if _OWN_PLAN.match(after) or not (_COUNTED.match(after) or _OTHER_PLAN.match(after)):
            references = resolve(edition, match["codes"].replace(" or ", " and "))
            found.append(Mention(match.start(), text[match.start() : match.end("codes")], references))
    return tuple(found)
