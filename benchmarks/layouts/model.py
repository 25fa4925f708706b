"""A generated workbook, and what a careful person would read in it.

A `Book` is a workbook as data: sheets of placed cells, and the truth about them. The truth has four parts.

- `updates`: what must be published. An update is right when agency, actions, status, progress and next steps are all
  those given here, apart from white space.
- `optional`: what may be published or not; both are fine (an answer "Nothing to report", for instance).
- `forbidden`: what must not be published unless the workbook also gets a finding of the severity named.
- `heard`: what must not be lost silently: it is published, or a finding of the severity named covers its row, its whole
  sheet or the file.

A generator makes books from a `random.Random`; the same seed gives the same books.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | dt.date | dt.datetime | dt.time | None


class Purpose(StrEnum):
    """The purpose of a book in the set."""

    READ = "read"  # a person reads it at a glance, and so should the tool
    ASK = "ask"  # a careful reader would ask before publishing
    BAD_FAITH = "bad faith"  # the sender would rather not be understood


class Writer(StrEnum):
    """The program that writes the file; the suffix of the book's file name is its format."""

    OPENPYXL = "openpyxl"
    XLSXWRITER = "xlsxwriter"
    CSV = "csv"  # one sheet only
    ODF = "odf"  # an .ods written by LibreOffice
    LIBREOFFICE = "libreoffice"  # an .xlsx saved by LibreOffice


@dataclass(frozen=True)
class Placed:
    """A value in a cell. Rows and columns count from 1."""

    row: int
    column: int
    value: Value
    bold: bool = False
    fill: str = ""  # six hex digits, or nothing
    number_format: str = ""
    formula: str = ""  # where given, the cell is this formula and `value` is its result
    strike: bool = False  # struck through
    ink: str = ""  # the colour of the letters: six hex digits, or nothing


@dataclass(frozen=True)
class Sheet:
    """One tab: its cells, and what Excel can do to them."""

    name: str
    cells: tuple[Placed, ...]
    merges: tuple[str, ...] = ()  # ranges such as "A1:D1"
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    comments: tuple[tuple[str, str], ...] = ()  # (cell, text)
    header: str = ""  # printed above each page
    footer: str = ""


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written."""

    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    quote_all: bool = False
    first_line: str = ""  # such as "sep=;"


@dataclass(frozen=True)
class ExpectedUpdate:
    """An update that a careful person reads in the book.

    `agency` is the code under which it is published (that of the agency to which a unit belongs), `codes` the actions
    that it counts towards, after incorporations. If `progress` or `next_steps` has several paragraphs, each was in its
    own cell: a tool may join them with the headings of those cells between, or publish them one by one.
    """

    agency: str
    codes: tuple[str, ...]
    period: str
    status: str | None
    progress: str
    next_steps: str = ""
    joint: tuple[str, ...] = ()  # further agencies that the row names beside the first
    parts: bool = False  # the paragraphs of `progress` or `next_steps` stood in cells of their own


@dataclass(frozen=True)
class Forbidden:
    """Something that must not be published without a finding of at least `unless`.

    It is published if an update has the `text` in the `field` (in any field if none is named) and, if these are given,
    the `agency`, the `code` and the `status`.
    """

    because: str  # one sentence
    text: str = ""
    field: str = ""  # progress, next_steps or nothing
    agency: str = ""
    code: str = ""
    status: str = ""
    unless: str = "error"  # or "warning" if every reading publishes the same


@dataclass(frozen=True)
class Heard:
    """A text that must be published, or have a finding of at least `severity` on its row, sheet or file."""

    because: str
    text: str
    severity: str = "warning"


@dataclass(frozen=True)
class Book:
    """A workbook with its truth."""

    kind: str
    group: str  # the class of trouble that the kind belongs to
    name: str  # unique in a set
    file_name: str  # with its suffix
    sheets: tuple[Sheet, ...]
    period: str
    updates: tuple[ExpectedUpdate, ...] = ()
    optional: tuple[ExpectedUpdate, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    heard: tuple[Heard, ...] = ()
    plan: str = ""  # the file name of the plan in the folder `plans`; nothing for the bundled one
    purpose: Purpose = Purpose.READ
    writer: Writer = Writer.OPENPYXL
    dialect: Dialect = field(default_factory=Dialect)
    properties: tuple[tuple[str, str], ...] = ()  # title, company, creator …
    may_warn: bool = False  # a warning on this book is not a false alarm (a hidden row, another period)
    note: str = ""


def fold(text: str) -> str:
    """A text with single spaces, for comparison."""
    return " ".join(text.replace(" ", " ").replace("\u200b", "").split())


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def reference(row: int, column: int) -> str:
    """The name of a cell: `reference(3, 2)` is B3."""
    return f"{letters(column)}{row}"
