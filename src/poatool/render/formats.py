"""The tables of formats: what each is called on the command line, its file name, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.coverage_tables import By
from poatool.render.later import later
from poatool.reports.model import Coverage, YearEndReport


class ReportFormat(NamedTuple):
    """A format of the year-end report."""

    file_name: str
    render: Callable[[YearEndReport], bytes]


class CoverageFormat(NamedTuple):
    """A format of the coverage; JSON holds every way to look at it, whichever was asked for."""

    file_name: str
    render: Callable[[Coverage, By], bytes]


REPORT_FORMATS: Mapping[str, ReportFormat] = {
    "markdown": ReportFormat("report.md", later("markdown:report_markdown")),
    "html": ReportFormat("report.html", later("html_page:report_html")),
    "xlsx": ReportFormat("report.xlsx", later("xlsx:report_xlsx")),
    "csv": ReportFormat("report.csv", later("csv_file:report_csv")),
    "json": ReportFormat("report.json", later("report_json:report_json")),
}

COVERAGE_FORMATS: Mapping[str, CoverageFormat] = {
    "json": CoverageFormat("gaps.json", later("coverage_json:coverage_json")),
    "csv": CoverageFormat("gaps.csv", later("csv_file:coverage_csv")),
    "xlsx": CoverageFormat("gaps.xlsx", later("xlsx:coverage_xlsx")),
    "html": CoverageFormat("gaps.html", later("html_page:coverage_html")),
    "markdown": CoverageFormat("gaps.md", later("markdown:coverage_markdown")),
}
