"""The parts of poatool's template outside its table: check formulas, and cells for the whole return."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from poatool.framework.edition import Edition
from poatool.submissions.kinds import NO, TICKS, says_nothing
from poatool.submissions.model import Cells, Origin, Row, RowKind, Submission, Table, Traced
from poatool.submissions.template import ANSWERED, NOTHING, OTHER_SHEET, SIGNED_OFF
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell, Sheet, Value, Workbook
from poatool.workbooks.own import checks

NOTHING_ID, SIGNED_OFF_ID = "nothing", "signed_off"
"""The ids of labels: why there is nothing to report on any action, and who approved the return."""

_LABELS = {SIGNED_OFF: SIGNED_OFF_ID, NOTHING: NOTHING_ID, ANSWERED: ""}
_ABOVE = 12  # how many rows at the top of a sheet to search for the labels


def without_own_cells(workbook: Workbook) -> tuple[Workbook, Mapping[str, Traced[Value]]]:
    """A template's workbook with only the cells that agencies fill in, and the answers to its labels."""
    labels: dict[str, Traced[Value]] = {}
    sheets = []
    for sheet in workbook.sheets:
        said = dict(_labelled(sheet))
        origin = Origin(workbook.path, sheet.name)
        for cell, what in said.items():
            if what and cell.value is not None:
                labels.setdefault(what, Traced(cell.value, origin.cell(cell)))
        kept = (c for c in sheet.cells if not (checks(sheet, c) or (c.row <= _ABOVE and c in said)))
        sheets.append(sheet._replace(cells=tuple(kept)))
    return workbook._replace(sheets=tuple(sheets)), labels


def _labelled(sheet: Sheet) -> Iterator[tuple[RawCell, str]]:
    """The labels of the template, each with an empty id, and the cell beside each label, with the label's id."""
    before: RawCell | None = None
    what = ""
    for cell in takewhile(lambda cell: cell.row <= _ABOVE, sheet.cells):
        label = next((label for label in _LABELS if trimmed(cell.value).startswith(label)), None)
        if label is not None:
            before, what = cell, _LABELS[label]
            yield cell, ""
        elif before is not None and (cell.row, cell.column) == (before.row, before.column + 1):
            yield cell, what


def completed(submission: Submission, labels: Mapping[str, Traced[Value]], edition: Edition) -> Submission:
    """A submission made from the template, completed with the answers for the whole return.

    Unanswered rows are left out if the agency was not asked about their actions. If no row has an answer, a statement
    that there is nothing to report answers for every action.
    """
    said = nothing_said(labels)
    if any(row.kind is RowKind.UPDATE for _, row in submission.rows):
        said = None
    tables: list[Table] = []
    left_out: set[int] = set()
    for table in submission.tables:
        rows = list(table.rows)
        if table.sheet == OTHER_SHEET:
            left_out |= {row.number for row in rows if row.kind is RowKind.UNANSWERED}
            rows = [row for row in rows if row.kind is not RowKind.UNANSWERED]
        if said is not None and table.sheet == said.cell.sheet:
            given = _answers(said, edition)
            rows = [_answered(row, given) if row.kind is RowKind.UNANSWERED else row for row in rows]
        if rows or table.sheet != OTHER_SHEET:
            tables.append(table._replace(rows=tuple(rows)))
    sheets = tuple(
        sheet._replace(cells=tuple(cell for cell in sheet.cells if cell.row not in left_out))
        if sheet.name == OTHER_SHEET and left_out
        else sheet
        for sheet in submission.sheets
    )
    return replace(submission, tables=tuple(tables), asked_sheets=sheets, labels={**labels, **submission.labels})


def nothing_said(labels: Mapping[str, Traced[Value]]) -> Traced[Value] | None:
    """The cell that says that there is nothing to report on any action; `No` and a dash do not count."""
    said = labels.get(NOTHING_ID)
    text = trimmed(said.value) if said else ""
    return said if text and not says_nothing(text) and text.casefold() not in NO | {"none"} else None


def _answers(said: Traced[Value], edition: Edition) -> Mapping[str, RawCell]:
    """What every row answers if there is nothing to report at all; the cell's text is the progress unless ticked."""
    nil = next((status.label for status in edition.framework.statuses if status.nil), None)
    cell = RawCell(said.cell.row, said.cell.column, said.value, said.cell.raw)
    given = {"status": cell._replace(value=nil)} if nil else {}
    return given if trimmed(said.value).casefold() in TICKS else {**given, "progress": cell}


def _answered(row: Row, given: Mapping[str, RawCell]) -> Row:
    return row._replace(kind=RowKind.UPDATE, cells=Cells(row.cells.origin, {**row.cells.raw, **given}))
