"""Prepare a Word file to hold a document: a blank one, or an organisation's template, which is checked first."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.bounded import read_bounded
from poatool.errors import InputError
from poatool.render import typeset
from poatool.render.document import Document, Picture
from poatool.render.text import encoded
from poatool.render.word.styles import BLANK, NS, Lists, Styles, elements, own_styles, w
from poatool.text import cut, one_line, publishable
from poatool.workbooks.limits import DEFAULT, Refused
from poatool.workbooks.package import Package
from poatool.workbooks.writing import Member, repacked, zip_bytes

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Header

PLACE = "{{report}}"  # the paragraph of a template that the document replaces, if there is one
TITLE = "{{title}}"  # the title of the document replaces this in a template, and in its headers and footers
_EMU_PER_TWIP = 635  # English Metric Units, in which Word measures pictures
_A4 = 11906 * _EMU_PER_TWIP
_LONGEST_PROPERTY = 255  # the longest title or subject, in characters, that Word keeps


class WordFile:
    """The file with its styles and lists; writing the body adds links and pictures."""

    def __init__(self, template: bytes | None = None) -> None:
        from docx import Document as open_word  # noqa: N813 - it is a function

        self._file = open_word(io.BytesIO(template or _blank()))
        self._part = self._file.part
        self.package = self._part.package
        for rels in (self.package.rels, self._part.rels) if template else ():
            for name in [name for name, rel in rels.items() if rel.reltype.endswith(_RECORDS)]:
                del rels[name]
        self._links: dict[str, str] = {}
        self.styles = Styles(self._file.styles.element)
        self.lists = Lists(self._numbering())
        section = self._file.sections[-1]
        margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
        self.width = ((section.page_width or _A4) - margins) // _EMU_PER_TWIP
        """The width between the margins, in twips (1/20 point)."""

    def link(self, address: str) -> str:
        """The id of the relationship to an external address."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address not in self._links:
            self._links[address] = f"link{len(self._links) + 1}"
            kind, target = RELATIONSHIP_TYPE.HYPERLINK, encoded(address)
            self._part.rels.add_relationship(kind, target, self._links[address], is_external=True)
        return self._links[address]

    def picture(self, picture: Picture) -> tuple[str, int, int] | None:
        """The id of the relationship to a drawing, and its width and height in EMU; None if typst is not installed."""
        if (png := typeset.png_of(picture)) is None:
            return None
        relation, _ = self._part.get_or_add_image(io.BytesIO(png))
        width = self.width * _EMU_PER_TWIP
        return relation, width, width * picture.height // picture.width

    def finished(self, document: Document, body: str) -> bytes:
        """The file with a body in it; its bytes are the same on any day."""
        from docx.opc.part import XmlPart

        for part in self.package.iter_parts():
            if isinstance(part, XmlPart):
                for paragraph in part.element.iter(w("p")):
                    _put_title(list(paragraph.iter(w("t"))), publishable(document.title))
        self._place(elements(body))
        self.styles.set_language(document.plan.our_language)
        if document.mark:
            self.styles.id("report mark")
            for header in self._headers():
                header.paragraphs[0].insert_paragraph_before(publishable(document.mark), "Report Mark")
        self._set_properties(document)
        written = io.BytesIO()
        self._file.save(written)
        return repacked(written)

    def _numbering(self) -> "BaseOxmlElement":
        """The part that defines lists; it is added if a template lacks it."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.oxml.parser import parse_xml
        from docx.parts.numbering import NumberingPart

        try:
            part = self._part.numbering_part
        except NotImplementedError:  # the template has no such part
            name, blank = PackURI("/word/numbering.xml"), parse_xml((BLANK / "word/numbering.xml").read_bytes())
            part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, blank, self.package)
            self._part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        element: BaseOxmlElement = part.element
        return element

    def _place(self, parts: "list[BaseOxmlElement]") -> None:
        """Put the body where the template's placeholder is, or at the end of the template."""
        body = self._file.element.body
        own = body.findall("w:p", NS)
        if not "".join(_text(each) for each in body).strip():
            for each in own:
                body.remove(each)
        if (place := next((each for each in own if _text(each).strip() == PLACE), None)) is not None:
            at = body.index(place)
            body[at : at + 1] = parts
        else:
            at = len(body) - len(body.findall("w:sectPr", NS))
            body[at:at] = parts

    def _headers(self) -> "Iterator[_Header]":
        """The first section's headers, created if missing, and the headers that later sections do not inherit."""
        for number, section in enumerate(self._file.sections):
            for header in (section.header, section.first_page_header, section.even_page_header):
                if not number or not header.is_linked_to_previous:
                    yield header

    def _set_properties(self, document: Document) -> None:
        properties = self._file.core_properties
        properties.title = cut(publishable(document.title), _LONGEST_PROPERTY)
        properties.subject = cut(one_line(document.plan.title), _LONGEST_PROPERTY)
        properties.language = document.plan.our_language
        for name in ("author", "last_modified_by", "comments", "keywords", "category", "content_status", "identifier"):
            if getattr(properties, name):
                setattr(properties, name, "")
        properties.created = properties.modified = dt.datetime.combine(document.day, dt.time())
        properties.revision = 1


def _text(element: "BaseOxmlElement") -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))


def _put_title(texts: "Sequence[BaseOxmlElement]", title: str) -> None:
    """Replace the placeholder in a paragraph, even if Word has split it over several runs."""
    letters = [(number, letter) for number, each in enumerate(texts) for letter in each.text or ""]
    places = [match.span() for match in re.finditer(re.escape(TITLE), "".join(letter for _, letter in letters))]
    for begin, end in places:
        letters[begin:end] = [(number, "") for number, _ in letters[begin:end]]
        letters[begin] = letters[begin][0], title
    for number, each in enumerate(texts if places else ()):
        each.text = "".join(letter for owner, letter in letters if owner == number)


@cache
def _blank() -> bytes:
    files = sorted(path for path in BLANK.rglob("*") if path.is_file())
    parts = {path.relative_to(BLANK).as_posix(): path.read_bytes() for path in files}
    return zip_bytes(Member(*part) for part in (parts | {"word/styles.xml": own_styles()}).items())


_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_ACTIVE = (b"macroEnabled", b"vba", b"activeX", b"oleObject")  # content types of parts that can run code
_ODD = re.compile(
    rb"\A.{0,3}\x00|<!DOCTYPE|\A<\?xml[^>]{0,200}\sencoding\s{0,9}=\s{0,9}[\"'](?!(?i:utf-8|us-ascii))", re.DOTALL
)
"""XML with entity declarations, or in an encoding that would hide them from the searches below. Word writes neither."""

_HOLDER = re.compile(r"\{\{[^{}]{0,40}\}\}")

_RECORDS = ("/custom-properties", "/extended-properties", "/customXml")
"""Parts with an organisation's records, such as a file number; they are removed from its template."""

_UNDER_REVIEW = (b"<w:comment ", b"<w:ins ", b"<w:del ")


def read_template(path: Path) -> bytes:
    """Read a Word document or template (.dotx) for a report; raise InputError if it may not be used."""
    try:
        data = read_bounded(path)
        package = Package(data, DEFAULT)
        parts = {info.filename: package.read(info.filename) for info in package.members.values()}
        types = parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Give a Word document as --template.") from None
    except (Refused, KeyError):
        raise InputError(f"{path}: not a Word document. Give a .docx or .dotx file as --template.") from None
    if any(_ODD.search(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))):
        raise InputError(f"{path}: not written by Word itself. Open it in Word and save it as .docx.")
    if any(word in types for word in _ACTIVE):
        raise InputError(f"{path}: it holds macros or other active content. Save it in Word as .docx, without them.")
    if any(mark in content for content in parts.values() for mark in _UNDER_REVIEW):
        what = "it holds comments or tracked changes, which would be published"
        raise InputError(f"{path}: {what}. Accept or delete them in Word (Review), and save it.")
    data = zip_bytes(Member(name, content) for name, content in parts.items())
    if why := _unfit(data):
        raise InputError(f"{path}: {why}")
    return data


def _unfit(data: bytes) -> str:
    """Why a file cannot be a template; empty if it can."""
    try:
        package = WordFile(data).package
    except Exception:  # noqa: BLE001 - python-docx and lxml raise all kinds of errors for a file that Word did not write
        return "not a Word document that can be read. Save it again in Word as .docx."
    for part in package.iter_parts():
        runs = part.element.iter(w("r")) if hasattr(part, "element") else ()
        if any(run.find("w:rPr/w:vanish", NS) is not None and _text(run).strip() for run in runs):
            return "it holds hidden text, which would be published. Show it in Word (Home > ¶) and delete it."
        paragraphs = part.element.iter(w("p")) if hasattr(part, "element") else ()
        texts = (text for each in paragraphs if (text := _text(each).strip()) != PLACE)
        if odd := next((found for text in texts if (found := _HOLDER.search(text.replace(TITLE, "")))), None):
            return f"“{odd[0]}” would be published. Write {PLACE}, alone in its paragraph, or {TITLE}."
    for relation in package.iter_rels():
        if not relation.is_external or relation.reltype.endswith("/hyperlink"):
            continue
        if relation.reltype.endswith("/attachedTemplate"):
            return f"it is attached to another template ({relation.target_ref}). Give that .dotx as --template."
        return f"it loads a part from elsewhere ({relation.target_ref}). Remove that link in Word, and save it."
    return ""
