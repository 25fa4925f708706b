"""Text that was not read: in a table or a form, above tables, and in comments."""

import pytest

from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area, RawCell, Sheet
from poatool.workbooks.own import FINDINGS_HEADINGS
from tests.support.checking import HEADINGS, ROW, TABLE, book_of, checked_workbook, found, found_at, sheet


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


def test_a_text_about_an_action_on_a_cover_is_found() -> None:
    cover = sheet("| Action 3: wrote a guide for employers in May. |", "Cover")
    assert [(f.code, f.place.sheet, f.place.cell) for f in found(cover, sheet())] == [("WBK125", "Cover", "A1")]


@pytest.mark.parametrize(("name", "codes"), [("Findings", []), ("Cover", [("WBK125", "A2")])])
def test_what_a_check_wrote_into_a_copy_is_no_update_outside_the_table(name: str, codes: list[tuple[str, str]]) -> None:
    said = "Action 26 has been incorporated into Action 9. This row is counted under Action 9."
    listed = sheet(f"| {' | '.join(FINDINGS_HEADINGS)} |\n| {said} |", name)
    assert found_at(listed, TABLE) == codes


def test_a_title_of_an_earlier_return_is_fine_if_the_period_is_stated() -> None:
    assert found_at(f"| Achievements in 2021 | |\n| Period: | 2022 |\n{TABLE}") == []


@pytest.mark.parametrize(
    ("titles", "value"),
    [
        (("Progress report 2021", "As at 31 December 2021"), ("A1", "Progress report 2021")),
        (("Progress report 2022", "Achievements in 2021"), None),
    ],
)
def test_a_title_in_two_lines_is_doubted_once_and_not_beside_one_of_the_period(
    titles: tuple[str, ...], value: tuple[str, str] | None
) -> None:
    above = "".join(f"| {title} | |\n" for title in titles)
    assert [(f.place.cell, f.value) for f in found(above + TABLE)] == ([value] if value else [])


TOLD = "Action 3: we trained ten inspectors this year as well."


@pytest.mark.parametrize(
    ("text", "said"), [("Ask Mere for the figure.", True), ("Error UPD301: no progress.", False), (" ", False)]
)
def test_a_comment_on_a_cell_of_an_update_is_named_and_not_quoted(text: str, said: bool) -> None:
    findings = found(sheet(comments={(2, 3): text, (1, 1): "Fill in the number.", (9, 9): "Elsewhere."}))

    assert [(f.code, f.place.cell, f.severity) for f in findings] == ([("WBK125", "C2", "warning")] if said else [])
    assert all("Mere" not in f.message for f in findings)


@pytest.mark.parametrize(
    ("comments", "cells"),
    [
        ({(4, 1): TOLD}, ["A4"]),
        ({(60, 5): "We trained ten inspectors as well."}, ["E60"]),
        ({(2, 9): "We trained ten inspectors as well."}, ["I2"]),
        ({(1, 3): f"Mere Smith:\n{TOLD}"}, ["C1"]),
        ({(1, 3): "What did your agency do on this action in the period? Whole sentences, please."}, []),
        ({(1, 1): "The number of the action, such as 3 or N1 (see the list of actions)."}, []),
        ({(4, 3): "Type here what your agency did.", (5, 3): "Type here what your agency did."}, []),
        ({(4, 3): "PUB509 warning: the text contains an unseen character."}, []),
        ({(4, 3): "Type here, please."}, []),
    ],
)
def test_a_comment_beside_the_updates_is_named_where_it_tells_something(
    comments: dict[tuple[int, int], str], cells: list[str]
) -> None:
    assert found_at(sheet(comments=comments)) == [("WBK125", cell) for cell in cells]


def test_a_comment_on_a_sheet_without_a_table_is_passed_over() -> None:
    assert found(TABLE, Sheet("Notes", (), comments={(1, 1): TOLD})) == ()


@pytest.mark.parametrize(
    ("row", "column", "text", "told"),
    [
        (LAST_ROW, LAST_COLUMN, "We opened a new helpline for workers.", True),
        (3, LAST_COLUMN, "We opened a new helpline for workers.", True),
        (1, 9, "We opened a new helpline for workers.", True),
        (9, 9, "We opened a new helpline for workers.", True),
        (9, 1, "Sent by the policy team on Friday.", False),
        (1, 1, "Progress report of the Department for the year ended 31 December 2022", False),
        (1, 9, "Please choose one of the statuses", False),
    ],
)
def test_a_sentence_outside_the_table_is_never_lost_with_an_advice(
    row: int, column: int, text: str, told: bool
) -> None:
    drawn = sheet(f"|  |\n|  |\n{HEADINGS}\n{ROW}")
    cells = sorted([*drawn.cells, RawCell(row, column, text, text)])
    assert bool(found_at(drawn._replace(cells=tuple(cells)), only="WBK125")) is told
