"""Read an OpenDocument spreadsheet: a package of parts (.ods, .ots) or one XML file (.fods)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits, Quota
from poatool.workbooks.markup import Growing, finished, local, tree
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Visibility, Workbook
from poatool.workbooks.ods.beside_cells import beside_tables, in_flat, in_package, properties, within_table
from poatool.workbooks.ods.names import OFFICE, TABLE
from poatool.workbooks.ods.styles import Styles, styles
from poatool.workbooks.ods.table import Table
from poatool.workbooks.package import Package
from poatool.workbooks.refusal import RESAVE, Refused, damaged, unsafe
from poatool.workbooks.text import clean

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
    if isinstance(source, Package):
        return _read_package(source, shown_as, sha256, limits)
    chunks = (source[start : start + _CHUNK] for start in range(0, len(source), _CHUNK))
    body, root = _read(chunks, "the document", limits)
    body.features.update(in_flat(root))
    return _workbook(body, shown_as, sha256, "fods", properties(root))


def _read_package(package: Package, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    if _CONTENT not in package:
        raise damaged(f"The file is damaged: {_CONTENT}, which has its sheets, is missing.")
    body, _ = _read(package.chunks(_CONTENT), _CONTENT, limits)
    body.features.update(in_package(package.members))
    described: dict[str, str] = {}
    try:
        if _META in package:
            described = properties(tree(package.chunks(_META), limits, _META))
    except Refused as refused:
        if refused.trouble is not Trouble.DAMAGED:
            raise
        message = "The document properties could not be read: this part of the file is damaged."
        body.notes.append(Note("", 0, 0, message))
    template = package.has("mimetype", b"-template")
    return _workbook(body, shown_as, sha256, "ots" if template else "ods", described)


def _read(chunks: Iterable[bytes], part: str, limits: Limits) -> tuple[_Body, Element]:
    body = _Body(Quota(limits))
    root = body.read(Growing(chunks, limits, part))
    if not body.found:
        message = f"This is not a spreadsheet: its main part is a “{local(root.tag)}” without one."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
    if not body.sheets:
        raise damaged("The workbook has no sheet.")
    return body, root


def _workbook(body: _Body, shown_as: str, sha256: str, kind: str, described: dict[str, str]) -> Workbook:
    return Workbook(
        path=shown_as,
        sha256=sha256,
        kind=kind,
        sheets=tuple(body.sheets),
        properties=described,
        features=frozenset(body.features),
        notes=tuple(body.notes),
    )


class _Body:
    """What one pass over a document gathers; its tables are taken out of the tree while that is still growing."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self.features: set[Feature] = set()
        self.found = False
        self._styles: Styles | None = None
        self._open: Element | None = None
        self._table: Table | None = None
        self._taken: list[Element] = []

    def read(self, growing: Growing) -> Element:
        """Read a document, and return its tree without the tables.

        Raises Refused if it is damaged, unsafe or too large.
        """
        for root in growing:
            spreadsheet = root.find(_SPREADSHEET)
            if spreadsheet is not None:
                self.found = True
                self._styles = self._styles or styles(root)
                self._take_tables(spreadsheet, self._styles, done=growing.done)
                growing.release(self._taken)
                self._taken.clear()
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
