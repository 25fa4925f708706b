"""Join codes whose beginning and number are in two columns: `A`, perhaps merged over its rows, beside 3 means A3."""

from poatool.framework.reference.keys import key_of
from poatool.framework.reference.resolve import index_of
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.text import by_first
from poatool.workbooks.model import text_of

_LONGEST = 4  # the most characters of each part
_FEWEST, _MOST = 3, 0.9  # how many such rows a column has at least, and the share of them that must be codes


def with_joined_codes(grid: Grid, evidence: Evidence) -> Grid:
    """Replace the numbers in a column, if none is a code, by the codes that they make with the texts at their left."""
    index, opening = index_of(evidence.edition, suggest=False), evidence.edition.code_prefix
    if opening or not any(code[:1].isalpha() and code[-1:].isdigit() for code in evidence.edition.by_code):
        return grid
    parts = [(cell, text) for line in grid.lines for cell in line.cells if len(text := text_of(cell.value)) <= _LONGEST]
    numbers = by_first((cell.column, (cell, text)) for cell, text in parts if text.isdecimal())
    if all(len(each) < _FEWEST for each in numbers.values()):
        return grid
    begins = {
        (row, cell.column): text
        for cell, text in parts
        if text[:1].isalpha() and (key := key_of(text)) in index.beginnings and key not in index.spellings
        for row in range(cell.row, grid.area_of(cell).bottom + 1)
    }
    codes: dict[tuple[int, int], str] = {}
    for column, below in numbers.items():
        joined = {cell.at: begins.get((cell.row, column - 1), "") + text for cell, text in below}
        known = {at: code for at, code in joined.items() if key_of(code) in index.spellings}
        alone = any(key_of(text) in index.spellings for _, text in below)
        if not alone and len(below) >= _FEWEST and len(known) >= _MOST * len(below):
            codes |= known
    lines = [e._replace(cells=[c._replace(value=codes.get(c.at, c.value)) for c in e.cells]) for e in grid.lines]
    return grid._replace(lines=lines) if codes else grid
