"""Declared layouts: how they make a sheet be read, and that a printed declaration gives the same reading again."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from poatool.findings.model import Severity
from poatool.framework.columns import DeclaredLayout
from poatool.framework.edition import Edition, as_of
from poatool.reports.layout import workbook_layout
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.rules.workbook.headings import DECLARE
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import interpret
from poatool.submissions.model import Submission
from poatool.submissions.read import read
from poatool.workbooks.model import Area, Workbook
from poatool.workbooks.open import open_workbook
from tests.submissions.reading import places, values
from tests.submissions.test_layouts import Case, cases
from tests.support.checking import EDITIONS, FRAMEWORK, evidence_of
from tests.support.tables import sheet_from_markdown, workbook_from_markdown, workbook_from_sheets

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("20*/*"))
UNDECLARED = (
    *("an agency a column", "a status a column", "a form", "a form with its answers below", "turned on its side"),
    *("a form with label and answer in one cell", "two forms below each other", "short answers in a form"),
)
"""Cases with forms, and with agencies or statuses as headings of columns."""

MUTE = "| Ref | Blue | Green |\n| 2 | Trained forty inspectors. | Train forty more of them. |"


def declared(*layouts: DeclaredLayout, period: str = "2022") -> Edition:
    return as_of(replace(FRAMEWORK, layouts=layouts), FRAMEWORK.period_by_id[period])


def layout(columns: Mapping[str, str], heading_row: int = 1, **others: object) -> DeclaredLayout:
    return DeclaredLayout(file="*", heading_row=heading_row, columns=dict(columns), **others)  # type: ignore[arg-type]


def read_as(book: Workbook, *layouts: DeclaredLayout) -> Submission:
    return read(book, Evidence(declared(*layouts)))


def rows(submission: Submission) -> list[object]:
    return [
        (table.sheet, table.scope, row.number, row.kind, values(row), places(row)) for table, row in submission.rows
    ]


def read_again(book: Workbook, period: str) -> tuple[Submission, Submission, list[str]]:
    """A workbook read by evidence, and again by the declaration printed for it; and why tables cannot be declared."""
    edition = EDITIONS[period]
    first = read(book, evidence_of(edition))
    tables = workbook_layout(first, edition).tables
    lines = [line for each in tables if each.declaration for line in each.declaration.toml.splitlines()]
    layouts = [DeclaredLayout(**each) for each in tomllib.loads("\n".join(lines)).get("layouts", ())]
    again = read(book, Evidence(declared(*layouts, period=period)))
    return first, again, [each.why_undeclared for each in tables if each.declaration is None]


def said(submission: Submission, case: Case) -> tuple[list[object], list[object]]:
    """What each update says, and every error and warning, except those on headings that a declaration settles."""
    edition = EDITIONS[case.settings.get("period", "2022")]
    interpreted = interpret(submission, edition)
    updates = [(u.row.number, u.agencies, u.codes, u.status, u.texts) for u in interpreted.updates]
    rules = [rule for rule in RULES if rule.code != "WBK126"]
    found = check(Batch(edition, (interpreted,), in_part=True), rules)
    return [*updates], [(f.code, f.place, f.last_row) for f in found if f.severity is not Severity.ADVICE]


def by(submission: Submission) -> set[str | None]:
    return {heading.by for table in submission.tables for heading in table.headings if heading.column}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_declaration_of_an_example_reads_the_same(path: Path) -> None:
    book = open_workbook(path, str(path))
    assert isinstance(book, Workbook)
    first, again, undeclared = read_again(book, path.parent.name)
    assert rows(again) == rows(first)
    assert (by(again), undeclared) == ({"declared"}, [])


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_the_declaration_of_a_drawn_sheet_reads_the_same(case: Case) -> None:
    path = case.settings.get("file", "return.xlsx")
    book = workbook_from_sheets(*case.sheets, path=path, properties=case.properties, kind=path.rpartition(".")[2])
    first, again, undeclared = read_again(book, case.settings.get("period", "2022"))
    if case.name in UNDECLARED:
        assert undeclared
    if undeclared:
        assert all(undeclared)
    elif any(table.doubts for table in first.tables):
        assert not any(table.doubts for table in again.tables)
    else:
        assert rows(again) == rows(first)
        assert said(again, case) == said(first, case)


@pytest.mark.parametrize(
    "columns",
    [
        {"A": "action", "B": "next_steps", "C": "progress"},
        {"a": "action", "b": "next_steps", "c": "progress"},
        {"REF": "action", "blue": "next_steps", " Green: ": "progress"},
        {"Ref": "action", "B": "next_steps", "Green": "progress"},
    ],
)
def test_columns_are_named_by_letters_or_headings(columns: Mapping[str, str]) -> None:
    submission = read_as(workbook_from_markdown(MUTE), layout(columns))
    assert [values(row) for _, row in submission.rows] == [
        {"action": "2", "next_steps": "Trained forty inspectors.", "progress": "Train forty more of them."}
    ]
    assert by(submission) == {"declared"}


@pytest.mark.parametrize(
    ("table", "columns", "missing"),
    [
        (MUTE, {"Ref": "action", "Blue": "progress", "Red": "next_steps"}, ("Red",)),
        (MUTE, {"A": "action", "D": "progress"}, ("D",)),
        ("| Ref | Blue | Blue |\n| 2 | Done. | Done. |", {"Ref": "action", "Blue": "progress"}, ("Blue",)),
        (MUTE, {"A": "action", "Ref": "progress"}, ("Ref",)),
    ],
)
def test_a_column_that_does_not_occur_exactly_once_is_missing(
    table: str, columns: Mapping[str, str], missing: tuple[str, ...]
) -> None:
    assert [each.missing for each in read_as(workbook_from_markdown(table), layout(columns)).tables] == [missing]


def test_a_column_missing_from_the_layout_should_be_declared_not_renamed() -> None:
    book = workbook_from_markdown("| Action | Status | Our work |\n| 2 | Under way | Trained forty inspectors. |")
    edition = declared(layout({"Action": "action", "Our work": "progress"}))
    sent = interpret(read(book, Evidence(edition)), edition)
    found = [each for each in check(Batch(edition, (sent,), in_part=True), RULES) if each.place.column == "B"]
    assert [(each.code, each.hint, each.fix) for each in found] == [("WBK125", DECLARE, None)]


def test_a_heading_row_below_the_sheet_finds_no_column_and_reads_nothing() -> None:
    [table] = read_as(workbook_from_markdown(MUTE), layout({"Ref": "action"}, heading_row=9)).tables
    assert (table.header_row, table.rows, table.missing) == (9, (), ("Ref",))


def test_only_what_is_declared_is_read_from_a_sheet() -> None:
    book = workbook_from_markdown("| Action | Progress |\n| 2 | Trained forty inspectors. |\n\n" + MUTE)
    submission = read_as(book, layout({"A": "action", "Green": "progress"}, heading_row=4))
    assert [values(row)["progress"] for _, row in submission.rows] == ["Train forty more of them."]


def test_other_sheets_are_read_by_evidence() -> None:
    book = workbook_from_markdown(MUTE, "| Action | Progress |\n| 3 | Wrote a guide for employers. |")
    submission = read_as(book, layout({"Ref": "action", "Blue": "progress"}, sheet="sheet1"))
    assert [(table.sheet, values(row)["action"]) for table, row in submission.rows] == [
        ("Sheet1", "2"),
        ("Sheet2", "3"),
    ]


def test_a_declared_table_ends_at_headings_that_are_known() -> None:
    below = (
        "| Risk | Mitigation | Owner | Status |\n| Staff may leave. | Train more of them in time. | NZP | Under way |"
    )
    book = workbook_from_markdown(
        f"{MUTE}\n\n| Action | Status | Progress |\n| 3 | Under way | Wrote a guide. |\n{below}"
    )
    submission = read_as(book, layout({"Ref": "action", "Blue": "progress"}))
    assert [row.number for _, row in submission.rows if row.kind == "update"] == [2]


def test_two_tables_of_a_sheet_are_declared_one_by_one() -> None:
    book = workbook_from_markdown(f"{MUTE}\n\n| Ref | Green | Blue |\n| 3 | Wrote a guide. | Share the guide. |")
    first = layout({"Ref": "action", "Blue": "progress"})
    second = layout({"Ref": "action", "Green": "progress"}, heading_row=4)
    assert [values(row) for _, row in read_as(book, second, first).rows] == [
        {"action": "2", "progress": "Trained forty inspectors."},
        {"action": "3", "progress": "Wrote a guide."},
    ]


def test_texts_of_columns_that_are_declared_alike_are_joined_and_need_no_finding() -> None:
    alike = layout({"Ref": "action", "B": "progress", "C": "progress"})
    submission = read_as(workbook_from_markdown(MUTE), alike)
    [(_, row)] = submission.rows
    assert values(row)["progress"] == "Blue: Trained forty inspectors.\n\nGreen: Train forty more of them."
    edition = declared(alike)
    found = check(Batch(edition, (interpret(submission, edition),)), RULES)
    assert [each.code for each in found] == ["AGY410"]


def test_headings_over_two_rows_and_none_at_all() -> None:
    sheet = sheet_from_markdown("| Ref | 2022 | |\n| | Blue | Green |\n| 2 | Trained forty. | Train more. |")
    book = workbook_from_sheets(sheet._replace(merges=(Area(1, 2, 1, 3),)))
    columns = {"Ref": "action", "2022 Blue": "progress", "Green": "next_steps"}
    submission = read_as(book, layout(columns, heading_row=2, heading_rows=2))
    expected = {"action": "2", "progress": "Trained forty.", "next_steps": "Train more."}
    assert [values(row) for _, row in submission.rows] == [expected]
    bare = workbook_from_markdown("| Return of the Police |\n| 2 | Trained forty. | Train more. |")
    letters = {"A": "action", "B": "progress", "C": "next_steps"}
    submission = read_as(bare, layout(letters, heading_rows=0))
    assert [values(row) for _, row in submission.rows] == [expected]


def test_a_name_with_signs_of_a_pattern_is_printed_so_that_it_is_found() -> None:
    book = workbook_from_markdown("| Action | Progress |\n| 2 | Trained forty. |", path="in/Police [final?] *.xlsx")
    first, again, _ = read_again(book, "2022")
    assert (rows(again), by(again)) == (rows(first), {"declared"})


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("police.xlsx", True),
        ("POLICE*.xlsx", True),
        ("poli?e.xlsx", True),
        ("2022/police.xlsx", True),
        ("returns/*/police.xlsx", True),
        ("2021/police.xlsx", False),
        ("police", False),
        ("lice.xlsx", False),
    ],
)
def test_a_file_is_identified_by_its_name_or_the_end_of_its_path(pattern: str, fits: bool) -> None:
    book = workbook_from_markdown(MUTE, path="in/returns/2022/Police.xlsx")
    columns = {"Ref": "action", "Blue": "progress"}
    submission = read_as(book, DeclaredLayout(file=pattern, heading_row=1, columns=columns))
    assert (by(submission) == {"declared"}) == fits


def test_a_file_that_has_none_of_the_declared_sheets_is_read_by_evidence_and_says_so() -> None:
    columns = {"Ref": "action", "Blue": "progress"}
    others = [layout(columns, sheet="Return"), layout(columns, sheet="Return 2022")]
    assert read_as(workbook_from_markdown(MUTE), *others).absent_sheets == ("Return", "Return 2022")
    found = read_as(workbook_from_markdown(MUTE), *others, layout(columns, sheet="Sheet1"))
    assert (found.absent_sheets, by(found)) == ((), {"declared"})
