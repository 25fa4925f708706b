"""The formats in which coverage is written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from poatool.render.lazy import lazy

if TYPE_CHECKING:
    from poatool.reports.coverage_model import Coverage


class By(StrEnum):
    """What each row of a coverage table is about."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"

    @property
    def first(self) -> tuple[By, ...]:
        """All four, beginning with this one."""
        return (self, *(each for each in By if each is not self))


COVERAGE_FORMATS: Mapping[str, Callable[[Coverage, By], bytes]] = {
    "json": lazy("coverage.json:coverage_document"),
    "csv": lazy("coverage.tables:coverage_csv"),
    "xlsx": lazy("coverage.tables:coverage_xlsx"),
    "html": lazy("coverage.tables:coverage_html"),
    "markdown": lazy("coverage.tables:coverage_markdown"),
}
"""What writes each format, by its name on the command line; CSV has the one table asked for, the others have all."""
