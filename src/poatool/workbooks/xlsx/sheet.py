"""Read the XML of a worksheet: only existing cells, in whatever order they come.

Memory use depends on the number of cells, not on the size of the sheet or its merged areas. A row or column counts as
hidden if the file says so or gives it hardly any height or width; rows hidden by default (`zeroHeight`) do not count.
"""

from collections.abc import Iterable
from itertools import compress, count, pairwise
from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import address, area, column_number, row_number
from poatool.workbooks.formatting import PAGE_CODE, PLAIN, SMALLEST, formula_link, number_of
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area, Marks, RawCell, decode, raw_cell
from poatool.workbooks.package import Package, finished, is_true, qualified, relation_of
from poatool.workbooks.quota import Quota, SheetDraft
from poatool.workbooks.xlsx.cells import VALUES, Book, content, formula_of

_SHEET = qualified("worksheet")
_ROWS = qualified("sheetData")
_ROW = qualified("row")
_CELL = qualified("c")
_EXTENSIONS = qualified("extLst")
_NAMES = ("sheetData", "cols", "mergeCells", "hyperlinks", "headerFooter", "conditionalFormatting")
_GROUPS = {tag: name for name in _NAMES for tag in qualified(name)}
_NARROWEST = 1
"""A column narrower than this many characters counts as hidden, and so does a row too low for readable letters."""
_MOST_UNSEEN = 100  # how many areas with conditional formats to look at


class SheetXml(SheetDraft):
    """The content gathered in one pass over the XML of a sheet."""

    def __init__(self, name: str, book: Book, quota: Quota) -> None:
        super().__init__(name, quota)
        self.book = book
        self.links: list[tuple[Area, str | None, str]] = []
        self._skipped = False
        self._row = self._rows = 0
        self._shared: dict[str, str] = {}
        self._unseen: list[Area] = []

    def read(self, package: Package, part: str) -> None:
        """Read all of the XML. Raises Refused if it is damaged, unsafe or too large."""
        package.tree(part, self._take)
        if any(before[:2] >= cell[:2] for before, cell in pairwise(self.cells)):
            self._put_in_order()
        for unseen in self._unseen:
            for index, cell in enumerate(self.cells):
                if unseen.top <= cell.row <= unseen.bottom and unseen.left <= cell.column <= unseen.right:
                    self.cells[index] = cell._replace(marks=cell.marks | Marks.UNSEEN)

    def _take(self, root: Element, done: bool) -> bool:
        rows = finished(root[-1], done=False) if not done and len(root) and root[-1].tag in _ROWS else []
        self._take_rows(rows)
        if done:
            self._take_rest(root)
        return bool(rows)

    def _take_rest(self, root: Element) -> None:
        if root.tag not in _SHEET:
            self.note(0, 0, f"Sheet {self.name} is in an unknown format, so some or all of it was not read.", lost=True)
        for group in root:
            match _GROUPS.get(group.tag):
                case "sheetData":
                    self._take_rows(group)
                case "cols":
                    self._take_columns(group)
                case "mergeCells":
                    self.quota.take(cells=len(group))
                    self.merges += filter(None, (area(element.get("ref", "")) for element in group))
                case "hyperlinks":
                    self._take_links(group)
                case "headerFooter":
                    for texts in group:  # without the codes that position and format them
                        self.keep(PAGE_CODE.split(decode(texts.text or "").text), self.on_each_page)
                case "conditionalFormatting":
                    self._take_conditional(group)

    def _take_rows(self, rows: Iterable[Element]) -> None:
        for row in rows:
            if row.tag in _ROW:
                self._take_row(row)
            else:
                self._note_stray(row)

    def _note_stray(self, element: Element) -> None:
        """Note, once for each sheet, that something else stands where only rows or cells may be."""
        if len(element) and element.tag not in _EXTENSIONS and not self._skipped:
            self._skipped = True
            near = f"near row {self._row}" if self._row else "above its first row"
            message = f"The sheet {self.name} has something {near} that is neither a row nor a cell and was not read."
            self.note(0, 0, message, lost=True)

    def _take_columns(self, group: Element) -> None:
        hidden = bytearray(LAST_COLUMN + 1)  # so that even the largest number of ranges takes little time
        for element in group:
            first, last = row_number(element.get("min", "")), row_number(element.get("max", ""))
            width = number_of(element.get("width", ""))
            if first and last and (is_true(element.get("hidden")) or (width is not None and width < _NARROWEST)):
                self.quota.take(cells=1)
                hidden[first : last + 1] = b"\1" * (min(last, LAST_COLUMN) + 1 - first)
        self.hidden_columns.update(compress(count(), hidden.rstrip(b"\0")))

    def _take_links(self, group: Element) -> None:
        """Take the hyperlinks: their cells, the relationship that has the address, and the place within the target."""
        for element in group:
            if (linked := area(element.get("ref", ""))) is not None:
                self.quota.take(cells=1)
                self.keep([decode(element.get("tooltip", "")).text], self.described)
                self.links.append((linked, relation_of(element), decode(element.get("location", "")).text))

    def _take_conditional(self, group: Element) -> None:
        """Take the areas that a conditional format may hide, up to a limit; drop all colours, as it may change them."""
        self.fills = {}
        if any(f"dxf{rule.get('dxfId')}" in self.book.styles for rule in group):
            areas = map(area, group.get("sqref", "").split()[:_MOST_UNSEEN])
            self._unseen = [*self._unseen, *filter(None, areas)][:_MOST_UNSEEN]

    def _take_row(self, element: Element) -> None:
        """Take a row and its cells; a row without a number follows the previous row."""
        self._row = number = row_number(element.get("r", "")) or self._row + 1
        self._rows += 1
        if self._rows > LAST_ROW or number > LAST_ROW:
            raise self.too_many()
        height = number_of(element.attrib["ht"]) if "ht" in element.attrib else None
        if is_true(element.get("hidden")) or (height is not None and height < SMALLEST):
            self.hidden_rows.add(number)
        before = len(self.cells)
        of_row = self.book.styles.get(element.get("s"), PLAIN).fill if is_true(element.get("customFormat")) else ""
        fills = {(number, 0): of_row} if of_row else {}
        self._take_cells(element, number, fills)
        self.quota.take(cells=len(self.cells) - before)
        if fills and len(self.cells) > before:
            self.paint(fills)

    def _take_cells(self, element: Element, row: int, fills: dict[tuple[int, int], str]) -> None:
        """Take the cells of a row, and add their colours; a cell without a reference follows the previous cell."""
        digits = str(row)
        book, styles, keep = self.book, self.book.styles, self.cells.append
        column = 0
        for cell in element:
            if cell.tag not in _CELL:
                self._note_stray(cell)
                continue
            at, column = row, column + 1
            if (reference := cell.get("r")) is not None:
                named = column_number(reference.removesuffix(digits))
                at, column = (row, named) if named else self._odd_place(reference, row, column)
            shown, marks, fill = styles.get(cell.get("s"), PLAIN)
            if fill or fills:
                fills[at, column] = fill
            if (found := content(cell, shown, book)) is None:
                continue
            value, text, runs, note = found
            if runs and cell.get("t") == "inlineStr":
                self.quota.take(cells=len(runs))
            formula = link = None
            if len(cell) > 1 or value is None or self.arrays:
                formula, link = self._beside_value(cell, at, column)
            if note:
                self.note(at, column, note, lost=value is None)
            keep(raw_cell((at, column, value, text, formula, link, runs, marks)))
        if column > LAST_COLUMN:
            raise self.too_many(row)

    def _odd_place(self, reference: str, row: int, column: int) -> tuple[int, int]:
        """The position of a cell whose reference names another row, or a place that no sheet has."""
        if (named := address(reference)) is None:
            self.note(row, column, f"The file names this cell {reference}, which no sheet has.")
        return named or (row, column)

    def _beside_value(self, cell: Element, row: int, column: int) -> tuple[str | None, str | None]:
        """The formula of a cell, and its link. If the cell has several values, a note says so."""
        if sum(child.tag in VALUES for child in cell) > 1:
            self.note(row, column, "The file has several values for this cell; one was read.", lost=True)
        if not (formula := self._formula(cell, row, column)):
            return formula, None
        self.quota.take(characters=len(formula))  # a shared formula may contain an address, copied for each cell
        return formula, formula_link(formula)

    def _formula(self, cell: Element, row: int, column: int) -> str | None:
        if (element := formula_of(cell)) is None:
            return self.filled_by(row, column)
        text = decode(element.text or "").text
        kind, reference = element.get("t"), element.get("ref", "")
        if kind == "shared":
            index = element.get("si", "")
            text = self._shared.setdefault(index, text) if text else self._shared.get(index, "")
        elif kind in {"array", "dataTable"} and ":" in reference and (covered := area(reference)):
            self.fill(covered, text)
        return text

    def _put_in_order(self) -> None:
        """Sort the cells; if two have the same address, the later one counts, as in Excel's own repair."""
        by_place: dict[tuple[int, int], RawCell] = {}
        for cell in self.cells:
            if cell.at in by_place:
                self.note(*cell.at, "The file has this cell twice; the last one was read.", lost=True)
            by_place[cell.at] = cell
        self.cells = [by_place[place] for place in sorted(by_place)]
