"""Read one table of an OpenDocument spreadsheet, and the styles that say what is hidden or marked in it.

Empty cells take no memory, however often the file repeats them. Other cells and rows are copied as often as the file
repeats them, within the limits.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import HIGHLIGHTS, SMALLEST, WHITE, look_alike
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW, Refused
from poatool.workbooks.model import Area, Feature, Marks, Note, clean, raw_cell
from poatool.workbooks.ods import DRAW, FO, NUMBER, OFFICE, STYLE, TABLE, TEXT
from poatool.workbooks.ods.cells import cell_content, count_of, paragraphs, text_drawn
from poatool.workbooks.package import finished, local
from poatool.workbooks.quota import Quota, SheetDraft

_PART = f"{OFFICE}automatic-styles"
_LITERAL = frozenset({"text", "fill-character", "currency-symbol"})
_NO_SIZE = re.compile(r"0+(?:\.0\d*)?[a-z]*|0+\.\d+(?:pt|mm|px)", re.ASCII)
"""A height or width too small to read: below 0.1 in any unit, or below 1 in points, millimetres or pixels."""
_BACKGROUND = f"{FO}background-color"
# The property that hides something, and its value, by family of styles.
_HIDING = {
    "table": (f"{TABLE}display", re.compile("false")),
    "table-row": (f"{STYLE}row-height", _NO_SIZE),
    "table-column": (f"{STYLE}column-width", _NO_SIZE),
}
_FONT = {
    f"{STYLE}text-line-through-style": (Marks.STRUCK, re.compile("(?!none).*")),
    f"{STYLE}text-line-through-type": (Marks.STRUCK, re.compile("(?!none).*")),
    f"{FO}font-weight": (Marks.BOLD, re.compile("bold|[6-9]00")),
    f"{FO}font-style": (Marks.ITALIC, re.compile("italic|oblique")),
}
"""The properties that strike words through or make them bold or italic, each with its mark and its values."""

_TINY = re.compile(rf"0*[0-{SMALLEST - 1}](?:\.\d*)?pt")
_PAPER = f"#{WHITE.lower()}"


class Styles(NamedTuple):
    """What styles do, by name: marks and colours of cells, marks that words gain and lose, page headers and footers.

    `hiding` has the names of styles that hide something, by family.
    """

    hiding: dict[str, set[str]]
    marks: dict[str, Marks]
    fills: dict[str, str]
    looks: dict[str, tuple[Marks, Marks]]
    pages: dict[str, list[str]]


def styles(root: Element, shared: Element | None = None) -> Styles:
    """Read the automatic styles, which hold the formatting that users applied; none is based on another.

    They refer to number formats and page layouts, which may be in the part of `shared` styles.
    """
    every = [style for source in (shared, root) if source is not None for part in source for style in part]
    masters = {style.get(f"{STYLE}name"): style for style in every if style.tag == f"{STYLE}master-page"}
    written = {name: [*filter(None, map(paragraphs, master.iter()))] for name, master in masters.items()}
    pages = {name: [clean(each.text).text for each in texts] for name, texts in written.items()}
    formats = {style.get(f"{STYLE}name"): style for style in every if style.tag.startswith(NUMBER)}
    found = Styles({family: set() for family in _HIDING}, {}, {}, {}, {"": pages.get("Default", [])})
    for style in (style for part in root if part.tag == _PART for style in part):
        family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
        settings = {key: value for properties in style for key, value in properties.items()}
        if family in _HIDING:
            attribute, hides = _HIDING[family]
            if hides.fullmatch(settings.get(attribute, "")):
                found.hiding[family].add(name)
            if family == "table":
                found.pages[name] = pages.get(style.get(f"{STYLE}master-page-name", "Default"), [])
        elif family == "text":
            found.looks[name] = _looks(settings)
        elif family == "table-cell":
            fill = settings.get(_BACKGROUND, _PAPER)
            if fill not in (_PAPER, "transparent") and style.find(f"{STYLE}map") is None:  # a conditional format
                found.fills[name] = fill
            yellow = fill[1:].upper() in HIGHLIGHTS
            found.marks[name] = _looks(settings)[0] | (Marks.HIGHLIGHTED if yellow else Marks.NONE)
            if _hides(style.get(f"{STYLE}data-style-name"), formats):
                found.marks[name] |= Marks.UNSEEN
    return found


def _hides(name: str | None, formats: Mapping[str | None, Element]) -> bool:
    """Whether a number format hides positive numbers, or shows them in white."""
    used = formats.get(name, ())
    positive = formats.get(next(filter(None, (part.get(f"{STYLE}apply-style-name") for part in used)), None), used)
    parts = [inner for part in positive for inner in part.iter()]
    shows = any(part.tag.startswith(NUMBER) and local(part.tag) not in _LITERAL for part in parts)
    return name in formats and (not shows or any(part.get(f"{FO}color", "").lower() == _PAPER for part in parts))


def _looks(settings: Mapping[str, str]) -> tuple[Marks, Marks]:
    """The marks that a style turns on and off; words are not struck through if either property for this is `none`."""
    on = off = Marks.NONE
    for name in _FONT.keys() & settings.keys():
        look, is_on = _FONT[name]
        on, off = (on | look, off) if is_on.fullmatch(settings[name]) else (on, off | look)
    ink, behind = settings.get(f"{FO}color", ""), settings.get(_BACKGROUND, _PAPER).lower()
    alike = look_alike(ink[1:], behind.replace("transparent", _PAPER)[1:])
    if alike or _TINY.fullmatch(settings.get(f"{FO}font-size", "")):
        on |= Marks.UNSEEN
    return on & ~off, off


_ROW = f"{TABLE}table-row"
_COLUMN = f"{TABLE}table-column"
_GROUPS = frozenset(
    f"{TABLE}table-{kind}" for kind in ("rows", "header-rows", "row-group", "columns", "header-columns", "column-group")
)
# LibreOffice and Excel nest at most seven groups.
_DEEPEST = 32
_SOURCES = {f"{TABLE}table-source": Feature.EXTERNAL_LINKS, f"{OFFICE}dde-source": Feature.DDE}
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_STYLE = f"{TABLE}style-name"
_DEFAULT_STYLE = f"{TABLE}default-cell-style-name"
_COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"
_ROWS_REPEATED = f"{TABLE}number-rows-repeated"
_SPANNED = (f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned")
_ARRAY = (f"{TABLE}number-matrix-rows-spanned", f"{TABLE}number-matrix-columns-spanned")
_VISIBILITY = f"{TABLE}visibility"
_HIDDEN = frozenset({"collapse", "filter"})
_COMMENT = f"{OFFICE}annotation"
_PARAGRAPH = f"{TEXT}p"
_CONDITIONAL = "conditional-formats"
_WIDEST = 100  # the last column whose colours are kept


class TableReader(SheetDraft):
    """The content of one table, gathered while it is parsed."""

    def __init__(self, name: str, styles: Styles, quota: Quota) -> None:
        super().__init__(name, quota)
        self.styles = styles
        self.features: set[Feature] = set()
        self._column_styles: dict[int, str] = {}
        self._row = self._column = 0

    def take(self, group: Element, *, done: bool, hidden: bool = False, depth: int = 0) -> bool:
        """Take the finished rows and columns of the table, or of a group in it, if there are any."""
        if depth > _DEEPEST:
            raise Refused.unsafe(f"In sheet {self.name} groups are nested more deeply than spreadsheet programs allow.")
        hidden = hidden or (depth > 0 and group.get(f"{TABLE}display") == "false")
        taken = finished(group, done=done)
        for element in taken:
            if element.tag == _ROW:
                self._take_row(element, hidden=hidden)
            elif element.tag == _COLUMN:
                self._take_column(element, hidden=hidden)
            elif element.tag in _GROUPS:
                self.take(element, done=True, hidden=hidden, depth=depth + 1)
            elif element.tag in _SOURCES:
                self.features.add(_SOURCES[element.tag])
            elif element.tag == f"{TABLE}shapes":
                self.draw(1, 1, text_drawn(element))
            elif local(element.tag) == _CONDITIONAL:  # it may change the colours of cells
                self.fills, self.styles = {}, self.styles._replace(fills={})
        inner = not done and len(group) and group[-1].tag in _GROUPS
        return bool((inner and self.take(group[-1], done=False, hidden=hidden, depth=depth + 1)) or taken)

    def _take_column(self, element: Element, *, hidden: bool) -> None:
        first, last = self._column + 1, self._column + count_of(element.get(_COLUMNS_REPEATED))
        self._column = last
        last = min(last, LAST_COLUMN)
        hiding = self.styles.hiding["table-column"]
        hidden = hidden or element.get(_VISIBILITY) in _HIDDEN or element.get(_STYLE) in hiding
        if hidden and first <= last:
            self.quota.take(cells=1)
            self.hidden_columns.update(range(first, last + 1))
        style = element.get(_DEFAULT_STYLE, "")
        if self.styles.marks.get(style) or style in self.styles.fills:
            self._column_styles |= dict.fromkeys(range(first, last + 1), style)

    def _take_row(self, element: Element, *, hidden: bool) -> None:
        """Take a row and its cells. A hidden row is recorded only if it is not empty."""
        first, repeats = self._row + 1, count_of(element.get(_ROWS_REPEATED))
        self._row += repeats
        before = len(self.cells)
        if not self._take_cells(element, first):
            return
        if self._row > LAST_ROW:
            raise self.too_many()
        self.quota.take(cells=max(len(self.cells) - before, 1) * repeats)
        if repeats > 1:
            made = self.cells[before:]
            self.quota.take(characters=sum(len(cell.text) for cell in made) * (repeats - 1))
            for row in range(first + 1, first + repeats):
                self.cells += [cell._replace(row=row) for cell in made]
        if self.styles.fills:  # repeated rows are not updates, so only the first needs its colours
            self.paint({(first, column): fill for column, fill in self._fills(element)})
        if hidden or element.get(_VISIBILITY) in _HIDDEN or element.get(_STYLE) in self.styles.hiding["table-row"]:
            self.hidden_rows.update(range(first, first + repeats))

    def _fills(self, element: Element) -> Iterator[tuple[int, str]]:
        """The colours of the cells of a row, each with its column."""
        fills, column = self.styles.fills, 0
        for cell in (cell for cell in element if cell.tag in _CELLS):
            first, column = column + 1, column + count_of(cell.get(_COLUMNS_REPEATED))
            style = cell.get(_STYLE) or element.get(_DEFAULT_STYLE)
            styles = ((at, style or self._column_styles.get(at, "")) for at in range(first, min(column, _WIDEST) + 1))
            yield from ((at, fills[name]) for at, name in styles if name in fills)

    def _take_cells(self, element: Element, row: int) -> bool:
        """Take the cells of a row as if it were not repeated, and return whether any is not empty."""
        marks_of, row_style, none = self.styles.marks, element.get(_DEFAULT_STYLE), Marks.NONE
        keep, looks = self.cells.append, self.styles.looks
        column, filled = 0, False
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            first, repeats = column + 1, count_of(cell.get(_COLUMNS_REPEATED))
            column += repeats
            if not cell.attrib.keys().isdisjoint(_SPANNED) and (merged := _spanned(cell, _SPANNED, row, first)):
                self.quota.take(cells=1)
                self.merges.append(merged)
            plain = len(cell) == 1 and cell[0].tag == _PARAGRAPH
            noted = not plain and self._take_beside(cell, row, first)
            style = cell.get(_STYLE) or row_style
            marks = marks_of.get(style or self._column_styles.get(first, ""), none)
            content = cell_content(cell, looks, marks)
            if not noted and content is None:
                continue
            filled = True
            if column > LAST_COLUMN:
                raise self.too_many(row)
            if content is None:
                continue
            value, text, formula, link, runs, notes = content
            self.quota.take(len(runs), len(text) * repeats)  # each part of a rich text takes as much memory as a cell
            if formula is not None and (array := _spanned(cell, _ARRAY, row, first)):
                self.quota.take(cells=array.right - array.left + 1)
                self.fill(array, formula)  # the file stores the other cells of the array as if they were typed
            for at in range(first, column + 1):
                marks = marks if style else marks_of.get(self._column_styles.get(at, ""), none)
                by = self.filled_by(row, at) if formula is None and self.arrays else formula
                keep(raw_cell((row, at, value, text, by, link, runs, marks)))
                if notes:
                    self.notes += [Note(self.name, row, at, note) for note in notes]
        return filled

    def _take_beside(self, cell: Element, row: int, column: int) -> bool:
        """Take the drawings and comments on a cell, and return whether it has a comment."""
        for part in cell:
            if part.tag.startswith(DRAW):
                self.draw(row, column, text_drawn(part))
        annotation = cell.find(_COMMENT)
        written = paragraphs(annotation) if annotation is not None else None
        if written is None:
            return False
        self.quota.take(1, len(written.text))
        self.comments[row, column] = clean(written.text).text
        return True


def _spanned(cell: Element, names: tuple[str, str], row: int, column: int) -> Area | None:
    """The cells that a cell spans, by its attributes for rows and columns; None if it spans only itself."""
    rows, columns = (count_of(cell.get(name)) for name in names)
    if rows * columns == 1 or row > LAST_ROW or column > LAST_COLUMN:
        return None
    return Area(row, column, min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN))
