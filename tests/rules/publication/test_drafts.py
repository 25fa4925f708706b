"""Marks of a draft, and highlighted cells: what is unfinished is one finding, and the look of a column none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.workbooks.model import Marks
from tests.support.checking import HEADINGS, found, found_at, sheet, update


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Trained people. <<add text from Police>>", "“<<add text from Police>>”"),
        ("IN CONFIDENCE: people were trained.", "“IN CONFIDENCE” says"),
        ("NOT FOR RELEASE: people were trained.", "“NOT FOR RELEASE” says"),
        ("BUDGET SENSITIVE people were trained.", "“BUDGET SENSITIVE” says"),
        ("LEGALLY PRIVILEGED advice was given.", "“LEGALLY PRIVILEGED” says"),
    ],
)
def test_a_mark_of_a_draft_or_of_what_is_withheld_is_one_finding(text: str, quoted: str) -> None:
    (finding,) = found(update(text))
    assert finding.code == ("PUB513" if quoted.endswith("says") else "PUB504")
    assert quoted in finding.message


def test_an_abbreviation_beside_a_mark_of_a_draft_is_still_to_be_explained() -> None:
    (finding, _) = found(update("IN CONFIDENCE: people were trained with the TCIT."))
    assert (finding.code, finding.message) == ("PUB507", "TCIT is not explained in this text.")


def test_boxes_that_are_ticked_or_not_are_no_marks_of_a_draft() -> None:
    assert found_at(update(r"[x] Trained people\n - [ ] Wrote a guide"), only="PUB504") == []


def test_who_meets_a_text_that_is_not_to_be_published_is_told_to_ask_first() -> None:
    (finding,) = found(update("Embargoed until 1 December: people came."))
    assert finding.hint == (
        "Ask whether the text may be published. If so, take the mark out; if not, take out what must not be published."
    )


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
    assert [code for code, _ in found_at(replace(plain, cells=cells))] == ["PUB504"] * number
