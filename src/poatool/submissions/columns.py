"""Which column or label a text means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from poatool.framework.columns import COLUMN_BY_ID, COLUMNS
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names import folding
from poatool.framework.names.agencies import agency_codes
from poatool.submissions import template
from poatool.submissions.restrictions import restriction_in
from poatool.text import lazy_pattern

HEADING_LENGTH = 300
"""Characters of the longest text taken for a heading: some agencies print the instructions in it."""

TAB_LENGTH = 31
"""Characters that Excel lets the name of a sheet have (Excel specifications and limits, Microsoft)."""

_WORD = lazy_pattern(r"[^\W_]+")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_YEAR = lazy_pattern(
    rf"\b(?:(?:in|for|during|to|at|as at|as of) )?(?:(?:\d\d? )?{_MONTH} )?(?:fy ?)?"
    r"(?:19|20)\d\d(?: (?:to )?(?:(?:19|20)\d\d|\d\d))?\b"
)
_DIGITS = lazy_pattern(r"\d+")
_THIS_TIME = lazy_pattern(
    r"\b(?:in|for|during|over|since)? ?(?:the|this) (?:reporting )?(?:year|period|quarter|half year)\b"
)
_HEAD = lazy_pattern(r"\s*\n|\s*[(\[<]|:\s|\s[–—-]\s")
_NUMBERED = lazy_pattern(r"\d{1,2}[.)]\s*(?=[^\W\d])")
_PARTS = lazy_pattern(r"[/|\n()]+|\s[–—-]\s")
_SYLLABLES = lazy_pattern(r"(?:(?:ng|wh|[hkmnprtw])?[aeiouāēīōū])+")
"""How every word of te reo Māori is spelt: Te Taura Whiri i te Reo Māori, Guidelines for Māori Language Orthography."""

_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
"""The marks of footnotes."""

_LONGEST_IN_TWO = 80
_ASIDE_WORDS = 3
_SURE_LENGTH = 5
_LONGEST_MISSPELT = 60
_LIKELY = 75.0
_CONTAINED = 100.0
_REMEMBERED = 10_000


class Match(NamedTuple):
    """What a heading means: one of our columns, or None.

    `exact` is false where a misspelling was interpreted. `suggestion` is the column that was perhaps meant.
    `dated` are the years that it names (`2021 22`), so that a heading for others may stand beside it. `weak`: it means
    the column only where no other heading does. `restricted`: it says that what it heads is not to be published.
    """

    column: str | None
    exact: bool = True
    suggestion: str | None = None
    dated: str = ""
    weak: bool = False
    restricted: bool = False


NO_MATCH = Match(None)


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Reduce a heading to what makes it the same heading: no case, accents, punctuation, line breaks or marks."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.translate(_RAISED).replace("№", "#"))
        text = "".join(c for c in letters if c not in "‘’" and unicodedata.category(c) not in ("Mn", "Cf"))
    text = text.replace("#", " no ").replace("&", " and ").replace("'", "")
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True)
class Columns:
    """The columns that are known, by every folded heading that means one of them; likewise the labels.

    `published` are the columns that may stand in a report.
    `agencies` are the codes of the plan's agencies by their folded names, which may head sheets and parts of tables;
    `statuses` are the folded names of its statuses.
    `period` are the years of the period that is asked for; of headings for several years, that one's count.
    """

    by_heading: Mapping[str, str]
    by_label: Mapping[str, str]
    weak: frozenset[str]
    published: frozenset[str]
    agencies: Mapping[str, str] = field(default_factory=dict)
    statuses: frozenset[str] = frozenset()
    period: str = ""
    _exact: dict[str, Match] = field(default_factory=dict, repr=False, compare=False)
    _near: dict[str, Match] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, headings: Mapping[str, Iterable[str]] | None = None) -> Columns:
        """The columns that every plan has, with a plan's own headings by column id; those go before ours."""
        ours = {fold_heading(text): "action" for text in template.SERIAL_HEADINGS}
        ours |= {fold_heading(text): column.id for column in COLUMNS for text in column.headings}
        labels = {fold_heading(text): label.id for label in template.LABELS for text in (label.text, *label.aliases)}
        own = {fold_heading(text): column for column, texts in (headings or {}).items() for text in texts}
        labelled = set(labels.values())
        labels |= {text: column for text, column in own.items() if column in labelled}
        weak = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS) - own.keys()
        return cls(ours | own, labels, weak, frozenset(column.id for column in COLUMNS if column.published))

    @classmethod
    def of_plan(cls, framework: Framework, period: ReportingPeriod | None = None) -> Columns:
        """The columns of a plan, its own among them, its agencies and statuses, and the period asked for."""
        return replace(
            cls.of(framework.headings),
            published=framework.published_columns,
            agencies=agency_codes(framework),
            statuses=frozenset(folding.fold(n) for s in framework.statuses for n in (*s.aliases, s.label)),
            period=" ".join(_DIGITS.findall(period.id)) if period else "",
        )

    def agency(self, text: str) -> str | None:
        """The code of the agency that a title names and no more, a year and words like `updates` left out."""
        if not self.agencies or len(text) > HEADING_LENGTH:
            return None
        said = folding.fold(text)
        if said not in self.agencies:
            said = " ".join(word for word in _YEAR.sub(" ", said).split() if word not in template.TITLE_WORDS)
        return self.agencies.get(said)

    def is_status(self, text: str) -> bool:
        """Whether a text is the name of a status of the plan and no more."""
        return len(text) <= HEADING_LENGTH and folding.fold(text) in self.statuses

    def agency_of_tab(self, name: str) -> str | None:
        """The code of the agency that the tab of a sheet names, be it cut off where Excel lets no more be written."""
        if (code := self.agency(name)) is not None or len(name) != TAB_LENGTH:
            return code
        begun = folding.fold(name)
        named = {code for known, code in self.agencies.items() if known.startswith(begun)}
        return named.pop() if len(named) == 1 else None

    def mentions_agency(self, text: str) -> bool:
        """Whether the name of an agency stands in a text, whatever else does."""
        said = f" {folding.fold(text)} "
        return any(f" {name} " in said for name in self.agencies)

    def label(self, text: str) -> str | None:
        """The label id of a text such as `Agency:`; None where it is no label of ours."""
        if len(text) > HEADING_LENGTH:
            return None
        named = self.by_label.get(fold_heading(text)) or _in_two_languages(text, self.by_label)
        return named if named or not text[:1].isdigit() else self.by_label.get(fold_heading(_NUMBERED.sub("", text)))

    def exact(self, text: str) -> Match:
        """What a heading certainly means."""
        known = self._exact.get(text)
        if known is None:
            certain = self._certain(text)
            if certain.column in self.published and restriction_in(text):
                certain = certain._replace(restricted=True)
            known = _remembered(self._exact, text, certain)
        return known

    def near(self, text: str) -> Match:
        """What a heading means, one letter missing, wrong, too many or swapped included, if that is certain."""
        known = self.exact(text)
        if known.column is not None or len(text) > _LONGEST_MISSPELT:
            return known
        near = self._near.get(text)
        if near is None:
            near = _remembered(self._near, text, self._misspelt(fold_heading(text)))
        return near

    def like(self, text: str) -> Match:
        """What a heading means; failing that, which column it may have meant."""
        known = self.near(text)
        return known if known.column else Match(None, exact=False, suggestion=self._likeliest(fold_heading(text)))

    def _certain(self, text: str) -> Match:
        if ":" in text and self._holds_agency(text):
            return NO_MATCH
        folded = fold_heading(text)
        if folded in self.by_heading:
            return self._match(folded)
        undated = " ".join(_YEAR.sub(" ", folded).split())
        if undated != folded:
            years = " ".join(_DIGITS.findall(" ".join(_YEAR.findall(folded))))
            found = self._match(undated if undated in self.by_heading else _before_aside(text))
            return found._replace(dated=years) if found.column else found
        timeless = " ".join(_THIS_TIME.sub(" ", folded).split())
        found = self._match(timeless if timeless in self.by_heading else _before_aside(text))
        if found.column:
            return found
        if text[:1].isdigit() and (number := _NUMBERED.match(text)):
            return self._certain(text[number.end() :])
        both = _in_two_languages(text, self.by_heading)
        return Match(both) if both else found

    def _holds_agency(self, text: str) -> bool:
        """Whether a text is a label with its value, `Agency: Ministry of Justice`, and so heads nothing."""
        name, _, value = text.partition(":")
        return self.label(name) == "agency" and f"{folding.fold(value)} ".startswith(
            tuple(f"{a} " for a in self.agencies)
        )

    def _match(self, folded: str) -> Match:
        column = self.by_heading.get(folded)
        return Match(column, weak=folded in self.weak) if column else NO_MATCH

    def _misspelt(self, folded: str) -> Match:
        if len(folded) < _SURE_LENGTH or folded in _OTHER or _DIGITS.search(folded):
            return NO_MATCH
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        close = process.extract(folded, self._long, scorer=OSA.distance, score_cutoff=1, limit=None)
        meant = {self.by_heading[heading] for heading, _, _ in close}
        if len(meant) != 1:
            return NO_MATCH
        column = meant.pop()
        return Match(column, exact=False, suggestion=column, weak=close[0][0] in self.weak)

    def _likeliest(self, folded: str) -> str | None:
        if len(folded) < _SURE_LENGTH or folded in _OTHER:
            return None
        from rapidfuzz import fuzz, process

        contained = process.extract(
            folded, self._long, scorer=fuzz.token_set_ratio, score_cutoff=_CONTAINED, limit=None
        )
        among = [heading for heading, _, _ in contained]
        found = process.extractOne(folded, among or self._long, scorer=fuzz.ratio, score_cutoff=0 if among else _LIKELY)
        return self.by_heading[found[0]] if found else None

    @cached_property
    def _long(self) -> list[str]:
        """The headings that are long enough to be told from another word one letter away."""
        return [heading for heading in self.by_heading if len(heading) >= _SURE_LENGTH]


def _remembered(known: dict[str, Match], text: str, match: Match) -> Match:
    """Keep what a text means; a sheet that is no table may hold a million texts, so not all of them."""
    if len(known) >= _REMEMBERED:
        known.clear()
    known[text] = match
    return match


def _in_two_languages(text: str, known: Mapping[str, str]) -> str | None:
    """What a text means that says it in te reo Māori as well: `Ngā mahi | Actions`."""
    if len(text) > _LONGEST_IN_TWO or "://" in text or _PARTS.search(text) is None:
        return None
    parts = {fold_heading(part): part for part in _PARTS.split(text.casefold())}
    named = {known[part] for part in parts if part in known}
    if len(named) != 1:
        return None
    others = (word for folded, part in parts.items() if folded not in known for word in _WORD.findall(part))
    return named.pop() if all(_SYLLABLES.fullmatch(word) for word in others) else None


def years(digits: str) -> range:
    """The years that digits name, from the first to the last: `2021 22` are two, `2020 2025` six."""
    first, *more = digits.split()
    last = more[-1] if more else first
    return range(int(first), max(int(first), int(first[: -len(last)] + last)) + 1)


def is_year(text: str) -> bool:
    """Whether a heading is a year and no more: `2021`, `FY 2021/22`."""
    return _YEAR.fullmatch(fold_heading(text)) is not None


def is_wording(text: str) -> bool:
    """Whether a heading holds the wording of actions, where another one holds their numbers."""
    folded = fold_heading(text)
    return folded in _WORDING or (folded not in _OF_ACTIONS and _before_aside(text) in _WORDING)


def _before_aside(text: str) -> str:
    """What a heading says before it goes on to say how to fill it in: `Progress (max 200 words)`."""
    mark = _HEAD.search(text)
    if mark is None or not mark.start():
        return ""
    rest = fold_heading(text[mark.start() :]).split()
    joined = mark.group().strip() in (":", "–", "—", "-")
    if not template.OTHER_TIMES.isdisjoint(rest) or (joined and len(rest) < _ASIDE_WORDS):
        return ""
    return fold_heading(text[: mark.start()])


_OTHER = frozenset(fold_heading(text) for text in template.OTHER_HEADINGS)
_OF_ACTIONS = frozenset(fold_heading(alias) for alias in COLUMN_BY_ID["action"].headings[1:])
_WORDING = frozenset(fold_heading(text) for text in template.WORDING_HEADINGS)
