"""The year-end report as tables, for CSV and XLSX: the updates under each action, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator

from poatool import __version__
from poatool.framework.model import Framework
from poatool.render import text
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.table import Column, Content, Table, table_csv, tabulated
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import ActionReport, InputFile, YearEndReport

_BEFORE = (
    Column("Pillar", 13),
    Column("Objective", 26),
    Column("Action", 8),
    Column("Action text", 34),
    Column("Agency", 9),
    Column("Status", 12),
)
_AFTER = (Column("Reported as", 10), Column("Source file", 20), Column("Source sheet", 11), Column("Source row", 8))


def report_csv(report: YearEndReport) -> bytes:
    """Every published update as CSV, one row for each of its actions."""
    return table_csv(updates_table(report))


def report_xlsx(report: YearEndReport) -> bytes:
    """A workbook with the updates, the coverage, what was set aside and how the report was made."""
    return workbook_bytes(report_tables(report), report.edition, text.report_title(report.edition))


def report_tables(report: YearEndReport) -> tuple[Table, ...]:
    """The tables of the report's workbook, in the order of its sheets."""
    return (
        updates_table(report),
        coverage_table(report.coverage, By.ACTION),
        coverage_table(report.coverage, By.AGENCY),
        _set_aside(report),
        _about(report),
    )


def updates_table(report: YearEndReport) -> Table:
    """Every published update, one row for each of its actions."""
    plan = report.edition.framework
    return Table(
        title="Report",
        columns=(*_BEFORE, *_of_plan(plan), *_AFTER),
        rows=tuple(
            (pillar.title, objective.title, *row)
            for pillar in report.pillars
            for objective in pillar.objectives
            for action in objective.actions
            for row in _updates(action, plan)
        ),
        empty="No update was published.",
    )


def _of_plan(plan: Framework) -> Iterator[Column]:
    """The columns of texts and web addresses; a heading that is already taken gets its column's id."""
    taken = {column.heading.casefold() for column in (*_BEFORE, *_AFTER)}
    for column in (*plan.text_columns, *plan.link_columns):
        clashes = column.heading.casefold() in taken
        yield Column(f"{column.heading} ({column.id})" if clashes else column.heading, column.width)


def _updates(action: ActionReport, framework: Framework) -> Iterator[tuple[Content, ...]]:
    for update in action.updates:
        yield (
            action.standing.code,
            action.standing.text,
            ", ".join(update.agencies),
            framework.status_by_id[update.status].label if update.status else None,
            *(update.texts.get(column.id, "") for column in framework.text_columns),
            *("\n".join(update.links.get(column.id, ())) for column in framework.link_columns),
            update.reported_as,
            text.file_name(update.source.file),
            update.source.sheet,
            update.source.row,
        )


def _set_aside(report: YearEndReport) -> Table:
    return tabulated(
        "Set aside",
        report.set_aside,
        ("File", 24, lambda entry: text.file_name(entry.file)),
        ("Sheet", 14, lambda entry: entry.sheet),
        ("Row", 8, lambda entry: entry.row),
        ("Agency", 10, lambda entry: entry.agency),
        ("Action", 10, lambda entry: entry.action),
        ("Findings", 14, lambda entry: ", ".join(entry.codes)),
        ("What to do", 60, lambda entry: "\n".join(f"{f.message} {f.hint}".strip() for f in entry.findings)),
        ("Progress", 70, lambda entry: entry.progress),
        empty="Nothing was set aside.",
    )


def _about(report: YearEndReport) -> Table:
    framework, source = report.edition.framework, report.edition.framework.source
    rows: list[tuple[Content, ...]] = [
        ("Plan", framework.title),
        ("Report", text.report_title(report.edition)),
        ("Published by", source.publisher),
        ("Source of the plan", ", ".join(filter(None, [source.title, source.url]))),
        ("Source last updated", source.last_updated.isoformat() if source.last_updated else None),
        ("Coverage", text.share_reported(report.coverage)),
        *(("How it was compiled", sentence) for sentence in text.method(report)),
        *((f"Footnote {footnote.mark}", footnote.text) for footnote in framework.footnotes),
        *((f"File {number}", _file_line(file)) for number, file in enumerate(report.files, 1)),
        ("Framework file", f"{framework.id}, SHA-256 {framework.sha256}"),
        ("Compiled with", f"poatool {__version__}"),
    ]
    return Table("About", (Column("Item", 24), Column("What", 110)), tuple(rows))


def _file_line(file: InputFile) -> str:
    agency = file.agency or "no agency named"
    state = [] if file.readable else ["could not be read"]
    return ", ".join([text.file_name(file.path), agency, *state, f"SHA-256 {file.sha256 or 'unknown'}"])
