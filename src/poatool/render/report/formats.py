"""The files of the year-end report: those of each format, and those that stay with the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from typing import NamedTuple

from poatool.render.lazy import lazy
from poatool.reports.model import YearEndReport
from poatool.reports.validation import Validation


class Folder(StrEnum):
    """The two folders of a report: one to publish as it is, one that stays with the coordinator."""

    PUBLISH = "publish"
    COORDINATOR = "coordinator"


CORRECTIONS = f"{Folder.COORDINATOR}/corrections.yaml"
"""The file that says what was corrected after a report was sealed."""

MANIFEST = f"{Folder.COORDINATOR}/manifest.json"
"""The list of all files of a report, written last."""


class ReportFile(NamedTuple):
    """A file of the year-end report; `what` describes it to readers.

    `page` marks the published page, which can leave out statuses. `lists` marks files that name the other files, and
    `poured` those that can use an organisation's file as a template.
    """

    name: str
    render: Callable[..., bytes]
    what: str = ""
    page: bool = False
    lists: bool = False
    poured: bool = False
    folder: Folder = Folder.PUBLISH

    @property
    def path(self) -> str:
        """Its path in the folder of the report."""
        return f"{self.folder}/{self.name}"


class Download(NamedTuple):
    """A file beside the page: its description, and its size in words."""

    name: str
    what: str
    size: str


REPORT_FORMATS: Mapping[str, Sequence[ReportFile]] = {
    "markdown": [ReportFile("report.md", lazy("report.flow:report_markdown"), "Text in Markdown", page=True)],
    "html": [ReportFile("report.html", lazy("report.html:report_html"), page=True, lists=True)],
    "docx": [ReportFile("report.docx", lazy("report.flow:report_docx"), "Word document", page=True, poured=True)],
    "pdf": [ReportFile("report.pdf", lazy("report.flow:report_pdf"), "Document to read and print", page=True)],
    "xlsx": [ReportFile("report.xlsx", lazy("report.workbook:report_xlsx"), "Excel workbook")],
    "csv": [
        ReportFile("updates.csv", lazy("report.tables:updates_csv"), "Every update as CSV"),
        ReportFile("updates.csv-metadata.json", lazy("report.csvw:updates_metadata"), "What its columns mean (CSVW)"),
        ReportFile("coverage.csv", lazy("report.tables:coverage_csv"), "Every action as CSV"),
    ],
    "json": [ReportFile("report.json", lazy("report.json:published_document"), "Data as JSON")],
}
"""The files that may go out, by the name of their format on the command line."""

_KB = 1_000


_MOST_IN_PDF = 2_500
"""The number of updates whose PDF needs about 600 MiB of memory."""


def cannot_be_written(name: str, report: YearEndReport) -> str:
    """Why a report cannot be written in a format; empty if it can."""
    if name != "pdf":
        return ""
    if find_spec("typst") is None:
        return "report.pdf needs typst, which is not installed. Install it with: pip install 'poatool[pdf]'"
    if (many := len(report.updates)) > _MOST_IN_PDF:
        return f"report.pdf: {many:,} updates are more than the {_MOST_IN_PDF:,} it can hold. Print report.docx."
    return ""


def published(
    report: YearEndReport, files: Sequence[ReportFile], *, show_status: bool, template: bytes | None = None
) -> dict[str, bytes]:
    """The files that may be published, by path; the page comes last, as it names the others with their sizes."""
    made: dict[str, bytes] = {}
    for file in sorted(files, key=lambda file: file.lists):
        options: dict[str, object] = {"show_status": show_status} if file.page else {}
        if file.poured:
            options["template"] = template
        if file.lists:
            options["downloads"] = tuple(_download(other, made[other.path]) for other in files if not other.lists)
        made[file.path] = file.render(report, **options)
    return {file.path: made[file.path] for file in files}


def _download(file: ReportFile, content: bytes) -> Download:
    return Download(file.name, file.what, f"{file.name.rpartition('.')[2].upper()}, {-(-len(content) // _KB)} KB")


WHOLE = ReportFile("report.json", lazy("report.json:report_document"), folder=Folder.COORDINATOR)
CHECKS = ReportFile("findings.json", lazy("findings.json:validation_document"), folder=Folder.COORDINATOR)
SET_ASIDE = ReportFile("set-aside.xlsx", lazy("report.workings:set_aside_xlsx"), folder=Folder.COORDINATOR)
PROPOSED = ReportFile("decisions-proposed.yaml", lazy("report.proposals:proposals_yaml"), folder=Folder.COORDINATOR)

KEPT = (WHOLE, CHECKS, SET_ASIDE, PROPOSED)
"""The files that stay with the coordinator, whatever the formats: the whole report, every finding, what was set aside,
and the decisions still needed.
"""


def workings(report: YearEndReport, validation: Validation) -> dict[str, bytes]:
    """The files that stay with the coordinator, by their paths."""
    return {
        WHOLE.path: WHOLE.render(report),
        CHECKS.path: CHECKS.render(validation),
        SET_ASIDE.path: SET_ASIDE.render(report, validation),
        PROPOSED.path: PROPOSED.render(report, validation),
    }
