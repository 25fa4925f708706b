"""Describe a file of any format as read: a Workbook, or why it is Unreadable. Clean its texts and print its values."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from enum import IntFlag, StrEnum
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from poatool.text import lazy_pattern

_ESCAPE = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
_LIKE_AN_ESCAPE = lazy_pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWANTED = lazy_pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_BREAKS = lazy_pattern("\r\n?|\x0b|\x0c")
_JOINED = "Accents stored separately from their letters, as some programs store macrons, were joined to the letters."


class Cleaned(NamedTuple):
    """A text and, if it matters, a note in plain words on how it was cleaned."""

    text: str
    note: str | None = None


def clean(text: str) -> Cleaned:
    r"""Convert line breaks to `\n` and text to NFC; remove control characters and lone surrogates, but keep spaces."""
    if text.replace("\n", "").isprintable():
        return Cleaned(text) if text.isascii() else _joined(text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAKS.sub("\n", text)
    if not (unwanted := _UNWANTED.findall(text)):
        return _joined(text)
    joined = _joined(_UNWANTED.sub("", text))
    codes = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in unwanted))
    removed = f"Control characters ({codes}) were taken out of the text."
    return Cleaned(joined.text, " ".join(filter(None, (removed, joined.note))))


def _joined(text: str) -> Cleaned:
    joined = unicodedata.normalize("NFC", text)
    return Cleaned(joined, _JOINED if joined != text else None)


def decode(text: str) -> Cleaned:
    """Clean a text from an Excel part, in which `_x005F_` stands for `_` (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return clean(text)


def encode(text: str) -> str:
    """Escape what Excel would read as an escape, so that the text is shown as it is written."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text) if "_x" in text else text


# What Excel, LibreOffice and Google Sheets show and save in place of a failed value.
ERROR = lazy_pattern(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|CONNECT!|BLOCKED!|UNKNOWN!|BUSY!"
    r"|EXTERNAL!|TIMEOUT!|PYTHON!|ERROR!)|Err:[0-9]{3}|Loading\.\.\."
)


class ErrorValue(NamedTuple):
    """An error that a spreadsheet shows in place of a value, such as `#REF!`."""

    text: str


Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | ErrorValue

_EXACT_BELOW = 2.0**53  # below this whole number, floats represent every whole number
_INVISIBLE = (range(0x21), range(0x7F, 0xA1), range(0x2000, 0x2010), range(0x2028, 0x2030), range(0x205F, 0x2070))
INVISIBLE = "".join(map(chr, chain(*_INVISIBLE))) + "\xad\u061c\u180e\u3000\ufeff"
"""Blanks and invisible characters. A cell with nothing else is empty."""


def text_of(value: Value | None) -> str:
    """A value as text, without surrounding blanks and invisible characters; empty for no value and for an error."""
    if isinstance(value, str):  # tested first, as nearly every value is text
        return trimmed(value)
    match value:
        case None | ErrorValue():
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < _EXACT_BELOW:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case _:
            return str(value)


@lru_cache(1_000)  # cached, as each cell of a sheet is read many times
def trimmed(value: Value | None) -> str:
    """A text without the blanks and invisible characters at its ends; empty for any other value."""
    return value.strip(INVISIBLE) if isinstance(value, str) else ""


def holds(value: Value | None) -> bool:
    """Whether a value has more than blanks and invisible characters."""
    if type(value) is str:
        return value[:1].isalnum() or bool(value.strip(INVISIBLE))
    return value is not None


class Marks(IntFlag):
    """Formatting that says something about a cell, such as a highlighter, a line through the text, or emphasis."""

    NONE = 0
    HIGHLIGHTED = 1
    STRUCK = 2
    BOLD = 4
    ITALIC = 8
    LOOKS = STRUCK | BOLD | ITALIC
    UNSEEN = 16  # letters that are tiny, have the background colour, or are hidden by a format
    HIDDEN = 32  # in a hidden row or column
    APART = 64  # beyond a gap in the columns of its sheet, alone or with one other cell

    __bool__ = int.__bool__  # faster, as it is tested for each cell


class CellRun(NamedTuple):
    """A part of a rich text, with its style in `looks` (None if it is the cell's) and any address it links to."""

    text: str
    looks: Marks | None = None
    address: str = ""


class RawCell(NamedTuple):
    """One cell as the file stores it; rows and columns count from 1. Empty cells are not stored."""

    row: int
    column: int
    value: Value | None  # None if a formula was never calculated, or the cell has only a link
    text: str  # what the file stores, before any conversion
    formula: str | None = None  # without `=`
    link: str | None = None  # the address it links to
    runs: tuple[CellRun, ...] = ()  # the parts of a rich text; empty if no part has its own format or address
    marks: Marks = Marks.NONE  # the marks of the cell's own format

    @property
    def at(self) -> tuple[int, int]:
        """The row and column of the cell."""
        return self.row, self.column


raw_cell = partial(tuple.__new__, RawCell)
"""Make a RawCell from a tuple of all its values: faster than a call with defaults, as readers make millions."""


class Area(NamedTuple):
    """A rectangle of cells, corners included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet, its cells in reading order: by row, then column."""

    name: str
    cells: tuple[RawCell, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Area, ...] = ()
    comments: Mapping[tuple[int, int], str] = {}  # by row and column
    drawn: Mapping[tuple[int, int], str] = {}  # texts of boxes by row and column; in .xlsx, also "" for a picture
    on_each_page: tuple[str, ...] = ()  # the texts of page headers and footers
    described: tuple[str, ...] = ()  # tooltips of links and, only from .xlsx, alternative texts of pictures and shapes
    fills: Mapping[tuple[int, int], str] = {}  # the colours of cells; the colours of whole rows are at column 0

    def fill(self, row: int, column: int) -> str:
        """The colour of a cell, even of an empty one, by a name that equal colours share; "" for none."""
        return self.fills.get((row, column), self.fills.get((row, 0), ""))

    def area_at(self, row: int, column: int) -> Area:
        """The merged area that begins at a cell, or the cell alone."""
        alone = Area(row, column, row, column)
        return next((area for area in self.merges if (area.top, area.left) == (row, column)), alone)

    def comment_cells(self) -> list[RawCell]:
        """The comments, each as a cell at its place."""
        return [RawCell(row, column, text, text) for (row, column), text in self.comments.items()]

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell is out of sight because its row, its column or the whole sheet is hidden."""
        return self.hidden or row in self.hidden_rows or column in self.hidden_columns


class Feature(StrEnum):
    """Something besides cells that a reader of the workbook should know about."""

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
    """Why a file cannot be read as a workbook."""

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


class OwnKind(StrEnum):
    """Kinds of files that poatool wrote, as messages call them."""

    OUTPUT = "a file written by poatool"
    TEMPLATE = "a template"
    CHECKED = "a checked copy"
    FIXED = "a corrected copy"


class Own(NamedTuple):
    """A file that poatool wrote, and whether a cell has `changed` since."""

    kind: OwnKind
    changed: bool = False
    made_from: tuple[str, ...] = ()  # the versions (`own.version`) of the files behind a copy, latest first

    @property
    def is_copy(self) -> bool:
        """Whether it is a checked or corrected copy of a submission."""
        return self.kind in (OwnKind.CHECKED, OwnKind.FIXED)


class Unreadable(NamedTuple):
    """A file that could not be read: `message` says why in plain words, `hint` what to do about it."""

    path: str
    trouble: Trouble
    message: str
    hint: str
    sha256: str | None = None
    own: Own | None = None


class Note(NamedTuple):
    """Something that was cleaned or, if `lost`, could not be read, in plain words."""

    sheet: str  # empty if it is about the whole file
    row: int  # 0, like the column, if it is about the whole sheet
    column: int
    message: str
    lost: bool = False


def custom_name(name: str) -> str:
    """The full name of a custom property. LibreOffice writes some properties of an Excel workbook as custom ones."""
    _, _, own = name.partition("OOXMLCoreProperty")
    return f"core.{own[0].lower()}{own[1:]}" if own else f"custom.{name}"


class Workbook(NamedTuple):
    """A file that was read. `path` is as the user gave it; `properties` have names such as `core.creator`."""

    path: str
    sha256: str
    kind: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = {}
    features: frozenset[Feature] = frozenset()
    notes: tuple[Note, ...] = ()
    own: Own | None = None
