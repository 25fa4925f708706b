"""The `framework` document: the plan for other programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from poatool.framework.edition import ActionStanding, Edition, PillarStanding, Standing
from poatool.framework.model import Event, EventKind
from poatool.render.json import Header, Shape, header


class TargetShape(Shape):
    """Where reporting goes: to an action, a part of one, or every action of an objective."""

    action: str | None
    part: str | None
    objective: str | None


class EventShape(Shape):
    """An event in an action's life; `was` is the text, code or objective before it."""

    event: EventKind
    since: str | None
    date: str | None
    known_by: str | None
    into: list[TargetShape]
    was: str | None
    note: str | None


class ActionShape(Shape):
    """An action as it stood; `since` is null for one that was there from the beginning."""

    code: str
    text: str
    aliases: list[str]
    since: str | None
    incorporated_into: list[str]
    in_force: bool
    standing: Standing
    counted_under: list[str]
    footnote: str | None
    lead: list[str]
    supporting: list[str]
    history: list[EventShape]


class ObjectiveShape(Shape):
    """An objective and its actions in published order."""

    id: str
    title: str
    actions: list[ActionShape]


class PillarShape(Shape):
    """A pillar and its objectives."""

    id: str
    title: str
    objectives: list[ObjectiveShape]


class AgencyShape(Shape):
    """An agency, or a unit of one."""

    code: str
    name: str
    aliases: list[str]
    unit_of: str | None


class StatusShape(Shape):
    """A status that an update can state."""

    id: str
    label: str
    aliases: list[str]


class PeriodShape(Shape):
    """A reporting period, from its first day to its last."""

    id: str
    start: str
    end: str


class FrameworkDocument(Header):
    """`framework show --format json`; `period` is null without `--as-of`."""

    schema: Literal["poatool/framework/1"]
    pillars: list[PillarShape]
    agencies: list[AgencyShape]
    statuses: list[StatusShape]
    periods: list[PeriodShape]


def framework_document(edition: Edition, pillars: Sequence[PillarStanding]) -> FrameworkDocument:
    """The `framework` document with these pillars."""
    framework = edition.framework
    return {
        "schema": "poatool/framework/1",
        **header(framework, edition.period),
        "pillars": [
            PillarShape(
                id=pillar.id,
                title=pillar.title,
                objectives=[
                    ObjectiveShape(id=o.id, title=o.title, actions=[_action(action) for action in o.actions])
                    for o in pillar.objectives
                ],
            )
            for pillar in pillars
        ],
        "agencies": [
            AgencyShape(code=a.code, name=edition.agency_name(a.code), aliases=list(a.aliases), unit_of=a.unit_of)
            for a in framework.agencies
        ],
        "statuses": [StatusShape(id=s.id, label=s.label, aliases=list(s.aliases)) for s in framework.statuses],
        "periods": [PeriodShape(id=p.id, start=p.start.isoformat(), end=p.end.isoformat()) for p in framework.periods],
    }


def _action(action: ActionStanding) -> ActionShape:
    return ActionShape(
        code=action.code,
        text=action.text,
        aliases=list(action.action.aliases),
        since=action.since,
        incorporated_into=list(action.into),
        in_force=action.in_force,
        standing=action.standing,
        counted_under=list(action.counts_under),
        footnote=action.action.footnote,
        lead=list(action.action.lead),
        supporting=list(action.action.supporting),
        history=[_event(event) for event in action.action.history],
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _event(event: Event) -> EventShape:
    return EventShape(
        event=event.event,
        since=event.since,
        date=_day(event.date),
        known_by=_day(event.known_by),
        into=[TargetShape(action=t.action, part=t.part, objective=t.objective) for t in event.targets],
        was=event.was,
        note=event.note,
    )
