"""Join codes whose beginning and number are in two columns: `A`, perhaps merged over its rows, beside 3 means A3."""

from collections.abc import Iterator

from poatool.framework.reference.keys import key_of
from poatool.framework.reference.resolve import index_of
from poatool.framework.reference.spellings import Index
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.text import by_first
from poatool.workbooks.model import RawCell, text_of

_LONGEST = 4  # the most characters of each part
_FEWEST, _MOST = 3, 0.9  # how many such rows a column has at least, and the share of them that must be codes


def may_split(evidence: Evidence) -> bool:
    """Whether the plan has codes of letters and a number."""
    codes = evidence.edition.by_code
    return any(code[:1].isalpha() and code[-1:].isdigit() for code in codes) and not evidence.edition.code_prefix


def with_joined_codes(grid: Grid, evidence: Evidence) -> Grid:
    """Replace the numbers in a column by codes if, with the beginnings at their left, nearly all are codes of the plan.

    By themselves, neither the numbers nor the beginnings may be codes. Each cell keeps its raw text.
    """
    index = index_of(evidence.edition, suggest=False)
    parts = [(cell, text) for line in grid.lines for cell in line.cells if len(text := text_of(cell.value)) <= _LONGEST]
    numbers = by_first((cell.column, (cell, text)) for cell, text in parts if text.isdecimal())
    if all(len(each) < _FEWEST for each in numbers.values()):
        return grid
    begins = dict(_beginnings(grid, [(cell, text) for cell, text in parts if text[:1].isalpha()], index))
    codes: dict[tuple[int, int], str] = {}
    for column, below in numbers.items():
        rows = [(cell, begins[cell.row, column - 1] + text) for cell, text in below if (cell.row, column - 1) in begins]
        known = {cell.at: code for cell, code in rows if key_of(code) in index.spellings}
        alone = any(key_of(text) in index.spellings for _, text in below)
        if len(below) >= _FEWEST and len(known) >= _MOST * len(below) and not alone:
            codes |= known
    lines = [e._replace(cells=[c._replace(value=codes.get(c.at, c.value)) for c in e.cells]) for e in grid.lines]
    return grid._replace(lines=lines) if codes else grid


def _beginnings(grid: Grid, cells: list[tuple[RawCell, str]], index: Index) -> Iterator[tuple[tuple[int, int], str]]:
    """The places of texts with which codes begin, also of those below them that are merged with theirs."""
    for cell, text in cells:
        if (key := key_of(text)) in index.beginnings and key not in index.spellings:
            area = grid.area_of(cell)
            yield from (((row, cell.column), text) for row in range(cell.row, area.bottom + 1))
