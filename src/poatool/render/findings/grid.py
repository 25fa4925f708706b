"""Show the cell of a finding within its sheet: its heading, its neighbours, and a line of `^` below."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poatool.findings.context import Context
from poatool.findings.model import Place
from poatool.text import one_line, visible

_BESIDE = 2
"""How many neighbours are shown on each side."""

_WIDEST_NEIGHBOUR = 16
_WIDEST = 36
_QUOTED = re.compile("“([^”…]+)")
_LEAD = 8
"""How many characters of a text are shown before the part that a message quotes."""

_GAP = "  "
_MARK = "^"
_EMPTY = 4
"""Width of the line below an empty cell."""


def grid(place: Place, context: Context, width: int, message: str = "") -> tuple[str, ...]:
    """The lines of a small grid that fits a width; empty if the place is not a cell in a table.

    The headings come first, then the cells of the row, each line with its row number, and last a line that marks the
    cell. A heading or a form's label is shown alone. A long text is cut to the part that the message quotes.
    """
    table = context.table(place)
    if table is None or place.row is None or not place.column:
        return ()
    middle = place.column_number
    headings = context.headings_near(place, _BESIDE)
    own = dict(context.row_near(place, _BESIDE))
    own[middle] = _part(own.get(middle, ""), message)
    alone = table.is_form or place.row <= table.header_row
    rows: dict[int, Mapping[int, str]] = {} if alone else {table.header_row: headings}
    rows[place.row] = own
    side = max(len(str(row)) for row in rows)
    columns = _columns(sorted({middle, *headings, *own}), middle)
    widths = _fit(columns, rows, middle, width - side - len(_GAP))
    lines = [
        f"{row:>{side}}{_GAP}" + _GAP.join(_cell(cells.get(column, ""), wide) for column, wide in widths.items())
        for row, cells in rows.items()
    ]
    before = sum(wide + len(_GAP) for column, wide in widths.items() if column < middle)
    return (
        *(line.rstrip() for line in lines),
        " " * (side + len(_GAP) + before) + _MARK * _marked(own, middle, widths),
    )


def _part(text: str, message: str) -> str:
    """A long text, from shortly before the part that the message quotes."""
    shown = _shown(text)
    found = (shown.find(piece) for piece in _QUOTED.findall(message))
    at = next((start for start in found if start >= 0), 0)
    return text if at <= _LEAD or len(shown) <= _WIDEST else f"…{shown[at - _LEAD :]}"


def _columns(present: list[int], middle: int) -> list[int]:
    at = present.index(middle)
    return present[max(at - _BESIDE, 0) : at + _BESIDE + 1]


def _fit(columns: list[int], rows: Mapping[int, Mapping[int, str]], middle: int, width: int) -> dict[int, int]:
    """The width of each column. If not all fit, the farthest are dropped first, on the right before the left."""
    from rich.cells import cell_len

    widths = {
        column: min(
            max(*(cell_len(_shown(cells.get(column, ""))) for cells in rows.values()), _EMPTY),
            _WIDEST if column == middle else _WIDEST_NEIGHBOUR,
        )
        for column in columns
    }
    places = {column: abs(columns.index(column) - columns.index(middle)) for column in columns}
    while len(widths) > 1 and sum(widths.values()) + len(_GAP) * (len(widths) - 1) > width:
        del widths[max(widths, key=lambda column: (places[column], column))]
    widths[middle] = min(widths[middle], max(width, _EMPTY))
    return widths


def _marked(cells: Mapping[int, str], middle: int, widths: Mapping[int, int]) -> int:
    from rich.cells import cell_len

    return min(cell_len(_shown(cells.get(middle, ""))) or _EMPTY, widths[middle])


def _shown(text: str) -> str:
    return one_line(visible(text))


def _cell(text: str, width: int) -> str:
    """A text cut or padded to a width in terminal cells."""
    from rich.cells import cell_len, set_cell_size

    shown = _shown(text)
    return set_cell_size(shown, width) if cell_len(shown) <= width else f"{set_cell_size(shown, width - 1)}…"
