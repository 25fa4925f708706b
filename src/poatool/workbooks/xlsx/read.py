"""Read an Excel workbook: its sheets, and what it contains besides cells.

Nothing in it is ever run, followed or fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import address, area
from poatool.workbooks.formatting import with_links
from poatool.workbooks.limits import RESAVE, Limits, Quota, Refused, damaged, tolerated, unsafe
from poatool.workbooks.markup import is_true, local, relation_of, tree
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Visibility, Workbook
from poatool.workbooks.package import Package, Relationship, relationships
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.cells import Book, of_element, shared_strings, styles
from poatool.workbooks.xlsx.sheet import SheetXml

_COMMENTS = frozenset({"comment", "threadedComment"})
# Features by the kind of relationship that reveals them.
_FEATURES = {
    "vbaProject": Feature.MACROS,
    "xlMacrosheet": Feature.MACRO_SHEETS,
    "xlIntlMacrosheet": Feature.MACRO_SHEETS,
    "externalLink": Feature.EXTERNAL_LINKS,
    "connections": Feature.CONNECTIONS,
    "oleObject": Feature.EMBEDDED,
    "package": Feature.EMBEDDED,
    "control": Feature.EMBEDDED,
    "threadedComment": Feature.THREADED_COMMENTS,
    "revisionHeaders": Feature.TRACKED_CHANGES,
}
_DDE = b"ddeLink"
# By the last word of a relationship's type, Transitional and Strict.
_PROPERTIES = {
    "core-properties": "core",
    "extended-properties": "app",
    "extendedProperties": "app",
    "custom-properties": "custom",
    "customProperties": "custom",
}

_USUAL_PARTS = {"sharedStrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_KINDS = (
    (b"sheet.macroEnabled.main", "xlsm"),
    (b"template.macroEnabled.main", "xltm"),
    (b"spreadsheetml.template.main", "xltx"),
)


class _Reading:
    """The parts of a workbook gathered while it is read."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits, self.quota = package, limits, Quota(limits)
        self.book = Book()
        self.notes: list[Note] = []
        self.features: set[Feature] = set()

    def tree(self, part: str) -> Element:
        """The XML of a small part."""
        return tree(self.package.chunks(part), self.limits, part)

    def linked(self, source: str) -> tuple[Relationship, ...]:
        """The targets that a part points to; features that they reveal are added."""
        links = relationships(self.package, source, self.limits)
        for link in links:
            feature = _FEATURES.get(link.kind)
            if feature is not None:
                self.features.add(feature)
            if feature is Feature.EXTERNAL_LINKS and self.package.has(link.target, _DDE):
                self.features.add(Feature.DDE)
        return links

    def parts(self, links: Iterable[Relationship], kind: str) -> list[str]:
        """The parts of a kind that are linked to and exist."""
        return [link.target for link in links if link.kind == kind and link.target in self.package]


def read(package: Package, main: str, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook whose main part is `main`.

    Chart, dialog and macro sheets are skipped; a note names each listed sheet that is missing. Raises Refused if it is
    damaged, unsafe or too large.
    """
    reading = _Reading(package, limits)
    root = reading.tree(main)
    if local(root.tag) != "workbook":
        message = f"This is not a workbook: its main part is a “{local(root.tag)}”."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
    groups = {local(group.tag): group for group in root}
    links = reading.linked(main)
    reading.book = _book(reading, groups.get("workbookPr"), links)
    sheets = _sheets(reading, groups.get("sheets"), {link.id: link for link in links})
    described: dict[str, str] = {}
    with tolerated("The document properties", reading.notes):
        described = _properties(reading)
    kind = next((kind for marker, kind in _KINDS if package.has("[Content_Types].xml", marker)), "xlsx")
    features, notes = frozenset(reading.features), tuple(reading.notes)
    return Workbook(shown_as, sha256, kind, tuple(sheets), described, features, notes)


def _book(reading: _Reading, settings: Element | None, links: tuple[Relationship, ...]) -> Book:
    package, limits = reading.package, reading.limits
    targets = _USUAL_PARTS | {link.kind: link.target for link in links if link.target in package}
    texts, formats = targets["sharedStrings"], targets["styles"]
    found = Book(since_1904=settings is not None and is_true(settings.get("date1904")))
    if texts in package:
        found = found._replace(strings=shared_strings(package.chunks(texts), limits, texts))
    with tolerated("The cell formats, without which dates are read as numbers,", reading.notes):
        if formats in package:
            found = found._replace(styles=styles(reading.tree(formats)))
    return found


def _sheets(reading: _Reading, listed: Element | None, links: dict[str, Relationship]) -> list[Sheet]:
    sheets = []
    missing = 0
    taken: set[str] = set()
    for item in () if listed is None else listed:
        name = decode(item.get("name", "")).text
        link = links.get(relation_of(item) or "")
        if link is None or link.target not in reading.package:
            reading.notes.append(Note(name, 0, 0, f"The file lists sheet {name}, but does not contain it.", lost=True))
            missing += 1
        elif link.target in taken:
            raise unsafe(f"The file may be malicious: its sheet {name} is the same part as another sheet.")
        elif link.kind == "worksheet":
            taken.add(link.target)
            visibility = _VISIBILITY.get(item.get("state", ""), Visibility.VISIBLE)
            sheets.append(_sheet(reading, name, link.target, visibility))
    if missing and not sheets:
        raise damaged("The file is damaged: it has none of the sheets that it lists.")
    return sheets


def _sheet(reading: _Reading, name: str, part: str, visibility: Visibility) -> Sheet:
    notes = reading.notes
    xml = SheetXml(name, reading.book, reading.quota)
    xml.read(reading.package.chunks(part), part)
    notes += xml.notes
    links = reading.linked(part)
    drawn: dict[tuple[int, int], str] = {}
    with tolerated(f"The drawings of sheet {name}", notes):
        for drawing in reading.parts(links, "drawing"):
            drawn |= _drawn(reading.tree(drawing))
        if any(drawn.values()):
            reading.features.add(Feature.TEXT_BOXES)
    tables: list[Element] = []
    with tolerated(f"A table of sheet {name}", notes):
        tables = [reading.tree(table) for table in reading.parts(links, "table")]
    inner = (item for table in tables for group in table for item in group)
    xml.filtered = xml.filtered or any(local(item.tag) == "filterColumn" for item in inner)
    named = (area(table.get("ref", "")) for table in tables if table.get("headerRowCount", "1") != "0")
    with tolerated(f"The comments of sheet {name}", notes):
        # Threads come last: they replace the note that Excel writes for each.
        parts = [*reading.parts(links, "comments"), *reading.parts(links, "threadedComment")]
        xml.comments = {place: text for part in parts for place, text in _comments(reading.tree(part)).items()}
    reading.quota.take_characters(sum(map(len, xml.comments.values())))  # many sheets may have the same comments
    xml.cells = with_links(xml.cells, _addresses(xml, links))
    return xml.sheet(visibility)._replace(
        drawn=drawn,
        table_headings=tuple(covered._replace(bottom=covered.top) for covered in named if covered),
        on_each_page=tuple(dict.fromkeys(xml.on_each_page)),
    )


def _addresses(xml: SheetXml, links: tuple[Relationship, ...]) -> dict[tuple[int, int], str]:
    """The address at the first cell of each hyperlink: `target#place`, or `#place` within the workbook."""
    targets = {link.id: link.target for link in links} if xml.links else {}
    found: dict[tuple[int, int], str] = {}
    for linked, relation, place in xml.links:
        target = targets.get(relation or "", "") + (f"#{place}" if place else "")
        if target:
            xml.quota.take_characters(len(target))
            found[linked.top, linked.left] = target
    return found


def _comments(root: Element) -> dict[tuple[int, int], str]:
    """The comments in a part by row and column; a thread becomes one text, one line for each comment."""
    texts: dict[tuple[int, int], list[str]] = {}
    for element in root.iter():
        if local(element.tag) in _COMMENTS:
            place = address(element.get("ref", ""))
            text = next((child for child in element if local(child.tag) == "text"), None)
            if place is not None and text is not None:
                written = of_element(text)[1] if len(text) else decode(text.text or "").text
                texts.setdefault(place, []).append(written)
    return {place: "\n".join(lines) for place, lines in texts.items()}


def _drawn(drawing: Element) -> dict[tuple[int, int], str]:
    """The texts of boxes and shapes, and an empty text for a picture, by row and column (ECMA-376 part 1, 20.5)."""
    found: dict[tuple[int, int], str] = {}
    for anchor in drawing:
        at = {local(each.tag): each.text or "" for part in anchor if local(part.tag) == "from" for each in part}
        row, column = (int(said) + 1 if (said := at.get(name, "")).isdecimal() else 1 for name in ("row", "col"))
        names = {local(element.tag) for element in anchor.iter()}
        boxes = (element for element in anchor.iter() if local(element.tag) == "txBody")
        text = " ".join(text.text or "" for box in boxes for text in box.iter() if local(text.tag) == "t").strip()
        if text or "pic" in names:
            found[row, column] = " ".join(filter(None, (found.get((row, column)), text)))
    return found


def _properties(reading: _Reading) -> dict[str, str]:
    """The document properties by names such as `core.creator`, `app.Company` and `custom.<name>`."""
    found: dict[str, str] = {}
    for link in relationships(reading.package, "", reading.limits):
        group = _PROPERTIES.get(link.kind)
        for element in reading.tree(link.target) if group is not None and link.target in reading.package else ():
            if group == "custom":
                name, written = decode(element.get("name", "")).text, "".join(part.text or "" for part in element)
            else:
                name, written = local(element.tag), "" if len(element) else element.text or ""
            if text := decode(written).text:
                found[f"{group}.{name}"] = text
    return found
