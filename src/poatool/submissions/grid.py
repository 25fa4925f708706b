"""A sheet as it is read: its lines, its merged areas, and where its cells come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.submissions.lines import Line
from poatool.submissions.model import Origin
from poatool.workbooks.model import Area, Sheet


class Grid(NamedTuple):
    """The rows of a sheet that hold something, with its merged areas by their top row."""

    sheet: Sheet
    origin: Origin
    lines: Sequence[Line]
    merges: Mapping[int, Sequence[Area]]

    @classmethod
    def of(cls, sheet: Sheet, origin: Origin, lines: Sequence[Line]) -> Grid:
        """Index the merged areas of a sheet."""
        merges: dict[int, list[Area]] = {}
        for area in sheet.merges:
            merges.setdefault(area.top, []).append(area)
        return cls(sheet, origin, lines, merges)
