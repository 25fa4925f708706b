"""Read an OpenDocument spreadsheet: a package of parts (.ods, .ots) or one XML file (.fods)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import RESAVE, Limits, Quota, Refused, damaged, unsafe
from poatool.workbooks.markup import Growing, finished, local, tree
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Visibility, Workbook
from poatool.workbooks.ods import DC, META, OFFICE, OOO, TABLE
from poatool.workbooks.ods.styles import Styles, styles
from poatool.workbooks.ods.table import Table
from poatool.workbooks.ods.values import has_text
from poatool.workbooks.package import Package
from poatool.workbooks.text import clean

# Macros in any language. LibreOffice lists its Basic libraries (script-lb.xml …) even if they are empty.
_SCRIPT = re.compile(r"scripts/.|basic/(?:.*/)?(?!(?:script|dialog)-l[bc]\.xml$)[^/]+$")
# A foreign object is a file; a chart is a folder of the same name.
_OBJECT = re.compile(r"object \d+")
_DATABASES = frozenset(f"{TABLE}database-source-{kind}" for kind in ("sql", "table", "query"))

# Named as in an Excel workbook. In OpenDocument 1.3 part 3 `<dc:creator>` is who changed the document last.
_PROPERTIES = {
    f"{META}initial-creator": "core.creator",
    f"{DC}creator": "core.lastModifiedBy",
    f"{DC}title": "core.title",
    f"{DC}subject": "core.subject",
    f"{DC}description": "core.description",
    f"{META}keyword": "core.keywords",
    f"{DC}language": "core.language",
    f"{META}creation-date": "core.created",
    f"{DC}date": "core.modified",
    f"{META}generator": "app.Application",
}
_CUSTOM = f"{META}user-defined"
# How LibreOffice keeps an Excel property that OpenDocument does not have.
_CATEGORY = "OOXMLCorePropertyCategory"


def in_package(members: Iterable[str]) -> Iterator[Feature]:
    """Features that the names of a package's parts show."""
    for name in members:
        if _SCRIPT.match(name):
            yield Feature.MACROS
        elif _OBJECT.fullmatch(name):
            yield Feature.EMBEDDED


def in_flat(root: Element) -> Iterator[Feature]:
    """Features of a document that is one XML file."""
    for scripts in root.iterfind(f"{OFFICE}scripts"):
        if next(scripts.iter(f"{OOO}module"), None) is not None:
            yield Feature.MACROS


def beside_tables(element: Element) -> Iterator[Feature]:
    """Features that an element beside the tables shows."""
    if element.tag == f"{TABLE}tracked-changes" and len(element):
        yield Feature.TRACKED_CHANGES
    elif element.tag == f"{TABLE}dde-links" and len(element):
        yield Feature.DDE
    elif any(inner.tag in _DATABASES for inner in element.iter()):
        yield Feature.CONNECTIONS


def within_table(element: Element) -> Iterator[Feature]:
    """Features that an element beside the rows of a table shows."""
    if element.tag == f"{TABLE}table-source":
        yield Feature.EXTERNAL_LINKS
    elif element.tag == f"{OFFICE}dde-source":
        yield Feature.DDE
    elif element.tag == f"{TABLE}shapes" and has_text(element):
        yield Feature.TEXT_BOXES


def properties(root: Element) -> dict[str, str]:
    """Read the properties in `office:meta` by names such as `core.creator` and `custom.<name>`."""
    found: dict[str, str] = {}
    for element in root.iterfind(f"{OFFICE}meta/*"):
        text = clean(element.text or "").text
        name = _PROPERTIES.get(element.tag)
        if element.tag == _CUSTOM:
            own = clean(element.get(f"{META}name", "")).text
            name = "core.category" if own == _CATEGORY else f"custom.{own}"
        if name is not None and text:
            # A property that is repeated, as keywords are, is one list.
            found[name] = f"{found[name]}, {text}" if name in found else text
    return found


_CONTENT = "content.xml"
_META = "meta.xml"
_CHUNK = 64 * 1024
_SPREADSHEET = f"{OFFICE}body/{OFFICE}spreadsheet"
_TABLE = f"{TABLE}table"
_ROW = f"{TABLE}table-row"
_COLUMN = f"{TABLE}table-column"
_GROUPS = frozenset(
    f"{TABLE}table-{kind}" for kind in ("rows", "header-rows", "row-group", "columns", "header-columns", "column-group")
)
# LibreOffice and Excel nest at most seven.
_DEEPEST = 32
# Cells of another document, kept as a table for formulas that refer to them.
_ELSEWHERE = re.compile(r"'.+'#")


def read(source: Package | bytes, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a spreadsheet that is a package of parts, or one XML file.

    Raises Refused if it is damaged, unsafe or too large.
    """
    body = _Body(Quota(limits))
    if isinstance(source, Package):
        if _CONTENT not in source:
            raise damaged(f"The file is damaged: {_CONTENT}, which has its sheets, is missing.")
        body.read(Growing(source.chunks(_CONTENT), limits, _CONTENT))
        body.features.update(in_package(source.members))
        kind = "ots" if source.has("mimetype", b"-template") else "ods"
        described = _described(source, limits, body.notes)
    else:
        chunks = (source[start : start + _CHUNK] for start in range(0, len(source), _CHUNK))
        root = body.read(Growing(chunks, limits, "the document"))
        body.features.update(in_flat(root))
        kind, described = "fods", properties(root)
    return Workbook(
        path=shown_as,
        sha256=sha256,
        kind=kind,
        sheets=tuple(body.sheets),
        properties=described,
        features=frozenset(body.features),
        notes=tuple(body.notes),
    )


def _described(package: Package, limits: Limits, notes: list[Note]) -> dict[str, str]:
    """The properties of a package; a damaged part is noted, a dangerous one refused."""
    try:
        return properties(tree(package.chunks(_META), limits, _META)) if _META in package else {}
    except Refused as refused:
        if refused.trouble is not Trouble.DAMAGED:
            raise
        message = "The document properties could not be read: this part of the file is damaged."
        notes.append(Note("", 0, 0, message))
        return {}


class _Body:
    """What one pass over a document gathers; its tables are taken out of the tree while that is still growing."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self.features: set[Feature] = set()
        self._styles: Styles | None = None
        self._open: Element | None = None
        self._table: Table | None = None
        self._taken: list[Element] = []

    def read(self, growing: Growing) -> Element:
        """Read a document, and return its tree without the tables.

        Raises Refused if it is damaged, unsafe, too large, or no spreadsheet.
        """
        for root in growing:
            spreadsheet = root.find(_SPREADSHEET)
            if spreadsheet is not None:
                self._styles = self._styles or styles(root)
                self._take_tables(spreadsheet, self._styles, done=growing.done)
                growing.release(self._taken)
                self._taken.clear()
        if self._styles is None:
            message = f"This is not a spreadsheet: its main part is a “{local(root.tag)}” without one."
            raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
        if not self.sheets:
            raise damaged("The workbook has no sheet.")
        return root

    def _take_tables(self, spreadsheet: Element, named: Styles, *, done: bool) -> None:
        for element in self._finished(spreadsheet, done=done):
            if element.tag == _TABLE:
                self._take_group(element, self._begun(element, named), hidden=False, done=True)
                self._end()
            else:
                self.features.update(beside_tables(element))
        if len(spreadsheet) and spreadsheet[-1].tag == _TABLE:
            element = spreadsheet[-1]
            self._take_group(element, self._begun(element, named), hidden=False, done=False)

    def _begun(self, element: Element, named: Styles) -> Table:
        """The table of an element, made when the element is first seen."""
        if self._table is None or self._open is not element:
            shown = element.get(f"{TABLE}style-name") not in named.hidden_sheets
            name = clean(element.get(f"{TABLE}name", "")).text
            visibility = Visibility.VISIBLE if shown else Visibility.HIDDEN
            self._table = Table(name, named, self.quota, visibility)
            self._open = element
        return self._table

    def _end(self) -> None:
        table, self._table = self._table, None
        if table is not None and not (table.linked and _ELSEWHERE.match(table.name)):
            self.sheets.append(table.sheet())
            self.notes += table.notes
            self.features |= {Feature.TEXT_BOXES} if table.drawn_over else set()

    def _take_group(self, group: Element, table: Table, *, hidden: bool, done: bool, depth: int = 0) -> None:
        """Take the finished rows and columns of a table, or of a group in it."""
        if depth > _DEEPEST:
            raise unsafe(f"In sheet {table.name} groups are nested more deeply than in any spreadsheet program.")
        hidden = hidden or (depth > 0 and group.get(f"{TABLE}display") == "false")
        for element in self._finished(group, done=done):
            if element.tag == _ROW:
                table.take_row(element, hidden=hidden)
            elif element.tag == _COLUMN:
                table.take_column(element, hidden=hidden)
            elif element.tag in _GROUPS:
                self._take_group(element, table, hidden=hidden, done=True, depth=depth + 1)
            else:
                found = set(within_table(element))
                table.linked = table.linked or Feature.EXTERNAL_LINKS in found
                self.features |= found
        if not done and len(group) and group[-1].tag in _GROUPS:
            self._take_group(group[-1], table, hidden=hidden, done=False, depth=depth + 1)

    def _finished(self, holder: Element, *, done: bool) -> list[Element]:
        taken = finished(holder, done=done)
        self._taken += taken
        return taken
