"""Rules on what a table in a page cannot show: locked files, features, hidden sheets and columns, cleaned text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.findings.model import Finding
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.reports.set_aside import set_aside
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from poatool.workbooks.model import Area, Feature, Note, RawCell, Sheet, Trouble, Unreadable, Visibility, Workbook
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
SHEET = sheet_from_markdown("| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |", "Updates")
BOOK = workbook_from_sheets(SHEET, path="dia.xlsx", properties={"custom.Agency": "DIA"})


def findings(book: Workbook | Unreadable) -> list[Finding]:
    submission = interpret(read(book, Columns.of()), EDITION)
    return list(check(Batch(EDITION, (submission,)), RULES))


def test_the_workbook_as_it_is_has_no_finding() -> None:
    assert findings(BOOK) == []


def test_a_locked_workbook_is_one_finding_that_says_what_to_do() -> None:
    locked = Unreadable("dia.xlsx", Trouble.ENCRYPTED, "It is locked with a password.", "Remove the password.")

    (finding,) = findings(locked)
    assert (finding.code, finding.severity) == ("WBK102", "error")
    assert (finding.message, finding.hint) == ("It is locked with a password.", "Remove the password.")


def test_a_damaged_workbook_is_one_finding() -> None:
    assert [f.code for f in findings(Unreadable("dia.xlsx", Trouble.DAMAGED, "It is damaged.", "Send it again."))] == [
        "WBK101"
    ]


def test_each_feature_is_a_finding_on_the_file() -> None:
    found = findings(replace(BOOK, features=frozenset(Feature)))

    assert [(f.code, f.severity, f.place.sheet) for f in found] == [("WBK114", "advice", None)] * len(Feature)
    assert len({f.message for f in found}) == len(Feature)


def test_a_comment_on_a_cell_of_an_update_is_named_and_not_quoted() -> None:
    for text, codes in (("Ask Mere for the figure.", ["WBK132"]), ("Error UPD301: no progress.", []), (" ", [])):
        commented = replace(SHEET, comments={(2, 3): text, (1, 1): "Fill in the number.", (9, 9): "Elsewhere."})
        found = findings(replace(BOOK, sheets=(commented,)))

        assert [f.code for f in found] == codes
        assert all((f.place.cell, f.severity) == ("C2", "advice") and "Mere" not in f.message for f in found)


TOLD = "Action 3: we trained ten inspectors this year as well."


@pytest.mark.parametrize(
    ("comments", "found_at"),
    [
        ({(4, 1): TOLD}, ["A4"]),
        ({(60, 5): "We trained ten inspectors as well."}, ["E60"]),
        ({(2, 9): "We trained ten inspectors as well."}, ["I2"]),
        ({(1, 3): f"Mere Smith:\n{TOLD}"}, ["C1"]),
        ({(1, 3): "What did your agency do on this action in the period? Whole sentences, please."}, []),
        ({(1, 1): "The number of the action, such as 3 or N1 (see the list of actions)."}, []),
        ({(4, 3): "Type here what your agency did.", (5, 3): "Type here what your agency did."}, []),
        ({(4, 3): "PUB509 warning: the text holds an unseen character."}, []),
        ({(4, 3): "Type here, please."}, []),
    ],
)
def test_a_comment_beside_the_updates_is_named_where_it_tells_something(
    comments: dict[tuple[int, int], str], found_at: list[str]
) -> None:
    found = findings(replace(BOOK, sheets=(replace(SHEET, comments=comments),)))
    assert [(f.code, f.place.cell) for f in found] == [("WBK132", cell) for cell in found_at]


def test_a_comment_on_a_sheet_that_is_hidden_or_has_no_table_is_let_pass() -> None:
    beside = Sheet("Notes", (), comments={(1, 1): TOLD})
    assert findings(replace(BOOK, sheets=(SHEET, beside))) == []


@pytest.mark.parametrize(
    ("text", "found_at"),
    [
        ("Action 3: wrote a guide for employers in May.", ["A1"]),
        ("Action 3 – a guide for employers was written, tested and sent to all of them", ["A1"]),
        ("Action 3 – a guide for employers", []),
        ("Actions 1 to 28: what was done in the year 2022 by the department and its partners.", []),
        (
            "Action 11: Identify mechanisms to assist in building greater child safeguarding measures in the Pacific.",
            [],
        ),
        ("The department looks back on a year of hard work.", []),
    ],
)
def test_a_text_about_an_action_outside_the_tables_is_found(text: str, found_at: list[str]) -> None:
    above = sheet_from_markdown(
        f"| {text} | |\n| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |", "Updates"
    )
    cover = sheet_from_markdown(f"| {text} |", "Cover")
    for sheets in ((above,), (cover, SHEET)):
        found = [f for f in findings(replace(BOOK, sheets=sheets)) if f.code == "WBK131"]
        assert [f.place.cell for f in found] == found_at
        assert [f.place.sheet for f in found] == [sheets[0].name] * len(found_at)


def test_what_a_check_wrote_into_a_copy_is_no_update_outside_the_table() -> None:
    said = "Action 26 has been incorporated into Action 9. This row is counted under Action 9."
    for name, codes in (("Findings", []), ("Cover", ["WBK131"])):
        beside = sheet_from_markdown(f"| {said} |", name)
        assert [f.code for f in findings(replace(BOOK, sheets=(beside, SHEET)))] == codes


def test_a_hidden_sheet_is_a_warning_unless_it_is_a_list_to_choose_from() -> None:
    kept = sheet_from_markdown("| Ongoing |", "Old notes")
    for name, codes in (("Old notes", ["WBK124"]), ("Lists", []), ("Drop-down lists", [])):
        beside = replace(kept, name=name, visibility=Visibility.HIDDEN)
        assert [f.code for f in findings(replace(BOOK, sheets=(SHEET, beside)))] == codes


def test_what_stands_in_a_hidden_sheet_or_column_is_found_in_each_row() -> None:
    hidden_sheet = replace(BOOK, sheets=(replace(SHEET, visibility=Visibility.VERY_HIDDEN),))
    hidden_column = replace(BOOK, sheets=(replace(SHEET, hidden_columns=((3, 3),)),))

    assert [(f.code, f.place.sheet, f.place.cell) for f in findings(hidden_sheet)] == [("WBK110", "Updates", "A2")]
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings(hidden_column)] == [("WBK110", "Updates", "C2")]


def test_what_stands_in_a_hidden_column_of_a_form_is_found() -> None:
    form = (
        "| Action | Action 2 | Action 3 |\n| Status | Ongoing | Ongoing |\n| Progress | Ran a forum. | Wrote a guide. |"
    )
    sheet = replace(sheet_from_markdown(form, "Form"), hidden_columns=((3, 3),))

    (finding,) = findings(replace(BOOK, sheets=(sheet,)))
    assert (finding.code, finding.place.cell, finding.message) == ("WBK110", "C1", "The column C is hidden.")


def test_what_stands_in_a_hidden_column_below_a_heading_that_is_merged_over_it_is_found() -> None:
    table = "| Action | Status | Progress | |\n| 2 | Ongoing | | Ran a forum. |"
    merged = replace(sheet_from_markdown(table, "Updates"), merges=(Area(1, 3, 1, 4),), hidden_columns=((4, 4),))

    assert [(f.code, f.place.cell) for f in findings(replace(BOOK, sheets=(merged,)))] == [("WBK110", "D2")]


def test_a_cell_that_another_is_merged_over_is_found_unless_both_say_the_same() -> None:
    table = "| Action | Status | Progress |\n| 2 | Ongoing | Ran a forum. |\n| 3 | Ongoing | Dismissed two officers. |"
    plain = sheet_from_markdown(table, "Updates")
    over_progress = replace(plain, merges=(Area(2, 3, 3, 3),))
    over_status = replace(plain, merges=(Area(2, 2, 3, 2),))

    (finding,) = findings(replace(BOOK, sheets=(over_progress,)))
    assert (finding.code, finding.place.cell) == ("WBK110", "C3")
    assert finding.message == "The cell C3 cannot be seen: C2 is merged over it."
    assert findings(replace(BOOK, sheets=(over_status,))) == []


def test_an_agency_that_is_named_above_a_table_hides_nothing() -> None:
    table = "| Agency: | DIA |\n| Action | Status | Progress | Agency |\n| 2 | Ongoing | Ran a forum. | |"
    sheet = replace(sheet_from_markdown(table, "Updates"), hidden_columns=((9, 9),), merges=(Area(1, 2, 1, 3),))

    assert findings(replace(BOOK, sheets=(sheet,))) == []


def test_what_was_cleaned_is_said_at_its_cell() -> None:
    note = Note("Updates", 2, 3, "Control characters (U+001B) were taken out of the text.")

    (finding,) = findings(replace(BOOK, notes=(note,)))
    assert (finding.code, finding.place.cell, finding.message) == ("WBK116", "C2", note.message)


def test_what_is_noted_of_a_whole_file_asks_for_no_cell() -> None:
    (finding,) = findings(replace(BOOK, notes=(Note("", 0, 0, "The file is named “.xlsx”, but is .csv inside."),)))
    assert finding.hint == "Check the file; save it again from Excel if something is missing."


def test_what_the_file_has_lost_is_a_warning_at_its_cell() -> None:
    notes = (Note("Sheet1", 2, 3, "The cell points to text 4, which the file does not have.", lost=True),)
    (found,) = findings(replace(BOOK, notes=notes))
    assert (found.code, found.severity, found.place.cell) == ("WBK128", "warning", "C2")
    assert found.message == "The cell points to text 4, which the file does not have."


def test_a_sheet_beside_the_table_that_was_not_read_is_said() -> None:
    more = sheet_from_markdown("| Action 3: wrote a guide. |", "More")

    (finding,) = findings(replace(BOOK, sheets=(SHEET, more)))
    assert (finding.code, finding.severity, finding.place.sheet, finding.place.cell) == (
        *("WBK125", "advice", "More", None),
    )
    assert (
        finding.message == "The sheet “More” has no table of updates that was understood; nothing on it is published."
    )


def test_a_sheet_that_looks_like_a_form_and_was_not_read_is_said_to_be_one() -> None:
    form = "| Action | the procurement work |\n| Progress | Wrote a guide. |"
    (finding,) = findings(replace(BOOK, sheets=(SHEET, sheet_from_markdown(form, "Form"))))
    assert (finding.code, finding.place.sheet) == ("WBK125", "Form")
    assert finding.message == (
        "The sheet “Form” looks like a form, but has no number of an action; nothing on it is published."
    )
    assert finding.hint.startswith("If it reports, write only the number of the action beside “Action”")


def test_a_form_beside_a_table_that_names_its_action_by_its_wording_is_published() -> None:
    plan = Columns.of_plan(FRAMEWORK)
    wording = (
        "Consider introducing legislation requiring businesses to report publicly on transparency in supply chains, "
        "to help eliminate practices of modern slavery."
    )
    form = "| Action | {} |\n| Status | Under way |\n| Progress | Wrote a guide. |"
    for action, found in ((wording, []), ("the procurement work", ["ACT201"])):
        sheets = (SHEET, sheet_from_markdown(form.format(action), "Form"))
        submission = interpret(read(replace(BOOK, sheets=sheets), plan), EDITION)
        assert submission.updates[1].codes == (("16",) if not found else ())
        assert [f.code for f in check(Batch(EDITION, (submission,)), RULES)] == found


def test_a_sheet_beside_a_form_that_was_not_read_is_said() -> None:
    form = sheet_from_markdown("| Action | 2 |\n| Status | Under way |\n| Progress | Trained inspectors. |", "Form")
    more = sheet_from_markdown("| Action 3: wrote a guide. |", "More")

    (finding,) = findings(replace(BOOK, sheets=(form, more)))
    assert (finding.code, finding.place.sheet) == ("WBK125", "More")


def test_each_heading_of_a_second_table_beside_the_first_is_a_warning() -> None:
    beside = sheet_from_markdown(
        "| Action | Progress | | Action | Progress |\n| 2 | Trained forty inspectors. | | 3 | Wrote a guide. |",
        "Updates",
    )
    found = [f for f in findings(replace(BOOK, sheets=(beside,))) if f.code in ("WBK107", "WBK126")]
    assert [(f.code, f.severity, f.place.cell) for f in found] == [
        ("WBK126", "warning", "D1"),
        ("WBK126", "warning", "E1"),
    ]


def test_a_copy_of_a_sheet_that_is_not_read_is_let_pass_as_it_is() -> None:
    for name in ("Findings (2)", "Read me (2)", "Lists (3)"):
        beside = replace(sheet_from_markdown("| What is wrong | Ongoing |", name), name=name)
        assert findings(replace(BOOK, sheets=(SHEET, beside))) == []
    assert findings(replace(BOOK, sheets=(SHEET, replace(beside, visibility=Visibility.HIDDEN)))) == []


def test_a_second_table_whose_headings_do_not_name_the_action_is_an_error_and_not_read_by_those_of_the_first() -> None:
    table = "| Action | Progress | Status |\n| 2 | Trained forty inspectors. | Under way |"
    second = "| Measure | Status | Progress |\n| 3 | Ongoing | Wrote a guide for border officers. |"
    sheet = sheet_from_markdown(f"{table}\n{second}", "Updates")
    found = [(f.code, f.place.row) for f in findings(replace(BOOK, sheets=(sheet,)))]
    assert found == [("WBK104", 3), ("WBK107", 3)]


def test_progress_that_is_merged_over_rows_is_told_from_none() -> None:
    rows = "| 2 | Ongoing | Trained forty inspectors. |\n| 3 | Ongoing | |\n| 5 | Ongoing | |"
    sheet = replace(
        sheet_from_markdown(f"| Action | Status | Progress |\n{rows}", "Updates"), merges=(Area(2, 3, 3, 3),)
    )
    found = [(f.place.cell, f.message) for f in findings(replace(BOOK, sheets=(sheet,))) if f.code == "UPD301"]

    assert found == [
        ("C3", "No progress is given for this row: C2 is merged over its cell, and counts for its own row only."),
        ("C4", "No progress is given."),
    ]


def test_a_table_that_lacks_a_column_keeps_its_own_rows_out_and_no_others() -> None:
    table = "| Action | Progress | Status |\n| 2 | Trained forty inspectors. | Under way |"
    second = "| Action | Status | Owner |\n| 3 | Ongoing | Mere |"
    sheet = sheet_from_markdown(f"{table}\n{second}", "Updates")
    submission = interpret(read(replace(BOOK, sheets=(sheet,)), Columns.of()), EDITION)
    errors = check(Batch(EDITION, (submission,)), RULES)

    assert [key.row for key in set_aside((submission,), errors)] == [4]


def test_an_unknown_heading_can_be_let_be_unless_its_table_lacks_a_column() -> None:
    def hints(headings: str) -> list[tuple[str, str]]:
        sheet = sheet_from_markdown(f"{headings}\n| 2 | Under way | Trained inspectors. |", "Updates")
        return [(f.code, f.hint) for f in findings(replace(BOOK, sheets=(sheet,))) if f.code == "WBK107"]

    whole = "| Action | Status | Progress | Budget code |"
    assert hints(whole) == [("WBK107", "Nothing needs to be done.")]
    assert hints("| Action | Status | Budget code |") == [("WBK107", "If it is “Progress”, give it that name.")]


def test_a_sheet_named_for_another_period_is_an_error_on_that_sheet() -> None:
    other = sheet_from_markdown("| Action | Status | Progress |\n| 3 | Ongoing | Wrote a guide. |")

    def found(*names: str) -> list[tuple[str, str | None]]:
        sheets = [replace(other, name=name) for name in names]
        return [(f.code, f.place.sheet) for f in findings(replace(BOOK, sheets=(SHEET, *sheets))) if f.code == "WBK115"]

    assert found("2021", "Return for 2023") == [("WBK115", "2021"), ("WBK115", "Return for 2023")]
    assert found("2022", "2021-22", "Plan 2020-2025", "Updates 21") == []


def test_a_sheet_named_for_another_period_is_let_be_where_its_rows_or_the_workbook_say_which() -> None:
    dated = sheet_from_markdown("| Action | Period | Progress |\n| 3 | 2022 | Wrote a guide. |", "2021")
    labelled = sheet_from_markdown("| Period: | 2022 |\n| Action | Progress |\n| 3 | Wrote a guide. |", "2021")

    for sheet in (dated, labelled):
        assert "WBK115" not in [f.code for f in findings(replace(BOOK, sheets=(sheet,)))]


def unheaded(text: str, *merges: Area) -> list[tuple[str, str | None]]:
    sheet = replace(sheet_from_markdown(text, "Updates"), merges=merges)
    return [(f.severity, f.place.cell) for f in findings(replace(BOOK, sheets=(sheet,))) if f.code == "WBK127"]


def test_text_below_the_second_column_of_a_merged_heading_is_said_once() -> None:
    table = (
        "| Action | Progress | | Notes |\n| 2 | A forum. | And more. | a |\n| 3 | | Wrote it. | |\n| 4 | B. | C. | |"
    )
    assert unheaded(table, Area(1, 2, 1, 3)) == [("warning", "C2")]
    assert unheaded(table.replace("And more.", "").replace("C.", "")) == [("warning", "C3")]


def test_titles_of_groups_and_figures_beside_a_table_are_no_text_without_a_heading() -> None:
    assert unheaded("| | Action | Progress | |\n| Prevention | 2 | Ran a forum. | 12 |") == []


def test_text_in_a_second_column_beside_the_answers_of_a_form_is_said() -> None:
    form = "| Action | 2 | |\n| Progress | Ran a forum. | And a second. |\n| Budget code | 77-A | Vote |"
    assert unheaded(form) == [("warning", "C2")]


def test_each_text_beside_between_and_below_the_labels_of_a_form_is_said() -> None:
    form = """
| Agency | | DIA | | Sent late. |
| Action | | 2 | | With 3 as well. |
| Met unions too. |
| Status | | Under way | | For now. |
| Part 2: progress |
| Progress | | Ran a forum. | | And a second. | 12 | (max 200 words) | (And so on.) |
| | | | | And a third. |
| Contact | | Mere |
| | | | | And a fourth. |

| | | | | And a fifth. |
"""
    assert unheaded(form) == [("warning", cell) for cell in ("E1", "E2", "A3", "E4", "E6", "H6", "E7", "E9", "E11")]


def test_a_sentence_apart_below_the_labels_is_said_and_no_label_of_the_form() -> None:
    form = "| Action | 2 |\n| Status | Ongoing |\n| Progress | Ran a forum. |\n| Next steps |\n\n{}"
    below = "| We also opened a shelter in Gore. |\n| And one in Napier as well. |"
    more = "\n\n| Action | 3 |\n| Status | Ongoing |\n| Progress | Met unions. |"
    assert unheaded(form.format(below)) == [("warning", "A6"), ("warning", "A7")]
    assert unheaded(form.format(below + more)) == [("warning", "A6"), ("warning", "A7")]
    for text in (below, "Thank you!", "Please return this form to us by 1 May.", "Section 2: what we did in the year"):
        found = findings(replace(BOOK, sheets=(sheet_from_markdown(form.format(f"| {text} |"), "Form"),)))
        assert [f.place.cell for f in found if f.code == "WBK107"] == ([] if text == below else ["A6"])
    assert unheaded(form.replace("\n\n{}", "\n| Part B: what we did this year |\n")) == []


def test_what_stands_below_the_answer_to_a_label_of_no_column_goes_with_it() -> None:
    form = "| Action | 2 |\n| Progress | Ran a forum. |\n| Risks | Few. |\n| | And rare. |\n| | | We met unions. |"
    assert unheaded(form) == [("warning", "C5")]
    apart = "| Action | 2 |\n| Progress | Ran a forum. |\n\n| Other work: |\n| We met unions. |"
    assert unheaded(apart) == [("warning", "A5")]


def test_a_label_that_comes_again_in_a_form_is_said_where_it_answers_otherwise_and_is_published() -> None:
    form = (
        "| Agency | DIA |\n| Contact | Mere |\n| Action | 2 |\n| Status | Under way |\n| Progress | Ran a forum. |\n"
        "| Contact | Aroha |\n| Agency | DIA |\n"
    )
    again = form + "| Lead agency | Police |\n| Current status | Completed |"
    assert findings(replace(BOOK, sheets=(sheet_from_markdown(form, "Form"),))) == []
    found = findings(replace(BOOK, sheets=(sheet_from_markdown(again, "Form"),)))
    assert [(f.code, f.place.cell, f.message) for f in found] == [
        ("WBK126", "A8", "The label “Lead agency” means the same as “Agency” in row 1; only that one is read."),
        ("WBK126", "A9", "The label “Current status” means the same as “Status” in row 4; only that one is read."),
    ]
    assert {f.hint for f in found} == {"Move its text into that answer."}


def test_forms_side_by_side_lose_nothing() -> None:
    forms = (
        "| Action | 2 | | Action | 3 |\n| Status | Ongoing | | Status | Ongoing |\n"
        "| Progress | Ran it. | | Progress | |"
    )
    (found,) = findings(replace(BOOK, sheets=(sheet_from_markdown(forms, "Form"),)))
    assert (found.code, found.place.cell) == ("UPD301", "E3")
    assert unheaded(forms.replace("| Progress | |", "| Progress | Met. | And more. |")) == [("warning", "F3")]


def test_an_agency_beside_one_that_is_named_above_a_form_is_said() -> None:
    form = "| Action | 2 |\n| Status | Ongoing |\n| Progress | Ran a forum. |"
    plan = Columns.of_plan(FRAMEWORK)
    sheet = sheet_from_markdown(f"| Agency: DIA | | MBIE | Annual return |\n{form}", "Form")
    submission = interpret(read(replace(BOOK, sheets=(sheet,)), plan), EDITION)
    (found,) = check(Batch(EDITION, (submission,)), RULES)
    assert (found.code, found.place.cell) == ("WBK127", "C1")


def test_text_in_a_form_that_is_not_answered_is_not_said_apart() -> None:
    assert unheaded("| Agency | DIA | Choose yours. |\n| Action |\n| Progress |") == []


def test_a_row_that_no_table_has_is_said() -> None:
    rows = ("| Action | Status | Progress |", "| 2 | Under way | Trained forty. |", "| 3 | Under way | Wrote one. |")
    sheet = sheet_from_markdown("\n".join(rows))
    submission = interpret(read(workbook_from_sheets(sheet), Columns.of()), EDITION)
    (table,) = submission.submission.tables
    short = replace(submission.submission, tables=(table._replace(rows=table.rows[:1]),))
    (found,) = [f for f in check(Batch(EDITION, (replace(submission, submission=short),)), RULES) if f.code == "WBK130"]
    assert (found.place.sheet, found.message) == ("Sheet1", "Not read: row 3. This is a bug in poatool.")


def test_an_address_in_a_formula_is_as_good_as_typed() -> None:
    formula = 'HYPERLINK("https://example.org/22","Report")'
    table = "| Action | Status | Progress | Evidence |\n| 2 | Under way | Trained forty inspectors. | Report |"
    sheet = sheet_from_markdown(table, "Updates")
    for link, codes in (("https://example.org/22", []), (None, ["UPD312", "WBK133"])):
        cells = (*sheet.cells[:-1], sheet.cells[-1]._replace(formula=formula, link=link))
        found = findings(replace(BOOK, sheets=(replace(sheet, cells=cells),)))
        assert sorted(f.code for f in found) == codes


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Progress report for the year ended 31 December 2021", True),
        ("Annual return 2021", True),
        ("2021 progress update", True),
        ("Progress report for 2022", False),
        ("Progress report for 2021 and 2022", False),
        ("Progress report 2021/22", False),
        ("Return for 2022, due by 3 March 2023", False),
        ("Plan of Action 2020–25: progress report", False),
        ("The plan was published in March 2021", False),
        ("Progress update – calendar year 2021", True),
        ("Calendar year 2021", True),
        ("Year ended 31 December 2021", True),
        ("As at 31 December 2021", True),
        ("Achievements in 2021", True),
        ("Progress from 1 January to 31 December 2021", True),
        ("January–December 2021", True),
        ("2021 Progress Report (updated January 2022)", True),
        ("Progress report 2021, due by 31 March 2022", True),
        ("2021", True),
        ("Year ending | 31/12/2021", True),
        ("Progress report | 2021", True),
        ("New Zealand Police – Year to 31 December 2021", True),
        ("Ministry of Justice 2021", True),
        ("Plan of Action 2020–25: Progress 2021", True),
        ("Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25", False),
        ("Plan of Action 2021–25", False),
        ("Achievements in 2021 and 2022", False),
        ("Update of the 2021 plan", False),
        ("Published 17 March 2021", False),
        ("17 March 2021", False),
        ("31/12/2021", False),
        ("Template version 2021", False),
        ("2021 template", False),
        ("Version | 2021", False),
        ("2021 | 2022", False),
        ("Action 2021", False),
        ("Calendar year 2022", False),
        ("Annual return (send back by 31 March 2021)", False),
        ("Minister Smith, Cabinet 2021", False),
    ],
)
def test_a_title_of_an_earlier_return_is_doubted(title: str, said: bool) -> None:
    rows = "| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |"
    sheet = sheet_from_markdown(f"| {title} | |\n{rows}", "Updates")
    assert [f.code for f in findings(replace(BOOK, sheets=(sheet,)))] == (["WBK134"] if said else [])
    stated = sheet_from_markdown(f"| {title} | |\n| Period: | 2022 |\n{rows}", "Updates")
    assert findings(replace(BOOK, sheets=(stated,))) == []


def test_a_title_in_two_lines_is_doubted_once_and_not_beside_one_of_the_period() -> None:
    rows = "| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |"

    def found(*titles: str) -> list[tuple[str, str | None, str | None]]:
        above = "".join(f"| {title} | |\n" for title in titles)
        sheet = sheet_from_markdown(above + rows, "Updates")
        return [(f.code, f.place.cell, f.value) for f in findings(replace(BOOK, sheets=(sheet,)))]

    assert found("Progress report 2021", "As at 31 December 2021") == [("WBK134", "A1", "Progress report 2021")]
    assert found("Annual report", "Year ending | 31/12/2021") == [("WBK134", "B2", "31/12/2021")]
    assert found("Progress report 2022", "Achievements in 2021") == []


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        *(("Draft", True), ("DO NOT USE", True), ("Not for publication", True), ("Updates (old)", True)),
        *((tab, True) for tab in ("Last year", "Previous", "Previous year", "Last year’s update", "WIP", "Test 2")),
        *((tab, False) for tab in ("Testing of workers", "Template", "Since last year", "Past practice", "Lasting")),
        *(("Superseded_2", True), ("Updates", False), ("Gold coast", False), ("Drafting guidance", False)),
    ],
)
def test_a_sheet_whose_tab_says_that_it_is_not_meant_is_doubted(tab: str, said: bool) -> None:
    found = [(f.code, f.place.sheet) for f in findings(replace(BOOK, sheets=(replace(SHEET, name=tab),)))]
    assert found == ([("WBK135", tab)] if said else [])


def test_a_template_beside_the_sheet_that_was_filled_in_is_doubted() -> None:
    other = sheet_from_markdown("| Action | Status | Progress |\n| 3 | Ongoing | Wrote a guide. |", "Template")
    found = [(f.code, f.place.sheet) for f in findings(replace(BOOK, sheets=(SHEET, other)))]
    assert found == [("WBK135", "Template")]


def test_where_the_action_is_only_on_the_tab_the_hint_says_so() -> None:
    sheet = sheet_from_markdown("| Status | Progress |\n| Under way | Trained forty inspectors. |", "Action 3")
    (finding,) = [f for f in findings(replace(BOOK, sheets=(sheet,))) if f.code == "WBK104"]
    assert finding.hint == "If all its rows are about Action 3, as its tab says, add a column “Action” that says so."


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("We also opened a shelter in Gore.", True),
        ("Prevention", False),
        ("Pillar 2 – what we did to protect people", False),
        ("Identify mechanisms to assist in building greater child safeguarding measures in the Pacific.", False),
    ],
)
def test_a_sentence_left_of_the_table_is_not_passed_over(left: str, said: bool) -> None:
    table = f"| | Action | Status | Progress |\n| {left} | 11 | Under way | Trained forty inspectors. |"
    found = findings(replace(BOOK, sheets=(sheet_from_markdown(table, "Updates"),)))
    assert [(f.code, f.place.cell) for f in found] == ([("WBK127", "A2")] if said else [])


@pytest.mark.parametrize(("second", "codes"), [("Wrote a guide.", ["WBK126"]), ("", [])])
@pytest.mark.parametrize("heading", ["Progress", "Activities"])
def test_a_column_that_repeats_another_is_said_where_it_holds_anything(
    heading: str, second: str, codes: list[str]
) -> None:
    table = f"| Action | Status | Progress | {heading} |\n| 2 | Under way | Trained forty inspectors. | {second} |"
    found = findings(replace(BOOK, sheets=(sheet_from_markdown(table, "Updates"),)))
    assert [f.code for f in found] == codes


def test_a_column_that_repeats_another_with_a_formula_that_was_never_calculated_is_said() -> None:
    table = "| Action | Status | Progress | Activities |\n| 2 | Under way | Trained forty inspectors. | |"
    sheet = sheet_from_markdown(table, "Updates")
    formula = RawCell(2, 4, None, "", formula="Draft!B2")
    found = findings(replace(BOOK, sheets=(replace(sheet, cells=(*sheet.cells, formula)),)))
    assert [(f.code, f.place.cell) for f in found] == [("WBK126", "D1")]


def headed_otherwise(*rows: str, head: str = "| Action | Status | Progress |") -> list[tuple[str, str | None]]:
    table = "\n".join([head, "| 2 | Under way | Trained forty inspectors. |", *rows])
    sheet = sheet_from_markdown(table, "Updates")
    return [(f.code, f.place.cell) for f in findings(replace(BOOK, sheets=(sheet,)))]


_LAST_YEARS = "| 4 | Ongoing | Met the agencies each month. |"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        *((row, "WBK136") for row in ("Last year’s update", "Previous updates", "Archive", "Delete before sending")),
        *((row, "WBK136") for row in ("2021", "2021 update", "2021 progress", "Progress in 2021", "Year to June 2021")),
        *((row, "WBK136") for row in ("Previous year (2021)", "2020", "2023", "Old rows – for reference only")),
        *(
            (row, "WBK108")
            for row in ("2022", "2022 update", "This year’s update", "Prevention", "Work with old people")
        ),
        *((row, "WBK108") for row in ("Updates since last year", "Historical abuse in care")),
    ],
)
def test_rows_below_a_sub_heading_of_another_time_are_doubted(row: str, code: str) -> None:
    assert headed_otherwise(f"| {row} | | |", _LAST_YEARS) == [(code, "A3")]


def test_a_year_that_is_a_number_is_a_sub_heading_too() -> None:
    sheet = sheet_from_markdown(
        f"| Action | Status | Progress |\n| 2 | Under way | Trained. |\n| x | | |\n{_LAST_YEARS}", "Updates"
    )
    cells = tuple(c._replace(value=2021.0, text="2021") if c.value == "x" else c for c in sheet.cells)
    found = findings(replace(BOOK, sheets=(replace(sheet, cells=cells),)))
    (finding,) = [f for f in found if f.place.row == 3]
    assert (finding.code, finding.message) == ("WBK136", "The rows below “2021” are published for 2022.")
    assert "“Period: 2021”" in finding.hint


def test_what_a_sub_heading_says_of_the_time_holds_up_to_the_next_that_does() -> None:
    below = ("| 5 | Ongoing | Met in Gore each month. |", "| 7 | Ongoing | Met in Levin each month. |")
    heads = ("| 2021 | | |", "| Protection | | |", "| 2022 | | |")
    assert headed_otherwise(heads[0], heads[1], _LAST_YEARS, heads[2], *below) == [
        ("WBK136", "A3"),
        ("WBK108", "A4"),
        ("WBK108", "A6"),
    ]
    assert headed_otherwise(heads[0], heads[2], *below) == [("WBK108", "A3"), ("WBK108", "A4")]
    assert headed_otherwise(*below, heads[0]) == [("WBK108", "A5")]


def test_rows_that_state_their_period_are_as_they_say() -> None:
    head = "| Action | Status | Progress | Period |"
    stated = "| 4 | Ongoing | Met the agencies each month. | 2022 |"
    assert headed_otherwise("| 2021 | | | |", stated, head=head) == [("WBK108", "A3")]


def test_actions_before_a_year_may_be_two_numbers_and_are_no_sub_heading() -> None:
    assert headed_otherwise("| Actions 2021 | | |")[0][0].startswith("ACT")


def found_at(below: str, sheet: Sheet = SHEET, period: str = "2022") -> list[str]:
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id[period])
    submission = replace(read(replace(BOOK, sheets=(sheet,)), Columns.of()), below=below)
    return [f.code for f in check(Batch(edition, (interpret(submission, edition),)), RULES)]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        *((path, True) for path in ("2021/justice.xlsx", "OT progress report 2021.xlsx", "Police_2021.ods")),
        *((path, True) for path in ("Returns 2021/North/police.xlsx", "2022/Report2021.xlsx", "2021\\police.xlsx")),
        *((path, True) for path in ("sent.zip/2021/police.xlsx", "Police 2024.xlsx")),
        *((path, False) for path in ("2022/police.xlsx", "2021/police 2022.xlsx", "2021-22/police.xlsx")),
        *((path, False) for path in ("2021-12-15 MBIE.xlsx", "MBIE 15.12.2021.xlsx", "MBIE 20211215.xlsx")),
        *((path, False) for path in ("December 2021/MBIE.xlsx", "Plan 2020-25.xlsx", "Plan 2021–25/MBIE.xlsx")),
        *((path, False) for path in ("Template 2021.xlsx", "2023/MBIE.xlsx", "Received in 2023/MBIE.xlsx")),
    ],
)
def test_a_file_or_folder_named_for_another_period_is_doubted(below: str, said: bool) -> None:
    assert found_at(below) == (["WBK137"] if said else [])


def test_a_submission_is_sent_in_the_year_after() -> None:
    assert found_at("2022-01-15 MBIE.xlsx", period="2021") == []
    assert found_at("2022/MBIE.xlsx", period="2021") == []


@pytest.mark.parametrize(
    "text",
    [
        "| Period: | 2022 |\n| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |",
        "| Progress report 2022 | |\n| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |",
        "| Action | Period | Status | Progress |\n| 2 | 2022 | Under way | Trained forty inspectors. |",
    ],
)
def test_what_a_workbook_says_of_its_period_counts_before_the_name_of_its_folder(text: str) -> None:
    assert found_at("2021/police.xlsx", sheet_from_markdown(text, "Updates")) == []
    assert found_at("2021/police.xlsx", replace(SHEET, name="2022")) == []


def test_a_title_of_an_earlier_period_is_said_and_not_its_folder_too() -> None:
    text = "| Progress report 2021 | |\n| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |"
    assert found_at("2021/police.xlsx", sheet_from_markdown(text, "Updates")) == ["WBK134"]


def test_a_column_that_was_filled_down_is_one_finding_at_its_first_row() -> None:
    filled = "\n".join(["| 2 | | |"] * 30)
    table = f"| Action | Status | Progress |\n| 2 | Under way | Trained forty inspectors. |\n{filled}"
    book = workbook_from_sheets(sheet_from_markdown(table), path="dia.xlsx", properties={"custom.Agency": "DIA"})
    (finding,) = findings(book)
    assert (finding.code, finding.place.cell) == ("WBK108", "A3")
    assert finding.message == "Rows 3 to 32 only say “2”, and were not read as updates."
