"""Text in a table or a form that belongs to none of its headings or labels."""

from __future__ import annotations

import pytest

from poatool.workbooks.model import Area
from tests.support.checking import found, found_at, sheet


def stray(text: str, *merges: Area) -> list[str | None]:
    """The cells in which WBK127 finds a text."""
    return [cell for _, cell in found_at(sheet(text, merges=merges), only="WBK127")]


def test_text_below_the_second_column_of_a_merged_heading_is_said_once() -> None:
    table = (
        "| Action | Progress | | Notes |\n| 2 | A forum. | And more. | a |\n| 3 | | Wrote it. | |\n| 4 | B. | C. | |"
    )
    assert stray(table, Area(1, 2, 1, 3)) == ["C2"]
    assert stray(table.replace("And more.", "").replace("C.", "")) == ["C3"]


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
    assert found_at(table) == ([("WBK127", "A2")] if said else [])


@pytest.mark.parametrize(
    ("beside", "heading", "cells"),
    [
        (("Police", "Customs"), "Contact", ["A2"]),
        (("Prevention", "Customs"), "Contact", ["A3"]),
        (("Prevention", "Police training"), "Contact", []),
        (("Police", "Customs"), "Agency", []),
    ],
)
def test_agencies_in_a_column_without_a_heading_left_of_the_table_are_said(
    beside: tuple[str, str], heading: str, cells: list[str]
) -> None:
    rows = [f"| {who} | {code} | Ongoing | Guide {code}. | MBIE |" for who, code in zip(beside, (2, 10), strict=True)]
    assert stray("\n".join([f"| | Action | Status | Progress | {heading} |", *rows])) == cells


APART = "| Action | 2 |\n| Progress | Ran a forum. |\n{}"
FORMS = (
    "| Action | 2 | | Action | 3 |\n| Status | Ongoing | | Status | Ongoing |\n| Progress | Ran it. | | Progress | {}"
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("| | Action | Progress | |\n| Prevention | 2 | Ran a forum. | 12 |", []),
        ("| Action | 2 | |\n| Progress | Ran a forum. | And a second. |\n| Budget code | 77-A | Vote |", ["C2"]),
        (APART.format("| Risks | Few. |\n| | And rare. |\n| | | We met unions. |"), ["C5"]),
        (APART.format("\n| Other work: |\n| We met unions. |"), ["A5"]),
        (FORMS.format("Met. | And more. |"), ["F3"]),
        ("| Agency | DIA | Choose yours. |\n| Action |\n| Progress |", []),
        ("| Agency: DIA | | MBIE | Annual return |\n" + APART.format("| Status | Ongoing |"), ["C1"]),
    ],
)
def test_each_text_that_answers_no_label_of_a_form_is_said(text: str, cells: list[str]) -> None:
    assert stray(text) == cells


def test_each_text_beside_between_and_below_the_labels_of_a_form_is_said() -> None:
    form = """
| Agency | | DIA | | Sent late. |
| Action | | 2 | | With 3 as well. |
| Met unions too. |
| Status | | Under way | | For now. |
| Part 2: progress |
| Progress | | Ran a forum. | | And a second. | 12 | (max 200 words) | (And so on.) |
| | | | | And a third. |
| Contact | | Mere |
| | | | | And a fourth. |

| | | | | And a fifth. |
"""
    assert stray(form) == ["E1", "E2", "A3", "E4", "E6", "H6", "E7", "E9", "E11"]


def test_a_sentence_apart_below_the_labels_is_said_and_no_label_of_the_form() -> None:
    form = "| Action | 2 |\n| Status | Ongoing |\n| Progress | Ran a forum. |\n| Next steps |\n\n{}"
    below = "| We also opened a shelter in Gore. |\n| And one in Napier as well. |"
    more = "\n\n| Action | 3 |\n| Status | Ongoing |\n| Progress | Met unions. |"
    assert stray(form.format(below)) == ["A6", "A7"]
    assert stray(form.format(below + more)) == ["A6", "A7"]
    for text in (below, "Thank you!", "Please return this form to us by 1 May.", "Section 2: what we did in the year"):
        at = [cell for _, cell in found_at(sheet(form.format(f"| {text} |"), "Form"), only="WBK107")]
        assert at == ([] if text == below else ["A6"])
    assert stray(form.replace("\n\n{}", "\n| Part B: what we did this year |\n")) == []


def test_of_forms_side_by_side_an_empty_answer_is_the_only_finding() -> None:
    (finding,) = found(sheet(FORMS.format("|"), "Form"))
    assert (finding.code, finding.place.cell) == ("UPD301", "E3")
