"""Interpret formats that affect the meaning of a cell: its number, highlighters, struck-through words and links."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from poatool.blocks import ADDRESS, Run, Runs, bare_address, link_target
from poatool.text import lazy_pattern, without_invisible
from poatool.workbooks.model import CellRun, Marks, RawCell, Value, text_of

_LONGEST_INTEGER = 18
_EPOCH_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - nor here
_LEAP_BUG = 60
_LAST = 2_958_466
_MILLISECONDS_A_DAY = 86_400_000


class Shown(Enum):
    """How a number format shows a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    PERCENT_0 = "0%"
    PERCENT_1 = "0.0%"
    PERCENT_2 = "0.00%"


# ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates and times of East Asian editions.
_DATES = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))
_TIMES = (*range(18, 22), *range(32, 36), 45, 47)
BUILT_IN = {9: Shown.PERCENT_0, 10: Shown.PERCENT_2, 46: Shown.DURATION}
BUILT_IN |= {**dict.fromkeys(_DATES, Shown.DATE), **dict.fromkeys(_TIMES, Shown.TIME)}

_TEXT = 3  # the section of a format that is for text, counted from 0
_DIGIT_BESIDE = lazy_pattern(r'[0#?]["\\]\d|\d"[0#?]|\\\d[0#?]')
_LITERAL = lazy_pattern(r'"[^"]*"?|\\.|_.|\*.|General|E[+-]', re.IGNORECASE | re.DOTALL)
_PERCENT = lazy_pattern(r"[0#?](?:\.([0#?]+))?\s*%")
_PERCENTS = (Shown.PERCENT_0, Shown.PERCENT_1, Shown.PERCENT_2)  # by the number of decimals
_CLOCK = lazy_pattern("AM/PM|A/P", re.IGNORECASE)
_ELAPSED = lazy_pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = lazy_pattern(r"\[[^\[\]]*\]")
PAGE_CODE = lazy_pattern(r'&(?:"[^"]{0,80}"|K[0-9A-Fa-f+-]{6,8}|\d{1,3}|[A-Z])')
"""`&L`, `&"Arial,Bold"`, `&12`, `&P` in a page header (ECMA-376 part 1, 18.3.1.46)."""


def number_of(text: str) -> int | float | None:
    """Read a number written in XML: an int if it has neither a decimal point nor an exponent."""
    if not text.isascii() or "_" in text:
        return None
    digits = text.removeprefix("-")
    if digits.isdigit() and len(digits) <= _LONGEST_INTEGER:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def shown(code: str) -> Shown:
    """Tell how a custom number format shows a positive number, from its first section."""
    section = _CLOCK.sub("h", _LITERAL.sub("", code).partition(";")[0])
    if _ELAPSED.search(section):
        return Shown.DURATION
    if found := _PERCENT.search(section):
        return _PERCENTS[min(len(found[1] or ""), len(_PERCENTS) - 1)]
    letters = set(_BRACKETED.sub("", section).casefold())
    if letters & set("dyeb"):
        return Shown.DATE
    if letters & set("hs"):
        return Shown.TIME
    return Shown.DATE if "m" in letters else Shown.NUMBER


def hides(code: str) -> bool:
    """Whether a custom number format hides a value, or shows something else instead: `;;;`, `"5"`, `[White]@`.

    If the section for text has no `@`, it replaces every text: `0;-0;0;"On track"` shows `On track`.
    """
    section, *others = code.split(";", _TEXT)
    if len(others) == _TEXT and not ("@" in others[-1] or "general" in others[-1].casefold()):
        return True
    if _DIGIT_BESIDE.search(section) or "[white]" in section.casefold():
        return True
    return "general" not in section.casefold() and not set(_LITERAL.sub("", section).casefold()) & set("0#?@dymhsbe")


def from_serial(number: float, as_shown: Shown, *, since_1904: bool) -> Value:
    """Convert a number to the date, time, duration or percentage that its cell shows.

    A number that is not a calendar date (0, negative, 29 February 1900, after the year 9999) remains a number.
    """
    if as_shown in (Shown.NUMBER, *_PERCENTS):
        return number if as_shown is Shown.NUMBER else percent(number, _PERCENTS.index(as_shown))
    try:
        length = dt.timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
        if as_shown is Shown.DURATION:
            return length
        if as_shown is Shown.TIME and 0 <= number < 1:
            return (_EPOCH_1904 + length).time()
        first = 0 if since_1904 else 1
        if not first <= number < _LAST or (not since_1904 and int(number) == _LEAP_BUG):
            return number
        epoch = _EPOCH_1904 if since_1904 else _EPOCH_1900 + dt.timedelta(days=1 if number < _LEAP_BUG else 0)
        moment = epoch + length
    except (OverflowError, ValueError):  # too large, or not a number
        return number
    return moment.date() if number == int(number) else moment


def percent(number: float, decimals: int) -> str:
    """A number in percent, as its cell shows it: spreadsheets round a half away from zero."""
    return f"{number * (1 + 1e-12):.{decimals}%}"


def from_iso(text: str) -> Value | None:
    """Read an ISO 8601 date, time, or both, without a time zone; None if the text is neither."""
    for read in (dt.date.fromisoformat, dt.time.fromisoformat, dt.datetime.fromisoformat):
        with suppress(ValueError):
            value = read(text)
            return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
    return None


HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})  # highlighter colours as RGB in hexadecimal
BLACK, WHITE = "000000", "FFFFFF"
SMALLEST = 4  # the size, in points, below which letters cannot be read
_CLOSEST = 16  # colours cannot be told apart if red, green and blue each differ by less than this, of 255


def look_alike(one: str | None, other: str | None) -> bool:
    """Whether two colours, each written as six hexadecimal digits, cannot be told apart."""
    with suppress(ValueError):
        shades = zip(bytes.fromhex(one or ""), bytes.fromhex(other or ""), strict=True)
        return max(abs(a - b) for a, b in shades) < _CLOSEST
    return one == other


def joined_runs(parts: Sequence[str | RawCell]) -> tuple[CellRun, ...]:
    """The runs of a text made up of words and cells, which keep their style; none if no cell is formatted."""
    if not any(isinstance(part, RawCell) and (part.runs or part.marks) for part in parts):
        return ()
    cells = (part if isinstance(part, RawCell) else RawCell(0, 0, None, part) for part in parts)
    return tuple(
        run._replace(looks=cell.marks & Marks.LOOKS) if run.looks is None else run
        for cell in cells
        for run in cell.runs or (CellRun(cell.text),)
    )


class Style(NamedTuple):
    """A cell format: how it shows a number, its marks, and the colour of the cell ("" for white or a pattern)."""

    shown: Shown = Shown.NUMBER
    marks: Marks = Marks.NONE
    fill: str = ""


PLAIN = Style()


def cell_style(shown: Shown, letters: Marks, ink: str | None, behind: str | None, *, hides: bool) -> Style:
    """The format of a cell from the marks and colour of its letters and the colour behind them (None for a pattern)."""
    marks = letters | (Marks.UNSEEN if hides or look_alike(ink, behind) else Marks.NONE)
    marks |= Marks.HIGHLIGHTED if behind in HIGHLIGHTS else Marks.NONE
    return Style(shown, marks, "" if behind in (None, WHITE) else behind)


def runs_of(cell: RawCell) -> Runs:
    """The runs of a cell, including struck-through ones; none if the cell is not rich text."""
    looks = [(run.text, link_behind(run.text, run.address), _looks(run, cell)) for run in cell.runs]
    return tuple(Run(text, Marks.BOLD in on, Marks.ITALIC in on, link) for text, link, on in looks)


def _looks(run: CellRun, cell: RawCell) -> Marks:
    """The marks of a run: its own style or the cell's, and all other marks of the cell."""
    return cell.marks if run.looks is None else run.looks | (cell.marks & ~Marks.LOOKS)


def linked_addresses(cell: RawCell) -> tuple[str, ...]:
    """The web pages and mailboxes that a cell or words in it link to, without repetition or misleading links."""
    return tuple(dict.fromkeys(filter(None, (link_behind(*each) for each in _linked_texts(cell)))))


def misleading_links(cell: RawCell) -> tuple[tuple[str, str], ...]:
    """Addresses that a cell shows, each with the address of another place to which it links instead."""
    linked = [(text, link_target(link)) for text, link in _linked_texts(cell)]
    return tuple((web_addresses(text)[0], link) for text, link in linked if link and not link_behind(text, link))


def _linked_texts(cell: RawCell) -> tuple[tuple[str, str | None], ...]:
    return ((text_of(cell.value), cell.link), *((run.text, run.address) for run in cell.runs))


_WITHOUT_SCHEME = lazy_pattern(r"(?<![\w.@/:?=&#-])www\.[\w-]{1,63}\.[\w-][^\s;,<>\"]*", re.IGNORECASE)
"""An address without its scheme, which browsers still open: `www.example.org`."""
_NOT_COMPARED = lazy_pattern(r"^https?://(?:www\.)?|#.*", re.IGNORECASE | re.DOTALL)


def web_addresses(text: str, link: str | None = None) -> tuple[str, ...]:
    """The web addresses in a cell, without invisible characters: first those in the text, then the cell's own link."""
    text = without_invisible(text)
    if "www." in text.casefold():
        text = _WITHOUT_SCHEME.sub(lambda match: f"https://{match[0].rstrip('.:)')}", text)
    if not link and ADDRESS.fullmatch(text):  # the usual case
        return (bare_address(text),)
    written = [bare_address(address) for address in ADDRESS.findall(text)] if text else []
    behind = link_behind(text, link) if link else None
    return tuple(dict.fromkeys([*written, *([behind] if behind and ADDRESS.fullmatch(behind) else [])]))


def link_behind(text: str, link: str | None) -> str | None:
    """The web page or mailbox that a text links to; None if the text shows the address of another place."""
    target = link_target(link)
    shown = web_addresses(text) if target else ()
    return target if not shown or any(_is_same_place(each, target or "") for each in shown) else None


def _is_same_place(one: str, other: str) -> bool:
    """Whether two addresses have the same host, and one leads to the other's page or to a page below it."""
    places = [_NOT_COMPARED.sub("", each).rstrip("/").casefold().partition("/") for each in (one, other)]
    (host, _, page), (other_host, _, other_page) = places
    return host == other_host and (page.startswith(other_page) or other_page.startswith(page))


def marked_words(cell: RawCell, mark: Marks = Marks.STRUCK) -> tuple[str, ...] | None:
    """The words of a cell that have a mark, in order; empty if the whole cell has it, None if no word has it."""
    if not cell.runs:
        return () if mark in cell.marks else None
    words: dict[bool, list[str]] = {True: [], False: []}
    for has_mark, alike in groupby(cell.runs, lambda run: mark in _looks(run, cell)):
        if written := "".join(run.text for run in alike).strip():
            words[has_mark].append(written)
    if not words[True]:
        return None
    return tuple(words[True]) if words[False] else ()


_HYPERLINK = lazy_pattern(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)


def formula_link(formula: str) -> str | None:
    """The address in a `HYPERLINK("…", …)` formula."""
    found = _HYPERLINK.match(formula)
    return found[1].replace('""', '"') if found else None


def with_links(cells: list[RawCell], addresses: Mapping[tuple[int, int], str]) -> list[RawCell]:
    """Give cells links from `addresses`, by row and column; a linked empty cell is added without a value."""
    if not addresses:
        return cells
    left = dict(addresses)
    linked = [cell._replace(link=left.pop(cell.at)) if cell.at in left else cell for cell in cells]
    linked += [RawCell(row, column, None, "", link=address) for (row, column), address in left.items()]
    return sorted(linked, key=lambda cell: cell.at)
