"""Several workbooks side by side: of one agency, on one action, or with the same text."""

from dataclasses import replace

import pytest

from tests.support.checking import TABLE, checked_files, found, plan_with, sheet, update

LONG = update("Trained forty inspectors in Napier and Hastings.")


def test_two_versions_of_a_return_are_one_finding() -> None:
    rows = [f"| {code} | Under way | Trained {code} dozen inspectors in Napier and Hastings. |" for code in range(1, 9)]
    first, second = (f"{TABLE.splitlines()[0]}\n{chr(10).join(each)}" for each in (rows, [*rows[1:], rows[0] + "x"]))
    (finding,) = checked_files(("a.xlsx", "DIA", first), ("b.xlsx", "DIA", second))

    assert (finding.place.file, finding.place.cell, finding.code, finding.severity) == (
        "b.xlsx",
        None,
        "AGY409",
        "error",
    )
    assert finding.message == (
        "DIA has also sent a.xlsx, and both report on 8 actions: these are two versions of one return. "
        "Only a.xlsx counts."
    )


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


def test_a_row_that_is_set_aside_is_compared_with_nothing_and_each_other_status_has_its_agency() -> None:
    def table(*rows: str) -> str:
        return "\n".join(["| Action | Status | Progress |", *rows])

    dia = table("| 2 | Completed | Trained forty inspectors. |", "| 29, 3 | Completed | Wrote to 40 employers. |")
    mbie = table("| 4 | Ongoing | Met the agencies each month. |")
    nzp = table("| 2, 3, 4 | Under way | Wrote a guide for officers. |")
    findings = checked_files(("a.xlsx", "DIA", dia), ("b.xlsx", "MBIE", mbie), ("c.xlsx", "NZP", nzp))
    assert [f.message for f in findings if f.code == "ALL601"] == [
        "Action 2: NZP states “Under way”, and DIA “Completed”.",
        "Action 4: NZP states “Under way”, and MBIE “Ongoing”.",
    ]


@pytest.mark.parametrize(
    ("agency", "said"), [("NZP", "NZP states “Under way”"), ("NZP and OT", "NZP and OT state “Under way”")]
)
def test_agencies_state_a_status(agency: str, said: str) -> None:
    done = update(status="Completed")
    other = update("Wrote a leaflet.", Agency=agency)
    findings = checked_files(("a.xlsx", "DIA", done), ("b.xlsx", "NZP", other))
    assert [f.message for f in findings if f.code == "ALL601"] == [f"Action 2: {said}, and DIA “Completed”."]
