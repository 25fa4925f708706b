"""What our template has beside its table: the formulas by which it checks itself, and cells for the whole return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from poatool.framework.edition import Edition
from poatool.submissions.kinds import TICKS, says_nothing
from poatool.submissions.model import Cells, Origin, Row, RowKind, Table, Traced
from poatool.submissions.template import ANSWERED, NOTHING, SIGNED_OFF, UPDATES_SHEET
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell, Sheet, Value, Workbook
from poatool.workbooks.own import checks

NOTHING_ID, SIGNED_OFF_ID = "nothing", "signed_off"
"""The ids of labels: why there is nothing to report on any action, and who approved the return."""

_LABELS = {SIGNED_OFF: SIGNED_OFF_ID, NOTHING: NOTHING_ID, ANSWERED: ""}
_ABOVE = 12
"""Rows at the top of a sheet among which the labels stand."""


def without_own_cells(workbook: Workbook) -> tuple[Workbook, Mapping[str, Traced[Value]]]:
    """A workbook made from the template without what no agency is asked to write, and what its labels say."""
    said = {cell: what for sheet in workbook.sheets for cell, what in _labelled(sheet)}
    labels = {
        what: Traced(value, Origin(workbook.path, UPDATES_SHEET).cell(cell))
        for cell, what in said.items()
        if what and (value := cell.value) is not None
    }
    sheets = (
        replace(sheet, cells=tuple(c for c in sheet.cells if not (checks(sheet, c) or c in said)))
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=tuple(sheets)), labels


def _labelled(sheet: Sheet) -> Iterator[tuple[RawCell, str]]:
    """The template's labels, each without an id, and the cells beside them."""
    before: RawCell | None = None
    for cell in takewhile(lambda cell: cell.row <= _ABOVE, sheet.cells) if sheet.name == UPDATES_SHEET else ():
        what = next((id_ for label, id_ in _LABELS.items() if trimmed(cell.value).startswith(label)), None)
        if what is not None:
            yield cell, ""
            before = cell._replace(text=what)
        elif before is not None and (cell.row, cell.column) == (before.row, before.column + 1):
            yield cell, before.text


def nothing_said(labels: Mapping[str, Traced[Value]]) -> Traced[Value] | None:
    """The cell that says that there is nothing to report on any action; `No` and a dash do not."""
    said = labels.get(NOTHING_ID)
    text = trimmed(said.value) if said else ""
    return said if text and not says_nothing(text) and text.casefold() not in ("no", "none") else None


def answered_at_once(tables: Sequence[Table], said: Traced[Value] | None, edition: Edition) -> tuple[Table, ...]:
    """The tables with each action that the agency was asked about answered by one statement for all of them.

    Where a row has an answer of its own, the statement answers none.
    """
    rows = [row for table in tables for row in table.rows]
    if said is None or any(row.kind is RowKind.UPDATE for row in rows):
        return tuple(tables)
    nil = next((status.label for status in edition.framework.statuses if status.nil), None)
    cell = RawCell(said.cell.row, said.cell.column, said.value, said.cell.raw)
    given = {"status": cell._replace(value=nil)} if nil else {}
    if trimmed(said.value).casefold() not in TICKS:
        given["progress"] = cell
    return tuple(
        table._replace(rows=tuple(_answered(row, given) for row in table.rows))
        if table.sheet == UPDATES_SHEET
        else table
        for table in tables
    )


def _answered(row: Row, given: Mapping[str, RawCell]) -> Row:
    if row.kind is not RowKind.UNANSWERED:
        return row
    return row._replace(kind=RowKind.UPDATE, cells=Cells(row.cells.origin, {**row.cells.raw, **given}))
