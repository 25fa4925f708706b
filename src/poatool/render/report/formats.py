"""The formats of the year-end report: what each is called on the command line, its file name, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.render.lazy import lazy
from poatool.reports.model import YearEndReport


class ReportFormat(NamedTuple):
    """A format of the year-end report. `page`: it is the published page, which can leave the statuses out."""

    file_name: str
    render: Callable[..., bytes]
    page: bool = False

    def write(self, report: YearEndReport, *, show_status: bool) -> bytes:
        """The report in this format; only a page can be without its statuses."""
        return self.render(report, show_status=show_status) if self.page else self.render(report)


REPORT_FORMATS: Mapping[str, ReportFormat] = {
    "markdown": ReportFormat("report.md", lazy("report.markdown:report_markdown"), page=True),
    "html": ReportFormat("report.html", lazy("report.html_page:report_html"), page=True),
    "xlsx": ReportFormat("report.xlsx", lazy("report.spreadsheets:report_xlsx")),
    "csv": ReportFormat("report.csv", lazy("report.spreadsheets:report_csv")),
    "json": ReportFormat("report.json", lazy("report.document:report_json")),
}
