"""Workbooks checked by every rule, as submissions for 2022 on the bundled plan."""

from __future__ import annotations

import io
from collections.abc import Iterable

import openpyxl

from poatool.findings.model import Finding
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read
from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.open import open_bytes

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])


def checked_workbook(workbook: Workbook | Unreadable) -> tuple[Interpreted, tuple[Finding, ...]]:
    """A workbook as it was interpreted, and what every rule found in it."""
    submission = interpret(read(workbook, Columns.of_plan(FRAMEWORK)), EDITION)
    return submission, check(Batch(EDITION, (submission,)), RULES)


def checked_bytes(data: bytes, path: str = "dia.xlsx") -> tuple[Interpreted, tuple[Finding, ...]]:
    """A file as it was interpreted, and what every rule found in it."""
    return checked_workbook(open_bytes(data, path))


def xlsx(rows: Iterable[Iterable[object]]) -> bytes:
    """A workbook with these rows on its sheet `Updates`, as an agency saves it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Updates"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment] # whatever an agency types
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
