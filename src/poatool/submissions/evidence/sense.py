"""The meaning of a heading: the columns that it suggests, its time, and whether it forbids publication."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.evidence.heading_words import Other


class Sense(NamedTuple):
    """The meaning of a heading."""

    weights: Mapping[str, float] = {}  # by column id
    exact: str | None = None  # the column that it names exactly, or with one wrong letter
    misspelt: bool = False
    other: Other | None = None  # another subject
    time: Fit | None = None  # how its time compares with the period
    only_time: bool = False  # it names nothing but a time
    forbids: bool = False  # it forbids publication of its column
    later: bool = False  # its time extends beyond the period
    day: Fit | None = None  # how its day compares with the period
    until: dt.date = dt.date.min  # the last day of its time
    strange: tuple[str, ...] = ()  # words that may limit what it says: `Full progress (file copy)`

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
