"""Which updates are fit to count: one rule for the report, the coverage and the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from poatool.findings import Finding
from poatool.submissions.model import column_letter
from poatool.submissions.understand import Understood, Update

RowKey = tuple[str, str | None, int]
"""A row by its file (as the user gave it), its sheet (None in a CSV file) and its number."""

_Spot = tuple[str, str | None, int | None]


def row_key(understood: Understood, update: Update) -> RowKey:
    """The key of an update's row."""
    return understood.submission.path, update.table.sheet, update.row.number


def set_aside(understood: Iterable[Understood], findings: Iterable[Finding]) -> Mapping[RowKey, tuple[Finding, ...]]:
    """The updates that do not count, each with the errors that say why.

    An error that is not waived sets an update aside when it stands in its row, on its whole sheet or file, at a
    cell in another row that it takes a value from, or at the cell that names the file's agency, where the row
    takes its agency from there. A paragraph that only adds to an update shares its fate. An update that names
    no action or no agency has nowhere to count, whatever the findings.
    """
    errors = errors_by_spot(findings)
    faulty = {file for file, _, _ in errors}
    found: dict[RowKey, tuple[Finding, ...]] = {}
    for each in understood:
        for update in each.updates:
            file, sheet, row = row_key(each, update)
            only_adds = update.row.continues is not None and "status" not in update.row.cells
            above = (file, sheet, update.row.continues if only_adds and update.row.continues else row)
            own = _errors_of(each, update, errors) if file in faulty else ()
            why = tuple(dict.fromkeys((*own, *found.get(above, ()))))
            if why or above in found or not update.codes or not update.agencies:
                found[file, sheet, row] = why
    return found


def fit(understood: Iterable[Understood], aside: Container[RowKey]) -> Iterator[tuple[Understood, Update]]:
    """The updates that count, in the order of the files given and of the rows in them."""
    for each in understood:
        for update in each.updates:
            if row_key(each, update) not in aside:
                yield each, update


def errors_by_spot(findings: Iterable[Finding]) -> Mapping[_Spot, list[Finding]]:
    """The errors that are not waived, by file, sheet and row; sheet and row None is a whole file."""
    errors: dict[_Spot, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.counts_as_error:
            errors[finding.place.file, finding.place.sheet, finding.place.row].append(finding)
    return errors


def _errors_of(each: Understood, update: Update, errors: Mapping[_Spot, list[Finding]]) -> Iterator[Finding]:
    for spot in _spots(each, update):
        yield from errors.get(spot, ())
    yield from _elsewhere(update, errors)


def _elsewhere(update: Update, errors: Mapping[_Spot, list[Finding]]) -> Iterator[Finding]:
    """The errors at cells in other rows that an update takes its values from: a form's answers, a merged action."""
    here = update.row.number
    places = {(cell.row, cell.column) for cell in update.row.cells.raw.values() if cell.row != here}
    places |= {(h.cell.row, h.cell.column) for h in update.table.headings if h.cell.row > here}
    for row, column in sorted(places):
        for error in errors.get((*update.row.cells.origin, row), ()):
            if error.place.column == column_letter(column):
                yield error


def _spots(each: Understood, update: Update) -> Iterator[_Spot]:
    """Where an error would set an update aside, the row itself first, each spot once."""
    file, sheet, row = row_key(each, update)
    spots: list[_Spot] = [(file, sheet, row), (file, sheet, None), (file, None, None)]
    if not update.signed and each.owner is not None and each.owner.cell is not None:
        cell = each.owner.cell
        spots.append((cell.file, cell.sheet, cell.row))
    yield from dict.fromkeys(spots)
