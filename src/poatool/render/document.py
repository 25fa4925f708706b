"""The model of a document for Word and PDF: its parts in reading order, without styling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from poatool.blocks import BulletList, NumberedList, Paragraph, Run, Runs


class Look(StrEnum):
    """The role of a paragraph, which decides its style in each format."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    SUBHEADING = "subheading"
    DETAILS = "details"
    NOTICE = "notice"


class Heading(NamedTuple):
    """A heading of a section, from level 1; the title of the document is above all of them."""

    level: int
    runs: Runs
    anchor: str = ""
    new_page: bool = False


class Passage(NamedTuple):
    """A paragraph or a list. `anchors` are names to which links may lead."""

    block: Paragraph | BulletList | NumberedList
    look: Look = Look.BODY
    anchors: tuple[str, ...] = ()


class Labelled(NamedTuple):
    """An item behind a printed label, such as the code of an action."""

    label: str
    runs: Runs
    anchor: str = ""


class LabelledList(NamedTuple):
    """Items with printed labels."""

    items: tuple[Labelled, ...]


class Figure(NamedTuple):
    """A figure and what it counts: `22` and `of 28`, with a remark below it."""

    label: str
    number: str
    of: str
    note: Runs


class Figures(NamedTuple):
    """Figures side by side."""

    description: str
    figures: tuple[Figure, ...]


class GridColumn(NamedTuple):
    """A column of a grid: its share of the width, and whether it holds numbers."""

    heading: str
    share: int = 1
    number: bool = False


class Grid(NamedTuple):
    """A table. Its first column names its rows; `description` says what it shows, for readers who cannot see it."""

    caption: str
    description: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]


class Picture(NamedTuple):
    """A drawing as SVG, `width` × `height` in its own units; `alternative` says what it shows."""

    svg: str
    width: int
    height: int
    caption: str
    alternative: str


class Contents(NamedTuple):
    """The list of headings down to a level."""

    title: str
    levels: int = 2


Part = Heading | Passage | LabelledList | Figures | Grid | Picture | Contents


class Document(NamedTuple):
    """A document. `day` is its date; `mark`, such as `DRAFT`, is printed at the top of every page."""

    title: str
    subject: str
    language: str
    day: dt.date
    parts: tuple[Part, ...]
    mark: str = ""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(part for part in self.parts if isinstance(part, Heading))


def words(text: str, *, bold: bool = False, href: str | None = None) -> Runs:
    """A text as runs."""
    return (Run(text, bold=bold, href=href),) if text else ()


def paragraph(*runs: Run | Runs, look: Look = Look.BODY, anchors: Iterable[str] = ()) -> Passage:
    """A paragraph of runs."""
    joined = tuple(run for part in runs for run in ((part,) if isinstance(part, Run) else part))
    return Passage(Paragraph(joined), look, tuple(anchors))
