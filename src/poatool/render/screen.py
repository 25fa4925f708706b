"""Tables on a screen, and the styles of severities."""

from collections.abc import Mapping
from typing import Literal

from poatool.console import Screen, TerminalScreen, as_rich, styled
from poatool.render.table import Table, shown

SEVERITY_STYLES: Mapping[str, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
"""The style of each severity, the most serious first."""

GAP = "  "


def show_table(table: Table, screen: Screen) -> None:
    """Show a table below an empty line, with numbers aligned right; on a terminal, cells wrap."""
    screen.say()
    rows = [[shown(content) for content in row] for row in table.rows]
    if isinstance(screen, TerminalScreen):
        from rich.table import Table as Grid

        grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for index, heading in enumerate(table.headings):
            justify: Literal["left", "right"] = "right" if table.holds_numbers(index) else "left"
            grid.add_column(as_rich(styled(heading)), justify=justify, overflow="fold")
        for row in rows:
            grid.add_row(*(as_rich(styled(cell)) for cell in row))
        screen.console.print(grid)
        return
    widths = [max(map(len, column)) for column in zip(table.headings, *rows, strict=True)]
    for row in ([*table.headings], *rows):
        cells = (
            f"{cell:{'>' if table.holds_numbers(index) else '<'}{width}}"
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        screen.print(GAP.join(cells).rstrip())
