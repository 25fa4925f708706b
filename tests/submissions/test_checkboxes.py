"""Answers behind boxes to tick, beside a label and in a form."""

from __future__ import annotations

import pytest

from poatool.framework.load import load
from poatool.submissions.checkboxes import ticked
from poatool.submissions.columns import Columns
from poatool.submissions.model import Submission
from poatool.submissions.read import read
from tests.support.tables import workbook_from_markdown

COLUMNS = Columns.of_plan(load())
TABLE = "| Action | Status | Progress |\n| 2 | Ongoing | Trained forty inspectors. |"


def submission(text: str) -> Submission:
    return read(workbook_from_markdown(text), COLUMNS)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("☐ MBIE ☒ Police", "Police"),
        ("[ ] MBIE\n[x] Police", "Police"),
        ("☑ MBIE ☐ Customs ☑ Police", "MBIE, Police"),
        ("☑\ufe0f Police", "Police"),
        ("( ) MBIE", ""),
        ("☐", ""),
        ("(MBIE)", None),
        ("Police ☒", None),
        ("", None),
    ],
)
def test_what_is_ticked_of_a_text_that_begins_with_a_box(text: str, answer: str | None) -> None:
    assert ticked(text) == answer


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("| Agency: | ☐ MBIE | ☒ Police |", "Police"),
        ("| Agency: | [x] MBIE | [ ] Police |", "MBIE"),
        ("| Agency: ☐ MBIE | ☒ Police | |", "Police"),
        ("| Agency: ☐ MBIE ☒ Police | | |", "Police"),
        ("| Agency: | ☒ MBIE | ☒ Police |", "MBIE, Police"),
        ("| Agency: | ☐ MBIE | ☐ Police |", None),
        ("| Agency: | ☐ MBIE | |", None),
    ],
)
def test_of_agencies_with_boxes_the_one_that_is_ticked_is_the_labels(line: str, agency: str | None) -> None:
    labels = submission(f"{line}\n{TABLE}").labels
    assert (labels["agency"].value if "agency" in labels else None) == agency


def test_a_label_with_boxes_among_the_rows_speaks_for_those_below_it() -> None:
    head, row = TABLE.split("\n")
    (table,) = submission(f"{head}\n| Agency: | ☐ MBIE | ☒ Police |\n{row}").tables
    assert table.rows[-1].cells["agency"].value == "Police"


def test_what_is_ticked_in_a_form_is_its_answer_and_running_text_keeps_its_boxes() -> None:
    lines = ("| Action | 2 | |", "| Status | ☐ Delayed | ☒ Ongoing |", "| Progress | [ ] Trained forty inspectors. | |")
    (table,) = submission("\n".join(lines)).tables
    cells = table.rows[0].cells
    assert (cells["status"].value, cells["progress"].value) == ("Ongoing", "[ ] Trained forty inspectors.")
    assert [cell.value for cell in table.rows[0].other.values()] == ["☐ Delayed"]


def test_a_form_in_which_nothing_is_ticked_has_no_answer() -> None:
    lines = ("| Action | 2 | |", "| Status | ☐ Delayed | ☐ Ongoing |", "| Progress | Trained forty inspectors. | |")
    (table,) = submission("\n".join(lines)).tables
    assert "status" not in table.rows[0].cells
    assert [cell.value for cell in table.rows[0].other.values()] == ["☐ Delayed", "☐ Ongoing"]
