"""Each code, id, mark and name stands for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from poatool.framework.checks.loaded import LoadedFile, did_you_mean
from poatool.framework.faults import FrameworkFault
from poatool.framework.model import COLUMNS
from poatool.framework.names.folding import fold
from poatool.framework.nodes import Path

_PARTS = re.compile(r"\d+|[^\W\d_]+")


class _Named(NamedTuple):
    """Something that has a code, and the names that stand for it, each with its path."""

    noun: str
    code: str
    path: Path
    names: tuple[tuple[str, Path], ...] = ()


def fold_code(code: str) -> str:
    """Reduce a code to what makes it the same code: `AC-02(10)` and `ac-2.10` are one, `1.1` and `11` are not."""
    return ".".join(part.lstrip("0") or "0" for part in _PARTS.findall(code.casefold()))


def check_codes(file: LoadedFile) -> Iterator[FrameworkFault]:
    """No code or id stands twice, and no name for two things."""
    for group in (_pillars(file), _objectives(file), _periods(file), _footnotes(file)):
        yield from _duplicates(file, group)
    for named in (_agencies(file), _statuses(file)):
        yield from _duplicates(file, named)
        yield from _collisions(file, named, codes_only=False)
    actions = _actions(file)
    yield from _duplicates(file, actions)
    yield from _collisions(file, actions, codes_only=True)


def check_columns(file: LoadedFile) -> Iterator[FrameworkFault]:
    """Headings are given for columns that exist, each heading for one of them."""
    columns = file.framework.columns
    for column in columns:
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS, f"The columns are {', '.join(COLUMNS)}.")
            yield file.fault_at_key("FRM305", ("columns", column), f"`{column}` is not a column.", hint)
    named = [
        _Named("column", column, ("columns", column), _listed(headings, ("columns", column)))
        for column, headings in columns.items()
    ]
    yield from _collisions(file, named, codes_only=False)


def check_footnotes(file: LoadedFile) -> Iterator[FrameworkFault]:
    """Every footnote mark of an action has its note."""
    marks = {note.mark for note in file.framework.footnotes}
    for action, _, path in file.actions:
        if action.footnote is not None and file.lacks(action.footnote, marks):
            message = f"action {action.code}: the footnote {action.footnote} is not in the file."
            yield file.fault("FRM303", (*path, "footnote"), message, "Add it to `footnotes`, or delete the mark.")


def _duplicates(file: LoadedFile, group: Iterable[_Named]) -> Iterator[FrameworkFault]:
    first: dict[str, _Named] = {}
    for named in group:
        before = first.setdefault(named.code, named)
        if before is not named:
            line = file.fault("FRM101", before.path, "").line
            message = f"The {named.noun} {named.code} stands twice; the first is in line {line}."
            yield file.fault("FRM101", named.path, message, "Give one of them another code, or delete it.")


def _collisions(file: LoadedFile, group: Iterable[_Named], *, codes_only: bool) -> Iterator[FrameworkFault]:
    """Names that mean two things; the codes go first, so that the fault stands at the alias."""
    group = list(group)
    folded = fold_code if codes_only else fold
    owners: dict[str, _Named] = {}
    spelt = [(named, named.code, named.path) for named in group]
    spelt += [(named, name, path) for named in group for name, path in named.names]
    for named, name, path in spelt:
        owner = owners.setdefault(folded(name), named)
        if owner.code != named.code:
            message = f"{named.noun} {named.code}: the name {name} also stands for {owner.noun} {owner.code}."
            yield file.fault("FRM102", path, message, "Delete it from one of them.")


def _listed(names: Iterable[str], path: Path) -> tuple[tuple[str, Path], ...]:
    return tuple((name, (*path, n)) for n, name in enumerate(names))


def _pillars(file: LoadedFile) -> list[_Named]:
    return [_Named("pillar", p.id, ("pillars", i, "id")) for i, p in enumerate(file.framework.pillars)]


def _objectives(file: LoadedFile) -> list[_Named]:
    return [
        _Named("objective", objective.id, ("pillars", i, "objectives", j, "id"))
        for i, pillar in enumerate(file.framework.pillars)
        for j, objective in enumerate(pillar.objectives)
    ]


def _periods(file: LoadedFile) -> list[_Named]:
    return [_Named("period", p.id, ("periods", i, "id")) for i, p in enumerate(file.framework.periods)]


def _footnotes(file: LoadedFile) -> list[_Named]:
    return [_Named("footnote", f.mark, ("footnotes", i, "mark")) for i, f in enumerate(file.framework.footnotes)]


def _actions(file: LoadedFile) -> list[_Named]:
    return [
        _Named("action", action.code, (*path, "code"), _listed(action.aliases, (*path, "aliases")))
        for action, _, path in file.actions
    ]


def _statuses(file: LoadedFile) -> list[_Named]:
    return [
        _Named(
            "status",
            status.id,
            ("statuses", i, "id"),
            ((status.label, ("statuses", i, "label")), *_listed(status.aliases, ("statuses", i, "aliases"))),
        )
        for i, status in enumerate(file.framework.statuses)
    ]


def _agencies(file: LoadedFile) -> list[_Named]:
    return [
        _Named(
            "agency",
            agency.code,
            ("agencies", i, "code"),
            (
                (agency.name, ("agencies", i, "name")),
                *_listed(agency.aliases, ("agencies", i, "aliases")),
                *((name, ("agencies", i, "history")) for name in agency.former_names),
            ),
        )
        for i, agency in enumerate(file.framework.agencies)
    ]
