"""Which updates count and which are set aside: one rule for the report, the coverage and the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from poatool.findings.model import Finding
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Row, Table
from poatool.submissions.scope import PERIOD
from poatool.workbooks.addresses import column_letter

Errors = Mapping[tuple[str, str | None, int | None], list[Finding]]
"""Errors that are not waived by file, sheet and row; sheet and row are None for a whole file, row for a sheet."""


class RowKey(NamedTuple):
    """A row by its file (as the user gave it), its sheet (None in a CSV file) and its number.

    `lane` is the column of a form that has others beside it.
    """

    file: str
    sheet: str | None
    row: int
    lane: int | None = None

    @classmethod
    def of(cls, interpreted: Interpreted, table: Table, row: Row) -> RowKey:
        """The key of a row."""
        return cls(interpreted.submission.path, table.sheet, row.number, table.lane)


def set_aside(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Mapping[RowKey, tuple[Finding, ...]]:
    """The updates that do not count, each with the errors that set it aside.

    Those are the errors, other than waived ones, in its row, on its whole table, sheet or file, at a cell in another
    row that it takes a value from, or at the cell that names the file's agency or period if the row names none. A
    paragraph that only adds to an update is set aside with it. An update that names no action or no agency is always
    set aside: it has nowhere to count.
    """
    errors = errors_by_place(findings)
    faulty = {file for file, _, _ in errors}
    found: dict[RowKey, tuple[Finding, ...]] = {}
    for each in interpreted:
        if each.submission.path not in faulty and all(update.codes and update.agencies for update in each.updates):
            continue
        for update in each.updates:
            key = RowKey.of(each, update.table, update.row)
            only_adds = update.row.continues is not None and "status" not in update.row.cells
            above = key._replace(row=update.row.continues) if only_adds and update.row.continues else key
            own = _errors_of(each, update, errors) if key.file in faulty else ()
            why = tuple(dict.fromkeys((*own, *found.get(above, ()))))
            if why or above in found or not update.codes or not update.agencies:
                found[key] = why
    return found


def counting(interpreted: Iterable[Interpreted], aside: Container[RowKey]) -> Iterator[tuple[Interpreted, Update]]:
    """The updates that count, in the order of the files given and of their rows."""
    for each in interpreted:
        for update in each.updates:
            if RowKey.of(each, update.table, update.row) not in aside:
                yield each, update


def errors_by_place(findings: Iterable[Finding]) -> Errors:
    """The errors that are not waived, by file, sheet and row."""
    errors: dict[tuple[str, str | None, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.counts_as_error:
            errors[finding.place.file, finding.place.sheet, finding.place.row].append(finding)
    return errors


def _errors_of(each: Interpreted, update: Update, errors: Errors) -> Iterator[Finding]:
    file, sheet, row, lane = RowKey.of(each, update.table, update.row)
    columns = {None, column_letter(lane)} if lane else None
    yield from (e for e in errors.get((file, sheet, row), ()) if columns is None or e.place.column in columns)
    yield from (e for e in errors.get((file, sheet, update.table.header_row), ()) if e.place.column is None)
    for place in dict.fromkeys(((file, sheet, None), (file, None, None))):
        yield from errors.get(place, ())
    yield from _errors_around(update, errors)
    yield from _errors_elsewhere(update, errors)
    for cell in _labels(update):
        yield from (e for e in errors.get((cell.file, cell.sheet, cell.row), ()) if e.place.column == cell.letter)


def _errors_around(update: Update, errors: Errors) -> Iterator[Finding]:
    """The errors on a block of rows above, of which an update is one."""
    file, sheet, number = update.row.first.file, update.table.sheet, update.row.number
    for (of, on, first), found in errors.items():
        if of == file and on == sheet and first is not None and first < number:
            yield from (e for e in found if e.last_row is not None and e.last_row >= number and _is_of_all(e, update))


def _is_of_all(error: Finding, update: Update) -> bool:
    """Whether an error on a block is on all tables that share its rows."""
    return error.place.column is None or update.table.lane is None


def _labels(update: Update) -> Iterator[Cell]:
    """The cells that say the agency or the period of an update whose row says neither."""
    if update.scoped is not None and update.scoped.cell is not None:
        yield update.scoped.cell
    if PERIOD not in update.row.cells:
        yield from (said.cell for said in update.table.scope.get(PERIOD, ()) if said.cell is not None)


def _errors_elsewhere(update: Update, errors: Errors) -> Iterator[Finding]:
    """The errors at cells in other rows that an update takes values from: a form's answers, a merged action."""
    here = update.row.number
    places = {(cell.row, cell.column) for cell in update.row.cells.raw.values() if cell.row != here}
    if update.table.is_form:
        places |= {update.table.empty_cell(heading, here) for heading in update.table.headings}
    for row, column in sorted(places):
        for error in errors.get((*update.row.cells.origin, row), ()):
            if error.place.column == column_letter(column):
                yield error
