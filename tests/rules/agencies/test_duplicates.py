"""Several workbooks side by side: of one agency, or with the same text."""

from __future__ import annotations

from dataclasses import replace

from tests.support.checking import TABLE, checked_files, found, plan_with, sheet, update

LONG = update("Trained forty inspectors in Napier and Hastings.")


def test_of_two_workbooks_with_the_same_row_one_is_published_and_the_user_is_told_to_choose() -> None:
    findings = checked_files(("a.xlsx", "DIA", TABLE), ("b.xlsx", "DIA", TABLE))

    assert [(f.place.file, f.place.cell, f.code, f.severity) for f in findings] == [
        ("b.xlsx", None, "AGY405", "warning"),
        ("b.xlsx", "A2", "AGY409", "error"),
    ]
    assert "a.xlsx" in findings[0].message
    assert findings[0].hint.endswith("Until then both count, but of rows with the same text only the first does.")


def test_the_same_text_from_two_agencies_is_found_once() -> None:
    (finding,) = checked_files(("a.xlsx", "DIA", LONG), ("b.xlsx", "NZP", LONG))

    assert (finding.place.file, finding.place.cell, finding.code) == ("b.xlsx", "C2", "ALL602")
    assert finding.message == "The same text is in a.xlsx, from DIA, on Action 2."


def test_the_same_text_beside_no_known_action_is_told_without_one() -> None:
    rows = f"{update('Trained forty inspectors in Napier and Hastings.', '29')}\n{LONG.splitlines()[1]}"
    _, finding = found(rows)

    assert (finding.place.cell, finding.code) == ("C3", "ALL602")
    assert finding.message == "The same text is in row 2, from DIA."


def test_a_row_on_another_sheet_is_named_with_it() -> None:
    again = "| 3 | Under way | Wrote a guide for employers in Nelson, and printed it. |"
    findings = found(sheet(f"{TABLE}\n{again}", "First"), sheet(f"{update('Wrote one more.')}\n{again}", "Second"))

    assert [(f.place.sheet, f.place.cell, f.message) for f in findings] == [
        ("Second", "A2", "Action 2 is already reported on in row 2 of the sheet “First”."),
        ("Second", "A3", "Row 3 of the sheet “First” has the same text on Action 3."),
    ]


def test_an_agency_without_a_part_in_an_action_is_found_where_the_plan_names_others() -> None:
    plan = plan_with(lambda action: replace(action, lead=("INZ",) if action.code == "2" else ()))

    (finding,) = checked_files(("dia.xlsx", "DIA", TABLE), plan=plan)
    assert (finding.code, finding.place.cell) == ("AGY407", "A2")
    assert finding.message == "DIA has no part in Action 2; the plan gives it to MBIE."
    assert checked_files(("mbie.xlsx", "MBIE", TABLE), plan=plan) == ()
    assert checked_files(("dia.xlsx", "DIA", update(action="3")), plan=plan) == ()
