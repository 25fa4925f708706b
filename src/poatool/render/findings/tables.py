"""Findings as tables: all of them, and their number by rule and by agency."""

from __future__ import annotations

from poatool.findings.context import Context
from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import acceptance
from poatool.render.table import Column, Content, Table, table_csv
from poatool.reports.validation import Validation
from poatool.text import cut, spelled

_HEADINGS = (
    *("File", "Agency", "Sheet", "Cell", "Row", "Heading", "Action", "Severity", "Code", "Rule", "What is wrong"),
    *("What to do", "Value", "Correction", "Safe to correct", "Accepted"),
)


def findings_csv(validation: Validation) -> bytes:
    """Every finding as a row of a CSV file."""
    return table_csv(findings_table(validation))


def findings_table(validation: Validation) -> Table:
    """Every finding with its place and the heading, action and agency there."""
    context = Context(validation.submissions)
    rows = tuple(_row(finding, context) for finding in validation.findings)
    return Table("Findings", tuple(map(Column, _HEADINGS)), rows, "Nothing was found.")


def _row(finding: Finding, context: Context) -> tuple[Content, ...]:
    place, fix = finding.place, finding.fix
    heading = context.heading(place)
    return (
        spelled(place.file),
        context.agency(place),
        place.sheet,
        place.cell,
        place.row,
        cut(heading.text) if heading else None,
        context.action(place),
        finding.severity.value,
        finding.code,
        finding.name,
        spelled(finding.message),
        finding.hint,
        finding.quote,
        fix.value if fix else None,
        ("yes" if fix.safe else "no") if fix else None,
        acceptance(finding),
    )


def by_rule(validation: Validation) -> Table:
    """The number of findings of each rule, the most frequent first, without waived ones."""
    first = {finding.code: finding for finding in reversed(validation.findings)}
    counted = sorted(validation.by_code.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((code, first[code].name, first[code].severity.value, count) for code, count in counted)
    return Table("By rule", tuple(map(Column, ("Code", "Rule", "Severity", "Findings"))), rows)


def by_agency(validation: Validation) -> Table:
    """The number of files and findings of each agency, in the order of the files, without waived findings."""
    return Table(
        "By agency",
        tuple(map(Column, ("Agency", "Files", "Errors", "Warnings", "Advice"))),
        tuple(
            (each.agency or "no agency", each.files, *(each.findings[severity] for severity in Severity))
            for each in validation.by_agency
        ),
    )
