"""The plan on the screen: a tree of its actions, or one action with its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from poatool.console import Line, Screen
from poatool.framework.edition import ActionStanding, Edition, ObjectiveStanding, PillarStanding, Standing, as_of
from poatool.framework.events import Event, EventKind, Target
from poatool.render.screen import hang, say, styled
from poatool.text import counted, listed

_RAIL = "dim"
_INDENT = "   "
_STANDINGS = {
    Standing.IN_FORCE: "in force",
    Standing.NOT_YET: "not yet in force",
    Standing.INCORPORATED: "incorporated",
    Standing.WITHDRAWN: "withdrawn",
}


def framework_text(edition: Edition, pillars: Sequence[PillarStanding], screen: Screen) -> None:
    """Show the actions below their pillars and objectives, in published order, then their footnotes."""
    framework = edition.framework
    when = f"as of {edition.period.id}" if edition.period else "latest state"
    shown = [action for pillar in pillars for objective in pillar.objectives for action in objective.actions]
    in_force = sum(action.in_force for action in shown)
    say(screen, (framework.title, "bold"))
    say(screen, f"{counted(len(shown), 'action')} known, {in_force} in force ({when}).")
    width = max((len(_label(action)) for action in shown), default=1)
    for pillar in pillars:
        screen.print()
        say(screen, (pillar.title, "bold"))
        for objective in pillar.objectives:
            _objective(objective, screen, width, last=objective is pillar.objectives[-1])
    marks = {action.action.footnote for action in shown}
    notes = [note for note in framework.footnotes if note.mark in marks]
    if notes:
        screen.print()
    for note in notes:
        hang(screen, styled((f"{note.mark} ", "dim")), styled((note.text, "dim")))


def _objective(objective: ObjectiveStanding, screen: Screen, width: int, *, last: bool) -> None:
    """Show one branch: the heading with its actions; the line goes on unless it is the last."""
    rail = _INDENT if last else "│  "
    hang(
        screen,
        styled(("└─ " if last else "├─ ", _RAIL)),
        styled((objective.title, "bold cyan")),
        below=styled((rail, _RAIL)),
    )
    for action in objective.actions:
        label = (f"{_label(action):>{width}}", "cyan" if action.in_force else "dim")
        below = styled((rail, _RAIL), " " * (width + 3))
        hang(screen, styled((rail, _RAIL), " ", label, "  "), _line(action), below=below)
    if not last:
        hang(screen, styled((rail.rstrip(), _RAIL)), styled())


def _label(action: ActionStanding) -> str:
    return f"{action.code}{action.action.footnote or ''}"


def _line(action: ActionStanding) -> Line:
    match action.standing:
        case Standing.IN_FORCE:
            return styled(action.text, *([(f"  (since {action.since})", "dim")] if action.since else []))
        case Standing.INCORPORATED:
            return styled((f"→ {', '.join(action.into)}  ", "yellow"), (action.text, "dim"))
        case Standing.NOT_YET:
            return styled((f"(from {action.since or 'later'} on)  ", "yellow"), (action.text, "dim"))
        case Standing.WITHDRAWN:
            return styled(("(withdrawn)  ", "yellow"), (action.text, "dim"))
        case _:
            assert_never(action.standing)


def action_text(edition: Edition, action: ActionStanding, screen: Screen) -> None:
    """Show one action: its standing in the edition, its details and its whole history."""
    when = f" in {edition.period.id}" if edition.period else ""
    say(screen, (f"Action {action.code}", "bold cyan"), f"  {_STANDINGS[action.standing]}{when}")
    hang(screen, styled(_INDENT), styled(action.text))
    screen.print()
    details = {name: value for name, value in _details(edition, action).items() if value}
    width = max(map(len, details))
    for name, value in details.items():
        hang(screen, styled(_INDENT, (f"{name:<{width}}  ", "dim")), styled(value))
    if action.action.history:
        screen.print()
        say(screen, _INDENT, ("History", "bold"))
        times = [_time(event) for event in action.action.history]
        for time, event in zip(times, action.action.history, strict=True):
            lead = styled(_INDENT, (f"{time:<{max(map(len, times))}}  ", "cyan"))
            hang(screen, lead, styled(_sentences(event, edition)))
    screen.print()


def _details(edition: Edition, action: ActionStanding) -> dict[str, str]:
    objective = next(o for o in edition.objectives if o.id == action.objective)
    pillar = next(p for p in edition.pillars if p.id == action.pillar)
    return {
        "Pillar": pillar.title,
        "Objective": objective.title,
        "Aliases": ", ".join(action.action.aliases),
        "Counted under": ", ".join(action.counts_under) if not action.in_force else "",
        "Takes in": ", ".join(edition.incorporates(action.code)),
        "Lead": ", ".join(action.action.lead),
        "Supporting": ", ".join(action.action.supporting),
        "In force in": ", ".join(_in_force_in(edition, action)) or "no period",
    }


def _in_force_in(edition: Edition, action: ActionStanding) -> list[str]:
    framework = edition.framework
    editions = [as_of(framework, period) for period in framework.periods]
    return [
        each.period.id
        for each in editions
        if each.period and any(other.action is action.action and other.in_force for other in each.actions)
    ]


def _time(event: Event) -> str:
    if event.since:
        return f"since {event.since}"
    if event.date:
        return event.date.isoformat()
    return f"by {event.known_by.isoformat()}" if event.known_by else "at some time"


def _sentences(event: Event, edition: Edition) -> str:
    known = f" Known by {event.known_by.isoformat()}." if event.known_by and (event.since or event.date) else ""
    note = f" {event.note}" if event.note else ""
    return f"{_sentence(event, edition)}{known}{note}"


def _sentence(event: Event, edition: Edition) -> str:
    match event.event:
        case EventKind.REWORDED:
            return f"Reworded. Before: {event.was}"
        case EventKind.RENUMBERED:
            return f"Renumbered. Before: {event.was}."
        case EventKind.MOVED:
            titles = {o.id: o.title for o in edition.objectives}
            return f"Moved here from “{titles.get(event.was or '', event.was)}”."
        case EventKind.INCORPORATED | EventKind.SPLIT:
            into = listed([_target(target, edition) for target in event.targets])
            return f"{'Split' if event.event is EventKind.SPLIT else 'Incorporated'} into {into}."
        case EventKind.ADDED | EventKind.WITHDRAWN | EventKind.REINSTATED:
            return f"{event.event.value.capitalize()}."
        case _:
            assert_never(event.event)


def _target(target: Target, edition: Edition) -> str:
    if target.action is not None:
        return f"{target.action} (part {target.part})" if target.part else target.action
    titles = {o.id: o.title for o in edition.objectives}
    return f"every action of “{titles.get(target.objective or '', target.objective)}”"
