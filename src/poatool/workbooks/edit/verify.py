"""Verify that a changed workbook still has what it had, by reading it again before anybody gets it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import RawCell, Sheet, Trouble, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.refusal import RESAVE, Refused

_NAME = "workbook.xlsx"


def verify_unchanged(
    before: bytes,
    after: bytes,
    limits: Limits = DEFAULT,
    *,
    changed: AbstractSet[tuple[str, int, int]] = frozenset(),
    replaced: str | None = None,
) -> None:
    """Compare a workbook with its changed copy, cell by cell.

    `changed` are the cells, by sheet, row and column, that were meant to change, and `replaced` is the sheet that was.
    Raises Refused if a sheet is missing, or another cell changed.
    """
    old, new = (open_bytes(data, _NAME, limits) for data in (before, after))
    if isinstance(old, Workbook) and isinstance(new, Workbook):
        there = {sheet.name: sheet for sheet in new.sheets}
        kept = [sheet for sheet in old.sheets if sheet.name != replaced]
        if all(sheet.name in there and _same(sheet, there[sheet.name], changed) for sheet in kept):
            return
    message = "The workbook cannot be changed without the risk of losing something in it."
    raise Refused(Trouble.UNSUPPORTED, message, RESAVE)


def _same(old: Sheet, new: Sheet, changed: AbstractSet[tuple[str, int, int]]) -> bool:
    def rest(sheet: Sheet) -> list[RawCell]:
        return [cell for cell in sheet.cells if (old.name, cell.row, cell.column) not in changed]

    return rest(old) == rest(new) and old.merges == new.merges and old.visibility is new.visibility
