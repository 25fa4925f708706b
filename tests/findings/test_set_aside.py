"""Which updates count: the rule that the report, the coverage and the ledger share."""

import pytest

from poatool.findings.model import Finding, Place, Severity, Waiver
from poatool.findings.set_aside import set_aside, updates_that_count
from poatool.framework.edition import as_of
from poatool.submissions.update_ids import RowKey
from poatool.workbooks.model import Area
from tests.support.checking import EDITION, as_read, checked_workbook
from tests.support.reports import FRAMEWORK, Line, error, interpreted, validation
from tests.support.tables import sheet_from_markdown, workbook_from_markdown, workbook_from_sheets

TWO = interpreted("a.xlsx", "NZP", [Line("1", "Did this."), Line("2", "Did that.")])
FIRST = RowKey("a.xlsx", "Updates", 2)
SECOND = RowKey("a.xlsx", "Updates", 3)
AT_AGENCY = error("a.xlsx")._replace(place=Place("a.xlsx", "Updates", 1, "H"))
"""At the cell that names the file's agency."""


CASES: dict[str, tuple[Finding, set[RowKey]]] = {
    "cell": (error("a.xlsx", 2), {FIRST}),
    "row": (error("a.xlsx", 3), {SECOND}),
    "sheet": (error("a.xlsx"), {FIRST, SECOND}),
    "file": (error("a.xlsx", sheet=None), {FIRST, SECOND}),
    "agency": (AT_AGENCY, {FIRST, SECOND}),
    "beside the agency": (error("a.xlsx", 1), set()),
    "other sheet": (error("a.xlsx", 2, sheet="Another"), set()),
    "other file": (error("b.xlsx", sheet=None), set()),
    "other row": (error("a.xlsx", 9), set()),
    "warning": (error("a.xlsx", 2)._replace(severity=Severity.WARNING), set()),
    "waived": (error("a.xlsx", 2)._replace(waiver=Waiver(code="ACT201", reason="A reason.")), set()),
}


@pytest.mark.parametrize(("finding", "expected"), CASES.values(), ids=CASES)
def test_where_an_error_sets_aside(finding: Finding, expected: set[RowKey]) -> None:
    assert set(set_aside([TWO], [finding])) == expected


def test_an_error_at_the_files_agency_spares_a_row_that_names_its_own() -> None:
    mixed = interpreted("a.xlsx", "NZP", [Line("1", "Did this."), Line("2", "Did that.", agencies=("OT",))])
    assert set(set_aside([mixed], [AT_AGENCY])) == {FIRST}


def test_an_error_at_the_files_period_spares_a_row_that_states_its_own() -> None:
    text = "| Period | 2021 |\n| Action | Year | Progress |\n| 1 | 2022 | Did this. |\n| 2 | | Did that. |"
    book = workbook_from_markdown(f"| Agency | NZP |\n{text}", path="a.xlsx")
    submission = as_read(book, as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"]))
    wrong = error("a.xlsx", 2, sheet="Sheet1")

    at_label, beside = (wrong._replace(place=wrong.place._replace(column=column)) for column in "BA")
    assert set(set_aside([submission], [at_label])) == {RowKey("a.xlsx", "Sheet1", 5)}
    assert set(set_aside([submission], [beside])) == set()


def test_a_row_keeps_each_error_the_nearest_first() -> None:
    row, sheet, warning = (
        error("a.xlsx", 2),
        error("a.xlsx", code="WBK105"),
        error("a.xlsx", 2)._replace(severity=Severity.ADVICE),
    )
    assert set_aside([TWO], [sheet, warning, row])[FIRST] == (row, sheet)


def test_an_update_without_an_action_or_an_agency_never_counts() -> None:
    lost = interpreted("a.xlsx", None, [Line("", "No action.", agencies=("OT",)), Line("1", "No agency.")])
    assert set_aside([lost], []) == {FIRST: (), SECOND: ()}


def test_a_csv_file_has_rows_but_no_sheets() -> None:
    csv = interpreted("a.csv", "NZP", [Line("1", "Did this."), Line("2", "Did that.")], sheet=None)
    aside = set_aside([csv], [error("a.csv", 3, sheet=None)])
    assert set(aside) == {RowKey("a.csv", None, 3)}
    assert [update.progress for _, update in updates_that_count([csv], aside)] == ["Did this."]


FORM = "| Agency | MBIE |\n| Action | 2 |\n| Status | Under way |\n"
SPLENDID = FORM.replace("Under way", "Splendid")
TABLE = "| Action | Agency | Status | Progress |\n"
TRAINED = "Trained forty inspectors."
GUIDE = "Wrote a guide for border officers."
MERGED = (Area(2, 1, 3, 1),)


SHARED: dict[str, tuple[str, tuple[Area, ...], str, tuple[int, int, int]]] = {
    "a form's answer": (f"{FORM}| Progress | {TRAINED} Ask jo@example.org. |", (), "PUB501 B4", (1, 0, 1)),
    "an answer missing from a form": (f"{FORM}| Progress |  |\n| Next steps | More. |", (), "UPD301 B4", (1, 0, 1)),
    "a form of several paragraphs": (f"{SPLENDID}| Progress | {TRAINED} |\n|  | {GUIDE} |", (), "UPD304 B3", (1, 0, 1)),
    "a row to which a paragraph adds": (
        f"{TABLE}| 2 | MBIE | Splendid | {TRAINED} |\n|  |  |  | {GUIDE} |",
        *((), "UPD304 C2", (2, 0, 1)),
    ),
    "a row without a status to which a paragraph adds": (
        f"| Action | Agency | Progress |\n| 2 | MBIE | {TRAINED} Ask jo@example.org. |\n|  |  | {GUIDE} |",
        *((), "PUB501 C2", (2, 0, 2)),
    ),
    "a merged action, in every row": (
        f"{TABLE}| 2, 29 | MBIE | Under way | {TRAINED} |\n|  | DIA | Under way | {GUIDE} |",
        *(MERGED, "ACT201 A2", (2, 0, 2)),
    ),
    "beside a merged action, not in the row of another agency": (
        f"{TABLE}| 2 | MBIE | Under way | {TRAINED} Ask jo@example.org. |\n|  | DIA | Under way | {GUIDE} |",
        *(MERGED, "PUB501 D2", (2, 1, 1)),
    ),
    "a row without an agency among others": (
        f"{TABLE}| 2 | MBIE | Under way | {TRAINED} |\n| 3 |  | Under way | {GUIDE} |",
        *((), "AGY401 B3", (2, 1, 1)),
    ),
}


@pytest.mark.parametrize(("text", "merges", "error", "fates"), SHARED.values(), ids=SHARED)
def test_where_an_error_is_found_and_which_rows_it_sets_aside(
    text: str, merges: tuple[Area, ...], error: str, fates: tuple[int, int, int]
) -> None:
    submission, found = checked_workbook(
        workbook_from_sheets(sheet_from_markdown(text)._replace(merges=merges), path="a.xlsx")
    )
    rows = validation((submission,), found, EDITION).rows
    assert [f"{f.code} {f.place.cell}" for f in found if f.severity == "error"] == [error]
    assert (rows.seen, rows.updates, rows.set_aside) == fates


TURNED = f"| Action | 2 | 3 |\n| Status | Under way | Completed |\n| Progress | {TRAINED} | {GUIDE} |\n"
STACKED = f"{FORM}| Progress | {TRAINED} |\n| Next steps | More. |\n| | |\n| Action | 3 |\n| Progress | {GUIDE} |\n"
WIDE = f"| Action | Police progress | Customs progress | OK to publish? |\n| 2 | {TRAINED} | {GUIDE} | {{}} |\n"
BACK = "NOT FOR PUBLICATION"

HELD_BACK: dict[str, tuple[str, dict[tuple[int, int], str], list[str]]] = {
    "by no to one of two actions side by side": (f"{TURNED}| OK to publish? | Yes | No |", {}, ["2"]),
    "by no to both actions side by side": (f"{TURNED}| OK to publish? | No | No |", {}, []),
    "by a title above actions side by side": (f"| {BACK} | | |\n{TURNED}", {}, []),
    "by a notice below actions side by side": (f"{TURNED}| | | |\n| {BACK} | | |", {}, []),
    "by a title above forms": (f"| {BACK} | |\n{STACKED}", {}, []),
    "by a notice below forms": (f"{STACKED}| {BACK} | |", {}, []),
    "by a comment in one of two forms": (STACKED, {(4, 2): "Do not publish"}, ["3"]),
    "by no to a row of two agencies": (WIDE.format("No"), {}, []),
    "by a title above agencies side by side": (f"| {BACK} | | | |\n{WIDE.format('Yes')}", {}, []),
    "by a comment on the action of two agencies": (WIDE.format("Yes"), {(2, 1): "Do not publish"}, []),
    "by a comment on the text of one agency": (WIDE.format("Yes"), {(2, 3): "Do not publish"}, ["2"]),
    "by nothing": (f"{TURNED}| OK to publish? | Yes | Yes |", {}, ["2", "3"]),
}


@pytest.mark.parametrize(("text", "comments", "expected"), HELD_BACK.values(), ids=HELD_BACK)
def test_restricted_rows_of_tables_side_by_side(
    text: str, comments: dict[tuple[int, int], str], expected: list[str]
) -> None:
    sheet = sheet_from_markdown(text)._replace(comments=comments)
    submission, found = checked_workbook(
        workbook_from_sheets(sheet, path="a.xlsx", properties={"custom.Agency": "MBIE"})
    )
    published = [
        code for _, update in updates_that_count([submission], set_aside([submission], found)) for code in update.codes
    ]
    assert published == expected
    assert expected == ["2", "3"] or "PUB513" in {each.code for each in found}
