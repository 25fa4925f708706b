"""A sheet prepared for reading: its non-empty rows, its merged areas, and the file and sheet of its cells."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from functools import reduce
from itertools import groupby, pairwise
from operator import eq, itemgetter, or_
from typing import NamedTuple

from poatool.framework.dates import DATE
from poatool.submissions.evidence.headings import HEADING_LENGTH, SHORT
from poatool.submissions.evidence.kinds import SENTENCE_ENDS, SENTENCE_WORDS
from poatool.submissions.model import Origin
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.addresses import covered_texts
from poatool.workbooks.formatting import joined_runs, number_of
from poatool.workbooks.model import Area, ErrorValue, Marks, RawCell, Sheet, holds, text_of, trimmed

_FIRST_YEARS = (1900, 1904)  # with the first dates that a spreadsheet knows
_BLANKS = lazy_pattern(r"[^\S\n]+")


class Line(NamedTuple):
    """A non-empty row: its number, and its non-empty cells from left to right."""

    number: int
    cells: Sequence[RawCell]


class Grid(NamedTuple):
    """The non-empty rows of a sheet, and its merged areas by their top row."""

    sheet: Sheet
    origin: Origin
    lines: Sequence[Line]
    merges: Mapping[int, Sequence[Area]]
    step: int = 1  # rows at most this far apart count as adjacent: 2 if every second row of the sheet is empty
    ours: bool = False  # poatool's own template wrote its headings
    turned: bool = False  # its rows and columns are swapped
    headed: int | None = None  # the index of the line of labels, if each line below it is an entry

    @classmethod
    def of(cls, sheet: Sheet, origin: Origin) -> "Grid":
        """Gather rows with a value or an uncalculated formula, mark unseen and distant cells, index merged areas."""
        merges = by_first((area.top, area) for area in sheet.merges)
        full = (cell for cell in sheet.cells if holds(cell.value) or (cell.value is None and cell.formula is not None))
        if sheet.hidden_rows or sheet.hidden_columns:
            full = (cell._replace(marks=cell.marks | Marks.HIDDEN) if sheet.hides(*cell[:2]) else cell for cell in full)
        if sheet.merges and (under := covered_texts(sheet)):
            full = (cell._replace(marks=cell.marks | Marks.HIDDEN) if cell.at in under else cell for cell in full)
        lines = [Line(row, [*map(_as_typed, cells)]) for row, cells in groupby(full, itemgetter(0))]
        if apart := _columns_apart(lines, sheet.merges):
            lines = [line._replace(cells=[_marked(cell, apart) for cell in line.cells]) for line in lines]
        distances = sorted(below.number - line.number for line, below in pairwise(lines))
        return cls(sheet, origin, lines, merges, distances[len(distances) // 4] if distances else 1)

    def area_of(self, cell: RawCell) -> Area:
        """The area of a cell, which may be merged with those to its right and below it."""
        alone = Area(*cell.at, *cell.at)
        return next((area for area in self.merges.get(cell.row, ()) if area.left == cell.column), alone)

    def cell_after(self, index: int, position: int) -> RawCell | None:
        """The next cell in the row or, for a cell alone in its row, the cell just below if that is also alone."""
        line = self.lines[index]
        if position + 1 < len(line.cells):
            return line.cells[position + 1]
        below = [each for each in self.lines[index + 1 : index + 2] if each.number <= line.number + 2 * self.step]
        return below[0].cells[0] if below and len(below[0].cells) == len(line.cells) == 1 else None


def _columns_apart(lines: Sequence[Line], merges: Sequence[Area]) -> set[int]:
    """The columns of groups that hold only one or two lone cells, at least two empty columns away from all others."""
    used = {cell.column for line in lines for cell in line.cells}
    groups: list[list[int]] = []
    last = -_GAP
    for left, right in sorted({*zip(used, used, strict=True), *((area.left, area.right) for area in merges)}):
        if left - last > _GAP:
            groups.append([])
        groups[-1].append(left)
        last = max(last, right)
    if len(groups) == 1:
        return set()
    rows = by_first((cell.column, at) for at, line in enumerate(lines) for cell in line.cells)
    filled = [(group, sorted(at for column in {*group} for at in rows.get(column, ()))) for group in groups]
    apart = (group for group, at in filled if len(at) == 1 or (len(at) == _FEW and at[1] > at[0] + 1))
    return {column for group in apart for column in group}


def _marked(cell: RawCell, apart: Container[int]) -> RawCell:
    return cell._replace(marks=cell.marks | Marks.APART) if cell.column in apart else cell


def near_cells(cells: Sequence[RawCell]) -> Sequence[RawCell]:
    """The first cell of a row, and all others except those in columns apart (`_columns_apart`)."""
    apart = [cell.at for cell in cells[1:] if cell.marks and Marks.APART in cell.marks]
    return [cell for cell in cells if cell.at not in apart] if apart else cells


def _as_typed(cell: RawCell) -> RawCell:
    """A cell with single spaces in a text short enough for a heading, and with 9 in place of 9 January 1900."""
    value = cell.value
    if isinstance(value, dt.date) and value.year in _FIRST_YEARS and (number := number_of(cell.text)) is not None:
        return cell._replace(value=number)
    if isinstance(value, str) and ("  " in value or "\xa0" in value) and len(value) <= HEADING_LENGTH and not cell.runs:
        return cell._replace(value=_BLANKS.sub(" ", value))
    return cell


def joined(cells: Sequence[RawCell], headings: Mapping[int, str] = {}, between: str = "\n\n") -> RawCell:
    """Join texts in one cell, usually as paragraphs, each after its heading if given. An error value stays alone."""
    if error := next((cell for cell in cells if isinstance(cell.value, ErrorValue)), None):
        return error
    parts = [(f"{headings[cell.column]}: " if cell.column in headings else "", cell) for cell in cells]
    text = between.join(heading + (text_of(cell.value) or cell.text) for heading, cell in parts)
    runs = joined_runs([part for pair in parts for part in pair if part])
    return cells[0]._replace(value=text, runs=runs, marks=reduce(or_, (cell.marks for cell in cells)))


_FEW = 2  # the most cells in a group of columns apart
_GAP = 2  # two columns further apart than this have at least two empty columns between them
_FAR = 5  # the greatest distance, in columns, between cells that belong together


def without_far_cells(line: Line) -> Line:
    """The row without single cells far from the others; if all its cells are far apart, only the first."""
    if not line.cells or line.cells[-1].column - line.cells[0].column < len(line.cells) + _GAP - 1:
        return line  # the row has no gap
    cells = near_cells(line.cells)
    near = (pair for pair in pairwise(cells) if pair[1].column - pair[0].column <= _FAR)
    together = {cell.column for pair in near for cell in pair}
    return line._replace(cells=[cell for cell in cells if cell.column in together] or cells[:1])


_HINT = lazy_pattern(r"(?s)\s*(?:\(.*\)|\[.*\]|<.*>)\s*", needs=("(", "[", "<"))


def are_hints(cells: Sequence[RawCell]) -> bool:
    """Whether the cells of a row only say what to write in each column, number the columns, or are page marks."""
    texts = (trimmed(cell.value) or cell.text for cell in cells)
    return number_columns(cells) or all(_HINT.fullmatch(text) or _marks_page(text) for text in texts)


_COUNTS = map(str.split, ("a b c d e f g h i j k l", "1 2 3 4 5 6 7 8 9 10 11 12", "i ii iii iv v vi vii viii"))
_COUNTED = {listed[0]: listed for listed in _COUNTS}


def number_columns(cells: Sequence[RawCell]) -> bool:
    """Whether the cells of a row only number the columns, as 1, 2, 3 or (a), (b), (c) do; two cells are too few."""
    if len(cells) <= _FEW or len(cells[0].text) > _FEW + 1:
        return False
    found = ((trimmed(cell.value) or cell.text).strip("(). ").casefold() for cell in cells)
    listed = _COUNTED.get(next(found), [])[: len(cells)]
    return len(listed) == len(cells) and all(map(eq, found, listed[1:]))


_PAGE_MARK = lazy_pattern(
    r"(?i)(?:[a-z]:|\\)\\|(?:.*\W)?page \d+ of \d+\W*\Z|\W*page \d+\W*\Z"
    r"|\W*(printed|saved|exported|generated|downloaded)(?: on| at)?\W+(?=\d)",
    needs=lazy_pattern(r"\d|\\", needs=("\\", "page", "printed", "saved", "exported", "generated", "downloaded")),
)


def is_page_mark(line: Line) -> bool:
    """Whether all cells of a row were added by printing: `Page 1 of 2`, `Printed on` with a date, the file's path."""
    return all(_marks_page(trimmed(cell.value)) for cell in line.cells)


def _marks_page(text: str) -> bool:
    mark = _PAGE_MARK.match(text) if len(text) <= HEADING_LENGTH and not text.endswith(SENTENCE_ENDS) else None
    return mark is not None and (mark[1] is None or DATE.match(text, mark.end()) is not None)


TOTAL = lazy_pattern(
    r"(?i)\W{0,9}(?:(?:(?:grand|sub)[\s-]?)?(?:totals?|count|sum|average)\b|[\w &.-]{1,40} total\Z)",
    needs=("total", "count", "sum", "average"),
)
_WITH_NUMBER = lazy_pattern(r"[:=]\s{0,9}\d[\d.,\s%]*\Z")  # as in `Total measures: 2`
_LABEL_WORDS = 8  # a text with at least this many words is a sentence, even if it begins with `Total`


def is_total(cells: Sequence[RawCell]) -> bool:
    """Whether a row is a total: only calculated counts, or counts beside a label such as `Total` (not a sentence)."""
    counted = cells[0].formula is not None and all(c.formula and isinstance(c.value, int | float) for c in cells)
    if counted and len(cells) > 1:
        return True
    words = (text for cell in cells if any(map(str.isalpha, text := trimmed(cell.value))))
    first = next(words, "")
    alone = len(cells) == 1 and not _WITH_NUMBER.search(first)
    if alone or not TOTAL.match(first[:SHORT]):
        return False
    label = first.split()
    longest = _LABEL_WORDS if len(label) == 1 else SENTENCE_WORDS  # `Subtotal | 2 actions reported in this pillar`
    counts = (text[0].isdigit() and len(text.split()) < longest for text in words)
    sentence = len(label) >= _LABEL_WORDS or (len(label) >= SENTENCE_WORDS and first.endswith(SENTENCE_ENDS))
    return not sentence and all(counts)
