"""A submission: one agency's workbook for one period, as rows whose values know their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from poatool.workbooks.addresses import column_letter, reference
from poatool.workbooks.model import RawCell, Sheet, Unreadable, Value, Workbook

K = TypeVar("K")
T = TypeVar("T")

_NOTHING: Mapping[str, str] = {}


class Cell(NamedTuple):
    """A cell: the file as the user named it, sheet (None in CSV), row and column (from 1), and the text shown there."""

    file: str
    sheet: str | None
    row: int
    column: int
    raw: str

    @property
    def letter(self) -> str:
        """The column in letters: A … Z, AA …"""
        return column_letter(self.column)

    @property
    def ref(self) -> str:
        """The A1 reference, such as `C12`."""
        return reference(self.row, self.column)


class Traced(NamedTuple, Generic[T]):
    """A value and the cell that holds it."""

    value: T
    cell: Cell


class Origin(NamedTuple):
    """The file and sheet that cells come from; `sheet` is None in CSV."""

    file: str
    sheet: str | None

    def cell(self, raw: RawCell) -> Cell:
        """A cell of this sheet with its place."""
        return Cell(self.file, self.sheet, raw.row, raw.column, raw.text)


class Cells(Mapping[K, Traced[Value]]):
    """The values of a row by key. `raw` holds the cells as the workbook has them.

    A value gets its place when it is looked up, since few places are ever needed.
    """

    __slots__ = ("origin", "raw")

    def __init__(self, origin: Origin, raw: Mapping[K, RawCell]) -> None:
        """Take cells of one sheet, each of which holds a value."""
        self.origin = origin
        self.raw = raw

    def __getitem__(self, key: K) -> Traced[Value]:
        """A value and its cell."""
        raw = self.raw[key]
        if raw.value is None:
            raise KeyError(key)
        return Traced(raw.value, self.origin.cell(raw))

    def place(self, key: K) -> Cell | None:
        """The cell under a key, None if there is none."""
        raw = self.raw.get(key)
        return self.origin.cell(raw) if raw else None

    def __contains__(self, key: object) -> bool:
        """Whether a key has a value."""
        return key in self.raw

    def __iter__(self) -> Iterator[K]:
        """The keys in the order of the row."""
        return iter(self.raw)

    def __len__(self) -> int:
        """The number of values."""
        return len(self.raw)


NO_CELLS: Cells[int] = Cells(Origin("", None), {})


class RowKind(StrEnum):
    """What a row below the headings is. All but UPDATE are skipped."""

    UPDATE = "update"
    NOTE = "note"
    HEADING = "sub-heading"
    EXAMPLE = "example"
    TOTAL = "total"
    REPEATED_HEADER = "repeated heading row"
    UNANSWERED = "unanswered template row"
    FILLED_DOWN = "row of a column that was filled down"


class Row(NamedTuple):
    """A row that holds something below the headings; `start` is the first cell that does.

    `cells` are values by column id, and `other` those of columns that are not ours, by column number: they are kept
    and never published. `continues` is the row whose action counts here too, as its cell is merged or empty.
    """

    number: int
    kind: RowKind
    cells: Cells[str]
    start: RawCell
    other: Cells[int] = NO_CELLS
    continues: int | None = None
    hidden: bool = False
    formulas: Mapping[str, str] = _NOTHING
    links: Mapping[str, str] = _NOTHING

    @property
    def first(self) -> Cell:
        """The first cell that holds something."""
        return self.cells.origin.cell(self.start)


class Heading(NamedTuple):
    """A heading of a table and the column that it means, None if it is not one of ours.

    If it is `exact` without a column, it means the column `suggestion`, which another heading has taken.
    `dated` are the years that it names where these are not the period's.
    """

    text: str
    cell: Cell
    column: str | None
    exact: bool = True
    suggestion: str | None = None
    hidden: bool = False
    dated: str = ""


class Title(NamedTuple):
    """The code of an agency named right above a table, or on the tab of its sheet (`cell` is None)."""

    agency: str
    cell: Cell | None = None


class Table(NamedTuple):
    """A row of headings and the rows below it; `sheet` is None in CSV.

    Headings may take two rows (`heading_rows`), of which `header_row` is the lower. `title` gives the agency of rows
    that name none. If forms stand side by side, `lane` is the column of this one's answers, from 1.
    """

    sheet: str | None
    header_row: int
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    blank: int = 0
    hidden: bool = False
    heading_rows: int = 1
    title: Title | None = None
    lane: int | None = None

    @property
    def is_form(self) -> bool:
        """Whether its headings are labels below each other."""
        return bool(self.headings) and self.headings[-1].cell.row > self.header_row

    def empty_cell(self, heading: Heading, row: int) -> tuple[int, int]:
        """The row and column where a value is missing: below its heading, or in a form at its label or beside it."""
        return (heading.cell.row, self.lane or heading.cell.column) if self.is_form else (row, heading.cell.column)

    def heading(self, column: str) -> Heading | None:
        """The heading that means a column, None if there is none."""
        return next((h for h in self.headings if h.column == column), None)


class Overruled(NamedTuple):
    """A labelled agency that does not count, and the one that counts instead."""

    label: Traced[Value]
    by: Traced[Value]


class TemplateMark(NamedTuple):
    """The template that a workbook was made from, as its document properties state it."""

    version: str
    framework: str
    period: str
    agency: str


@dataclass(frozen=True)
class Submission:
    """A file that an agency sent; `below` is its path below the folder that the user gave.

    `labels` are labelled cells outside the tables (agency, period, contact …) by label id, and `overruled` the labelled
    agencies that do not count. `unread` names the visible sheets that hold something that was not read; `like_forms`
    are those of them with a form's labels that may not report.
    """

    path: str
    workbook: Workbook | Unreadable
    tables: tuple[Table, ...] = ()
    labels: Mapping[str, Traced[Value]] = field(default_factory=dict)
    template: TemplateMark | None = None
    unread: tuple[str, ...] = ()
    like_forms: frozenset[str] = frozenset()
    overruled: tuple[Overruled, ...] = ()
    below: str = ""

    @property
    def readable(self) -> bool:
        """Whether the file could be opened as a workbook."""
        return isinstance(self.workbook, Workbook)

    @property
    def sha256(self) -> str | None:
        """The checksum of the file, None if it could not be opened."""
        return self.workbook.sha256

    @cached_property
    def rows(self) -> tuple[tuple[Table, Row], ...]:
        """Every row with its table, in the order of the file."""
        return tuple((table, row) for table in self.tables for row in table.rows)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the workbook; none if it could not be read."""
        return self.workbook.sheets if isinstance(self.workbook, Workbook) else ()
