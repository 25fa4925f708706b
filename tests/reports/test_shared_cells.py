"""Errors at a cell that several rows go back to, or that stands in another row than its update."""

from __future__ import annotations

from dataclasses import replace

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.reports.validation import Validation, validation
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from poatool.workbooks.model import Area, Workbook
from tests.support.tables import sheet_from_markdown, workbook_from_markdown, workbook_from_sheets

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])


def checked(book: Workbook) -> Validation:
    submissions = (interpret(read(book, Columns.of()), EDITION),)
    return validation(submissions, check(Batch(EDITION, submissions), RULES), EDITION)


def merged(text: str) -> Workbook:
    return workbook_from_sheets(replace(sheet_from_markdown(text), merges=(Area(2, 1, 3, 1),)))


def errors(result: Validation) -> list[tuple[str, str | None]]:
    return [(f.code, f.place.cell) for f in result.findings if f.severity == "error"]


def fates(result: Validation) -> tuple[int, int, int]:
    return result.rows.seen, result.rows.updates, result.rows.set_aside


def test_an_error_in_any_answer_of_a_form_sets_it_aside() -> None:
    result = checked(
        workbook_from_markdown("""
| Agency | MBIE |
| Action | 2 |
| Status | Under way |
| Progress | Trained forty inspectors. Ask jo@example.org. |
""")
    )
    assert errors(result) == [("PUB501", "B4")]
    assert fates(result) == (1, 0, 1)


def test_an_answer_missing_from_a_form_is_found_at_its_label() -> None:
    result = checked(
        workbook_from_markdown("""
| Agency | MBIE |
| Action | 2 |
| Status | Under way |
| Progress |  |
| Next steps | Train forty more. |
""")
    )
    assert errors(result) == [("UPD301", "A4")]
    assert fates(result) == (1, 0, 1)


def test_a_paragraph_shares_the_fate_of_the_form_or_row_it_adds_to() -> None:
    form = """
| Agency | MBIE |
| Action | 2 |
| Status | Splendid |
| Progress | Trained forty inspectors. |
|  | Wrote a guide for border officers. |
"""
    table = """
| Action | Agency | Status | Progress |
| 2 | MBIE | Splendid | Trained forty inspectors. |
|  |  |  | Wrote a guide for border officers. |
"""
    assert [(errors(result), fates(result)) for result in map(checked, map(workbook_from_markdown, (form, table)))] == [
        ([("UPD304", "B3")], (2, 0, 2)),
        ([("UPD304", "C2")], (2, 0, 2)),
    ]


def test_an_error_at_a_merged_action_is_one_finding_and_sets_every_row_aside() -> None:
    result = checked(
        merged("""
| Action | Agency | Status | Progress |
| 2, 29 | MBIE | Under way | Trained forty inspectors. |
|  | DIA | Under way | Wrote a guide for border officers. |
""")
    )
    assert errors(result) == [("ACT201", "A2")]
    assert fates(result) == (2, 0, 2)


def test_an_error_beside_a_merged_action_spares_the_row_of_another_agency() -> None:
    result = checked(
        merged("""
| Action | Agency | Status | Progress |
| 2 | MBIE | Under way | Trained forty inspectors. Ask jo@example.org. |
|  | DIA | Under way | Wrote a guide for border officers. |
""")
    )
    assert errors(result) == [("PUB501", "D2")]
    assert fates(result) == (2, 1, 1)


def test_a_row_without_an_agency_among_others_is_found() -> None:
    result = checked(
        workbook_from_markdown("""
| Action | Agency | Status | Progress |
| 2 | MBIE | Under way | Trained forty inspectors. |
| 3 |  | Under way | Wrote a guide for border officers. |
""")
    )
    assert errors(result) == [("AGY401", "B3")]
    assert fates(result) == (2, 1, 1)
