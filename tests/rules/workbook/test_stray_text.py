"""Text in a table or a form that belongs to none of its headings or labels."""

from __future__ import annotations

import pytest

from poatool.workbooks.model import Area
from tests.support.checking import book_of, checked_workbook, found, found_at, sheet


def test_texts_below_a_merged_heading_are_one_text() -> None:
    table = (
        "| Action | Progress | | Notes |\n| 2 | A forum. | And more. | a |\n| 3 | | Wrote it. | |\n| 4 | B. | C. | |"
    )
    submission, _ = checked_workbook(book_of(sheet(table, merges=(Area(1, 2, 1, 3),))))
    assert [update.progress for update in submission.updates] == ["A forum.\n\nAnd more.", "Wrote it.", "B.\n\nC."]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("We also opened a shelter in Gore.", True),
        ("Prevention", False),
        ("Pillar 2 – what we did to protect people", False),
        ("Identify mechanisms to assist in building greater child safeguarding measures in the Pacific.", False),
    ],
)
def test_a_sentence_left_of_the_table_is_not_passed_over(left: str, said: bool) -> None:
    table = f"| | Action | Status | Progress |\n| {left} | 11 | Under way | Trained forty inspectors. |"
    assert found_at(table) == ([("WBK125", "A2")] if said else [])


FORMS = (
    "| Action | 2 | | Action | 3 |\n| Status | Ongoing | | Status | Ongoing |\n| Progress | Ran it. | | Progress | {}"
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("| | Action | Progress | |\n| Prevention | 2 | Ran a forum. | 12 |", []),
        ("| | Action | Progress | |\n| Prevention | 2 | Ran a forum. | And opened a shelter in Gore. |", ["D2"]),
        ("| Action | 2 | |\n| Progress | Ran a forum. | |\n| Budget code | 77-A | Vote |", []),
        ("| Agency | DIA | Choose yours from the list of agencies. |\n| Action |\n| Progress |", []),
        ("| Action | 2 |\n| Progress | Ran a forum. |\n\n| Please return this form to us by 1 May. |", []),
    ],
)
def test_text_beside_a_table_or_a_form_is_said_where_it_tells_something(text: str, cells: list[str]) -> None:
    assert [cell for _, cell in found_at(text, only="WBK125")] == cells


@pytest.mark.parametrize("text", ["Thank you!", "Please return this form to us by 1 May.", "Section 2: what we did"])
def test_what_stands_apart_below_the_labels_is_no_answer(text: str) -> None:
    form = f"| Action | 2 |\n| Status | Ongoing |\n| Progress | Ran a forum. |\n| Next steps |\n\n| {text} |"
    submission, _ = checked_workbook(book_of(sheet(form, "Form")))
    assert [update.texts for update in submission.updates] == [{"progress": "Ran a forum."}]


def test_of_forms_side_by_side_an_empty_answer_is_the_only_finding() -> None:
    (finding,) = found(sheet(FORMS.format("|"), "Form"))
    assert (finding.code, finding.place.cell) == ("UPD301", "E3")
