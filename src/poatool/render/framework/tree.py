"""The framework on the screen: a tree of its actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from poatool.console import Line, Screen
from poatool.framework.edition import ActionStanding, Edition, ObjectiveStanding, PillarStanding, Standing
from poatool.render.lines import hang, say, styled
from poatool.text import counted

_RAIL = "dim"


def framework_text(edition: Edition, pillars: Sequence[PillarStanding], screen: Screen) -> None:
    """Print the actions below their pillars and objectives, in published order, then the footnotes to them."""
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
    """One branch: the heading, and below it the actions, with the rail going on unless it is the last."""
    rail = "   " if last else "│  "
    hang(
        screen,
        styled(("└─ " if last else "├─ ", _RAIL)),
        styled((objective.title, "bold cyan")),
        below=styled((rail, _RAIL)),
    )
    for action in objective.actions:
        label = (f"{_label(action):>{width}}", "cyan" if action.in_force else "dim")
        beside = styled((rail, _RAIL), " " * (width + 3))
        hang(screen, styled((rail, _RAIL), " ", label, "  "), _line(action), below=beside)
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
