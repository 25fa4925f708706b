"""The tables of formats: what each is called on the command line, its file name, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.coverage_tables import By
from poatool.render.later import later
from poatool.reports.model import Coverage, YearEndReport


class ReportFormat(NamedTuple):
    """A format of the year-end report. `page`: it is the published page, which can leave the statuses out."""

    file_name: str
    render: Callable[..., bytes]
    page: bool = False

    def write(self, report: YearEndReport, *, show_status: bool) -> bytes:
        """The report in this format; only a page can be without its statuses."""
        return self.render(report, show_status=show_status) if self.page else self.render(report)


class CoverageFormat(NamedTuple):
    """A format of the coverage; JSON holds every way to look at it, whichever was asked for."""

    file_name: str
    render: Callable[[Coverage, By], bytes]


REPORT_FORMATS: Mapping[str, ReportFormat] = {
    "markdown": ReportFormat("report.md", later("markdown:report_markdown"), page=True),
    "html": ReportFormat("report.html", later("html_page:report_html"), page=True),
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
