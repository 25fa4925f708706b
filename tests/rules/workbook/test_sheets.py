"""Sheets that were not read, that are not meant, or of which a row was lost."""

from dataclasses import replace

import pytest

from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.workbooks.model import Visibility
from tests.support.checking import TABLE, book_of, checked_workbook, found, sheet

FORM = "| Action | {} |\n| Status | Under way |\n| Progress | Wrote a guide. |"
WORDING = (
    "Consider introducing legislation requiring businesses to report publicly on transparency in supply chains, "
    "to help eliminate practices of modern slavery."
)


@pytest.mark.parametrize("read", [TABLE, sheet(FORM.format(2), "Form")])
def test_a_sheet_beside_a_table_or_a_form_that_was_not_read_is_said(read: str) -> None:
    (finding,) = found(read, sheet("| Action 3: wrote a guide. |", "More"))
    assert (finding.code, finding.severity) == ("WBK125", "warning")
    assert (finding.place.sheet, finding.place.cell) == ("More", "A1")
    assert finding.message == "This text about Action 3 is outside the table, so it is not published."


def test_a_form_that_names_no_action_is_an_error() -> None:
    (finding,) = found(TABLE, sheet("| Action |\n| Progress | Wrote a guide. |", "Form"))
    assert (finding.code, finding.place.sheet) == ("ACT205", "Form")


@pytest.mark.parametrize(("action", "codes"), [(WORDING, ("16",)), ("the procurement work", ())])
def test_a_form_that_names_its_action_by_its_wording_is_published(action: str, codes: tuple[str, ...]) -> None:
    submission, findings = checked_workbook(book_of(TABLE, sheet(FORM.format(action), "Form")))
    assert submission.updates[1].codes == codes
    assert [f.code for f in findings] == ([] if codes else ["ACT201"])


@pytest.mark.parametrize(
    ("name", "visibility"),
    [
        *((name, Visibility.VISIBLE) for name in ("Findings (2)", "Read me (2)", "Lists (3)")),
        ("Lists (3)", Visibility.HIDDEN),
    ],
)
def test_a_copy_of_a_sheet_that_is_not_read_is_passed_over(name: str, visibility: Visibility) -> None:
    assert found(TABLE, sheet("| What is wrong | Ongoing |", name, visibility=visibility)) == ()


def test_a_template_beside_the_sheet_that_was_filled_in_is_doubted() -> None:
    other = sheet("| Action | Status | Progress |\n| 3 | Ongoing | Wrote a guide. |", "Template")
    assert [(f.code, f.place.sheet) for f in found(TABLE, other)] == [("WBK139", "Template")]


def test_a_row_that_no_table_has_is_said() -> None:
    submission, _ = checked_workbook(book_of(f"{TABLE}\n| 3 | Under way | Wrote one. |"))
    (table,) = submission.submission.tables
    short = replace(submission.submission, tables=(table._replace(rows=table.rows[:1]),))
    batch = Batch(submission.edition, (replace(submission, submission=short),))
    (finding,) = (f for f in check(batch, RULES) if f.code == "WBK125")
    assert (finding.place.sheet, finding.message) == ("Updates", "Not read: row 3.")


def test_a_second_table_whose_headings_do_not_name_the_action_is_not_read_by_those_of_the_first() -> None:
    second = "| Measure | Status | Progress |\n| 3 | Ongoing | Wrote a guide for border officers. |"
    table = "| Action | Progress | Status |\n| 2 | Trained forty inspectors. | Under way |"
    assert [(f.code, f.place.row) for f in found(f"{table}\n{second}")] == [("WBK104", 3), ("WBK107", 3)]
