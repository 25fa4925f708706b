"""Texts that do not describe what was done, and short ones that do."""

from __future__ import annotations

import pytest

from poatool.workbooks.model import Area
from tests.support.checking import HEADINGS, found, found_at, sheet, update


@pytest.mark.parametrize(
    "text",
    [
        *("As above.", "See above for Action 3", "See last year's update", "Please refer to the attached document."),
        *("As per last year", "Refer to attachment", "See the attachment.", "See my email", "Same as 2021"),
        *("As previously reported", "As discussed", "See row 4", "tbc - Mere", "TBA by Mere", "Will update later"),
        *("Test", "Text", "See comment", "See comments.", "Refer to comment", "Refer attached Word document"),
        *("As reported previously", "As reported in the 2021 report", "See note below", "See notes", "see Q3"),
        *("As noted above", "See the comment", "Please refer to MFAT response", "-do-", "do.", "idem", "Ibid."),
        *("Awaiting input from Legal", "Awaiting update from the Deputy Secretary.", "Waiting for text from Police"),
        *("Covered by MBIE", "Covered in MoJ's return.", "Refer to Police return", "See MBIE report"),
        "Covered under DIA",
    ],
)
def test_what_holds_the_place_of_a_text_or_points_out_of_the_report_is_one_error(text: str) -> None:
    assert found_at(update(text)) == [("UPD302", "C2")]


@pytest.mark.parametrize(
    "text",
    [
        *("No change", "Unchanged.", "No further progress", "No change since 2021", "Nothing new", "Yes", "No", "OK"),
        *("WIP", "Work in progress", "Ongoing work", "Good progress", "Progressing well"),
    ],
)
def test_what_says_no_more_than_a_status_is_one_warning(text: str) -> None:
    (finding,) = found(update(text))
    assert (finding.code, finding.place.cell) == ("UPD315", "C2")
    assert finding.message == f"“{text}” says only what a status says; it does not describe what was done."


@pytest.mark.parametrize(
    "text",
    [
        *("40", "-3.5", "75 %", "1/3/2022", "3rd March 2022", "May", "TRUE", "false", '"#VALUE!"', "12345"),
        *("https://example.org/report", f"https://example.org/{'long/' * 30}", "www.example.org", "14/03/2022"),
    ],
)
def test_a_bare_figure_date_or_address_or_the_name_of_an_error_is_one_warning(text: str) -> None:
    (finding,) = found(update(text))
    assert (finding.code, finding.severity, finding.place.cell) == ("UPD315", "warning", "C2")


@pytest.mark.parametrize(
    "text",
    [
        *("See Action 3.", "As for Action 2.", "Work continues on the guide.", "No change to the law was made."),
        *("Good progress was made on the guide.", "Tested the form.", "Attached tags to 40 boats."),
        *("Commented on the bill.", "As reported by survivors, pay was low.", "Noted advice of MBIE."),
        *("Covered costs.", "Reported by MBIE to Ministers.", "Covered by legislation since 2021."),
        *("Awaiting a decision by Cabinet.", "Awaiting input from Legal, we wrote a guide."),
        *("See comments by the courts on sentencing.", "Published the guide: https://example.org/guide"),
        *("As discussed with Police, the guide was printed.", "See page 4 of the 2021 guide for the method."),
        *("40 people", "True to plan", "Marched on 3 May", "#1 of 3 guides"),
    ],
)
def test_a_short_account_is_one(text: str) -> None:
    assert found(update(text)) == ()


def test_progress_that_is_merged_over_rows_is_told_from_none() -> None:
    rows = "| 2 | Ongoing | Trained forty inspectors. |\n| 3 | Ongoing | |\n| 5 | Ongoing | |"
    findings = found(sheet(f"{HEADINGS}\n{rows}", merges=(Area(2, 3, 3, 3),)))

    assert [(f.code, f.place.cell, f.message) for f in findings] == [
        (
            "UPD301",
            "C3",
            "No progress is given for this row: C2 is merged over its cell, but counts only for its own row.",
        ),
        ("UPD301", "C4", "No progress is given."),
    ]
