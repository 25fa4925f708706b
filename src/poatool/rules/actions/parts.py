"""Parts of a text, each beginning with the actions that it is about: `Action 22: …`, then `Action 24: …` on a new line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.reference.resolve import mentions
from poatool.text import lazy_pattern

_HEADED = lazy_pattern(r"[^\S\n]{0,9}(?:[:–—]|-(?=\s)|\.(?=\s))")
_BULLET = r"[^\w\n(]{0,4}"
_LINE = lazy_pattern(rf"^{_BULLET}(?=actions?\b)", re.MULTILINE | re.IGNORECASE)
_NUMBER = r"[A-Za-z]{0,2}\d{1,3}"
_NUMBERED = lazy_pattern(
    rf"^{_BULLET}(?:\((?P<within>{_NUMBER})\):?|(?P<before>{_NUMBER}):)[^\S\n]{{1,9}}(?=[^\W\d_])", re.MULTILINE
)

_HEAD = len("... actions")
"""The length of the start of a text that is first searched for the name of an action, before the pattern is run."""

_SEVERAL = 2
"""The number of lines from which plain numbers count as headings of parts."""

_NOWHERE, _LIST = -1, 0
"""Ranks in the plan: of an unknown number, and of the first action, whose number also begins an ordinary list."""


class Part(NamedTuple):
    """Where the heading of a part begins, and the actions that its text counts for."""

    start: int
    codes: tuple[str, ...]


def parts(text: str, edition: Edition) -> Sequence[Part]:
    """The parts of a text whose headings name actions, in reading order.

    Plain numbers are headings if each is that of an action in force, if they are in the order of the plan, and if the
    text begins with one other than 1, which would begin an ordinary list.
    """
    if "\n" not in text:
        named = "action" in text[:_HEAD].lower() and _LINE.match(text) is not None
        return _by_word(text, edition) if named else ()
    return (_by_word(text, edition) if _LINE.search(text) is not None else ()) or _by_number(text, edition)


def _by_word(text: str, edition: Edition) -> Sequence[Part]:
    lines = {match.end(): match.start() for match in _LINE.finditer(text)}
    return [
        Part(lines[mention.start], mention.references.codes)
        for mention in mentions(edition, text)
        if mention.start in lines
        and _HEADED.match(text, mention.start + len(mention.text))
        and mention.references.codes
    ]


def _by_number(text: str, edition: Edition) -> Sequence[Part]:
    lines = [(match.start(), match["within"] or match["before"]) for match in _NUMBERED.finditer(text)]
    if len(lines) < _SEVERAL or lines[0][0] > 0:
        return ()
    order = {action.code: number for number, action in enumerate(edition.actions) if action.in_force}
    places = [order.get(code, _NOWHERE) for _, code in lines]
    in_order = all(one < other for one, other in pairwise((_LIST, *places)))
    return [Part(start, (code,)) for start, code in lines] if in_order else ()
