"""Which row holds the headings, and which column each one means."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from poatool.framework.columns import COLUMNS
from poatool.framework.load import load
from poatool.framework.model import ReportingPeriod
from poatool.submissions.columns import Columns
from poatool.submissions.read import read
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.workbooks.model import Area
from tests.submissions.reading import COLUMNS as COLUMNS_OF_PLAN
from tests.submissions.reading import columns_of, places, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, workbook_from_markdown, workbook_from_sheets


def test_headings_stand_below_banner_rows_however_many_rows_are_empty() -> None:
    empty = "\n" * 70
    submission = read_markdown(f"""
| Annual implementation report 2022 |
| In confidence until published |
{empty}
| Action | Status | Progress |
| 9 | Under way | Held a forum. |
""")
    (table,) = submission.tables
    assert table.header_row == 74
    assert [(row.number, places(row)) for row in table.rows] == [
        (75, {"action": "A75", "status": "B75", "progress": "C75"})
    ]


def test_columns_stand_in_any_order_with_empty_ones_between() -> None:
    submission = read_markdown("""
|  | Key achievements |  | Contact person | Action no. |  | Status |
|  | Held a forum. |  | Aroha | 9 |  | Under way |
""")
    ((_, row),) = submission.rows
    assert places(row) == {"progress": "B2", "contact": "D2", "action": "E2", "status": "G2"}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ACTION", "action"),
        ("Action no.", "action"),
        ("Action #", "action"),
        ("№", "action"),
        ("Action*", "action"),
        ("Action:", "action"),
        ("Action (required)", "action"),
        ("Status (choose one from the list)", "status"),
        ("Progress\n(at most 200 words)", "progress"),
        ("Key\nachievements", "progress"),
        ("Key  Achievements", "progress"),
        ("Prógress", "progress"),
        ("Progress – what did your agency do this year?", "progress"),
        ("Progress in 2022", "progress"),
        ("Update 2022/23", "progress"),
        ("What’s next?", "next_steps"),
        ("Action / Mahi", "action"),
        ("Ngā mahi | Actions", "action"),
        ("Ngā mahi\nActions", "action"),
        ("Status / Tūnga", "status"),
        ("Progress / Key achievements", "progress"),
        ("Mahi (Action)", "action"),
        ("Tūnga – Status", "status"),
        ("Owner (Action)", None),
        ("Action¹", "action"),
        ("Progress ²", "progress"),
        ("Actions taken in 2022", "progress"),
        ("Action / Owner", None),
        ("Agency / Progress", None),
        ("Mahi / Tūnga", None),
        ("4. Progress:", "progress"),
        ("Which action does this update relate to?", "action"),
        ("Please describe progress made in 2022", "progress"),
        ("Progress: what has your agency done in the 2022 calendar year?", "progress"),
        ("Progress against the 2021 plan", None),
        ("2) Action", "action"),
        ("2022 Action", "action"),
        ("12 actions", None),
        ("E-mail", "contact"),
        ("Links to evidence", "evidence"),
        ("Notes (not published)", "notes"),
        ("Progress (last year)", "previous_progress"),
        ("Progress (previous plan)", None),
        ("Status – date", None),
        ("Progress: owner", None),
        ("Contract", None),
        ("Updated", None),
        ("Risk", None),
    ],
)
def test_a_heading_means_a_column_only_where_that_is_certain(heading: str, column: str | None) -> None:
    assert Columns.of().exact(heading).column == column


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Staus", "status"), ("Progess", "progress"), ("Agnecy", "agency"), ("Next setps", "next_steps")],
)
def test_a_heading_one_letter_wrong_is_taken_and_said_to_be_misspelt(heading: str, column: str) -> None:
    match = Columns.of().like(heading)
    assert (match.column, match.exact) == (column, False)


@pytest.mark.parametrize(
    ("heading", "column"),
    [("RAG status", "status"), ("Progrss made tdate", "progress"), ("Evidense lnk", "evidence"), ("Budget", None)],
)
def test_a_heading_that_is_not_certain_is_only_suggested(heading: str, column: str | None) -> None:
    match = Columns.of().like(heading)
    assert (match.column, match.suggestion) == (None, column)


def test_every_misspelt_row_of_headings_is_still_found() -> None:
    submission = read_markdown("""
| Acton | Staus | Progess |
| 9 | Under way | Held a forum. |
""")
    ((_, row),) = submission.rows
    assert values(row) == {"action": "9", "status": "Under way", "progress": "Held a forum."}


def test_no_heading_means_two_columns() -> None:
    columns = Columns.of()
    for column in COLUMNS:
        for heading in column.headings:
            assert columns.exact(heading).column == column.id, heading
    for heading in SERIAL_HEADINGS:
        assert columns.exact(heading).column == "action"


def test_a_framework_brings_its_own_headings() -> None:
    columns = Columns.of({"progress": ("Rapport d’avancement",)})
    workbook = workbook_from_markdown("""
| Action | Rapport d'avancement |
| 9 | Held a forum. |
""")
    assert columns_of(read(workbook, columns)) == {"Action": "action", "Rapport d'avancement": "progress"}


def test_of_two_equal_headings_the_first_is_taken_and_the_second_says_what_it_repeats() -> None:
    submission = read_markdown("""
| Action | Status | Progress | Progress |
| 9 | Under way | First. | Second. |
""")
    ((table, row),) = submission.rows
    assert [(h.column, h.suggestion) for h in table.headings[2:]] == [("progress", None), (None, "progress")]
    assert values(row)["progress"] == "First."
    assert row.other[4].value == "Second."


def test_a_number_beside_the_wording_is_the_action() -> None:
    submission = read_markdown("""
| No. | Action | Progress |
| 9 | Leverage and build on bilateral relationships | Held a forum. |
""")
    assert columns_of(submission) == {"No.": "action", "Action": "action_text", "Progress": "progress"}


def test_a_number_beside_references_only_numbers_the_rows() -> None:
    submission = read_markdown("""
| No. | Action | Progress |
| 1 | 9 | Held a forum. |
| 2 | N1 | Wrote a guide. |
""")
    assert columns_of(submission) == {"No.": None, "Action": "action", "Progress": "progress"}
    assert [values(row)["action"] for _, row in submission.rows] == ["9", "N1"]


def test_the_reporting_agency_goes_before_the_lead_agency() -> None:
    submission = read_markdown("""
| Action | Lead agency | Reporting agency | Progress |
| 9 | MFAT | MBIE | Held a forum. |
""")
    ((_, row),) = submission.rows
    assert values(row)["agency"] == "MBIE"


def test_of_columns_for_several_years_none_is_guessed() -> None:
    submission = read_markdown("""
| Action | Progress 2021 | Progress 2022 |
| 9 | Planned a forum. | Held a forum. |
""")
    assert columns_of(submission) == {"Action": "action", "Progress 2021": None, "Progress 2022": None}
    assert [h.suggestion for h in submission.tables[0].headings[1:]] == ["progress", "progress"]


@pytest.mark.parametrize(
    "rows", ["| Action | Progress {} | Progress {} |", "|  | {} | {} |\n| Action | Progress | Progress |"]
)
@pytest.mark.parametrize(
    ("period", "years", "meant"),
    [
        ("2022", ("2021", "2022"), [None, "progress"]),
        ("2022", ("2022", "FY 2022/23"), ["progress", None]),
        ("2024-25", ("2023/24", "in 2024/25"), [None, "progress"]),
        ("2022", ("(to June 2022)", "(to June 2023)"), ["progress", None]),
        ("2022", ("2022", "2022"), ["progress", None]),
        ("2023", ("2021", "2022"), [None, None]),
        ("2022", ("2021/22", "2022/23"), [None, None]),
        ("2022", ("as at 30 June 2021", "as at 30 June 2022"), [None, "progress"]),
    ],
)
def test_of_columns_for_several_years_that_of_the_period_counts(
    rows: str, period: str, years: tuple[str, str], meant: list[str | None]
) -> None:
    workbook = workbook_from_markdown(f"{rows.format(*years)}\n| 9 | Planned a forum. | Held a forum. |")
    asked = ReportingPeriod(id=period, start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))
    (table,) = read(workbook, Columns.of_plan(load(), asked)).tables
    assert [heading.column for heading in table.headings][1:] == meant


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        (("Progress", "Progress 2022"), [None, "progress"]),
        (("Progress 2022", "Progress"), ["progress", None]),
        (("Progress", "Update (July 2022)"), [None, "progress"]),
        (("Progress", "Progress 2021"), ["progress", None]),
        (("Progress as at 2021", "Update June 2022"), [None, "progress"]),
        (("Progress 2021", "Notes"), [None, "notes"]),
        (("Progress 2021/22", "Notes"), ["progress", "notes"]),
        (("Progress 2020-25", "Notes"), ["progress", "notes"]),
        (("Progress 2022", "Next steps 2023"), ["progress", "next_steps"]),
        (("Progress 2022", "Next steps 2021"), ["progress", None]),
        (("Progress", "Update"), ["progress", None]),
    ],
)
def test_a_heading_for_another_period_is_never_taken(headings: tuple[str, str], meant: list[str | None]) -> None:
    workbook = workbook_from_markdown(f"| Action | {' | '.join(headings)} |\n| 9 | Planned a forum. | Held a forum. |")
    asked = ReportingPeriod(id="2022", start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))
    (table,) = read(workbook, Columns.of_plan(load(), asked)).tables
    assert [heading.column for heading in table.headings][1:] == meant


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("Progress (internal) | Progress (public)", [None, "progress"]),
        ("Progress | Progress (in confidence)", ["progress", None]),
        ("Progress – not for release | Update", [None, "progress"]),
        ("Progress 2022 (not for publication) | Update (public)", [None, "progress"]),
        ("Progress (draft, not for publication) | Budget", ["progress", None]),
        ("Progress (no confidential information) | Progress", ["progress", None]),
    ],
)
def test_what_is_not_to_be_published_is_read_only_where_nothing_else_is(headings: str, meant: list[str | None]) -> None:
    submission = read_markdown(f"| Action | {headings} |\n| 9 | Kept. | Told. |")
    assert [heading.column for heading in submission.tables[0].headings[1:]] == meant


def test_a_column_that_is_kept_back_repeats_no_other() -> None:
    submission = read_markdown("| Action | Progress (internal) | Progress (public) |\n| 9 | Kept. | Told. |")
    ((_, row),) = submission.rows
    assert values(row)["progress"] == "Told."
    assert submission.tables[0].headings[1].suggestion is None


def test_a_label_above_headings_for_several_years_is_no_heading() -> None:
    submission = read_markdown("""
| Agency | MFAT |
| Action | Progress 2021 | Progress 2022 |
| 9 | Held a forum. | Held another. |
""")
    assert (submission.tables[0].header_row, submission.tables[0].heading_rows) == (2, 1)
    assert submission.labels["agency"].value == "MFAT"


def test_an_aside_in_its_heading_does_not_make_the_wording_the_number() -> None:
    submission = read_markdown("""
| Action\\nnumber | Action\\n(as in the plan) | Progress |
| 9 | Leverage and build | Held a forum. |
""")
    assert list(columns_of(submission).values()) == ["action", "action_text", "progress"]


def test_headings_merged_over_two_rows_and_grouped_above() -> None:
    sheet = replace(
        sheet_from_markdown("""
| Action | Status | Reporting |  |
|  |  | Key achievements | Next steps |
| 9 | Under way | Held a forum. | Hold another. |
"""),
        merges=(Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 4)),
    )
    (table,) = read_workbook(workbook_from_sheets(sheet)).tables
    assert [(h.column, h.cell.ref) for h in table.headings] == [
        ("action", "A1"),
        ("status", "B1"),
        ("progress", "C2"),
        ("next_steps", "D2"),
    ]
    assert [row.number for row in table.rows] == [3]
    assert table.header_row == 2


def test_a_heading_split_over_two_rows() -> None:
    submission = read_markdown("""
| Action | Lead | Key | Next |
| number | agency | achievements | steps |
| 9 | MBIE | Held a forum. | Hold another. |
""")
    assert columns_of(submission) == {
        "Action number": "action",
        "Lead agency": "agency",
        "Key achievements": "progress",
        "Next steps": "next_steps",
    }
    assert [row.number for _, row in submission.rows] == [3]


def test_a_group_heading_that_names_a_year_keeps_years_apart() -> None:
    sheet = replace(
        sheet_from_markdown("""
| Action | 2021 |  | 2022 |  |
|  | Status | Progress | Status | Progress |
| 9 | Not started | None yet. | Under way | Held a forum. |
"""),
        merges=(Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 1, 5)),
    )
    submission = read_workbook(workbook_from_sheets(sheet))
    assert columns_of(submission) == {
        "Action": "action",
        "2021 Status": None,
        "2021 Progress": None,
        "2022 Status": None,
        "2022 Progress": None,
    }


def test_a_year_stands_above_several_columns_though_it_is_not_merged_over_them() -> None:
    rows = """
| Action | 2021 |  | 2022 |  |
|  | Status | Progress | Status | Progress |
| 9 | Not started | None yet. | Under way | Held a forum. |
"""
    asked = ReportingPeriod(id="2022", start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))
    submission = read(workbook_from_markdown(rows, kind="csv"), Columns.of_plan(load(), asked))
    assert columns_of(submission) == {
        "Action": "action",
        "2021 Status": None,
        "2021 Progress": None,
        "2022 Status": "status",
        "2022 Progress": "progress",
    }


def test_a_word_above_one_column_stands_above_no_other() -> None:
    submission = read_markdown("""
| Action | Key | Next |  |
| number | achievements | steps | Status |
| 9 | Held a forum. | Hold another. | Under way |
""")
    assert list(columns_of(submission)) == ["Action number", "Key achievements", "Next steps", "Status"]


def test_a_heading_merged_over_two_columns_stands_for_both() -> None:
    sheet = replace(
        sheet_from_markdown("""
| Action | Progress |  | Status |
| 9 | Held a forum. |  | Under way |
| 10 |  | Wrote a guide. | Under way |
"""),
        merges=(Area(1, 2, 1, 3),),
    )
    rows = [row for _, row in read_workbook(workbook_from_sheets(sheet)).rows]
    assert [places(row)["progress"] for row in rows] == ["B2", "C3"]


@pytest.mark.parametrize(
    "labels",
    ["| Agency: | MBIE | Contact: | Aroha |", "| Agency: | MBIE | 2022 |", "| Period: | 2022 | Contact: | Aroha |"],
)
def test_labels_above_the_table_are_no_headings(labels: str) -> None:
    submission = read_markdown(f"""
{labels}
| Action | Status | Progress |
| 9 | Under way | Held a forum. |
""")
    assert (submission.tables[0].header_row, submission.tables[0].heading_rows) == (2, 1)


@pytest.mark.parametrize(
    "banner",
    [
        "| Agency: Ministry of Justice | Progress report |",
        "| Agency: Ministry of Justice | Progress report |\n| Period: 2022 |",
        "| Agency: Ministry of Justice |  | Progress report 2022 |\n\n| Period | 2022 | Contact | Mere |\n",
        "| Agency | Ministry of Justice |  | Progress report 2022 |\n",
        "| Agency | Ministry of Justice | Progress |\n",
        "| Agency: Ministry of Justice |\n| Plan of Action | Progress report |",
        "| Agency: Ministry of Justice |\n| Action plan 2020-25 | Progress report 2022 |",
        "| Agency: MoJ |\n| Plan of Action | Progress report | 2022 |",
        "| Agency: MoJ |\n| Action plan 2020-25 |  | Progress |",
        "| Agency: MoJ | Progress report |\n| Please write one row for each action |",
        "| Agency: MoJ |\n\n| Plan of Action | Progress report | 2022 |\n",
        "| Plan of Action | Progress report | 2022 |\n| Agency: MoJ |\n",
        "| Status | Draft | Next steps | Approval by the DCE |\n\n| Agency | MoJ |",
    ],
)
@pytest.mark.parametrize("headings", ["| Action | Status | Progress |", "| Acton | Status | Progess |"])
def test_a_banner_in_words_of_headings_is_none_where_headings_stand_below(banner: str, headings: str) -> None:
    rows = f"{banner}\n{headings}\n| 9 | Under way | Held a forum. |"
    submission = read_markdown(rows)
    assert [values(row)["action"] for _, row in submission.rows] == ["9"]
    assert [table.header_row for table in submission.tables] == [rows.count("\n")]
    assert submission.labels["agency"].value in ("Ministry of Justice", "MoJ")


@pytest.mark.parametrize("label", ["Contact: Ana Brown, Policy Group", "Period: 1 January to 31 December 2022"])
def test_a_label_with_its_value_right_above_an_unknown_heading_is_no_part_of_it(label: str) -> None:
    submission = read_markdown(f"| {label} |\n| Pillar | Action | Progress |\n| Prevention | 9 | Held a forum. |")
    assert columns_of(submission) == {"Pillar": None, "Action": "action", "Progress": "progress"}
    assert list(submission.labels) == [label.partition(":")[0].casefold()]


@pytest.mark.parametrize(
    "row",
    ["| Train staff. | Under way | Held a forum. |", "|  | Held a forum. |", "| 9 |", "|  |  | Held a forum. |"],
)
def test_headings_that_name_no_action_keep_a_row_that_stands_above_those_of_another_table(row: str) -> None:
    submission = read_markdown(f"| Measure | Status | Progress |\n{row}\n| Action | Progress |\n| 9 | Met. |")
    assert [[r.number for r in table.rows] for table in submission.tables] == [[2], [4]]


def test_a_label_with_the_name_of_an_agency_is_no_heading_and_one_that_says_how_to_answer_is() -> None:
    assert COLUMNS_OF_PLAN.exact("Agency: Ministry of Justice").column is None
    assert COLUMNS_OF_PLAN.exact("Agency: which agency is this from").column == "agency"


def test_one_known_heading_above_rows_of_several_cells_is_a_table_that_lacks_columns() -> None:
    submission = read_markdown("""
| Action | How it went |
| 9 | Held a forum. |
""")
    assert columns_of(submission) == {"Action": "action", "How it went": None}
    assert [values(row) for _, row in submission.rows] == [{"action": "9"}]


@pytest.mark.parametrize(
    "sheet",
    [
        "| Name | Town |\n| Aroha | Napier |",
        "| ID | Name | Description | Status |\n| 1 | Login | Cannot log in | Open |",
        "| No. | Links |\n| 1 | example.govt.nz |",
        "| # | headerRows 1 |\n| 1 | 2 |",
        "| ID | 4 |\n| Description | A road |\n| Status | Open |",
    ],
)
def test_a_sheet_of_something_else_is_no_table(sheet: str) -> None:
    assert read_markdown(sheet).tables == ()


def test_weak_headings_make_a_table_beside_one_of_ours() -> None:
    submission = read_markdown("| Ref | Status | Update |\n| 9 | Under way | Held a forum. |")
    assert columns_of(submission) == {"Ref": "action", "Status": "status", "Update": "progress"}


def test_hidden_columns_are_read_and_said_to_be_hidden() -> None:
    sheet = replace(
        sheet_from_markdown("| Action | Status | Progress |\n| 9 | Under way | Held a forum. |"),
        hidden_columns=((3, 5),),
    )
    (table,) = read_workbook(workbook_from_sheets(sheet)).tables
    assert [h.hidden for h in table.headings] == [False, False, True]
    assert values(table.rows[0])["progress"] == "Held a forum."


@pytest.mark.parametrize(
    "text", ["Progress made during the year", "Progress in this reporting period", "Key achievements for the quarter"]
)
def test_a_heading_may_say_that_it_is_about_this_time(text: str) -> None:
    assert Columns.of().exact(text).column == "progress"
