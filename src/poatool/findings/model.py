"""Describe findings (what a rule found at a place, and what to do about it) and the waivers that accept them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, NamedTuple, Protocol, Self

from poatool.submissions.model import Cell
from poatool.text import cut, did_you_mean, lazy_pattern, nearest
from poatool.workbooks.addresses import address, column_number
from poatool.yaml_values import NOT_IN_FILE, Key, WrongValueError

_DIGITS = str.maketrans("OIL", "011")  # letters that people type in place of digits


def code_meant(word: str) -> str:
    """Correct a mistyped code: `wbk1o1` becomes `WBK101`."""
    return word[:3].upper() + word[3:].upper().translate(_DIGITS)


def pin(text: str, more: Iterable[str] = ()) -> str:
    """Eight hexadecimal digits made from a text and `more` lines; if they differ later, the text has changed."""
    digest = sha256(text.encode("utf-8", "replace"))
    for line in more:
        digest.update(f"\n{line}".encode("utf-8", "replace"))
    return digest.hexdigest()[:8]


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
        return column_number(self.column or "") or 0


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
    """Accepts one rule's findings that fit all fields of the waiver; a field that is None fits any finding.

    `source` is its line in the file of waivers. `was` holds the `pin` of each text that was accepted.
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
    """One result of one rule at one place."""

    code: str
    name: str
    severity: Severity
    message: str  # what is wrong
    hint: str  # what to do in Excel
    place: Place
    value: str | None = None  # the content of the cell
    fix: Fix | None = None
    related: tuple[Place, ...] = ()  # further places with the same cause
    waiver: Waiver | None = None
    known: bool = False  # it is in the baseline
    former: tuple[str, ...] = ()  # earlier codes of its rule
    last_row: int | None = None  # if it covers several rows, the last of them
    pin: str = ""  # of its value and of the texts that it keeps out

    @property
    def quote(self) -> str | None:
        """Its value, shortened if it is long."""
        return None if self.value is None else cut(self.value)

    @property
    def counts_as_error(self) -> bool:
        """Whether the finding keeps an update out of the report."""
        return self.severity is Severity.ERROR and self.waiver is None
