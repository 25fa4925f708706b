"""The XML of a part, read by expat piece by piece: no DOCTYPE, no entities, never more held than the limits allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from poatool.workbooks.limits import Limits
from poatool.workbooks.refusal import damaged, unsafe

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "",
)
RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class _RootReached(Exception):  # noqa: N818 - it ends the look at the prologue
    pass


def qualified(local: str, namespaces: Iterable[str] = MAIN_NAMESPACES) -> frozenset[str]:
    """Name an element as ElementTree does, in each namespace that it may come from (Transitional, Strict, none)."""
    return frozenset(f"{{{space}}}{local}" if space else local for space in namespaces)


def local(tag: str) -> str:
    """An element's or attribute's name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str, namespaces: Iterable[str]) -> str | None:
    """An attribute that has a namespace of its own, such as `r:id`."""
    return next((v for space in namespaces if (v := element.get(f"{{{space}}}{name}")) is not None), None)


def is_true(value: str | None) -> bool:
    """Whether an XML boolean attribute is set."""
    return value is not None and value.strip().casefold() in {"1", "true", "on"}


class Elements:
    """The elements of a part in the order in which they end.

    Whoever takes an element that will not be needed again calls `release`, so that memory stays bounded.
    """

    def __init__(self, chunks: Iterable[bytes], limits: Limits, part: str) -> None:
        """Prepare to read a part; `part` is how messages name it."""
        self._chunks = chunks
        self._limits = limits
        self._part = part
        self._held = self._kept = self._depth = 0

    def __iter__(self) -> Iterator[Element]:
        """Read on. Raises Refused where the XML is damaged, unsafe or too large."""
        parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
        try:
            for chunk in _refusing_doctypes(self._chunks, self._part):
                parser.feed(chunk)
                yield from self._ended(parser)
            parser.close()
            yield from self._ended(parser)
        except (ParseError, expat.ExpatError, LookupError, ValueError) as error:
            raise damaged(f"The file is damaged: {self._part} inside it is not well-formed ({error}).") from error

    def release(self, element: Element) -> None:
        """Let go of all that an element holds; it has just ended."""
        element.clear()
        self._kept += 1
        self._held = self._kept + self._depth

    def _ended(self, parser: XMLPullParser[Element]) -> Iterator[Element]:
        for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if event == "end":
                self._depth -= 1
                yield element
                continue
            self._depth += 1
            self._held += 1
            if self._depth > self._limits.depth:
                raise self._limits.exceeded("depth", f"{self._part} inside the file nests its elements too deeply")
            if self._held > self._limits.elements:
                raise self._limits.exceeded("elements", f"{self._part} inside the file holds too many elements")


def tree(chunks: Iterable[bytes], limits: Limits, part: str) -> Element:
    """Read a small part whole.

    Raises:
        Refused: the XML is damaged, unsafe or too large.
    """
    last: Element | None = None
    for last in Elements(chunks, limits, part):  # noqa: B007 - the root ends last
        pass
    if last is None:
        raise damaged(f"The file is damaged: {part} inside it is empty.")
    return last


def _refusing_doctypes(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """Pass the chunks on; a DOCTYPE can only stand before the root element, so the look ends there."""

    def refuse(*_: object) -> NoReturn:
        raise unsafe(f"{part} inside the file declares a document type, which can carry an attack.")

    def reached(*_: object) -> NoReturn:
        raise _RootReached

    prologue = expat.ParserCreate()
    prologue.StartDoctypeDeclHandler = refuse
    prologue.StartElementHandler = reached
    looking = True
    for chunk in chunks:
        if looking:
            try:
                prologue.Parse(chunk, False)
            except _RootReached:
                looking = False
        yield chunk
