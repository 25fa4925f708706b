"""Lines of text for a screen: what no reader would see is shown as an escape, and cell text is never markup."""

from __future__ import annotations

from poatool.console import Line, Screen
from poatool.text import visible


def styled(*parts: str | tuple[str, str]) -> Line:
    """A line of plain parts and of (text, style) pairs."""
    return Line(tuple((visible(p), "") if isinstance(p, str) else (visible(p[0]), p[1]) for p in parts))


def hang(screen: Screen, lead: Line, body: Line, *, below: Line | None = None) -> None:
    """Show the body behind the lead; the lines into which it wraps stand under its first, behind `below`."""
    screen.hang(lead, body, Line(((" " * len(lead.text), ""),)) if below is None else below)


def say(screen: Screen, *parts: str | tuple[str, str]) -> None:
    """Show one line of parts, wrapped at the screen's width."""
    hang(screen, Line(), styled(*parts))
