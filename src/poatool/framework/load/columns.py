"""Check that headings of columns each mean one thing, and that declared layouts can be read."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from poatool.framework.columns import COLUMN_BY_ID, OTHER_KEYS, WORDED, Column, ColumnKind, DeclaredLayout, PlanColumn
from poatool.framework.load.names import Named, collisions, placed_names
from poatool.framework.load.placed import PlacedFramework
from poatool.framework.names.matching import fold
from poatool.text import did_you_mean, nearest
from poatool.yaml_values import Fault, Path

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
        if isinstance(given, PlanColumn):
            plan_column = (f"column {name}", [(name, path), *placed_names(given.headings, (*path, "headings"))])
            for key, message, hint in _plan_column(name, given):
                yield file.fault("FRM103", (*path, *key), message, hint, at_key=not key)
            if name not in COLUMN_BY_ID:
                yield from collisions(file, [*standard, plan_column], fold)
            named.append(plan_column)
        else:
            if name not in COLUMN_BY_ID:
                known = f"The columns are {', '.join(COLUMN_BY_ID)}. To declare one, write a block with `headings`."
                hint = file.did_you_mean(name, COLUMN_BY_ID, known)
                yield file.fault("FRM303", path, f"`{name}` is not a column.", hint, at_key=True)
            named.append((f"column {name}", [(name, path), *placed_names(given, path)]))
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
