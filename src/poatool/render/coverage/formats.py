"""The formats in which coverage is written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from poatool.render.lazy import lazy

if TYPE_CHECKING:
    from poatool.reports.coverage_model import Coverage


class By(StrEnum):
    """What each row of a coverage table stands for; with `period`, each column is a period."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"
    STATUS = "status"
    PERIOD = "period"


class View(NamedTuple):
    """What the user asked for: the first table, or the matrix of agencies and actions.

    `only` means that the coverage has just the actions asked for, so all of them are listed and not only gaps.
    """

    by: By = By.ACTION
    matrix: bool = False
    only: bool = False


EVERYTHING = View()
"""The view without any options."""

ONLY = (
    *("reported", "nil", "unreported", "closed", "incorporated", "not_in_force"),
    *("nobody", "expected_silent", "set_aside", "pointer", "silent_for", "never", "reopened"),
)
"""The states and kinds that the user may ask for, written out here so that a command need not load the models."""

COVERAGE_FORMATS: Mapping[str, Callable[[Coverage, View], bytes]] = {
    "json": lazy("coverage.json:coverage_document"),
    "csv": lazy("coverage.tables:coverage_csv"),
    "xlsx": lazy("coverage.tables:coverage_xlsx"),
    "html": lazy("coverage.markup:coverage_html"),
    "markdown": lazy("coverage.markup:coverage_markdown"),
}
"""The function that writes each format; CSV has only the table asked for, the others have all tables."""
