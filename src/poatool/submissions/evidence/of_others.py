"""Recognise texts that only say that other agencies report: `Led by MBIE`, `Not ours`."""

from poatool.framework.model import Framework
from poatool.framework.names.agencies import agencies_in
from poatool.text import lazy_pattern

_POINTS = lazy_pattern(
    r"(?i)\A\W*(?:(?:n/?a|not applicable)\W+)?"
    r"(?:(?:(?:is|to be) )?(?:led|reported|covered|owned) by|see|refer|lead(?: agency)?\W|for\b)"
    r"|\b(?:leads?|reports?|to report|will report)\W*\Z"
)
"""The beginning or end of a text that says who reports, not what was done: `Refer to MBIE`, `Customs leads`."""

_NO_PART = lazy_pattern(
    r"(?i)\W*(?:n/?a\W+)?(?:we (?:are|have) |this is |do(?:es)? )?(?:not?|outside)\b(?:\W+\w+){0,3}?\W+"
    r"(?:ours|our (?:action|area|responsibilit)\w*|role|remit|mandate|responsible|involve[dm]\w*"
    r"|(?:for|to|by|with|concerns?) us(?=\W*\Z)|(?:applicable|relevant|apply) (?:to|for))\b"
)
"""The beginning of a text that says that an agency has no part in an action: `Not our action`."""
_MOST_WORDS = 8


def points_elsewhere(plan: Framework, text: str) -> bool:
    """Whether a short text only says that somebody else reports: `Led by MBIE`, `Not our action`."""
    is_short = len(text.split(None, _MOST_WORDS)) <= _MOST_WORDS
    return is_short and bool((_POINTS.search(text) and agencies_in(plan, text)) or _NO_PART.match(text))
