"""What changed between two framework files: in words, and as the `framework-diff` document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff
from poatool.framework.edition import ActionStanding, as_of
from poatool.framework.model import Framework
from poatool.render.changes import Change, ChangesPage, Section, replaced, unmarked
from poatool.render.json import FrameworkShape, Header, RunShape, Shape, document, shaped
from poatool.render.text import action_line


class RewordedShape(Shape):
    """An action whose text changed."""

    code: str
    before: str
    after: str
    words: Annotated[list[RunShape], "runs"]


class StandingShape(Shape):
    """An action that was added, removed, incorporated, withdrawn or reinstated."""

    code: str
    text: str
    incorporated_into: Annotated[tuple[str, ...], "into"]
    counted_under: Annotated[tuple[str, ...], "counts_under"]


class ExchangedShape(Shape):
    """An action's code or objective before and after."""

    code: str
    before: str
    after: str


class FieldShape(Shape):
    """A field before and after; empty where it was or is not set."""

    id: str
    field: str
    before: str
    after: str


class ListShape(Shape):
    """What changed in a list of agencies, statuses, periods or headings."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: list[FieldShape]


class DiffDocument(Header):
    """`framework diff --format json`; `framework` is the new file."""

    schema: Literal["poatool/framework-diff/1"]
    old: FrameworkShape
    changed: bool
    added: list[StandingShape]
    removed: list[StandingShape]
    reworded: list[RewordedShape]
    renumbered: list[ExchangedShape]
    moved: list[ExchangedShape]
    incorporated: list[StandingShape]
    withdrawn: list[StandingShape]
    reinstated: list[StandingShape]
    details: list[FieldShape]
    headings: ListShape
    agencies: ListShape
    statuses: ListShape
    periods: ListShape


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
            Section("Reworded", tuple(Change(r.code, r.runs) for r in diff.reworded)),
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
