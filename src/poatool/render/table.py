"""Describe a table for every format with rows and columns; write it as CSV, and show it on a screen."""

import io
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeVar

from poatool.blocks import Runs, plain
from poatool.console import GAP, Screen, as_rich, styled
from poatool.framework.model import Framework
from poatool.text import lazy_pattern, publishable

Content = str | int | float | Runs | None

BLANK = "\0asked\0"  # an empty cell for the reader to fill in

_T = TypeVar("_T")
_NOTHING = "Nothing to list."

# A spreadsheet would take a text that begins like this for a formula. The wide signs are full-width characters.
_TRIGGER = lazy_pattern(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = lazy_pattern(r"[+-]?\d[\d ,]*(?:\.\d+)?%?")


def percentage(percent: float | None) -> str:
    """A percentage to one decimal, without a space before the sign; a dash for None."""
    return "–" if percent is None else f"{percent:.1f}%"


class Column(NamedTuple):
    """A column: its heading, unique in its table; its width in a workbook (in characters); and what its cells hold."""

    heading: str
    width: int = 12
    meaning: str = ""


class Listing(NamedTuple):
    """A table; without rows, `empty` is shown. `caption` is a longer title, `note` says what each row stands for."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    empty: str = _NOTHING
    caption: str = ""
    note: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings from left to right."""
        return tuple(column.heading for column in self.columns)

    def holds_numbers(self, column: int) -> bool:
        """Whether any cell of a column is a number."""
        return any(isinstance(row[column], int | float) for row in self.rows)

    def in_words_of(self, plan: Framework) -> "Listing":
        """The table with the plan's own word in place of “action”, except in the plan's own titles."""
        given, say = {*plan.group_titles, *(own.heading for own in plan.column_by_id.values())}, plan.in_its_words
        headings = [heading if heading in given else say(heading) for heading in self.headings]
        described = zip(headings, self.columns, strict=True)
        columns = (Column(heading, each.width, say(each.meaning)) for heading, each in described)
        title, empty, caption, note = map(say, (self.title, self.empty, self.caption, self.note))
        return Listing(title, tuple(columns), self.rows, empty, caption, note)

    def columns_named(self, *headings: str) -> "Listing":
        """The same rows with only these columns, in this order."""
        places = [self.headings.index(heading) for heading in headings]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return self._replace(columns=tuple(self.columns[place] for place in places), rows=rows)


def tabulated(
    title: str,
    items: Iterable[_T],
    *columns: tuple[str, int, Callable[[_T], Content]] | tuple[str, int, Callable[[_T], Content], str],
    empty: str = _NOTHING,
    note: str = "",
) -> Listing:
    """A table with a row for each item. A column has a heading, a width, a function for its value, and a meaning."""
    rows = tuple(tuple(value(item) for _, _, value, *_ in columns) for item in items)
    headed = tuple(Column(heading, width, *meaning) for heading, width, _, *meaning in columns)
    return Listing(title, headed, rows, empty, note=note)


def shown(content: Content) -> str:
    """A value for readers: a float becomes a percentage, None a dash."""
    match content:
        case None | "":
            return "–"
        case float():
            return percentage(content)
        case tuple():
            return plain(content)
        case _:
            return str(content)


def table_csv(table: Listing) -> bytes:
    r"""A table as CSV in UTF-8, with the byte order mark and the `\r\n` line ends that Excel needs."""
    import csv

    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(safe, table.headings))
    writer.writerows([safe(content) for content in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def safe(content: Content) -> str:
    """A value for CSV, with an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(content, int | float | None):
        return "" if content is None else str(content)
    text = publishable(plain(content) if isinstance(content, tuple) else content)
    return f"'{text}" if _TRIGGER.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def show_table(table: Listing, screen: Screen) -> None:
    """Show a table below an empty line, with numbers aligned right; on a terminal, cells wrap."""
    screen.say()
    rows = [[shown(content) for content in row] for row in table.rows]
    if screen.console is not None:
        from rich.table import Table as Grid

        grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for index, heading in enumerate(table.headings):
            justify: Literal["left", "right"] = "right" if table.holds_numbers(index) else "left"
            grid.add_column(as_rich(styled(heading)), justify=justify, overflow="fold")
        for row in rows:
            grid.add_row(*(as_rich(styled(cell)) for cell in row))
        screen.console.print(grid)
        return
    columns = enumerate(zip(table.headings, *rows, strict=True))
    widths = [f"{'>' if table.holds_numbers(at) else '<'}{max(map(len, column))}" for at, column in columns]
    for row in ([*table.headings], *rows):
        screen.print(GAP.join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
