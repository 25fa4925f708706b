"""Corrections of a submission: certain ones always, likely ones on demand, none twice."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from poatool.findings.model import Waiver
from poatool.reports.fixing import Fixed, corrections, fix
from poatool.workbooks.model import Workbook
from tests.support.checking import checked_bytes, xlsx

HEADINGS = ("Action", "Agency", "Status", "Progress", "Notes")
TEXT = "Trained forty inspectors."
GUIDE = "Wrote a guide."


def submission(*rows: tuple[object, ...]) -> bytes:
    return xlsx((("Agency", "DIA"), (), HEADINGS, *rows))


def fixed(data: bytes, path: str = "dia.xlsx", *, unsafe: bool = False) -> Fixed:
    checked, findings = checked_bytes(data, path)
    workbook = checked.submission.workbook
    assert isinstance(workbook, Workbook)
    return fix(data, workbook, corrections(checked, findings, unsafe=unsafe))


def sheet_of(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Updates"]
    assert isinstance(sheet, Worksheet)
    return sheet


def cells(data: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet_of(data).iter_rows(min_row=4)]


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in checked_bytes(data)[1]]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        (("Action 9", "dia", "Underway", TEXT), ["9", "DIA", "Under way", TEXT]),
        ((" n1* ", "Internal Affairs", "in progress", TEXT), ["N1", "DIA", "Under way", TEXT]),
        (
            ("14.0", "department of internal affairs", "ONGOING", TEXT),
            ["14", "Department of Internal Affairs", "Ongoing", TEXT],
        ),
        (("9", "DIA", "Under way", TEXT), ["9", "DIA", "Under way", TEXT]),
        ((9, None, "Under way", TEXT), [9, None, "Under way", TEXT]),
        (("1, 3 and 5", "DIA", "Under way", TEXT), ["1, 3 and 5", "DIA", "Under way", TEXT]),
    ],
)
def test_other_spellings_become_the_plans_own(typed: tuple[object, ...], corrected: list[object]) -> None:
    assert cells(fixed(submission((*typed, "kept"))).data) == [[*corrected, "kept"]]


@pytest.mark.parametrize("path", ["dia.xlsx", "dia.csv"])
def test_an_incorporated_action_becomes_the_one_that_took_it_in_and_a_unit_keeps_its_name(path: str) -> None:
    rows = (HEADINGS[:4], ("Action 26", "Immigration NZ", "Underway", TEXT))
    found = fixed(xlsx(rows) if path.endswith("xlsx") else "\n".join(map(",".join, rows)).encode(), path)
    assert [correction.after for correction in found.done] == ["9", "Under way"]


def test_a_remark_beside_a_status_is_never_lost() -> None:
    data = submission(("9", "DIA", "No update, restructure", TEXT), ("2", "DIA", "Completed: no", "Spoke at a forum."))
    assert fixed(data) == Fixed(data, (), ())
    found = fixed(data, unsafe=True)
    assert (found.data, [correction.after for correction in found.left]) == (data, ["No update this period"])


def test_fixing_twice_changes_nothing_and_no_fixed_finding_is_left() -> None:
    data = submission(("Action 9", "dia", "Underway", TEXT), ("8(b)", "DIA", "Complted", GUIDE))
    once = fixed(data, unsafe=True)
    assert fixed(once.data, unsafe=True) == Fixed(once.data, (), ())
    assert {correction.why for correction in once.done} >= {"ACT201", "UPD304"}
    assert not {"ACT201", "UPD304"} & set(codes(once.data))


@pytest.mark.parametrize(
    "row",
    [
        ("9. Leverage and build on bilateral and multilateral agreements", "DIA", "Under way", "  Two  and = signs. "),
        ("8(b)", "DIA", "Complted", TEXT),
        ("4 – intelligence sharing", "Police (lead)", "Under way (75%)", TEXT),
    ],
)
def test_the_words_of_the_agency_and_likely_meanings_stay(row: tuple[str, ...]) -> None:
    data = submission(row)
    assert fixed(data) == Fixed(data, (), ())


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        (("8(b)", "DIA", "Complted", TEXT), ["8", "DIA", "Completed", TEXT]),
        ((dt.datetime(2022, 8, 7), "DIA", "Under way", TEXT), ["7-8", "DIA", "Under way", TEXT]),  # noqa: DTZ001 - Excel's
    ],
)
def test_likely_meanings_are_taken_on_demand(typed: tuple[object, ...], corrected: list[object]) -> None:
    assert cells(fixed(submission(typed), unsafe=True).data)[0][:4] == corrected


def test_a_partly_formatted_text_is_left_and_named() -> None:
    rich = CellRichText(TextBlock(InlineFont(b=True), "Under"), "way")
    found = fixed(submission(("9", "DIA", rich, TEXT)))
    assert found.done == ()
    assert [(correction.place.cell, correction.after) for correction in found.left] == [("C4", "Under way")]


def test_accepted_places_stay() -> None:
    data = submission(("8(b)", "DIA", "Complted", TEXT))
    checked, findings = checked_bytes(data)
    waived = [f._replace(waiver=Waiver(code=f.code, reason="Known.") if f.code == "ACT201" else None) for f in findings]
    assert [each.after for each in corrections(checked, waived, unsafe=True)] == ["Completed"]


def test_csv_keeps_its_encoding_quotes_and_line_ends() -> None:
    data = 'Action;Agency;Status;Progress;Notes\r\nA9;"DIA";Underway;"Kōrero; held.";\r\n'.encode("utf-16")
    after = fixed(data, "dia.csv")
    assert after.data.decode("utf-16") == (
        'Action;Agency;Status;Progress;Notes\r\n9;"DIA";Under way;"Kōrero; held.";\r\n'
    )
    assert fixed(after.data, "dia.csv").done == ()


TYPED = st.tuples(
    st.sampled_from(
        ["9", " 9 ", "Action 9", "N1*", "n 1", "14.0", "26", "Action 26", "9/26", "1-3", "29", "8(b)", "", 9, 26, 14.0]
    ),
    st.sampled_from(
        ["DIA", "dia", "Internal Affairs", "NZ Police", "Immigration NZ", "DIA and MBIE", "Ministry of Weather", None]
    ),
    st.sampled_from(["Under way", "underway ", "IN PROGRESS", "On-going", "Complted", "Nil return", "Amber", None]),
    st.just(TEXT),
)


def meanings(data: bytes) -> list[tuple[object, ...]]:
    updates = checked_bytes(data)[0].updates
    return [(u.row.number, u.codes, u.agencies, u.status, u.nil, u.progress) for u in updates]


@settings(max_examples=settings().max_examples // 3)  # fewer, as reading each workbook has a cost
@given(st.lists(TYPED, min_size=3, max_size=12))
def test_safe_corrections_change_no_meaning_and_are_done_once(rows: list[tuple[object, ...]]) -> None:
    data = submission(*rows)
    once = fixed(data)
    assert fixed(once.data).done == ()
    assert meanings(once.data) == meanings(data)


@pytest.mark.parametrize("below", [False, True])
def test_a_form_keeps_all_its_texts(below: bool) -> None:
    answers = {"Agency": "DIA", "Action": "26", "Status": "Underway", "Progress": TEXT, "Notes": "Mine."}
    rows = [(each,) for answer in answers.items() for each in answer] if below else list(answers.items())
    found = fixed(xlsx(rows))
    values = [str(cell.value) for row in sheet_of(found.data).iter_rows() for cell in row if cell.value is not None]
    assert {"Agency", "DIA", "Action", "Status", "Progress", TEXT, "Notes", "Mine."} <= set(values)
    assert [correction.after for correction in found.done] == ["9"]
    assert fixed(found.data).done == ()
