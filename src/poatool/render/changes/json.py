"""The `changes` document: what changed between two periods' submissions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from poatool.framework.columns import Column
from poatool.framework.edition import Standing
from poatool.render.json import Header, RunShape, Shape, header, run_shapes, shaped
from poatool.reports.changes import Account, ActionChange, ChangeKind, PeriodChanges, UpdateChange


class StandingShape(Shape):
    """An action as it stood in one of the periods."""

    code: str
    text: str
    objective: str
    standing: Standing
    incorporated_into: tuple[str, ...]


class ActionShape(Shape):
    """An action whose standing, code, objective or text changed."""

    code: str
    before: StandingShape
    after: StandingShape
    words: list[RunShape]


class AccountShape(Shape):
    """An agency's report on an action, its rows joined. Columns that the plan declares follow `next_steps`."""

    statuses: list[str]
    progress: str
    next_steps: str
    reported_as: list[str]


class UpdateShape(Shape):
    """An agency's report on an action before and after, null if there was none, and the words of each text."""

    action: str
    agency: str
    kind: ChangeKind
    before: AccountShape | None
    after: AccountShape | None
    progress: list[RunShape]
    next_steps: list[RunShape]


class ChangesDocument(Header):
    """`diff --format json`; `period` is the later one."""

    schema: Literal["poatool/changes/1"]
    previous_period: str | None
    plan: list[ActionShape]
    updates: list[UpdateShape]
    summary: dict[str, int]


def changes_document(found: PeriodChanges) -> ChangesDocument:
    """The `changes` document."""
    return {
        "schema": "poatool/changes/1",
        **header(found.new.framework, found.new.period),
        "previous_period": found.old.period.id if found.old.period else None,
        "plan": [_action(change) for change in found.plan],
        "updates": [_update(change, found.new.framework.text_columns) for change in found.updates],
        "summary": {kind.value: len(found.of_kind(kind)) for kind in ChangeKind},
    }


def _action(change: ActionChange) -> ActionShape:
    before, after = (shaped(StandingShape, each, incorporated_into=each.into) for each in (change.before, change.after))
    return ActionShape(code=change.after.code, before=before, after=after, words=run_shapes(change.words))


def _update(change: UpdateChange, columns: Sequence[Column]) -> UpdateShape:
    written = {
        "action": change.action,
        "agency": change.agency,
        "kind": change.kind,
        "before": _account(change.before, columns),
        "after": _account(change.after, columns),
        **{column.id: run_shapes(change.words.get(column.id, ())) for column in columns},
    }
    return cast("UpdateShape", written)


def _account(account: Account | None, columns: Sequence[Column]) -> AccountShape | None:
    if account is None:
        return None
    written = {
        "statuses": list(account.statuses),
        **{column.id: account.texts.get(column.id, "") for column in columns},
        "reported_as": list(account.reported_as),
    }
    return cast("AccountShape", written)
