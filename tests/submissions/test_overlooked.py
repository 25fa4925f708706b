"""What a person overlooks in a drawn sheet, such as an empty row or a page number, changes nothing that is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

import pytest

from poatool.rules import KEEPING_OUT, RULES
from poatool.workbooks.model import Area, RawCell, Sheet
from tests.submissions.test_layouts import CASES, Case, checked


def _placed(sheet: Sheet, at: Callable[[int, int], tuple[int, int]]) -> Sheet:
    return sheet._replace(
        cells=tuple(RawCell._make((*at(*cell.at), *cell[2:])) for cell in sheet.cells),
        merges=tuple(Area(*at(a.top, a.left), *at(a.bottom, a.right)) for a in sheet.merges),
        hidden_columns=frozenset(at(1, column)[1] for column in sheet.hidden_columns),
        fills={at(*place): fill for place, fill in sheet.fills.items()},
        comments={at(*place): comment for place, comment in sheet.comments.items()},
    )


def _moved(sheet: Sheet, *, rows: int = 0, columns: int = 0) -> Sheet:
    return _placed(sheet, lambda row, column: (row + rows, column + columns))


def _with(sheet: Sheet, row: int, column: int, text: str) -> Sheet:
    value = int(text) if text.isdigit() else text
    return sheet._replace(cells=tuple(sorted((*sheet.cells, RawCell(row, column, value, text)))))


def _spread(sheet: Sheet) -> Sheet:
    return _placed(sheet, lambda row, column: (2 * row, column))


def _with_blanks(sheet: Sheet) -> Sheet:
    """Two spaces for each in short texts."""
    cells = (
        cell._replace(value=cell.value.replace(" ", "  ")) if type(cell.value) is str and len(cell.value) < 40 else cell
        for cell in sheet.cells
    )
    return sheet._replace(cells=tuple(cells))


def _last(sheet: Sheet) -> int:
    return max(cell.row for cell in sheet.cells)


def _right(sheet: Sheet) -> int:
    return max(*(cell.column for cell in sheet.cells), *(area.right for area in sheet.merges), 1)


CHANGES: Mapping[str, Callable[[Sheet], Sheet]] = {
    "an empty row above": lambda sheet: _moved(sheet, rows=1),
    "an empty row after each": _spread,
    "two spaces for one": _with_blanks,
    "an empty column on the left": lambda sheet: _moved(sheet, columns=1),
    "a title": lambda sheet: _with(_moved(sheet, rows=2), 1, 1, "Annual implementation report"),
    "a note below": lambda sheet: _with(sheet, _last(sheet) + 2, 1, "Prepared by the policy team in January 2023."),
    "a page number below": lambda sheet: _with(sheet, _last(sheet) + 1, sheet.cells[-1].column, "Page 1 of 1"),
    "a sign-off below": lambda sheet: _with(
        _with(sheet, _last(sheet) + 2, 1, "Approved by:"), _last(sheet) + 2, 2, "Ana"
    ),
    "an instruction above": lambda sheet: _with(
        _moved(sheet, rows=1), 1, 1, "Please return this form by 3 March 2023."
    ),
    "a date far away": lambda sheet: _with(sheet, _last(sheet), _right(sheet) + 4, "3 March 2023"),
    "a figure far off in the first row": lambda sheet: _with(sheet, 1, 30, "28"),
    "an instruction below": lambda sheet: _with(sheet, _last(sheet) + 3, 2, "Please return this form by 3 March 2023."),
}
"""Changes that make no difference to a person."""
GROUPS = [list(CHANGES)[first : first + 4] for first in range(0, len(CHANGES), 4)]
"""Changes that are tried together."""
DECIDING = [rule for rule in RULES if rule.code in KEEPING_OUT]
"""The rules that decide what is published."""


def changed(sheet: Sheet, names: Sequence[str]) -> Sheet:
    return reduce(lambda sheet, name: CHANGES[name](sheet), names, sheet)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_details_that_a_person_overlooks_change_nothing(case: Case) -> None:
    found = {
        ", ".join(names): checked(case, [changed(s, names) if s.cells else s for s in case.sheets], DECIDING)[0]
        for names in GROUPS
    }
    (sheet, *others) = case.sheets
    plain = not (sheet.merges or sheet.comments or sheet.hidden_columns)
    if not others and case.settings.keys() <= {"period"} and sheet.name == "Sheet1" and plain:
        as_csv = replace(case, settings={**case.settings, "file": "return.csv"})
        found["saved as CSV"] = checked(as_csv, [sheet._replace(name="")], DECIDING)[0]
    assert {name: lines for name, lines in found.items() if lines != list(case.published)} == {}
