"""The tables of a spreadsheet document, taken out of its tree while that is still growing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from poatool.workbooks.markup import Growing, finished
from poatool.workbooks.model import Feature, Note, Sheet, Visibility
from poatool.workbooks.ods.features import beside_tables, within_table
from poatool.workbooks.ods.names import OFFICE, TABLE
from poatool.workbooks.ods.room import Room
from poatool.workbooks.ods.styles import Styles, styles
from poatool.workbooks.ods.table import Table
from poatool.workbooks.refusal import unsafe
from poatool.workbooks.text import clean

_SPREADSHEET = f"{OFFICE}body/{OFFICE}spreadsheet"
_TABLE = f"{TABLE}table"
_ROW = f"{TABLE}table-row"
_COLUMN = f"{TABLE}table-column"
_GROUPS = frozenset(
    f"{TABLE}table-{kind}" for kind in ("rows", "header-rows", "row-group", "columns", "header-columns", "column-group")
)
# LibreOffice and Excel nest no more than seven.
_DEEPEST = 32
# Cells of another document, kept beside the sheets for formulas that point there.
_ELSEWHERE = re.compile(r"'.+'#")


@dataclass(slots=True)
class Body:
    """What one pass over a document gathers."""

    room: Room
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    features: set[Feature] = field(default_factory=set)
    found: bool = False
    _styles: Styles | None = None
    _open: Element | None = None
    _table: Table | None = None
    _taken: list[Element] = field(default_factory=list)

    def read(self, growing: Growing) -> Element:
        """Take in a document, and give what is left of its tree: all but the tables.

        Raises:
            Refused: it is damaged, unsafe or too large.
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
        """The table of an element, made when that is seen first."""
        if self._table is None or self._open is not element:
            shown = element.get(f"{TABLE}style-name") not in named.hidden_sheets
            name = clean(element.get(f"{TABLE}name", "")).text
            visibility = Visibility.VISIBLE if shown else Visibility.HIDDEN
            self._table = Table(name, named, self.room, visibility)
            self._open = element
        return self._table

    def _end(self) -> None:
        table, self._table = self._table, None
        if table is not None and not (table.linked and _ELSEWHERE.match(table.name)):
            self.sheets.append(table.sheet())
            self.notes += table.notes
            self.features |= {Feature.TEXT_BOXES} if table.drawn_over else set()

    def _take_group(self, group: Element, table: Table, *, hidden: bool, done: bool, depth: int = 0) -> None:
        """Take in the rows and columns of a table, or of a group of them in it, that have ended."""
        if depth > _DEEPEST:
            raise unsafe(
                f"In sheet {table.name} groups are nested more deeply than any spreadsheet program nests them."
            )
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
