"""Another quarter's work in a plan whose years begin in April: in a tab, a file's name, a column or a text."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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


PLACES = {
    "a tab": lambda said: published(tab=said),
    "a title": lambda said: published(f"| {said} | | |\n{TABLE}"),
    "a title above a gap": lambda said: published(f"| {said} | | |\n\n{TABLE}"),
    "the label “Period”": lambda said: published(f"| Period: | {said} | |\n{TABLE}"),
    "the name of a file": lambda said: published(path=said),
    "the beginning of a text": lambda said: published(update(said)),
}
"""Where a time may be stated."""


def stated_times() -> Iterator[tuple[str, str, str]]:
    """A place, what is stated there, and what follows: codes of findings, and `published` if the text still is."""
    for section in Path(__file__).with_name("quarters.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        place, *lines = section.splitlines()
        for line in filter(None, lines):
            said, _, follows = line.removeprefix("- ").partition(" → ")
            yield place, said, follows or "published"


@pytest.mark.parametrize(("place", "said", "follows"), [*stated_times()])
def test_the_time_that_is_stated_decides_what_is_published(place: str, said: str, follows: str) -> None:
    texts, codes = PLACES[place](said)
    assert " ".join(["published"] * len(texts) + sorted(codes)) == follows


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
