"""Which updates count and which are set aside: one rule for rules, reports, coverage and the ledger."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from poatool.findings.model import Finding
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.scope import PERIOD
from poatool.submissions.update_ids import RowKey
from poatool.workbooks.addresses import column_letter

Errors = Mapping[tuple[str, str | None, int | None], list[Finding]]
"""Unwaived errors by file, sheet and row; sheet and row are None for a whole file, row for a whole sheet."""


def set_aside(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Mapping[RowKey, tuple[Finding, ...]]:
    """The updates that do not count, each with the errors that set it aside.

    An unwaived error sets an update aside if it is in its row; on its whole table, sheet or file; at a cell in another
    row that supplies a value to it; or at the cell that names the file's agency or period, if its row names none. A
    paragraph that only adds to an update is set aside with it. An update that names no action or agency is always set
    aside: it has nowhere to count.
    """
    errors = errors_by_place(findings)
    faulty = {file for file, _, _ in errors}
    found: dict[RowKey, tuple[Finding, ...]] = {}
    for each in interpreted:
        if each.submission.path not in faulty and all(update.codes and update.agencies for update in each.updates):
            continue
        blocks = _blocks(each, errors) if each.submission.path in faulty else {}
        for update in each.updates:
            key = RowKey.of(each, update.table, update.row)
            only_adds = update.row.continues is not None and "status" not in update.row.cells
            above = key._replace(row=update.row.continues) if only_adds and update.row.continues else key
            own = _errors_of(each, update, errors, blocks) if key.file in faulty else ()
            why = tuple(dict.fromkeys((*own, *found.get(above, ()))))
            if why or above in found or not update.codes or not update.agencies:
                found[key] = why
    return found


def counting(interpreted: Iterable[Interpreted], aside: Container[RowKey]) -> Iterator[tuple[Interpreted, Update]]:
    """The updates that count, in the order of the given files and of their rows."""
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


def _blocks(each: Interpreted, errors: Errors) -> Errors:
    """The errors on blocks of rows in a file, for each update after their first row.

    If several errors of one rule end on the same row, only the first is kept, as it covers the others' rows.
    """
    path = each.submission.path
    numbers: dict[str | None, list[int]] = defaultdict(list)
    for update in sorted(each.updates, key=lambda update: update.row.number):
        numbers[update.table.sheet].append(update.row.number)
    rows: dict[tuple[str, str | None, int | None], list[Finding]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for (file, sheet, first), found in sorted(errors.items(), key=lambda item: item[0][2] or 0):
        for error in found if file == path and first is not None else ():
            ends = sheet, error.code, error.place.column, error.last_row
            if error.last_row is not None and ends not in seen:
                seen.add(ends)
                below = numbers[sheet]
                for number in set(below[bisect_right(below, first or 0) : bisect_right(below, error.last_row)]):
                    rows[file, sheet, number].append(error)
    return rows


def _errors_of(each: Interpreted, update: Update, errors: Errors, blocks: Errors) -> Iterator[Finding]:
    file, sheet, row, lane = RowKey.of(each, update.table, update.row)
    columns = {None, column_letter(lane)} if lane else None
    yield from (e for e in errors.get((file, sheet, row), ()) if columns is None or e.place.column in columns)
    yield from (e for e in errors.get((file, sheet, update.table.header_row), ()) if e.place.column is None)
    for place in dict.fromkeys(((file, sheet, None), (file, None, None))):
        yield from errors.get(place, ())
    around = blocks.get((file, sheet, row), ())
    yield from (e for e in around if e.place.column is None or update.table.lane is None)
    # Cells in other rows that supply values to it: a form's answers, a merged action.
    cells = {(cell.row, cell.column) for cell in update.row.cells.raw.values() if cell.row != row}
    if update.table.is_form:
        cells |= {update.table.empty_cell(heading, row) for heading in update.table.headings}
    elsewhere = [(*update.row.cells.origin, at, column_letter(column)) for at, column in sorted(cells)]
    # The cells that supply the agency or the period if its row names neither.
    labels = [update.scoped.cell if update.scoped else None]
    if PERIOD not in update.row.cells:
        labels += [said.cell for said in update.table.scope.get(PERIOD, ())]
    elsewhere += [(cell.file, cell.sheet, cell.row, cell.letter) for cell in labels if cell]
    for its_file, its_sheet, at, letter in elsewhere:
        yield from (e for e in errors.get((its_file, its_sheet, at), ()) if e.place.column == letter)
