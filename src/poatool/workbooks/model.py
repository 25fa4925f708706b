"""What a spreadsheet holds: only the cells that are really there, each with all that is known of it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from functools import partial
from typing import NamedTuple


class ErrorValue(NamedTuple):
    """An error that a spreadsheet shows in place of a value, such as `#REF!`."""

    text: str


Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | ErrorValue


class Visibility(StrEnum):
    """Whether a person who opens the workbook sees the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


class Marks(IntFlag):
    """What somebody did to a cell to say something of it: a highlighter, or a line through the text."""

    NONE = 0
    HIGHLIGHTED = 1
    STRUCK = 2


class RawCell(NamedTuple):
    """One cell as the file has it.

    `row` and `column` count from 1. `value` is None where a formula was never calculated (or the cell
    only carries a link or a comment). `formula` is its text without `=`. `text` is what the file itself
    stores, before any conversion. `runs` are those of a rich text, as `runs` reads them; `marks` are those
    of the cell's own format.
    """

    row: int
    column: int
    value: Value | None
    text: str
    formula: str | None = None
    link: str | None = None
    runs: str = ""
    marks: Marks = Marks.NONE

    @property
    def rich(self) -> bool:
        """Whether the text has runs of its own format."""
        return bool(self.runs)


raw_cell = partial(tuple.__new__, RawCell)
"""A RawCell of all its values: readers make one for every cell of every workbook."""


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells in reading order (by row, then column), and what is hidden, merged or noted.

    `hidden_columns` are ranges (first, last), made to follow one another. `filtered`: a filter is hiding rows.
    `comments` by (row, column). `table_headings` are the cells whose text an Excel table repeats as its columns' names.
    """

    name: str
    cells: tuple[RawCell, ...]
    visibility: Visibility = Visibility.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merges: tuple[Area, ...] = ()
    filtered: bool = False
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    table_headings: tuple[Area, ...] = ()

    def __post_init__(self) -> None:
        """Put the hidden columns in order, so that one can be looked up among many."""
        if len(self.hidden_columns) > 1:
            object.__setattr__(self, "hidden_columns", tuple(_following(sorted(self.hidden_columns))))

    def column_hidden(self, column: int) -> bool:
        """Whether a column, counted from 1, is hidden."""
        place = bisect_left(self.hidden_columns, column, key=_last)
        return place < len(self.hidden_columns) and self.hidden_columns[place][0] <= column


def _last(columns: tuple[int, int]) -> int:
    return columns[1]


def _following(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges that begin in order, without what the ones before hold already."""
    reached = 0
    for first, last in ranges:
        if last > reached:
            yield max(first, reached + 1), last
            reached = last


class Feature(StrEnum):
    """Something in a workbook that a reader should know of, though it holds no cell."""

    MACROS = "macros"
    MACRO_SHEETS = "Excel 4 macro sheets"
    EXTERNAL_LINKS = "external links"
    DDE = "DDE links"
    CONNECTIONS = "data connections"
    EMBEDDED = "embedded objects"
    THREADED_COMMENTS = "threaded comments"
    TRACKED_CHANGES = "tracked changes"
    TEXT_BOXES = "text boxes"


class Trouble(StrEnum):
    """Why a file cannot be read as a workbook at all."""

    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    NO_PERMISSION = "no-permission"
    EMPTY = "empty"
    NOT_A_WORKBOOK = "not-a-workbook"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    TOO_LARGE = "too-large"
    UNSUPPORTED = "unsupported"
    ENCODING = "encoding"
    READER_FAILED = "reader-failed"


class Unreadable(NamedTuple):
    """A file that gave no workbook: `what` says why in a user's words, `do` what to do about it."""

    path: str
    trouble: Trouble
    message: str
    hint: str
    sha256: str | None = None


class Note(NamedTuple):
    """Something that was cleaned or, if `lost`, could not be taken at one place, in a user's words."""

    sheet: str
    row: int
    column: int
    message: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read. `path` is as the user gave it; `properties` are its document properties, by name."""

    path: str
    sha256: str
    kind: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    features: frozenset[Feature] = frozenset()
    notes: tuple[Note, ...] = ()
