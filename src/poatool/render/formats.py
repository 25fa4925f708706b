"""List the formats of every document that the command line offers, except `text`, which is for the screen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from poatool.render.coverage.tables import View
    from poatool.render.document import Document
    from poatool.reports.coverage_model import Coverage
    from poatool.reports.validation import Validation
    from poatool.reports.year_end_model import YearEndReport


def lazy(place: str, writer: str = "") -> Callable[..., Any]:
    """Import a `module:function` of this package only when it is called; a `writer` turns its result into bytes."""

    def render(*arguments: object, **options: object) -> object:
        module, _, name = place.partition(":")
        made: object = getattr(import_module(f"poatool.render.{module}"), name)(*arguments, **options)
        return lazy(writer)(made) if writer else made

    return render


AS_JSON, _AS_CSV = "json:json_bytes", "table:table_csv"
_AS_PAGE, _AS_MARKDOWN = "html:html_document", "markdown:markdown_document"

FINDINGS_FORMATS: "Mapping[str, Callable[[Validation], bytes]]" = {
    "concise": lazy("findings.ci:findings_concise"),
    "json": lazy("findings.json:validation_document", AS_JSON),
    "sarif": lazy("findings.ci:findings_sarif"),
    "junit": lazy("findings.ci:findings_junit"),
    "github": lazy("findings.ci:findings_github"),
    "csv": lazy("findings.sentences:findings_table", _AS_CSV),
    "html": lazy("findings.page:findings_document", _AS_PAGE),
    "markdown": lazy("findings.page:findings_document", _AS_MARKDOWN),
}
"""The function that writes each format, by its name on the command line."""

CHANGES_FORMATS: "Mapping[str, Callable[[Document], bytes]]" = {"markdown": lazy(_AS_MARKDOWN), "html": lazy(_AS_PAGE)}
"""The formats of `diff` and `framework diff`, besides `json`."""

COVERAGE_FORMATS: "Mapping[str, Callable[[Coverage, View], bytes]]" = {
    "json": lazy("coverage.page:coverage_json", AS_JSON),
    "csv": lazy("coverage.tables:table_asked_for", _AS_CSV),
    "xlsx": lazy("coverage.tables:coverage_xlsx"),
    "html": lazy("coverage.page:coverage_document", _AS_PAGE),
    "markdown": lazy("coverage.page:coverage_document", _AS_MARKDOWN),
}
"""The function that writes each format; CSV holds only the table asked for, other formats hold all tables."""

PUBLISH, COORDINATOR = "publish", "coordinator"
"""The two folders of a report: one to publish as it is, and one for the coordinator alone."""

CORRECTIONS = f"{COORDINATOR}/corrections.yaml"  # lists the corrections made after a report was sealed
PROPOSED = f"{COORDINATOR}/decisions-proposed.yaml"  # proposes the decisions still needed
MANIFEST = f"{COORDINATOR}/manifest.json"  # lists all files of a report, and is written last


class ReportFile(NamedTuple):
    """A file of the year-end report; `what` describes it to readers, and `takes` names the arguments of `render`."""

    name: str
    render: Callable[..., bytes]
    what: str = ""
    takes: tuple[str, ...] = ("report",)
    folder: str = PUBLISH

    @property
    def path(self) -> str:
        """Its path within the report's folder."""
        return f"{self.folder}/{self.name}"


_READ = ("document",)
REPORT_FORMATS: Mapping[str, Sequence[ReportFile]] = {
    "markdown": [ReportFile("report.md", lazy(_AS_MARKDOWN), "Text in Markdown", _READ)],
    "html": [ReportFile("report.html", lazy(_AS_PAGE), takes=("document", "others"))],
    "docx": [ReportFile("report.docx", lazy("word.body:word_bytes"), "Word document", ("document", "template"))],
    "pdf": [ReportFile("report.pdf", lazy("typeset:pdf_bytes"), "Document to read and print", _READ)],
    "xlsx": [ReportFile("report.xlsx", lazy("report.workbooks:report_xlsx"), "Excel workbook")],
    "csv": [
        ReportFile("updates.csv", lazy("report.tables:updates_table", _AS_CSV), "Every update as CSV"),
        ReportFile("updates.csv-metadata.json", lazy("report.tables:updates_metadata"), "What its columns mean (CSVW)"),
        ReportFile("coverage.csv", lazy("report.tables:published_coverage", _AS_CSV), "Every action as CSV"),
    ],
    "json": [ReportFile("report.json", lazy("report.json:published_document", AS_JSON), "Data as JSON")],
}
"""The files that may be published, by the name of their format on the command line."""

_PDF_LIMIT = 2_500  # making a PDF of this many updates takes about 600 MiB of memory


def why_unwritable(name: str, report: "YearEndReport") -> str:
    """Why a report cannot be written in a format; empty if it can."""
    if name != "pdf":
        return ""
    if find_spec("typst") is None:
        return "report.pdf needs typst, which is not installed. Install it with: pip install 'poatool[pdf]'"
    if (many := len(report.updates)) > _PDF_LIMIT:
        return f"report.pdf can hold {_PDF_LIMIT:,} updates, but there are {many:,}. Print report.docx instead."
    return ""


def report_files(
    report: "YearEndReport",
    files: Sequence[ReportFile],
    result: "Validation | None" = None,
    *,
    show_status: bool,
    template: bytes | None = None,
) -> dict[str, bytes]:
    """The files of a report by path; `report.html` comes last, as it lists the others and their sizes."""
    made: dict[str, bytes] = {}
    given: dict[str, object] = {"result": result, "template": template}
    reports = {PUBLISH: report.published(statuses=show_status), COORDINATOR: report}
    if any("document" in file.takes for file in files):
        given["document"] = lazy("report.flow:report_flow")(reports[PUBLISH])
    for file in sorted(files, key=lambda file: "others" in file.takes):
        if "others" in file.takes:
            beside = (other for other in files if other.folder == file.folder and other is not file)
            sizes = ((other, ceil(len(made[other.path]) / 1_000)) for other in beside)
            named = ((other, f"{other.name.rpartition('.')[2].upper()}, {size} KB") for other, size in sizes)
            given["others"] = [(other.name, other.what, size) for other, size in named]
        given["report"] = reports[file.folder]
        made[file.path] = file.render(*(given[name] for name in file.takes))
    return {file.path: made[file.path] for file in files}


_WHOLE, _PROPOSALS = lazy("report.json:report_document", AS_JSON), lazy("report.yaml:proposals_yaml")
_BOTH = ("report", "result")
WHOLE = ReportFile("report.json", _WHOLE, "Data as JSON, with the row of each update", folder=COORDINATOR)
KEPT = (
    WHOLE,
    ReportFile("findings.json", FINDINGS_FORMATS["json"], "Every finding as JSON", ("result",), COORDINATOR),
    ReportFile("set-aside.xlsx", lazy("report.workbooks:set_aside_xlsx"), "Rows with errors", _BOTH, COORDINATOR),
    ReportFile("decisions-proposed.yaml", _PROPOSALS, "Decisions still needed", _BOTH, COORDINATOR),
)
"""The files that stay with the coordinator, whatever the formats."""


def files_in(formats: Iterable[str]) -> Sequence[ReportFile]:
    """The files of a report in these formats."""
    return [*(file for name in formats for file in REPORT_FORMATS[name]), *KEPT]
