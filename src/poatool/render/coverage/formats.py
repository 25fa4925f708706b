"""The formats of the coverage: what each is called on the command line, its file name, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.coverage.tables import By
from poatool.render.later import later
from poatool.reports.model import Coverage


class CoverageFormat(NamedTuple):
    """A format of the coverage; JSON holds every way to look at it, whichever was asked for."""

    file_name: str
    render: Callable[[Coverage, By], bytes]


COVERAGE_FORMATS: Mapping[str, CoverageFormat] = {
    "json": CoverageFormat("gaps.json", later("coverage.document:coverage_json")),
    "csv": CoverageFormat("gaps.csv", later("coverage.spreadsheets:coverage_csv")),
    "xlsx": CoverageFormat("gaps.xlsx", later("coverage.spreadsheets:coverage_xlsx")),
    "html": CoverageFormat("gaps.html", later("coverage.html_page:coverage_html")),
    "markdown": CoverageFormat("gaps.md", later("coverage.markdown:coverage_markdown")),
}
