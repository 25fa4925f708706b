"""What changed between two framework files, by kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from typing import NamedTuple

from poatool import blocks
from poatool.framework.edition import ActionStanding, as_of
from poatool.framework.events import Frozen, Happening, former
from poatool.framework.model import Framework
from poatool.text import by_first

_MAX_PAIRS = 2_000_000  # the most pairs of words (one from each text) that are compared in reasonable time
_MIN_IN_COMMON = 1 / 3  # below this share of common words, both texts are shown whole instead of word by word
_ENTRIES = frozenset({"pillars", "objectives", "actions", "agencies", "statuses", "periods"})
"""Fields with entries that are compared one by one, so that only their order is a change of the field."""
_IN_WORDS = {"nil": "nothing to report", "ends": "ends the action", "progress": "is progress", "unit_of": "part of"}


class Run(NamedTuple):
    """A run of words that are all unchanged, all removed or all added."""

    part: blocks.Change
    text: str


class Reworded(NamedTuple):
    """An action whose text changed; `words` holds the words of both texts in reading order."""

    code: str
    before: str
    after: str
    words: tuple[Run, ...]


class Exchanged(NamedTuple):
    """An action with a new code or a new objective; `before` and `after` hold the old and new ones."""

    code: str
    before: str
    after: str


class FieldChange(NamedTuple):
    """A changed field of an entry (without `id`, of the plan), as text before and after; empty if it was lacking."""

    id: str
    field: str
    before: str
    after: str


class ListDiff(NamedTuple):
    """What changed in a list: added and removed ids, and changed fields of the other entries."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[FieldChange, ...] = ()


class FrameworkDiff(NamedTuple):
    """All changes. Actions are named by their new codes, in the order of the new file."""

    added: tuple[ActionStanding, ...]
    removed: tuple[ActionStanding, ...]  # missing from the new file; one that ended should stay, as withdrawn
    reworded: tuple[Reworded, ...]
    renumbered: tuple[Exchanged, ...]
    moved: tuple[Exchanged, ...]
    newly: Mapping[str, Sequence[ActionStanding]]  # by what became of them; also those whose reporting moved
    details: tuple[FieldChange, ...]  # other fields of actions
    plan: tuple[FieldChange, ...]  # fields of the plan itself
    headings: ListDiff  # pillars and objectives
    agencies: ListDiff
    statuses: ListDiff
    periods: ListDiff

    def __bool__(self) -> bool:
        return any(map(any, self))


def diff(old: Framework, new: Framework) -> FrameworkDiff:
    """Compare two frameworks: latest states and histories. Actions are matched by code, including former codes."""
    before, after = as_of(old, None), as_of(new, None)
    pairs: list[tuple[ActionStanding, ActionStanding]] = []
    for now in after.actions:
        known = (before.by_code.get(code) for code in (*reversed(former(now.entry.history, "code")), now.code))
        pairs += [(was, now) for was in known if was is not None][:1]
    kept, followed = {was.code for was, _ in pairs}, {now.code for _, now in pairs}
    changed = [change for was, now in pairs for change in changed_fields(was, now)]
    return FrameworkDiff(
        added=tuple(standing for standing in after.actions if standing.code not in followed),
        removed=tuple(standing for standing in before.actions if standing.code not in kept),
        reworded=tuple(Reworded(c.id, *c[2:], word_runs(*c[2:])) for c in changed if c.field == "text"),
        renumbered=tuple(Exchanged(c.id, *c[2:]) for c in changed if c.field == "code"),
        moved=tuple(Exchanged(c.id, *c[2:]) for c in changed if c.field == "objective"),
        newly=by_first((now.became, now) for was, now in pairs if (was.standing, was.into) != (now.standing, now.into)),
        details=tuple(c for c in changed if c.field not in ("text", "code", "objective")),
        plan=tuple(_fields("", old, new)),
        headings=_lists(_headings(old), _headings(new)),
        agencies=_lists(old.agency_by_code, new.agency_by_code),
        statuses=_lists(old.status_by_id, new.status_by_id),
        periods=_lists(old.period_by_id, new.period_by_id),
    )


def changed_fields(was: ActionStanding, now: ActionStanding) -> Iterator[FieldChange]:
    """What changed of an action other than its standing."""
    if was.objective != now.objective:
        yield FieldChange(now.code, "objective", was.objective, now.objective)
    yield from _fields(now.code, was.action, now.action)


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Two texts as runs of words; if they have little in common or are very long, one removed and one added run."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    too_different = len(old) * len(new) > _MAX_PAIRS or matcher.ratio() < _MIN_IN_COMMON
    runs: list[Run] = []
    for tag, i, j, k, m in [("replace", 0, len(old), 0, len(new))] if too_different else matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", " ".join(old[i:j])))
        else:
            runs += (Run("removed", " ".join(old[i:j])), Run("added", " ".join(new[k:m])))
    return tuple(run for run in runs if run.text)


def _headings(framework: Framework) -> Mapping[str, Frozen]:
    plan = framework.pillars
    return {p.id: p for p in plan} | {f"{p.id}/{o.id}": o for p in plan for o in p.objectives}


def _lists(old: Mapping[str, Frozen], new: Mapping[str, Frozen]) -> ListDiff:
    return ListDiff(
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(change for key in new if key in old for change in _fields(key, old[key], new[key])),
    )


def in_words(field: str) -> str:
    """A field in words: `days of grace`, `order of agencies`."""
    return f"order of {field}" if field in _ENTRIES else _IN_WORDS.get(field, field.replace("_", " "))


def _fields(key: str, old: Frozen, new: Frozen) -> Iterator[FieldChange]:
    """Each changed field of an entry. Of several parts, only those that the other side lacks are shown."""
    for name in (field.name for field in fields(old) if field.name != "sha256"):  # which differs with any comment
        before, after = (_texts(getattr(entry, name)) for entry in (old, new))
        wanted = ((before, after), (after, before))
        was, now = ([text for text in some if (text in others) is (name in _ENTRIES)] for some, others in wanted)
        if not (was or now or name in _ENTRIES):  # at most their order differs
            was, now = before, after
        if was != now:
            joiner = " " if all(text.endswith(".") for text in (*was, *now)) else "; "
            yield FieldChange(key, name, joiner.join(was), joiner.join(now))


def _texts(value: object) -> list[str]:
    """The parts of a value as texts; a simple value is one text."""
    match value:
        case Happening():
            return [f"{value.start}: {value.details}"]
        case dict():
            return [f"{name}: {', '.join(_texts(each))}" for name, each in value.items() if each not in (None, "", ())]
        case Frozen():
            own = {in_words(field.name): getattr(value, field.name) for field in fields(value)}
            return [own[key] for key in ("code", "id") if key in own] or _texts(own)
        case tuple() if any(isinstance(each, Frozen) for each in value):
            return [f"({'; '.join(parts)})" if len(parts := _texts(each)) > 1 else parts[0] for each in value]
        case tuple():
            return [", ".join(value)]
        case _:
            return [{"None": "", "True": "yes", "False": "no"}.get(repr(value), str(value))]
