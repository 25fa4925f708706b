"""What each row below the headings is, and which cell each of its values comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.submissions.model import Cell
from poatool.workbooks.model import Area, ErrorValue, RawCell, Sheet, Visibility
from tests.submissions.reading import kinds, places, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, with_links, workbook_from_markdown, workbook_from_sheets

MARK = {"custom.poatool template": "1", "custom.poatool framework": "nz", "custom.poatool period": "2022"}


def kind_of(row: str, properties: dict[str, str] | None = None) -> str:
    headings = "| Action | Action text | Status | Progress | Contact | Team |"
    submission = read_markdown(f"{headings}\n{row}", properties=properties)
    return kinds(submission)[0][1]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| 9 |  | Under way | Held a forum. |", "update"),
        ("| 9 |", "update"),
        ("| N2 |", "update"),
        ("| NI |", "update"),
        ("| 8(b) |", "update"),
        ("| (9) |", "update"),
        ("| Nothing to report |", "update"),
        ("| No updates |", "update"),
        ("| Average earnings |  | Under way |", "update"),
        ("|  |  |  | Held a forum. |", "update"),
        ("|  |  | Under way |", "update"),
        ("| Total ban on forced labour goods |  | Under way |", "update"),
        ("| Samples |  | Under way | Took forty. |", "update"),
        ("| 9 |  | Under way | E.g. we held a forum. |", "update"),
        ("| 9 |  | Under way | Held a forum. | Aroha | e.g. policy |", "update"),
        ("| #REF! |", "update"),
        ("| Prevention |", "sub-heading"),
        ("| Pillar 2: Protection |", "sub-heading"),
        ("| Objective 3 | Help those who were harmed |", "sub-heading"),
        ("|  |  |  |  |  | Protection |", "sub-heading"),
        ("| Note: figures are provisional |", "note"),
        ("| * new this year |", "note"),
        ("| Page 1 of 2 |", "note"),
        ("| Page 3 |", "note"),
        ("|  |  |  | Page 1 of 2 of the guide was printed. |", "update"),
        ("| Please fill in one row for each action |", "note"),
        ("| This sheet was filled in by the policy team. |", "note"),
        ("|  |  |  |  |  | Printed 3 May 2022 |", "note"),
        ("| (number) |  | (choose one) | (at most 200 words) |", "note"),
        ("| Total | 12 |  | 4 |", "total"),
        ("| Sub-total |", "total"),
        ("| Total: 12 |", "total"),
        ("| Average |  |  | 0.75 |", "total"),
        ("| Total actions |  |  | 5 actions |", "total"),
        ("| Total actions: 12 |", "total"),
        ("| Total number of updates | 12 |", "total"),
        ("| Grand total: 2 actions reported, 26 with no change |", "total"),
        ("| Total of 12 actions |", "total"),
        ("|  | 12 | Subtotal | 3 updates |", "total"),
        ("|  |  | Subtotal | 3 |", "total"),
        ("| 12 |  | Subtotal | 3 |", "update"),
        ("| Total action plan: 3 trafficking cases |", "update"),
        ("| Total ban on goods of 3 kinds |", "update"),
        ("| Total actions | Their wording | Under way | 5 actions |", "update"),
        ("|  |  |  | Total of 12 actions were taken. |", "update"),
        ("| Grand total |  |  | =SUM(D2:D9) |", "total"),
        ("| Example | What it says | Under way | Trained forty inspectors. |", "example"),
        ("| e.g. 9 |  | Under way | Held a forum. |", "example"),
        ("| 9 |  | Under way | [Example] Held a forum. |", "example"),
        ("| 9 |  | Under way | Held a forum. |  | example |", "example"),
        ("| Action | Action text | Status | Progress |", "repeated heading row"),
        ("| ACTION: | Action text | Status | Progress | Contact | Team |", "repeated heading row"),
        ("| Agency: Police |", "sub-heading"),
    ],
)
def test_a_row_is_skipped_only_where_that_is_certain(row: str, kind: str) -> None:
    assert kind_of(row) == kind


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| 5 actions |  | Totals: |", "total"),
        ("| 5 actions | 12 | Total |", "total"),
        ("| 5 actions | Trained forty inspectors. | Total |", "update"),
        ("| Under way | 12 | Total |", "update"),
        ("| 12 |  | 9 |", "update"),
        ("| 12 |  |  | Total |", "total"),
        ("| 12 |  | 9 | Total |", "update"),
    ],
)
def test_a_total_is_known_wherever_it_stands_beside_figures_and_no_action(row: str, kind: str) -> None:
    assert kinds(read_markdown(f"| Status | Progress | Action | Team |\n{row}"))[0][1] == kind


@pytest.mark.parametrize("first", ["Progress", "Next steps", "Status", "Evidence", "Contact", "Notes"])
@pytest.mark.parametrize(
    ("text", "right", "kind"),
    [
        ("Prevention", 4, "sub-heading"),
        ("Prevention", 3, "sub-heading"),
        ("Police and Customs", 4, "sub-heading"),
        ("This part is about prevention.", 4, "note"),
        ("Printed on 3 May 2022", 4, "note"),
        ("Total: 12", 4, "total"),
        ("9", 4, "update"),
        ("Nothing to report", 4, "update"),
        ("Pillar 2 – Protection", 1, "sub-heading"),
        ("Objective 3", 1, "sub-heading"),
        ("Note: the figures are provisional.", 1, "note"),
        ("Prepared by the policy team", 1, "note"),
        ("Approved by: the manager", 1, "note"),
    ],
)
def test_what_is_merged_over_the_table_or_names_a_part_of_it_is_no_answer_in_the_first_column(
    first: str, text: str, right: int, kind: str
) -> None:
    headings = ["Action", *(h for h in ("Status", "Progress", "Next steps") if h != first)][:3]
    sheet = merged(f"| {first} | {' | '.join(headings)} |\n| {text} |", Area(2, 1, 2, right))
    assert kinds(read_workbook(workbook_from_sheets(sheet))) == [(2, kind)]


@pytest.mark.parametrize(
    ("row", "areas"),
    [
        ("| Prevention |", ()),
        ("| Trained staff |", (Area(3, 1, 3, 2),)),
        ("|  | Prevention |", (Area(3, 2, 3, 3),)),
        ("| Part of the work was done |", ()),
        ("| Approved by Cabinet in May |", ()),
        ("| Objective 3 was met. |", ()),
        ("| Objective 3: it was met in May. |", ()),
        ("| Note: it was met in May. |", (Area(2, 3, 4, 3),)),
        ("| Objective 3 |", (Area(2, 3, 4, 3),)),
    ],
)
def test_running_text_alone_in_its_row_stays_an_update(row: str, areas: tuple[Area, ...]) -> None:
    table = f"| Progress | Next steps | Action | Status |\n| Trained staff. | Train more. | 9 | Under way |\n{row}"
    submission = read_workbook(workbook_from_sheets(merged(table, *areas)))
    assert [(number, kind) for number, kind in kinds(submission)] == [(2, "update"), (3, "update")]


def test_a_text_before_all_answers_is_no_contact() -> None:
    submission = read_markdown("""
| Contact | Action | Status | Progress |
| Mere | 2 | Under way | Trained staff. |
| Prevention |
|  | 3 | Ongoing | Held a forum. |
| NZ Police |
|  | 5 | Ongoing | Made a page. |
|  | 6 |
""")
    assert [kind for _, kind in kinds(submission)] == [
        *("update", "sub-heading", "update", "sub-heading", "update", "update"),
    ]
    assert [values(row).get("agency") for _, row in submission.rows] == [None, None, None, "NZP", "NZP", "NZP"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| 9 | Leverage and build on bilateral relationships |", "unanswered template row"),
        ("| 9 |", "unanswered template row"),
        ("| 9 | Leverage and build | Under way |", "update"),
        ("| 9 | Leverage and build |  |  |  | ours |", "update"),
    ],
)
def test_only_the_template_has_unanswered_rows(row: str, kind: str) -> None:
    assert kind_of(row, properties=MARK) == kind
    assert kind_of(row) == "update"


def test_the_template_says_which_version_it_is_and_for_whom() -> None:
    submission = read_markdown("| Action | Progress |", properties={**MARK, "custom.poatool agency": "NZP"})
    assert submission.template is not None
    assert tuple(getattr(submission.template, name) for name in ("version", "framework", "period", "agency")) == (
        "1",
        "nz",
        "2022",
        "NZP",
    )
    assert read_markdown("| Action | Progress |").template is None


def test_a_value_carries_its_file_sheet_row_column_and_raw_text() -> None:
    sheet = sheet_from_markdown("| Action | Progress |\n\n| 9.0 |  Held a forum. |", name="Return", top=12)
    ((table, row),) = read_workbook(workbook_from_sheets(sheet, path="returns/mbie.xlsx")).rows
    assert row.cells["action"].cell == Cell("returns/mbie.xlsx", "Return", 14, 1, "9.0")
    assert row.cells["progress"].cell.ref == "B14"
    assert (table.header_row, table.blank) == (12, 1)


def test_a_file_without_sheets_has_cells_without_a_sheet() -> None:
    workbook = workbook_from_markdown("| Action | Progress |\n| 9 | Held a forum. |", path="a.csv", kind="csv")
    ((table, row),) = read_workbook(workbook).rows
    assert (table.sheet, row.first.sheet) == (None, None)


def test_a_row_of_blanks_and_unseen_characters_holds_nothing() -> None:
    submission = read_markdown("""
| Action | Progress |
| 9 | Held a forum. |
| "\u200b" | "\u00a0 \ufeff" |
| 10 | Wrote a guide. |
| " " |
""")
    (table,) = submission.tables
    assert [row.number for row in table.rows] == [2, 4]
    assert table.blank == 1


def test_an_error_a_formula_and_a_link_are_kept_apart_from_what_was_typed() -> None:
    sheet = with_links(
        sheet_from_markdown("""
| Action | Status | Progress | Evidence |
| 9 | #REF! | =A2 -> Held a forum. | Our page |
| =A2+1 | =B2 | Wrote a guide. |
"""),
        {(2, 4): "https://example.govt.nz/forum"},
    )
    (_, first), (_, second) = read_workbook(workbook_from_sheets(sheet)).rows
    assert first.cells["status"].value == ErrorValue("#REF!")
    assert (first.cells["progress"].value, first.formulas) == ("Held a forum.", {"progress": "A2"})
    assert first.links == {"evidence": "https://example.govt.nz/forum"}
    assert values(second) == {"progress": "Wrote a guide."}
    assert second.formulas == {"action": "A2+1", "status": "B2"}
    assert second.continues is None


def test_a_formula_that_shows_nothing_makes_no_row() -> None:
    sheet = sheet_from_markdown("| Action | Progress |\n| 9 | Held a forum. |\n| =A2 -> x |")
    cells = tuple(cell._replace(value="", text="") if cell.row == 3 else cell for cell in sheet.cells)
    assert kinds(read_workbook(workbook_from_sheets(replace(sheet, cells=cells)))) == [(2, "update")]


def merged(text: str, *areas: Area) -> Sheet:
    return replace(sheet_from_markdown(text), merges=areas)


def test_rows_under_a_merged_action_take_it_from_where_it_stands() -> None:
    sheet = merged(
        """
| Action | Agency | Status | Progress |
| 9 | MBIE | Under way | Held a forum. |
|  |  | Completed | Wrote a guide. |

|  |  | Under way | Met unions. |
|  |  | Under way | Nothing merged here. |
""",
        Area(2, 1, 5, 1),
        Area(2, 2, 5, 2),
    )
    rows = [row for _, row in read_workbook(workbook_from_sheets(sheet)).rows]
    assert [(row.number, row.continues, places(row).get("action"), places(row).get("agency")) for row in rows] == [
        (2, None, "A2", "B2"),
        (3, 2, "A2", "B2"),
        (5, 2, "A2", "B2"),
        (6, None, None, None),
    ]


def test_rows_of_narrative_alone_continue_the_update_above() -> None:
    submission = read_markdown("""
| Action | Status | Progress | Next steps | Notes |
| 9 | Under way | Held a forum. |  |  |
|  |  | Wrote a guide. |  |  |
|  |  |  | Print it. |  |
|  | Completed | Has a status of its own. |  |  |
| 10 | Under way | Met unions. |  |  |
|  |  | Has a note. |  | ask Aroha |

| 11 | Under way | Met firms. |  |  |

|  |  | Stands apart. |  |  |
| 12 | Under way | Met banks. |  |  |
| Prevention |  |  |  |  |
|  |  | Below a sub-heading. |  |  |
""")
    continued = {row.number: row.continues for _, row in submission.rows if row.continues is not None}
    assert continued == {3: 2, 4: 2}
    assert all(row.kind.value == "update" for _, row in submission.rows if row.number != 13)
    assert {row.number for _, row in submission.rows if "action" not in row.cells} == {5, 7, 11, 14}


def test_hidden_rows_and_sheets_are_read_and_said_to_be_hidden() -> None:
    sheet = replace(
        sheet_from_markdown("| Action | Progress |\n| 9 | Held a forum. |\n| 10 | Wrote a guide. |"),
        hidden_rows=frozenset({3}),
        visibility=Visibility.VERY_HIDDEN,
    )
    (table,) = read_workbook(workbook_from_sheets(sheet)).tables
    assert table.hidden
    assert [row.hidden for row in table.rows] == [False, True]


def test_what_stands_in_other_columns_is_kept_with_its_cell() -> None:
    submission = read_markdown("""
| Action | Progress | Budget |  |
| 9 | Held a forum. | 77 | stray |
""")
    ((_, row),) = submission.rows
    assert {column: (traced.value, traced.cell.ref) for column, traced in row.other.items()} == {
        3: (77, "C2"),
        4: ("stray", "D2"),
    }


@pytest.mark.parametrize(
    "text", ["(" * 32_767, " -" * 16_000, "*" * 32_767, "Total" + " " * 30_000 + "x", "a-" * 16_000]
)
def test_a_cell_of_any_length_is_told_at_once(text: str) -> None:
    headings = sheet_from_markdown("| Action | Progress |")
    cells = [RawCell(row, column, text, text) for row in range(2, 40) for column in range(1, 1 + row % 3)]
    submission = read_workbook(workbook_from_sheets(replace(headings, cells=(*headings.cells, *cells))))
    assert len(submission.rows) == len({cell.row for cell in cells})


def test_a_row_of_narrative_alone_takes_the_agency_of_the_row_above() -> None:
    sheet = merged(
        """
| Action | Agency | Status | Progress |
| 9 | MBIE | Under way | Held a forum. |
|  |  |  | Wrote a guide. |
|  | DIA | Under way | Met unions. |
|  |  |  | Met firms. |
|  |  | Completed | Has a status and no agency. |
""",
        Area(2, 1, 6, 1),
    )
    rows = [row for _, row in read_workbook(workbook_from_sheets(sheet)).rows]
    assert [(row.number, row.continues, places(row).get("agency")) for row in rows] == [
        (2, None, "B2"),
        (3, 2, "B2"),
        (4, 2, "B4"),
        (5, 2, "B4"),
        (6, 2, None),
    ]


@pytest.mark.parametrize("text", ["Date: 3 March 2023", "Signed off by the manager"])
def test_who_signed_below_the_table_and_when_is_a_note(text: str) -> None:
    table = f"| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |\n| {text} |"
    assert kinds(read_markdown(table)) == [(2, "update"), (3, "note")]


def test_numbered_notes_are_notes_until_a_row_answers_again() -> None:
    table = """
| Action | Status | Progress |
| 2 | Under way | Trained forty inspectors. |
| Notes: |
| 1. Figures are provisional and may change. |
| 2. See the annex for the list of partners. |
| 3 | Under way | Wrote a guide for employers. |
| 5. This row says nothing of progress. |
"""
    assert kinds(read_markdown(table)) == [
        (2, "update"),
        (3, "note"),
        (4, "note"),
        (5, "note"),
        (6, "update"),
        (7, "update"),
    ]


def test_a_number_alone_among_notes_stays_an_update() -> None:
    table = "| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |\n| Notes: |\n| Action 3 |"
    assert kinds(read_markdown(table)) == [(2, "update"), (3, "note"), (4, "update")]


def test_rows_under_a_merged_status_take_it_and_name_its_cell() -> None:
    sheet = merged(
        """
| Action | Status | Progress | Next steps |
| 1 | Under way | Held a forum. |  |
| 2 |  | Wrote a guide. |  |
| 3 |  |  | Hold a forum. |
| 4 |  | Met unions. |  |
""",
        Area(2, 2, 4, 2),
    )
    rows = [row for _, row in read_workbook(workbook_from_sheets(sheet)).rows]

    assert [values(row).get("status") for row in rows] == ["Under way", "Under way", "Under way", None]
    assert rows[1].cells.place("status") == rows[0].cells.place("status")


BELOW = "| Action | Status | Progress | Team |  |\n| 2 | Under way | Trained forty inspectors. |"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| Approved by: | Ana Brown | 12 July 2022 |", "note"),
        ("| Approved by: Ana Brown | 12 July 2022 |", "note"),
        ("| Sign-off | Deputy Secretary |", "note"),
        ("| Title | Deputy Secretary |", "note"),
        ("| Phone | 04 918 8800 |", "note"),
        ("| Distribution list | Police | Customs |", "note"),
        ("| Date signed |  | 2022-07-12 |", "note"),
        ("|  |  |  | Name | Ana Brown |", "note"),
        ("| Approved by Cabinet | Under way | Held a forum. |", "update"),
        ("| Phone helplines | Under way | Extended hours |", "update"),
        ("| Phone | Under way | We extended the hours of the helpline. |", "update"),
        ("| Completed | Under way | Held forums |", "update"),
        ("|  | Name | Ana Brown |", "update"),
    ],
)
def test_the_labels_of_a_sign_off_make_a_note_beside_short_values(row: str, kind: str) -> None:
    assert kinds(read_markdown(f"{BELOW}\n\n{row}"))[1:] == [(4, kind)]


@pytest.mark.parametrize("heading", ["Key", "Key:", "Legend", "Status key", "Colour key", "Key to the colours"])
def test_a_key_below_the_table_is_notes_until_an_empty_row_or_a_row_that_names_an_action(heading: str) -> None:
    rows = "| G | Green | On track |\n| Amber | Some of it is late. |\n| Red = off track |"
    submission = read_markdown(f"{BELOW}\n{heading}\n{rows}\n| 3 | Under way | Met |\n\n| B | Blue | Done |")
    assert kinds(submission)[1:] == [
        *((number, "note") for number in (3, 4, 5, 6)),
        *((7, "update"), (9, "update")),
    ]


def test_a_row_below_notes_that_says_little_stays_an_update() -> None:
    rows = "Notes:\n| Train staff | Under way | Held a forum |"
    assert kinds(read_markdown(f"{BELOW}\n{rows}"))[1:] == [(3, "note"), (4, "update")]


@pytest.mark.parametrize(
    ("row", "above", "below"),
    [
        ("MSDX", "sub-heading", "sub-heading"),
        ("MXD", "update", "sub-heading"),
        ("NI", "update", "update"),
        ("Nil", "update", "update"),
        ("N2", "update", "update"),
        ("|  | Unsure |", "update", "update"),
        ("|  |  | Unsure |", "update", "update"),
    ],
)
def test_a_word_below_an_empty_row_is_a_sub_heading_unless_it_may_answer(row: str, above: str, below: str) -> None:
    assert kinds(read_markdown(f"{BELOW}\n{row}"))[1:] == [(3, above)]
    assert kinds(read_markdown(f"{BELOW}\n\n{row}"))[1:] == [(4, below)]


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("| Action | Status | Progress | Status | Meaning |", "note"),
        ("| Action | Status | Progress |  | Team |", "note"),
        ("| Action | Status | Progress | Action | Team |", "update"),
        ("| Action | Status | Progress | Progress | Team |", "update"),
        ("| Action | Status | Story | Status | Meaning |", "update"),
    ],
)
def test_a_row_beside_all_columns_that_are_read_is_a_note_unless_a_second_table_stands_there(
    headings: str, kind: str
) -> None:
    rows = "| 2 | Under way | Trained forty inspectors. | 1 | x |\n|  |  |  | Completed | Finished |"
    assert kinds(read_markdown(f"{headings}\n{rows}")) == [(2, "update"), (3, kind)]


def test_what_stands_beside_the_columns_that_are_read_stays_with_an_action_that_is_merged_over_it() -> None:
    sheet = merged(f"{BELOW}\n|  |  |  | Policy | It went on. |", Area(2, 1, 3, 1))
    assert kinds(read_workbook(workbook_from_sheets(sheet))) == [(2, "update"), (3, "update")]


def test_a_column_that_was_filled_down_is_no_updates() -> None:
    head = "| Action | Status | Progress |\n| 9 | Ongoing | Held a forum. |"
    filled = "\n".join(["| 9 | | |"] * 20)
    assert [kind for _, kind in kinds(read_markdown(f"{head}\n{filled}"))] == [
        "update",
        *["row of a column that was filled down"] * 20,
    ]
    few = "\n".join(["| 9 | | |"] * 19)
    assert {kind for _, kind in kinds(read_markdown(f"{head}\n{few}\n| 5 | | |"))} == {"update"}
    others = "\n".join(f"| {n} | | |" for n in range(1, 25))
    assert {kind for _, kind in kinds(read_markdown(f"{head}\n{others}"))} == {"update"}
    answered = "\n".join(["| 9 | | Held a forum. |"] * 30)
    assert {kind for _, kind in kinds(read_markdown(f"{head}\n{answered}"))} == {"update"}
