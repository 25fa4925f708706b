"""Columns that ask who may see a row, such as `OK to publish?`, and the answers that restrict it."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from poatool.framework.names.matching import fold
from poatool.submissions.kinds import says_nothing
from poatool.submissions.restrictions import CLASSIFYING, FORBIDDING, LONGEST, SIGNS, restriction_in
from poatool.submissions.values import text_of
from poatool.text import has_any, lazy_pattern
from poatool.workbooks.model import Value

_BE = "ok|okay|can|may|could|should|is|are|this|it|we|you|to|for|approved|cleared|agreed|suitable|ready|be"

_WHAT = "tick|mark|if|row|update|text|action|answer|response|permission|consent|y|n|yes|no"

_IN_REPORT = "in (?:(?:public|published|annual) )?report"

_ASKS_TO_PUBLISH = lazy_pattern(
    rf"(?:(?:{_BE}|{_WHAT}) ){{0,12}}(?:publish(?:able)?|publication|(?:public )?release|public"
    r"|be (?:published|released)"
    rf"|releas(?:e|able) public(?:ly)?|public(?:ly)? releas(?:e|able)|includ(?:e|ed)(?: (?:this|it))? {_IN_REPORT}"
    rf"|be made public)(?: (?:{_BE}|{_WHAT}|approved|{_IN_REPORT})){{0,12}}"
)

_ASKS_WHO = lazy_pattern(
    rf"(?:(?:{_BE}) ){{0,12}}(?:approved|cleared|signed off|authorised|endorsed|approval|clearance|sign off)"
    r" (?:by|of|from) (?!cabinet|parliament)[a-z ]{1,40}"
)

_ASKS_TO_KEEP = lazy_pattern(
    rf"(?:(?:{_BE}|{_WHAT}) ){{0,12}}(?:{'|'.join((*FORBIDDING, *CLASSIFYING))}"
    r"|(?:exclude|remove|delete|omit|drop|wrong)(?: from report)?)"
    rf"(?: (?:{_BE}|{_WHAT}|information|content)){{0,12}}"
)

_ASKS_WHICH = lazy_pattern(
    "(?:information |security |data |document )?(?:classification|sensitivity|confidentiality|privacy|clearance"
    "|redactions?|exemptions?|oia|version|text status|(?:status|state) text)"
    "(?: (?:level|marking))?|(?:protective |security )?marking|(?:publication|release) (?:status|approval|decision)"
)

_ASKING = (
    *SIGNS,
    "include",
    "exclude",
    "remove",
    "delete",
    "omit",
    "drop",
    "wrong",
    "classif",
    "sensitiv",
    "privacy",
    "marking",
    "clearance",
    "redact",
    "exempt",
    "oia",
    "version",
    "approv",
    "cleared",
    "sign",
    "authoris",
    "endors",
    "text status",
)

_NO = frozenset({"no", "n", "not", "false", "never", "✗", "✘", "❌"})

_YES = frozenset({"yes", "y", "true", "x", "✓", "✔", "☑", "✅"})

_AFFIRMED = _YES | {
    "ok",
    "okay",
    "cleared",
    "approved",
    "agreed",
    "final",
    "public",
    "publish",
    "release",
    "now",
    "noted",
}
"""The first words of answers by which a text may be published. Any other is a condition: `Only after the launch`."""

_SECTION = lazy_pattern(r"(?:under )?(?:oia )?s(?:ection|ec)? ?\d")
"""A section of an act under which something is withheld, in a column that asks: `s 9(2)(f)(iv)`."""

_HELD = lazy_pattern(
    r"""(?:(?:still|currently|in)\ )?(?:exempt|with(?:h|draw)|redact|retract|declin|refus|reject|denied|embargo
        |draft(?:\ (?:v|version|only|text|not|for|pending|awaiting|until|to)\b|\ ?v?\d|\Z)|(?:hold|wait|tb[acd])\b)
      | (?:not|never|yet\ to\ be)\ (?:(?:yet|been)\ )*(?:clear|approv|agreed|endors|authori|sign|final|ready|public)
      | (?:a?waiting|pending|subject\ to|needs?|requires|to\ be|under)\ (?:[a-z]+\ ){0,3}?
        (?:clear|approv|sign|releas|announc|consult|decision|appeal|embargo)""",
    re.VERBOSE,
)
"""How a folded answer begins that keeps a text back in a column about its clearance: `Draft`, `Declined`."""

_ABOUT_CLEARANCE = lazy_pattern(
    r"\b(?:clear|approv|authori[sz]|endors|sign(?:ed)? ?off|releas|publi|with(?:held|hold)|redact|exempt|foi|oia"
    r"|sensitiv|classif|handling|comms|embargo|version|wording|text)"
)
"""Words in a heading or a label, folded, whose answer may keep a text back: `FOI exemption`, `CE approval`."""


class Question(Enum):
    """What a heading asks about a row."""

    PUBLISH = "whether it may be published"
    APPROVE = "who approved it"
    WITHHOLD = "whether it is to be withheld"
    WHICH = "who may see it"


@lru_cache(maxsize=1024)
def question_in(heading: str) -> Question | None:
    """What a heading asks about who may see a row: `OK to publish?`, `Confidential?`, `Classification`."""
    if len(heading) > LONGEST or not has_any(heading.casefold(), _ASKING):
        return None
    folded = fold(heading)
    asking = (
        *((_ASKS_TO_PUBLISH, Question.PUBLISH), (_ASKS_WHO, Question.APPROVE)),
        *((_ASKS_TO_KEEP, Question.WITHHOLD), (_ASKS_WHICH, Question.WHICH)),
    )
    return next((asked for pattern, asked in asking if pattern.fullmatch(folded)), None)


def asked_of_text(heading: str) -> Question | None:
    """What a heading or a label asks about who may see a text, or at least about its clearance: `FOI exemption`."""
    if (asked := question_in(heading)) is None and len(heading) <= LONGEST and _ABOUT_CLEARANCE.search(fold(heading)):
        return Question.WHICH
    return asked


def restricts(asked: Question, answer: Value | None) -> bool:
    """Whether an answer restricts the row: `No` to “OK to publish?”, `Yes` to “Confidential?”."""
    text = text_of(answer)
    folded = fold(text[:LONGEST])
    first = folded.split(" ", 1)[0]
    said = {Question.PUBLISH: _NO, Question.APPROVE: _NO, Question.WITHHOLD: _YES}.get(asked, frozenset())
    if asked is not Question.WITHHOLD and (_SECTION.match(folded) or _HELD.match(folded)):
        return True
    answered = text in said or (first in said and (len(first) > 1 or folded == first))
    if asked is Question.PUBLISH and folded and not says_nothing(text) and first not in _AFFIRMED:
        return not any(map(str.isdigit, folded))
    return answered or restriction_in(text[:LONGEST]) is not None


def is_answer(answer: Value | None) -> bool:
    """Whether a value begins with yes or no."""
    return fold(text_of(answer)[:LONGEST]).split(" ", 1)[0] in _YES | _NO
