"""The work of rules grows no faster than the texts they search."""

import pytest

from poatool.rules import BY_CODE
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from tests.support.checking import EDITION, HEADINGS, book_of, checked_workbook, update
from tests.support.steps import calls

CELL = 32_767


def work(table: str, *codes: str) -> int:
    """How many functions are called to check a table that has been read."""
    read, _ = checked_workbook(book_of(table), [])
    return calls(lambda: check(Batch(EDITION, (read,)), [BY_CODE[code] for code in codes]))


@pytest.mark.parametrize(
    "text",
    ["021 123 4567 ", "0.1", "0123 4567 89 ", "a@b.cc ", "a@localhost.test ", "0 ", "a at b dot nz ", "DDI 9 ext 456 "],
)
def test_a_cell_full_of_numbers_takes_no_more_work_than_one_with_a_few(text: str) -> None:
    _, quarter, whole = (
        work(update((text * CELL)[:size]), "PUB501", "PUB502") for size in (len(text), CELL // 4, CELL)
    )
    assert whole < min(4.2 * quarter, 200_000)


@pytest.mark.parametrize("shape", ["titles", "rows"])
def test_rows_that_restrict_others_take_work_in_proportion_to_their_number(shape: str) -> None:
    def table(number: int) -> str:
        marks = "| DO NOT PUBLISH |\n" * number
        rows = [f"| {each % 28 + 1} | Under way | Trained {each} people. |" for each in range(number)]
        between = "\n| DO NOT PUBLISH |\n" if shape == "rows" else "\n"
        return f"{marks if shape == 'titles' else ''}{HEADINGS}\n{between.join(rows)}"

    _, small, large = (work(table(number), "PUB513") for number in (5, 100, 400))
    assert large < 6 * small
