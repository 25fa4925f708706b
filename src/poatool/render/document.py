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
    """The role of a paragraph, which decides its style in each format."""

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
    """A table whose first column names its rows; `description` says what it shows, for readers who cannot see it."""

    caption: str
    description: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]
    anchors: tuple[str, ...] = ()  # of the rows on a web page, or of the columns of `figures`
    looks: tuple[str, ...] = ()  # the same: the state's mark before a row's name, or `alarm` for a figure
    squares: tuple[tuple[Square, ...], ...] = ()  # shown on a web page beside each row's name, in place of the table
    cards: bool = False  # on a web page, each row is a card
    figures: bool = False  # it is a row of numbers, with a row of notes below


class Picture(NamedTuple):
    """A drawing as SVG, `width` × `height` in its own units."""

    svg: str
    width: int
    height: int
    caption: str
    alternative: str  # the drawing in words
    web: str = ""  # the drawing as HTML, in a page's colours and width
    table: str = ""  # the anchor of the table with its numbers


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
    """A document about an edition of a plan."""

    title: str
    edition: Edition
    parts: tuple[Part, ...]
    page: str = ""  # its kind, in the style sheet of web pages
    mark: str = ""  # such as DRAFT, at the top of every page
    description: str = ""  # what it reports, in a sentence for search engines
    palettes: Mapping[str, Mapping[str, tuple[str, str]]] = {}  # colours of state marks, for `light` and `dark`
    last_updated: dt.date | None = None

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


def holds(part: Printed, after: Printed | None) -> bool:
    """Whether no page ends between two parts, such as a heading and what is below it, or actions and their footnote."""
    if isinstance(part, Heading):
        return not isinstance(after, Heading) or after.level > part.level
    if isinstance(part, Passage) and part.look is not Look.DETAILS:
        return part.look in (Look.LEAD, Look.SUBHEADING)
    return isinstance(after, Passage) and (isinstance(part, Passage) or after.look is Look.DETAILS)


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
