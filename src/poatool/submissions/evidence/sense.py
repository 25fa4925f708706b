"""The meaning of a heading: the columns that it suggests, its time, and whether it forbids publication."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.evidence.heading_words import Other


class Sense(NamedTuple):
    """The meaning of a heading.

    `weights` are by column id; `exact` is the column it names exactly, or with one wrong letter (`misspelt`). `other`
    is another subject. `time` and `day` compare its time and day with the period. `only_time` means that it names
    nothing else; `later` means that the time extends beyond the period, and `until` is its last day. `forbids` means
    that it forbids publication of its column. `strange` words may limit what it says: `Full progress (file copy)`.
    """

    weights: Mapping[str, float] = {}
    exact: str | None = None
    misspelt: bool = False
    other: Other | None = None
    time: Fit | None = None
    only_time: bool = False
    forbids: bool = False
    later: bool = False
    day: Fit | None = None
    until: dt.date = dt.date.min
    strange: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it is for a time other than the period; next steps may be for a later one."""
        return self.time in (Fit.OTHER, Fit.PARTLY, Fit.OVERLAPS) or self.other is Other.PAST

    @property
    def best(self) -> tuple[str | None, float]:
        """The column with the greatest weight above 0, and that weight."""
        column = max(self.weights, key=self.weights.__getitem__) if self.weights else None
        return (column, self.weights[column]) if column and self.weights[column] > 0 else (None, 0.0)


NO_SENSE = Sense()
