"""The `style` set: house style. The coordinator sees its findings; agencies get them only if the set is selected."""

import re
from collections.abc import Iterator, Sequence, Set as AbstractSet
from functools import lru_cache

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.phrases import phrases
from poatool.rules.registry import STYLE, Problem, is_progress, matches, rule, texts_with
from poatool.rules.wording import quotes
from poatool.submissions.interpret import Interpreted
from poatool.submissions.prose import Signs
from poatool.text import lazy_pattern, listed

LONGEST = 2_000  # the longest text of an update, in characters: about 300 words, half a page of a report
_ABBREVIATION = lazy_pattern(r"[A-Z](?<![\w./@#&-][A-Z])[A-Z&]{1,6}(?=s?(?![\w/@$-]|\.\w))")
_BRACKET = lazy_pattern(r"\([^()\n]{0,400}\)")
_IN_BRACKETS = lazy_pattern(r"\b[A-Z][A-Z&]{1,6}(?=s?\b)")
_WITH_BRACKET = lazy_pattern(r"\b[A-Z][A-Z&]{1,6}(?=s? \()")
_ROMAN = lazy_pattern(r"[IVX]+")
_PRINTED = """
    A&E AD AI AIDS AM ANZAC ASEAN AUD BA BC CCTV CEO COVID CV DDI DNA DRAFT DVD EU FAQ FYI GDP GPS GST HIV HTML ICT ID IRD
    ISBN ISO ISSN IT KC KPI MA MOU MP NATO NGO NZ NZCA NZD NZDC NZHC NZSC OECD OIA OK PDF PHD PIN PM PO Q&A QC QR R&D SMS
    TBA TBC TBD TV UK UN UNESCO UNHCR UNICEF URL US USA USB USD WHO WWW XX XXX
    BUDGET FOR IN LEGALLY NOT RELEASE
"""

_TITLES = "CNZM DNZM HE HM HRH JP MNZM ONZM QSM QSO"
# Currencies of New Zealand's neighbours and partners, from ISO 4217.
_MONEY = "CAD CHF CNY EUR FJD GBP HKD IDR INR JPY KRW MYR PGK PHP SBD SGD THB TOP VND VUV WST XPF"
# Abbreviations that need no explanation, and abbreviations that other rules report.
_WELL_KNOWN = frozenset(f"{_PRINTED} {_TITLES} {_MONEY}".split())
_ENOUGH = 10  # how many abbreviations of a text are looked at
_SHOUTED = 0.5  # a text with a larger share of capitals counts as written in capitals
_RELATIVE = phrases(
    """(this|last|next|(in|over|during) the (past|previous|current|coming)) (calendar |financial |reporting )?(SPAN)
    recently|yesterday|tomorrow|in (recent|the (last|past|coming|next)( few)?) (weeks|months|years)""",
    {"SPAN": "week|month|quarter|year"},
    case="any",
)
_TIMES = Signs("week month quarter year recently yesterday tomorrow")


@rule("UPD309", Severity.ADVICE, requires="UPD308", in_set=STYLE)
def text_too_long(submission: Interpreted) -> Iterator[Problem]:
    """A text is longer than 2,000 characters (about 300 words).

    The report prints all of it, but few people will read it. To fix it, say what was achieved, and link to the rest in
    the evidence column.
    """
    for text in submission.texts:
        if len(text.text) > LONGEST:
            message = f"The text is {len(text.text):,} characters long; few people read more than {LONGEST:,}."
            yield Problem.at(text.cell, message)


@rule("UPD310", Severity.ADVICE, requires="UPD301", in_set=STYLE)
def relative_time(submission: Interpreted) -> Iterator[Problem]:
    """A text gives a time relative to the day it was written: “this year”, “last month”, “recently”.

    The report is read later, and next to reports of other years. To fix it, write the month or the year.

    Bad rows:
    | 2 | Under way | Trained forty inspectors earlier this year. <found> |

    Good:
    | Action | Status    | Progress                                | Next steps           |
    | 2      | Under way | Trained forty inspectors in March 2022. | Repeat it next year. |
    """
    for text in texts_with(submission, _TIMES):
        found = dict.fromkeys(map(str.casefold, matches(_RELATIVE, text.text))) if is_progress(text) else ()
        if found:
            yield Problem.at(text.cell, f"Readers of the report cannot tell the time meant by {quotes(found)}.")


@lru_cache(maxsize=8)
def _known(edition: Edition) -> AbstractSet[str]:
    """Words that a text need not explain: the agencies' names, the plan's abbreviations, and common ones."""
    names = [name for a in edition.framework.agencies for name in (a.code, a.name, *a.aliases)]
    texts = [*names, *(action.text for action in edition.actions)]
    return _WELL_KNOWN.union(*(re.findall(r"[A-Z][A-Z&]+", text) for text in texts), map(str.upper, names))


@rule("PUB507", Severity.ADVICE, in_set=STYLE)
def abbreviation_not_explained(submission: Interpreted) -> Iterator[Problem]:
    """A text uses an abbreviation that not everybody knows, and does not explain it.

    The codes of the plan's agencies and common abbreviations (NZ, UN, NGO) need no explanation. To fix it, write the
    name in full once, with the abbreviation in brackets after it.

    Bad rows:
    | 2 | Under way | Trained forty inspectors with the TCIT and the CLC. <found> |

    Good rows:
    | 2 | Under way | Trained forty inspectors with the Trade Credit Insurance Team (TCIT), MBIE, NGOs and the UN. |
    """
    known = _known(submission.edition)
    for text in submission.texts:
        found = dict.fromkeys(word for word in _ABBREVIATION.findall(text.text) if word not in known)
        if left := _unexplained(list(found)[:_ENOUGH], text.text) if found else ():
            are = "is" if len(left) == 1 else "are"
            yield Problem.at(text.cell, f"{listed(left)} {are} not explained in this text.")


def _unexplained(found: Sequence[str], text: str) -> Sequence[str]:
    in_brackets = (word for bracket in _BRACKET.findall(text) for word in _IN_BRACKETS.findall(bracket))
    explained = {*in_brackets, *_WITH_BRACKET.findall(text)}
    left = [word for word in found if word not in explained and not _ROMAN.fullmatch(word)]
    letters = [letter for letter in text if letter.isalpha()]
    return left if sum(letter.isupper() for letter in letters) <= _SHOUTED * len(letters) else ()
