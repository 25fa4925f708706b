"""Describe a submission: one agency's workbook for one period. Every value knows its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from poatool.submissions.template import TemplateMark
from poatool.workbooks.addresses import column_letter, reference
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Sheet, Unreadable, Value, Workbook, text_of

if TYPE_CHECKING:
    from poatool.submissions.yaml_returns import NilReturn, Published


class Cell(NamedTuple):
    """The place of a value and its raw text: the file as the user named it, the sheet (None in CSV), row and column."""

    file: str
    sheet: str | None
    row: int
    column: int
    raw: str

    @property
    def at(self) -> tuple[int, int]:
        """Its row and column."""
        return self.row, self.column

    @property
    def letter(self) -> str:
        """The column letter, as in Excel: A … Z, AA …"""
        return column_letter(self.column)

    @property
    def ref(self) -> str:
        """The A1 reference."""
        return reference(self.row, self.column)


class Traced(NamedTuple):
    """A value with its cell."""

    value: Value
    cell: Cell


class Origin(NamedTuple):
    """The file and sheet that cells come from; the sheet is None in a file without sheets."""

    file: str
    sheet: str | None

    def cell(self, raw: RawCell) -> Cell:
        """The place of a cell, with its raw text."""
        return Cell(self.file, self.sheet, raw.row, raw.column, raw.text)


class Cells(Mapping[str, Traced]):
    """The values of a row by column id: `raw` holds their cells, `elsewhere` the origin of cells from other tables."""

    __slots__ = ("elsewhere", "origin", "raw")

    def __init__(self, origin: Origin, raw: Mapping[str, RawCell], elsewhere: Mapping[str, Origin] = {}) -> None:
        self.origin, self.raw, self.elsewhere = origin, raw, elsewhere

    def __getitem__(self, key: str) -> Traced:
        raw = self.raw[key]
        if raw.value is None:
            raise KeyError(key)
        return Traced(raw.value, self.elsewhere.get(key, self.origin).cell(raw))

    def text(self, key: str) -> str:
        """The value under a key as text; an empty text if the row has no such value."""
        return text_of(self.raw[key].value) if key in self.raw else ""

    def place(self, key: str) -> Cell | None:
        """The place of the cell under a key, even if the cell has no value; None if there is no cell."""
        return self.elsewhere.get(key, self.origin).cell(self.raw[key]) if key in self.raw else None

    def __contains__(self, key: object) -> bool:
        raw = self.raw.get(key) if isinstance(key, str) else None
        return raw is not None and raw.value is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key, raw in self.raw.items() if raw.value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class RowKind(StrEnum):
    """The kind of a row below the headings. Only an UPDATE counts; findings mention the rows of other kinds."""

    UPDATE = "update"
    NOTE = "note"
    HEADING = "sub-heading"
    EXAMPLE = "example"
    TOTAL = "total"
    REPEATED_HEADER = "repeated heading row"
    UNANSWERED = "unanswered template row"
    OTHER_PERIOD = "row of another period"
    OTHER_PLAN = "row of another plan"
    NO_ACTION = "row on work that is no action"
    CONTINUATION = "continuation"
    CONTRARY = "status that another table contradicts"


class Row(NamedTuple):
    """A non-empty row below the headings, starting at its cell `start`."""

    number: int
    kind: RowKind
    cells: Cells  # the values of known columns, by column id
    start: RawCell
    other: Sequence[RawCell] = ()  # its other cells, never published; those without a value were joined to another cell
    continues: int | None = None  # the row from which it takes its action
    merged: bool = False  # the cell with that action is merged over this row
    shared: bool = False  # its texts are merged over rows on other actions
    in_group: bool = False  # the first row of its group names its agency
    hidden: bool = False
    formulas: Mapping[str, str] = {}
    headed_by: RawCell | None = None  # the first cell of a row above it that may have headings

    @property
    def every_cell(self) -> tuple[RawCell, ...]:
        """Its cells, those of known columns first."""
        return (*[cell for column, cell in self.cells.raw.items() if column not in self.cells.elsewhere], *self.other)

    @property
    def is_alone(self) -> bool:
        """Whether it has a single cell; such a cell may say several things, such as the agency and the period."""
        return len({cell.at for cell in self.every_cell}) == 1

    @property
    def first(self) -> Cell:
        """The place of the first non-empty cell."""
        return self.cells.origin.cell(self.start)


class By(StrEnum):
    """How a column was recognised."""

    HEADING = "heading"
    CONTENT = "content"
    DECLARED = "declared"
    TEXT = "text"  # no heading: each text names its own actions


class Heading(NamedTuple):
    """A heading of a table, and the `column` of the plan that it stands for; None if it heads another subject."""

    text: str
    cell: Cell
    column: str | None
    exact: bool = True  # not misspelt
    suggestion: str | None = None  # the column that its words suggest
    hidden: bool = False
    dated: bool = False  # for a time outside the period
    by: By | None = None  # what identified the column
    joined: str | None = None  # the column that its texts are added to
    aside: bool = False  # not meant for the report
    is_name: bool = False  # names an agency, action or status that has this column to itself
    of_period: bool = False  # names a part of the period
    weak: bool = False  # may name the agency that leads an action, while another reports on it
    weights: tuple[float, float] = (0.0, 0.0)  # of the heading and of the content
    holds: Mapping[str, float] = {}  # the share of each kind of value below it
    rival: Cell | None = None  # the heading of the second-best column
    strange: tuple[str, ...] = ()  # words that may change what the column is about

    @property
    def likely(self) -> str | None:
        """The suggestion, if the words are strong enough to ask about: `Outcomes`, but not `Name` or `ID`."""
        return self.suggestion if self.weights[0] >= _LIKELY else None


_LIKELY = 1.7  # 22 of 28 inexact headings reach this weight, but only 7 % of 127 unrelated ones


class Scoped(NamedTuple):
    """A statement about all rows of a table: the text that names `what`, such as an agency or period, and its place."""

    what: str
    text: str
    level: int  # how explicit it is; 1 is the most explicit (`scope.Level`)
    cell: Cell | None = None  # None for a tab, file name or property
    where: str = ""  # the tab, the property, or the sheet of a cover


class Doubt(NamedTuple):
    """A column of the plan that is in doubt: the headings that may mean it, and why."""

    column: str
    cells: tuple[Cell, ...]
    why: str


class Table(NamedTuple):
    """One table on a sheet: its headings and the rows below them."""

    sheet: str | None  # None in a CSV file
    header_row: int  # the lowest heading row, if there are several
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    blank: int = 0  # how many of its rows are empty
    hidden: bool = False
    heading_rows: int = 1
    scope: Mapping[str, tuple[Scoped, ...]] = {}  # statements about all its rows, the most explicit first
    lane: int | None = None  # the column of its answers if other tables share its rows, such as forms side by side
    doubts: tuple[Doubt, ...] = ()  # undecided columns, which keep the table from being published
    missing: tuple[str, ...] = ()  # columns that its declared layout names but the sheet lacks

    @property
    def updates(self) -> Sequence[Row]:
        """Its rows that are updates."""
        return [row for row in self.rows if row.kind is RowKind.UPDATE]

    @property
    def top(self) -> int:
        """The number of its first row, which usually holds headings."""
        return self.header_row - self.heading_rows + (1 if self.headings else 2)

    @property
    def is_form(self) -> bool:
        """Whether the headings are labels, either in a column or each in the row of its answer."""
        in_row = self.rows[0].number == self.header_row if self.rows else False
        return bool(self.headings) and (in_row or self.headings[-1].cell.row > self.header_row)

    @property
    def is_declared(self) -> bool:
        """Whether a layout is declared for it."""
        return any(heading.by is By.DECLARED for heading in self.headings)

    def empty_cell(self, heading: Heading, row: int) -> tuple[int, int]:
        """Where a missing value belongs: below its heading or, in a form, beside or below its label."""
        answers = ((h.cell, self.rows[0].cells.raw.get(h.column or "")) for h in self.headings if self.is_form)
        if any(answer and answer.column == label.column and answer.row > label.row for label, answer in answers):
            return heading.cell.row + 1, heading.cell.column
        return (heading.cell.row, self.lane or heading.cell.column) if self.is_form else (row, heading.cell.column)

    def line_of(self, cell: Cell | RawCell) -> int:
        """A number that a heading shares with its cells: the column or, in a form, one made from the label's place."""
        if not self.is_form:
            return cell.column
        labels = (h.cell for h in self.headings if cell.row - h.cell.row in range(3))
        label = max((each for each in labels if each.column <= cell.column), default=cell)  # beside it, or just above
        return label.row * LAST_COLUMN + label.column

    def heading(self, column: str) -> Heading | None:
        """The heading read as this column, if the table has one."""
        return next((each for each in self.headings if each.column == column), None)

    def statement(self, what: str) -> Scoped | None:
        """The statement that decides the agency, action or period of rows that name none."""
        return next(iter(self.scope.get(what, ())), None)


@dataclass(frozen=True, eq=False, repr=False)
class Submission:
    """One file that an agency sent. `workbook` is Unreadable if nothing could be read."""

    path: str
    workbook: Workbook | Unreadable
    tables: tuple[Table, ...] = ()
    labels: Mapping[str, Traced] = field(default_factory=dict)  # labelled cells outside the tables, by label id
    template: TemplateMark | None = None
    unread: tuple[str, ...] = ()  # visible sheets that have running text, but no table of updates
    other_lists: tuple[str, ...] = ()  # unread sheets, with too many strange rows (see `read.STRANGE`)
    naming_part: str = ""  # the part of its path that may name its agency and period
    absent_sheets: tuple[str, ...] = ()  # the sheets of declared layouts, if the workbook has none of them
    nil: "NilReturn | None" = None  # set if its agency has nothing to report on any action
    asked_sheets: tuple[Sheet, ...] | None = None  # a template's sheets, without its formulas, labels and unasked rows
    published: "Published | None" = None  # set if it holds what an earlier period published, and so is not a return

    @property
    def readable(self) -> bool:
        """Whether the file could be opened as a workbook."""
        return isinstance(self.workbook, Workbook)

    @property
    def sha256(self) -> str | None:
        """The checksum of the file as it was read."""
        return self.workbook.sha256

    @cached_property
    def rows(self) -> tuple[tuple[Table, Row], ...]:
        """Every row of every table, in the order of the file."""
        return tuple((table, row) for table in self.tables for row in table.rows)

    def asks_elsewhere(self, form: Table, column: str) -> bool:
        """Whether any form on the sheet of this form has a label for this column."""
        return form.is_form and any(e.is_form and e.sheet == form.sheet and e.heading(column) for e in self.tables)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the workbook (`asked_sheets` if it is poatool's template); none if it could not be read."""
        own = self.workbook.sheets if isinstance(self.workbook, Workbook) else ()
        return own if self.asked_sheets is None else self.asked_sheets
