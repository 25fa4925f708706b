"""WordprocessingML (ECMA-376 part 1): its names, and fragments of it as elements."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": _MAIN}

_DECLARED = (
    f'xmlns:w="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def w(name: str) -> str:
    """The name of an element or attribute in full."""
    return f"{{{_MAIN}}}{name}"


def elements(xml: str) -> list[BaseOxmlElement]:
    """The elements that a text of XML holds, one after the other."""
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f"<w:body {_DECLARED}>{xml}</w:body>"))


def blank_part(path: str) -> bytes:
    """A part of the blank document, by its path in the package."""
    return (files(__package__) / "blank" / path).read_bytes()
