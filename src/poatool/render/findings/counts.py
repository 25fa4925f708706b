"""How many findings there are, by rule and by agency."""

from __future__ import annotations

from collections.abc import Collection

from poatool.console import Screen
from poatool.findings.model import Severity
from poatool.render.findings.text import totals_text
from poatool.render.table import Column, Table
from poatool.render.table_text import table_text
from poatool.reports.validation import Validation


def findings_statistics(validation: Validation, screen: Screen, used: Collection[str] = ()) -> None:
    """Print the counts and the totals; findings that are waived are in none of them."""
    if validation.by_code:
        table_text(by_rule(validation), screen)
        table_text(by_agency(validation), screen)
        screen.print()
    totals_text(validation, screen, used)


def by_rule(validation: Validation) -> Table:
    """One row a rule that found something, the most frequent first."""
    first = {finding.code: finding for finding in reversed(validation.findings)}
    counted = sorted(validation.by_code.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((code, first[code].name, first[code].severity.value, count) for code, count in counted)
    return Table("By rule", (Column("Code"), Column("Rule"), Column("Severity"), Column("Findings")), rows)


def by_agency(validation: Validation) -> Table:
    """One row an agency, in the order of the files, with its files and its findings of each severity."""
    return Table(
        "By agency",
        (Column("Agency"), Column("Files"), Column("Errors"), Column("Warnings"), Column("Advice")),
        tuple(
            (each.agency or "no agency", each.files, *(each.findings[severity] for severity in Severity))
            for each in validation.by_agency
        ),
    )
