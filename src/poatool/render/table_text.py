"""A table on the screen."""

from __future__ import annotations

from typing import Literal

from poatool.console import PlainScreen, Screen, as_rich
from poatool.render.lines import say, styled
from poatool.render.table import Table, shown

_GAP = "  "


def table_text(table: Table, screen: Screen) -> None:
    """Print a table below an empty line, its numbers to the right."""
    say(screen)
    if isinstance(screen, PlainScreen):
        _plain(table, screen)
    else:
        _wrapped(table, screen)


def _plain(table: Table, screen: Screen) -> None:
    rows = [table.headings, *([shown(content) for content in row] for row in table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.headings))]
    right = [_is_number(table, place) for place in range(len(table.headings))]
    for row in rows:
        cells = (f"{c:>{w}}" if r else f"{c:<{w}}" for c, w, r in zip(row, widths, right, strict=True))
        screen.print(styled((_GAP.join(cells)).rstrip()))


def _is_number(table: Table, place: int) -> bool:
    return any(isinstance(row[place], int | float) for row in table.rows)


def _wrapped(table: Table, screen: Screen) -> None:
    from rich.table import Table as Grid

    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, heading in enumerate(table.headings):
        justify: Literal["left", "right"] = "right" if _is_number(table, place) else "left"
        grid.add_column(as_rich(styled(heading)), justify=justify, overflow="fold")
    for row in table.rows:
        grid.add_row(*(as_rich(styled(shown(content))) for content in row))
    screen.console.print(grid)
