"""The coordinator's workbook: what was set aside, the source of each update, and the fate of each row."""

from __future__ import annotations

from poatool.render import text
from poatool.render.report.decisions import decisions_table
from poatool.render.table import Table, tabulated
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import YearEndReport
from poatool.reports.validation import Validation
from poatool.text import spelled
from poatool.workbooks.addresses import column_letter


def set_aside_xlsx(report: YearEndReport, validation: Validation) -> bytes:
    """A workbook with what was set aside or withheld, the decisions, and the sources and ledgers of files."""
    tables = (
        _set_aside(report),
        _withheld(report),
        decisions_table(report.rulings, report.edition.framework),
        _sources(report),
        _files(validation),
    )
    return workbook_bytes(tables, report.edition, f"Set aside: {text.report_title(report.edition)}")


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


def _withheld(report: YearEndReport) -> Table:
    return tabulated(
        "Withheld",
        report.withheld,
        ("Update id", 28, lambda update: update.id),
        ("File", 24, lambda update: text.file_name(update.source.file)),
        ("Row", 8, lambda update: update.source.row),
        ("Text", 90, lambda update: "\n".join(update.texts.values())),
        empty="Nothing was withheld.",
    )


def _sources(report: YearEndReport) -> Table:
    return tabulated(
        "Sources",
        report.updates,
        ("Update id", 28, lambda update: update.id),
        ("File", 24, lambda update: text.file_name(update.source.file)),
        ("Sheet", 14, lambda update: update.source.sheet),
        ("Row", 8, lambda update: update.source.row),
        ("Column", 8, lambda update: column_letter(update.source.lane) if update.source.lane else None),
        empty="No update was published.",
    )


def _files(validation: Validation) -> Table:
    return tabulated(
        "Files",
        validation.files,
        ("File", 40, lambda file: spelled(file.path)),
        ("Agency", 10, lambda file: file.agency),
        ("Read", 8, lambda file: "yes" if file.readable else "no"),
        ("Rows with text", 10, lambda file: file.rows.seen),
        ("Updates", 10, lambda file: file.rows.updates),
        ("Skipped", 10, lambda file: file.rows.skipped),
        ("Set aside", 10, lambda file: file.rows.set_aside),
        ("SHA-256 checksum", 66, lambda file: file.sha256),
    )
