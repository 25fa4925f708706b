"""What changed between two framework files: in words, and as the `framework-diff` document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff, Reworded
from poatool.framework.edition import ActionStanding, as_of
from poatool.framework.model import Framework
from poatool.render.changes import Entry, changes_page, replaced, unmarked
from poatool.render.document import Document
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


def framework_changes(diff: FrameworkDiff, old: Framework, new: Framework) -> Document:
    """The changes in words, kind by kind."""
    title = new.title if new.title == old.title else f"{old.title} → {new.title}"
    return changes_page(
        as_of(new, None),
        f"Changes in {title}",
        {
            "Added": _standing(diff.added),
            "Removed with no event to explain it": _standing(diff.removed),
            "Reworded": [(each.code, each.words) for each in diff.reworded],
            "Renumbered": [(each.code, replaced(each.before, each.after)) for each in diff.renumbered],
            "Moved to another objective": [(each.code, replaced(each.before, each.after)) for each in diff.moved],
            "Incorporated": _standing(diff.incorporated),
            "Withdrawn": _standing(diff.withdrawn),
            "Reinstated": _standing(diff.reinstated),
            "Other details of actions": _fields(diff.details),
            "Pillars and objectives": _listed(diff.headings),
            "Agencies": _listed(diff.agencies),
            "Statuses": _listed(diff.statuses),
            "Periods": _listed(diff.periods),
        },
    )


def _standing(actions: Iterable[ActionStanding]) -> list[Entry]:
    return [(action.code, unmarked(action_line(action))) for action in actions]


def _fields(changes: Iterable[FieldChange]) -> list[Entry]:
    return [(f"{each.id}: {each.field}", replaced(each.before, each.after)) for each in changes]


def _listed(changes: ListDiff) -> list[Entry]:
    words = (("added", changes.added), ("removed", changes.removed))
    return [*((name, unmarked(word)) for word, names in words for name in names), *_fields(changes.changed)]
