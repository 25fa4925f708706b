"""Read one table of an OpenDocument spreadsheet; nothing is sized by how often it is repeated.

A cell or row that is not empty is given as often as the file repeats it, after counting it against the limits.
Empty ones are only counted.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW, Quota
from poatool.workbooks.model import Area, Marks, Note, RawCell, Sheet, Visibility
from poatool.workbooks.ods import DRAW, OFFICE, TABLE
from poatool.workbooks.ods.styles import Styles
from poatool.workbooks.ods.values import Held, has_text, held, paragraphs
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


class Table:
    """What is gathered from one table, row by row.

    `linked`: it is a copy of a table in another document. `drawn_over`: boxes or shapes with text lie over its cells.
    """

    def __init__(self, name: str, styles: Styles, quota: Quota, visibility: Visibility) -> None:
        self.name, self.styles, self.quota, self.visibility = name, styles, quota, visibility
        self.linked = self.drawn_over = self._filtered = False
        self.cells: list[RawCell] = []
        self.notes: list[Note] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._column_marks: dict[int, Marks] = {}
        self._merges: list[Area] = []
        self._comments: dict[tuple[int, int], str] = {}
        self._arrays: dict[int, tuple[int, str]] = {}
        self._row = self._column = 0

    def sheet(self) -> Sheet:
        """The table, once all of it has been taken."""
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
        """Take a run of columns."""
        first, last = self._column + 1, self._column + count(element.get(_COLUMNS_REPEATED))
        self._column = last
        last = min(last, LAST_COLUMN)
        hidden = hidden or element.get(_VISIBILITY) in _HIDDEN or element.get(_STYLE) in self.styles.flat_columns
        if hidden and first <= last:
            self.quota.take_cells(1)
            self._hidden_columns.append((first, last))
        if marks := self.styles.marks.get(element.get(_DEFAULT_STYLE, "")):
            self._column_marks |= dict.fromkeys(range(first, last + 1), marks)

    def take_row(self, element: Element, *, hidden: bool) -> None:
        """Take a row and its cells. A hidden row is noted only if it is not empty."""
        first, repeats = self._row + 1, count(element.get(_ROWS_REPEATED))
        self._row += repeats
        before = len(self.cells)
        if not self._take_cells(element, first):
            return
        if self._row > LAST_ROW:
            raise self.quota.limits.exceeded("cells", f"Sheet {self.name} has more rows than a sheet can have")
        made = self.cells[before:]
        self.quota.take_cells(max(len(made), 1) * repeats)
        self.quota.take_characters(sum(len(cell.text) for cell in made) * (repeats - 1))
        for row in range(first + 1, first + repeats):
            self.cells += [cell._replace(row=row) for cell in made]
        visibility = element.get(_VISIBILITY)
        self._filtered = self._filtered or visibility == _FILTERED
        if hidden or visibility in _HIDDEN or element.get(_STYLE) in self.styles.flat_rows:
            self._hidden_rows.update(range(first, first + repeats))

    def _take_cells(self, element: Element, row: int) -> bool:
        """Take the cells of a row once, and tell whether any is not empty."""
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
            self.drawn_over = self.drawn_over or any(part.tag.startswith(DRAW) and has_text(part) for part in cell)
            content = held(cell, self.styles.looks)
            if (noted or content) and column > LAST_COLUMN:
                message = f"Row {row} of sheet {self.name} has more cells than a row can have"
                raise self.quota.limits.exceeded("cells", message)
            if content is not None:
                self.quota.take_characters(len(content.text) * repeats)
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
        """Remember the cells that an array formula fills; the file stores them as if typed."""
        if formula is None:
            return
        rows, columns = count(cell.get(_ARRAY_ROWS)), count(cell.get(_ARRAY_COLUMNS))
        if rows * columns > 1:
            last = min(column + columns - 1, LAST_COLUMN)
            self.quota.take_cells(last - column + 1)
            self._arrays.update(dict.fromkeys(range(column, last + 1), (row + rows - 1, formula)))

    def _take_merge(self, cell: Element, row: int, column: int) -> None:
        rows, columns = count(cell.get(_ROWS_SPANNED)), count(cell.get(_COLUMNS_SPANNED))
        if rows * columns > 1 and row <= LAST_ROW and column <= LAST_COLUMN:
            self.quota.take_cells(1)
            bottom, right = min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN)
            self._merges.append(Area(row, column, bottom, right))

    def _take_comment(self, cell: Element, row: int, column: int) -> bool:
        annotation = cell.find(_COMMENT) if len(cell) else None
        written = paragraphs(annotation) if annotation is not None else None
        if written is None:
            return False
        self.quota.take_cells(1)
        self.quota.take_characters(len(written.text))
        self._comments[row, column] = clean(written.text).text
        return True


def count(written: str | None) -> int:
    """How often something is repeated, or how far it spans: 1 if the file says nothing sensible.

    At most the rows of a sheet, which serves as well as any larger number.
    """
    if written is None or not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(int(written), LAST_ROW)) if len(written) <= len(str(LAST_ROW)) else LAST_ROW
