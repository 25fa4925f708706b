"""The tables of formats: what each is called on the command line, its file name, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.coverage_json import coverage_json
from poatool.render.coverage_tables import By
from poatool.render.csv_file import coverage_csv, report_csv
from poatool.render.html_page import coverage_html, report_html
from poatool.render.markdown import coverage_markdown, report_markdown
from poatool.render.report_json import report_json
from poatool.render.xlsx import coverage_xlsx, report_xlsx
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
    "markdown": ReportFormat("report.md", report_markdown),
    "html": ReportFormat("report.html", report_html),
    "xlsx": ReportFormat("report.xlsx", report_xlsx),
    "csv": ReportFormat("report.csv", report_csv),
    "json": ReportFormat("report.json", report_json),
}

COVERAGE_FORMATS: Mapping[str, CoverageFormat] = {
    "json": CoverageFormat("gaps.json", lambda coverage, _: coverage_json(coverage)),
    "csv": CoverageFormat("gaps.csv", coverage_csv),
    "xlsx": CoverageFormat("gaps.xlsx", coverage_xlsx),
    "html": CoverageFormat("gaps.html", coverage_html),
    "markdown": CoverageFormat("gaps.md", coverage_markdown),
}
