"""Show what changed between two periods' submissions or two framework files: in words, and as JSON documents."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from poatool import blocks
from poatool.console import Screen, styled
from poatool.framework.diff import Exchanged, FieldChange, FrameworkDiff, ListDiff, Reworded, Run, in_words, word_runs
from poatool.framework.edition import EFFECTS, ActionStanding, Edition, Standing, as_of
from poatool.framework.events import EventKind
from poatool.framework.model import Framework
from poatool.render import document as doc
from poatool.render.json import FrameworkShape, Header, Shape, document, shaped
from poatool.render.text import NO_REPORT, action_line
from poatool.reports.changes import Account, ActionChange, ChangeKind, PeriodChanges, UpdateChange
from poatool.reports.coverage_model import AgencyAnswer
from poatool.text import by_first, listed

_ON_SCREEN = {"same": ("{}", ""), "removed": ("[-{}-]", "red"), "added": ("{{+{}+}}", "green")}
_NEWLY = dict.fromkeys(
    str(kind if effect.standing is Standing.IN_FORCE else effect.standing)
    for kind, effect in EFFECTS.items()
    if effect.standing and kind is not EventKind.ADDED
)
"""What actions may become (see `ActionStanding.became`), in the order of its lists."""

Entry = tuple[str, tuple[Run, ...]]
"""One change: what it concerns, and runs of words, each unchanged, removed or added."""


def _page(edition: Edition, title: str, sections: Mapping[str, Sequence[Entry]], note: str = "") -> doc.Document:
    parts: list[doc.Part] = [doc.paragraph(title, look=doc.Look.TITLE)]
    parts += [doc.paragraph(edition.framework.in_its_words(note))] if note else []
    found = {heading: entries for heading, entries in sections.items() if entries}
    for number, (heading, entries) in enumerate(found.items(), 1):
        parts.append(doc.Heading(1, doc.words(heading), f"section-{number}", context=doc.words(f" ({len(entries)})")))
        parts.append(doc.LabelledList(tuple(_item(*entry) for entry in entries)))
    if not found:
        parts.append(doc.paragraph("Nothing changed."))
    return doc.Document(title.removesuffix(f": {edition.framework.title}"), edition, tuple(parts), "changes")


def _item(about: str, runs: Iterable[Run]) -> doc.Labelled:
    return doc.Labelled(doc.words(about), doc.joined(((blocks.Run(text, change=part),) for part, text in runs), " "))


def _replaced(before: str, after: str) -> tuple[Run, ...]:
    return tuple(run for run in (Run("removed", before), Run("added", after)) if run.text)


def changes_text(changes: doc.Document, screen: Screen) -> None:
    """Show the changes, with removed words in `[-…-]` and added words in `{+…+}`."""
    for part in changes.parts:
        match part:
            case doc.Heading(runs=runs, context=number):
                screen.section((blocks.plain((*runs, *number)), "bold underline"))
            case doc.LabelledList(items):
                for item in items:
                    looks = ((run.text, *_ON_SCREEN[run.change]) for run in item.runs)
                    words = [(form.format(text), style) for text, form, style in looks]
                    screen.hang(styled("  ", (blocks.plain(item.label), "cyan"), "  "), *words)
            case doc.Passage(blocks.Paragraph(runs), look):
                screen.say((blocks.plain(runs), "bold" if look is doc.Look.TITLE else ""))


_NEW, _ENDED, _NIL, _SILENT = "Newly reported on", "No longer reported on", "Nothing to report", "No longer answered"
_CHANGED, _SAME, _DONE = "Changed", "Word for word the same", "Completed earlier"


def _heading(change: UpdateChange, plan: Framework) -> str:
    """The heading for a change; as in coverage, an answer without progress is no report on the action."""
    before, after = (each is not None and each.answer is AgencyAnswer.REPORTED for each in change[2:])
    if before and after:
        return _SAME if change.kind is ChangeKind.SAME else _CHANGED
    said = before and change.after is None and change.before and change.before.statuses
    if said and all(plan.status_by_id[status].ends for status in said):
        return _DONE
    if before or after:
        return _NEW if after else _ENDED
    if change.after is None:
        return _SILENT
    return _NIL if change.after.nil else NO_REPORT[change.after.answer]


def period_changes(found: PeriodChanges) -> doc.Document:
    """Changes in the plan, then changes in agencies' reports, by kind."""
    edition = found.new
    plan = edition.framework
    entries = by_first((_heading(e, plan), (f"{e.action} {e.agency}", _runs(e, edition))) for e in found.updates)
    headings = (_NEW, _ENDED, _CHANGED, _SAME, *NO_REPORT.values(), _NIL, _SILENT, _DONE)
    sections = {heading: entries.get(heading, []) for heading in headings}
    return _page(
        edition,
        f"Changes from {found.old.period_id or 'latest'} to {edition.period_id or 'latest'}: {edition.framework.title}",
        {"The plan itself": [(each.after.code, _plan(each, edition)) for each in found.plan], **sections},
        "An action that two agencies report on has an entry for each." if found.updates else "",
    )


def _plan(change: ActionChange, edition: Edition) -> tuple[Run, ...]:
    """What changed, and the text unless it has ended; only a changed code has no label."""
    before, after, words, _ = change
    titles = {objective.id: objective.title for objective in edition.objectives}
    runs: list[Run] = []
    for each in (each for each in change.changed if each.field != "text"):
        runs += [Run("same", f"{in_words(each.field).capitalize()}:")] if each.field != "code" else []
        runs += _replaced(*(titles.get(value, value) for value in (each.before, each.after)))
    if (before.standing, before.into) == (after.standing, after.into):
        return (*runs, *words)
    if after.standing is not Standing.IN_FORCE:
        return (*runs, Run("same", action_line(after, edition.framework)))
    return (*runs, Run("same", f"{change.kind.capitalize()}."), *words)


def _runs(change: UpdateChange, edition: Edition) -> tuple[Run, ...]:
    """The words that changed, or all texts if a report is new, ended or unchanged. Only progress has no label."""
    before, after = change.before, change.after
    if (account := after or before) is None:
        return ()
    labels = {each.id: each.label for each in edition.framework.text_columns}
    runs = [Run("same", f"(as {listed(account.reported_as)})")] if account.reported_as else []
    if before is None or after is None or change.kind is ChangeKind.SAME:
        words = [*(run.text for run in runs), *([f"{_statuses(account, edition)}:"] if account.statuses else [])]
        for column, label in labels.items():
            if text := " ".join(account.texts.get(column, "").split()):
                words += [*filter(None, [label]), text]
            elif not label:
                silent = "nothing to report" if account.nil else "no description of progress"
                words.append("withheld" if account.withheld else silent)
        return (Run("same", " ".join(words)),)
    if before.statuses != after.statuses:
        runs += _replaced(_statuses(before, edition), _statuses(after, edition))
    for column, label in labels.items():
        if before.texts.get(column) != after.texts.get(column):
            runs += [*([Run("same", label)] if label else []), *change.words(column)]
    return tuple(runs)


def _statuses(account: Account, edition: Edition) -> str:
    labels = [edition.framework.status_by_id[status].label for status in account.statuses]
    return listed(labels) or ("withheld" if account.withheld else "no status")


class StandingShape(Shape):
    """An action as it stood in a period, or in the latest state of a plan."""

    code: str
    text: str
    objective: str
    standing: Standing
    incorporated_into: Annotated[tuple[str, ...], "into"]
    counted_under: Annotated[tuple[str, ...], "counts_under"]


class ActionShape(Shape):
    """An action whose standing or any field changed; `words` holds the words of both texts."""

    code: Annotated[str, "after.code"]
    before: StandingShape
    after: StandingShape
    words: list[Run]
    changed: list[FieldChange]


class AccountShape(Shape):
    """An agency's report on an action, with its rows joined. Further columns of the plan also have keys."""

    statuses: list[str]
    progress: str
    next_steps: str
    reported_as: list[str]
    nil: bool


class UpdateShape(Shape):
    """An agency's report on an action before and after (null if there was none), and the words of each text."""

    action: str
    agency: str
    kind: ChangeKind
    before: AccountShape | None
    after: AccountShape | None
    progress: list[Run]
    next_steps: list[Run]


class ChangesDocument(Header):
    """`diff --format json`; `period` is the later period."""

    schema: Literal["poatool/changes/1"]
    previous_period: Annotated[str | None, "old.period.id"]
    plan: list[ActionShape]
    updates: list[UpdateShape]
    summary: dict[str, int]


def changes_document(found: PeriodChanges) -> ChangesDocument:
    """The `changes` document."""
    columns = [column.id for column in found.new.framework.text_columns]

    def account(sent: Account | None) -> AccountShape | None:
        return shaped(AccountShape, sent, **{id_: sent.texts.get(id_, "") for id_ in columns}) if sent else None

    updates = [
        shaped(
            UpdateShape,
            each,
            before=account(each.before),
            after=account(each.after),
            **{id_: [run._asdict() for run in each.words(id_)] for id_ in columns},
        )
        for each in found.updates
    ]
    kinds = [each.kind for each in found.updates]
    summary = {kind.value: kinds.count(kind) for kind in ChangeKind}
    return document(ChangesDocument, found.new, found, updates=updates, summary=summary)


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
    plan: list[FieldChange]
    headings: ListDiff
    agencies: ListDiff
    statuses: ListDiff
    periods: ListDiff


def diff_document(diff: FrameworkDiff, old: Framework, new: Framework) -> DiffDocument:
    """The `framework-diff` document."""
    newly = {word: diff.newly.get(word, ()) for word in _NEWLY}
    return document(DiffDocument, as_of(new, None), diff, old=old, changed=bool(diff), **newly)


def framework_changes(diff: FrameworkDiff, old: Framework, new: Framework) -> doc.Document:
    """The changes in words, kind by kind."""
    return _page(
        as_of(new, None),
        f"Changes in {new.title if new.title == old.title else f'{old.title} → {new.title}'}",
        {
            "The plan itself": _fields(diff.plan),
            "Added": _actions(diff.added, new),
            "Removed with no event to explain it": _actions(diff.removed, old),
            "Reworded": [(each.code, each.words) for each in diff.reworded],
            "Renumbered": [(each.code, _replaced(each.before, each.after)) for each in diff.renumbered],
            "Moved to another objective": [(each.code, _replaced(each.before, each.after)) for each in diff.moved],
            **{word.capitalize(): _actions(diff.newly.get(word, ()), new) for word in _NEWLY},
            new.in_its_words("Other details of actions"): _fields(diff.details),
            "Pillars and objectives": _listed(diff.headings),
            "Agencies": _listed(diff.agencies),
            "Statuses": _listed(diff.statuses),
            "Periods": _listed(diff.periods),
        },
    )


def _actions(actions: Iterable[ActionStanding], plan: Framework) -> list[Entry]:
    return [(action.code, (Run("same", action_line(action, plan)),)) for action in actions]


def _fields(changes: Iterable[FieldChange]) -> list[Entry]:
    return [(f"{e.id}: {in_words(e.field)}".removeprefix(": "), word_runs(e.before, e.after)) for e in changes]


def _listed(changes: ListDiff) -> list[Entry]:
    words = (("added", changes.added), ("removed", changes.removed))
    return [*((name, (Run("same", word),)) for word, names in words for name in names), *_fields(changes.changed)]
