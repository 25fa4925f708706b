"""Join updates whose parts are in several tables: progress in one, and next steps or statuses in another."""

from collections.abc import Mapping, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.framework.spans import spans
from poatool.submissions.evidence.clearance import asked_of_text
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.notice_texts import notice_in
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.tables import recast
from poatool.submissions.model import Cells, Row, RowKind, Table
from poatool.submissions.stated import actions_of, deciding_period
from poatool.submissions.statements.plans import other_plan
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first
from poatool.workbooks.addresses import covered
from poatool.workbooks.model import trimmed

_REPEATED = frozenset({ACTION, "action_text", AGENCY, "status"})  # the columns that a second part may repeat
_BESIDE = frozenset({"contact", "period"})  # unpublished columns that it may also have


def with_second_parts(tables: Sequence[Table], grids: Mapping[str | None, Grid], evidence: Evidence) -> list[Table]:
    """Join the texts or statuses in each table without progress to the updates on its actions in other tables.

    `grids` holds the sheets by name. The actions of such a table must all be in one table on its sheet, or in the
    tables with progress taken together (one a quarter, say); if those are forms, it may have further actions. Rows may
    add only texts, a status or an agency, and nothing on their sheet may restrict or hide them. Even in a table with
    progress, rows with only a status are joined in this way, if tables on other sheets have progress on their actions.
    A whole table of statuses is joined to tables on other sheets only if each of its actions, and no other, has one
    update there, and its numbers do not just count its rows.
    """
    found = [*tables]
    for place, table in enumerate(tables):
        second = _without_progress(table, found, evidence) if table.heading("progress") else table
        answered = {column for row in second.updates for column in row.cells}
        columns = answered & {*evidence.narrative} or answered & {"status"}
        if not columns or not _may_be_second(second, grids[second.sheet], evidence):
            continue
        is_board = columns == {"status"} and second is table
        firsts = [at for at, first in enumerate(found) if _may_be_first(first, second, columns, evidence)]
        beside = [[at] for at in firsts if found[at].sheet == second.sheet and not found[at].is_form]
        for parts in [*beside, firsts]:
            pairs = _pairs([found[at] for at in parts], second, columns, evidence)
            counts = [row.cells.text(ACTION) for row in second.updates] == [*map(str, range(1, len(pairs) + 1))]
            whole = len(pairs) == len(second.updates) == sum(len(found[at].updates) for at in parts) and not counts
            if pairs and (not is_board or whole or {found[at].sheet for at in parts} == {second.sheet}):
                added = {id(pair.added) for pair in pairs}
                found[place] = table._replace(rows=tuple(_as_moved(r) if id(r) in added else r for r in table.rows))
                for at in parts:
                    found[at] = _joined(found[at], pairs, evidence)
                break
        else:
            found[place] = _as_overview(table, found, evidence) if is_board else found[place]
    return found


def _without_progress(table: Table, tables: Sequence[Table], evidence: Evidence) -> Table:
    """A table of only those rows that have a status but no progress, if other sheets have progress on their actions."""
    others = [row for each in tables if each.sheet != table.sheet for row in each.updates]
    reported = {_codes(row, evidence) for row in others if "progress" in row.cells}
    bare = (row for row in table.updates if "status" in row.cells and "progress" not in row.cells)
    rows = tuple(row for row in bare if _codes(row, evidence) in reported)
    return table._replace(rows=rows, headings=tuple(each for each in table.headings if each.column != "progress"))


def _as_overview(board: Table, tables: Sequence[Table], evidence: Evidence) -> Table:
    """Set aside the rows of a table of statuses if each action has an update by the same agency in another table.

    In any case, rows become CONTRARY if these updates disagree with them on how far an action has come.
    """
    status_by_id = evidence.edition.framework.status_by_id
    current = (each for each in tables if not _is_from_earlier(each, evidence))
    rows = by_first((_codes(row, evidence), (table, row)) for table in current for row in table.updates)
    contrary, known = set[int](), set[int]()
    for row in board.updates:
        own = [(table, each) for table, each in rows[_codes(row, evidence)] if "progress" in each.cells]
        meant = [evidence.meaning("status", each.cells.text("status")) for each in (row, *(each for _, each in own))]
        if not own or ACTION not in row.cells:
            continue
        if not all(meant) or not all(_agree(AGENCY, each, (board, row), evidence) for each in own):
            return board
        known.add(row.number)
        stated, *others = [{status_by_id[status].reach for status in each} for each in meant if isinstance(each, tuple)]
        contrary |= set() if stated in others else {row.number}
    if not _adds_only({"status"}, board, evidence):
        return board
    every = known == {row.number for row in board.updates}
    board = recast(board, RowKind.CONTRARY, contrary)
    return board._replace(rows=tuple(map(_as_moved, board.rows))) if every else board


class _Pair(NamedTuple):
    """An update of a table, the row that adds to it, and whether the update is the last one on its action."""

    table: Table
    own: Row
    added: Row
    last: bool


def _may_be_first(table: Table, second: Table, columns: AbstractSet[str], evidence: Evidence) -> bool:
    """Whether a table may hold the progress that a second part adds to: same actions and period, but other columns."""
    own = {name for heading in table.headings for name in (heading.column, heading.joined)}
    own |= {name for row in table.updates for name in row.cells.elsewhere}
    apart = table.is_form and columns != {"status"}
    if "progress" not in own or not own.isdisjoint(columns) or table.doubts or apart:
        return False
    other_actions = actions_of(table, evidence).isdisjoint(actions_of(second, evidence))
    return not (other_actions or _is_from_earlier(table, evidence))


def _may_be_second(table: Table, grid: Grid, evidence: Evidence) -> bool:
    """Whether a table without progress is not about an earlier period, and has nothing that is restricted or hidden."""
    sheet, period = grid.sheet, evidence.edition.period
    if table.doubts or table.missing or table.hidden or table.is_form:
        return False
    if sheet.comments or sheet.hidden_columns or any(row.hidden or row.formulas for row in table.rows):
        return False
    plan = evidence.edition.framework
    texts = {cell.at for row in table.updates for column, cell in row.cells.raw.items() if column in evidence.narrative}
    outside = [trimmed(cell.value) for line in grid.lines for cell in line.cells if cell.at not in texts]
    cells = {cell.at for row in table.updates for cell in row.cells.raw.values() if cell.row == row.number}
    asks = any(asked_of_text(heading.text) for heading in table.headings)  # `OK to publish?`
    if asks or _is_from_earlier(table, evidence) or covered(sheet.merges, cells):
        return False
    around = (sheet.name, *sheet.on_each_page, *sheet.drawn.values(), *sheet.described, *outside)
    return not any(notice_in(text, period) or other_plan(text, plan) for text in around)


def _is_from_earlier(table: Table, evidence: Evidence) -> bool:
    period, plan = evidence.edition.period, evidence.edition.framework
    if period is None or (decides := deciding_period(table, period, plan)) is None:
        return False
    stated, how = decides
    return how is Fit.OTHER and all(span.last <= period.end for span in spans(stated.text, plan))


def _pairs(firsts: Sequence[Table], second: Table, columns: AbstractSet[str], evidence: Evidence) -> list[_Pair]:
    """Pair each row of a second part with the updates on its action; empty if any pair disagrees or a row says more."""
    rows = by_first((_codes(row, evidence), (table, row)) for table in firsts for row in table.updates)
    added = {_codes(row, evidence): row for row in second.updates}
    unique = all(len({id(table) for table, _ in each}) == len(each) for each in rows.values())
    known = added.keys() <= rows.keys() or all(table.is_form for table in firsts)
    distinct = len(added) == len(second.updates) and () not in added
    if not (unique and known and distinct and _adds_only(columns, second, evidence)):
        return []
    pairs = [_Pair(*row, more, row is rows[codes][-1]) for codes, more in added.items() for row in rows.get(codes, ())]
    both = [((pair.table, pair.own), (second, pair.added)) for pair in pairs]
    same = all(_agree(AGENCY, both[0][0], own, evidence) for own, _ in both)
    return pairs if same and all(_agree(what, *each, evidence) for each in both for what in (AGENCY, "status")) else []


def _adds_only(columns: AbstractSet[str], second: Table, evidence: Evidence) -> bool:
    """Whether the rows of a second part have only these columns, those it may repeat and unpublished ones."""
    plain = all(row.cells.raw.keys() <= columns | _REPEATED | _BESIDE for row in second.updates)
    return plain and not any(_says_more(row, evidence) for row in second.updates)


def _codes(row: Row, evidence: Evidence) -> Sequence[str]:
    return evidence.codes(row.cells.raw[ACTION].value) if ACTION in row.cells else ()


def _says_more(row: Row, evidence: Evidence) -> bool:
    others = [cell for cell in row.other if evidence.kind_of(cell) is Kind.SENTENCE]
    near = without_far_cells(Line(row.number, sorted([*row.cells.raw.values(), *others], key=lambda cell: cell.at)))
    return row.continues is not None or any(cell in others for cell in near.cells)


def _agree(what: str, one: tuple[Table, Row], other: tuple[Table, Row], evidence: Evidence) -> bool:
    """Whether two rows have the same agency or status, perhaps as stated for their tables, or one of them has none."""
    said = ((row.cells.text(what), table.statement(what)) for table, row in (one, other))
    texts = [text or (stated.text if stated else "") for text, stated in said]
    return not all(texts) or evidence.meaning(what, texts[0]) == evidence.meaning(what, texts[1])


def _joined(first: Table, pairs: Sequence[_Pair], evidence: Evidence) -> Table:
    """A table with what the second part adds: a status to each update, and texts to the last update on an action."""
    changed: dict[int, Row] = {}
    for pair in pairs:
        own, added = pair.own.cells, pair.added.cells
        left_out = {*own, *_BESIDE, *(() if pair.last else evidence.narrative)}
        texts = {name: cell for name, cell in added.raw.items() if name not in left_out}
        elsewhere = {**own.elsewhere, **dict.fromkeys(texts, added.origin)}
        changed[id(pair.own)] = pair.own._replace(cells=Cells(own.origin, {**own.raw, **texts}, elsewhere))
    return first._replace(rows=tuple(changed.get(id(row), row) for row in first.rows))


def _as_moved(row: Row) -> Row:
    if row.kind is not RowKind.UPDATE:
        return row
    cells = [cell._replace(value=None) for cell in row.cells.raw.values() if cell.row == row.number]
    return row._replace(kind=RowKind.CONTINUATION, cells=Cells(row.cells.origin, {}), other=cells, continues=row.number)
