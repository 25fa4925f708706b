"""What changed between two framework files, in words."""

from __future__ import annotations

from collections.abc import Iterable

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff
from poatool.framework.edition import ActionStanding
from poatool.framework.model import Framework
from poatool.render.changes import Changed, Changes, Section, instead, said
from poatool.render.wording import action_line


def framework_changes(diff: FrameworkDiff, old: Framework, new: Framework) -> Changes:
    """The difference as it is printed, kind by kind."""
    title = new.title if new.title == old.title else f"{old.title} → {new.title}"
    return Changes(
        f"Changes in {title}",
        (
            Section("Added", _standing(diff.added)),
            Section("Removed without a word", _standing(diff.removed)),
            Section("Reworded", tuple(Changed(r.code, r.runs) for r in diff.reworded)),
            Section("Renumbered", _exchanged(diff.renumbered)),
            Section("Moved to another objective", _exchanged(diff.moved)),
            Section("Incorporated", _standing(diff.incorporated)),
            Section("Withdrawn", _standing(diff.withdrawn)),
            Section("Reinstated", _standing(diff.reinstated)),
            Section("Other details of actions", _fields(diff.details)),
            Section("Pillars and objectives", _listed(diff.headings)),
            Section("Agencies", _listed(diff.agencies)),
            Section("Statuses", _listed(diff.statuses)),
            Section("Periods", _listed(diff.periods)),
        ),
    )


def _standing(actions: Iterable[ActionStanding]) -> tuple[Changed, ...]:
    return tuple(Changed(action.code, said(action_line(action))) for action in actions)


def _exchanged(changes: Iterable[Exchanged]) -> tuple[Changed, ...]:
    return tuple(Changed(c.code, instead(c.before, c.after)) for c in changes)


def _fields(changes: Iterable[FieldChange]) -> tuple[Changed, ...]:
    return tuple(Changed(f"{c.id}: {c.field}", instead(c.before, c.after)) for c in changes)


def _listed(changes: ListDiff) -> tuple[Changed, ...]:
    return (
        *(Changed(name, said("added")) for name in changes.added),
        *(Changed(name, said("removed")) for name in changes.removed),
        *_fields(changes.changed),
    )
