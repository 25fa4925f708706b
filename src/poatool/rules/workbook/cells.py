"""WBK: cells with an error or a formula in place of what somebody typed, and damaged parts of a file."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import ErrorValue, Note, Workbook

_AS_VALUES = "opy the cell and paste it over itself as values (Paste Special > Values)."


@rule(
    "WBK111",
    "not-typed",
    Severity.ERROR,
    aliases=("WBK112", "WBK113", "error-value", "formula-never-calculated", "formula-in-place-of-text"),
)
def not_typed(submission: Interpreted) -> Iterator[Problem]:
    """A cell shows an error such as `#REF!`, or a text that would be published is the result of a formula.

    A formula may never have been calculated, and its result changes with cells that are not part of the report. The row
    is set aside. To fix it, type the value in place of the formula, or copy the cell and paste it over itself as values
    (Paste Special > Values).

    Bad:
    | Action | Status    | Progress                               |
    | 2      | Under way | #REF!                                  |
    | 3      | Under way | =Draft!B2                              |
    | 5      | Under way | =Draft!B2 -> Trained forty inspectors. |
    Found at: C2, C3, C4
    """
    edition = submission.edition
    for update in submission.updates:
        for column, raw in update.row.cells.raw.items():
            if type(raw.value) is ErrorValue:
                error = raw.value.text
                message = f"The cell {column_name(edition, column)} shows the error {quoted(error)}."
                hint = "Type the value in place of the formula."
                yield Problem(Place.of(update.cell(column)), message, hint, error)
        for column, formula in update.row.formulas.items():
            if column not in update.row.cells and update.table.heading(column) is not None:
                message = f"The cell {column_name(edition, column)} has a formula that was never calculated."
                hint = "Open the workbook in Excel, save it and send it again, or type the text itself."
            elif column in update.texts:
                message, hint = (
                    f"The text of {column_name(edition, column)} is the result of a formula.",
                    f"C{_AS_VALUES}",
                )
            else:
                continue
            yield Problem(place_of(update, column), message, hint, f"={formula}")


@rule("WBK133", "formula-read", Severity.ADVICE)
def formula_read(submission: Interpreted) -> Iterator[Problem]:
    """The action, the agency, the status or the evidence of rows is the result of a formula.

    poatool reads the result stored in the file, which nobody typed. Each column has one finding. To fix it, check the
    cells, then copy them and paste them over themselves as values (Paste Special > Values).

    Bad:
    | Action | Status                 | Progress                  |
    | 2      | =Lists!B2 -> Under way | Trained forty inspectors. |
    Found at: B2
    """
    plan = submission.edition.framework
    named = plan.published_columns.difference(column.id for column in plan.text_columns)
    told: set[tuple[str | None, int, str]] = set()
    for update in submission.updates:
        for column, formula in update.row.formulas.items():
            cell = update.row.cells.place(column)
            at = (update.table.sheet, update.table.header_row, column)
            typed = column in update.row.links  # As in `HYPERLINK("https://…")`: the address stands in the formula.
            if at not in told and column in named and not typed and cell is not None and cell.row == update.row.number:
                told.add(at)
                name = column_name(submission.edition, column)
                message = (
                    f"Some cells of the column {name} are results of formulas, as last calculated; this is the first."
                )
                hint = f"Check them, then c{_AS_VALUES}"
                yield Problem(Place.of(cell), message, hint, f"={formula}")


@rule("WBK128", "content-lost", Severity.WARNING)
def content_lost(submission: Interpreted) -> Iterator[Problem]:
    """Part of the file is damaged, so it is neither read nor published.

    A program other than Excel may have written the file. To fix it, open the workbook in Excel, check that everything
    is there, and save it under another name (File > Save As).
    """
    hint = (
        "Open the workbook in Excel, type in anything that is missing, and save it under another name (File > Save As)."
    )
    return (Problem(place, note.message, hint) for note, place in noted(submission, lost=True))


def noted(submission: Interpreted, *, lost: bool) -> Iterator[tuple[Note, Place]]:
    """What was noted when the file was read, with its place: the losses, or all other notes."""
    workbook = submission.submission.workbook
    for note in workbook.notes if isinstance(workbook, Workbook) else ():
        if note.lost is lost:
            column = column_letter(note.column) if note.column else None
            yield note, Place(submission.submission.path, note.sheet or None, note.row or None, column)
