"""What changed between two periods' submissions: in words for a page, and as the `changes` document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, cast

from poatool.framework.columns import Column
from poatool.framework.diff import Part, Run
from poatool.framework.edition import Edition, Standing
from poatool.render.changes import Change, ChangesPage, Section, replaced, unmarked
from poatool.render.json import Header, Shape, document
from poatool.render.text import action_line, period_name
from poatool.reports.changes import Account, ActionChange, ChangeKind, PeriodChanges, UpdateChange
from poatool.text import listed

_UPDATES = {
    ChangeKind.NEW: "Newly reported on",
    ChangeKind.ENDED: "No longer reported on",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.SAME: "Word for word the same",
}


def period_changes(found: PeriodChanges) -> ChangesPage:
    """The changes in the plan, then those in agencies' reports, by kind."""
    edition = found.new
    in_reports = (
        Section(
            title, tuple(Change(f"{each.action} {each.agency}", _runs(each, edition)) for each in found.of_kind(kind))
        )
        for kind, title in _UPDATES.items()
    )
    return ChangesPage(
        f"Changes from {period_name(found.old)} to {period_name(edition)}: {edition.framework.title}",
        (Section("The plan itself", tuple(Change(c.after.code, _plan(c)) for c in found.plan)), *in_reports),
    )


def _plan(change: ActionChange) -> tuple[Run, ...]:
    before, after, words = change
    runs: list[Run] = []
    if before.code != after.code:
        runs += replaced(before.code, after.code)
    if (before.standing, before.into) != (after.standing, after.into):
        if after.standing is not Standing.IN_FORCE:
            return (*runs, *unmarked(action_line(after)))
        runs += unmarked("Reinstated." if before.standing is not Standing.NOT_YET else "Added.")
    return (*runs, *words)


def _runs(change: UpdateChange, edition: Edition) -> tuple[Run, ...]:
    before, after = change.before, change.after
    if before is None or after is None or change.kind is ChangeKind.SAME:
        account = after or before
        return unmarked(" ".join(_words(account, edition))) if account else ()
    runs = list(_origin(after))
    if before.statuses != after.statuses:
        runs += replaced(_statuses(before, edition), _statuses(after, edition))
    for column in edition.framework.text_columns:
        if before.texts.get(column.id) != after.texts.get(column.id):
            runs += [Run(Part.SAME, label) for label in _label(column)] + list(change.words[column.id])
    return tuple(runs)


def _words(account: Account, edition: Edition) -> Iterator[str]:
    yield from (run.text for run in _origin(account))
    if account.statuses:
        yield f"{_statuses(account, edition)}:"
    for column in edition.framework.text_columns:
        text = " ".join(account.texts.get(column.id, "").split())
        if text:
            yield from (*_label(column), text)
        elif column.id == "progress":
            yield "no description of progress"


def _label(column: Column) -> tuple[str, ...]:
    """The heading before a text; progress has none, as every entry is about progress."""
    return () if column.id == "progress" else (f"{column.heading}:",)


def _origin(account: Account) -> Iterator[Run]:
    if account.reported_as:
        yield Run(Part.SAME, f"(as {listed(account.reported_as)})")


def _statuses(account: Account, edition: Edition) -> str:
    return listed([edition.framework.status_by_id[status].label for status in account.statuses]) or "no status"


class StandingShape(Shape):
    """An action as it stood in one of the periods."""

    code: str
    text: str
    objective: str
    standing: Standing
    incorporated_into: Annotated[tuple[str, ...], "into"]


class ActionShape(Shape):
    """An action whose standing, code, objective or text changed."""

    code: Annotated[str, "after.code"]
    before: StandingShape
    after: StandingShape
    words: list[Run]


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
    progress: list[Run]
    next_steps: list[Run]


class ChangesDocument(Header):
    """`diff --format json`; `period` is the later one."""

    schema: Literal["poatool/changes/1"]
    previous_period: Annotated[str | None, "old.period.id"]
    plan: list[ActionShape]
    updates: list[UpdateShape]
    summary: dict[str, int]


def changes_document(found: PeriodChanges) -> ChangesDocument:
    """The `changes` document."""
    return document(
        ChangesDocument,
        found.new,
        found,
        updates=[_update(change, found.new.framework.text_columns) for change in found.updates],
        summary={kind.value: len(found.of_kind(kind)) for kind in ChangeKind},
    )


def _update(change: UpdateChange, columns: Sequence[Column]) -> UpdateShape:
    written = {
        "action": change.action,
        "agency": change.agency,
        "kind": change.kind,
        "before": _account(change.before, columns),
        "after": _account(change.after, columns),
        **{column.id: [run._asdict() for run in change.words.get(column.id, ())] for column in columns},
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
