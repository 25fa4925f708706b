"""Old Excel workbooks of an impossible shape or content, read by xlrd."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from tests.hostile.case import Case
from tests.workbooks.xls.biff import GENERAL, hidden_row, merged, number, record, text, xls

_NAME = "agency.xls"
_NINE = text(0, 0, "9")


def binary() -> Iterator[Case]:
    """All cases of this family."""
    yield Case("xls-far-corner", xls(("A", (_NINE, number(65_535, 255, 1)))), None, "65536", _NAME)
    yield Case("xls-whole-sheet-merge", xls(("A", (_NINE, merged(0, 65_535, 0, 255)))), None, "9", _NAME)
    phantom = (*(hidden_row(row) for row in range(2_000)), _NINE)
    yield Case("xls-phantom-rows", xls(("A", phantom)), None, "9", _NAME)
    many = tuple(number(row, 0, 1) for row in range(1_001))
    few = Limits(cells=1_000)
    yield Case("xls-many-cells", xls(("A", many)), Trouble.TOO_LARGE, "too many cells; the limit is 1,000", _NAME, few)
    beyond = record(0x0204, "HHHHB", 0, 0, GENERAL, 65_535, 1, rest=b"9\0")
    yield Case("xls-text-beyond-its-record", xls(("A", (_NINE, beyond))), None, "9", _NAME)
    no_such_look = number(0, 1, 10, look=4_095)
    yield Case("xls-format-unknown", xls(("A", (_NINE, no_such_look))), Trouble.DAMAGED, "in full", _NAME)
    yield Case("xls-control", xls(("A", (text(0, 0, "9\x1b[2J"),))), None, "U+001B", _NAME)
    whole = xls(("A", (_NINE,)))
    yield Case("xls-cut", whole[: len(whole) // 3], Trouble.DAMAGED, "", _NAME)
