"""The plan as it stood in a period: what was in force, how it read, and where reporting went."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given, strategies as st

from poatool.framework.edition import ActionStanding, Edition, Standing, as_of
from poatool.framework.events import AgencyEvent, AgencyEventKind, Event, EventKind, Target
from poatool.framework.load import load
from poatool.framework.model import Action, Agency, Framework, Objective, Pillar, ReportingPeriod, Source
from poatool.framework.names.agencies import agencies
from tests.framework.plan import load_text

YEARS = tuple(
    ReportingPeriod(id=str(year), start=dt.date(year, 1, 1), end=dt.date(year, 12, 31)) for year in range(2021, 2026)
)


def plan(*objectives: tuple[str, tuple[Action, ...]], agencies: tuple[Agency, ...] = ()) -> Framework:
    """A plan of one pillar."""
    made = tuple(Objective(id=name, title=name.title(), actions=actions) for name, actions in objectives)
    return Framework(
        id="plan",
        title="Plan",
        source=Source(title="Page"),
        periods=YEARS,
        agencies=agencies,
        pillars=(Pillar(id="p", title="P", objectives=made),),
    )


def action(code: str, *history: Event, text: str = "Do it.") -> Action:
    return Action(code=code, text=text, history=history)


def incorporated(into: str | Target, *more: str | Target, since: str = "2022") -> Event:
    return Event(event=EventKind.INCORPORATED, into=(into, *more), since=since)


def seen(framework: Framework, period: str | None) -> Edition:
    return as_of(framework, framework.period_by_id[period] if period else None)


def in_force(edition: Edition) -> list[str]:
    return [standing.code for standing in edition.actions if standing.in_force]


class TestTheBundledPlan:
    @pytest.mark.parametrize(("period", "missing"), [("2021", "N1"), ("2022", "26"), ("2025", "26"), (None, "26")])
    def test_28_of_29_actions_are_in_force_but_not_the_same(self, period: str | None, missing: str) -> None:
        edition = seen(load(), period)
        assert len(edition.actions) == 29
        assert [s.code for s in edition.actions if not s.in_force] == [missing]

    def test_26_counts_under_9_and_keeps_its_place_and_text(self) -> None:
        edition = seen(load(), "2022")
        standing = edition.by_code["26"]
        assert (standing.standing, standing.into, standing.counts_under) == (Standing.INCORPORATED, ("9",), ("9",))
        assert (standing.pillar, standing.objective) == ("enforcement", "international-cooperation")
        assert standing.text.startswith("Continue to support and contribute to international efforts")
        assert edition.incorporated["9"] == ("26",)
        assert edition.route("26") == (("26", "9"),)


PERIODS = "\n".join(f'  - {{id: "{year.id}", start: {year.start}, end: {year.end}}}' for year in YEARS)
PREAMBLE = f"""\
id: plan
title: Plan
source: {{title: Page}}
periods:
{PERIODS}
pillars:
  - id: p
    title: P
    objectives:
"""


def cases() -> Iterator[tuple[str, str, str]]:
    """The name, the plan and the expected states of each case in `editions.txt`."""
    for block in Path(__file__).with_name("editions.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        objectives, _, stood = rest.partition("Stood:\n")
        lines = re.sub(r"(?m)^(\w+):$", r"- id: \1\n  title: \1\n  actions:", objectives)
        yield name, PREAMBLE + indent(lines, " " * 6), stood.rstrip("\n")


def as_it_stood(edition: Edition, action: ActionStanding) -> str:
    """Its code, where its reporting went and by which steps, what it took in, and its text unless it is “Do it.”"""
    steps = ", ".join(f"{start} → {target}" for start, target in edition.route(action.code))
    where = "" if action.in_force else f" → {', '.join(action.counts_under) or 'nothing'}"
    where += f" ({steps})" if steps else ""
    where += f" with {', '.join(taken)}" if (taken := edition.incorporated[action.code]) else ""
    return f"{action.code}{where}" + (f" “{action.text}”" if action.text != "Do it." else "")


@pytest.mark.parametrize(("name", "plan", "stood"), list(cases()))
def test_a_plan_as_it_stood_in_each_period(name: str, plan: str, stood: str) -> None:
    framework, lines = load_text(plan), []
    for period in framework.periods:
        edition = as_of(framework, period)
        objectives = [f"{o.id}: {', '.join(as_it_stood(edition, a) for a in o.actions)}" for o in edition.objectives]
        others = [f"{code} is {meant}" for code, meant in edition.other_codes.items()]
        lines.append(f"{period.id} {'; '.join([*objectives, *others])}")
    assert "\n".join(lines) == stood, name


def test_a_circle_leads_to_no_action_and_ends() -> None:
    edition = seen(plan(("a", (action("1", incorporated("2")), action("2", incorporated("1"))))), "2022")
    assert edition.by_code["1"].counts_under == ()
    assert edition.route("1") == (("1", "2"), ("2", "1"))


class TestAgencies:
    FRAMEWORK = plan(
        agencies=(
            Agency(
                code="DOL",
                name="Department of Labour",
                history=(AgencyEvent(event=AgencyEventKind.MERGED, into="MBIE", since="2023"),),
            ),
            Agency(
                code="MBIE",
                name="Ministry of Business",
                history=(
                    AgencyEvent(event=AgencyEventKind.ESTABLISHED, since="2022"),
                    AgencyEvent(event=AgencyEventKind.RENAMED, was="Ministry of Trade", since="2024"),
                ),
            ),
            Agency(
                code="INZ",
                name="Immigration",
                unit_of="MBIE",
                history=(AgencyEvent(event=AgencyEventKind.MOVED, was="DOL", since="2023"),),
            ),
        )
    )

    @pytest.mark.parametrize(
        ("period", "name", "published"),
        [
            ("2022", "Ministry of Trade", {"DOL": "DOL", "INZ": "DOL"}),
            ("2023", "Ministry of Trade", {"DOL": "MBIE", "INZ": "MBIE"}),
            ("2024", "Ministry of Business", {"DOL": "MBIE", "INZ": "MBIE"}),
        ],
    )
    def test_names_and_units_are_those_of_the_period(self, period: str, name: str, published: dict[str, str]) -> None:
        edition = seen(self.FRAMEWORK, period)
        assert edition.agency_name("MBIE") == name
        assert {code: edition.published_as(code) for code in published} == published

    def test_an_agency_is_known_by_a_former_name(self) -> None:
        assert agencies(self.FRAMEWORK, "Ministry of Trade").ids == ("MBIE",)


CODES = [str(n) for n in range(8)]


@st.composite
def plans(draw: st.DrawFn) -> Framework:
    """Plans in which any action may be incorporated into any others, even in circles."""
    actions = []
    for code in CODES:
        targets = draw(st.lists(st.sampled_from([c for c in CODES if c != code]), max_size=3, unique=True))
        since = draw(st.sampled_from([year.id for year in YEARS]))
        actions.append(action(code, *([incorporated(*targets, since=since)] if targets else [])))
    return plan(("a", tuple(actions[:4])), ("b", tuple(actions[4:])))


@given(plans(), st.sampled_from([*YEARS, None]))
def test_whatever_happened_every_action_counts_only_under_actions_in_force(
    framework: Framework, period: ReportingPeriod | None
) -> None:
    edition = as_of(framework, period)
    live = in_force(edition)
    assert list(edition.by_code) == CODES
    for standing in edition.actions:
        assert set(standing.counts_under) <= set(live)
        assert list(standing.counts_under) == sorted(standing.counts_under, key=CODES.index)
        assert (standing.counts_under == (standing.code,)) or not standing.in_force
        reached = {target for _, target in edition.route(standing.code)}
        assert standing.in_force or set(standing.counts_under) == reached & set(live)
