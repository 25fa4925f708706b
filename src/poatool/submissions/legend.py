"""Legends: what the signs for statuses in a workbook stand for, such as `C = Completed` or `●` beside `Completed`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.headings import HEADING_LENGTH
from poatool.submissions.kinds import Kind
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_PARTS = lazy_pattern(r"[;,|\n]")
_PAIR = lazy_pattern(r"(?:.{0,60}\s)?(\S{1,3})\s?[=:–—-]\s?(\S.{0,60})")

_SIGN, _PAIRS = 3, 2
"""The most characters of a sign, and the fewest pairs of a sign and its status that make a legend."""

_SIGNS = frozenset({Kind.WORDS, Kind.TICK, Kind.DITTO, Kind.NUMBER})


def through_legend(grids: Sequence[Grid], evidence: Evidence) -> list[Grid]:
    """The sheets of a workbook, with the statuses that its legend gives in place of signs.

    A column holds signs if at least half of its short texts are signs of the legend.
    """
    pairs = [pair for grid in grids for line in grid.lines for pair in _pairs(together(line), evidence)]
    said = {sign: status for _, sign, status in pairs}
    if len(said) < _PAIRS or any(said[sign] != status for _, sign, status in pairs):
        return list(grids)
    legend = {id(cell) for cell, _, _ in pairs}
    return [_with_statuses(grid, said, legend) for grid in grids]


def is_sign(cell: RawCell) -> bool:
    """Whether a cell holds a sign whose meaning comes from a legend."""
    return 0 < len(trimmed(cell.text)) <= _SIGN and trimmed(cell.text) != trimmed(cell.value)


def _pairs(line: Line, evidence: Evidence) -> Iterator[tuple[RawCell, str, str]]:
    """The signs and statuses in a line with nothing else: in one cell, or each sign before its status."""
    texts = [trimmed(cell.value) for cell in line.cells]
    if len(texts) == 1 and len(texts[0]) <= HEADING_LENGTH:
        found = [match for part in _PARTS.split(texts[0]) if (match := _PAIR.fullmatch(part.strip()))]
        said = [(line.cells[0], match[1], match[2]) for match in found]
    else:
        said = list(zip(line.cells[::2], texts[::2], texts[1::2], strict=False))
    signs = all(_may_be_sign(sign, evidence) and evidence.kind(status) is Kind.STATUS for _, sign, status in said)
    yield from said if signs and len(texts) in (1, 2 * len(said)) else ()


def _may_be_sign(text: str, evidence: Evidence) -> bool:
    """Whether a text may stand for a status: a sign or a few letters that mean nothing else."""
    plain = 0 < len(text) <= _SIGN and not any(map(str.isdigit, text))
    return plain and evidence.kind(text) in _SIGNS


def _with_statuses(grid: Grid, said: Mapping[str, str], legend: set[int]) -> Grid:
    short: dict[int, list[str]] = {}
    for line in grid.lines:
        for cell in line.cells:
            text = trimmed(cell.value)
            if 0 < len(text) <= _SIGN and id(cell) not in legend:
                short.setdefault(cell.column, []).append(text)
    columns = {at for at, texts in short.items() if 2 * sum(text in said for text in texts) >= len(texts)}
    if not columns:
        return grid

    def read(cell: RawCell) -> RawCell:
        signs = cell.column in columns and id(cell) not in legend
        return cell._replace(value=said.get(trimmed(cell.value), cell.value)) if signs else cell

    return grid._replace(lines=[line._replace(cells=list(map(read, line.cells))) for line in grid.lines])
