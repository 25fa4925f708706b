"""Each code, id, mark and name stands for one thing, and what is named exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from poatool.framework.columns import COLUMN_BY_ID, COLUMNS, OTHER_KEYS, WORDED
from poatool.framework.events import AgencyEventKind
from poatool.framework.layouts import layout_faults
from poatool.framework.load.placed import PlacedFramework
from poatool.framework.model import Framework, PlanColumn, PlanColumnKind
from poatool.framework.names.matching import fold
from poatool.yaml_values import Fault, Path

_LONGEST_HEADING = 100
_LONGEST_PROMPT = 255
_COLUMN_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag (BCP 47), as far as plans need one."""


class _Named(NamedTuple):
    """Something with a code, and its other names, each with its path."""

    noun: str
    code: str
    path: Path
    names: tuple[tuple[str, Path], ...] = ()


def fold_code(code: str) -> str:
    """Fold a code so that its spellings are equal: `AC-02(10)` and `ac-2.10` are one code, `1.1` and `11` are not."""
    return ".".join(part.lstrip("0") or "0" for part in _PARTS.findall(code.casefold()))


def check_codes(file: PlacedFramework) -> Iterator[Fault]:
    """No code or id occurs twice, and no name means two things."""
    plan = file.framework
    objectives = [
        _Named("objective", objective.id, ("pillars", i, "objectives", j, "id"))
        for i, pillar in enumerate(plan.pillars)
        for j, objective in enumerate(pillar.objectives)
    ]
    for group in (
        [_Named("pillar", pillar.id, ("pillars", i, "id")) for i, pillar in enumerate(plan.pillars)],
        objectives,
        [_Named("period", period.id, ("periods", i, "id")) for i, period in enumerate(plan.periods)],
        [_Named("footnote", note.mark, ("footnotes", i, "mark")) for i, note in enumerate(plan.footnotes)],
    ):
        yield from _duplicates(file, group)
    for named in (_agencies(plan), _statuses(plan)):
        yield from _duplicates(file, named)
        yield from _collisions(file, named, fold)
    actions = [
        _Named("action", action.code, (*path, "code"), _listed(action.aliases, (*path, "aliases")))
        for action, path in file.actions
    ]
    yield from _duplicates(file, actions)
    yield from _collisions(file, actions, fold_code)


def check_columns(file: PlacedFramework) -> Iterator[Fault]:
    """Headings belong to columns that exist, each to one of them, and the plan's own columns are sound."""
    ours = [_Named("column", column.id, ("columns",), ((column.heading, ("columns",)),)) for column in COLUMNS]
    words = file.framework.words
    for name in (name for name in words if name not in WORDED):
        hint = file.did_you_mean(name, WORDED, f"The keys here are {' and '.join(WORDED)}.")
        yield file.fault_at_key("FRM003", ("words", name), f"`{name}` is not a key that is known here.", hint)
    named = [_Named("column", name, ("words", name), _listed(said, ("words", name))) for name, said in words.items()]
    for name, said in file.framework.columns.items():
        path: Path = ("columns", name)
        if isinstance(said, PlanColumn):
            yield from _plan_column(file, name, said)
            own = _Named("column", name, path, _listed(said.headings, (*path, "headings")))
            yield from _collisions(file, [*ours, own] if name not in COLUMN_BY_ID else [], fold)
            named.append(own)
        else:
            if name not in COLUMN_BY_ID:
                known = f"The columns are {', '.join(COLUMN_BY_ID)}; one of your own has `headings`, in a block."
                hint = file.did_you_mean(name, COLUMN_BY_ID, known)
                yield file.fault_at_key("FRM303", path, f"`{name}` is not a column.", hint)
            named.append(_Named("column", name, path, _listed(said, path)))
    yield from _collisions(file, named, fold)


def check_layouts(file: PlacedFramework) -> Iterator[Fault]:
    """Declared layouts name columns of the plan, and rows that a sheet can have."""
    for n, layout in enumerate(file.framework.layouts):
        for fault in layout_faults(layout, file.framework.column_by_id):
            code = "FRM303" if fault.unknown else "FRM007"
            yield file.fault(code, ("layouts", n, *fault.keys), f"layout number {n + 1}: {fault.message}", fault.hint)


def check_statuses(file: PlacedFramework) -> Iterator[Fault]:
    """What a status needs are columns of the plan."""
    columns = file.framework.column_by_id
    for n, status in enumerate(file.framework.statuses):
        for place, name in enumerate(status.needs):
            if name not in columns:
                hint = file.did_you_mean(name, columns, f"The columns are {', '.join(columns)}.")
                message = f"status {status.id}: `{name}` is not a column."
                yield file.fault("FRM303", ("statuses", n, "needs", place), message, hint)


def check_publication(file: PlacedFramework) -> Iterator[Fault]:
    """Languages and the address of publication are what pages can hold."""
    plan = file.framework
    hint = "Write it as pages do, such as mi or en-NZ."
    if _LANGUAGE.fullmatch(plan.language) is None:
        yield file.fault("FRM007", ("language",), f"“{plan.language}” is not a language tag.", hint)
    for tag in plan.language_marks:
        if _LANGUAGE.fullmatch(tag) is None:
            yield file.fault_at_key("FRM007", ("language_marks", tag), f"“{tag}” is not a language tag.", hint)
    address = plan.source.canonical_url
    if address is not None and _ADDRESS.fullmatch(address) is None:
        message = f"“{address}” is not a web address."
        yield file.fault("FRM007", ("source", "canonical_url"), message, "Begin it with https:// or http://.")


def _plan_column(file: PlacedFramework, name: str, column: PlanColumn) -> Iterator[Fault]:
    """What is wrong with a column that the plan declares."""
    path: Path = ("columns", name)
    if name in COLUMN_BY_ID:
        message = f"`{name}` is a column that every plan has."
        yield file.fault_at_key("FRM103", path, message, f"Name more headings for it as a list: {name}: [Heading].")
    elif name in OTHER_KEYS:
        message = f"`{name}` is the name of something else in reports."
        yield file.fault_at_key("FRM103", path, message, "Give the column another id.")
    elif _COLUMN_ID.fullmatch(name) is None:
        message = f"`{name}` cannot be the id of a column."
        yield file.fault_at_key("FRM103", path, message, "Use up to 40 small letters of English, digits and _.")
    if not column.headings:
        message = f"column {name}: it has no heading."
        yield file.fault("FRM103", (*path, "headings"), message, "Name at least one; the first is printed.")
    for n, heading in enumerate(column.headings):
        if len(heading) > _LONGEST_HEADING or "\n" in heading or not fold(heading):
            message = f"column {name}: this cannot head a column."
            hint = f"Use words on one line, no more than {_LONGEST_HEADING} characters."
            yield file.fault("FRM103", (*path, "headings", n), message, hint)
    if len(column.prompt) > _LONGEST_PROMPT:
        message = f"column {name}: the prompt is longer than the {_LONGEST_PROMPT} characters that Excel shows."
        yield file.fault("FRM103", (*path, "prompt"), message, "Shorten it.")
    if column.published and column.kind is PlanColumnKind.PRIVATE:
        message = f"column {name}: it is private, and would be published."
        yield file.fault("FRM103", (*path, "published"), message, "Delete `published`, or give it another kind.")


def check_footnotes(file: PlacedFramework) -> Iterator[Fault]:
    """Every footnote mark of an action has its note."""
    marks = {note.mark for note in file.framework.footnotes}
    for action, path in file.actions:
        if action.footnote is not None and action.footnote not in marks:
            message = f"action {action.code}: the footnote {action.footnote} is not in the file."
            yield file.fault("FRM303", (*path, "footnote"), message, "Add it to `footnotes`, or delete the mark.")


def check_agencies(file: PlacedFramework) -> Iterator[Fault]:
    """Every agency that is named has an entry of its own."""
    known = file.framework.agency_by_code
    code_of = {
        fold(name): agency.code
        for agency in reversed(file.framework.agencies)
        for name in (agency.code, agency.name, *agency.aliases)
    }
    for whose, code, path in _named_agencies(file):
        if code not in known:
            meant = code_of.get(fold(code))
            hint = f"Write its code, {meant}." if meant else file.did_you_mean(code, known, "Add it to `agencies`.")
            yield file.fault("FRM301", path, f"{whose}: there is no agency {code}.", hint)


def check_units(file: PlacedFramework) -> Iterator[Fault]:
    """No agency is a unit of itself, directly or through others; a ring is reported once."""
    parents = {agency.code: agency.unit_of for agency in file.framework.agencies}
    order = {code: place for place, code in enumerate(parents)}
    seen: set[str] = set()
    for start in parents:
        way: dict[str, int] = {}
        code: str | None = start
        while code in parents and code not in seen:
            seen.add(code)
            way[code] = len(way)
            code = parents[code]
        if code in way:
            ring = list(way)[way[code] :]
            first = ring.index(min(ring, key=order.__getitem__))
            ring = [*ring[first:], *ring[: first + 1]]
            message = f"agency {ring[0]} is a unit of itself: {' → '.join(ring)}."
            path = ("agencies", order[ring[0]], "unit_of")
            yield file.fault("FRM301", path, message, "A unit points to its agency, not back.")


def _named_agencies(file: PlacedFramework) -> Iterator[tuple[str, str, Path]]:
    """Each mention of an agency: where, its code and the path."""
    for action, path in file.actions:
        for key, codes in (("lead", action.lead), ("supporting", action.supporting)):
            for n, code in enumerate(codes):
                yield f"action {action.code}", code, (*path, key, n)
    for i, agency in enumerate(file.framework.agencies):
        if agency.unit_of is not None:
            yield f"agency {agency.code}", agency.unit_of, ("agencies", i, "unit_of")
        for n, event in enumerate(agency.history):
            here = ("agencies", i, "history", n)
            if event.event is AgencyEventKind.MERGED and event.into is not None:
                yield f"agency {agency.code}", event.into, (*here, "into")
            if event.event is AgencyEventKind.MOVED and event.was is not None:
                yield f"agency {agency.code}", event.was, (*here, "was")


def _duplicates(file: PlacedFramework, group: Iterable[_Named]) -> Iterator[Fault]:
    first: dict[str, _Named] = {}
    for named in group:
        before = first.setdefault(named.code, named)
        if before is not named:
            line = file.document.place(before.path).line
            message = f"The {named.noun} {named.code} occurs twice; the first is in line {line}."
            yield file.fault("FRM101", named.path, message, "Give one of them another code, or delete it.")


def _collisions(file: PlacedFramework, group: Sequence[_Named], folded: Callable[[str], str]) -> Iterator[Fault]:
    """Names that mean two things; codes come first, so that the fault is reported at the alias."""
    owners: dict[str, _Named] = {}
    spelt = [(named, named.code, named.path) for named in group]
    spelt += [(named, name, path) for named in group for name, path in named.names]
    for named, name, path in spelt:
        owner = owners.setdefault(folded(name), named)
        if owner.code != named.code:
            message = f"{named.noun} {named.code}: the name {name} also stands for {owner.noun} {owner.code}."
            yield file.fault("FRM101", path, message, "Delete it from one of them.")


def _listed(names: Iterable[str], path: Path) -> tuple[tuple[str, Path], ...]:
    return tuple((name, (*path, n)) for n, name in enumerate(names))


def _statuses(plan: Framework) -> list[_Named]:
    return [
        _Named(
            "status",
            status.id,
            ("statuses", i, "id"),
            ((status.label, ("statuses", i, "label")), *_listed(status.aliases, ("statuses", i, "aliases"))),
        )
        for i, status in enumerate(plan.statuses)
    ]


def _agencies(plan: Framework) -> list[_Named]:
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
        for i, agency in enumerate(plan.agencies)
    ]
