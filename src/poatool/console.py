"""Print lines on a terminal, or to a file or pipe for other programs; show a progress bar."""

import codecs
import io
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, NamedTuple, TypeVar

from poatool.text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

T = TypeVar("T")
UNWRAPPED = 1_000_000  # a width at which no line wraps, so that other programs get each line whole
SEVERITY_STYLES: Mapping[str, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
"""The style of each severity, the most serious first."""

GAP = "  "  # between the columns of a table
_NARROWEST = 20
_GLUE = "\ue000"  # stands for a space at which no line may end

_BAR_AFTER = 1.0  # seconds of work after which a terminal shows progress


class Line(NamedTuple):
    """A line of text as (text, style) parts; a style is a word or two such as `bold red`, or empty."""

    parts: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


Part = str | tuple[str, str] | Line  # a text without a style, a text with its style, or several of these


def styled(*parts: Part) -> Line:
    """A line of these parts. Invisible characters become escapes; nothing in a text acts as markup."""
    lines = (p.parts if isinstance(p, Line) else [(p, "") if isinstance(p, str) else p] for p in parts)
    return Line(tuple((visible(text), style) for line in lines for text, style in line))


class Screen:
    """Shows text in a file or pipe or, with a `console`, with styles and wrapping: on a terminal, or if asked to."""

    def __init__(self, file: IO[str], console: "Console | None" = None) -> None:
        self._file, self.console = file, console

    @property
    def width(self) -> int:
        """How many letters fit on a line."""
        return self.console.width if self.console else UNWRAPPED

    def say(self, *parts: Part) -> None:
        """Show the parts as one line, wrapped at the screen's width."""
        self.hang("", *parts)

    def section(self, *parts: Part) -> None:
        """Show the parts as one line below an empty line."""
        self.say()
        self.say(*parts)

    def steps(self, steps: Iterable[str]) -> None:
        """Show what to do next, one step below the other."""
        for number, step in enumerate(steps):
            self.hang(("      " if number else "Next: ", "bold"), step)

    def hang(self, lead: Part, *body: Part, below: str | None = None) -> None:
        """Show a body after a lead; further lines begin with `below`, or else with spaces as wide as the lead."""
        first, rest = styled(lead), styled(*body)
        below = " " * len(first.text) if below is None else below
        if self.console is not None:
            _print_wrapped(self.console, as_rich(first), as_rich(rest), below)
            return
        for number, text in enumerate(rest.text.split("\n")):
            self._file.write(f"{below if number else first.text}{text}".rstrip() + "\n")

    def print(self, *lines: str) -> None:
        """Show lines, whatever their length."""
        self._file.write("".join(f"{styled(line).text}\n" for line in lines))


def _print_wrapped(console: "Console", first: "Text", text: "Text", below: str) -> None:
    width = max(console.width - first.cell_len, _NARROWEST)
    text.plain = _with_whole_command(text.plain, width)
    for number, line in enumerate(text.wrap(console, width) or [text]):
        line.plain = line.plain.replace(_GLUE, " ")
        line.rstrip()
        console.print((as_rich(Line(((below, ""),))) if number else first) + line, soft_wrap=True)


def _with_whole_command(text: str, width: int) -> str:
    """Keep a command at the end of a text on one line, if it fits, when the text is wrapped: users copy it."""
    start = text.rfind(": poatool ") + len(": ")
    fits = len(": ") <= start and len(text) - start <= width
    return text[:start] + text[start:].replace(" ", _GLUE) if fits else text


def as_rich(line: Line) -> "Text":
    """Convert the line to rich text."""
    from rich.text import Text

    return Text.assemble(*line.parts)


def progress_bar(results: Iterable[T], number: int) -> Iterator[T]:
    """Yield results as they come, with a bar on stderr if that is a terminal and the work takes over a second."""
    coming, begun, done = iter(results), time.monotonic(), 0
    for result in coming:
        yield result
        done += 1
        if time.monotonic() - begun > _BAR_AFTER and sys.stderr.isatty():
            break
    else:
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(coming, "Reading", number, done, console=Console(stderr=True), transient=True)


def fitted(text: str, stream: IO[str]) -> str:
    """A text for a stream: its lines are wrapped for a terminal, and left whole for other programs."""
    if not stream.isatty():
        return text
    from shutil import get_terminal_size
    from textwrap import TextWrapper

    width = get_terminal_size().columns
    wrapper = TextWrapper(width, subsequent_indent=GAP, break_long_words=False, break_on_hyphens=False)
    lines = (_with_whole_command(line, width - len(GAP)) for line in text.split("\n"))
    return "\n".join(map(wrapper.fill, lines)).replace(_GLUE, " ")


def never_fail_to_print() -> None:
    """Print a plain letter or `?` for a letter that the console cannot show; print nothing if there is no console."""
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    codecs.register_error("poatool.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # On Windows, programs disagree about the encoding of text that they pipe to each other.
            disputed = sys.platform == "win32" and codecs.lookup(stream.encoding).name != "utf-8"
            stream.reconfigure(encoding="ascii" if disputed else None, errors="poatool.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    plain = "".join(c if c.isascii() else "" if unicodedata.combining(c) else _PUNCTUATION.get(c, "?") for c in letters)
    return plain, error.end


_PUNCTUATION = {"…": "...", "→": "->", **dict(zip("“”‘’–—✓•│├└─", "\"\"''--v*||`-", strict=True))}


def discard_output() -> None:
    """Discard the rest of stdout: Python would write it at exit and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
