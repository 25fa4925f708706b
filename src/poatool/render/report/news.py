"""The wording of what changed since the period before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.render.text import period_name
from poatool.reports.since import ChangedAction, PlanChange, Since, Way
from poatool.text import listed

_PLAN = {
    PlanChange.ADDED: "Added to the plan",
    PlanChange.INCORPORATED: "Incorporated",
    PlanChange.WITHDRAWN: "Withdrawn from the plan",
    PlanChange.CHANGED: "Reworded, renumbered or moved",
}
_WAYS = {Way.FORWARD: "further on", Way.BACK: "back", Way.LEVEL: ""}


class Line(NamedTuple):
    """One line: some actions, and those that took them in."""

    label: str
    codes: tuple[str, ...]
    into: tuple[str, ...] = ()


class MovedRow(NamedTuple):
    """A status that moved: what an agency stated for an action before and now."""

    action: str
    agency: str
    before: str
    after: str
    way: str


@dataclass(frozen=True, slots=True)
class News:
    """What changed from `period` to `now`. `caption` says how many statuses moved in each direction."""

    period: str
    now: str
    lines: tuple[Line, ...]
    caption: str
    moved: tuple[MovedRow, ...]


def news(since: Since, edition: Edition, *, show_status: bool) -> News:
    """Say in words what changed."""
    labels = {id_: status.label for id_, status in edition.framework.status_by_id.items()}

    def named(ids: tuple[str, ...]) -> str:
        return listed([labels[id_] for id_ in ids])

    moved = tuple(
        MovedRow(each.action, each.agency, named(each.before), named(each.after), _WAYS[each.way])
        for each in (since.moved if show_status else ())
    )
    ways = [f"{number} {word}" for way, word in _WAYS.items() if word and (number := _count(since, way))]
    caption = ": ".join(filter(None, (f"Statuses that moved ({len(moved)})", listed(ways))))
    return News(since.period, period_name(edition), tuple(_lines(since)), caption, moved)


def _count(since: Since, way: Way) -> int:
    return sum(each.way is way for each in since.moved)


def _lines(since: Since) -> Iterator[Line]:
    for kind, label in _PLAN.items():
        for into, codes in _by_target(since, kind).items():
            yield Line(label, tuple(codes), into)
    yield Line("Newly reported on", since.newly_reported)
    yield Line("No longer reported on", since.no_longer_reported)
    if since.still_unreported:
        yield Line(f"Not reported in {since.period} either", since.still_unreported)


def _by_target(since: Since, kind: PlanChange) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    changed: ChangedAction
    for changed in since.plan:
        if changed.change is kind:
            found.setdefault(changed.into, []).append(changed.action)
    return found
