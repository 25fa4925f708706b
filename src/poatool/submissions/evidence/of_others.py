"""Recognise texts that only say that other agencies report: `Led by MBIE`, `Not ours`."""

from poatool.framework.model import Framework
from poatool.framework.names.agencies import agencies, agencies_in
from poatool.framework.names.statuses import status
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

_OF_OTHERS = lazy_pattern(
    r"(?i)\W*(?:n/?a\W+|not applicable\W+)?(?:(?:an)?other (?:agency|agencies|departments?)\b.{0,40}"
    r"|(?:(?:is|now|part|of|in|into|to|with|under|by|also|see|incorporated|merged|moved"
    r"|counted|reported|included|covered)\s){1,6}(?:action )?[a-z]?\d{1,2}\W*"
    r"|(?:is |does ?n[o'’]t |do ?n[o'’]t |not )(?:apply|(?:led|done|reported) by)(?: to)? us\W*)"
)
"""What a status cell says if the row belongs to another agency, or is reported under another action."""

_NOT = lazy_pattern(r"(?i)\W{0,3}not (?:an? |the |for |by )?(.{2,40}?)(?:['’]s)?(?: action| one)?\W{0,3}")
_MOST_WORDS = 8


def points_elsewhere(plan: Framework, text: str) -> bool:
    """Whether a short text only says that somebody else reports: `Led by MBIE`, `Not our action`."""
    is_short = len(text.split(None, _MOST_WORDS)) <= _MOST_WORDS
    return is_short and bool((_POINTS.search(text) and agencies_in(plan, text)) or _NO_PART.match(text))


def is_of_others(plan: Framework, text: str) -> bool:
    """Whether a status cell only says that others report, or where: `Not DIA`, `(now part of action 9)`."""
    text = " ".join(text.split())
    if status(plan, text, suggest=False).ids:
        return False
    match = _NOT.fullmatch(text)
    other = agencies(plan, match[1], suggest=False) if match else None
    is_other = other is not None and bool(other.ids) and not other.unknown
    return is_other or points_elsewhere(plan, text) or _OF_OTHERS.fullmatch(text) is not None
