"""Another quarter's work in a plan whose years begin in April: in a tab, a file's name, a column or a text."""

import datetime as dt
from dataclasses import replace

import pytest

from poatool.findings.set_aside import set_aside, updates_that_count
from poatool.framework.edition import as_of
from poatool.framework.model import ReportingPeriod
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from tests.support.checking import TABLE, as_read, book_of, plan_with, sheet, update

SPANS = (((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31)))
QUARTERS = tuple(
    ReportingPeriod(
        id=f"2022-23 Q{at}", start=dt.date(2022, *first), end=dt.date(2022, *last), aliases=(f"Round {at}",)
    )
    for at, (first, last) in enumerate(SPANS, 1)
)
PLAN = plan_with(lambda action: replace(action, history=()))
EDITION = as_of(replace(PLAN, periods=QUARTERS), QUARTERS[1])


def published(table: str = TABLE, tab: str = "Updates", path: str = "dia.xlsx") -> tuple[list[str], set[str]]:
    """The texts of a workbook that are published for the second quarter, and the codes of its errors and warnings."""
    submission = as_read(book_of(sheet(table, tab), path=path), EDITION)
    findings = check(Batch(EDITION, (submission,)), RULES)
    updates = updates_that_count([submission], set_aside([submission], findings))
    return [each.progress for _, each in updates], {f.code for f in findings if f.severity != "advice"}


@pytest.mark.parametrize("tab", ["June 2022", "October", "Q1 2022-23", "Round 1", "T3", "Oct 22 – Dec 22"])
def test_a_tab_of_another_time_is_not_published(tab: str) -> None:
    assert published(tab=tab) == ([], {"WBK115"})


@pytest.mark.parametrize(
    "title", ["Environment: Q3 return", "Round 1", "October", "June 22 Qtr", "Progress to 30 June 2022", "FY23 Q1"]
)
def test_a_title_of_another_part_of_a_year_is_an_error(title: str) -> None:
    assert published(f"| {title} | | |\n{TABLE}") == ([], {"WBK115"})


@pytest.mark.parametrize(
    "title",
    [
        *("Environment: Q2 return", "Q3. What was done", "Q1 What did you do?", "Prepared in October"),
        *("August", "September 2022 quarter", "2022/23 (July to September)", "Progress to 30 September 2022"),
    ],
)
def test_a_title_with_this_quarter_or_without_a_time_is_accepted(title: str) -> None:
    assert published(f"| {title} | | |\n{TABLE}") == (["Trained forty inspectors."], set())


@pytest.mark.parametrize("above", ["| Annual return 2022-23 | | |", "| Period: | 2022-23 | |"])
def test_a_year_is_asked_about_where_nothing_says_which_part_of_it_is_meant(above: str) -> None:
    assert published(f"{above}\n{TABLE}") == (["Trained forty inspectors."], {"WBK137"})


@pytest.mark.parametrize("said", ["Okres II 2022-23", "Q2 2022", "Q2 2022-23 (Jan–Mar 2022)", "H1 2022-23"])
def test_a_label_that_may_mean_another_part_of_the_year_is_an_error(said: str) -> None:
    assert published(f"| Period: | {said} | |\n{TABLE}") == ([], {"WBK115"})


@pytest.mark.parametrize(("above", "times"), [("Q1", 0), ("First quarter", 0), ("Q1 update", 0), ("Q2", 1)])
def test_a_row_with_only_a_part_of_the_year_says_when_the_rows_below_it_were_done(above: str, times: int) -> None:
    heads, row = TABLE.splitlines()
    assert published(f"{heads}\n| {above} | | |\n{row}")[0] == ["Trained forty inspectors."] * times


def test_a_quarter_in_a_cell_is_in_the_year_of_the_label() -> None:
    table = "| Quarter | Action | Progress |\n| Q2 | 2 | Trained forty inspectors. |"
    assert published(f"| Year: | 2022-23 | |\n{table}")[0] == ["Trained forty inspectors."]
    assert published(f"| Year: | 2021-22 | |\n{table}") == ([], {"WBK115"})


@pytest.mark.parametrize(("stated", "is_published"), [("Round 1", False), ("Round 2", True), ("3", False)])
def test_the_word_of_the_plan_for_a_period_heads_a_column(stated: str, is_published: bool) -> None:
    texts, _ = published(f"| Action | Round | Progress |\n| 2 | {stated} | Trained forty inspectors. |")
    assert texts == (["Trained forty inspectors."] if is_published else [])


@pytest.mark.parametrize("stated", ["Q2 last year", "Q2 (previous year)"])
def test_an_earlier_year_in_words_is_asked_about(stated: str) -> None:
    assert published(f"| Action | Period | Progress |\n| 2 | {stated} | Trained forty inspectors. |")[1] == {"WBK137"}


def test_columns_to_the_right_of_the_progress_of_the_period_are_of_the_period() -> None:
    headings = "| Action | Progress Oct–Dec | Progress Jul–Sep | RAG |"
    row = "| 2 | Trained ten more inspectors in the south. | Trained forty inspectors. | Under way |"
    assert published(f"{headings}\n{row}") == (["Trained forty inspectors."], {"WBK125"})


@pytest.mark.parametrize("tab", ["Q1", "T3", "October", "Round 3"])
def test_a_tab_of_another_part_of_the_year_in_a_label_is_not_published(tab: str) -> None:
    texts, found = published(f"| Year: | 2022-23 | |\n{TABLE}", tab)
    assert texts == []
    assert "WBK115" in found


@pytest.mark.parametrize("tab", ["Updates", "2022-23"])
def test_a_quarter_beside_the_year_of_a_label_or_tab_is_clear(tab: str) -> None:
    labels = "| Financial year: | 2022-23 | |\n| Quarter: | Q2 | |"
    assert published(f"{labels}\n{TABLE}", tab) == (["Trained forty inspectors."], set())


def test_the_years_in_the_title_of_a_plan_are_not_a_period() -> None:
    plan = replace(EDITION.framework, title="Warm Homes Plan 2022–23")
    edition = as_of(plan, plan.periods[1])
    submission = as_read(book_of(sheet(f"| Warm Homes Plan 2022-23: progress | | |\n{TABLE}")), edition)
    assert [f.code for f in check(Batch(edition, (submission,)), RULES) if f.severity != "advice"] == []


@pytest.mark.parametrize(
    "title",
    [
        *("Return on the Plan of Action 2020 to 2025", "2020–2025 Plan of Action: return"),
        *("2020 to 2025 Plan of Action", "Plan of Action (2020 through 2025)"),
    ],
)
def test_the_years_for_which_a_plan_runs_are_not_a_period(title: str) -> None:
    assert published(f"| {title} | | |\n\n{TABLE}") == (["Trained forty inspectors."], set())


@pytest.mark.parametrize("tab", ["July 2022", "Sept", "Q2 2022-23", "Round 2", "T2", "Jul–Sep", "Updates"])
def test_a_tab_of_this_period_is_published(tab: str) -> None:
    assert published(tab=tab) == (["Trained forty inspectors."], set())


@pytest.mark.parametrize(
    "name",
    [
        *("DIA Q3.xlsx", "2022-23/DIA Q1.xlsx", "DIA Q1 2022-23.xlsx", "DIA round 3.xlsx"),
        *("DIA Q4 2022-23.xlsx", "DIA 2021.xlsx", "Q1_2022_23 sent 2023.xlsx", "2022-23/Q1/DIA.xlsx"),
    ],
)
def test_a_file_named_after_another_time_is_not_published(name: str) -> None:
    assert published(path=name) == ([], {"WBK115"})


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("DIA Q2 2022-23.xlsx", set()),
        ("DIA T2 2022-2023.xlsx", set()),
        ("DIA 2023.xlsx", {"WBK137"}),
        ("DIA 2022.xlsx", set()),
    ],
)
def test_a_file_named_after_this_period_or_the_year_of_sending_is_published(name: str, found: set[str]) -> None:
    assert published(path=name) == (["Trained forty inspectors."], found)


@pytest.mark.parametrize(
    "text",
    [
        "Q1 (April–June 2022): trained forty inspectors.",
        "[Q1] Trained forty inspectors.",
        "(Round 3 return) Trained forty inspectors.",
        "T1 : trained forty inspectors.",
        "Rapport du T1 2022-2023 : trained forty inspectors.",
        "April to June 2022 – trained forty inspectors.",
        "Carried over from 2021-22. Trained forty inspectors.",
        "Same as Q1. Trained forty inspectors.",
        "As reported in Q1 2022-23: trained forty inspectors.",
        "Q1 report carried forward. Trained forty inspectors.",
        "As per last quarter's report: trained forty inspectors.",
    ],
)
def test_a_text_headed_with_another_period_is_not_published(text: str) -> None:
    assert published(update(text)) == ([], {"WBK117"})


@pytest.mark.parametrize(
    "text",
    [
        "Q2: trained forty inspectors.",
        "Building on work begun in Q1, trained forty inspectors.",
        "Compared with Q1 2022-23, calls rose by 12 per cent.",
        "The review of 2021-22 was tabled. Trained forty inspectors.",
    ],
)
def test_a_text_that_mentions_another_period_is_published(text: str) -> None:
    assert published(update(text))[0] == [text]


def test_a_quarter_beside_a_year_says_which_rows_are_for_this_period() -> None:
    rows = [
        "| Fiscal year | Quarter | Action | Status | Progress |",
        "| 2022-23 | Q2 | 2 | Under way | Trained forty. |",
    ]
    rows += ["| 2022-23 | Q1 | 2 | Under way | Wrote a guide. |", "| 2021-22 | Q2 | 3 | Under way | Met employers. |"]
    assert published("\n".join(rows)) == (["Trained forty."], {"WBK117"})


def test_a_tab_without_a_year_does_not_contradict_the_year_of_a_title() -> None:
    title = "| Progress in Q2 2021-22 | | |"
    assert published(f"{title}\n{TABLE}", tab="Second quarter") == ([], {"WBK115"})


def test_tabs_for_months_of_the_quarter_may_report_on_the_same_action() -> None:
    tabs = sheet(TABLE, "July"), sheet(update("Wrote a guide."), "August")
    submission = as_read(book_of(*tabs), EDITION)
    assert [f.code for f in check(Batch(EDITION, (submission,)), RULES) if f.severity != "advice"] == []


@pytest.mark.parametrize("said", [("1", "2"), ("I", "II"), ("Q1", "Q2"), ("2022-23 Q1", "2022-23 Q2")])
def test_a_number_below_quarter_is_a_quarter_of_the_year_beside_it(said: tuple[str, str]) -> None:
    before, this = said
    rows = [
        "| Año | Trimestre | Action | Status | Progress |",
        f"| 2022-23 | {before} | 2 | Under way | Wrote a guide. |",
        f"| 2022-23 | {this} | 2 | Under way | Trained forty. |",
    ]
    assert published("\n".join(rows)) == (["Trained forty."], set())


@pytest.mark.parametrize(
    "said",
    [
        *("Quarter | {}", "Quarter: | {}", "Quarter ending: | {}", "Quarter ended | {}", "Period end: | {}"),
        "Update, quarter to {} |",
    ],
)
def test_a_label_says_with_its_value_which_quarter_it_is(said: str) -> None:
    before, this = ("30 June 2022", "30/09/2022") if "end" in said or "to" in said else ("first", "2")
    assert published(f"| {said.format(before)} |\n{TABLE}") == ([], {"WBK115"})
    assert published(f"| {said.format(this)} |\n{TABLE}") == (["Trained forty inspectors."], set())


@pytest.mark.parametrize("head", ["Avances de abril a junio de 2022", "Quarter 1 (April to June 2022)", "Q1 2022-23"])
def test_rows_below_the_time_of_another_quarter_are_not_published(head: str) -> None:
    plan = replace(EDITION.framework, columns={"progress": ("Avances",)})
    edition = as_of(plan, plan.periods[1])
    table = TABLE.split("\n")
    rows = "\n".join([table[0], f"| {head} | | |", *table[1:]])
    submission = as_read(book_of(sheet(rows)), edition)
    assert "WBK117" in {f.code for f in check(Batch(edition, (submission,)), RULES)}


@pytest.mark.parametrize(("first", "last", "ours"), [("July", "September", True), ("April", "June", False)])
def test_the_first_and_last_day_of_a_period_may_have_labels_of_their_own(first: str, last: str, ours: bool) -> None:
    for begin, end in (("From:", "To"), ("Reporting from", "Reporting to:")):
        labels = f"| {begin} | 1 {first} 2022 | |\n| {end} | 30 {last} 2022 | |"
        assert published(f"{labels}\n{TABLE}") == ((["Trained forty inspectors."], set()) if ours else ([], {"WBK115"}))


MONTHS = tuple(
    ReportingPeriod(id=f"2023-0{month}", start=dt.date(2023, month, 1), end=dt.date(2023, month, last))
    for month, last in ((1, 31), (2, 28), (3, 31))
)
TERMS = tuple(
    ReportingPeriod(id=f"2023 Term {number}", start=dt.date(2023, *first), end=dt.date(2023, *last))
    for number, (first, last) in enumerate([((1, 30), (4, 6)), ((4, 24), (6, 30)), ((7, 17), (9, 22))], 1)
)


@pytest.mark.parametrize(
    ("periods", "title", "ours"),
    [
        (MONTHS, "Relatório de fevereiro de 2023", 1),
        (MONTHS, "Relatório mensal 03/2023", 2),
        (MONTHS, "Progresso: jan/2023", 0),
        (MONTHS, "Progresso em janeiro", 0),
        (TERMS, "Report for Term 3 2023", 2),
        (TERMS, "Report for Term 2", 1),
        (TERMS, "24 April – 30 June 2023", 1),
        (TERMS, "Report for Term 5", None),
        (TERMS, "Report for Term 3 2022", None),
    ],
)
def test_a_plan_may_report_by_months_or_by_terms(
    periods: tuple[ReportingPeriod, ...], title: str, ours: int | None
) -> None:
    for at, period in enumerate(periods):
        edition = as_of(replace(PLAN, periods=periods), period)
        submission = as_read(book_of(sheet(f"| {title} | | |\n{TABLE}")), edition)
        codes = {f.code for f in check(Batch(edition, (submission,)), RULES) if f.severity != "advice"}
        assert codes == (set() if at == ours else {"WBK115"}), period.id
