"""The `framework` document: the plan with its actions as they stood."""

from collections.abc import Sequence
from typing import Annotated, Literal

from poatool.framework.edition import Edition, PillarStanding, Standing
from poatool.framework.events import EventKind, Target
from poatool.framework.model import ReportingPeriod, Source, Status
from poatool.render.json import Header, Shape, document, shaped


class EventShape(Shape):
    """An event in an action's life; `was` is the text, code or objective before it."""

    event: EventKind
    since: str | None
    date: str | None
    known_by: str | None
    into: Annotated[list[Target], "targets"]
    was: str | None
    note: str | None


class ActionShape(Shape):
    """An action as it stood; `since` is null if it was there from the beginning."""

    code: str
    text: str
    aliases: Annotated[tuple[str, ...], "action.aliases"]
    since: str | None
    incorporated_into: Annotated[tuple[str, ...], "into"]
    in_force: bool
    standing: Standing
    counted_under: Annotated[tuple[str, ...], "counts_under"]
    footnote: Annotated[str | None, "action.footnote"]
    lead: Annotated[tuple[str, ...], "action.lead"]
    supporting: Annotated[tuple[str, ...], "action.supporting"]
    history: Annotated[list[EventShape], "action.history"]


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
    aliases: tuple[str, ...]
    unit_of: str | None


class FrameworkDocument(Header):
    """`framework show --format json`; `period` is null without `--as-of`."""

    schema: Literal["poatool/framework/1"]
    pillars: list[PillarShape]
    agencies: list[AgencyShape]
    statuses: list[Status]
    periods: list[ReportingPeriod]
    source: Source
    language: str
    language_marks: dict[str, tuple[str, ...]]


def framework_document(edition: Edition, pillars: Sequence[PillarStanding]) -> FrameworkDocument:
    """The `framework` document with these pillars."""
    framework = edition.framework
    return document(
        FrameworkDocument,
        edition,
        framework,
        pillars=[shaped(PillarShape, pillar) for pillar in pillars],
        agencies=[shaped(AgencyShape, each, name=edition.agency_name(each.code)) for each in framework.agencies],
    )
