"""What changed between two framework files as a machine document: kind `framework-diff`."""

from __future__ import annotations

from collections.abc import Iterable

from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff
from poatool.framework.edition import ActionStanding
from poatool.framework.model import Framework
from poatool.render.machine import RunShape, Shape, document, header, run_shapes


class RewordedShape(Shape):
    """An action whose text changed."""

    code: str
    before: str
    after: str
    words: list[RunShape]


class StandingShape(Shape):
    """An action that came, went or stands otherwise."""

    code: str
    text: str
    incorporated_into: list[str]
    counted_under: list[str]


class ExchangedShape(Shape):
    """What an action had before, and has after."""

    code: str
    before: str
    after: str


class FieldShape(Shape):
    """One thing that is said otherwise; empty where nothing was or is said."""

    id: str
    field: str
    before: str
    after: str


class ListShape(Shape):
    """What changed in a list."""

    added: list[str]
    removed: list[str]
    changed: list[FieldShape]


class DiffShape(Shape):
    """The body of the document; `framework` in its header is the new one."""

    old: dict[str, str]
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


def framework_diff_json(diff: FrameworkDiff, old: Framework, new: Framework) -> bytes:
    """The document, as bytes of UTF-8 JSON."""
    body = DiffShape(
        old={"id": old.id, "title": old.title, "sha256": old.sha256},
        changed=bool(diff),
        added=_standing_shapes(diff.added),
        removed=_standing_shapes(diff.removed),
        reworded=[
            RewordedShape(
                code=r.code,
                before=r.before,
                after=r.after,
                words=run_shapes(r.runs),
            )
            for r in diff.reworded
        ],
        renumbered=_exchanged_shapes(diff.renumbered),
        moved=_exchanged_shapes(diff.moved),
        incorporated=_standing_shapes(diff.incorporated),
        withdrawn=_standing_shapes(diff.withdrawn),
        reinstated=_standing_shapes(diff.reinstated),
        details=_field_shapes(diff.details),
        headings=_list_shape(diff.headings),
        agencies=_list_shape(diff.agencies),
        statuses=_list_shape(diff.statuses),
        periods=_list_shape(diff.periods),
    )
    return document(header("framework-diff", new, None), body)


def _standing_shapes(actions: Iterable[ActionStanding]) -> list[StandingShape]:
    return [
        StandingShape(
            code=action.code,
            text=action.text,
            incorporated_into=list(action.into),
            counted_under=list(action.counts_under),
        )
        for action in actions
    ]


def _exchanged_shapes(changes: Iterable[Exchanged]) -> list[ExchangedShape]:
    return [ExchangedShape(code=c.code, before=c.before, after=c.after) for c in changes]


def _field_shapes(changes: Iterable[FieldChange]) -> list[FieldShape]:
    return [FieldShape(id=c.id, field=c.field, before=c.before, after=c.after) for c in changes]


def _list_shape(changes: ListDiff) -> ListShape:
    return ListShape(added=list(changes.added), removed=list(changes.removed), changed=_field_shapes(changes.changed))
