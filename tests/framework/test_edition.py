"""The plan as it stood in a period: what was in force, how it read, and where reporting went."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.framework.edition import Edition, Standing, as_of
from poatool.framework.events import AgencyEvent, AgencyEventKind, Event, EventKind, Target
from poatool.framework.load import load
from poatool.framework.model import Action, Agency, Framework, Objective, Pillar, ReportingPeriod, Source
from poatool.framework.names.agencies import agencies

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
        assert edition.incorporates("9") == ("26",)
        assert edition.route("26") == (("26", "9"),)


class TestWhatHappensToAnAction:
    def test_reworded_twice_reads_as_it_then_did(self) -> None:
        events = [
            Event(event=EventKind.REWORDED, was=was, since=since)
            for was, since in (("First.", "2022"), ("Second.", "2024"))
        ]
        framework = plan(("a", (action("1", *events, text="Third."),)))
        texts = [seen(framework, year.id).by_code["1"].text for year in YEARS]
        assert texts == ["First.", "Second.", "Second.", "Third.", "Third."]

    def test_moved_stood_under_the_objective_that_it_was_under(self) -> None:
        moved = Event(event=EventKind.MOVED, was="a", since="2023")
        framework = plan(("a", (action("1"),)), ("b", (action("2", moved), action("3"))))

        before, after = seen(framework, "2022"), seen(framework, "2023")

        assert [[s.code for s in o.actions] for o in before.objectives] == [["1", "2"], ["3"]]
        assert [[s.code for s in o.actions] for o in after.objectives] == [["1"], ["2", "3"]]
        assert before.by_code["2"].objective == "a"

    def test_renumbered_has_its_old_code_before_and_is_found_by_both(self) -> None:
        renumbered = Event(event=EventKind.RENUMBERED, was="7", since="2023")
        framework = plan(("a", (action("8", renumbered), action("9", incorporated("8", since="2022")))))

        before, after = seen(framework, "2022"), seen(framework, "2023")

        assert in_force(before) == ["7"]
        assert before.by_code["9"].counts_under == ("7",)
        assert before.other_codes == {"8": "7"}
        assert in_force(after) == ["8"]
        assert after.by_code["9"].counts_under == ("8",)
        assert after.other_codes == {"7": "8"}

    def test_split_into_actions_that_begin_in_the_same_period(self) -> None:
        added = Event(event=EventKind.ADDED, since="2023")
        split = Event(event=EventKind.SPLIT, into=("1a", "1b"), since="2023")
        framework = plan(("a", (action("1", split), action("1a", added), action("1b", added))))
        assert in_force(seen(framework, "2022")) == ["1"]
        assert in_force(seen(framework, "2023")) == ["1a", "1b"]
        assert seen(framework, "2023").by_code["1"].counts_under == ("1a", "1b")

    def test_withdrawn_counts_nowhere_until_it_is_reinstated(self) -> None:
        history = (Event(event=EventKind.WITHDRAWN, since="2022"), Event(event=EventKind.REINSTATED, since="2024"))
        framework = plan(("a", (action("1", *history), action("2"))))
        standings = [seen(framework, year.id).by_code["1"] for year in YEARS]
        assert [s.in_force for s in standings] == [True, False, False, True, True]
        assert standings[1].counts_under == ()

    def test_reinstated_after_an_incorporation_counts_under_itself_again(self) -> None:
        back = Event(event=EventKind.REINSTATED, since="2023")
        framework = plan(("a", (action("1"), action("2", incorporated("1"), back))))
        standing = seen(framework, "2023").by_code["2"]
        assert (standing.into, standing.counts_under) == ((), ("2",))

    def test_a_chain_is_followed_to_its_end_with_the_route(self) -> None:
        framework = plan(
            ("a", (action("4"), action("9", incorporated("4", since="2023")), action("26", incorporated("9"))))
        )
        assert seen(framework, "2022").by_code["26"].counts_under == ("9",)
        later = seen(framework, "2023")
        assert later.by_code["26"].counts_under == ("4",)
        assert later.route("26") == (("26", "9"), ("9", "4"))
        assert later.incorporates("4") == ("9", "26")

    def test_a_ring_leads_nowhere_and_ends(self) -> None:
        edition = seen(plan(("a", (action("1", incorporated("2")), action("2", incorporated("1"))))), "2022")
        assert edition.by_code["1"].counts_under == ()
        assert edition.route("1") == (("1", "2"), ("2", "1"))


class TestWhen:
    @pytest.mark.parametrize(
        ("when", "first"),
        [
            ({"since": "2023"}, "2023"),
            ({"since": "2022", "known_by": dt.date(2023, 2, 15)}, "2022"),
            ({"date": dt.date(2023, 12, 31)}, "2023"),
            ({"date": dt.date(2024, 1, 1)}, "2024"),
            ({"known_by": dt.date(2023, 2, 15)}, "2023"),
            ({}, "2021"),
        ],
    )
    def test_the_first_period_that_sees_a_change(self, when: dict[str, Any], first: str) -> None:
        withdrawn = Event(event=EventKind.WITHDRAWN, **when)
        framework = plan(("a", (action("1", withdrawn),)))
        assert next(year.id for year in YEARS if not in_force(seen(framework, year.id))) == first


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
    def test_names_and_units_as_they_then_were(self, period: str, name: str, published: dict[str, str]) -> None:
        edition = seen(self.FRAMEWORK, period)
        assert edition.agency_name("MBIE") == name
        assert {code: edition.published_as(code) for code in published} == published

    def test_an_agency_is_known_by_a_former_name(self) -> None:
        assert agencies(self.FRAMEWORK, "Ministry of Trade").ids == ("MBIE",)


CODES = [str(n) for n in range(8)]


@st.composite
def plans(draw: st.DrawFn) -> Framework:
    """Plans in which any action may have gone into any others, rings included."""
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


def test_a_whole_objective_stands_for_those_of_its_actions_that_are_in_force() -> None:
    gone = Event(event=EventKind.WITHDRAWN, since="2021")
    framework = plan(
        ("sa", (action("1", incorporated(Target(objective="sr"))), action("9"))),
        ("sr", (action("2"), action("3", incorporated("9", since="2023")), action("4", gone))),
    )
    before, after = seen(framework, "2022").by_code["1"], seen(framework, "2023").by_code["1"]
    assert (before.into, before.counts_under) == (("2", "3"), ("2", "3"))
    assert (after.into, after.counts_under) == (("2",), ("2",))
