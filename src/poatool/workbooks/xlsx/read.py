"""An Excel workbook (.xlsx, .xlsm, .xltx, .xltm; Transitional or Strict) as a Workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import RELATION_NAMESPACES, attribute, is_true, local, tree
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Visibility, Workbook
from poatool.workbooks.package import Package
from poatool.workbooks.refusal import RESAVE, Refused, damaged, unsafe
from poatool.workbooks.style import Style
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.cells import Book
from poatool.workbooks.xlsx.comments import comments
from poatool.workbooks.xlsx.drawings import holds_text
from poatool.workbooks.xlsx.features import features
from poatool.workbooks.xlsx.links import with_links
from poatool.workbooks.xlsx.properties import properties
from poatool.workbooks.xlsx.relationships import Relationship, relationships
from poatool.workbooks.xlsx.sheet import SheetXml
from poatool.workbooks.xlsx.strings import shared_strings
from poatool.workbooks.xlsx.styles import styles
from poatool.workbooks.xlsx.tables import MarkedTable, marked_table

T = TypeVar("T")

_USUAL_PARTS = {"sharedStrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_KINDS = (
    (b"sheet.macroEnabled.main", "xlsm"),
    (b"template.macroEnabled.main", "xltm"),
    (b"spreadsheetml.template.main", "xltx"),
)


class _Reading:
    """What is gathered while a workbook is read; `room` is for how many more cells it may hold."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits, self.room = package, limits, limits.cells
        self.book = Book()
        self.notes: list[Note] = []
        self.features: set[Feature] = set()


def read(package: Package, main: str, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook whose main part is `main`.

    Charts, dialogs and macros that stand where sheets do are no sheets; a sheet that the file lists and does not
    hold is noted.

    Raises:
        Refused: it is damaged, unsafe or too large.
    """
    reading = _Reading(package, limits)
    root = tree(package.chunks(main), limits, main)
    if local(root.tag) != "workbook":
        message = f"This is no workbook: its main part is a “{local(root.tag)}”."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
    groups = {local(group.tag): group for group in root}
    links = relationships(package, main, limits)
    reading.features.update(features(package, links))
    reading.book = _book(reading, groups, links)
    sheets = _sheets(reading, groups.get("sheets"), {link.id: link for link in links})
    nothing: dict[str, str] = {}
    described = _tolerate(reading, "The document properties", nothing, lambda: properties(package, limits))
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
    return Book(
        strings=shared_strings(package.chunks(texts), limits, texts) if texts in package else (),
        styles=_styles(reading, formats) if formats in package else {},
        since_1904=settings is not None and is_true(settings.get("date1904")),
    )


def _styles(reading: _Reading, part: str) -> Mapping[str | None, Style]:
    plain: Mapping[str | None, Style] = {}
    message = "The cell formats, without which dates are read as numbers,"
    return _tolerate(reading, message, plain, lambda: styles(reading.package, part, reading.limits))


def _tolerate(reading: _Reading, message: str, instead: T, read_part: Callable[[], T]) -> T:
    """Do without a part that holds no cells where it is damaged; a dangerous one is still refused."""
    try:
        return read_part()
    except Refused as refused:
        if refused.trouble is not Trouble.DAMAGED:
            raise
        reading.notes.append(Note("", 0, 0, f"{message} could not be read: this part of the file is damaged."))
        return instead


def _sheets(reading: _Reading, listed: Element | None, links: dict[str, Relationship]) -> list[Sheet]:
    sheets = []
    missing = 0
    taken: set[str] = set()
    for item in () if listed is None else listed:
        name = decode(item.get("name", "")).text
        link = links.get(attribute(item, "id", RELATION_NAMESPACES) or "")
        if link is None or link.target not in reading.package:
            reading.notes.append(Note(name, 0, 0, f"The file lists the sheet {name}, but does not hold it.", lost=True))
            missing += 1
        elif link.target in taken:
            raise unsafe(f"The file is made to mislead: its sheet {name} is the same part as another sheet.")
        elif link.kind == "worksheet":
            taken.add(link.target)
            visibility = _VISIBILITY.get(item.get("state", ""), Visibility.VISIBLE)
            sheets.append(_sheet(reading, name, link.target, visibility))
    if missing and not sheets:
        raise damaged("The file is damaged: none of the sheets that it lists is in it.")
    return sheets


def _sheet(reading: _Reading, name: str, part: str, visibility: Visibility) -> Sheet:
    package, limits = reading.package, reading.limits
    xml = SheetXml(name, reading.book, limits, reading.room)
    xml.read(package.chunks(part), part)
    links = relationships(package, part, limits)
    reading.features.update(features(package, links))
    reading.notes += xml.notes
    reading.room = xml.room
    if _has_text_boxes(reading, name, links):
        reading.features.add(Feature.TEXT_BOXES)
    tables = _tables(reading, name, links)
    return Sheet(
        name=name,
        cells=tuple(with_links(xml.cells, xml.links, links)),
        visibility=visibility,
        hidden_rows=frozenset(xml.hidden_rows),
        hidden_columns=tuple(xml.hidden_columns),
        merges=tuple(xml.merges),
        filtered=xml.filtered or any(table.filtered for table in tables),
        comments=_comments(reading, name, links),
        table_headings=tuple(table.headings for table in tables if table.headings),
    )


def _has_text_boxes(reading: _Reading, name: str, links: tuple[Relationship, ...]) -> bool:
    parts = [link.target for link in links if link.kind == "drawing" and link.target in reading.package]
    message = f"The drawings of sheet {name}"
    return _tolerate(
        reading, message, False, lambda: any(holds_text(reading.package, part, reading.limits) for part in parts)
    )


def _tables(reading: _Reading, name: str, links: tuple[Relationship, ...]) -> list[MarkedTable]:
    parts = [link.target for link in links if link.kind == "table" and link.target in reading.package]
    message, none = f"A table of sheet {name}", list[MarkedTable]()
    return _tolerate(
        reading, message, none, lambda: [marked_table(reading.package, part, reading.limits) for part in parts]
    )


def _comments(reading: _Reading, name: str, links: tuple[Relationship, ...]) -> dict[tuple[int, int], str]:
    parts = [
        link.target
        for kind in ("comments", "threadedComment")
        for link in links
        if link.kind == kind and link.target in reading.package
    ]
    message = f"The comments of sheet {name}"
    return _tolerate(reading, message, {}, lambda: comments(reading.package, parts, reading.limits)) if parts else {}


def _kind(package: Package) -> str:
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in package else b""
    return next((kind for marker, kind in _KINDS if marker in types), "xlsx")
