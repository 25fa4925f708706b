"""One table of an OpenDocument spreadsheet as a Sheet: nothing in it is sized by how often it is to be repeated.

A cell or a row that holds something is given as often as the file repeats it, and counted against the limit first;
of those that hold nothing only the number is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area, Marks, Note, RawCell, Sheet, Visibility
from poatool.workbooks.ods.features import holds_text
from poatool.workbooks.ods.names import DRAW, OFFICE, TABLE
from poatool.workbooks.ods.paragraphs import paragraphs
from poatool.workbooks.ods.room import Room
from poatool.workbooks.ods.styles import Styles
from poatool.workbooks.ods.values import Held, held
from poatool.workbooks.text import clean

_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_STYLE = f"{TABLE}style-name"
_DEFAULT_STYLE = f"{TABLE}default-cell-style-name"
_COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"
_ROWS_REPEATED = f"{TABLE}number-rows-repeated"
_ROWS_SPANNED = f"{TABLE}number-rows-spanned"
_COLUMNS_SPANNED = f"{TABLE}number-columns-spanned"
_ARRAY_ROWS = f"{TABLE}number-matrix-rows-spanned"
_ARRAY_COLUMNS = f"{TABLE}number-matrix-columns-spanned"
_VISIBILITY = f"{TABLE}visibility"
_FILTERED = "filter"
_HIDDEN = frozenset({"collapse", _FILTERED})
_COMMENT = f"{OFFICE}annotation"


@dataclass(slots=True)
class Table:
    """What is gathered of one table, row by row. `linked`: it is a copy of one in another document.

    `drawn_over`: boxes or shapes with text lie over its cells.
    """

    name: str
    styles: Styles
    room: Room
    visibility: Visibility = Visibility.VISIBLE
    linked: bool = False
    drawn_over: bool = False
    cells: list[RawCell] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    _column_marks: dict[int, Marks] = field(default_factory=dict)
    _merges: list[Area] = field(default_factory=list)
    _comments: dict[tuple[int, int], str] = field(default_factory=dict)
    _arrays: dict[int, tuple[int, str]] = field(default_factory=dict)
    _filtered: bool = False
    _row: int = 0
    _column: int = 0

    def sheet(self) -> Sheet:
        """The table, when all of it has been taken."""
        return Sheet(
            name=self.name,
            cells=tuple(self.cells),
            visibility=self.visibility,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=tuple(self._hidden_columns),
            merges=tuple(self._merges),
            filtered=self._filtered,
            comments=self._comments,
        )

    def take_column(self, element: Element, *, hidden: bool) -> None:
        """Take in a run of columns."""
        first, last = self._column + 1, self._column + count(element.get(_COLUMNS_REPEATED))
        self._column = last
        last = min(last, LAST_COLUMN)
        hidden = hidden or element.get(_VISIBILITY) in _HIDDEN or element.get(_STYLE) in self.styles.flat_columns
        if hidden and first <= last:
            self.room.take_cells(1)
            self._hidden_columns.append((first, last))
        if marks := self.styles.marks.get(element.get(_DEFAULT_STYLE, "")):
            self._column_marks |= dict.fromkeys(range(first, last + 1), marks)

    def take_row(self, element: Element, *, hidden: bool) -> None:
        """Take in a row and its cells. Of hidden rows only those are noted that hold something."""
        first, repeats = self._row + 1, count(element.get(_ROWS_REPEATED))
        self._row += repeats
        before = len(self.cells)
        if not self._take_cells(element, first):
            return
        if self._row > LAST_ROW:
            raise self.room.limits.exceeded("cells", f"Sheet {self.name} has more rows than a sheet can have")
        made = self.cells[before:]
        self.room.take_cells(max(len(made), 1) * repeats)
        for row in range(first + 1, first + repeats):
            self.cells += [cell._replace(row=row) for cell in made]
        visibility = element.get(_VISIBILITY)
        self._filtered = self._filtered or visibility == _FILTERED
        if hidden or visibility in _HIDDEN or element.get(_STYLE) in self.styles.flat_rows:
            self._hidden_rows.update(range(first, first + repeats))

    def _take_cells(self, element: Element, row: int) -> bool:
        """Take in the cells of a row once, and say whether any holds something."""
        before = len(self.cells)
        row_style = element.get(_DEFAULT_STYLE)
        column = 0
        commented = False
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            first, repeats = column + 1, count(cell.get(_COLUMNS_REPEATED))
            column += repeats
            self._take_merge(cell, row, first)
            noted = self._take_comment(cell, row, first)
            self._look_over(cell)
            content = held(cell, self.styles.lines)
            if (noted or content) and column > LAST_COLUMN:
                raise self.room.limits.exceeded(
                    "cells", f"Row {row} of sheet {self.name} has more cells than a row can have"
                )
            if content is not None:
                self.room.take_text(content.text)
                self._take_array(cell, content.formula, row, first)
                style = cell.get(_STYLE) or row_style
                for at in range(first, column + 1):
                    self._keep(content, row, at, style)
            commented = commented or noted
        return commented or len(self.cells) > before

    def _keep(self, content: Held, row: int, column: int, style: str | None) -> None:
        value, text, formula, link, runs, notes = content
        if formula is None:
            until, of_array = self._arrays.get(column, (0, None))
            formula = of_array if row <= until else None
        marks = self.styles.marks.get(style, Marks.NONE) if style else self._column_marks.get(column, Marks.NONE)
        self.cells.append(RawCell(row, column, value, text, formula, link, runs, marks))
        if notes:
            self.notes += [Note(self.name, row, column, note) for note in notes]

    def _take_array(self, cell: Element, formula: str | None, row: int, column: int) -> None:
        """Remember which cells take their values from an array formula: the file writes them as if typed."""
        if formula is None:
            return
        rows, columns = count(cell.get(_ARRAY_ROWS)), count(cell.get(_ARRAY_COLUMNS))
        if rows * columns > 1:
            last = min(column + columns - 1, LAST_COLUMN)
            self.room.take_cells(last - column + 1)
            self._arrays.update(dict.fromkeys(range(column, last + 1), (row + rows - 1, formula)))

    def _take_merge(self, cell: Element, row: int, column: int) -> None:
        rows, columns = count(cell.get(_ROWS_SPANNED)), count(cell.get(_COLUMNS_SPANNED))
        if rows * columns > 1 and row <= LAST_ROW and column <= LAST_COLUMN:
            self.room.take_cells(1)
            bottom, right = min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN)
            self._merges.append(Area(row, column, bottom, right))

    def _look_over(self, cell: Element) -> None:
        self.drawn_over = self.drawn_over or any(part.tag.startswith(DRAW) and holds_text(part) for part in cell)

    def _take_comment(self, cell: Element, row: int, column: int) -> bool:
        annotation = cell.find(_COMMENT) if len(cell) else None
        written = paragraphs(annotation) if annotation is not None else None
        if written is None:
            return False
        self.room.take_cells(1)
        self.room.take_text(written.text)
        self._comments[row, column] = clean(written.text).text
        return True


def count(written: str | None) -> int:
    """How often something is repeated, or how far it spans: once where the file says nothing that makes sense.

    No more than a sheet has rows, which is as good as any larger number.
    """
    if written is None or not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(int(written), LAST_ROW)) if len(written) <= len(str(LAST_ROW)) else LAST_ROW
