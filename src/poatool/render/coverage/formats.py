"""The table of formats in which coverage is written to a file or a pipe; `text` is for the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from poatool.render.later import later

if TYPE_CHECKING:
    from poatool.render.coverage.by import By
    from poatool.reports.model import Coverage

COVERAGE_FORMATS: Mapping[str, Callable[[Coverage, By], bytes]] = {
    "json": later("coverage.document:coverage_json"),
    "csv": later("coverage.spreadsheets:coverage_csv"),
    "xlsx": later("coverage.spreadsheets:coverage_xlsx"),
    "html": later("coverage.html_page:coverage_html"),
    "markdown": later("coverage.markdown:coverage_markdown"),
}
"""What each format is called on the command line, and what writes it; JSON holds every way to look at it."""
