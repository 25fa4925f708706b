"""What changed between two framework files, by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from poatool.blocks import Change
from poatool.framework.edition import ActionStanding, as_of
from poatool.framework.events import Frozen
from poatool.framework.model import Framework
from poatool.text import by_first

_MAX_PAIRS = 2_000_000  # the most pairs of words (one from each text) that are compared in reasonable time
_MIN_IN_COMMON = 1 / 3  # below this share of common words, both texts are shown whole instead of word by word
_DETAILS = ("aliases", "footnote", "lead", "supporting", "history")
_WORDS: Mapping[object, str] = {None: "", True: "yes", False: "no"}


class Run(NamedTuple):
    """A run of words that are all unchanged, all removed or all added."""

    part: Change
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
    """A changed field of an entry, as text before and after; empty if the entry lacked it."""

    id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What changed in a list: added and removed ids, and changed fields of the other entries."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[FieldChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class FrameworkDiff:
    """All changes. Actions are named by their new codes, in the order of the new file."""

    added: tuple[ActionStanding, ...]
    removed: tuple[ActionStanding, ...]  # missing from the new file; one that ended should stay, as withdrawn
    reworded: tuple[Reworded, ...]
    renumbered: tuple[Exchanged, ...]
    moved: tuple[Exchanged, ...]
    newly: Mapping[str, Sequence[ActionStanding]]  # by what became of them; also those whose reporting moved
    details: tuple[FieldChange, ...]  # other fields of actions: aliases, footnote, agencies, history
    headings: ListDiff  # pillars and objectives
    agencies: ListDiff
    statuses: ListDiff
    periods: ListDiff

    def __bool__(self) -> bool:
        return any(bool(getattr(self, name)) for name in self.__slots__)


def diff(old: Framework, new: Framework) -> FrameworkDiff:
    """Compare two frameworks: latest states and histories. Actions are matched by code, including former codes."""
    before, after = as_of(old, None), as_of(new, None)
    pairs: list[tuple[ActionStanding, ActionStanding]] = []
    for now in after.actions:
        known = (before.by_code.get(code) for code in (*reversed(now.action.former_codes), now.code))
        pairs += [(was, now) for was in known if was is not None][:1]
    kept, followed = {was.code for was, _ in pairs}, {now.code for _, now in pairs}
    reworded = [(was, now) for was, now in pairs if was.text != now.text]
    moved = [(was, now) for was, now in pairs if was.objective != now.objective]
    return FrameworkDiff(
        added=tuple(standing for standing in after.actions if standing.code not in followed),
        removed=tuple(standing for standing in before.actions if standing.code not in kept),
        reworded=tuple(Reworded(now.code, was.text, now.text, word_runs(was.text, now.text)) for was, now in reworded),
        renumbered=tuple(Exchanged(now.code, was.code, now.code) for was, now in pairs if was.code != now.code),
        moved=tuple(Exchanged(now.code, was.objective, now.objective) for was, now in moved),
        newly=by_first((now.became, now) for was, now in pairs if (was.standing, was.into) != (now.standing, now.into)),
        details=tuple(change for was, now in pairs for change in _fields(now.code, was.action, now.action, _DETAILS)),
        headings=_lists(_headings(old), _headings(new), ("title",)),
        agencies=_lists(old.agency_by_code, new.agency_by_code, ("name", "aliases", "unit_of", "history")),
        statuses=_lists(old.status_by_id, new.status_by_id, ("label", "aliases", "progress", "ends", "nil")),
        periods=_lists(old.period_by_id, new.period_by_id, ("start", "end")),
    )


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


def _headings(framework: Framework) -> dict[str, Frozen]:
    headings: dict[str, Frozen] = {}
    for pillar in framework.pillars:
        headings |= {pillar.id: pillar, **{f"{pillar.id}/{each.id}": each for each in pillar.objectives}}
    return headings


def _lists(old: Mapping[str, Frozen], new: Mapping[str, Frozen], fields: tuple[str, ...]) -> ListDiff:
    return ListDiff(
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(change for key in new if key in old for change in _fields(key, old[key], new[key], fields)),
    )


def _fields(key: str, old: Frozen, new: Frozen, fields: Iterable[str]) -> Iterator[FieldChange]:
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        if field == "history":  # only the events that the other one lacks
            lists = ((before, after), (after, before))
            lacking = ([event for event in one if event not in other] for one, other in lists)
            before, after = (" ".join(f"{e.start}: {e} {e.note or ''}".rstrip() for e in some) for some in lacking)
        if before != after:
            yield FieldChange(key, field, _as_text(before), _as_text(after))


def _as_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else _WORDS.get(value, str(value))
