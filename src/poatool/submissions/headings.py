"""What a heading says of its column: for each column of ours a weight, and whether it is about something else.

A heading is evidence, never a gate. A known heading weighs 3, a word in it 0.4 to 2.4; what the column holds is
weighed beside it (`evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.spans import Fit, fit, month_alone, spans, with_year, without_spans
from poatool.submissions import template
from poatool.submissions.heading_words import (
    OTHER_WORDS,
    PLAIN_WORD,
    STEMS,
    WEIGHTS,
    Other,
    fold_heading,
    stem,
    words_of,
)
from poatool.submissions.restrictions import restriction_in
from poatool.text import lazy_pattern

SHORT = 80
"""Characters of a heading that is looked for in any row; longer ones only beside short ones."""

HEADING_LENGTH = 300
"""Characters of the longest text taken for a heading: some agencies print the instructions in it."""


EXACT = 3.0
"""The weight of a heading that is known word for word."""


_MISSPELT = 2.6


_CAP = 2.5


_NAMES_IT = 1.4
"""The weight from which a word is one for an action."""


_LATER = 1.4
"""What a time after the period weighs for what is planned: `2023 priorities`."""


_LEADING = 1.25
"""The first telling word of a heading says most: `Risks to progress` is about risks."""


_ASIDE = 0.35
"""What stands in brackets or after a dash or a colon says less."""


_WORD = lazy_pattern(r"[^\W_]+(?:-[^\W_]+)?")


_NUMBERED = lazy_pattern(
    r"\A\W*(?:q(?:uestion)?\s?\d{1,2}|(?:col(?:umn)?\s)?[a-z]|\d{1,2}(?:\.\d{1,2}){0,2}|i{1,3}|iv|vi{0,3})\s?[.):\]–-]\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
"""The number of a heading or a question: `A. Action`, `Q1. Action`, `(1) Action`."""


_ASIDE_FROM = lazy_pattern(r"\s{0,9}\n|\s{0,9}[(\[<]|:\s|\s[–—-]\s|\?\s")


_DENIES = lazy_pattern(r"(?i)\W*(?:no|not|without|excluding|except)\b")
"""How what stands in brackets begins if it says what is not meant: `(no confidential names)`."""


_PARTS = lazy_pattern(r"\s{0,9}[|/]\s{0,9}")


_THIS_TIME = lazy_pattern(
    r"\b(?:in|for|during|over|since)? ?(?:the|this|current) (?:reporting )?(?:year|period|quarter|half year)(?:'?s)?\b"
)


_SURE_LENGTH = 5


_LONGEST_MISSPELT = 60


_REMEMBERED = 10_000


class Sense(NamedTuple):
    """What a heading says of its column.

    `weights` by column id; `exact` is the column whose heading it is word for word, or but for a letter (`misspelt`).
    `other` is what else it is about. `time` is how the time that it names compares with the period, and `only_time`
    that it names nothing else; `later` that it reaches beyond the period. `forbids`: it says that what it heads
    must not be published.
    """

    weights: Mapping[str, float] = {}
    exact: str | None = None
    misspelt: bool = False
    other: Other | None = None
    time: Fit | None = None
    only_time: bool = False
    forbids: bool = False
    later: bool = False

    @property
    def best(self) -> tuple[str | None, float]:
        """The column that it says most for, and how much."""
        column = max(self.weights, key=self.weights.__getitem__, default=None)
        return column, self.weights[column] if column else 0.0


NO_SENSE = Sense()


@dataclass(frozen=True)
class Headings:
    """Weighs headings for a plan and a period: ours, the plan's, and the plan's own word for an action."""

    framework: Framework
    period: ReportingPeriod | None
    known: Mapping[str, str]
    action_words: frozenset[str]
    _senses: dict[str, Sense] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, framework: Framework, period: ReportingPeriod | None) -> Headings:
        """The headings of the template, and a plan's own."""
        known: dict[str, str] = {}
        for column in framework.column_by_id.values():
            known |= {fold_heading(text): column.id for text in column.headings}
        for column_id, headings in framework.headings.items():
            known |= {fold_heading(heading): column_id for heading in headings}
        words = (word for said in framework.headings.get("action", ()) for word in _WORD.findall(said.casefold()))
        own = {said.casefold() for said in framework.headings.get("action", ()) if " " not in said}
        return cls(framework, period, known, frozenset(own | {word for word in words if word not in WEIGHTS}))

    def sense(self, text: str) -> Sense:
        """Weigh a heading; none has a weight in a text that is too long for one."""
        found = self._senses.get(text)
        if found is None:
            if len(self._senses) >= _REMEMBERED:
                self._senses.clear()
            found = self._senses[text] = self._weigh(text) if 0 < len(text) <= HEADING_LENGTH else NO_SENSE
        return found

    def _weigh(self, text: str) -> Sense:
        if self.period is not None:
            if (month := month_alone(text, self.period)) is not None:
                return Sense(time=month, only_time=True)
            text = with_year(text, self.period)
        time = fit(text, self.period, self.framework) if self.period else None
        named = spans(text, self.framework)
        later = self.period is not None and any(span.last > self.period.end for span in named)
        plain = _NUMBERED.sub("", without_spans(text, self.framework) if named else text, count=1)
        if named and not PLAIN_WORD.findall(_TIME_WORDS.sub(" ", plain.casefold())):
            return Sense(time=time, only_time=True)
        forbids = restriction_in(text) is not None
        if (column := self._known(plain) or self.known.get(fold_heading(text))) is not None:
            other = Other.PAST if column.startswith("previous") else None
            return Sense({column: EXACT}, column, other=other, time=time, forbids=forbids, later=later)
        if (column := self._misspelt(plain)) is not None:
            return Sense({column: _MISSPELT}, column, misspelt=True, time=time, forbids=forbids, later=later)
        head, aside = _cut(plain)
        weights, other = self._of_words(head)
        if aside and max(weights.values(), default=0.0) < 1 and other is None:
            (weights, other), aside = self._of_words(plain), ""
        beside, other_beside = self._of_words(aside) if aside and not _DENIES.match(aside) else ({}, None)
        for column_id, weight in beside.items():
            weights[column_id] = min(weights.get(column_id, 0.0) + _ASIDE * weight, _CAP)
        if later and not other and time is not Fit.SAME:
            weights["next_steps"] = min(weights.get("next_steps", 0.0) + _LATER, _CAP)
        if (column := self._known(head)) is not None:
            weights[column] = EXACT if other_beside is None else _CAP
        return Sense(weights, None, other=other or other_beside, time=time, forbids=forbids, later=later)

    @cached_property
    def action_names(self) -> frozenset[str]:
        """The words for an action, ours and the plan's: `actions`, `measures`."""
        ours = {word for word, weights in WEIGHTS.items() if weights.get("action", 0.0) >= _NAMES_IT}
        ours |= {"ref", "reference", "code"}
        return self.action_words | ours | {f"{word}s" for word in self.action_words}

    def _known(self, text: str) -> str | None:
        """The column that a text is a heading of, word for word; in two languages, the one that its parts name."""
        folded = fold_heading(text)
        timeless = " ".join(_THIS_TIME.sub(" ", folded).split())
        if (column := self.known.get(folded) or self.known.get(timeless)) is not None:
            return column
        parts = _PARTS.split(text)
        named = {self.known.get(fold_heading(part)) for part in parts} - {None} if len(parts) > 1 else set()
        return named.pop() if len(named) == 1 else None

    def _misspelt(self, text: str) -> str | None:
        """The one column that a text is a heading of, but for one letter missing, wrong, too many or swapped."""
        folded = fold_heading(text)
        if (
            not _SURE_LENGTH <= len(folded) <= _LONGEST_MISSPELT
            or folded in _NOT_MISSPELT
            or any(map(str.isdigit, folded))
        ):
            return None
        if any(word in WEIGHTS or word in OTHER_WORDS for word in folded.split()) and " " not in folded:
            return None
        half = (len(folded) - 1) // 2  # one letter wrong leaves the beginning or the end as it is
        begin, end = folded[:half], folded[-half:]
        near = [known for known in self._long if known[:half] == begin or known[-half:] == end]
        alike = [known for known in near if abs(len(known) - len(folded)) <= 1]
        if not alike:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(folded, alike, scorer=OSA.distance, score_cutoff=1, limit=None)
        meant = {self.known[heading] for heading, _, _ in found}
        return meant.pop() if len(meant) == 1 else None

    @cached_property
    def _long(self) -> list[str]:
        """The headings that are long enough to be known with a letter wrong."""
        return [heading for heading in self.known if len(heading) >= _SURE_LENGTH]

    def _of_words(self, text: str) -> tuple[dict[str, float], Other | None]:
        """What the words of a text weigh for each column, and what else it is about where that weighs more."""
        weights: dict[str, float] = {}
        others: dict[Other, float] = {}
        lead = _LEADING
        for said in words_of(text):
            word = said if said in WEIGHTS or said in OTHER_WORDS else STEMS.get(stem(said), said)
            telling = False
            if said in self.action_words:
                weights["action"] = weights.get("action", 0.0) + lead * _CAP
                telling = True
            for column, weight in WEIGHTS.get(word, {}).items():
                weights[column] = weights.get(column, 0.0) + lead * weight
                telling = telling or weight >= 1
            if word in OTHER_WORDS and said not in self.action_words:
                other, weight = OTHER_WORDS[word]
                others[other] = others.get(other, 0.0) + lead * weight
                telling = True
            if telling:
                lead = 1.0
        weights = {column: min(weight, _CAP) for column, weight in weights.items()}
        if weights.get("next_steps", 0.0) >= 1 and "progress" in weights and not _BOTH.search(text):
            weights["progress"] *= _PLANNED
        about = max(others, key=others.__getitem__, default=None)
        if about is None or (about is not Other.AUDIENCE and others[about] < max(weights.values(), default=0.0)):
            return weights, None
        return {column: weight * (0.3 if column in _NARRATIVE else 0.6) for column, weight in weights.items()}, about


_PLANNED = 0.4
"""What a word for doing keeps beside one for the future: `To be done next` is a plan."""


_BOTH = lazy_pattern(r"(?i)\band\b|[/&,+]")


_NARRATIVE = frozenset({"progress", "next_steps"})


_NOT_MISSPELT = frozenset(fold_heading(text) for text in template.OTHER_HEADINGS)


_TIME_WORDS = lazy_pattern(
    r"\b(?:fy|year|years|quarter|period|half|ended|ending|financial|calendar|the|to|of|for|in)\b"
)


def _cut(text: str) -> tuple[str, str]:
    """A heading before and from where it goes on to explain itself: `Progress (max 200 words)`."""
    mark = _ASIDE_FROM.search(text)
    return (text[: mark.start()], text[mark.start() :]) if mark is not None and mark.start() else (text, "")
