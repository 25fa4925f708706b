"""Which sheets of a workbook are read, and which are named as not read."""

import pytest

from poatool.submissions.template import LISTS_SHEET
from tests.submissions.reading import kinds, read_workbook
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

UPDATES = "| Action | Status | Progress |\n| 9 | Under way | Held a forum. |"
FORM = "| Action | 3 |\n| Progress | Wrote a guide. |"


def test_tables_and_forms_are_in_the_order_of_the_sheets() -> None:
    sheets = zip(("One", "Form", "Two"), (UPDATES, FORM, UPDATES), strict=True)
    submission = read_workbook(workbook_from_sheets(*(sheet_from_markdown(text, name) for name, text in sheets)))
    assert [(table.sheet, len(table.rows)) for table in submission.tables] == [("One", 1), ("Form", 1), ("Two", 1)]


@pytest.mark.parametrize("name", ["Instructions", "Example"])
@pytest.mark.parametrize("text", [f"| Agency: your agency |\n{UPDATES}", FORM])
def test_tables_on_a_sheet_of_instructions_are_examples(name: str, text: str) -> None:
    updates = sheet_from_markdown(f"| Agency: MBIE |\n{UPDATES}", "Updates")
    submission = read_workbook(workbook_from_sheets(sheet_from_markdown(text, name), updates))
    assert [kind for _, kind in kinds(submission)] == ["example", "update"]
    assert submission.labels["agency"].value == "MBIE"


def test_the_lists_of_the_template_are_not_a_table() -> None:
    lists = sheet_from_markdown("| Action | Status | Progress |\n| 1 | Under way | x |", LISTS_SHEET)
    updates = sheet_from_markdown(UPDATES, "Updates")
    marked = workbook_from_sheets(updates, lists, properties={"custom.poatool template": "1"})
    assert [table.sheet for table in read_workbook(marked).tables] == ["Updates"]
    assert len(read_workbook(workbook_from_sheets(updates, lists)).tables) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lists", "| Agency |\n| MBIE |"),
        ("Lists", "| Action | Description | Lead agency |\n| 1 | Train inspectors | MBIE |"),
        ("Lists", "| Status | Action | Agency |\n| Under way | 2 | MBIE |\n| Completed | 3 | DIA |"),
        ("Choices", "| Agency | Status |\n| MBIE | Under way |\n| DIA | Completed |"),
        ("People", "| Agency | Name |\n| MBIE | Aroha |\n| DIA | Mere |"),
        ("Guide", "| Action | its number |\n| Agency | choose yours |\n| Progress | what you did |"),
    ],
)
def test_a_list_of_agencies_names_none_for_the_workbook(name: str, text: str) -> None:
    workbook = workbook_from_sheets(sheet_from_markdown(text, name), sheet_from_markdown(UPDATES, "Updates"))
    submission = read_workbook(workbook)
    assert (submission.labels, [table.sheet for table in submission.tables]) == ({}, ["Updates"])


@pytest.mark.parametrize("action", ["| Action | the third |", "| Action |"])
def test_a_form_beside_a_table_is_read_though_it_names_no_action(action: str) -> None:
    form = sheet_from_markdown(f"| Agency: | MBIE |\n{action}\n| Progress | Wrote a guide. |", "Form")
    submission = read_workbook(workbook_from_sheets(sheet_from_markdown(UPDATES, "Updates"), form))
    assert [(table.sheet, [row.kind.value for row in table.rows]) for table in submission.tables] == [
        ("Updates", ["update"]),
        ("Form", ["update"]),
    ]


def test_an_instruction_well_below_the_labels_is_not_an_answer() -> None:
    form = sheet_from_markdown(f"{FORM}\n| Next steps |\n\n| Please return this form to us by 1 May. |", "Form")
    [(_, row)] = read_workbook(workbook_from_sheets(form)).rows
    assert "next_steps" not in row.cells


@pytest.mark.parametrize("read_one", [UPDATES, FORM])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| Agency: | MBIE |\n| Sent on | 1 March |", False),
        (f"| Background |\n| {'We held a forum for growers in Gisborne and Napier. ' * 3}|", True),
        ("| Item | Amount |\n| Travel | 1200 |", False),
        ("| Under way |", False),
        ("| Action | 3 |\n| Status |\n| Progress |", False),
        ("", False),
    ],
)
def test_an_unread_sheet_that_reports_work_is_named(read_one: str, text: str, *, said: bool) -> None:
    sheet = sheet_from_markdown(text, "More")
    submission = read_workbook(workbook_from_sheets(sheet_from_markdown(read_one, "Updates"), sheet))
    assert submission.unread == (("More",) if said else ())
    hidden = sheet._replace(hidden=True)
    assert read_workbook(workbook_from_sheets(sheet_from_markdown(read_one, "Updates"), hidden)).unread == ()


@pytest.mark.parametrize(
    ("rows", "unread"),
    [
        ([[f"Rotorua {n}" for n in range(3)], ["9"]], ("1",)),
        ([[f"1, {n}" for n in range(2, 5)], ["9"]], ("1",)),
        ([["9"], *([f"{place} {n}" for n in range(2)] for place in ("Rotorua", "Napier", "Taupo"))], ("3", "4")),
        ([["9"] * 9, ["1, 3"] * 9, [str(n) for n in range(1, 9)]], ()),
    ],
)
def test_a_sheet_with_too_many_rows_that_name_no_action_is_not_read(
    rows: list[list[str]], unread: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poatool.submissions.read.STRANGE", 3)
    tables = ["".join(f"\n| {action} | Under way | Trained |" for action in each) for each in rows]
    sheets = [sheet_from_markdown(f"| Action | Status | Progress |{each}", str(n)) for n, each in enumerate(tables, 1)]
    submission = read_workbook(workbook_from_sheets(*sheets))
    assert submission.other_lists == unread
    assert {table.sheet for table in submission.tables}.isdisjoint(unread)
    assert submission.tables
