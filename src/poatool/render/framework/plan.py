"""The plan: as a tree and one action with its history, on the screen; and as the `framework` document."""

from collections.abc import Sequence
from typing import Annotated, Literal

from poatool.console import Line, Screen, styled
from poatool.framework.edition import ActionStanding, Edition, PillarStanding, Standing, as_of
from poatool.framework.events import EventKind, Target
from poatool.framework.model import ReportingPeriod, Source, Status
from poatool.render.json import Header, Shape, document, shaped
from poatool.render.text import action_line
from poatool.text import counted

_INDENT = "   "


def framework_text(edition: Edition, pillars: Sequence[PillarStanding], screen: Screen) -> None:
    """Show the actions below their pillars and objectives, in published order."""
    framework = edition.framework
    when = f"as of {edition.period.id}" if edition.period else "latest state"
    shown = [action for pillar in pillars for objective in pillar.objectives for action in objective.actions]
    in_force = sum(action.in_force for action in shown)
    screen.say((framework.title, "bold"))
    screen.say(f"{counted(len(shown), 'action')} known, {in_force} in force ({when}).")
    width = max((len(action.code) for action in shown), default=1)
    for pillar in pillars:
        screen.section((pillar.title, "bold"))
        for objective in pillar.objectives:
            screen.hang("  ", (objective.title, "bold cyan"))
            for action in objective.actions:
                label = (f"{action.code:>{width}}", "cyan" if action.in_force else "dim")
                screen.hang(styled("    ", label, "  "), _line(action))


def _line(action: ActionStanding) -> Line:
    since = [(f"  (since {action.by.start})", "dim")] if action.in_force and action.by else []
    return styled((action_line(action), "" if action.in_force else "dim"), *since)


def action_text(edition: Edition, action: ActionStanding, screen: Screen) -> None:
    """Show one action: its standing in the edition, its details and its whole history."""
    when = f" in {edition.period.id}" if edition.period else ""
    stood = {Standing.IN_FORCE: "in force", Standing.NOT_YET: "not yet in force"}.get(action.standing, action.standing)
    screen.say((f"Action {action.code}", "bold cyan"), f"  {stood}{when}")
    screen.hang(_INDENT, action.text)
    screen.say()
    editions = [as_of(edition.framework, period) for period in edition.framework.periods]
    in_force_in = [e.period.id for e in editions if e.period and e.by_file_code[action.action.code].in_force]
    details = {
        "Pillar": next(pillar.title for pillar in edition.pillars if pillar.id == action.pillar),
        "Objective": next(each.title for each in edition.objectives if each.id == action.objective),
        "Aliases": ", ".join(action.action.aliases),
        "Counted under": ", ".join(action.counts_under) if not action.in_force else "",
        "Takes in": ", ".join(edition.incorporated[action.code]),
        "Lead": ", ".join(action.action.lead),
        "Supporting": ", ".join(action.action.supporting),
        "In force in": ", ".join(in_force_in) or "no period",
    }
    width = max(len(name) for name, value in details.items() if value)
    for name, value in details.items():
        if value:
            screen.hang(styled(_INDENT, (f"{name:<{width}}  ", "dim")), value)
    if action.action.history:
        screen.section(_INDENT, ("History", "bold"))
        for event in action.action.history:
            known_by = f"by {event.known_by}" if event.known_by else "at some time"
            lead = styled(_INDENT, (f"{event.since or event.date or known_by}  ", "cyan"))
            known = f" Known by {event.known_by}." if event.known_by and (event.since or event.date) else ""
            note = f" {event.note}" if event.note else ""
            screen.hang(lead, f"{event}{known}{note}")
    screen.say()


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
