"""The formats of every document, as the command line offers them; `text` is for the screen and not among them.

A command loads only the format that it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from poatool.reports.coverage_model import Coverage
    from poatool.reports.model import YearEndReport
    from poatool.reports.validation import Validation


def _call(place: str, *arguments: object, **options: object) -> object:
    """Call the function at `module:function` in this package."""
    module, _, name = place.partition(":")
    made: object = getattr(import_module(f"poatool.render.{module}"), name)(*arguments, **options)
    return made


def lazy(place: str) -> Callable[..., bytes]:
    """The renderer at `module:function` in this package; if it returns a document, that is written as JSON."""

    def render(*arguments: object, **options: object) -> bytes:
        rendered = _call(place, *arguments, **options)
        if isinstance(rendered, bytes):
            return rendered
        from poatool.render.json import json_bytes

        return json_bytes(cast("Mapping[str, object]", rendered))

    return render


FINDINGS_FORMATS: Mapping[str, Callable[[Validation], bytes]] = {
    "concise": lazy("findings.ci:findings_concise"),
    "json": lazy("findings.json:validation_document"),
    "sarif": lazy("findings.sarif:findings_sarif"),
    "junit": lazy("findings.ci:findings_junit"),
    "github": lazy("findings.ci:findings_github"),
    "csv": lazy("findings.tables:findings_csv"),
    "html": lazy("findings.page:findings_html"),
    "markdown": lazy("findings.page:findings_markdown"),
}
"""The function that writes each format, by its name on the command line."""


class By(StrEnum):
    """What each row of a coverage table stands for; with `period`, each column is a period."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"
    STATUS = "status"
    PERIOD = "period"


class View(NamedTuple):
    """What the user asked for: the first table, or the matrix of agencies and actions.

    `only` means that the coverage has just the actions asked for, so all of them are listed and not only gaps.
    """

    by: By = By.ACTION
    matrix: bool = False
    only: bool = False


EVERYTHING = View()
"""The view without any options."""

ONLY = (
    *("reported", "nil", "unreported", "closed", "incorporated", "not_in_force"),
    *("nobody", "expected_silent", "set_aside", "pointer", "silent_for", "never", "reopened"),
)
"""The states and kinds that the user may ask for, written out here so that a command need not load the models."""

COVERAGE_FORMATS: Mapping[str, Callable[[Coverage, View], bytes]] = {
    "json": lazy("coverage.json:coverage_document"),
    "csv": lazy("coverage.tables:coverage_csv"),
    "xlsx": lazy("coverage.tables:coverage_xlsx"),
    "html": lazy("coverage.page:coverage_html"),
    "markdown": lazy("coverage.page:coverage_markdown"),
}
"""The function that writes each format; CSV has only the table asked for, the others have all tables."""


class Folder(StrEnum):
    """The two folders of a report: one to publish as it is, one that stays with the coordinator."""

    PUBLISH = "publish"
    COORDINATOR = "coordinator"


CORRECTIONS = f"{Folder.COORDINATOR}/corrections.yaml"
"""The file that says what was corrected after a report was sealed."""

MANIFEST = f"{Folder.COORDINATOR}/manifest.json"
"""The list of all files of a report, written last."""


class ReportFile(NamedTuple):
    """A file of the year-end report; `what` describes it to readers. If `read`, it is made of the report laid out."""

    name: str
    render: Callable[..., bytes]
    what: str = ""
    read: bool = False
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


_PAGE, _WORD = "report.html", "report.docx"

REPORT_FORMATS: Mapping[str, Sequence[ReportFile]] = {
    "markdown": [ReportFile("report.md", lazy("markdown:markdown_document"), "Text in Markdown", read=True)],
    "html": [ReportFile(_PAGE, lazy("report.flow:report_html"), read=True)],
    "docx": [ReportFile(_WORD, lazy("word.body:word_bytes"), "Word document", read=True)],
    "pdf": [ReportFile("report.pdf", lazy("typeset:pdf_bytes"), "Document to read and print", read=True)],
    "xlsx": [ReportFile("report.xlsx", lazy("report.workbooks:report_xlsx"), "Excel workbook")],
    "csv": [
        ReportFile("updates.csv", lazy("report.tables:updates_csv"), "Every update as CSV"),
        ReportFile("updates.csv-metadata.json", lazy("report.tables:updates_metadata"), "What its columns mean (CSVW)"),
        ReportFile("coverage.csv", lazy("report.tables:coverage_csv"), "Every action as CSV"),
    ],
    "json": [ReportFile("report.json", lazy("report.json:published_document"), "Data as JSON")],
}
"""The files that may go out, by the name of their format on the command line."""

_KB = 1_000

_PDF_LIMIT = 2_500
"""The number of updates whose PDF needs about 600 MiB of memory."""


def cannot_be_written(name: str, report: YearEndReport) -> str:
    """Why a report cannot be written in a format; empty if it can."""
    if name != "pdf":
        return ""
    if find_spec("typst") is None:
        return "report.pdf needs typst, which is not installed. Install it with: pip install 'poatool[pdf]'"
    if (many := len(report.updates)) > _PDF_LIMIT:
        return f"report.pdf: {many:,} updates are more than the {_PDF_LIMIT:,} it can hold. Print report.docx."
    return ""


def published(
    report: YearEndReport, files: Sequence[ReportFile], *, show_status: bool, template: bytes | None = None
) -> dict[str, bytes]:
    """The files that may be published, by path; the page comes last, as it names the others with their sizes."""
    made: dict[str, bytes] = {}
    is_read = any(file.read for file in files)
    document = _call("report.flow:report_flow", report, show_status=show_status) if is_read else None
    for file in sorted(files, key=lambda file: file.name == _PAGE):
        options: dict[str, object] = {"template": template} if file.name == _WORD else {}
        if file.name == _PAGE:
            sizes = ((each, -(-len(made[each.path]) // _KB)) for each in files if each is not file)
            beside = (
                Download(each.name, each.what, f"{each.name.rpartition('.')[2].upper()}, {size} KB")
                for each, size in sizes
            )
            options = {"report": report, "downloads": tuple(beside)}
        made[file.path] = file.render(document if file.read else report, **options)
    return {file.path: made[file.path] for file in files}


def _download(file: ReportFile, content: bytes) -> Download:
    return Download(file.name, file.what, f"{file.name.rpartition('.')[2].upper()}, {-(-len(content) // _KB)} KB")


_kept = partial(ReportFile, folder=Folder.COORDINATOR)
WHOLE = _kept("report.json", lazy("report.json:report_document"), "Data as JSON, with the row of each update")
CHECKS = _kept("findings.json", lazy("findings.json:validation_document"), "Every finding as JSON")
SET_ASIDE = _kept("set-aside.xlsx", lazy("report.workbooks:set_aside_xlsx"), "Rows with errors")
PROPOSED = _kept("decisions-proposed.yaml", lazy("report.yaml:proposals_yaml"), "Decisions still needed")

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
