"""The plan that follows another, drafted from the actions that are carried over to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from poatool.framework.edition import Edition
from poatool.framework.importing.draft import Doubt, Draft
from poatool.framework.model import (
    Action,
    Agency,
    Framework,
    Objective,
    Pillar,
    Predecessor,
    ReportingPeriod,
    Source,
)
from poatool.text import listed


def successor_draft(old: Edition, before: Predecessor, plan: str, carried: Mapping[str, Sequence[str]]) -> Draft:
    """Draft a plan from the actions of another that are carried over, with its agencies, statuses and words.

    Args:
        old: the plan that ends, in its latest state.
        before: how the new plan names it.
        plan: the id of the new plan.
        carried: the new codes of each action that is carried over, by its old code. An action of several old ones has
            the text of the first, at its place.
    """
    ended = old.framework
    source = Source(title=ended.source.title, publisher=ended.source.publisher, contact=ended.source.contact)
    taken: set[str] = set()
    pillars = tuple(pillar for each in ended.pillars if (pillar := _pillar(each, old, carried, taken)).objectives)
    made = Framework(
        id=plan,
        title=ended.title,
        succeeds=before,
        language=ended.language,
        language_marks=ended.language_marks,
        source=source,
        periods=(_next_period(ended.periods),),
        statuses=ended.statuses,
        agencies=tuple(_agencies(old)),
        words=ended.words,
        columns=ended.columns,
        pillars=pillars,
    )
    return Draft(made, (*_DOUBTS, *_joined(made)))


_DOUBTS = (
    Doubt(("title",), "this is the title of the plan before; write that of the new one."),
    Doubt(("source",), "add where the new plan is published."),
    Doubt(("periods",), "this is the period after the last one of the plan before; write those of the new plan."),
    Doubt(("pillars",), "these are only the actions that are carried over, in the words of the plan before."),
)


def _pillar(pillar: Pillar, old: Edition, carried: Mapping[str, Sequence[str]], taken: set[str]) -> Pillar:
    objectives = (
        Objective(id=each.id, title=each.title, actions=tuple(_actions(each, old, carried, taken)))
        for each in pillar.objectives
    )
    return replace(pillar, objectives=tuple(each for each in objectives if each.actions))


def _actions(
    objective: Objective, old: Edition, carried: Mapping[str, Sequence[str]], taken: set[str]
) -> Iterator[Action]:
    there = frozenset(old.agencies)
    for action in objective.actions:
        for code in carried.get(action.code, ()):
            if code not in taken:
                taken.add(code)
                yield Action(
                    code=code,
                    text=action.text,
                    lead=tuple(each for each in action.lead if each in there),
                    supporting=tuple(each for each in action.supporting if each in there),
                    succeeds=tuple(before for before, codes in carried.items() if code in codes),
                )


def _agencies(old: Edition) -> Iterator[Agency]:
    """The agencies that are left, without their history."""
    there = frozenset(old.agencies)
    for agency in old.framework.agencies:
        if agency.code in there:
            yield replace(agency, history=(), source=None)


def _next_period(periods: Sequence[ReportingPeriod]) -> ReportingPeriod:
    """A placeholder: the year after the last period."""
    start = max(period.end for period in periods) + dt.timedelta(days=1)
    end = start.replace(year=start.year + 1) - dt.timedelta(days=1) if (start.month, start.day) != (2, 29) else start
    return ReportingPeriod(id=str(start.year), start=start, end=end)


def _joined(made: Framework) -> Iterator[Doubt]:
    """Actions that go on with several."""
    for p, pillar in enumerate(made.pillars):
        for o, objective in enumerate(pillar.objectives):
            for a, action in enumerate(objective.actions):
                if len(action.succeeds) > 1:
                    path = ("pillars", p, "objectives", o, "actions", a, "text")
                    before = listed(action.succeeds)
                    yield Doubt(path, f"it goes on with Actions {before}; this is the text of the first.")
