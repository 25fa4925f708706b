"""The formats in which coverage is written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from poatool.render.lazy import lazy

if TYPE_CHECKING:
    from poatool.reports.coverage_model import Coverage


class By(StrEnum):
    """What each row of a coverage table is about; by period, each column is about one."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"
    STATUS = "status"
    PERIOD = "period"


class View(NamedTuple):
    """What is asked for: the table that comes first, or the matrix of agencies and actions.

    `only`: the coverage has only the actions that were asked for, so all of them are listed, not the gaps.
    """

    by: By = By.ACTION
    matrix: bool = False
    only: bool = False


EVERYTHING = View()
"""The view without any wish."""

ONLY = (
    *("reported", "nil", "unreported", "closed", "incorporated", "not_in_force"),
    *("nobody", "expected_silent", "set_aside", "pointer", "silent_for", "never", "reopened"),
)
"""The states and the kinds of actions that may be asked for; they are written out, as a command loads no models."""

COVERAGE_FORMATS: Mapping[str, Callable[[Coverage, View], bytes]] = {
    "json": lazy("coverage.json:coverage_document"),
    "csv": lazy("coverage.tables:coverage_csv"),
    "xlsx": lazy("coverage.tables:coverage_xlsx"),
    "html": lazy("coverage.markup:coverage_html"),
    "markdown": lazy("coverage.markup:coverage_markdown"),
}
"""What writes each format, by its name on the command line; CSV has the one table asked for, the others have all."""
