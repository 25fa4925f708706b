"""Findings as a table: one row a finding."""

from __future__ import annotations

from poatool.findings.context import Context
from poatool.findings.model import Finding
from poatool.render.csv_file import table_csv
from poatool.render.findings.wording import acceptance
from poatool.render.table import Column, Content, Table
from poatool.reports.validation import Validation
from poatool.text import spelled

_COLUMNS = (
    Column("File", 24),
    Column("Agency", 9),
    Column("Sheet", 14),
    Column("Cell", 8),
    Column("Row", 6),
    Column("Heading", 14),
    Column("Action", 9),
    Column("Severity", 9),
    Column("Code", 9),
    Column("Rule", 22),
    Column("What is wrong", 50),
    Column("What to do", 50),
    Column("Value", 28),
    Column("Correction", 20),
    Column("Safe to correct", 9),
    Column("Accepted", 24),
)


def findings_table(validation: Validation) -> Table:
    """Every finding with its place and what stands around it."""
    around = Context(validation.submissions)
    rows = tuple(_row(finding, around) for finding in validation.findings)
    return Table("Findings", _COLUMNS, rows, "Nothing was found.")


def findings_csv(validation: Validation) -> bytes:
    """The table as a CSV file that a spreadsheet opens with its formulas dead."""
    return table_csv(findings_table(validation))


def _row(finding: Finding, around: Context) -> tuple[Content, ...]:
    place, fix = finding.place, finding.fix
    heading = around.heading(place)
    return (
        spelled(place.file),
        around.agency(place),
        place.sheet,
        place.cell,
        place.row,
        heading.text if heading else None,
        around.action(place),
        finding.severity.value,
        finding.code,
        finding.name,
        spelled(finding.message),
        finding.hint,
        finding.value,
        fix.value if fix else None,
        ("yes" if fix.safe else "no") if fix else None,
        acceptance(finding),
    )
