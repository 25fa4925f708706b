"""Check that each code, id, name and heading means one thing, and that named entries exist; check layouts."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from poatool.framework.columns import COLUMN_BY_ID, OTHER_KEYS, WORDED, Column, ColumnKind, DeclaredLayout, PlanColumn
from poatool.framework.events import Change, Frozen, Happening, former
from poatool.framework.load.placed import PlacedFramework, cycles
from poatool.framework.model import LANGUAGE, Action, Agency, Objective, Status
from poatool.framework.names.matching import fold
from poatool.framework.reference.keys import key_of
from poatool.text import did_you_mean, nearest
from poatool.typed_values import IDS, NOUNS
from poatool.yaml_values import Fault, Path

# For each kind of name that must be unique, the function that makes different spellings equal.
_FOLDS: Mapping[str, Callable[[str], str]] = {"action": key_of, "agency": fold, "period": fold, "status": fold}
Named = tuple[str, Sequence[tuple[str, Path]]]
"""A thing such as `action 26`, and its names, each with its path; the code comes first."""


def check_codes(file: PlacedFramework) -> Iterator[Fault]:
    """Check that no code or id occurs twice, and that no name means two things."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for part, path in file.all(Frozen):
        noun = NOUNS.get(str(path[-2])) if len(path) > 1 else None
        key = next((key for key in IDS if hasattr(part, key)), None)
        if noun and key:
            keys = [each for each in (key, "label", "name") if hasattr(part, each)]
            names = [(str(getattr(part, each)), (*path, each)) for each in keys]
            names += placed_names(getattr(part, "aliases", ()), (*path, "aliases"))
            names += [(name, (*path, "history")) for name in getattr(part, "former_names", ())]
            groups[noun].append((f"{noun} {getattr(part, key)}", names))
    for noun, named in groups.items():
        first: dict[str, Path] = {}
        for _, [(code, path), *_] in named:
            if (before := first.setdefault(code, path)) is not path:
                message = f"The {noun} {code} is listed twice; the first is on line {file.place(before).line}."
                yield file.fault("FRM101", path, message, "Delete one of them, or give it another code.")
        if noun in _FOLDS:
            yield from collisions(file, named, _FOLDS[noun])


def placed_names(names: Sequence[str], path: Path) -> list[tuple[str, Path]]:
    """The names in a list, each with its path."""
    return [(name, (*path, n)) for n, name in enumerate(names)]


def collisions(file: PlacedFramework, named: Collection[Named], folded: Callable[[str], str]) -> Iterator[Fault]:
    """Report each name with two meanings, at the alias and not at the code that it repeats."""
    owners: dict[str, str] = {}
    codes_first = [(thing, *names[0]) for thing, names in named]
    codes_first += [(thing, *each) for thing, names in named for each in names[1:]]
    for thing, name, path in codes_first:
        if (owner := owners.setdefault(folded(name), thing)) != thing:
            message = f"{thing}: the name {name} also stands for {owner}."
            yield file.fault("FRM101", path, message, "Delete it from one of them.")


_NAMING: tuple[tuple[type[Frozen], str, str], ...] = (
    *((Action, "lead", "agency"), (Action, "supporting", "agency"), (Action, "footnote", "footnote")),
    *((Agency, "unit_of", "agency"), (Status, "needs", "column"), (Change, "since", "period")),
)
"""The keys that name another part of the file: their class, their field, and what they name."""
_NOUN_OF = {key: noun for _, key, noun in _NAMING} | {"objective": "objective"}


def check_names(file: PlacedFramework) -> Iterator[Fault]:
    """Check that the file has every action, agency, footnote and other entry that it names."""
    plan = file.framework
    actions = [action for action, _ in reversed(file.all(Action))]
    codes = {key_of(name): a.code for a in actions for name in (*former(a.history, "code"), a.code, *a.aliases)}
    agencies = {fold(name): a.code for a in reversed(plan.agencies) for name in (a.code, a.name, *a.aliases)}
    objectives = dict.fromkeys(objective.id for objective, _ in file.all(Objective))
    marks = dict.fromkeys(each.mark for each in plan.footnotes)
    known: Mapping[str, tuple[str, Collection[str], str]] = {
        "action": ("FRM201", dict.fromkeys(action.code for action in actions), "Write the code of an action."),
        "agency": ("FRM301", plan.agency_by_code, "Add it to `agencies`."),
        "column": ("FRM303", plan.column_by_id, f"The columns are {', '.join(plan.column_by_id)}."),
        "footnote": ("FRM303", marks, "Add it to `footnotes`, or delete the mark."),
        "objective": ("FRM303", objectives, "Write the id of an objective."),
        "target": ("FRM201", objectives, "Write the id of an objective."),
        "period": ("FRM303", plan.period_by_id, f"The periods are {', '.join(plan.period_by_id)}."),
    }
    for noun, name, path in _mentions(file):
        fault, names, otherwise = known[noun]
        if name not in names:
            other = {"action": codes.get(key_of(name)), "agency": agencies.get(fold(name))}.get(noun)
            hint = f"Write its code, {other}." if other else file.did_you_mean(name, names, otherwise)
            what = noun if noun != "target" else "objective"
            yield file.fault(fault, path, f"{file.subject(path)}there is no {what} {name}.", hint)


def _mentions(file: PlacedFramework) -> Iterator[tuple[str, str, Path]]:
    """Each place that names an entry: the kind of entry, its name and the path."""
    for kind, key, noun in _NAMING:
        for part, path in file.all(kind):
            if isinstance(named := getattr(part, key), tuple):
                yield from ((noun, *each) for each in placed_names(named, (*path, key)))
            elif named:
                yield noun, named, (*path, key)
    entries: list[tuple[Action | Agency, Path]] = [*file.all(Action), *file.all(Agency)]
    for entry, path in entries:
        for n, event in enumerate(entry.history):
            yield from _mentions_in(event, entry, (*path, "history", n))


def _mentions_in(event: Happening, entry: Action | Agency, path: Path) -> Iterator[tuple[str, str, Path]]:
    """The entries that an event names: in `was`, if it replaces their names, and in `into`."""
    if (key := event.event.replaces) in _NOUN_OF:
        before = event.before(getattr(entry, key, None))
        names = before if isinstance(before, tuple) else filter(None, [before])
        yield from ((_NOUN_OF[key], name, (*path, "was")) for name in names)
    for n, target in enumerate(event.targets):
        if isinstance(target, str):
            yield "agency", target, (*path, "into")
        elif target.objective is None and target.action is not None:
            yield "action", target.action, (*path, "into", n, "action")
        elif target.objective is not None and target.action is None:
            yield "target", target.objective, (*path, "into", n, "objective")


def check_units(file: PlacedFramework) -> Iterator[Fault]:
    """Check that no agency is a unit of itself, directly or through others; each circle is reported once."""
    order = {agency.code: n for n, agency in enumerate(file.framework.agencies)}
    for ring in cycles({a.code: [a.unit_of] for a in file.framework.agencies if a.unit_of in order}):
        message = f"agency {ring[0]} is a unit of itself: {' → '.join([*ring, ring[0]])}."
        path = ("agencies", order[ring[0]], "unit_of")
        yield file.fault("FRM301", path, message, "In `unit_of`, name the agency that the unit belongs to.")


def check_languages(file: PlacedFramework) -> Iterator[Fault]:
    """Check that tags of other languages are valid on web pages."""
    for tag in file.framework.language_marks:
        if LANGUAGE.fullmatch(tag) is None:
            message, hint = f"“{tag}” is not a language tag.", "Write one such as mi or en-NZ."
            yield file.fault("FRM007", ("language_marks", tag), message, hint, at_key=True)


_LAST_ROW = 1_048_576
_MAX_HEADING_ROWS = 3
_LONGEST_HEADING = 100
_LONGEST_PROMPT = 255
_COLUMN_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_columns(file: PlacedFramework) -> Iterator[Fault]:
    """Check that each heading belongs to one column that exists, and that the plan's own columns are valid."""
    columns = ((each.id, each.heading) for each in COLUMN_BY_ID.values())
    standard: list[Named] = [(f"column {names[0]}", [(name, ("columns",)) for name in names]) for names in columns]
    named: list[Named] = []
    for name, words in file.framework.words.items():
        if name not in WORDED:
            hint = file.did_you_mean(name, WORDED, f"The keys here are {' and '.join(WORDED)}.")
            yield file.fault("FRM003", ("words", name), f"`{name}` is not a valid key here.", hint, at_key=True)
        named.append((f"column {name}", [(name, ("words", name)), *placed_names(words, ("words", name))]))
    for name, given in file.framework.columns.items():
        path: Path = ("columns", name)
        headings, at = (given.headings, (*path, "headings")) if isinstance(given, PlanColumn) else (given, path)
        named.append((f"column {name}", [(name, path), *placed_names(headings, at)]))
        if isinstance(given, PlanColumn):
            for key, message, hint in _plan_column(name, given):
                yield file.fault("FRM103", (*path, *key), message, hint, at_key=not key)
            if name not in COLUMN_BY_ID:
                yield from collisions(file, [*standard, named[-1]], fold)
        elif name not in COLUMN_BY_ID:
            known = f"The columns are {', '.join(COLUMN_BY_ID)}. To declare one, write a block with `headings`."
            hint = file.did_you_mean(name, COLUMN_BY_ID, known)
            yield file.fault("FRM303", path, f"`{name}` is not a column.", hint, at_key=True)
    yield from collisions(file, named, fold)


def _plan_column(name: str, column: PlanColumn) -> Iterator[tuple[Path, str, str]]:
    """The faults of a plan's own column: the key, what is wrong, and what to do."""
    if name in COLUMN_BY_ID:
        hint = f"To give it more headings, write a list: {name}: [Heading]."
        yield (), f"`{name}` is a column that every plan has.", hint
    elif name in OTHER_KEYS:
        yield (), f"`{name}` means something else in reports.", "Choose another id."
    elif _COLUMN_ID.fullmatch(name) is None:
        hint = "Use up to 40 lower-case letters, digits and underscores; begin with a letter."
        yield (), f"`{name}` cannot be the id of a column.", hint
    subject = f"column {name}:"
    if not column.headings:
        yield ("headings",), f"{subject} it has no heading.", "Add at least one; the first is printed."
    for n, heading in enumerate(column.headings):
        if len(heading) > _LONGEST_HEADING or "\n" in heading or not fold(heading):
            hint = f"Write words on one line, at most {_LONGEST_HEADING} characters."
            yield ("headings", n), f"{subject} this cannot be a heading.", hint
    if len(column.prompt) > _LONGEST_PROMPT:
        message = f"{subject} the prompt is longer than the {_LONGEST_PROMPT} characters that Excel shows."
        yield ("prompt",), message, "Shorten it."
    if column.published and ColumnKind(column.kind) is ColumnKind.PRIVATE:
        hint = "Delete `published`, or give it another kind."
        yield ("published",), f"{subject} a private column cannot be published.", hint


def check_layouts(file: PlacedFramework) -> Iterator[Fault]:
    """Check that declared layouts name columns of the plan, and rows that a sheet can have."""
    for n, layout in enumerate(file.framework.layouts):
        for code, keys, message, hint in layout_faults(layout, file.framework.column_by_id):
            path = ("layouts", n, *keys)
            yield file.fault(code, path, f"{file.subject(path)}{message}", hint)


def layout_faults(layout: DeclaredLayout, columns: Mapping[str, Column]) -> Iterator[tuple[str, Path, str, str]]:
    """The faults of a layout, given the plan's `columns`: code, key in the layout, what is wrong and what to do."""
    if not 0 <= layout.heading_row <= _LAST_ROW:
        message, hint = f"No sheet has a row {layout.heading_row}.", "Write the number of the row with the headings."
        yield "FRM007", ("heading_row",), message, hint
    if not 0 <= layout.heading_rows <= _MAX_HEADING_ROWS:
        hint = f"Write how many rows the headings take, from 0 to {_MAX_HEADING_ROWS}."
        yield "FRM007", ("heading_rows",), f"Headings cannot take {layout.heading_rows} rows.", hint
    if not layout.columns:
        hint = 'Name each by its heading or letter, as in C = "action".'
        yield "FRM007", ("columns",), "The layout names no column.", hint
    for key, column in layout.columns.items():
        if not key.strip():
            message = "A column has neither a heading nor a letter."
            yield "FRM007", ("columns", key), message, "Write its heading or letter, or delete it."
        if column not in columns:
            hint = did_you_mean(nearest(column, columns), f"The columns are {', '.join(columns)}.")
            yield "FRM303", ("columns", key), f"{column or 'An empty text'} is not a column.", hint
    for column, many in Counter(layout.columns.values()).items():
        if many > 1 and column in columns and columns[column].kind is not ColumnKind.TEXT:
            hint = "Keep one of them; only a text column may be named twice."
            yield "FRM007", ("columns",), f"The column {column} is named {many} times.", hint
