"""Errors at a cell that several rows share, or in another row than its update."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.workbooks.model import Area
from tests.support.checking import EDITION, checked_workbook
from tests.support.reports import validation
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

FORM = "| Agency | MBIE |\n| Action | 2 |\n| Status | Under way |\n"
TABLE = "| Action | Agency | Status | Progress |\n"
TRAINED = "Trained forty inspectors."
GUIDE = "Wrote a guide for border officers."
MERGED = (Area(2, 1, 3, 1),)


@pytest.mark.parametrize(
    ("text", "merges", "errors", "fates"),
    [
        pytest.param(
            f"{FORM}| Progress | {TRAINED} Ask jo@example.org. |",
            (),
            [("PUB501", "B4")],
            (1, 0, 1),
            id="a form's answer",
        ),
        pytest.param(
            f"{FORM}| Progress |  |\n| Next steps | Train forty more. |",
            (),
            [("UPD301", "B4")],
            (1, 0, 1),
            id="an answer missing from a form",
        ),
        pytest.param(
            f"{FORM.replace('Under way', 'Splendid')}| Progress | {TRAINED} |\n|  | {GUIDE} |",
            (),
            [("UPD304", "B3")],
            (1, 0, 1),
            id="a form of several paragraphs",
        ),
        pytest.param(
            f"{TABLE}| 2 | MBIE | Splendid | {TRAINED} |\n|  |  |  | {GUIDE} |",
            (),
            [("UPD304", "C2")],
            (2, 0, 2),
            id="a row to which a paragraph adds",
        ),
        pytest.param(
            f"{TABLE}| 2, 29 | MBIE | Under way | {TRAINED} |\n|  | DIA | Under way | {GUIDE} |",
            MERGED,
            [("ACT201", "A2")],
            (2, 0, 2),
            id="a merged action, in every row",
        ),
        pytest.param(
            f"{TABLE}| 2 | MBIE | Under way | {TRAINED} Ask jo@example.org. |\n|  | DIA | Under way | {GUIDE} |",
            MERGED,
            [("PUB501", "D2")],
            (2, 1, 1),
            id="beside a merged action, not in the row of another agency",
        ),
        pytest.param(
            f"{TABLE}| 2 | MBIE | Under way | {TRAINED} |\n| 3 |  | Under way | {GUIDE} |",
            (),
            [("AGY401", "B3")],
            (2, 1, 1),
            id="a row without an agency among others",
        ),
    ],
)
def test_where_an_error_is_found_and_which_rows_it_sets_aside(
    text: str, merges: tuple[Area, ...], errors: list[tuple[str, str]], fates: tuple[int, int, int]
) -> None:
    submission, found = checked_workbook(
        workbook_from_sheets(replace(sheet_from_markdown(text), merges=merges), path="a.xlsx")
    )
    rows = validation((submission,), found, EDITION).rows
    assert [(f.code, f.place.cell) for f in found if f.severity == "error"] == errors
    assert (rows.seen, rows.updates, rows.set_aside) == fates
