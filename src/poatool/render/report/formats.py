"""The formats of the year-end report: their names on the command line, their file names and what writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.lazy import lazy
from poatool.reports.model import YearEndReport


class ReportFormat(NamedTuple):
    """A format of the year-end report; `page` if it is the published page, which can leave statuses out."""

    file_name: str
    render: Callable[..., bytes]
    page: bool = False

    def write(self, report: YearEndReport, *, show_status: bool) -> bytes:
        """The report in this format; only a page can leave statuses out."""
        return self.render(report, show_status=show_status) if self.page else self.render(report)


REPORT_FORMATS: Mapping[str, ReportFormat] = {
    "markdown": ReportFormat("report.md", lazy("report.markup:report_markdown"), page=True),
    "html": ReportFormat("report.html", lazy("report.markup:report_html"), page=True),
    "xlsx": ReportFormat("report.xlsx", lazy("report.tables:report_xlsx")),
    "csv": ReportFormat("report.csv", lazy("report.tables:report_csv")),
    "json": ReportFormat("report.json", lazy("report.json:report_document")),
}
