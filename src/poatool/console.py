"""Where lines of text are shown: a terminal, or a file or pipe that other programs read.

Only a terminal needs colours and wrapping, and so the library that knows about them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

UNWRAPPED = 1_000_000
"""A width at which no line wraps: what other programs read stays one line."""

_NARROWEST = 20


class Line(NamedTuple):
    """A line of text as (text, style) parts; a style is a word or two such as `bold red`, or empty."""

    parts: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


EMPTY = Line()


class Screen(Protocol):
    """What text is shown on."""

    @property
    def width(self) -> int:
        """How many letters fit beside each other."""

    @property
    def console(self) -> Console:
        """The terminal library's view of it, for tables."""

    def print(self, line: Line = EMPTY) -> None:
        """Show one line as it is."""

    def hang(self, lead: Line, body: Line, below: Line) -> None:
        """Show the body behind the lead; the lines into which it wraps stand under its first, behind `below`."""


class PlainScreen:
    """A file or a pipe: no styles, and nothing wraps."""

    width = UNWRAPPED

    def __init__(self, file: TextIO) -> None:
        self._file = file

    @cached_property
    def console(self) -> Console:
        """A console without styles on the same file."""
        from rich.console import Console

        return Console(file=self._file, width=UNWRAPPED, color_system=None, markup=False, emoji=False, highlight=False)

    def print(self, line: Line = EMPTY) -> None:
        """Write one line."""
        self._file.write(line.text + "\n")

    def hang(self, lead: Line, body: Line, below: Line) -> None:
        """Write the body behind the lead, each of its own lines on a line."""
        for number, text in enumerate(body.text.split("\n")):
            self._file.write(f"{(below if number else lead).text}{text}".rstrip() + "\n")


class TerminalScreen:
    """A terminal, or what is to look like one."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @property
    def width(self) -> int:
        """The width of the terminal as it is at this moment."""
        return self.console.width

    def print(self, line: Line = EMPTY) -> None:
        """Show one line, whatever its length."""
        self.console.print(as_rich(line), soft_wrap=True)

    def hang(self, lead: Line, body: Line, below: Line) -> None:
        """Show the body wrapped to the width that the lead leaves."""
        first = as_rich(lead)
        wrapped = as_rich(body).wrap(self.console, max(self.console.width - first.cell_len, _NARROWEST))
        for number, line in enumerate(wrapped or [as_rich(body)]):
            line.rstrip()
            self.console.print((as_rich(below) if number else first) + line, soft_wrap=True)


def as_rich(line: Line) -> Text:
    """The line as the terminal library takes it."""
    from rich.text import Text

    return Text.assemble(*line.parts)
