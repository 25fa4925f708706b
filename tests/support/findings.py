"""The result of checking one workbook, made by hand: a table, and findings at its cells."""

from collections.abc import Sequence

from poatool.findings.context import Changes
from poatool.findings.model import Finding, Fix, Place, Severity, Waiver
from poatool.reports.validation import Validation
from poatool.submissions.interpret import Interpreted
from tests.support.checking import as_read
from tests.support.reports import edition, validation
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

SHEET = """
    | Action | Agency | Status    | Progress           | Next steps |
    | 29     | NZP    | Under way | Trained officers.  | More.      |
    | 2      | NZP    | Complted  | TBC                |            |
    | 9      | NZP    | Under way |                    |            |
"""


def submission(
    text: str = SHEET, path: str = "in/police.xlsx", sheet: str = "Updates", kind: str = "xlsx", top: int = 1
) -> Interpreted:
    """A submission from Police; by default, its first row names no action and so is set aside."""
    workbook = workbook_from_sheets(
        sheet_from_markdown(text, sheet, top), path=path, properties={"custom.Agency": "NZP"}, kind=kind
    )
    return as_read(workbook, edition())


def found(
    cell: str,
    *,
    code: str = "ACT201",
    severity: Severity = Severity.ERROR,
    message: str = "What is wrong.",
    hint: str = "What to do.",
    value: str | None = None,
    fix: Fix | None = None,
    waiver: Waiver | None = None,
    known: bool = False,
    path: str = "in/police.xlsx",
    sheet: str | None = "Updates",
) -> Finding:
    """A finding at a cell such as `A2`, on a whole row such as `2`, or with no cell on the sheet or file."""
    column = cell.rstrip("0123456789") or None
    row = int(cell.removeprefix(column or "")) if cell else None
    place = Place(path, sheet, row, column)
    return Finding(code, "a-rule", severity, message, hint, place, value, fix, related=(), waiver=waiver, known=known)


def checked(
    *findings: Finding, submissions: Sequence[Interpreted] | None = None, changes: Changes | None = None
) -> Validation:
    return validation(submissions or [submission()], findings, edition(), changes)
