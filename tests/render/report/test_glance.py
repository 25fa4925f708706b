"""What the report says at a glance, worked out by hand: 1, 2 and 9 are in Prevention, 21 and N1 in Protection."""

import re
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from poatool.decisions.model import State
from poatool.framework.amending import add_event, edited
from poatool.framework.edition import as_of
from poatool.framework.events import Change, Event, EventKind
from poatool.framework.load import examine
from poatool.render.coverage.state_marks import chart, chart_in_words, state_marks
from poatool.render.document import Grid
from poatool.render.report.flow import report_flow
from poatool.render.report.words import headline
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.yaml_returns import NilReturn
from tests.support import reports
from tests.support.checking import plan_with
from tests.support.golden import is_as_in, sections
from tests.support.reports import FRAMEWORK, Line, assessed, edition, interpreted, made, year_end

LINES = (Line("1", "x", status="completed"), Line("2, 21", "y", status="under_way"), Line("9", "Nil", nil=True))


def report(*lines: Line, period: str = "2022", earlier: tuple[YearEndReport, ...] = ()) -> YearEndReport:
    return year_end([interpreted(f"{period}.xlsx", "NZP", lines, period=period)], [], edition(period), earlier)


def said(found: YearEndReport, below: str, *, show_status: bool = True) -> list[str]:
    """The lines of the report below a heading, without their Markdown."""
    markdown = made("markdown", found, show_status=show_status).decode().replace("*", "").replace("\\", "")
    section = markdown.partition(f"# {below}\n")[2].partition("\n#")[0]
    return [line.removeprefix("- ") for line in section.splitlines() if line]


TITLES = (
    (),
    (Line("1, 2, 9", "x", status="under_way"),),
    (Line("1, 2, 9, 21, N1", "x", status="completed"),),
    (Line("1, 2", "x", status="under_way"), Line("9", "y", status="completed"), Line("21", "Nil", nil=True)),
    (Line("1, 2, 9, 21, N1", "x"),),
    (Line("1", "x"),),
    (Line("1", "x", status="completed"),),
)


def test_the_report_at_a_glance_and_its_changes() -> None:
    mixed = (Line("1", "x", status="under_way"), Line("9", "Nil", nil=True), Line("N1", "y"))
    other = (Line("9", "x"), Line("21", "y"), Line("N1", "z"))
    before, silent = report(Line("1, 21, 26", "x"), period="2021"), report(period="2021")
    then = report(Line("1", "x", status="completed"), Line("2", "y", status="under_way"), period="2021")
    now = report(Line("1", "x", status="under_way"), Line("2", "y", status="completed"), earlier=(then,))
    told = {
        "Titles of the chart": [headline(r, state_marks(r.coverage)) for r in (report(*lines) for lines in TITLES)],
        "Without a period before": said(report(*mixed), "At a glance"),
        "With a period before": said(report(*mixed, earlier=(before,)), "At a glance"),
        "Some for the second year running": said(report(*other, earlier=(silent,)), "At a glance"),
        "All but one for the second year running": said(report(earlier=(silent,)), "At a glance"),
        "With two periods before": said(report(period="2023", earlier=(silent, report())), "At a glance"),
        "What changed": said(now, "What changed since 2021"),
        "What changed, without statuses": said(now, "What changed since 2021", show_status=False),
    }
    assert is_as_in(Path(__file__).parent / "golden" / "glance.txt", sections(told))


def test_long_pillar_names_are_shortened_where_they_label_figures() -> None:
    long = "to prevent institutionalisation in all parts of the economy and of society"
    for titles, names in (
        ([f"Pillar {n}: work {long}" for n in "123"], ["Pillar 1", "Pillar 2", "Pillar 3"]),
        (
            [f"{does} {long}" for does in ("Work", "Learn")],
            [f"{does} to prevent institutionalisation …" for does in ("Work", "Learn")],
        ),
        ([f"Work {long}, part {n}" for n in "123"], [f"Work {long}, part {n}" for n in "123"]),
    ):
        pillars = zip(FRAMEWORK.pillars, titles, strict=False)
        plan = replace(FRAMEWORK, pillars=tuple(replace(pillar, title=title) for pillar, title in pillars))
        found = year_end([], [], as_of(plan, plan.period_by_id["2022"]))
        assert list(state_marks(found.coverage).pillars) == names[: len(plan.pillars)]
        assert names[0] in headline(found, state_marks(found.coverage))
        table = next(part for part in report_flow(found).printed if isinstance(part, Grid) and part.looks)
        assert max(column.share for column in table.columns[1:-1]) <= 20  # room for the actions, in per cent


def test_the_table_adds_up_to_the_actions_in_force() -> None:
    found = state_marks(report(*LINES).coverage)
    counts = {mark.label: (*mark.counts, len(mark.codes)) for mark in found.each}
    assert counts == {
        "Completed": (1, 0, 0, 1),
        "Under way": (1, 1, 0, 2),
        "Nothing to report": (1, 0, 0, 1),
        "Not reported": (0, 1, 0, 1),
    }
    assert found.totals == (3, 2, 0)
    assert found.not_counted == "5 of 6 actions of the plan are counted; Action 26 is counted under Action 9."


def test_the_chart_gives_each_action_the_same_length_and_says_its_numbers() -> None:
    found = state_marks(report(*LINES).coverage)
    svg, _ = chart(found, chart_in_words(found))
    segments = re.findall(r'<svg class="([\w-]+)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', svg)
    assert [(look, float(x), float(width)) for look, x, width in segments] == [
        *(("ended", 0, 33.333), ("work-1", 33.333, 33.333), ("nil", 66.667, 33.333)),
        *(("work-1", 0, 33.333), ("unreported", 33.333, 33.333)),
    ]
    assert re.findall(r">([^<>\n]+)</text>", svg)[:2] == ["Prevention – 3 actions in force", "1"]
    assert "Protection, 2 actions in force: 1 Under way, 1 Not reported." in svg
    picture, height = chart(found, width=680)
    assert f'height="{height}"' in picture
    assert "var(" not in picture


def test_the_name_of_a_pillar_wraps_on_a_phone() -> None:
    found = state_marks(report(*LINES).coverage)._replace(
        titles=("Rivers, lakes and wetlands of national importance", "Coast", "Air")
    )
    svg, height = chart(found)
    lines = [line for line in re.findall(r">([^<>\n]+)</text>", svg) if " " in line]
    assert " ".join(lines) == (
        "Rivers, lakes and wetlands of national importance – 3 actions in force "
        "Coast – 2 actions in force Air – 0 actions in force"
    )
    assert max(map(len, lines)) * 7 <= 288
    assert height == chart(state_marks(report(*LINES).coverage))[1] + 18


def test_a_decided_status_is_printed_beside_any_that_agencies_stated() -> None:
    sent = [
        interpreted("a.xlsx", "NZP", [Line("1", "x", status="completed")]),
        interpreted("b.xlsx", "OT", [Line("1", "y", status="under_way")]),
    ]
    rulings = [assessed("1", "under_way"), assessed("2", "completed")]
    found = year_end(sent, [], edition(), rulings=rulings)
    first, second, *_ = said(found, "Raise awareness")
    stated = "Agencies stated: Completed (NZP) · Under way (OT)."
    assert first.endswith(f"Status: Under way – assessed by The lead: Seen. {stated}")
    assert second.endswith("Status: Not reported. Completed – assessed by The lead: Seen.")
    assert b'<i class="unreported"></i><span class="hidden">Status: </span>Not reported. ' in made("html", found)


@pytest.mark.parametrize("state", list(State))
def test_a_report_says_that_it_is_a_draft_whenever_it_is_one(state: State) -> None:
    ruling = assessed("1", "completed")._replace(state=state)
    found = year_end([interpreted("a.xlsx", "NZP", LINES)], [], edition(), rulings=[ruling])
    assert found.is_draft is (state is State.STALE)
    text = made("markdown", found).decode().replace("*", "")
    assert ("> Draft. 1 decision has to be made again" in text) is found.is_draft


def test_an_action_that_has_not_begun_is_neither_reported_on_nor_without_a_status() -> None:
    plan = edition()
    begun = replace(plan.framework.statuses[0], id="not_begun", label="Not begun", progress=False)
    framework = replace(plan.framework, statuses=(*plan.framework.statuses, begun))
    sent = interpreted("a.xlsx", "NZP", [Line("1", "x", status="not_begun"), Line("2", "y", status="under_way")])
    found = year_end([sent], [], as_of(framework, plan.period))
    notes = "| besides these, 1 not begun |  | Actions 9, 21 and N1 |  |"
    assert said(found, "At a glance")[2:4] == ["| 1 of 5 | 0 | 3 | 1 |", notes]
    assert said(found, "Raise awareness")[0].endswith("Status: Not begun")
    numbers, notes = said(found, "At a glance", show_status=False)[2:4]
    assert (numbers[:14], notes[:15]) == ("| 1 of 5 | 1 |", "|  | Action 1 |")


def test_a_withdrawn_action_is_listed_as_withdrawn() -> None:
    small = (Path(reports.__file__).parent / "small.yaml").read_bytes()
    plan, _ = examine(edited(small, partial(add_event, EventKind.WITHDRAWN, "2", Change(since="2022")), "small.yaml"))
    assert plan
    sent = interpreted("a.xlsx", "NZP", [Line("1", "x", status="under_way")])
    found = year_end([sent], [], as_of(plan, plan.period_by_id["2022"]))
    assert any("Action 2 has been withdrawn. (" in line for line in said(found, "Raise awareness"))


def test_an_action_that_was_withdrawn_and_reinstated_is_not_called_new() -> None:
    events = (Event(event=EventKind.WITHDRAWN, since="2021"), Event(event=EventKind.REINSTATED, since="2022"))
    plan = plan_with(lambda action: replace(action, history=events) if action.code == "2" else action)
    then, now = (as_of(plan, plan.period_by_id[period]) for period in ("2021", "2022"))
    before = year_end([interpreted("a.xlsx", "NZP", [Line("1", "x")], period="2021")], [], then)
    found = year_end([interpreted("a.xlsx", "NZP", [Line("1", "x")])], [], now, (before,))
    assert "Reinstated in the plan: Action 2" in said(found, "What changed since 2021")


def test_a_plan_with_one_action_in_force_is_spoken_of_in_the_singular() -> None:
    ended = (Event(event=EventKind.WITHDRAWN, since="2021"),)
    plan = plan_with(lambda action: action if action.code == "1" else replace(action, history=ended))
    sent = interpreted("a.xlsx", "NZP", [Line("1", "x", status="completed")])
    found = year_end([sent], [], as_of(plan, plan.period_by_id["2022"]))
    assert headline(found, state_marks(found.coverage)) == "The only action is completed"


def test_a_nil_return_is_printed_with_its_reason_if_it_gives_one() -> None:
    why = Line("1", "No funding this year.", status="no_update", nil=True, next_steps="Begin in May.")
    found = report(why, *(Line("2", text, nil=True) for text in ("Nothing to report.", "n/a", "Nil", "No update")))
    nothing = [f"NZP · Action {number}" for number in (1, 2, 2, 2, 2)]
    printed = made("markdown", found).decode().replace("*", "").split("#### Annual implementation report 2022\n")[1]
    paragraphs = printed.partition("\n#")[0].strip().split("\n\n")
    assert paragraphs == ["Nothing to report", nothing[0], "No funding this year.", "Next: Begin in May.", *nothing[1:]]


@pytest.mark.parametrize("status", ["under_way", None])
def test_a_status_without_progress_is_printed_as_not_described(status: str | None) -> None:
    printed = made("markdown", report(Line("1", "", status=status, next_steps="Begin in May."))).decode()
    assert "Begin in May." in printed
    assert ("No description was given." in printed) == (status is not None)


def test_the_table_by_agency_agrees_with_the_coverage() -> None:
    plan = edition()
    begun = replace(plan.framework.statuses[0], id="not_begun", label="Not begun", progress=False)
    framework = replace(plan.framework, statuses=(*plan.framework.statuses, begun))
    lines = [Line("1", "x", ("NZP", "OT")), Line("2", "y", status="not_begun"), Line("9", "Nil", nil=True)]
    found = year_end([interpreted("a.xlsx", "NZP", lines)], [], as_of(framework, plan.period))
    table = [line for line in said(found, "By agency") if "(NZP)" in line or "(OT)" in line]
    assert [line.split(" | ")[1:] for line in table] == [["3", "1", "2, 9 |"], ["1", "1", "– |"]]
    assert [(each.reported, each.nil) for each in found.coverage.agencies if each.submitted or each.reported] == [
        (1, 2),
        (1, 0),
    ]
    nil = interpreted("nzp-nil.yaml", "NZP", [])
    nil = replace(nil, submission=replace(nil.submission, nil=NilReturn("NZP", "2022", "Nobody was free.")))
    silent = year_end([nil], [], edition())
    assert [line.split(" | ")[1:] for line in said(silent, "By agency")[3:]] == [
        ["0", "no return came in", "– |"],
        ["0", "–", "any action |"],
        ["0", "no return came in", "– |"],
    ]
    assert "; a joint update counts for each of its agencies" in said(found, "By agency")[0]


def test_a_report_uses_the_plans_word_for_an_action() -> None:
    plan = replace(FRAMEWORK, words={"action": ("Milestone", "Milestones")})
    said = year_end([interpreted("nzp.xlsx", "NZP", LINES)], [], as_of(plan, plan.period_by_id["2022"]))
    html, markdown = (
        re.sub(r"(?s)<style>.*?</style>|<[^>]+>", "", made(name, said).decode()) for name in ("html", "markdown")
    )
    for printed in ("How the milestones stand", "Every milestone", "NZP · Milestone 1"):
        assert printed in html
        assert printed in markdown.replace("**", "").replace("\\", "")
    assert re.findall(r"\S+ actions? \S+", html, re.IGNORECASE) == ["New actions are"]  # the plan's own footnote
    book = load_workbook(BytesIO(made("xlsx", said)))
    cover = [str(cell.value) for (cell,) in book.worksheets[0].iter_rows(max_col=1) if cell.value]
    assert "Milestones: Each row is one milestone of the plan." in cover
    assert [line for line in cover if re.search(r"\bactions?\b", line, re.IGNORECASE)] == [
        "* New actions are numbered differently.",
    ]


def test_reasons_for_gaps_use_the_plans_word_for_an_action() -> None:
    plan = replace(FRAMEWORK, words={"action": ("Milestone", "Milestones")})
    lines = (Line("21", "See Action 2.", status="under_way"),)
    said = year_end([interpreted("nzp.xlsx", "NZP", lines)], [], as_of(plan, plan.period_by_id["2022"]))
    assert [each.because for each in said.coverage.actions if each.pointer_by] == ["NZP only pointed to Milestone 2."]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Key action", ["How the key actions stand", "Key actions", "Updates"]),
        ("Sub-action", ["How the sub-actions stand", "Sub-actions", "Updates"]),
        ("1st action", ["How the 1st actions stand", "1st actions", "Updates"]),
        ("Action/step", ["How the action-steps stand", "Action-steps", "Updates"]),
        ("Implementation measure", ["How the implementation measures", "Implementation measures", "Updates"]),
        ("Update", ["How the updates stand", "Updates", "Updates (4)"]),
    ],
)
def test_any_word_for_an_action_can_name_sheets(word: str, names: list[str]) -> None:
    plan = replace(FRAMEWORK, words={"action": (word,)})
    said = year_end([interpreted("nzp.xlsx", "NZP", LINES)], [], as_of(plan, plan.period_by_id["2022"]))
    book = load_workbook(BytesIO(made("xlsx", said)))
    assert book.sheetnames == ["Cover", *names, "Agencies", "Data dictionary"]
    assert book.worksheets[1]["A1"].value == f"How the {word[0].lower()}{word[1:]}s stand"
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[3]]
    assert {row[0].value for row in book["Data dictionary"].iter_rows(min_row=4)} == {*names, "Agencies"}


@pytest.mark.parametrize("label", ["Unreported", "Closed", "Nil", "Differ"])
def test_a_status_may_be_called_like_another_state(label: str) -> None:
    named = (replace(each, label=label) if each.id == "completed" else each for each in FRAMEWORK.statuses)
    plan = replace(FRAMEWORK, statuses=tuple(named))
    said = year_end([interpreted("nzp.xlsx", "NZP", LINES)], [], as_of(plan, plan.period_by_id["2022"]))
    anchors = re.findall(r' id="([^"]+)"', made("html", said).decode())
    assert len({*anchors}) == len(anchors)
    assert f"standing-status-{label.lower()}" in anchors
