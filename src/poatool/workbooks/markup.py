"""Parse the XML of a part in chunks: no DOCTYPE, no entities, and no more held in memory than the limits allow."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from poatool.bounded import MIB
from poatool.workbooks.limits import Limits, Refused

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

_BYTES_A_CHARACTER = 4  # the most bytes of a character in UTF-8 and UTF-16
_SLICE = 1024


def qualified(local: str) -> frozenset[str]:
    """An element's name as in ElementTree, in each of Excel's namespaces: Transitional, Strict, none."""
    return frozenset(f"{{{space}}}{local}" if space else local for space in MAIN_NAMESPACES)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def relation_of(element: Element) -> str | None:
    """The id of the relationship that an element names, such as `r:id`."""
    return next((v for space in RELATION_NAMESPACES if (v := element.get(f"{{{space}}}id")) is not None), None)


def is_true(value: str | None) -> bool:
    """Whether an XML boolean attribute is true."""
    return value is not None and value.strip().casefold() in {"1", "true", "on"}


Take = Callable[[Element, bool], int]
"""Removes and counts the finished elements below a root during parsing; all of them if the flag is set."""


def tree(chunks: Iterable[bytes], limits: Limits, part: str, take: Take | None = None) -> Element:
    """Parse a part. To keep a long part from filling the memory, `take` removes finished elements after each chunk.

    Raises Refused if the XML is damaged, unsafe or too large.
    """
    builder = TreeBuilder()
    shell = builder.start("shell", {})
    prologue = expat.ParserCreate()
    prologue.StartDoctypeDeclHandler = partial(_refuse, part)
    parser = XMLParser(target=builder)  # noqa: S314 - a DOCTYPE, so an entity, is refused before this sees it
    most = max(limits.characters * _BYTES_A_CHARACTER, MIB)
    elements = at_start = size = 0
    for chunk in chunks:
        # Count everything that may be an element, an attribute or a character before it takes memory.
        elements += chunk.count(b"<") + chunk.count(b"=")
        size += len(chunk)
        if size > most:
            raise limits.exceeded("characters", f"{part} inside the file has too many characters at once")
        if elements > limits.elements:
            raise limits.exceeded("elements", f"{part} inside the file has too many elements at once")
        for piece in (chunk[:_SLICE], chunk[_SLICE:]):
            if not len(shell):  # a DOCTYPE can only come before the root element
                _well_formed(part, prologue.Parse, piece)
            _well_formed(part, parser.feed, piece)
        if take is not None and len(shell) and take(shell[0], False):
            at_start = at_start or elements
            elements, size = at_start, 0
    _well_formed(part, parser.close)
    if take is not None:
        take(shell[0], True)
    return shell[0]


def finished(element: Element, *, done: bool) -> list[Element]:
    """Remove the finished children from an element and return them: all but the last, or all if it is `done`."""
    taken = element[:] if done else element[:-1]
    del element[: len(taken)]
    return taken


def _well_formed(part: str, parse: Callable[..., object], *piece: bytes) -> None:
    try:
        parse(*piece)
    except _NO_XML as error:
        # No position is given: elements before it may already have been removed.
        message = str(error).partition(":")[0]
        raise Refused.damaged(f"The file is damaged: {part} inside it is not well-formed ({message}).") from error


def _refuse(part: str, *_: object) -> NoReturn:
    raise Refused.unsafe(f"{part} inside the file declares a document type, which can carry an attack.")
