"""Marks of a draft, highlighted cells and what is struck through: said once, and the look of a column is nothing."""

import pytest

from poatool.workbooks.model import Area, Marks
from tests.support.checking import HEADINGS, found, found_at, sheet
from tests.support.rule_examples import as_marked


@pytest.mark.parametrize(
    ("marks", "number"),
    [
        *(("#....", 1), ("##...#..", 3), ("###..", 3), ("#.#..#.", 3)),
        *(("####..", 0), (".#.#.", 0), ("#.#.#.#", 0), ("###", 0)),
    ],
)
def test_a_colour_that_is_the_look_of_a_column_is_no_highlighter(marks: str, number: int) -> None:
    rows = [f"| {n} | Under way | Trained {n + 20} people in Napier. |" for n in range(1, len(marks) + 1)]
    plain = sheet("\n".join([HEADINGS, *rows]))
    cells = tuple(
        cell._replace(marks=Marks(cell.row > 1 and cell.column == 3 and marks[cell.row - 2] == "#"))
        for cell in plain.cells
    )
    assert [code for code, _ in found_at(plain._replace(cells=cells))] == ["PUB504"] * number


TEXT = "Trained forty inspectors."
END = "struck through, but would be published without the line."
WHOLE_CELL, WHOLE_ROW = f"The cell is {END}", f"The whole row is {END}"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"| 2 | Ongoing | {TEXT} | <s>https://example.org/a</s> | <s>Ask Mere.</s> |", [("D2", WHOLE_CELL)]),
        (f"| 3 | <s>Ongoing</s> | {TEXT} | | | <s>Beside</s> |", [("B2", WHOLE_CELL)]),
        (f"| <s>2</s> | <s>Ongoing</s> | <s>{TEXT}</s> | | We no longer do this. |", [("A2", WHOLE_ROW)]),
        (f"| 2 | <s>Ongoing</s> | <s>{TEXT}</s> |", [("B2", WHOLE_CELL), ("C2", WHOLE_CELL)]),
        (f"| <s>2</s> | Ongoing | {TEXT} |\n| | Ongoing | Wrote a guide. |", [("A2", WHOLE_CELL)]),
    ],
)
def test_a_cell_or_a_whole_row_that_may_be_published_is_said_once(rows: str, expected: list[tuple[str, str]]) -> None:
    table = sheet(f"{HEADINGS} Evidence | Notes |\n{rows}", merges=(Area(2, 1, 3, 1),) if "\n" in rows else ())
    assert [(f.place.cell, f.message) for f in found(as_marked(table)) if f.code == "PUB511"] == expected


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        (["thirty"], "“thirty” is"),
        (["thirty", "May"], "“thirty” and “May” are"),
        (["a " * 40], f"“{'a ' * 29}a…” is"),
        (["1", "2", "3", "4", "5"], "“1”, “2”, “3”, “4” and “5” are"),
        (["1", "2", "3", "4", "5", "6"], "“1”, “2”, “3”, “4” and 2 more are"),
    ],
)
def test_the_words_are_quoted(passages: list[str], said: str) -> None:
    text = "".join(f"<s>{words}</s> and held a forum, " for words in passages)
    findings = found(as_marked(sheet(f"{HEADINGS}\n| 2 | Ongoing | {text} |")))
    assert [(f.place.cell, f.message) for f in findings if f.code == "PUB511"] == [("C2", f"{said} {END}")]


def test_white_text_that_would_be_published_is_found_at_its_first_cell() -> None:
    plain = sheet(f"{HEADINGS} Notes |\n| 2 | Ongoing | {TEXT} | Seen by us. |")
    white = [
        cell._replace(marks=Marks.WHITE if cell.row > 1 and cell.column > 2 else cell.marks) for cell in plain.cells
    ]
    [finding] = found(plain._replace(cells=tuple(white)))
    assert (finding.code, finding.place.cell) == ("PUB511", "C2")
    assert "nobody sees it" in finding.message


def test_answers_of_a_form_are_said_one_by_one() -> None:
    form = as_marked(sheet(f"| Action | <s>2</s> |\n| Status | <s>Ongoing</s> |\n| Progress | <s>{TEXT}</s> |"))
    assert found_at(form, only="PUB511") == [("PUB511", cell) for cell in ("B1", "B2", "B3")]
