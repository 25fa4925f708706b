"""Notes: facts that need no action are not findings; `--verbose` prints them."""

import pytest

from poatool.rules.notes import notes
from tests.support.checking import TABLE, book_of, checked_workbook, update

SECOND = "| Action | Progress | Status |\n| 3 | Wrote a guide for border officers. | Under way |"


@pytest.mark.parametrize(
    ("table", "agency", "begins"),
    [
        (update(Agency="INZ and LI"), "", "D2 Immigration New Zealand (INZ) is published as MBIE."),
        (update(Agency="Police and Customs"), "", "D2 This row counts for NZP and NZCS."),
        (update(action="20-22"), "DIA", "A2 Action N1 is printed within 20-22"),
        (update(action="1, 3, 5 and 19"), "DIA", "A2 This text is published under 4 actions: Actions 1, 3, 5 and 19."),
        ("| Action | Progress |\n| 2 | Ran it. |", "DIA", "None The table in row 1 has no column for the status"),
        (f"{TABLE}\n{SECOND}", "DIA", "A3 Another table begins here; the headings of the first are in row 1."),
    ],
)
def test_a_note_is_at_its_cell_and_is_not_a_finding(table: str, agency: str, begins: str) -> None:
    submission, findings = checked_workbook(book_of(table, agency=agency))
    said = [f"{note.place.cell} {note.message}" for note in notes((submission,))]
    assert findings == ()
    assert any(line.startswith(begins) for line in said)


def test_there_is_no_note_on_a_plain_table() -> None:
    assert list(notes((checked_workbook(book_of(TABLE))[0],))) == []


def test_workbooks_of_one_agency_on_different_actions_both_count() -> None:
    submissions = [
        checked_workbook(book_of(update(action=action), path=path))[0]
        for path, action in (("a.xlsx", "2"), ("b.xlsx", "3"), ("c.xlsx", "2"))
    ]
    assert [(note.place.file, note.message) for note in notes(submissions)] == [
        ("b.xlsx", "DIA has also sent a.xlsx, on other actions; both count."),
        ("c.xlsx", "DIA has also sent b.xlsx, on other actions; both count."),
    ]
