"""Forms side by side share their rows, but an error in one form and its context belong only to that form."""

import pytest

from poatool.findings.context import Context
from poatool.findings.model import Finding, Place
from poatool.findings.set_aside import set_aside
from poatool.submissions.interpret import Interpreted
from poatool.submissions.update_ids import RowKey
from tests.support.checking import EDITION, checked_workbook
from tests.support.reports import made, validation, year_end
from tests.support.tables import workbook_from_markdown

FORMS = """
| Agency   | DIA                       |                                    |                     |
| Action   | 2                         | 3                                  | 9                   |
| Status   | Under way                 | Complted                           | Under way           |
| Progress | Trained forty inspectors. | Wrote a guide for border officers. |                     |
|          |                           | Printed it.                        |                     |
"""


def checked(text: str) -> tuple[Interpreted, tuple[Finding, ...]]:
    return checked_workbook(workbook_from_markdown(text, path="dia.xlsx"))


EACH, FOUND = checked(FORMS)


def test_each_finding_is_at_the_cell_of_its_own_form() -> None:
    assert [(f.code, f.place.cell) for f in FOUND] == [("UPD304", "C3"), ("UPD301", "D4")]


def test_an_error_in_one_form_sets_aside_only_that_form() -> None:
    aside = set_aside([EACH], FOUND)
    assert {key: [f.code for f in why] for key, why in aside.items()} == {
        RowKey("dia.xlsx", "Sheet1", 2, 3): ["UPD304"],
        RowKey("dia.xlsx", "Sheet1", 2, 4): ["UPD301"],
    }


def test_the_ledger_and_the_report_count_the_forms_apart() -> None:
    (file,) = validation([EACH], FOUND, EDITION).files
    assert (file.rows.seen, file.rows.updates, file.rows.skipped, file.rows.set_aside) == (3, 1, 0, 2)
    report = year_end([EACH], FOUND, EDITION)
    published = {
        action.standing.code: [update.texts["progress"] for update in action.updates]
        for action in report.actions
        if action.updates
    }
    assert published == {"2": ["Trained forty inspectors."]}
    assert [(entry.action, entry.source.row) for entry in report.set_aside] == [("3", 2), ("9", 2)]


def test_updates_side_by_side_have_ids_of_their_own() -> None:
    each, found = checked("""
| Agency   | DIA                       | DIA                 |
| Action   | 2                         | 2                   |
| Progress | Trained forty inspectors. | Met forty growers.  |
""")
    report = year_end([each], found, EDITION)
    first, second = (update.id for update in report.updates)
    assert first != second
    page = made("html", report).decode()
    for update, text in ((first, "Trained forty inspectors."), (second, "Met forty growers.")):
        assert f"<p>{text}</p>" in page.partition(f'<li id="{update}">')[2].partition("</li>")[0]


@pytest.mark.parametrize(
    ("cell", "action", "heading"),
    [("B3", "2", "Status"), ("C3", "3", "Status"), ("D4", "9", "Progress"), ("B2", "2", "Action")],
)
def test_the_context_of_a_cell_is_its_own_form(cell: str, action: str, heading: str) -> None:
    around = Context((EACH,))
    place = Place("dia.xlsx", "Sheet1", int(cell[1:]), cell[0])
    label = around.heading(place)
    assert (around.action(place), label and label.text) == (action, heading)


def test_an_unknown_agency_beside_the_first_action_sets_aside_those_without_one() -> None:
    each, found = checked(FORMS.replace("DIA  ", "Polise"))
    assert {key.lane for key in set_aside([each], found)} == {2, 3, 4}
