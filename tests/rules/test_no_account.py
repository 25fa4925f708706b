"""Texts that are no account of what was done, and short ones that are."""

from __future__ import annotations

import pytest

from tests.rules.test_good_prose import findings


@pytest.mark.parametrize(
    "text",
    [
        *("Refer to attachment", "See the attachment.", "See my email", "Same as 2021", "As previously reported"),
        *("As discussed", "See row 4", "tbc - Mere", "TBA by Mere", "Will update later", "Test", "Text"),
        *("See comment", "See comments.", "Refer to comment", "Refer attached Word document", "As reported previously"),
        *(
            "As reported in the 2021 report",
            "See note below",
            "See notes",
            "see Q3",
            "As noted above",
            "See the comment",
        ),
        *("Please refer to MFAT response", "-do-", "do.", "idem", "Ibid."),
        *("Awaiting input from Legal", "Awaiting update from the Deputy Secretary.", "Waiting for text from Police"),
        *(
            "Covered by MBIE",
            "Covered in MoJ's return.",
            "Refer to Police return",
            "See MBIE report",
            "Covered under DIA",
        ),
    ],
)
def test_what_holds_the_place_of_a_text_or_points_out_of_the_report_is_one_error(text: str) -> None:
    assert [(f.code, f.place.cell) for f in findings(text)] == [("UPD302", "C2")]


@pytest.mark.parametrize(
    "text",
    [
        *("No change", "Unchanged.", "No further progress", "No change since 2021", "Nothing new", "Yes", "No", "OK"),
        *("WIP", "Work in progress", "Ongoing work", "Work is ongoing.", "Good progress", "Progressing well"),
    ],
)
def test_what_says_no_more_than_a_status_is_one_warning(text: str) -> None:
    (finding,) = findings(text)
    assert (finding.code, finding.place.cell) == ("UPD315", "C2")
    assert finding.message == f"“{text}” says no more than a status, and does not describe what was done."


@pytest.mark.parametrize(
    "text",
    ["https://example.org/report", f"https://example.org/{'long/' * 30}", "www.example.org", "12345", "14/03/2022"],
)
def test_a_bare_address_number_or_date_is_one_warning(text: str) -> None:
    assert [(f.code, f.place.cell) for f in findings(text)] == [("UPD315", "C2")]


@pytest.mark.parametrize(
    "text",
    [
        *("See Action 3.", "As for Action 2.", "Work continues on the guide.", "No change to the law was made."),
        *("Good progress was made on the guide.", "Tested the form.", "Attached tags to 40 boats."),
        *(
            "Commented on the bill.",
            "As reported by survivors, pay was low.",
            "Noted advice of MBIE.",
            "Covered costs.",
        ),
        *("Reported by MBIE to Ministers.", "Covered by legislation since 2021.", "Awaiting a decision by Cabinet."),
        *("Awaiting input from Legal, we wrote a guide.", "See comments by the courts on sentencing."),
        *(
            "Published the guide: https://example.org/guide",
            "As discussed with Police, the guide was printed.",
            "See page 4 of the 2021 guide for the method.",
        ),
    ],
)
def test_a_short_account_is_one(text: str) -> None:
    assert findings(text) == ()


def test_evidence_that_is_only_attached_is_no_address() -> None:
    table_with = {"See attached": ["UPD312"], "See email": ["UPD312"], "None": [], "TBC": [], "n/a": []}
    assert {said: [f.code for f in findings("Wrote a leaflet.", evidence=said)] for said in table_with} == table_with
