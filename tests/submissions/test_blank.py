"""A template goes out, is filled in with a spreadsheet program, and comes back as it was typed."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, strategies as st
from openpyxl.utils import get_column_letter

from poatool.findings.model import Finding
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.rules import BY_CODE, RULES
from poatool.rules.checking import check
from poatool.rules.registry import STYLE, Batch
from poatool.submissions.blank.model import Blank, LastTime, agencies
from poatool.submissions.blank.table import HEADING_ROW, SPARE_ROWS, heading
from poatool.submissions.blank.workbook import blank_workbook
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind
from poatool.workbooks.model import RawCell
from poatool.workbooks.open import open_bytes
from poatool.workbooks.own import digest
from tests.support.checking import as_read
from tests.workbooks.builder import opened

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
COLUMNS = {column.id: number for number, column in enumerate(Blank(EDITION, "DIA").columns, 1)}
LETTERS = {id_: get_column_letter(number) for id_, number in COLUMNS.items()}
FIRST = HEADING_ROW + 1

Answers = Mapping[tuple[int, str], str]


def blank(agency: str = "DIA", edition: Edition = EDITION) -> Blank:
    return Blank(edition, agency)


OWN = Blank(EDITION, "DIA", own=("2", "9"))
"""Two actions are asked about, in rows 8 and 9; the other 26 are on a sheet of their own."""

TEMPLATE, TEMPLATE_OF_OWN = blank_workbook(blank()), blank_workbook(OWN)


def filled(data: bytes, answers: Answers) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (row, column), text in answers.items():
        cell = book["Updates"].cell(row, COLUMNS[column])
        # Excel escapes a typed `_x0000_`, so that it is not read as a character; openpyxl does not.
        cell.value, cell.data_type = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text), "s"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def came_back(data: bytes, edition: Edition = EDITION) -> Interpreted:
    return as_read(open_bytes(data, "dia.xlsx"), edition)


def findings(submission: Interpreted) -> tuple[Finding, ...]:
    return check(Batch(submission.edition, (submission,)), RULES)


def every_action(
    progress: str = "We trained {code} teams of inspectors across the regions.",
) -> dict[tuple[int, str], str]:
    answers: dict[tuple[int, str], str] = {}
    for row in range(FIRST, FIRST + 28):
        answers[row, "status"] = "Under way"
        answers[row, "progress"] = progress.format(code=f"{row * 7}")
    return answers


@pytest.mark.parametrize("agency", agencies(EDITION))
def test_a_blank_template_is_from_its_agency_and_has_no_answers(agency: str) -> None:
    submission = came_back(blank_workbook(blank(agency)))
    assert submission.agency == agency
    assert submission.updates == ()
    rows = submission.submission.rows
    assert [row.kind for _, row in rows] == [RowKind.UNANSWERED] * 28
    assert [str(row.cells["action"].value) for _, row in rows][20:24] == ["21", "N1", "22", "23"]
    assert {finding.severity.value for finding in findings(submission)} == {"advice"}


def test_a_filled_template_validates_without_a_finding() -> None:
    answers = every_action()
    answers |= {(FIRST, "status"): "No update this period", (FIRST, "progress"): "The work begins in the new year."}
    answers |= {(FIRST + 1, each.id): each.example for each in blank().columns if each.example}
    submission = came_back(filled(TEMPLATE, answers))
    assert findings(submission) == ()
    assert len(submission.updates) == 28
    assert submission.updates[0].nil


def test_answers_are_open_and_all_else_is_locked_without_a_password() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(TEMPLATE))["Updates"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {
        column: [sheet.cell(row, number).protection.locked for row in (FIRST, FIRST + 28)]
        for column, number in COLUMNS.items()
    }
    assert locked.pop("action") == [True, False]
    assert locked.pop("action_text") == [True, True]
    assert set(map(tuple, locked.values())) == {(False, False)}
    assert sheet["B2"].protection.locked
    assert sheet.merged_cells.ranges == set()


def test_lists_messages_and_marks_are_in_plain_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(TEMPLATE))
    sheet = book["Updates"]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    last = FIRST + 28 + SPARE_ROWS - 1
    assert lists == {f"A{FIRST + 28}:A{last}": "Actions", f"C{FIRST}:C{last}": "Statuses"}
    assert [str(v.sqref) for v in sheet.data_validations.dataValidation][:2] == ["D2", "D3"]
    assert all(0 < len(v.prompt) <= 255 for v in sheet.data_validations.dataValidation)
    assert book.defined_names["Statuses"].attr_text == "Lists!$A$2:$A$8"
    assert book["Lists"]["A8"].value == "No update this period"
    assert book["Lists"].sheet_state == "hidden"
    assert [sheet.cell(HEADING_ROW, n).value for n in (1, 2, 3, 4, 5)] == [
        *("Action*", "Action text", "Status*", "Progress*", "Reasons")
    ]
    assert sheet["A8"].number_format == "@"
    assert sheet.freeze_panes == "C8"
    assert sheet.print_title_rows == "$7:$7"


def test_above_the_table_are_the_agency_the_due_day_and_the_cells_for_the_whole_return() -> None:
    period = replace(FRAMEWORK.period_by_id["2022"], due=dt.date(2023, 2, 17))
    team = "the policy team of the Secretariat for the Coordination of Everything"
    source, title = replace(FRAMEWORK.source, contact=team), "The Plan for the Elimination of Everything " * 8
    plan = replace(FRAMEWORK, source=source, periods=(period,), title=title)
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(Blank(as_of(plan, period), "DIA"))))
    sheet, guide = book["Updates"], [str(cell.value) for cell in book["Read me"]["A"][1:4]]
    assert [[cell.value for cell in row] for row in sheet["A2:C4"]] == [
        ["Agency", "Department of Internal Affairs (DIA)", "Signed off by"],
        ["Period", "2022", "Nothing from us this year"],
        ["Return by", f"17 February 2023, to {team}", "Answered"],
    ]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [30, 30, None]  # as no text may be cut
    assert ("DIA), 2022." in guide[1], max(map(len, guide)) <= 200) == (True, True)  # as longer lines print small
    assert [sheet[place].protection.locked for place in ("D2", "D3", "D4")] == [False, False, True]


@pytest.mark.parametrize("before", [{}, {"1": LastTime("Ongoing", "Opened a help line.")}])
def test_it_is_a_table_that_excel_knows_with_the_headings_of_the_cells(before: dict[str, LastTime]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(Blank(EDITION, "DIA", before))))
    [table] = book["Updates"].tables.values()
    first, *rows = book["Updates"][table.ref]
    assert table.displayName == "Updates"
    assert [column.name for column in table.tableColumns] == [cell.value for cell in first]
    assert first[0].row == HEADING_ROW
    assert len(rows) == 28 + SPARE_ROWS
    assert table.autoFilter is None


def test_last_periods_answers_are_shown_beside_and_never_count() -> None:
    prefilled = Blank(EDITION, "DIA", {"2": LastTime("Ongoing", "Trained forty inspectors.")})
    assert [heading(column) for column in prefilled.columns][2:5] == [
        *("Last period: status", "Last period: progress", "Status*")
    ]
    submission = came_back(blank_workbook(prefilled))
    assert submission.updates == ()
    (row,) = [row for _, row in submission.submission.rows if "previous_progress" in row.cells]
    assert (row.cells["action"].value, row.cells["previous_progress"].value) == ("2", "Trained forty inspectors.")


def test_a_template_of_another_period_says_so_once() -> None:
    later = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2023"])
    submission = came_back(filled(TEMPLATE, every_action()), later)
    assert [(f.code, f.place.cell) for f in findings(submission)] == [("WBK115", "B3")]


def test_no_file_name_comes_from_a_cell() -> None:
    assert [Blank(EDITION, code).file_name for code in ("MBIE", "MoJ")] == ["poa-2022-MBIE.xlsx", "poa-2022-MoJ.xlsx"]
    assert Blank(EDITION, "../A B").file_name == "poa-2022-A-B.xlsx"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp")), min_size=1, max_size=60
)
CELLS = st.dictionaries(
    st.tuples(st.integers(FIRST, FIRST + 27), st.sampled_from(["progress", "next_steps", "evidence", "notes"])),
    TEXTS.map(str.strip).filter(bool),
    max_size=12,
)


@example({(FIRST, "progress"): "_x0000_"})
@example({(FIRST, "progress"): "x", (FIRST + 1, "progress"): "x"})
@example({(FIRST, "progress"): "Answered 40 calls.", (FIRST + 1, "progress"): "Signed off by the board."})
@given(CELLS)
def test_typed_values_are_read_as_typed(answers: dict[tuple[int, str], str]) -> None:
    workbook = open_bytes(filled(TEMPLATE, answers), "dia.xlsx")
    submission = as_read(workbook).submission
    found = {
        (row.number, column): traced.cell.raw
        for _, row in submission.rows
        for column, traced in row.cells.items()
        if column not in ("action", "action_text", "agency", "period")
    }
    assert found == {place: nfc(text) for place, text in answers.items()}


def nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def test_a_template_holds_no_macro() -> None:
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as package:
        assert not [name for name in package.namelist() if "vba" in name.casefold()]


def typed(cells: Mapping[str, str], template: bytes = TEMPLATE_OF_OWN) -> bytes:
    """A template with texts typed into cells such as `Updates!C8`."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for place, text in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = text
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_number_that_another_program_saves_with_a_point_is_not_a_change() -> None:
    book = opened(TEMPLATE)
    first = book.sheets[0]
    nine, with_a_point = (book._replace(sheets=(first._replace(cells=(RawCell(1, 1, n, "9"),)),)) for n in (9, 9.0))
    assert digest(with_a_point) == digest(nine) != digest(book)


def test_cells_that_are_missing_are_marked_in_rows_that_were_begun() -> None:
    book = openpyxl.load_workbook(io.BytesIO(TEMPLATE_OF_OWN))
    marked = {
        str(area.sqref): rule.formula[0] for area in book["Updates"].conditional_formatting for rule in area.rules
    }
    assert list(marked) == ["A8:A21", "C8:C21", "D8:D21", "E8:E21"]
    begun = f"COUNTA($C8:${[*LETTERS.values()][-1]}8)>0"
    idle = 'OR(TRIM($C8)="Not started",TRIM($C8)="No update this period")'
    assert marked["D8:D21"] == f'AND({begun},AND(TRIM($D8)="",NOT({idle})))'
    assert marked["E8:E21"].endswith('AND(TRIM($E8)="",OR(TRIM($C8)="On hold",TRIM($C8)="Delayed")))')


def test_a_status_may_need_evidence() -> None:
    statuses = tuple(replace(s, needs=("evidence",) if s.id == "completed" else ()) for s in FRAMEWORK.statuses)
    edition = as_of(replace(FRAMEWORK, statuses=statuses), EDITION.period)
    data = blank_workbook(Blank(edition, "DIA", own=("2",)))
    marked = openpyxl.load_workbook(io.BytesIO(data))["Updates"].conditional_formatting
    column = LETTERS["evidence"]
    assert [str(area.sqref) for area in marked] == ["A8:A20", "C8:C20", "D8:D20", f"{column}8:{column}20"]
    answers = {(8, "status"): "Completed", (8, "progress"): "We trained forty inspectors in the north."}
    found = findings(came_back(filled(data, answers), edition))
    assert [(f.code, f.place.cell) for f in found] == [("UPD303", f"{column}8")]


@pytest.mark.parametrize(("said", "why"), [("No work fell to us in 2022.", "No work fell to us in 2022."), ("x", "")])
def test_nothing_to_report_makes_a_nil_return(said: str, why: str) -> None:
    submission = came_back(typed({"Updates!D3": said, "Updates!D2": "The manager"}))
    nil = submission.submission.nil
    assert nil is not None
    assert (nil.because, nil.period, submission.agency, submission.updates) == (why, "2022", OWN.agency, ())
    assert submission.submission.labels["signed_off"].value == "The manager"
    assert findings(submission) == ()


@pytest.mark.parametrize("said", ["No", "n/a", "-", " "])
def test_no_in_the_cell_for_nothing_to_report_answers_nothing(said: str) -> None:
    assert came_back(typed({"Updates!D3": said})).updates == ()


def test_an_agency_that_is_asked_about_all_actions_answers_for_those_that_it_worked_on() -> None:
    answered = came_back(filled(TEMPLATE, {(FIRST + 1, "status"): "Under way", (FIRST + 1, "progress"): "Met."}))
    assert [update.codes for update in answered.updates] == [("2",)]
    assert [f.code for f in findings(answered)] == []
    begun = came_back(filled(TEMPLATE, {(FIRST, "progress"): "Met weekly.", (FIRST + 2, "contact"): "Mere"}))
    assert [(f.code, f.place.row) for f in findings(begun)] == [("UPD303", FIRST), ("WBK108", FIRST + 2)]


def test_another_action_counts_only_where_it_is_answered() -> None:
    answer = {"Other actions!C30": "Under way", "Other actions!D30": "We wrote to forty employers in the north."}
    submission = came_back(typed(answer))
    assert [(update.agencies, update.codes) for update in submission.updates] == [(("DIA",), ("28",))]
    assert [(f.code, f.place.sheet, f.message) for f in findings(submission)] == [
        ("WBK108", "Updates", "Rows 8 to 9 are not answered.")
    ]


def test_a_template_of_the_first_version_is_read() -> None:
    submission = came_back((Path(__file__).parent / "data" / "template-1.xlsx").read_bytes())
    assert [(update.codes, update.status, update.row.number) for update in submission.updates] == [
        (("2",), "delayed", 8),
        (("9",), "delayed", 15),
    ]
    assert {finding.code for finding in findings(submission)} == {"WBK108"}


def test_a_careful_return_of_28_rows_has_hardly_any_findings() -> None:
    submission = came_back((Path(__file__).parent / "data" / "careful-return.xlsx").read_bytes())
    sent_back = [(f.code, f.place.cell) for f in findings(submission) if BY_CODE[f.code].in_set != STYLE]
    assert len(submission.updates) == 28
    assert sent_back == [("UPD311", "D15"), ("PUB506", "D29")]
