"""What of an OSCAL catalogue in JSON is read; all else is passed over.

The format: https://pages.nist.gov/OSCAL/resources/concepts/layer/control/catalog/
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from poatool.framework.importing.blocks import plain


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Property(_Part):
    """A name and a value; a class of its own makes it a variant."""

    name: str
    value: str
    variant: str | None = Field(None, alias="class")


class Link(_Part):
    """Where something else is said; `rel` is how it relates."""

    href: str
    rel: str | None = None


class Piece(_Part):
    """A part of a control's prose."""

    id: str = ""
    parts: tuple[Piece, ...] = ()

    def all(self) -> Iterator[Piece]:
        """This part and those within it."""
        yield self
        for part in self.parts:
            yield from part.all()


class Control(_Part):
    """A control, with its enhancements below it."""

    id: str
    title: str
    props: tuple[Property, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Piece, ...] = ()
    controls: tuple[Control, ...] = ()

    @property
    def code(self) -> str:
        """What it is called in print: its plainest label, such as `AC-2(10)`."""
        labels = [p for p in self.props if p.name == "label"]
        plainest = min(labels, key=lambda p: p.variant is not None, default=None)
        return plain(plainest.value) if plainest else self.id

    @property
    def withdrawn(self) -> bool:
        """Whether its status says so."""
        return any(p.name == "status" and p.value.lower() == "withdrawn" for p in self.props)

    def all(self) -> Iterator[Control]:
        """This control and those below it."""
        yield self
        for control in self.controls:
            yield from control.all()


class Group(_Part):
    """Controls under one heading, or groups of them."""

    id: str = ""
    title: str
    groups: tuple[Group, ...] = ()
    controls: tuple[Control, ...] = ()

    def all(self) -> Iterator[Group]:
        """This group and those within it."""
        yield self
        for group in self.groups:
            yield from group.all()


class Metadata(_Part):
    """What is said of the catalogue."""

    title: str
    published: dt.datetime | None = None
    modified: dt.datetime | None = Field(None, alias="last-modified")


class Catalogue(_Part):
    """A catalogue of controls."""

    metadata: Metadata
    groups: tuple[Group, ...] = ()
    controls: tuple[Control, ...] = ()


class Document(_Part):
    """A file with a catalogue."""

    catalog: Catalogue
