"""Describe how a workbook was read: its tables, their columns, and where each statement comes from."""

from collections.abc import Mapping
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.submissions.model import By, RowKind


class Evidence(NamedTuple):
    """How strongly a heading and the cells below it suggest a column; `holds` is the share of each kind of value."""

    heading: float
    content: float
    holds: Mapping[str, float]


class Place(NamedTuple):
    """A heading and its cell; the heading is empty if the column has none."""

    cell: str
    heading: str


class ReadColumn(NamedTuple):
    """A column of a sheet and what it was read as: `column` is null if it was not read, and `why` says why.

    `joined` means that its texts are added to those of another column of the sheet. `rival` is the heading of the
    column that fits second best.
    """

    letter: str
    cell: str | None
    heading: str
    column: str | None
    by: By | None
    joined: bool = False
    hidden: bool = False
    evidence: Evidence = Evidence(0.0, 0.0, {})
    rival: Place | None = None
    why: str = ""


class Rows(NamedTuple):
    """The first and last non-empty row below the headings, the number of empty rows between them, and rows by kind."""

    first: int | None
    last: int | None
    blank: int
    kinds: Mapping[RowKind, int]


class Statement(NamedTuple):
    """A statement about all rows, and its place; the cell is null for a tab, file name or property."""

    text: str
    level: str
    sheet: str | None
    cell: str | None


class Source(NamedTuple):
    """Where rows get their agency, action or period: `own` rows have it in a cell, `above` rows in a cell above them.

    `said` holds statements about all other rows, the first of which decides.
    """

    own: int
    above: int
    said: tuple[Statement, ...]


class Scope(NamedTuple):
    """Where the agency, action and period of rows come from."""

    agency: Source
    action: Source
    period: Source


class Undecided(NamedTuple):
    """An undecided column, the headings it may belong to, and the reason."""

    column: str
    readings: tuple[Place, ...]
    why: str


class Declaration(NamedTuple):
    """A declared layout that reads the table in the same way; `toml` is its text, with doubts as comments."""

    file: str
    sheet: str | None
    heading_row: int
    heading_rows: int
    columns: dict[str, str]
    toml: str


class ReadTable(NamedTuple):
    """A table as it was read. Its headings end in `heading_row`; in a form, this is the row of the first label.

    `answers` is the column of a form's answers, if other forms are beside it. `missing` holds columns that the declared
    layout names but the sheet lacks. `declaration` is null if no declared layout would read the table in the same way;
    `why_undeclared` says why.
    """

    sheet: str | None
    hidden: bool
    form: bool
    heading_row: int
    heading_rows: int
    rows: Rows
    columns: tuple[ReadColumn, ...]
    scope: Scope
    doubts: tuple[Undecided, ...]
    missing: tuple[str, ...]
    declaration: Declaration | None
    why_undeclared: str
    answers: str | None


class WorkbookLayout(NamedTuple):
    """How a workbook is read in an edition of the plan. `not_read` lists its sheets without a table of updates."""

    path: str
    sha256: str | None
    edition: Edition
    tables: tuple[ReadTable, ...]
    not_read: tuple[str, ...]
