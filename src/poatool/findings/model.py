"""Describe findings: what a rule found at a place, and what to do about it; and the updates that errors set aside."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, NamedTuple, Protocol, Self

from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell
from poatool.submissions.statements.scope import PERIOD
from poatool.submissions.update_ids import RowKey
from poatool.text import by_first, cut, did_you_mean, lazy_pattern, nearest
from poatool.workbooks.addresses import address, column_letter, column_number
from poatool.yaml_values import NOT_IN_FILE, Key, WrongValueError

_PIN_DIGITS = 8
_DIGITS = str.maketrans("OIL", "011")  # letters that people type in place of digits


def code_meant(word: str) -> str:
    """Correct a mistyped code: `wbk1o1` becomes `WBK101`."""
    return word[:3].upper() + word[3:].upper().translate(_DIGITS)


def pin(text: str) -> str:
    """Eight hexadecimal digits made from a text; if they differ later, the text has changed."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_PIN_DIGITS]


# Sheet names that Excel accepts without quotes, and names that it would read as a cell.
_PLAIN_SHEET = lazy_pattern(r"[^\W\d][\w.]*")
_LIKE_A_CELL = lazy_pattern(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


class Severity(StrEnum):
    """How serious a finding is. An error sets its update aside; advice may be ignored."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)


class Fix(NamedTuple):
    """A replacement for the cell's content. `safe` means that the meaning certainly stays the same."""

    value: str
    safe: bool


class Place(NamedTuple):
    """A whole file, a whole sheet, a row or a cell. `column` is Excel's letter."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @classmethod
    def of(cls, cell: Cell) -> Self:
        """The place of a cell."""
        return cls(cell.file, cell.sheet, cell.row, cell.letter)

    @property
    def cell(self) -> str | None:
        """The A1 reference; None if the place is not a single cell."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    @property
    def address(self) -> str:
        """The place in its file, in the form that Excel's Name Box takes: `Updates!B7`, `'My sheet'!7:7`, `Updates`.

        In a file without sheets, the address is `B7` or the line number; for a whole file, it is empty.
        """
        if self.sheet is None:
            return self.cell or (str(self.row) if self.row else "")
        inside = self.cell or (f"{self.row}:{self.row}" if self.row else "")
        plain = _PLAIN_SHEET.fullmatch(self.sheet) and not _LIKE_A_CELL.fullmatch(self.sheet)
        quoted = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return quoted + (f"!{inside}" if inside else "")

    @property
    def column_number(self) -> int:
        """Its column counted from 1; 0 if it has none."""
        return (column_number(self.column) or 0) if self.column else 0


class _KnowsCodes(Protocol):
    codes: Mapping[str, str]


def _code(text: str, reader: _KnowsCodes, _: object) -> str:
    if (code := reader.codes.get(text.upper()) or reader.codes.get(text.casefold())) is None:
        likely = nearest(code_meant(text), reader.codes) or nearest(text.casefold(), reader.codes)
        raise WrongValueError(f"{text} is not a rule. {did_you_mean(likely, 'See: poatool rules')}")
    return code


def _cell(text: str, _: object, __: object) -> str:
    """A cell reference without quotation marks and `$`: `My sheet!B7` for `'My sheet'!$b$7`."""
    sheet, mark, cell = text.rpartition("!")
    if address(cell) is None:
        raise WrongValueError(f"`cell` is not a cell: {text}. Write it as in Updates!B7, or B7.")
    quoted = len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'")
    return (sheet[1:-1].replace("''", "'") if quoted else sheet) + mark + cell.replace("$", "").upper()


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """Accepts the findings of one rule that fit all of its fields; a field that is None fits any finding.

    `source` is its line in the file of waivers. `was` is the `pin` of the value that was accepted.
    """

    code: Annotated[str, Key("The code or the name of the rule.", _code)]
    file: Annotated[str, Key("Only in this file: a path or a pattern such as police*.xlsx.")] | None = None
    cell: Annotated[str, Key("Only at this cell, as in Updates!B7.", _cell)] | None = None
    action: Annotated[str, Key("Only in rows of this action.")] | None = None
    reason: Annotated[str, Key("Why the finding is accepted.")]
    until: Annotated[dt.date, Key("Only in periods that end by this day.")] | None = None
    by: Annotated[str, Key("Who accepted it.")] | None = None
    source: Annotated[Place | None, NOT_IN_FILE] = None
    was: Annotated[str | None, NOT_IN_FILE] = None


class Finding(NamedTuple):
    """One result of one rule at one place.

    `message` says what is wrong, `hint` what to do in Excel; `value` is the content of the cell. `related` holds
    further places with the same cause. `known` means that it is in the baseline. `former` holds earlier codes of its
    rule. A finding on several rows covers those from its place to `last_row`.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    place: Place
    value: str | None = None
    fix: Fix | None = None
    related: tuple[Place, ...] = ()
    waiver: Waiver | None = None
    known: bool = False
    former: tuple[str, ...] = ()
    last_row: int | None = None

    @property
    def quote(self) -> str | None:
        """Its value, shortened if it is long."""
        return None if self.value is None else cut(self.value)

    @property
    def counts_as_error(self) -> bool:
        """Whether the finding keeps an update out of the report."""
        return self.severity is Severity.ERROR and self.waiver is None


Aside = Mapping[RowKey, tuple[Finding, ...]]
"""The updates that do not count, each with the errors that set it aside."""

Errors = Mapping[tuple[str, str | None, int | None], list[Finding]]
"""Unwaived errors by file, sheet and row; sheet and row are None for a whole file, and row for a whole sheet."""


def set_aside(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Aside:
    """The updates that do not count, each with the errors that set it aside.

    An unwaived error sets an update aside if it is in the update's row; on the whole table, sheet or file; at a cell in
    another row that supplies a value to the update; or at the cell that names the file's agency or period, if the row
    names none. A paragraph that only adds to an update is set aside with that update. An update without an action or
    agency is always set aside, as nobody can tell where it belongs.
    """
    errors = errors_by_place(findings)
    faulty = {file for file, _, _ in errors}
    found: dict[RowKey, tuple[Finding, ...]] = {}
    for each in interpreted:
        if each.submission.path not in faulty and all(update.codes and update.agencies for update in each.updates):
            continue
        blocks = _on_several_rows(each, errors) if each.submission.path in faulty else {}
        for update in each.updates:
            key = RowKey.of(each, update.table, update.row)
            only_adds = update.row.continues is not None and "status" not in update.row.cells
            above = key._replace(row=update.row.continues) if only_adds and update.row.continues else key
            of_update = _errors_of(each, update, errors, blocks) if key.file in faulty else ()
            why = tuple(dict.fromkeys((*of_update, *found.get(above, ()))))
            if why or above in found or not update.codes or not update.agencies:
                found[key] = why
    return found


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
    """The errors that cover several rows; an error on rows 5 to 9 is listed under each update in rows 6 to 9."""
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
    own = _cells_of(update)
    # If tables are side by side, an error in the row counts if it is at a cell of the update or at no cell.
    columns = {None, *(column_letter(column) for at, column in (*own, (row, lane)) if at == row)} if lane else None
    yield from (e for e in errors.get((file, sheet, row), ()) if columns is None or e.place.column in columns)
    yield from (e for e in errors.get((file, sheet, table.header_row), ()) if e.place.column is None)
    for place in dict.fromkeys(((file, sheet, None), (file, None, None))):
        yield from errors.get(place, ())
    above = blocks.get((file, sheet, row), ())
    with_heading = {None, *(heading.cell.letter for heading in table.headings)} if above else ()
    yield from (e for e in above if lane is None or e.place.column in with_heading or (e.place.row or 0) < table.top)
    origin = update.row.cells.origin
    places = [(*origin, at, column_letter(column)) for at, column in sorted(own) if at != row]
    places += [(cell.file, cell.sheet, cell.row, cell.letter) for cell in _supplying(update)]
    for its_file, its_sheet, at, letter in places:
        yield from (e for e in errors.get((its_file, its_sheet, at), ()) if e.place.column == letter)


def _cells_of(update: Update) -> set[tuple[int, int]]:
    """The cells of an update, some in other rows: a form's labels and answers, an action merged over several rows."""
    cells = {cell[:2] for cell in update.row.every_cell}
    for heading in update.table.headings if update.table.is_form else ():
        cells |= {heading.cell.at, update.table.empty_cell(heading, update.row.number)}
    return cells


def _supplying(update: Update) -> Iterator[Cell]:
    """The cells of its texts in another table, and the cells of its agency and period, if its row names neither."""
    yield from filter(None, map(update.row.cells.place, update.row.cells.elsewhere))
    if update.scoped and update.scoped.cell:
        yield update.scoped.cell
    for stated in update.table.scope.get(PERIOD, ()) if PERIOD not in update.row.cells else ():
        if stated.cell:
            yield stated.cell
