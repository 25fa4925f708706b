"""Remarks beside a status or an agency that do not change its meaning: `(60%)`, `– June 2022`, `(lead)`."""

from __future__ import annotations

import re
from collections.abc import Collection

from poatool.framework.model import Status
from poatool.framework.names.matching import fold
from poatool.text import MONTH, lazy_pattern

_TAKES_BACK = lazy_pattern(
    r"""\b(?: not | no | never | without | except | but | nearly | almost | nearing | half | part | partly | partially
      | mostly | largely | incomplete\w* | un(?:finished | completed | delivered | done)
      | stopped | halted | ceased | cancel\w* | abandon\w* | discontinued | withdrawn | dropped | re-?open\w*
      | (?:to|will|should|may|might|could)\s(?:start|begin|commence) )\b | n['’]t\b | \?""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_AT_ITS_END = lazy_pattern(
    r"\b(?:by|to\sbe|will|should|due|yet|expected|planned|soon|awaiting|pending|subject\sto|until|unless|draft)\b",
    re.IGNORECASE,
)
"""Words that contradict only a status that ends an action: `to be completed`, `completed (pending approval)`."""

_PERCENT = lazy_pattern(
    r"""(?:(?:approx(?:imately|\.)?|about|around|circa|over|[~≈<>])\s*)?
        (?<![\w.])(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)
        (?P<of>\s*(?:completed?|done|delivered|finished)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE = 100
_COLOUR = lazy_pattern(
    r"\b(?:rag(?:\s{1,9}(?:status|rating))?\s{0,9}[:=]?\s{0,9})?(?:red|amber|yellow|orange|green|blue|gr[ae]y)\b|\brag\b",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:(?:in|on|by|since|as\s+(?:at|of)|until|till|from|early|mid|late|(?:the\s+)?end\s+of|due|expected)[\s-]{1,9})"
)
_YEAR = r"(?:['’]?\d{2}|(?:19|20)\d{2})(?:\s?[/–-]\s?\d{2,4})?"
_DATE = lazy_pattern(
    rf"""{_WHEN}{{0,4}}(?<![\w.])(?:
            \d{{1,2}}(?:st|nd|rd|th)?\s{{1,9}}{MONTH}(?:[\s,]{{1,9}}{_YEAR})?
          | {MONTH}\s{{1,9}}\d{{1,2}}(?:,\s{{0,9}}|\s{{1,9}})(?:19|20)\d{{2}}
          | {MONTH}[\s,/–-]{{0,9}}{_YEAR}
          | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}} | (?:19|20)\d{{2}}-\d{{2}}-\d{{2}}
          | (?:Q[1-4]|H[12]|FY)(?:[\s/–-]{{0,9}}(?:FY)?{_YEAR})?
          | (?:19|20)\d{{2}}(?:\s?[/–-]\s?\d{{2,4}})?
        )(?![\w%])
      | {_WHEN}{{1,4}}{MONTH}(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE_MONTH = lazy_pattern(MONTH, re.IGNORECASE)
_LABEL = lazy_pattern(r"^\s*(?:current\s+|overall\s+)?status\s*[:=–—-]\s*", re.IGNORECASE)
_SIGNS = lazy_pattern(r"[()\[\]{}:;,/\n]|\s[-–—]{1,9}|[-–—]{1,9}\s|[–—]|\.\s")
AROUND = " \t\n–—:;,/.-"
LONGEST = 8  # the longest remark, in words; a longer text means something by itself


def takes_back(text: str, status: Status) -> bool:
    """Whether words beside a status may contradict it: `not`, `partly`, or `75%` beside one that ends an action."""
    if denies(text) or (status.ends and is_unfinished(text)):
        return True
    return any(not _fits(float(percent["share"]), status) for percent in _PERCENT.finditer(text))


def denies(text: str) -> bool:
    """Whether words in a text may contradict any status: `not`, `partly`, `stopped`, a question mark."""
    return _TAKES_BACK.search(text) is not None


def is_unfinished(text: str) -> bool:
    """Whether words in a text may contradict a status that ends an action: `75%`, `to be`, `due`."""
    shares = (float(percent["share"]) for percent in _PERCENT.finditer(text))
    return _NOT_AT_ITS_END.search(text) is not None or any(share != _WHOLE for share in shares)


def _fits(share: float, status: Status) -> bool:
    """Whether a status allows this percentage of completion."""
    if status.ends:
        return share == _WHOLE
    return 0 < share < _WHOLE if status.progress else share == 0


def without_figures(text: str, known: Collection[str]) -> str:
    """A text without percentages, dates and colours; colours in `known`, the folded status names, stay."""

    def share(percent: re.Match[str]) -> str:
        return percent["of"] if percent["of"] and float(percent["share"]) == _WHOLE else " "

    text = _DATE.sub(" ", _PERCENT.sub(share, _LABEL.sub("", text)))
    return _COLOUR.sub(lambda colour: colour[0] if fold(colour[0]) in known else " ", text)


def parts(text: str) -> list[str]:
    """The parts of a text between brackets, dashes and other signs, without empty ones and lone months."""
    return [part for part in _SIGNS.split(text) if fold(part) and not _BARE_MONTH.fullmatch(part.strip())]


def beside(text: str, name: str) -> str:
    """The rest of a text after a name is removed from it."""
    before, found, after = text.partition(name.strip())
    return " ".join(f"{before} {after}".split()).strip(AROUND) if found else text


_ROLE = lazy_pattern(
    r"""\b(?: co-?lead | leads? | led(?:\sby)? | leading | support(?:s|ed|ing)? | contribut(?:es|ed|ing|or)
      | partner(?:s|ing)? | report(?:s|ed|ing) | responsible | coordinat(?:es|ed|ing|or) | jointly? | primary | main
      | agency | in | as | only
      )\b""",
    re.IGNORECASE | re.VERBOSE,
)
UNIT = lazy_pattern(r"\b(?:group|team|unit|branch|division|directorate|section|desk)s?\b", re.IGNORECASE)
"""The word for a part of an agency: `Policy Group`."""

IN_PASSING = lazy_pattern(r"[a-z][a-z\s'’-]*")
"""Words without capital letters or figures, and so without a name: `see below`."""


def without_role(text: str) -> str:
    """A text without words for an agency's role: `lead`, `in support`."""
    return _ROLE.sub(" ", text)


_NAME = lazy_pattern(r"[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-ZĀĒĪŌŪ][a-zāēīōū'’-]+){1,2}")
_OF_BODIES = lazy_pattern(
    r"(?i)\b(?:ministry|department|office|service|services|council|trust|authority|commission|agency|board|police|border|land"
    r"|information|safety|security|health|zealand|crown|national|public|te|nga|ngā|manat[uū])\b"
)
_AT_DESK = lazy_pattern(
    r"(?i)(?:attn|attention|c/o|contact|phone|tel|ph|ext|extension|e-?mail|room|level)\b[.:]?\s.{1,60}|\S+@\S+|\+?[\d\s()-]{6,20}"
)


def is_person(text: str) -> bool:
    """Whether a text looks like a person's name, without any word from the names of public bodies."""
    return _NAME.fullmatch(text.strip()) is not None and _OF_BODIES.search(text) is None


def is_at_desk(text: str) -> bool:
    """Whether a text says how to contact somebody: `attn. duty manager`, `ext. 4471`."""
    return _AT_DESK.fullmatch(text) is not None
