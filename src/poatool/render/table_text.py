"""A table on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.render.lines import say, styled
from poatool.render.table import Table, shown

if TYPE_CHECKING:
    from rich.console import Console


def table_text(table: Table, console: Console) -> None:
    """Print a table below an empty line, its numbers to the right."""
    from rich.table import Table as Grid

    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, heading in enumerate(table.headings):
        numbers = any(isinstance(row[place], int | float) for row in table.rows)
        grid.add_column(styled(heading), justify="right" if numbers else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(styled(shown(content)) for content in row))
    say(console)
    console.print(grid)
