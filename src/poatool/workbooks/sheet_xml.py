"""A worksheet's XML as a Sheet: only the cells that are really there, in whatever order they come.

Nothing is sized by the dimension, a merged area or a far corner. A row or column counts as hidden where the file
says so or gives it no height or width; rows hidden by default (`zeroHeight`) are not told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import area, column_number, row_number
from poatool.workbooks.cells import Book, content, formula_link, parts
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW, Limits
from poatool.workbooks.markup import RELATION_NAMESPACES, Elements, attribute, is_true, qualified
from poatool.workbooks.model import Area, Note, RawCell
from poatool.workbooks.text import decode

_CELL = qualified("c")
_DIGITS = "0123456789"
_FORMULAS_SPILLED = 1_000_000


@dataclass(slots=True)
class SheetXml:
    """What one pass over a sheet gathers."""

    name: str
    book: Book
    limits: Limits
    room: int
    cells: list[RawCell] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    links: list[tuple[Area, str | None, str]] = field(default_factory=list)
    filtered: bool = False
    _row: int = 0
    _rows: int = 0
    _last: tuple[int, int] = (0, 0)
    _in_order: bool = True
    _shared: dict[str, str] = field(default_factory=dict)
    _spilled: dict[int, tuple[int, str]] = field(default_factory=dict)
    _spill_room: int = _FORMULAS_SPILLED

    def read(self, chunks: Iterable[bytes], part: str) -> None:
        """Take in all of a sheet's XML.

        Raises:
            Refused: it is damaged, unsafe or too large.
        """
        elements = Elements(chunks, self.limits, part)
        for element in elements:
            take = _TAKE.get(element.tag)
            if take is not None:
                take(self, element)
                elements.release(element)
        if not self._in_order:
            self._put_in_order()

    def take_row(self, element: Element) -> None:
        """Take in a row and its cells; one without a number follows the row before it."""
        number = row_number(element.get("r", "")) or self._row + 1
        self._row = number
        self._rows += 1
        if self._rows > LAST_ROW or number > LAST_ROW:
            raise self.limits.exceeded("cells", f"Sheet {self.name} has more rows than a sheet can have")
        if is_true(element.get("hidden")) or element.get("ht") == "0":
            self.hidden_rows.add(number)
        column = 0
        for cell in element:
            if cell.tag in _CELL:
                column = self._take_cell(cell, number, column + 1)

    def take_column(self, element: Element) -> None:
        """Note a run of hidden columns."""
        first, last = element.get("min", ""), element.get("max", "")
        if is_true(element.get("hidden")) or element.get("width") in {"0", "0.0"}:
            start, end = row_number(first), row_number(last)
            if start and end and start <= min(end, LAST_COLUMN):
                self._spend(1)
                self.hidden_columns.append((start, min(end, LAST_COLUMN)))

    def take_merge(self, element: Element) -> None:
        """Note a merged area."""
        merged = area(element.get("ref", ""))
        if merged is not None:
            self._spend(1)
            self.merges.append(merged)

    def take_link(self, element: Element) -> None:
        """Note a hyperlink: the relationship that holds its address, and its place in there or in the workbook."""
        linked = area(element.get("ref", ""))
        if linked is not None:
            self._spend(1)
            relation = attribute(element, "id", RELATION_NAMESPACES)
            self.links.append((linked, relation, decode(element.get("location", "")).text))

    def take_filter(self, _: Element) -> None:
        """A filter with a criterion hides rows."""
        self.filtered = True

    def take_properties(self, element: Element) -> None:
        """Excel marks a sheet on which a filter is at work."""
        if is_true(element.get("filterMode")):
            self.filtered = True

    def _take_cell(self, cell: Element, row: int, column: int) -> int:
        reference = cell.get("r")
        found = parts(cell)
        if reference is not None:
            letters = reference.rstrip(_DIGITS)
            given = column_number(letters), row_number(reference[len(letters) :])
            if given[0] and given[1]:
                column, row = given[0], given[1]
            else:
                self._note(row, column, f"The file names this cell {reference}, which no sheet has.")
        if column > LAST_COLUMN:
            raise self.limits.exceeded("cells", f"Row {row} of sheet {self.name} has more cells than a row can have")
        formula = None if found.formula is None and not self._spilled else self._formula(found.formula, row, column)
        if found == (None, None, None) and formula is None:
            return column
        style = self.book.style(cell.get("s"))
        held = content(cell.get("t"), found, style, self.book)
        if held is None:
            return column
        self._spend(1)
        if held.note:
            self._note(row, column, held.note)
        link = formula_link(formula) if formula else None
        self._order(row, column)
        self.cells.append(RawCell(row, column, held.value, held.text, formula, link, held.rich, style.marked))
        return column

    def _formula(self, element: Element | None, row: int, column: int) -> str | None:
        if element is None:
            spilled = self._spilled.get(column)
            return spilled[1] if spilled and row <= spilled[0] else None
        text = decode(element.text or "").text
        kind, reference = element.get("t"), element.get("ref", "")
        if kind == "shared":
            index = element.get("si", "")
            text = self._shared.setdefault(index, text) if text else self._shared.get(index, "")
        elif kind in {"array", "dataTable"} and ":" in reference:
            self._spill(area(reference), text)
        return text

    def _spill(self, covered: Area | None, formula: str) -> None:
        """Remember the cells that take their values from an array formula, as long as there is room."""
        if covered is None:
            return
        self._spill_room -= covered.right - covered.left + 1
        if self._spill_room >= 0:
            ends = (covered.bottom, formula)
            self._spilled.update((column, ends) for column in range(covered.left, covered.right + 1))

    def _order(self, row: int, column: int) -> None:
        place = (row, column)
        if place <= self._last:
            self._in_order = False
        self._last = place

    def _put_in_order(self) -> None:
        """Sort the cells; of two at one address the later stands, as in Excel's own repair."""
        by_place = {(cell.row, cell.column): cell for cell in self.cells}
        if len(by_place) < len(self.cells):
            seen: set[tuple[int, int]] = set()
            for cell in self.cells:
                place = (cell.row, cell.column)
                if place in seen:
                    self._note(*place, "The file holds this cell twice; the last one was read.")
                seen.add(place)
        self.cells = [by_place[place] for place in sorted(by_place)]

    def _note(self, row: int, column: int, what: str) -> None:
        self.notes.append(Note(self.name, row, column, what))

    def _spend(self, count: int) -> None:
        self.room -= count
        if self.room < 0:
            raise self.limits.exceeded("cells", "The file holds too many cells")


_HANDLERS: dict[str, Callable[[SheetXml, Element], None]] = {
    "row": SheetXml.take_row,
    "col": SheetXml.take_column,
    "mergeCell": SheetXml.take_merge,
    "hyperlink": SheetXml.take_link,
    "filterColumn": SheetXml.take_filter,
    "sheetPr": SheetXml.take_properties,
}
_TAKE = {tag: take for name, take in _HANDLERS.items() for tag in qualified(name)}
