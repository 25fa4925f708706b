"""Lines and tables on a screen. Invisible characters are shown as escapes, and cell text is never markup."""

from collections.abc import Mapping
from typing import Literal

from poatool.console import Line, Screen, TerminalScreen, as_rich
from poatool.render.table import Table, shown
from poatool.text import visible

SEVERITY_STYLES: Mapping[str, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
"""The style of each severity, the most serious first."""

GAP = "  "


def styled(*parts: str | tuple[str, str]) -> Line:
    """A line of plain parts and (text, style) pairs."""
    return Line(tuple((visible(p), "") if isinstance(p, str) else (visible(p[0]), p[1]) for p in parts))


def hang(screen: Screen, lead: Line, body: Line, *, below: Line | None = None) -> None:
    """Show a lead and a body on one line; each further line begins with `below`, or with spaces as wide as the lead."""
    screen.hang(lead, body, Line(((" " * len(lead.text), ""),)) if below is None else below)


def say(screen: Screen, *parts: str | tuple[str, str]) -> None:
    """Show the parts as one line, wrapped at the screen's width."""
    hang(screen, Line(), styled(*parts))


def show_table(table: Table, screen: Screen) -> None:
    """Show a table below an empty line, with numbers aligned right; on a terminal, cells wrap."""
    say(screen)
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
        screen.print(styled(GAP.join(cells).rstrip()))
