"""Words that restrict who may see a text: in headings, titles and notes, or in answers to “OK to publish?”."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from poatool.framework.names.folding import fold
from poatool.submissions.values import text_of
from poatool.text import has_any, lazy_pattern
from poatool.workbooks.model import Value

STEMS = ("publi", "releas", "circulat", "internal", "embargo", "confiden", "sensitive", "restricted", "privileged")
"""Beginnings of words about who may see a text."""

SIGNS = (*STEMS, "privat", "draft", "secret", "withh", "made public", "exempt", "redact", "not for the", " only")
"""Every restriction contains one of these, in lower case."""

_FORBIDDING = (
    "not(?: yet)?(?: ready)? for (?:the )?(?:publication|circulation|(?:public )?release|(?:public |annual )?report)",
    "not(?: yet)?(?: ready)? for (?:the )?public",
    "not(?: to be| yet)? (?:published|released|circulated|made public|public)",
    "(?:do not|don t|dont|never) (?:publish|release|circulate|make public)",
    "(?:can|must|may|should|shall) ?not be (?:published|released|circulated|made public)",
    "internal(?: use)? only",
    "under embargo",
    "embargo(?:ed)?",
    "(?:keep|treat as) (?:this |it )?(?:strictly )?confidential",
    "withhold(?: from publication)?",
    "withheld",
    "exempt(?:ed)?(?: from (?:publication|release))?(?: s(?:ection)? ?\\d+)?",
    "redacted?",
)
"""Words that forbid publication wherever they stand."""

_CLASSIFYING = (
    "internal(?: use)?",
    "private",
    "secret",
    "restricted",
    "draft",
    "confidential",
    "sensitive",
    "in(?: strict)? confidence",
    "(?:commercial|policy|staff|medical|budget|evaluative|legal) in confidence",
    "(?:commercially|politically|market|budget|legally) (?:sensitive|confidential|privileged)",
)
"""Words that restrict if they stand alone; in a sentence they may describe a helpline or a guide."""

_THESE = "please|this|these|all|rows?|columns?|texts?|updates?|tables?|sheets?|sections?"
_BEFORE = rf"{_THESE}|nb|note|strictly|highly|top|is|are|for"
_BEHIND = rf"{_THESE}|it|them|yet|now|for|at|stage|below|only|background"
_AS_YET = "(?: (?:until|till|before|without|pending|prior|unless) .*)?"

_FORBIDS, _RESTRICTS = (
    lazy_pattern(rf"(?:(?:{_BEFORE}) )*(?:{marks})(?: (?:{marks}))*(?: (?:{_BEHIND}))*{_AS_YET}")
    for marks in ("|".join(_FORBIDDING), "|".join((*_FORBIDDING, *_CLASSIFYING)))
)

_CONFIDING = (
    "confidential",
    "in(?: strict)? confidence",
    "(?:commercial|policy|staff|medical|budget|evaluative|legal) in confidence",
    "(?:commercially|politically|market|budget|legally) (?:sensitive|confidential|privileged)",
)
"""Words that restrict a text of which they are a part by themselves."""

_WITHHOLDS = lazy_pattern(
    rf"(?:(?:{_BEFORE}) )*(?:{'|'.join((*_FORBIDDING, *_CONFIDING))})(?: (?:{'|'.join(_FORBIDDING)}))*"
    rf"(?: (?:{_BEHIND}))*{_AS_YET}"
)
_PLEASE = lazy_pattern(r"(?i)\bplease,? (?:do not|don['’]?t|never) (?:publish|release|circulate|share|print|use)\b")
_ONLY = lazy_pattern(
    r"(?:[Ff]or )?(?:the )?(?:[A-Z]{2,6}|(?:(?:[\w'’]+ ){0,3}"
    r"(?i:ministers?|ministerial|cabinet|executives?|board|officials?|internal|staff|leaders|leadership|governance"
    r"|committee|media|management|secretariat)(?: [\w'’]+){0,2})) only"
)

_LONGEST = 120
"""The most characters of a restriction, which stands by itself."""

_PARTS = lazy_pattern(r"[()\[\]{}<>.;!|\n–—]+|\s-+\s|(?<=[:?])")
_LEADS_ON = (":", "?")
"""Endings of labels and questions, which restrict nothing by themselves."""


_BE = "ok|okay|can|may|could|should|is|are|this|it|we|you|to|for|approved|cleared|agreed|suitable|ready|be"
_WHAT = "row|update|text|action|answer|response|permission|consent|y|n|yes|no"
_REPORT = "in (?:(?:public|published|annual) )?report"
_ASKS_TO_PUBLISH = lazy_pattern(
    rf"(?:(?:{_BE}|{_WHAT}) )*(?:publish|publishable|publication|public(?: release)?|release|be (?:published|released)"
    rf"|releas(?:e|able) public(?:ly)?|public(?:ly)? releas(?:e|able)|includ(?:e|ed)(?: (?:this|it))? {_REPORT}"
    rf"|be made public)(?: (?:{_BE}|{_WHAT}|approved|{_REPORT}))*"
)
_ASKS_TO_KEEP = lazy_pattern(
    rf"(?:(?:{_BE}|{_WHAT}) )*(?:{'|'.join((*_FORBIDDING, *_CLASSIFYING))}|exclude(?: from report)?)"
    rf"(?: (?:{_BE}|{_WHAT}|information|content))*"
)
_ASKS_WHICH = lazy_pattern(
    "(?:information |security |data |document )?(?:classification|sensitivity|confidentiality|privacy|clearance"
    "|redactions?|exemptions?|oia|version)"
    "(?: (?:level|marking))?|(?:protective |security )?marking|(?:publication|release) (?:status|approval|decision)"
)
_ASKING = (
    *SIGNS,
    "include",
    "exclude",
    "classif",
    "sensitiv",
    "privacy",
    "marking",
    "clearance",
    "redact",
    "exempt",
    "oia",
    "version",
)
_NO = frozenset({"no", "n", "not", "false", "never", "✗", "✘", "❌"})
_CONDITION = 3
"""Words of an answer that is neither yes nor no and so is a condition: `Only once the Minister has seen it`."""

_YES = frozenset({"yes", "y", "true", "x", "✓", "✔", "☑", "✅"})


_SECTION = lazy_pattern(r"(?:under )?(?:oia )?s(?:ection|ec)? ?\d")
"""A section of an act by which something is withheld, in a column that asks: `s 9(2)(f)(iv)`."""


class Question(Enum):
    """What a heading asks of a row."""

    PUBLISH = "whether it may be published"
    WITHHOLD = "whether it is to be withheld"
    WHICH = "who may see it"


def restriction_in(text: str) -> str | None:
    """The restriction in a heading, a title or a tab as it is written: `Progress (not for publication)`."""
    return _part(text, _RESTRICTS) or audience_in(text)


def audience_in(text: str) -> str | None:
    """The part of a title or a tab that names the only people whom it is for: `for Ministers only`, `DCE only`."""
    if " only" not in text.casefold():
        return None
    parts = (part.strip() for part in _PARTS.split(text))
    return next((part for part in parts if _ONLY.fullmatch(part)), None)


def withheld_in(text: str) -> str | None:
    """The part of a running text that says that it is not to be published: `(in confidence)`."""
    if not has_any(text.casefold(), SIGNS):
        return None
    if (asked := _PLEASE.search(text)) is not None:
        return asked[0]
    for part in _PARTS.split(text):
        words = part.strip().rstrip(":")
        described = words.casefold().startswith("and ")
        if len(words) <= _LONGEST and not described and _WITHHOLDS.fullmatch(fold(words)):
            return words
    return None


def forbidden_in(text: str) -> str | None:
    """The words in a note that forbid publication, whatever else it says."""
    return _part(text, _FORBIDS)


@lru_cache(maxsize=1024)
def question_in(heading: str) -> Question | None:
    """What a heading asks about who may see a row: `OK to publish?`, `Confidential?`, `Classification`."""
    if len(heading) > _LONGEST or not has_any(heading.casefold(), _ASKING):
        return None
    folded = fold(heading)
    asking = ((_ASKS_TO_PUBLISH, Question.PUBLISH), (_ASKS_TO_KEEP, Question.WITHHOLD), (_ASKS_WHICH, Question.WHICH))
    return next((asked for pattern, asked in asking if pattern.fullmatch(folded)), None)


def restricts(asked: Question, answer: Value | None) -> bool:
    """Whether an answer restricts the row: `No` to “OK to publish?”, `Yes` to “Confidential?”."""
    text = text_of(answer)
    folded = fold(text[:_LONGEST])
    first = folded.split(" ", 1)[0]
    said = {Question.PUBLISH: _NO, Question.WITHHOLD: _YES}.get(asked, frozenset())
    if asked is Question.WHICH and _SECTION.match(folded):
        return True
    answered = text in said or (first in said and (len(first) > 1 or folded == first))
    if asked is Question.PUBLISH and not is_answer(answer) and len(folded.split()) >= _CONDITION:
        return True
    return answered or restriction_in(text[:_LONGEST]) is not None


def is_answer(answer: Value | None) -> bool:
    """Whether a value begins with yes or no."""
    return fold(text_of(answer)[:_LONGEST]).split(" ", 1)[0] in _YES | _NO


def _part(text: str, pattern: re.Pattern[str]) -> str | None:
    """The first part of a text that is a restriction and nothing else."""
    if not has_any(text.casefold(), SIGNS):
        return None
    for part in _PARTS.split(text):
        words = part.strip()
        if len(words) <= _LONGEST and not words.endswith(_LEADS_ON) and pattern.fullmatch(fold(words)):
            return words
    return None
