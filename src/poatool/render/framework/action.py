"""One action on the screen: what is known of it, and all that happened to it."""

from __future__ import annotations

from typing import assert_never

from poatool.console import Screen
from poatool.framework.edition import ActionStanding, Edition, Standing, as_of
from poatool.framework.model import Event, EventKind, Target
from poatool.render.lines import hang, say, styled
from poatool.text import listed

_INDENT = "   "
_STANDINGS = {
    Standing.IN_FORCE: "in force",
    Standing.NOT_YET: "not yet in force",
    Standing.INCORPORATED: "incorporated",
    Standing.WITHDRAWN: "withdrawn",
}


def action_text(edition: Edition, action: ActionStanding, screen: Screen) -> None:
    """Print one action with everything that is known of it and all that happened to it, whenever it is looked at."""
    when = f" in {edition.period.id}" if edition.period else ""
    say(screen, (f"Action {action.code}", "bold cyan"), f"  {_STANDINGS[action.standing]}{when}")
    hang(screen, styled(_INDENT), styled(action.text))
    screen.print()
    facts = {name: value for name, value in _facts(edition, action).items() if value}
    width = max(map(len, facts))
    for name, value in facts.items():
        hang(screen, styled(_INDENT, (f"{name:<{width}}  ", "dim")), styled(value))
    if action.action.history:
        screen.print()
        say(screen, _INDENT, ("History", "bold"))
        times = [_time(event) for event in action.action.history]
        for time, event in zip(times, action.action.history, strict=True):
            hang(screen, styled(_INDENT, (f"{time:<{max(map(len, times))}}  ", "cyan")), styled(_words(event, edition)))
    screen.print()


def _facts(edition: Edition, action: ActionStanding) -> dict[str, str]:
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


def _words(event: Event, edition: Edition) -> str:
    known = f" Known by {event.known_by.isoformat()}." if event.known_by and (event.since or event.date) else ""
    note = f" {event.note}" if event.note else ""
    return f"{_what(event, edition)}{known}{note}"


def _what(event: Event, edition: Edition) -> str:
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
