"""Read a sheet as it stands or, if that tells less, with its rows and columns swapped."""

from collections import Counter
from collections.abc import Container, Iterable
from operator import itemgetter
from typing import TypeVar

from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind, count_words
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.entries import swapped, turned, upright
from poatool.submissions.layout.merit import Reading, merit_of
from poatool.submissions.layout.sheets import ENOUGH, TURNED_LINES
from poatool.submissions.model import Cell, Scoped, Table, Traced
from poatool.submissions.stated import ReadSheet, read_stated, scope_of
from poatool.submissions.statements.scope import AGENCY
from poatool.workbooks.model import trimmed


def either_way(read: ReadSheet, evidence: Evidence) -> ReadSheet:
    """The reading of a sheet or, if that tells more, the reading of the sheet with its rows and columns swapped."""
    size = (len(read.grid.lines), *(line.cells[-1].column for line in read.grid.lines))
    if max(size) > TURNED_LINES or not _may_be_turned(read, evidence):
        return read
    return max(read, read_stated(turned(read.grid), evidence, ()), key=lambda each: _told(each, evidence))


def _may_be_turned(sheet: ReadSheet, evidence: Evidence) -> bool:
    """Whether a sheet was read without an agency that stands beside its tables, or with its actions beside each other.

    Actions below each other are those of an upright table, even of one that cannot be read.
    """
    lines = sheet.grid.lines
    if all(len(line.cells) == 1 for line in lines):
        return False
    cells = [cell for line in lines for cell in line.cells]
    actions = [cell for cell in cells if evidence.kind_of(cell) in ACTION_KINDS]
    below, beside = (max(Counter(map(itemgetter(at), actions)).values(), default=0) for at in (1, 0))
    upright = any(not table.is_form for table in (*sheet.tables, *sheet.lacking))
    _, words = _told(sheet, evidence)
    if words and not names_agency(sheet):
        top = min(table.header_row for table in sheet.tables)
        asked = all(each.heading(AGENCY) and not each.is_form for each in sheet.tables)
        return not asked and any(cell.row >= top and evidence.kind_of(cell) is Kind.AGENCY for cell in cells)
    if below > beside or (upright and words) or (below == beside and (upright or words)):
        return False
    counted = (count_words(trimmed(cell.value)) for cell in cells if evidence.kind_of(cell) is not Kind.ACTION)
    return not words or words < ENOUGH * sum(counted)


def names_agency(sheet: ReadSheet) -> bool:
    """Whether each update of a sheet has an agency, or a title, label or tab of the sheet names it."""
    stated = any(each.what == AGENCY for each in sheet.stated)
    unnamed = (each for each in sheet.tables if not (stated and AGENCY in scope_of(sheet, each, (), {})))
    return all(AGENCY in row.cells for table in unnamed for row in table.updates)


def _told(sheet: ReadSheet, evidence: Evidence) -> tuple[int, int]:
    """How many words of updates there are: halved if an agency is missing, and in all."""
    words = merit_of(Reading(sheet.tables), frozenset(each.what for each in sheet.stated), evidence).words
    return words if names_agency(sheet) else words // 2, words


T = TypeVar("T", Scoped, Traced)


def placed_back(
    tables: Iterable[Table], labels: Iterable[tuple[str, Traced]], is_turned: Container[str | None]
) -> tuple[list[Table], list[tuple[str, Traced]]]:
    """Tables and labels, with their places on their sheets; `is_turned` holds the names of the turned sheets."""

    def placed(each: T) -> T:
        cell: Cell | None = each.cell
        return each._replace(cell=swapped(cell)) if cell and cell.sheet in is_turned else each

    found: list[Table] = []
    for table in tables:
        scope = {what: tuple(map(placed, each)) for what, each in table.scope.items()}
        own = table._replace(scope=scope)
        found += upright(own) if table.sheet in is_turned else [own]
    return found, [(what, placed(label)) for what, label in labels]
