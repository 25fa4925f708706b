"""The columns of a table as they may be ours: what heads them, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.spans import Fit
from poatool.submissions import template
from poatool.submissions.evidence import Evidence
from poatool.submissions.heading_words import Other, fold_heading
from poatool.submissions.headings import NO_SENSE, Sense
from poatool.submissions.kinds import Kind, Profile, weigh
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

MARGIN = 0.6
"""How much better than its rival a reading must be; below it nothing is published by it."""


LEAST = 1.2
"""The least weight by which a column is one of ours."""


BY_HEADING = 1.0
"""The least weight of a heading by which a text is progress, or next steps."""


_PLAIN, _AGAINST = 2.0, -0.6
"""What holds no status below a plain heading `Status` counts this much against it at most: each cell is told of."""


_WEAKER = 0.8
"""What headings lose that mean a column only where no other heading does: `Lead agency` beside `Agency`."""


_OF_NOW = 1.5
"""What a heading of next steps loses that names the period itself: `Planned for 2022` was planned before."""


_OTHER_TIMES = (Fit.OTHER, Fit.PARTLY, Fit.OVERLAPS)


TEXTS = 0.4
"""The share of running text from which a column is one of texts."""


_WEAK = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS)


_LEADS = lazy_pattern(r"(?i)\b(?:lead|responsible|owner|accountable)\b")


class By(StrEnum):
    """What settled which column it is."""

    HEADING = "heading"
    CONTENT = "content"
    DECLARED = "declared"


class Side(NamedTuple):
    """One side of a wide table: an agency, or a status, that heads a column of texts or of ticks."""

    at: int
    agency: str | None = None
    status: str | None = None
    texts: bool = True


@dataclass(frozen=True)
class Candidate:
    """A column of a table: its heading, what that says, and what it holds.

    `column` is which of ours it is, None for none; `by` what settled it; `margin` how far its rival is behind, where
    there is one (`rival`, a column of the sheet). `dated`: its heading is for another time than the period.
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
        """Whether nothing in its heading keeps it from being published."""
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
        """Whether its heading names who leads an action, or no agency at all, and so perhaps not who reports on it."""
        return _LEADS.search(self.text) is not None or bool(self.text and self.heads("agency") < BY_HEADING)

    def heads(self, column: str) -> float:
        """What its heading weighs for a column."""
        weight = self.sense.weights.get(column, 0.0)
        if column == "next_steps" and self.sense.time is Fit.SAME and self.sense.exact is None:
            weight -= _OF_NOW
        return weight - _WEAKER if weight and fold_heading(self.text) in _WEAK else weight

    def score(self, column: str) -> float:
        """What heading and content weigh for a column together."""
        heads = self.heads(column)
        content = weigh(column, self.profile)
        return heads + (max(content, _AGAINST) if column == "status" and heads >= _PLAIN else content)


def candidate(
    at: int, heading: RawCell | None, text: str, values: Mapping[int, RawCell], evidence: Evidence
) -> Candidate:
    """A column of a table with its heading and its cells by row."""
    sense = evidence.headings.sense(text) if text else NO_SENSE
    return Candidate(at, heading, text, sense, evidence.profile(list(values.values())), values)
