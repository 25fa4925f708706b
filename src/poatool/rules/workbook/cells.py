"""WBK: cells whose text nobody typed: errors, formulas, and text that was changed or lost in reading."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import ErrorValue, Note, Workbook


@rule("WBK111", "error-value", Severity.ERROR)
def error_value(submission: Interpreted) -> Iterator[Problem]:
    """A cell shows an error such as `#REF!` in place of its value.

    The row is set aside. To fix it, type the value in place of the formula.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | #REF!    |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    failed = [
        (update, column, raw.value)
        for update in submission.updates
        for column, raw in update.row.cells.raw.items()
        if type(raw.value) is ErrorValue
    ]
    for update, column, error in failed:
        yield Problem(
            Place.of(update.cell(column)),
            f"The cell {column_name(submission.edition, column)} shows the error {quoted(error.text)}.",
            "Type the value in place of the formula.",
            value=error.text,
        )


@rule("WBK112", "formula-never-calculated", Severity.ERROR)
def formula_never_calculated(submission: Interpreted) -> Iterator[Problem]:
    """A cell has a formula whose value is not stored in the file, so it cannot be read.

    The row is set aside. To fix it, open the workbook in Excel, save it and send it again, or type the text itself.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | =Draft!B2 |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        for column, formula in update.row.formulas.items():
            if column not in update.row.cells and update.table.heading(column) is not None:
                yield Problem(
                    place_of(update, column),
                    f"The cell {column_name(submission.edition, column)} has a formula that was never calculated.",
                    "Open the workbook in Excel, save it and send it again, or type the text itself.",
                    value=f"={formula}",
                )


@rule("WBK113", "formula-in-place-of-text", Severity.ERROR)
def formula_in_place_of_text(submission: Interpreted) -> Iterator[Problem]:
    """A text that would be published is the result of a formula.

    It can change with cells that are not part of the report. To fix it, copy the cell and paste it over itself as
    values (Paste Special > Values).

    Bad:
    | Action | Status    | Progress                               |
    | 2      | Under way | =Draft!B2 -> Trained forty inspectors. |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        for column in update.texts if update.row.formulas else ():
            if column in update.row.formulas:
                yield Problem(
                    Place.of(update.cell(column)),
                    f"The text of {column_name(submission.edition, column)} is the result of a formula.",
                    "Copy the cell and paste it over itself as values (Paste Special > Values).",
                    value=f"={update.row.formulas[column]}",
                )


@rule("WBK133", "formula-read", Severity.ADVICE)
def formula_read(submission: Interpreted) -> Iterator[Problem]:
    """The action, the agency, the status or the evidence of rows is the result of a formula.

    poatool reads the result stored in the file, which nobody typed. Each column has one finding. To fix it, check the
    cells, then copy them and paste them over themselves as values (Paste Special > Values).

    Bad:
    | Action | Status                 | Progress                  |
    | 2      | =Lists!B2 -> Under way | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
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
                yield Problem(
                    Place.of(cell),
                    f"Some cells of the column {column_name(submission.edition, column)} are results of formulas, as last "
                    "calculated; this is the first of them.",
                    "Check them, then copy the cells and paste them over themselves as values (Paste Special > Values).",
                    value=f"={formula}",
                )


@rule("WBK116", "text-cleaned", Severity.ADVICE)
def text_cleaned(submission: Interpreted) -> Iterator[Problem]:
    """Part of a cell was left out or converted when the file was read.

    Control characters, for example, are never published. To fix it, check the text, and type it again if something is
    missing.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for note, place in _noted(submission, lost=False):
        where = "the cell; type it again" if place.cell else "the file; save it again from Excel"
        yield Problem(place, note.message, f"Check {where} if something is missing.")


@rule("WBK128", "content-lost", Severity.WARNING)
def content_lost(submission: Interpreted) -> Iterator[Problem]:
    """Part of the file is damaged, so it is neither read nor published.

    A program other than Excel may have written the file. To fix it, open the workbook in Excel, check that everything
    is there, and save it under another name (File > Save As).

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for note, place in _noted(submission, lost=True):
        yield Problem(
            place,
            note.message,
            "Open the workbook in Excel, type in anything that is missing, and save it under another name (File > Save As).",
        )


def _noted(submission: Interpreted, *, lost: bool) -> Iterator[tuple[Note, Place]]:
    """What was noted when the file was read, with its place: the losses, or all other notes."""
    workbook = submission.submission.workbook
    for note in workbook.notes if isinstance(workbook, Workbook) else ():
        if note.lost is lost:
            column = column_letter(note.column) if note.column else None
            yield note, Place(submission.submission.path, note.sheet or None, note.row or None, column)
