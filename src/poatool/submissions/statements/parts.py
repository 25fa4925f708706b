"""Give rows the time in the title above, if titles divide a sheet by time: `Last year (2022)`, `This year (2023)`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.framework.spans import fits
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.model import Cells, Row, RowKind, Table
from poatool.submissions.statements.scope import PERIOD
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, trimmed

_EVERY = range(1, LAST_COLUMN + 1)
_WORDS, _LONGEST = 12, 100  # the most words and characters of such a title
_TIMES = frozenset(
    ["year", "years", "period", "periods", "quarter", "half", "report", "reports", "return", "update", "time"]
)
_BEFORE = frozenset({"last", "previous", "prior", "preceding", "earlier"})
_NOW = frozenset({"this", "current", "reporting", "new"})


def part_named(text: str, evidence: Evidence) -> tuple[Fit, str] | None:
    """How the only time in a title compares with the period, and the title with that time in figures; or None."""
    period, plan, words = evidence.edition.period, evidence.edition.framework, text.split()
    if period is None or not 0 < len(words) <= _WORDS or len(text) > _LONGEST or text.endswith(SENTENCE_ENDS):
        return None
    if any(map(str.isdigit, text)):
        found = fits(text, period, plan)
        return (next(iter(found)), text) if len(found) == 1 else None
    folded = {*fold_heading(text).split()}
    if folded.isdisjoint(_TIMES):
        return None
    if not folded.isdisjoint(_BEFORE):
        before = [each.id for each in plan.periods if each.end < period.start]
        return Fit.OTHER, f"{text} ({before[-1] if before else period.start.year - 1})"
    return None if folded.isdisjoint(_NOW) else (Fit.SAME, f"{text} ({period.id})")


class _Title(NamedTuple):
    """A cell that names the time of what is below it in these columns: in all of them, if it is alone in its row."""

    cell: RawCell
    fit: Fit
    columns: range


def with_times_above(tables: Sequence[Table], grids: Mapping[str | None, Grid], evidence: Evidence) -> list[Table]:
    """Give each update the title of the part of its sheet that it is in, as the period of its row.

    A sheet has parts if it has a title for another time and, beside or below it, one for this period.
    """
    titles = {name: _titles(grid, [t for t in tables if t.sheet == name], evidence) for name, grid in grids.items()}
    timed = ((table, titles.get(table.sheet, ())) for table in tables)
    return [each._replace(rows=tuple(_timed(row, above, evidence) for row in each.rows)) for each, above in timed]


def _titles(grid: Grid, tables: Sequence[Table], evidence: Evidence) -> Sequence[_Title]:
    used = {each.cell.at for table in tables for each in table.headings if each.column or each.joined}
    raw = ((row.number, *pair) for table in tables for row in table.updates for pair in row.cells.raw.items())
    used |= {cell.at for at, column, cell in raw if column != PERIOD and (column != "status" or cell.row == at)}
    cells = [
        (cell, len(line.cells) == 1) for line in grid.lines if tables for cell in line.cells if cell.at not in used
    ]
    named = ((cell, alone, part_named(trimmed(cell.value), evidence)) for cell, alone in cells)
    found = [
        _Title(
            cell._replace(value=part[1]), part[0], _EVERY if alone else range(cell.column, grid.area_of(cell).right + 1)
        )
        for cell, alone, part in named
        if part
    ]
    first = next((each.cell.row for each in found if each.fit is Fit.OTHER), None)
    return found if first and any(each.fit is Fit.SAME and each.cell.row >= first for each in found) else ()


def _timed(row: Row, titles: Sequence[_Title], evidence: Evidence) -> Row:
    text = next((row.cells.raw[each] for each in evidence.narrative if each in row.cells), None)
    own = row.cells.raw[PERIOD].row if PERIOD in row.cells else 0
    above = [each.cell for each in titles if text and own < each.cell.row < text.row and text.column in each.columns]
    if row.kind is not RowKind.UPDATE or not above:
        return row
    return row._replace(cells=Cells(row.cells.origin, {**row.cells.raw, PERIOD: above[-1]}, row.cells.elsewhere))
