"""The files of the year-end report: those of each format, and those that stay with the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from poatool.render.lazy import lazy
from poatool.reports.model import YearEndReport
from poatool.reports.validation import Validation


class Folder(StrEnum):
    """The two folders of a report: what may go out as it is, and what stays with the coordinator."""

    PUBLISH = "publish"
    COORDINATOR = "coordinator"


MANIFEST = f"{Folder.COORDINATOR}/manifest.json"
"""The list of all files of a report, written last."""


class ReportFile(NamedTuple):
    """A file of the year-end report; `page` if it is the published page, which can leave statuses out."""

    name: str
    render: Callable[..., bytes]
    page: bool = False
    folder: Folder = Folder.PUBLISH

    @property
    def path(self) -> str:
        """Its path in the folder of the report."""
        return f"{self.folder}/{self.name}"

    def write(self, report: YearEndReport, *, show_status: bool) -> bytes:
        """The report in this file; only a page can leave statuses out."""
        return self.render(report, show_status=show_status) if self.page else self.render(report)


REPORT_FORMATS: Mapping[str, Sequence[ReportFile]] = {
    "markdown": [ReportFile("report.md", lazy("report.markup:report_markdown"), page=True)],
    "html": [ReportFile("report.html", lazy("report.markup:report_html"), page=True)],
    "xlsx": [ReportFile("report.xlsx", lazy("report.workbook:report_xlsx"))],
    "csv": [
        ReportFile("updates.csv", lazy("report.tables:updates_csv")),
        ReportFile("updates.csv-metadata.json", lazy("report.csvw:updates_metadata")),
        ReportFile("coverage.csv", lazy("report.tables:coverage_csv")),
    ],
    "json": [ReportFile("report.json", lazy("report.json:published_document"))],
}
"""The files that may go out, by the name of their format on the command line."""

WHOLE = ReportFile("report.json", lazy("report.json:report_document"), folder=Folder.COORDINATOR)
CHECKS = ReportFile("findings.json", lazy("findings.json:validation_document"), folder=Folder.COORDINATOR)
SET_ASIDE = ReportFile("set-aside.xlsx", lazy("report.workings:set_aside_xlsx"), folder=Folder.COORDINATOR)
PROPOSED = ReportFile("decisions-proposed.yaml", lazy("report.proposals:proposals_yaml"), folder=Folder.COORDINATOR)

KEPT = (WHOLE, CHECKS, SET_ASIDE, PROPOSED)
"""What stays with the coordinator, whatever the formats: the whole report, every finding, what was set aside, and the
decisions that are still needed."""


def workings(report: YearEndReport, validation: Validation) -> dict[str, bytes]:
    """The files that stay with the coordinator, by their paths."""
    return {
        WHOLE.path: WHOLE.render(report),
        CHECKS.path: CHECKS.render(validation),
        SET_ASIDE.path: SET_ASIDE.render(report, validation),
        PROPOSED.path: PROPOSED.render(report, validation),
    }
