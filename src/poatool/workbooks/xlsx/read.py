"""Read an Excel workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import Style, with_links
from poatool.workbooks.limits import RESAVE, Limits, Quota, Refused, damaged, unsafe
from poatool.workbooks.markup import RELATION_NAMESPACES, attribute, is_true, local, tree
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Visibility, Workbook
from poatool.workbooks.package import Package, Relationship, relationships
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.beside_cells import ExcelTable, comments, excel_tables, features, has_text_box, properties
from poatool.workbooks.xlsx.cells import Book, shared_strings
from poatool.workbooks.xlsx.sheet import SheetXml
from poatool.workbooks.xlsx.styles import styles

T = TypeVar("T")

_USUAL_PARTS = {"sharedStrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_KINDS = (
    (b"sheet.macroEnabled.main", "xlsm"),
    (b"template.macroEnabled.main", "xltm"),
    (b"spreadsheetml.template.main", "xltx"),
)


class _Reading:
    """What is gathered while a workbook is read."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits, self.quota = package, limits, Quota(limits)
        self.book = Book()
        self.notes: list[Note] = []
        self.features: set[Feature] = set()

    def parts(self, links: Iterable[Relationship], kind: str) -> list[str]:
        """The parts of a kind that are linked to and there."""
        return [link.target for link in links if link.kind == kind and link.target in self.package]

    def tolerate(self, what: str, instead: T, read_part: Callable[..., T], *which: object) -> T:
        """Read a part without cells, or note that it is damaged; a dangerous one is still refused."""
        try:
            return read_part(self.package, *which, self.limits)
        except Refused as refused:
            if refused.trouble is not Trouble.DAMAGED:
                raise
            self.notes.append(Note("", 0, 0, f"{what} could not be read: this part of the file is damaged."))
            return instead


def read(package: Package, main: str, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook whose main part is `main`.

    Chart, dialog and macro sheets are skipped; a sheet that the file lists but does not have is noted. Raises Refused
    if it is damaged, unsafe or too large.
    """
    reading = _Reading(package, limits)
    root = tree(package.chunks(main), limits, main)
    if local(root.tag) != "workbook":
        message = f"This is not a workbook: its main part is a “{local(root.tag)}”."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
    groups = {local(group.tag): group for group in root}
    links = relationships(package, main, limits)
    reading.features.update(features(package, links))
    reading.book = _book(reading, groups, links)
    sheets = _sheets(reading, groups.get("sheets"), {link.id: link for link in links})
    none: dict[str, str] = {}
    described = reading.tolerate("The document properties", none, properties)
    return Workbook(
        path=shown_as,
        sha256=sha256,
        kind=_kind(package),
        sheets=tuple(sheets),
        properties=described,
        features=frozenset(reading.features),
        notes=tuple(reading.notes),
    )


def _book(reading: _Reading, groups: dict[str, Element], links: tuple[Relationship, ...]) -> Book:
    targets = _USUAL_PARTS | {link.kind: link.target for link in links if link.target in reading.package}
    package, limits = reading.package, reading.limits
    texts, formats = targets["sharedStrings"], targets["styles"]
    settings = groups.get("workbookPr")
    plain: Mapping[str | None, Style] = {}
    what = "The cell formats, without which dates are read as numbers,"
    return Book(
        strings=shared_strings(package.chunks(texts), limits, texts) if texts in package else (),
        styles=reading.tolerate(what, plain, styles, formats) if formats in package else plain,
        since_1904=settings is not None and is_true(settings.get("date1904")),
    )


def _sheets(reading: _Reading, listed: Element | None, links: dict[str, Relationship]) -> list[Sheet]:
    sheets = []
    missing = 0
    taken: set[str] = set()
    for item in () if listed is None else listed:
        name = decode(item.get("name", "")).text
        link = links.get(attribute(item, "id", RELATION_NAMESPACES) or "")
        if link is None or link.target not in reading.package:
            message = f"The file lists the sheet {name}, but does not have it."
            reading.notes.append(Note(name, 0, 0, message, lost=True))
            missing += 1
        elif link.target in taken:
            raise unsafe(f"The file is made to mislead: its sheet {name} is the same part as another sheet.")
        elif link.kind == "worksheet":
            taken.add(link.target)
            visibility = _VISIBILITY.get(item.get("state", ""), Visibility.VISIBLE)
            sheets.append(_sheet(reading, name, link.target, visibility))
    if missing and not sheets:
        raise damaged("The file is damaged: it has none of the sheets that it lists.")
    return sheets


def _sheet(reading: _Reading, name: str, part: str, visibility: Visibility) -> Sheet:
    package, limits = reading.package, reading.limits
    xml = SheetXml(name, reading.book, reading.quota)
    xml.read(package.chunks(part), part)
    reading.notes += xml.notes
    links = relationships(package, part, limits)
    reading.features.update(features(package, links))
    if reading.tolerate(f"The drawings of sheet {name}", False, has_text_box, reading.parts(links, "drawing")):
        reading.features.add(Feature.TEXT_BOXES)
    no_tables: list[ExcelTable] = []
    tables = reading.tolerate(f"A table of sheet {name}", no_tables, excel_tables, reading.parts(links, "table"))
    commented = [*reading.parts(links, "comments"), *reading.parts(links, "threadedComment")]
    no_comments: dict[tuple[int, int], str] = {}
    return Sheet(
        name=name,
        cells=tuple(with_links(xml.cells, _addresses(xml, links))),
        visibility=visibility,
        hidden_rows=frozenset(xml.hidden_rows),
        hidden_columns=tuple(xml.hidden_columns),
        merges=tuple(xml.merges),
        filtered=xml.filtered or any(table.filtered for table in tables),
        comments=reading.tolerate(f"The comments of sheet {name}", no_comments, comments, commented),
        table_headings=tuple(table.headings for table in tables if table.headings),
        on_each_page=tuple(dict.fromkeys(xml.on_each_page)),
    )


def _addresses(xml: SheetXml, links: tuple[Relationship, ...]) -> dict[tuple[int, int], str]:
    """The address at the first cell of each hyperlink: `target#place`, or `#place` within the workbook."""
    targets = {link.id: link.target for link in links} if xml.links else {}
    found: dict[tuple[int, int], str] = {}
    for area, relation, place in xml.links:
        address = targets.get(relation or "", "") + (f"#{place}" if place else "")
        if address:
            xml.quota.take_characters(len(address))
            found[area.top, area.left] = address
    return found


def _kind(package: Package) -> str:
    return next((kind for marker, kind in _KINDS if package.has("[Content_Types].xml", marker)), "xlsx")
