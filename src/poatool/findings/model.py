"""A finding: one result of one rule at one place, with what to do about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, NamedTuple, Protocol

from poatool.submissions.model import Cell
from poatool.text import cut, nearest
from poatool.typed_values import NOT_IN_FILE, Key, WrongValueError
from poatool.workbooks.addresses import address, column_number

_PIN_DIGITS = 8
_DIGITS = str.maketrans("OIL", "011")  # letters that people type in place of digits


def code_meant(word: str) -> str:
    """The code of the rule that was probably meant: upper case, with digits in place of letters that look like them."""
    return word[:3].upper() + word[3:].upper().translate(_DIGITS)


def pin(text: str) -> str:
    """Eight hexadecimal digits that show whether a text is still the one decided on."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_PIN_DIGITS]


# Sheet names that Excel accepts without quotes, and names that it would read as a cell.
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


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
    def of(cls, cell: Cell) -> Place:
        """The place of a cell."""
        return cls(cell.file, cell.sheet, cell.row, cell.letter)

    @property
    def cell(self) -> str | None:
        """The A1 reference; None if the place is not a single cell."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    @property
    def address(self) -> str:
        """The place in its file, in the form that Excel's Name Box takes: `Updates!B7`, `'My sheet'!7:7`, `Updates`.

        In a file without sheets, `B7` or the line number. For a whole file, empty.
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
    code = reader.codes.get(text.upper()) or reader.codes.get(text.casefold())
    if code is None:
        likely = nearest(code_meant(text), reader.codes) or nearest(text.casefold(), reader.codes)
        hint = f"Did you mean {likely}?" if likely else "See: poatool rules"
        raise WrongValueError(f"{text} is not a rule. {hint}")
    return code


def _cell(text: str, _: object, __: object) -> str:
    """An A1 reference, with the name of its sheet and `!` in front if given."""
    sheet, mark, cell = text.rpartition("!")
    if address(cell) is None:
        raise WrongValueError(f"`cell` is not a cell: {text}. Write it as in Updates!B7, or B7.")
    quoted = len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'")
    return (sheet[1:-1].replace("''", "'") if quoted else sheet) + mark + cell.replace("$", "").upper()


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """An accepted finding of one rule, as in a file of waivers. Each further field that is given narrows it down.

    `source` is its line in that file. `was` is the pin of the value it was decided on (see `pin`); None
    accepts any value.
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
    rule. If it covers several rows, it runs from its place to `last_row`.
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
        """Whether it keeps an update out of the report."""
        return self.severity is Severity.ERROR and self.waiver is None


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The highest severity among findings that are neither waived nor known."""
    new = (f.severity for f in findings if f.waiver is None and not f.known)
    return min(new, key=lambda s: s.rank, default=None)
