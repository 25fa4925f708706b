"""Describe a document for web pages, Word, PDF and Markdown: its parts in reading order, without styling."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from poatool.blocks import ItemList, Paragraph, Run, Runs
from poatool.framework.edition import Edition
from poatool.framework.model import Framework


class Look(StrEnum):
    """The role of a paragraph, which decides its style in each format. A `LEAD` is never alone at the end of a page."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    SUBHEADING = "subheading"
    DETAILS = "details"
    NOTICE = "notice"
    LINKS = "links"


class Heading(NamedTuple):
    """A section heading, from level 1; for screen readers, `context` distinguishes equal headings on a web page."""

    level: int
    runs: Runs
    anchor: str = ""
    new_page: bool = False
    context: Runs = ()


class Passage(NamedTuple):
    """A paragraph or a list."""

    block: Paragraph | ItemList
    look: Look = Look.BODY
    anchor: str = ""


class Labelled(NamedTuple):
    """A list item with a label such as a code; `status` is its state in words, and `look` the style of this state."""

    label: Runs
    runs: Runs
    anchor: str = ""
    status: str = ""
    look: str = ""
    below: tuple[Passage | Heading, ...] = ()


class LabelledList(NamedTuple):
    """Items with printed labels."""

    items: tuple[Labelled, ...]


class GridColumn(NamedTuple):
    """A column of a grid: its share of the width, and whether it holds numbers."""

    heading: str
    share: int = 1
    number: bool = False


class Square(NamedTuple):
    """A square that links to `anchor`; `look` is the style of a state, and `label` names it."""

    text: str
    anchor: str
    look: str
    label: str


class Grid(NamedTuple):
    """A table. The first column names its rows; `description` says what it shows, for readers who cannot see it.

    On a web page, a row may have an anchor, and a state's mark before its name. With `squares`, the page shows each
    row's name, linked to its anchor, and squares in place of the table; with `cards`, it shows a card for each row.
    With `figures`, a row of numbers has a row of notes below it, and each column has an anchor and a look (`alarm`).
    """

    caption: str
    description: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]
    anchors: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    squares: tuple[tuple[Square, ...], ...] = ()
    cards: bool = False
    figures: bool = False


class Picture(NamedTuple):
    """A drawing as SVG, `width` × `height` in its own units; `alternative` describes it in words.

    `web` is the drawing as HTML, in a page's colours and width; `table` is the anchor of the table with its numbers.
    """

    svg: str
    width: int
    height: int
    caption: str
    alternative: str
    web: str = ""
    table: str = ""


class Contents(NamedTuple):
    """A table of contents with the headings down to `levels`."""

    title: str
    levels: int = 2


class Box(NamedTuple):
    """Parts that a web page shows together in a box; `look` is the style of the box."""

    look: str
    parts: "tuple[Part, ...]"


Printed = Heading | Passage | LabelledList | Grid | Picture | Contents
Part = Printed | Box


class Document(NamedTuple):
    """A document about an edition of a plan.

    `page` names its kind in the style sheet of web pages. A `mark` such as `DRAFT` is printed at the top of every page.
    `description` says in a sentence what it reports, for search engines. `palettes` holds the colours of state marks
    and of the text on them, by style, for `light` and `dark` backgrounds.
    """

    title: str
    edition: Edition
    parts: tuple[Part, ...]
    page: str = ""
    mark: str = ""
    description: str = ""
    palettes: Mapping[str, Mapping[str, tuple[str, str]]] = {}

    @property
    def plan(self) -> Framework:
        """The plan."""
        return self.edition.framework

    @property
    def day(self) -> dt.date:
        """Its date: the last day of its period or, without one, of the plan's last period."""
        days = [self.edition.period.end] if self.edition.period else [period.end for period in self.plan.periods]
        return max(days, default=dt.date(1980, 1, 1))

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Its parts without the boxes around them, and with the states of listed items in words: `Status: …`."""
        return tuple(_printed(self.parts))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(part for part in self.printed if isinstance(part, Heading))


def _printed(parts: Iterable[Part]) -> Iterator[Printed]:
    for part in parts:
        match part:
            case Box(_, inside):
                yield from _printed(inside)
            case LabelledList(items):
                waiting: list[Labelled] = []
                for item in items:
                    state, dash, why = item.status.partition(" – ")
                    status = (Run(" Status: "), Run(state, bold=True), *words(dash + why)) if state else ()
                    waiting.append(Labelled(item.label, (*item.runs, *status), item.anchor))
                    if item.below or item is items[-1]:
                        yield from (LabelledList(tuple(waiting)), *item.below)
                        waiting.clear()
            case _:
                yield part


def words(text: str, *, bold: bool = False, href: str | None = None) -> Runs:
    """A text as runs."""
    return (Run(text, bold=bold, href=href),) if text else ()


def joined(parts: Iterable[Runs], between: str = ", ") -> Runs:
    """The parts in order, with a separator between them."""
    return tuple(run for part in parts for run in (Run(between), *part))[1:]


def paragraph(*parts: str | Run | Runs, look: Look = Look.BODY, anchor: str = "") -> Passage:
    """A paragraph of texts and runs."""
    runs = (words(part) if isinstance(part, str) else (part,) if isinstance(part, Run) else part for part in parts)
    return Passage(Paragraph(tuple(chain.from_iterable(runs))), look, anchor)
