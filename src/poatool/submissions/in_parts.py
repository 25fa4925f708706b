"""Updates in two parts, in two tables: one for progress, and one for next steps or for statuses."""

from collections.abc import Mapping, Sequence, Set as AbstractSet

from poatool.framework.dates import Fit
from poatool.framework.model import ReportingPeriod
from poatool.framework.spans import spans
from poatool.submissions.evidence.clearance import asked_of_text, notice_in
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.model import Cells, Row, RowKind, Table
from poatool.submissions.stated import deciding_period
from poatool.submissions.statements.plans import other_plan
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.workbooks.addresses import covered
from poatool.workbooks.model import trimmed

_REPEATED = frozenset({ACTION, "action_text", AGENCY, "status"})  # what a second part may say again
_BESIDE = frozenset({"contact", "period"})  # what it may say that is not published


def with_second_parts(tables: Sequence[Table], grids: Mapping[str | None, Grid], evidence: Evidence) -> list[Table]:
    """Join the texts or statuses of each table without progress to the updates on its actions in another table.

    `grids` holds the sheets by name. All rows of the first table must be on actions of the other one, and add only
    texts, a status or an agency; nothing on its sheet may restrict or hide them.
    """
    found = [*tables]
    for place, second in enumerate(tables):
        told = {column for row in second.updates for column in row.cells}
        columns = told & {*evidence.narrative} or told & {"status"}
        if not columns or not _may_be_second(second, grids[second.sheet], evidence):
            continue
        for at, first in enumerate(found):
            pairs = _pairs(first, second, columns, evidence) if _may_be_first(first, columns) else []
            near = first.sheet == second.sheet or columns != {"status"}
            if pairs and (near or _are_of_all(pairs, first, evidence)):
                found[at], found[place] = _joined(first, second, pairs)
                break
    return found


def _are_of_all(pairs: Sequence[tuple[Row, Row]], first: Table, evidence: Evidence) -> bool:
    """Whether statuses on another sheet are no summary: they are those of all updates, and do not count 1, 2, 3 …"""
    counted = [(str(number),) for number in range(1, len(pairs) + 1)]
    return len(pairs) == len(first.updates) and [_codes(row, evidence) for _, row in pairs] != counted


def _may_be_first(table: Table, columns: AbstractSet[str]) -> bool:
    """Whether a table has progress, and lacks these columns."""
    own = {name for heading in table.headings for name in (heading.column, heading.joined)}
    own |= {name for row in table.updates for name in row.cells.elsewhere}
    return "progress" in own and own.isdisjoint(columns) and not (table.doubts or table.is_form)


def _may_be_second(table: Table, grid: Grid, evidence: Evidence) -> bool:
    """Whether a table lacks progress, and is not about an earlier period, wholly or partly hidden, or restricted."""
    sheet, period = grid.sheet, evidence.edition.period
    if table.heading("progress") or table.doubts or table.missing or table.hidden or table.is_form:
        return False
    if sheet.comments or sheet.hidden_columns or any(row.hidden or row.formulas for row in table.rows):
        return False
    plan = evidence.edition.framework
    told = {cell.at for row in table.updates for column, cell in row.cells.raw.items() if column in evidence.narrative}
    outside = [trimmed(cell.value) for line in grid.lines for cell in line.cells if cell.at not in told]
    cells = {cell.at for row in table.updates for cell in row.cells.raw.values() if cell.row == row.number}
    if (period and _is_from_earlier(table, period, evidence)) or covered(sheet.merges, cells):
        return False
    if any(asked_of_text(heading.text) for heading in table.headings):  # `OK to publish?`
        return False
    said = (sheet.name, *sheet.on_each_page, *sheet.drawn.values(), *sheet.described, *outside)
    return not any(notice_in(text, period) or other_plan(text, plan) for text in said)


def _is_from_earlier(table: Table, period: ReportingPeriod, evidence: Evidence) -> bool:
    plan = evidence.edition.framework
    stated = deciding_period(table, period, plan)
    if stated is None or stated[1] is not Fit.OTHER:
        return False
    return all(span.last <= period.end for span in spans(stated[0].text, plan))


def _pairs(first: Table, second: Table, columns: AbstractSet[str], evidence: Evidence) -> list[tuple[Row, Row]]:
    """The rows of both tables on each action; empty if they differ in anything but the texts of the second one."""
    rows, added = ({_codes(row, evidence): row for row in table.updates} for table in (first, second))
    plain = all(row.cells.raw.keys() <= columns | _REPEATED | _BESIDE for row in second.updates)
    plain = plain and not any(_says_more(row, evidence) for row in second.updates)
    unique = len(rows) == len(first.updates) and len(added) == len(second.updates) and () not in added
    if not (plain and unique and added.keys() <= rows.keys()):
        return []
    pairs = [(rows[codes], row) for codes, row in added.items()]
    both = [((first, own), (second, more)) for own, more in pairs]
    return pairs if all(_agree(what, *each, evidence) for each in both for what in (AGENCY, "status")) else []


def _codes(row: Row, evidence: Evidence) -> Sequence[str]:
    return evidence.codes(row.cells.raw[ACTION].value) if ACTION in row.cells else ()


def _says_more(row: Row, evidence: Evidence) -> bool:
    """Whether a row continues another, or has a further text near its own cells."""
    others = [cell for cell in row.other if evidence.kind_of(cell) is Kind.SENTENCE]
    near = without_far_cells(Line(row.number, sorted([*row.cells.raw.values(), *others], key=lambda cell: cell.at)))
    return row.continues is not None or any(cell in others for cell in near.cells)


def _agree(what: str, one: tuple[Table, Row], other: tuple[Table, Row], evidence: Evidence) -> bool:
    """Whether two rows, with the statements about their tables, have the same agency or status, or one has none."""
    texts = []
    for table, row in (one, other):
        stated = table.statement(what)
        texts.append(row.cells.text(what) or (stated.text if stated else ""))
    return not all(texts) or evidence.meaning(what, texts[0]) == evidence.meaning(what, texts[1])


def _joined(first: Table, second: Table, pairs: Sequence[tuple[Row, Row]]) -> tuple[Table, Table]:
    """Both tables, with the texts of the second in the rows of the first."""
    added = {own.number: more for own, more in pairs}
    rows = (_with_added(row, added[row.number]) if row.number in added else row for row in first.rows)
    kept = (row if row.kind is not RowKind.UPDATE else _moved(row) for row in second.rows)
    return first._replace(rows=tuple(rows)), second._replace(rows=tuple(kept))


def _with_added(row: Row, added: Row) -> Row:
    """A row with what only the other one says: the texts, and perhaps a status or an agency."""
    texts = {name: cell for name, cell in added.cells.raw.items() if name not in {*row.cells, *_BESIDE}}
    own, elsewhere = row.cells, dict.fromkeys(texts, added.cells.origin)
    return row._replace(cells=Cells(own.origin, {**own.raw, **texts}, {**own.elsewhere, **elsewhere}))


def _moved(row: Row) -> Row:
    cells = [cell._replace(value=None) for cell in row.cells.raw.values() if cell.row == row.number]
    return row._replace(kind=RowKind.CONTINUATION, cells=Cells(row.cells.origin, {}), other=cells, continues=row.number)
