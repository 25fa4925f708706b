"""Parse the XML of a part in chunks: no DOCTYPE, no entities, and no more held in memory than the limits allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from poatool.workbooks.limits import MIB, Limits, Refused, damaged, unsafe

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "",
)
RELATION_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_NO_XML = (ParseError, expat.ExpatError, LookupError, ValueError)
_ROOT_FIRST = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["'](?i:utf-8)["'])?"""
    rb"""(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>\s*)?<[A-Za-z]"""
)
"""Start of a part in UTF-8 that comes to its root element with no DOCTYPE: nearly all do."""

_BYTES_A_CHARACTER = 4
"""At most, in UTF-8 and UTF-16."""

NO_SIZE = frozenset({"0", "0.0"})
"""Height or width of a row or column that nobody sees."""


def is_flat(height: str | None) -> bool:
    """Whether a row has a height, in points, at which nobody can read it: below 1."""
    try:
        return height is not None and float(height) < 1
    except ValueError:
        return False


class _RootReached(Exception):  # noqa: N818 - a signal that the prologue has ended
    pass


def qualified(local: str) -> frozenset[str]:
    """An element's name as ElementTree has it, in each namespace of Excel's: Transitional, Strict, none."""
    return frozenset(f"{{{space}}}{local}" if space else local for space in MAIN_NAMESPACES)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str, namespaces: Iterable[str]) -> str | None:
    """An attribute that has its own namespace, such as `r:id`."""
    return next((v for space in namespaces if (v := element.get(f"{{{space}}}{name}")) is not None), None)


def is_true(value: str | None) -> bool:
    """Whether an XML boolean attribute is set."""
    return value is not None and value.strip().casefold() in {"1", "true", "on"}


class Growing:
    """The tree of a part while it is parsed, given again after each chunk.

    Callers take finished elements out of a long list and call `release`, so that memory stays bounded.
    """

    def __init__(self, chunks: Iterable[bytes], limits: Limits, part: str) -> None:
        self.done = False
        self._chunks = chunks
        self._limits = limits
        self._part = part
        self._held = self._kept = self._bytes = 0
        self._most_bytes = max(limits.characters * _BYTES_A_CHARACTER, MIB)

    def __iter__(self) -> Iterator[Element]:
        """Give the root as far as it has grown; the last time, when `done`, it is whole.

        Raises Refused if the XML is damaged, unsafe or too large.
        """
        builder = TreeBuilder()
        shell = builder.start("shell", {})
        prologue = _Prologue(self._part)
        parser = XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, so an entity, is refused before this sees it
        for chunk in self._chunks:
            self._count(chunk)
            try:
                prologue.look_at(chunk)
                parser.feed(chunk)
            except _NO_XML as error:
                raise self._damaged(error) from error
            if len(shell):
                yield shell[0]
        try:
            parser.close()
        except _NO_XML as error:
            raise self._damaged(error) from error
        self.done = True
        yield shell[0]

    def release(self, taken: Sized) -> None:
        """Note that finished elements were taken out of the tree, so that they no longer count as held."""
        if len(taken):
            self._kept = self._kept or self._held
            self._held = self._kept
            self._bytes = 0

    def _damaged(self, error: Exception) -> Refused:
        # The position is left out: elements may have been taken out before it.
        message = str(error).partition(":")[0]
        return damaged(f"The file is damaged: {self._part} inside it is not well-formed ({message}).")

    def _count(self, chunk: bytes) -> None:
        """Count whatever may be an element, an attribute or a character, before memory is used for it."""
        self._held += chunk.count(b"<") + chunk.count(b"=")
        self._bytes += len(chunk)
        if self._bytes > self._most_bytes:
            raise self._limits.exceeded("characters", f"{self._part} inside the file has too many characters at once")
        if self._held > self._limits.elements:
            raise self._limits.exceeded("elements", f"{self._part} inside the file has too many elements at once")


def tree(chunks: Iterable[bytes], limits: Limits, part: str) -> Element:
    """Parse a small part whole. Raises Refused if the XML is damaged, unsafe or too large."""
    *_, root = Growing(chunks, limits, part)
    return root


def finished(element: Element, *, done: bool) -> list[Element]:
    """Take the finished children out of a growing element: all but the last, or all when done."""
    taken = element[:] if done else element[:-1]
    del element[: len(taken)]
    return taken


class _Prologue:
    """Refuses a DOCTYPE, which can only stand before the root element."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._passed = False
        self._parser: expat.XMLParserType | None = None

    def look_at(self, chunk: bytes) -> None:
        """Check the next chunk, unless the root has been reached."""
        if self._passed or (self._parser is None and _ROOT_FIRST.match(chunk)):
            self._passed = True
            return
        if self._parser is None:
            self._parser = expat.ParserCreate()
            self._parser.StartDoctypeDeclHandler = self._refuse
            self._parser.StartElementHandler = self._reach_root
        try:
            self._parser.Parse(chunk, False)
        except _RootReached:
            self._passed = True

    def _refuse(self, *_: object) -> NoReturn:
        raise unsafe(f"{self._part} inside the file declares a document type, which can carry an attack.")

    def _reach_root(self, *_: object) -> NoReturn:
        raise _RootReached
