"""PUB: spelling and abbreviations that readers of the report would stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from poatool.findings.model import Fix, Severity
from poatool.rules.publication.macrons import STAND_INS, in_words, macrons
from poatool.rules.publication.marks import draft_marks
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.rules.texts import at, texts_with
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern, listed

_ABBREVIATION = lazy_pattern(r"[A-Z](?<![\w./@#&-][A-Z])[A-Z&]{1,6}(?=s?(?![\w/@$-]|\.\w))")
_BRACKET = lazy_pattern(r"\([^()\n]*\)")
_IN_BRACKETS = lazy_pattern(r"\b[A-Z][A-Z&]{1,6}(?=s?\b)")
_WITH_BRACKET = lazy_pattern(r"\b[A-Z][A-Z&]{1,6}(?=s? \()")
_CAPITALS = lazy_pattern(r"[A-Z&]+")
_ROMAN = lazy_pattern(r"[IVX]+")
_PRINTED = """
    A&E AD AI AIDS AM ANZAC ASEAN AUD BA BC CCTV CEO COVID CV DDI DNA DRAFT DVD EU FAQ FYI GDP GPS GST HIV HTML ICT ID IRD
    ISBN ISO ISSN IT KC KPI MA MOU MP NATO NGO NZ NZCA NZD NZDC NZHC NZSC OECD OIA OK PDF PHD PIN PM PO Q&A QC QR R&D SMS
    TBA TBC TBD TV UK UN UNESCO UNHCR UNICEF URL US USA USB USD WHO WWW XX XXX
"""
_TITLES = "CNZM DNZM HE HM HRH JP MNZM ONZM QSM QSO"
_OF_MARKS = frozenset(("BUDGET", "FOR", "IN", "LEGALLY", "NOT", "RELEASE"))
"""Words that are no abbreviations in what another rule of this family finds: `IN CONFIDENCE`, `NOT FOR RELEASE`."""

_MONEY = "CAD CHF CNY EUR FJD GBP HKD IDR INR JPY KRW MYR PGK PHP SBD SGD THB TOP VND VUV WST XPF"
"""Currencies of New Zealand's neighbours and partners, as ISO 4217 has them."""

_WELL_KNOWN = frozenset(f"{_PRINTED} {_TITLES} {_MONEY}".split())
"""What every newspaper prints, and what other rules of this family already speak of."""

_ENOUGH = 10
"""Abbreviations of one text that are looked into; who has not explained so many has explained none."""

_WORTH_LOOKING_FOR = 100
"""Abbreviations of a submission up to which it is quicker to find their texts first than to look at every text."""

_SHOUTED = 0.5
"""The share of capitals from which a text is written in capitals altogether."""


@rule("PUB507", "abbreviation-not-explained", Severity.ADVICE)
def abbreviation_not_explained(submission: Interpreted) -> Iterator[Problem]:
    """A text uses an abbreviation that is not explained in it, and that not everybody knows.

    The codes of the plan's agencies and what every newspaper prints (NZ, UN, NGO) are let pass. To fix it, write
    the name in full once, with the abbreviation in brackets behind it.

    Bad:
    | Action | Status    | Progress                                            |
    | 2      | Under way | Trained forty inspectors with the TCIT and the CLC. |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                                    |
    | 2      | Under way | Trained forty inspectors with the Trade Credit Insurance Team (TCIT), MBIE, NGOs and the UN. |
    | 3      | Under way | HE the Governor-General opened a shelter, for which FJ$20,000 and WST 5,000 were given.      |
    """
    agencies = submission.edition.framework.agencies
    known = _WELL_KNOWN | _capitals(tuple(name for a in agencies for name in (a.code, a.name, *a.aliases)))
    foreign = {word.casefold() for word in submission.prose.capitals - known if not _ROMAN.fullmatch(word)}
    for text in texts_with(submission, foreign) if len(foreign) <= _WORTH_LOOKING_FOR else submission.texts:
        found = [word for word in dict.fromkeys(_ABBREVIATION.findall(text.text)) if word not in known][:_ENOUGH]
        explained = _explained(text.text) if found else ()
        unexplained = [word for word in found if word not in explained and not _ROMAN.fullmatch(word)]
        if not _OF_MARKS.isdisjoint(unexplained):
            marked = {word for mark in draft_marks(text.text) for word in _CAPITALS.findall(mark)}
            unexplained = [word for word in unexplained if word not in marked]
        if unexplained and not _shouted(text.text):
            yield at(
                text,
                f"{listed(unexplained)} {'is' if len(unexplained) == 1 else 'are'} not explained in this text.",
                "Write the name in full once, with the abbreviation in brackets behind it.",
            )


@rule("PUB508", "macron-missing", Severity.WARNING)
def macron_missing(submission: Interpreted) -> Iterator[Problem]:
    """A word of te reo Māori, or the name of an agency, lacks its macrons.

    Only words that are always written with a macron are looked for, and none in a web address. In place of the letter
    there may be another sign, as when a file is saved in a character set without it: `M?ori`, `Mäori`. To fix it, write
    the word with its macrons; the Māori keyboard types one with the grave accent key before the vowel.

    Bad:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained forty inspectors with whanau and Maori wardens. |
    Found at: C2

    Bad:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained forty inspectors with M?ori wardens.           |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                                |
    | 2      | Under way | Trained whānau and Māori wardens with tangata whenua; see https://example.org/maori/whanau. |
    """
    known = macrons(tuple(name for a in submission.edition.framework.agencies for name in (a.name, *a.aliases)))
    for text in texts_with(submission, {*(known.words & submission.prose.words), *STAND_INS}):
        if (spelt := known.missing(text.text)) is not None:
            wrong = spelt.words.items()
            yield at(
                text,
                "; ".join(f"{quoted(word)} is written {quoted(right)}, with {in_words(right)}" for word, right in wrong)
                + ".",
                "Write the word with its macrons.",
                Fix(spelt.text, safe=False),
            )


@lru_cache(maxsize=8)
def _capitals(names: tuple[str, ...]) -> frozenset[str]:
    """The abbreviations among names, and single words of names as they are printed in capitals."""
    return frozenset(word for name in names for word in re.findall(r"[A-Z][A-Z&]+", name)) | {n.upper() for n in names}


def _explained(text: str) -> AbstractSet[str]:
    """The abbreviations that a text has in brackets, and those with a bracket behind them that explains them."""
    in_brackets = (word for bracket in _BRACKET.findall(text) for word in _IN_BRACKETS.findall(bracket))
    return {*in_brackets, *_WITH_BRACKET.findall(text)}


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > _SHOUTED * len(letters)
