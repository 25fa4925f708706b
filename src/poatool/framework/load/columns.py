"""Columns, layouts, languages and addresses that a plan declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poatool.framework.columns import COLUMN_BY_ID, COLUMNS, OTHER_KEYS, WORDED, Column, ColumnKind
from poatool.framework.load.names import Named, collisions, listed_names
from poatool.framework.load.placed import PlacedFramework
from poatool.framework.model import LANGUAGE, DeclaredLayout, PlanColumn, PlanColumnKind
from poatool.framework.names.matching import fold
from poatool.text import nearest
from poatool.yaml_values import Fault, Path

_LAST_ROW = 1_048_576
_MAX_HEADING_ROWS = 3
_LONGEST_HEADING = 100
_LONGEST_PROMPT = 255
_COLUMN_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_columns(file: PlacedFramework) -> Iterator[Fault]:
    """Headings belong to columns that exist, each to one of them, and the plan's own columns are sound."""
    ours = [Named("column", column.id, ("columns",), ((column.heading, ("columns",)),)) for column in COLUMNS]
    words = file.framework.words
    for name in (name for name in words if name not in WORDED):
        hint = file.did_you_mean(name, WORDED, f"The keys here are {' and '.join(WORDED)}.")
        yield file.fault_at_key("FRM003", ("words", name), f"`{name}` is not a key that is known here.", hint)
    named = [
        Named("column", name, ("words", name), listed_names(given, ("words", name))) for name, given in words.items()
    ]
    for name, given in file.framework.columns.items():
        path: Path = ("columns", name)
        if isinstance(given, PlanColumn):
            own = Named("column", name, path, listed_names(given.headings, (*path, "headings")))
            for key, message, hint in _plan_column(name, given):
                place = (*path, *key)
                yield (
                    file.fault("FRM103", place, message, hint)
                    if key
                    else file.fault_at_key("FRM103", place, message, hint)
                )
            yield from collisions(file, [*ours, own] if name not in COLUMN_BY_ID else [], fold)
            named.append(own)
        else:
            if name not in COLUMN_BY_ID:
                known = f"The columns are {', '.join(COLUMN_BY_ID)}; one of your own has `headings`, in a block."
                hint = file.did_you_mean(name, COLUMN_BY_ID, known)
                yield file.fault_at_key("FRM303", path, f"`{name}` is not a column.", hint)
            named.append(Named("column", name, path, listed_names(given, path)))
    yield from collisions(file, named, fold)


def _plan_column(name: str, column: PlanColumn) -> Iterator[tuple[Path, str, str]]:
    """What is wrong with a column that the plan declares: at which key of it, and what to do."""
    if name in COLUMN_BY_ID:
        yield (), f"`{name}` is a column that every plan has.", f"Name more headings as a list: {name}: [Heading]."
    elif name in OTHER_KEYS:
        yield (), f"`{name}` is the name of something else in reports.", "Give the column another id."
    elif _COLUMN_ID.fullmatch(name) is None:
        yield (), f"`{name}` cannot be the id of a column.", "Use up to 40 small letters of English, digits and _."
    whose = f"column {name}:"
    if not column.headings:
        yield ("headings",), f"{whose} it has no heading.", "Name at least one; the first is printed."
    for n, heading in enumerate(column.headings):
        if len(heading) > _LONGEST_HEADING or "\n" in heading or not fold(heading):
            hint = f"Use words on one line, no more than {_LONGEST_HEADING} characters."
            yield ("headings", n), f"{whose} this cannot head a column.", hint
    if len(column.prompt) > _LONGEST_PROMPT:
        message = f"{whose} the prompt is longer than the {_LONGEST_PROMPT} characters that Excel shows."
        yield ("prompt",), message, "Shorten it."
    if column.published and column.kind is PlanColumnKind.PRIVATE:
        hint = "Delete `published`, or give it another kind."
        yield ("published",), f"{whose} it is private, and would be published.", hint


def check_languages(file: PlacedFramework) -> Iterator[Fault]:
    """The tags of other languages are such as pages have."""
    for tag in file.framework.language_marks:
        if LANGUAGE.fullmatch(tag) is None:
            hint = "Write it as pages do, such as mi or en-NZ."
            yield file.fault_at_key("FRM007", ("language_marks", tag), f"“{tag}” is not a language tag.", hint)


def check_layouts(file: PlacedFramework) -> Iterator[Fault]:
    """Declared layouts name columns of the plan, and rows that a sheet can have."""
    for n, layout in enumerate(file.framework.layouts):
        for fault in layout_faults(layout, file.framework.column_by_id):
            code = "FRM303" if fault.unknown else "FRM007"
            yield file.fault(code, ("layouts", n, *fault.keys), f"layout number {n + 1}: {fault.message}", fault.hint)


class LayoutFault(NamedTuple):
    """What is wrong at a key of a declared layout, and what to do. `unknown`: it names a column that there is not."""

    keys: tuple[str, ...]
    message: str
    hint: str
    unknown: bool = False


def layout_faults(layout: DeclaredLayout, columns: Mapping[str, Column]) -> Iterator[LayoutFault]:
    """What is wrong with a layout, in a plan or in the settings; `columns` are those of the plan."""
    if not 0 <= layout.heading_row <= _LAST_ROW:
        message, hint = f"No sheet has a row {layout.heading_row}.", "Write the number of the row with the headings."
        yield LayoutFault(("heading_row",), message, hint)
    if not 0 <= layout.heading_rows <= _MAX_HEADING_ROWS:
        hint = f"Write how many rows the headings take, from 0 to {_MAX_HEADING_ROWS}."
        yield LayoutFault(("heading_rows",), f"Headings cannot take {layout.heading_rows} rows.", hint)
    if not layout.columns:
        hint = 'Name each by its heading or letter, as in C = "action".'
        yield LayoutFault(("columns",), "The layout names no column.", hint)
    for key, column in layout.columns.items():
        if not key.strip():
            message = "A column has neither a heading nor a letter."
            yield LayoutFault(("columns", key), message, "Name it, or delete it.")
        if column not in columns:
            likely = nearest(column, columns)
            hint = f"Did you mean {likely}?" if likely else f"The columns are {', '.join(columns)}."
            yield LayoutFault(("columns", key), f"{column or 'An empty text'} is not a column.", hint, unknown=True)
    for column, many in Counter(layout.columns.values()).items():
        if many > 1 and column in columns and columns[column].kind is not ColumnKind.TEXT:
            hint = "Only texts can be joined: keep one of them."
            yield LayoutFault(("columns",), f"The column {column} is named {many} times.", hint)
