"""A file to a Workbook, whatever its format."""

from __future__ import annotations

from pathlib import Path

from poatool.workbooks.model import Unreadable, Workbook


def open_workbook(path: Path, shown_as: str) -> Workbook | Unreadable:
    """Read a spreadsheet file. Never raises for anything in it; `shown_as` is the path as the user gave it."""
    raise NotImplementedError
