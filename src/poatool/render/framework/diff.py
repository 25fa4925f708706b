"""What changed between two framework files: in words, and as the `framework-diff` document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff, Reworded
from poatool.framework.edition import ActionStanding, as_of
from poatool.framework.model import Framework
from poatool.render.changes import Change, ChangesPage, Section, replaced, unmarked
from poatool.render.json import FrameworkShape, Header, Shape, document, shaped
from poatool.render.text import action_line


class StandingShape(Shape):
    """An action that was added, removed, incorporated, withdrawn or reinstated."""

    code: str
    text: str
    incorporated_into: Annotated[tuple[str, ...], "into"]
    counted_under: Annotated[tuple[str, ...], "counts_under"]


class DiffDocument(Header):
    """`framework diff --format json`; `framework` is the new file."""

    schema: Literal["poatool/framework-diff/1"]
    old: FrameworkShape
    changed: bool
    added: list[StandingShape]
    removed: list[StandingShape]
    reworded: list[Reworded]
    renumbered: list[Exchanged]
    moved: list[Exchanged]
    incorporated: list[StandingShape]
    withdrawn: list[StandingShape]
    reinstated: list[StandingShape]
    details: list[FieldChange]
    headings: ListDiff
    agencies: ListDiff
    statuses: ListDiff
    periods: ListDiff


def diff_document(diff: FrameworkDiff, old: Framework, new: Framework) -> DiffDocument:
    """The `framework-diff` document."""
    return document(DiffDocument, as_of(new, None), diff, old=shaped(FrameworkShape, old), changed=bool(diff))


def framework_changes(diff: FrameworkDiff, old: Framework, new: Framework) -> ChangesPage:
    """The changes in words, kind by kind."""
    title = new.title if new.title == old.title else f"{old.title} → {new.title}"
    return ChangesPage(
        f"Changes in {title}",
        (
            Section("Added", _standing(diff.added)),
            Section("Removed with no event to explain it", _standing(diff.removed)),
            Section("Reworded", tuple(Change(r.code, r.words) for r in diff.reworded)),
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


def _standing(actions: Iterable[ActionStanding]) -> tuple[Change, ...]:
    return tuple(Change(action.code, unmarked(action_line(action))) for action in actions)


def _exchanged(changes: Iterable[Exchanged]) -> tuple[Change, ...]:
    return tuple(Change(c.code, replaced(c.before, c.after)) for c in changes)


def _fields(changes: Iterable[FieldChange]) -> tuple[Change, ...]:
    return tuple(Change(f"{c.id}: {c.field}", replaced(c.before, c.after)) for c in changes)


def _listed(changes: ListDiff) -> tuple[Change, ...]:
    return (
        *(Change(name, unmarked("added")) for name in changes.added),
        *(Change(name, unmarked("removed")) for name in changes.removed),
        *_fields(changes.changed),
    )
