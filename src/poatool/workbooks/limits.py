"""Define how much of one file is read, how to raise each limit, and why a file is refused.

The defaults were set from 3,934 spreadsheets that are zip files. They had at most 1,033 members and unpacked to at most
114 MB; no legitimate part was compressed more than 299:1. The limits on rows, cells and characters allow what can be
checked in about twenty seconds and 1 GiB. A year's report on any plan needs far less.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Self

from poatool.workbooks.model import Note, Own, Trouble, Unreadable
from poatool.yaml_values import Key

RESAVE = "Open it in Excel, choose File > Save As > Excel Workbook (*.xlsx), and send the new file."
RESEND = "Send the file again: part of it may have been lost on the way."


class Refused(Exception):  # noqa: N818 - a decision about a file, not a fault of the tool
    """A file that cannot, or must not, be read: `message` says why in plain words, `hint` what to do about it."""

    def __init__(self, trouble: Trouble, message: str, hint: str = RESAVE) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.message = message
        self.hint = hint

    @classmethod
    def damaged(cls, message: str) -> Self:
        """The refusal of a file that is damaged or incomplete."""
        return cls(Trouble.DAMAGED, message, f"{RESAVE} If Excel cannot open it either, send a complete copy.")

    @classmethod
    def unsafe(cls, message: str) -> Self:
        """The refusal of a file that no spreadsheet program writes, and that could harm a program that reads it."""
        return cls(Trouble.UNSAFE, message, f"Do not open it unless you trust its sender. {RESAVE}")

    @classmethod
    def not_a_spreadsheet(cls, name: str) -> Self:
        """The refusal of a file that is not a spreadsheet."""
        return cls(Trouble.NOT_A_WORKBOOK, f"This is {name}, not a spreadsheet.", "Send the workbook itself (.xlsx).")

    @classmethod
    def with_password(cls) -> Self:
        """The refusal of an encrypted workbook."""
        # Excel also encrypts an old workbook whose structure is protected, with a password that it never asks for.
        hint = (
            "Remove it (File > Info > Protect Workbook) and send it again. If Excel opens the workbook without asking "
            "for one, turn “Protect Workbook Structure” off in the same place."
        )
        return cls(Trouble.ENCRYPTED, "This workbook has a password.", hint)

    def unreadable(self, path: str, sha256: str | None = None, own: Own | None = None) -> Unreadable:
        """The result of reading the file: Unreadable, with this message and hint."""
        return Unreadable(path, self.trouble, self.message, self.hint, sha256, own)


@contextmanager
def tolerated(what: str, notes: list[Note]) -> Iterator[None]:
    """Note damage in a part without cells, instead of refusing the file. A dangerous or too large part is refused."""
    try:
        yield
    except Refused as refused:
        if refused.trouble is not Trouble.DAMAGED:
            raise
        notes.append(Note("", 0, 0, f"{what} could not be read: this part of the file is damaged."))


TOO_MANY_CHARACTERS = "The cells of the file hold too many characters"
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CHARACTERS = (
    "characters of all cells, their formulas and comments, and the document properties together; a text that many "
    "cells share counts for each of them."
)
_FINDINGS = (
    "findings of one rule in one workbook that are listed; if there are more, an error keeps every row of the workbook "
    "out of the report."
)


@dataclass(frozen=True)
class Limits:
    """The most to read from one file; the names of the fields are those of the settings under `[limits]`."""

    file_mib: Annotated[int, Key("size of the file, in MiB.")] = 25
    unpacked_mib: Annotated[int, Key("size of all parts of a workbook once unpacked, in MiB.")] = 256
    members: Annotated[int, Key("parts in the workbook.")] = 2_000
    ratio: Annotated[int, Key("unpacked bytes per packed byte, in a part that unpacks to over 1 MiB.")] = 500
    cells: Annotated[int, Key("cells that are not empty, in all sheets together.")] = 1_000_000
    rows: Annotated[int, Key("rows that are not empty, in all sheets together.")] = 110_000
    characters: Annotated[int, Key(_CHARACTERS)] = 25_000_000
    elements: Annotated[int, Key("XML elements and attributes of one part held in memory at once.")] = 2_000_000
    seconds: Annotated[int, Key("processor seconds that reading a workbook may take.")] = 15
    findings: Annotated[int, Key(_FINDINGS)] = 2_000
    memory_mib: Annotated[int, Key("memory, in MiB, to read an .xls workbook, where the system can limit it.")] = 1024

    def exceeded(self, name: str, message: str, trouble: Trouble = Trouble.TOO_LARGE) -> Refused:
        """The refusal of a file that exceeds a limit; its hint says how to raise the limit."""
        value: int = getattr(self, name)
        return Refused(
            trouble,
            f"{message}; the limit is {value:,}.",
            f"If the file is as it should be, set `{name}` under `[limits]` in poatool.toml to more than {value}. "
            "Otherwise delete what is not part of the report, save and send it again.",
        )


DEFAULT = Limits()
