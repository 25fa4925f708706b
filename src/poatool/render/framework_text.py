"""The framework on the screen: a tree of its actions, or the history of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from poatool.framework.edition import ActionStanding, Edition, PillarStanding, Standing
from poatool.framework.model import Event
from poatool.render.lines import counted, hang, say, styled

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_INDENT = "   "


def framework_text(edition: Edition, pillars: Sequence[PillarStanding], console: Console) -> None:
    """Print the actions below their pillars and objectives, in published order."""
    framework = edition.framework
    when = f"as of {edition.period.id}" if edition.period else "latest state"
    in_force = sum(action.in_force for action in edition.actions)
    say(console, (framework.title, "bold"))
    say(console, f"{counted(len(edition.actions), 'action')} known, {in_force} in force ({when}).")
    width = max((len(action.code) for action in edition.actions), default=1)
    for pillar in pillars:
        console.print()
        say(console, (pillar.title, "bold underline"))
        for objective in pillar.objectives:
            hang(console, styled(_INDENT), styled((objective.title, "bold")))
            for action in objective.actions:
                lead = styled(_INDENT * 2, (f"{action.code:>{width}}", "cyan" if action.in_force else "dim"), "  ")
                hang(console, lead, _line(action))


def _line(action: ActionStanding) -> Text:
    match action.standing:
        case Standing.IN_FORCE:
            return styled(action.text)
        case Standing.INCORPORATED:
            return styled(f"→ {', '.join(action.into)}  ", (action.text, "dim"))
        case Standing.NOT_YET:
            return styled(f"(from {action.since or 'later'} on)  ", (action.text, "dim"))
        case Standing.WITHDRAWN:
            return styled("(withdrawn)  ", (action.text, "dim"))
        case _:
            assert_never(action.standing)


def action_text(edition: Edition, action: ActionStanding, console: Console) -> None:
    """Print one action with everything that is known of it and all that happened to it."""
    objective = next(o for o in edition.objectives if o.id == action.objective)
    pillar = next(p for p in edition.pillars if p.id == action.pillar)
    say(console, (f"Action {action.code}", "bold"), f"  {action.standing.value.replace('_', ' ')}")
    hang(console, styled(_INDENT), styled(action.text))
    facts = {
        "Pillar": pillar.title,
        "Objective": objective.title,
        "Aliases": ", ".join(action.action.aliases),
        "Counted under": ", ".join(action.counts_under) if not action.in_force else "",
        "Takes in": ", ".join(edition.incorporates(action.code)),
        "Lead": ", ".join(action.action.lead),
        "Supporting": ", ".join(action.action.supporting),
    }
    for name, value in facts.items():
        if value:
            hang(console, styled(_INDENT, (f"{name}: ", "bold")), styled(value))
    for event in action.action.history:
        hang(console, styled(_INDENT, (f"{event.event.value.capitalize()}: ", "bold")), styled(_event(event)))
    console.print()


def _event(event: Event) -> str:
    where = ", ".join(t if isinstance(t, str) else t.action or t.objective or "" for t in event.into)
    when = event.since or (event.date.isoformat() if event.date else "")
    parts = [
        f"into {where}" if where else "",
        f"since {when}" if when else "",
        f"known by {event.known_by.isoformat()}" if event.known_by else "",
        f"before: {event.was}" if event.was else "",
        event.note or "",
    ]
    return "; ".join(part for part in parts if part) + "."
