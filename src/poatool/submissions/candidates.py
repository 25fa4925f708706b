"""Weigh the columns of a table: their headings and their contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions import template
from poatool.submissions.evidence import Evidence
from poatool.submissions.heading_words import Other, fold_heading
from poatool.submissions.headings import NO_SENSE, Sense
from poatool.submissions.kinds import Kind, Profile, weigh
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

MARGIN = 0.6
"""The margin that a reading needs over its rival; with less, the table is in doubt."""

LEAST = 1.2
"""The least weight at which a column is recognised."""

BY_HEADING = 1.0
"""The least weight at which a heading makes a text progress or next steps."""

_PLAIN, _AGAINST = 1.8, -0.6
"""The most that cells without a status may count against a plain heading `Status`; each such cell has a finding."""

_WEAKER = 0.8
"""The penalty for headings that mean a column only if no other heading does: `Lead agency` beside `Agency`."""

_OF_NOW = 1.5
"""The penalty for a next-steps heading that names the period itself: `Planned for 2022` was planned earlier."""

_OTHER_TIMES = (Fit.OTHER, Fit.PARTLY, Fit.OVERLAPS)

TEXTS = 0.4
"""The share of running text from which a column counts as a text column."""

_WEAK = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS)

_LEADS = lazy_pattern(r"(?i)\b(?:lead|responsible|owner|accountable)\b")


class By(StrEnum):
    """What decided which column it is."""

    HEADING = "heading"
    CONTENT = "content"
    DECLARED = "declared"


class Side(NamedTuple):
    """One column of a wide table: headed by an agency or a status, it holds texts or ticks."""

    at: int
    agency: str | None = None
    status: str | None = None
    texts: bool = True


@dataclass(frozen=True)
class Candidate:
    """A column of a table: its heading, the heading's meaning, and its content.

    `column` is the column of the plan that it is, None for none; `by` is what decided it; `margin` is the lead over its
    `rival`, another column of the sheet, if there is one.
    """

    at: int
    heading: RawCell | None
    text: str
    sense: Sense
    profile: Profile
    values: Mapping[int, RawCell]
    column: str | None = None
    by: By | None = None
    rival: int | None = None

    @property
    def dated(self) -> bool:
        """Whether its heading is for another time than the period; next steps may be for a later one."""
        return self.sense.time in _OTHER_TIMES or self.sense.other is Other.PAST

    @property
    def publishable(self) -> bool:
        """Whether its heading allows publication."""
        aside = self.sense.other in (Other.AUDIENCE, Other.PAST)
        return not (aside or self.sense.forbids or self.sense.time in _OTHER_TIMES)

    @property
    def holds_texts(self) -> bool:
        """Whether it is a column of running texts."""
        return self.profile.share(Kind.SENTENCE) >= TEXTS

    def named(self, kind: Kind, evidence: Evidence) -> str | None:
        """The agency or the status that its heading names, whole or in its lowest row."""
        lowest = trimmed(self.heading.value) if self.heading is not None else ""
        return next((text for text in (self.text, lowest) if text and evidence.kind(text) is kind), None)

    @property
    def weak(self) -> bool:
        """Whether its heading names who leads an action, or no agency, and so perhaps not who reports."""
        return _LEADS.search(self.text) is not None or bool(self.text and self.heads("agency") < BY_HEADING)

    def heads(self, column: str) -> float:
        """The weight of its heading for a column."""
        weight = self.sense.weights.get(column, 0.0)
        if column == "next_steps" and self.sense.time is Fit.SAME and self.sense.exact is None:
            weight -= _OF_NOW
        return weight - _WEAKER if weight and fold_heading(self.text) in _WEAK else weight

    def score(self, column: str) -> float:
        """The combined weight of heading and content for a column."""
        heads = self.heads(column)
        content = weigh(column, self.profile)
        return heads + (max(content, _AGAINST) if column == "status" and heads >= _PLAIN else content)


def candidate(
    at: int, heading: RawCell | None, text: str, values: Mapping[int, RawCell], evidence: Evidence
) -> Candidate:
    """A column of a table with its heading and its cells by row."""
    sense = evidence.headings.sense(text) if text else NO_SENSE
    return Candidate(at, heading, text, sense, evidence.profile(list(values.values())), values)
