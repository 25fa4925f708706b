"""What may be wrong with a declared layout, in a plan or in the settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poatool.framework.columns import Column, ColumnKind
from poatool.framework.model import DeclaredLayout
from poatool.text import nearest

_LAST_ROW = 1_048_576
_MOST_HEADING_ROWS = 3


class LayoutFault(NamedTuple):
    """What is wrong at a key of a declared layout, and what to do. `unknown`: it names a column that there is not."""

    keys: tuple[str, ...]
    message: str
    hint: str
    unknown: bool = False


def layout_faults(layout: DeclaredLayout, columns: Mapping[str, Column]) -> Iterator[LayoutFault]:
    """What is wrong with a layout; `columns` are those of the plan."""
    if not 0 <= layout.heading_row <= _LAST_ROW:
        yield LayoutFault(
            ("heading_row",),
            f"No sheet has a row {layout.heading_row}.",
            "Write the number of the row with the headings.",
        )
    if not 0 <= layout.heading_rows <= _MOST_HEADING_ROWS:
        hint = f"Write how many rows the headings take, from 0 to {_MOST_HEADING_ROWS}."
        yield LayoutFault(("heading_rows",), f"Headings cannot take {layout.heading_rows} rows.", hint)
    if not layout.columns:
        hint = 'Name each by its heading or letter, as in C = "action".'
        yield LayoutFault(("columns",), "The layout names no column.", hint)
    for key, column in layout.columns.items():
        if not key.strip():
            yield LayoutFault(
                ("columns", key), "A column has neither a heading nor a letter.", "Name it, or delete it."
            )
        if column not in columns:
            likely = nearest(column, columns)
            hint = f"Did you mean {likely}?" if likely else f"The columns are {', '.join(columns)}."
            yield LayoutFault(("columns", key), f"{column or 'An empty text'} is not a column.", hint, unknown=True)
    times = Counter(layout.columns.values())
    for column, many in times.items():
        if many > 1 and column in columns and columns[column].kind is not ColumnKind.TEXT:
            hint = "Only texts can be joined: keep one of them."
            yield LayoutFault(("columns",), f"The column {column} is named {many} times.", hint)
