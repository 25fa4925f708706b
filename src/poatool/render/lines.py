"""Lines on a screen: text hangs under its own beginning where it wraps, and cell text is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.render.text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def styled(*parts: str | tuple[str, str]) -> Text:
    """Text of plain parts and of (text, style) pairs; what no reader would see is shown as an escape."""
    from rich.text import Text

    return Text.assemble(*(visible(p) if isinstance(p, str) else (visible(p[0]), p[1]) for p in parts))


def hang(console: Console, lead: Text, body: Text, *, below: Text | None = None) -> None:
    """Print the body behind the lead; the lines into which it wraps stand under its first, behind `below`."""
    width = max(console.width - lead.cell_len, 20)
    for number, line in enumerate(body.wrap(console, width) or [body]):
        line.rstrip()
        beside = lead if number == 0 else below or styled(" " * lead.cell_len)
        console.print(beside + line, soft_wrap=True)


def say(console: Console, *parts: str | tuple[str, str]) -> None:
    """Print one line of parts, wrapped at the screen's width."""
    hang(console, styled(), styled(*parts))


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
