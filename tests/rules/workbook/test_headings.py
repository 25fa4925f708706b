"""Columns that a table lacks or has twice, and headings that are not the report's."""

import pytest

from poatool.findings.set_aside import set_aside
from poatool.workbooks.model import RawCell
from tests.support.checking import book_of, checked_workbook, found, found_at, sheet

TWICE = "| Action | Status | Progress | {} |\n| 2 | Under way | Trained forty inspectors. | {} |"


def test_a_table_that_lacks_a_column_keeps_its_own_rows_out_and_no_others() -> None:
    table = "| Action | Progress | Status |\n| 2 | Trained forty inspectors. | Under way |"
    submission, errors = checked_workbook(book_of(f"{table}\n| Action | Status | Owner |\n| 3 | Ongoing | Mere |"))

    assert [key.row for key in set_aside((submission,), errors)] == [4]


@pytest.mark.parametrize(
    ("headings", "hint"),
    [
        ("| Action | Status | Progress | Team |", "Nothing needs to be done."),
        ("| Action | Status | Team |", "If it is “Progress”, give it that name."),
    ],
)
def test_an_unknown_heading_may_stay_unless_its_table_lacks_a_column(headings: str, hint: str) -> None:
    findings = found(f"{headings}\n| 2 | Under way | Trained inspectors. |")
    assert [f.hint for f in findings if f.code == "WBK107"] == [hint]


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("Action | Progress | Name | ID | Milestone | Details | Plan | Reference | Month | Type", []),
        ("Commitment | Progress | Status | Name", ["Action"]),
    ],
)
def test_a_heading_is_corrected_only_if_it_is_like_one_that_the_table_lacks(headings: str, meant: list[str]) -> None:
    row = "| " + " | ".join(["Advice", "Trained forty inspectors."] + ["a word"] * (headings.count("|") - 1)) + " |"
    findings = found("\n".join([f"| {headings} |", row, row, row]))
    assert [f.fix.value for f in findings if f.code == "WBK107" and f.fix] == meant


@pytest.mark.parametrize("heading", ["Progress", "Activities"])
@pytest.mark.parametrize(("second", "said"), [("Wrote a guide.", [("WBK126", "D1")]), ("", [])])
def test_a_column_that_repeats_another_is_said_where_it_holds_anything(
    heading: str, second: str, said: list[tuple[str, str]]
) -> None:
    assert found_at(TWICE.format(heading, second)) == said


def test_a_column_that_repeats_another_with_a_formula_that_was_never_calculated_is_said() -> None:
    twice = sheet(TWICE.format("Activities", ""))
    formula = RawCell(2, 4, None, "", formula="Draft!B2")
    assert found_at(twice._replace(cells=(*twice.cells, formula))) == [("WBK126", "D1")]


@pytest.mark.parametrize(("again", "errors"), [("", []), ("| Current status | Completed |", [("WBK104", None)])])
def test_a_label_that_comes_again_in_a_form_is_an_error_where_it_answers_otherwise(
    again: str, errors: list[tuple[str, str | None]]
) -> None:
    form = (
        "| Agency | DIA |\n| Contact | Mere |\n| Action | 2 |\n| Status | Under way |\n| Progress | Ran a forum. |\n"
        "| Contact | Aroha |\n| Agency | DIA |\n"
    )
    assert [(f.code, f.place.cell) for f in found(sheet(form + again, "Form")) if f.severity != "advice"] == errors


@pytest.mark.parametrize("codes", [("2", "3"), ("1", "2"), ("POA-2", "POA-3")])
def test_what_is_refused_names_the_rival_columns(codes: tuple[str, str]) -> None:
    texts = (
        "Trained forty inspectors in Napier. | The programme began with two agencies. | Half is done and it goes on."
    )
    rows = "\n".join(f"| {code} | {texts} |" for code in codes)
    findings = found(f"| Ref | This year | Background | Where it stands |\n{rows}")
    rivals = "“Progress” may be “This year” (B1) or “Where it stands” (D1)"
    assert any(f.code == "WBK104" and rivals in f.message for f in findings)


def test_where_there_is_no_table_the_row_nearest_to_headings_is_named() -> None:
    (only,) = (f for f in found("| Name | Town |\n| Aroha | Napier |") if f.code == "WBK103")
    assert only.message.endswith("The row that comes nearest to headings is row 1: “Name” and “Town”.")


def test_a_letter_of_another_alphabet_is_named() -> None:
    letter = "\N{CYRILLIC CAPITAL LETTER A}"
    said = [f.message for f in found(f"| Action | Progress | {letter}side |\n| {letter}ction 3 | Held a forum. | x |")]
    assert sum("Cyrillic capital letter a (U+0410)" in message for message in said) == 2
