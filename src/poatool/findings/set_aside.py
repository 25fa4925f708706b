"""The updates that findings keep out of the report."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from poatool.findings.model import Finding
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.statements.scope import PERIOD
from poatool.submissions.update_ids import RowKey
from poatool.text import by_first
from poatool.workbooks.addresses import column_letter

Aside = Mapping[RowKey, tuple[Finding, ...]]
"""The updates that do not count, each with the errors that set it aside."""

Errors = Mapping[tuple[str, str | None, int | None], list[Finding]]
"""Unwaived errors by file, sheet and row. For a whole sheet, the row is None; for a whole file, so is the sheet."""


def set_aside(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Aside:
    """The updates that do not count, each with the errors that set it aside.

    An unwaived error sets an update aside if it is in its row, at a cell elsewhere that gives it a value, its agency or
    its period, or on its whole table, sheet or file. A paragraph that only adds to an update shares its fate. An update
    without an action or agency is always set aside, as nobody can tell where it belongs; one that a decision withholds
    never is.
    """
    errors = errors_by_place(findings)
    faulty = {file for file, _, _ in errors}
    found: dict[RowKey, tuple[Finding, ...]] = {}
    for each in interpreted:
        if each.submission.path not in faulty and all(update.codes and update.agencies for update in each.updates):
            continue
        for key, above, update, own in _found_on(each, errors if each.submission.path in faulty else {}):
            why = tuple(dict.fromkeys((*own, *found.get(above, ()))))
            if (why or above in found or not update.codes or not update.agencies) and not update.settled:
                found[key] = why
    return found


def covered(
    interpreted: Iterable[Interpreted], findings: Iterable[Finding]
) -> Mapping[Finding, Mapping[RowKey, Update]]:
    """The updates that each finding would set aside if it were an error that nobody had accepted or withheld."""
    by_file = by_first((finding.place.file, finding) for finding in findings)
    rows: dict[Finding, dict[RowKey, Update]] = defaultdict(dict)
    for each in interpreted:
        of_file = by_first((finding.place[:3], finding) for finding in by_file.get(each.submission.path, ()))
        found: dict[RowKey, tuple[Finding, ...]] = {}
        for key, above, update, own in _found_on(each, of_file) if of_file else ():
            found[key] = (*own, *found.get(above, ()))
            for finding in found[key]:
                rows[finding][key] = update
    return rows


def _found_on(each: Interpreted, errors: Errors) -> Iterator[tuple[RowKey, RowKey, Update, Iterable[Finding]]]:
    """Each update with its key, the key of the update to which it only adds (or its own), and its errors."""
    blocks = _on_several_rows(each, errors) if errors else {}
    for update in each.updates:
        key = RowKey.of(each, update.table, update.row)
        only_adds = update.row.continues is not None and "status" not in update.row.cells
        above = key._replace(row=update.row.continues) if only_adds and update.row.continues else key
        yield key, above, update, _errors_of(each, update, errors, blocks) if errors else ()


def updates_that_count(
    interpreted: Iterable[Interpreted], aside: Collection[RowKey]
) -> Iterator[tuple[Interpreted, Update]]:
    """The updates that count, in the order of the given files and of their rows."""
    for each in interpreted:
        for update in each.updates:
            if not aside or RowKey.of(each, update.table, update.row) not in aside:
                yield each, update


def errors_by_place(findings: Iterable[Finding]) -> Errors:
    """The errors that are not waived, by file, sheet and row."""
    return by_first(((f.place.file, f.place.sheet, f.place.row), f) for f in findings if f.counts_as_error)


def _on_several_rows(each: Interpreted, errors: Errors) -> Errors:
    """Errors on several rows, by each row below their first: an error on rows 5 to 9 is under rows 6 to 9."""
    path = each.submission.path
    numbers = by_first((u.table.sheet, u.row.number) for u in sorted(each.updates, key=lambda u: u.row.number))
    rows: dict[tuple[str, str | None, int | None], list[Finding]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for (file, sheet, first), found in sorted(errors.items(), key=lambda item: item[0][2] or 0):
        for error in found if file == path and first is not None else ():
            # If several errors of a rule end on the same row, the first covers the rows of the others.
            ends = sheet, error.code, error.place.column, error.last_row
            if error.last_row is not None and ends not in seen:
                seen.add(ends)
                below = numbers.get(sheet, [])
                for number in set(below[bisect_right(below, first or 0) : bisect_right(below, error.last_row)]):
                    rows[file, sheet, number].append(error)
    return rows


def _errors_of(each: Interpreted, update: Update, errors: Errors, blocks: Errors) -> Iterator[Finding]:
    (file, sheet, row, lane), table = RowKey.of(each, update.table, update.row), update.table
    own = {cell[:2] for cell in update.row.every_cell}
    for heading in table.headings if table.is_form else ():  # its labels and answers, some in other rows
        own |= {heading.cell.at, table.empty_cell(heading, update.row.number)}
    # If tables are side by side, an error in the row counts if it is at a cell of the update or at no cell.
    columns = {None, *(column_letter(column) for at, column in (*own, (row, lane)) if at == row)} if lane else None
    yield from (e for e in errors.get((file, sheet, row), ()) if columns is None or e.place.column in columns)
    yield from (e for e in errors.get((file, sheet, table.header_row), ()) if e.place.column is None)
    for place in dict.fromkeys(((file, sheet, None), (file, None, None))):
        yield from errors.get(place, ())
    above = blocks.get((file, sheet, row), ())
    with_heading = {None, *(heading.cell.letter for heading in table.headings)} if above else ()
    yield from (e for e in above if lane is None or e.place.column in with_heading or (e.place.row or 0) < table.top)
    cells = update.row.cells
    places = [(*cells.origin, at, column_letter(column)) for at, column in sorted(own) if at != row]
    stated = (*filter(None, [update.scoped]), *(table.scope.get(PERIOD, ()) if PERIOD not in cells else ()))
    supplying = filter(None, [*map(cells.place, cells.elsewhere), *(each.cell for each in stated)])
    places += [(cell.file, cell.sheet, cell.row, cell.letter) for cell in supplying]
    for its_file, its_sheet, at, letter in places:
        yield from (e for e in errors.get((its_file, its_sheet, at), ()) if e.place.column == letter)
