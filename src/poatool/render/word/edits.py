"""See whether somebody has edited a Word file that poatool wrote: a document property holds a checksum of its text."""

import hashlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from poatool.render.word.styles import w
from poatool.workbooks.limits import DEFAULT, Refused
from poatool.workbooks.package import Package
from poatool.workbooks.xlsx.read import document_properties

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart

_TEXT = "poatool text"  # the name of the property
_LENGTH = 16  # how many hex digits of the checksum to keep
_FIELD_DEPTH = {"begin": 1, "end": -1}


def mark_text(part: "DocumentPart") -> None:
    """Note the checksum of a finished document's text in its file."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    from poatool.render.html import from_template

    xml = from_template("custom.xml.jinja", name=_TEXT, value=_checksum(part.element)).encode()
    properties = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml, part.package)
    part.package.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def is_edited(data: bytes) -> bool:
    """Whether a Word file has another text than poatool wrote, or a comment; any other file counts as edited."""
    try:
        package = Package(data, DEFAULT)
        (main,) = package.linked("", "officeDocument")
        return document_properties(package).get(f"custom.{_TEXT}") != _checksum(package.tree(main))
    except (Refused, ValueError):
        return True


def _checksum(root: "Element | BaseOxmlElement") -> str:
    """A checksum of the words and the comment marks of a document; results of fields, such as page numbers, aside."""
    found, depth = hashlib.sha256(), 0
    for element in root.iter():
        if element.tag == w("fldChar"):
            depth += _FIELD_DEPTH.get(element.get(w("fldCharType"), ""), 0)
        elif element.tag == w("commentReference"):
            found.update(b"\0")
        elif element.tag == w("t") and not depth:
            found.update("".join((element.text or "").split()).encode())
    return found.hexdigest()[:_LENGTH]
