"""Read a sheet in the way that puts the most words into updates: upright, turned, as forms or as other entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

from poatool.framework.columns import DeclaredLayout
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind, count_words
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.layout.columns import PAIR
from poatool.submissions.layout.heading_cells import main_part
from poatool.submissions.layout.merit import Reading, merit_of
from poatool.submissions.layout.questions import without_q_and_a
from poatool.submissions.layout.side_by_side import Layout
from poatool.submissions.layout.tables import declared_tables, layouts, table_of, with_lines_between
from poatool.submissions.model import By, Table
from poatool.submissions.statements.labels import labelled
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.submissions.statements.titles import action_in, names_only_time
from poatool.workbooks.model import RawCell, trimmed

if TYPE_CHECKING:
    from poatool.submissions.layout.entries import Entries

ENOUGH = 0.6  # if a reading puts at least this share of the words into updates, no other way is tried
TURNED_LINES, _TURNED_COLUMNS = 400, 60  # the most lines of a sheet read as forms or turned; the most columns if turned
_LETTERHEAD = 8  # how many lines to search for the agency of a whole sheet


def read_sheet(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """Read a sheet in the way that puts the most words into updates; tab, titles or labels state what is `scoped`."""
    if not grid.ours and 2 * sum(len(line.cells) <= PAIR for line in grid.lines) > len(grid.lines):
        grid = grid._replace(lines=without_q_and_a(grid.lines, evidence.edition))
    straight = _upright(grid, evidence, scoped, {})
    if grid.ours:
        return straight
    dated = _dated_columns(grid, straight, evidence)
    cells = (cell for line in grid.lines for cell in line.cells if cell.column not in dated)
    counted = ((cell, count_words(trimmed(cell.value))) for cell in cells)
    words = sum(count for cell, count in counted if count and evidence.kind_of(cell) is not Kind.ACTION)

    def holds_most(reading: Reading) -> bool:
        merit = merit_of(reading, scoped, evidence)
        return bool(words or dated) and _is_headed(reading) and merit.plain and merit.words >= ENOUGH * words

    if holds_most(straight):
        return straight
    from poatool.submissions.layout.recurring_labels import recurring_entries  # imported here, as few sheets need it

    tried = [straight, _of_entries(recurring_entries(grid, evidence), evidence, scoped)]
    rows = [row for table in tried[-1].tables for row in table.updates]
    sure = any(AGENCY in row.cells for row in rows) and holds_most(tried[-1])
    if len(grid.lines) <= TURNED_LINES and not sure:
        tried += _as_forms(grid, evidence, scoped)
    asking = (each for each in tried[1:] if ACTION in scoped or _asks_for_action(each, straight.tables))

    def preference(reading: Reading) -> tuple[object, ...]:
        words, *other_merits = merit_of(reading, scoped, evidence)
        headed, upright = words > 0 and _is_headed(reading), words > 0 and reading is straight
        names_actions = words > 0 or _asks_for_action(reading, straight.tables)
        return words, headed, upright, names_actions, other_merits

    best = max([straight, *asking], key=preference)
    if len(grid.lines) > TURNED_LINES or merit_of(best, scoped - {ACTION}, evidence).updates:
        return best
    from poatool.submissions.layout.letters import letter_entries

    told = _of_entries([letter_entries(grid, evidence, least=1 if AGENCY in scoped else PAIR)], evidence, scoped)
    if not any(table.updates and not table.doubts for table in told.tables):
        return best
    own = [(each, (h._replace(by=By.TEXT) if h.column == ACTION else h for h in each.headings)) for each in told.tables]
    return Reading(tuple(table._replace(headings=tuple(headings)) for table, headings in own))


def _of_entries(parts: "Iterable[Entries | None]", evidence: Evidence, scoped: frozenset[str]) -> Reading:
    read = (each.entry_tables(_upright(each.grid, evidence, scoped, {}).tables) for each in parts if each)
    return Reading(tuple(chain.from_iterable(read)))


def _as_forms(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Iterator[Reading]:
    """The sheet read as a board or as forms and, if it is not too wide, as turned."""
    from poatool.submissions.layout.forms import form_entries
    from poatool.submissions.layout.recurring_labels import board_entries  # imported here, as few sheets need them

    body = _below_letterhead(grid, evidence, most=1)
    yield _of_entries([board_entries(grid, evidence) or form_entries(body, evidence)], evidence, scoped)
    if max((line.cells[-1].column for line in grid.lines), default=0) <= _TURNED_COLUMNS:
        yield _turned(_below_letterhead(body, evidence, most=2), evidence, scoped)


def _dated_columns(grid: Grid, straight: Reading, evidence: Evidence) -> set[int]:
    """The columns with a time outside the period in the heading or, on a turned sheet, in a cell beside the actions."""
    found = {heading.cell.column for table in straight.tables for heading in table.headings if heading.dated}
    for first, *others in (line.cells for line in grid.lines):
        if evidence.headings.sense(trimmed(first.value)).exact == ACTION:
            texts = (cell for cell in others if evidence.kind_of(cell) not in ACTION_KINDS)
            found.update(cell.column for cell in texts if evidence.headings.sense(trimmed(cell.value)).dated)
    return found


def _is_headed(reading: Reading) -> bool:
    return all(table.headings for table in reading.tables)


def _asks_for_action(reading: Reading, upright: Sequence[Table]) -> bool:
    """Whether every table of a reading has actions. One is enough if the sheet has no table when read `upright`."""
    known = ({one.column for one in table.doubts}.union(*(row.cells for row in table.rows)) for table in reading.tables)
    found = [table.heading(ACTION) or ACTION in columns for table, columns in zip(reading.tables, known, strict=True)]
    return any(found) and (all(found) or not upright)


def read_declared(
    grid: Grid, declared: Sequence[DeclaredLayout], evidence: Evidence, scoped: frozenset[str]
) -> Reading:
    """The declared tables of a sheet, and no others."""
    found = list(declared_tables(grid, declared, evidence))
    read = _read_all(grid, [layout for layout, _ in found], evidence, scoped, {})
    tables = tuple(
        table._replace(missing=missing, header_row=table.header_row if table.rows else each.heading_row)
        for table, (_, missing), each in zip(read, found, declared, strict=True)
    )
    return Reading(with_lines_between(grid, tables))


def _below_letterhead(grid: Grid, evidence: Evidence, most: int) -> Grid:
    """Leave out lines at the top that give facts about a sheet, or name its agency in at most `most` cells."""
    last, first = -1, min((line.cells[0].column for line in grid.lines), default=0)
    for place, line in enumerate(grid.lines[:_LETTERHEAD]):
        cells = main_part(line, evidence).cells
        facts = line.cells[0].column == first and _is_beside_facts(line, evidence)
        if facts or (len(cells) <= most and any(what == AGENCY for what, _ in labelled([line], evidence))):
            last = place
        elif len(cells) > most:
            break
    rest = grid.lines[last + 1 :]
    wider = any(len(main_part(line, evidence).cells) > most for line in rest)
    named = (what for line in rest for what, _ in labelled([line], evidence)) if wider and last >= 0 else [AGENCY]
    return grid if AGENCY in named else grid._replace(lines=rest)  # the agency at the top may be the first entry's


def _is_beside_facts(line: Line, evidence: Evidence) -> bool:
    """Whether a line is an agency beside facts about the sheet, or a title beside its period: `Report | 2022`."""
    texts = [trimmed(cell.value) or cell.text for cell in line.cells]
    first, *kinds = map(evidence.kind_of, line.cells)
    facts = first is Kind.AGENCY and (len(kinds) == 1 or not {*kinds} <= ACTION_KINDS)
    return facts or [names_only_time(text, evidence.edition.framework) for text in texts] == [False, True]


def _upright(grid: Grid, evidence: Evidence, scoped: frozenset[str], sections: Mapping[str, RawCell]) -> Reading:
    """Read a sheet as it stands; `sections` holds the agency, action or period named in titles above the grid."""
    found = layouts(grid, evidence, action_known=ACTION in scoped)
    kept = [layout for layout in found if _holds_updates(layout, scoped, evidence)]
    kept = [each for each in kept if any(column.values for column in each.assignment.candidates)] or kept
    kept = [each for each in kept if not _is_about_other(each, evidence)] or kept
    rest = [each for each in found if each not in kept and each.holds_texts]
    if kept:
        named = [each for each in rest if ACTION in each.assignment.by_column]
        added = [each for each in named if not any(one.sense.other for one in each.assignment.candidates)]
        kept = [each for each in found if each in kept or each in added]
    readings = (with_lines_between(grid, _read_all(grid, group, evidence, scoped, sections)) for group in (kept, rest))
    return Reading(*readings)


def _is_about_other(layout: Layout, evidence: Evidence) -> bool:
    """Whether all texts of a table are about a subject other than work on the actions, such as risks."""
    texts = [each for each in layout.assignment.candidates if each.holds_texts]
    named = layout.assignment.by_column.keys() | {doubt.column for doubt in layout.assignment.doubts}
    return bool(texts) and all(each.sense.other for each in texts) and named.isdisjoint(evidence.narrative)


def _read_all(
    grid: Grid, kept: Sequence[Layout], evidence: Evidence, scoped: frozenset[str], sections: Mapping[str, RawCell]
) -> tuple[Table, ...]:
    """The tables of the `kept` layouts. Statements in the last rows of a table apply to the table below."""
    tables: list[Table] = []
    following = sections
    for place, layout in enumerate(kept):
        if not place or layout.start != kept[place - 1].start:  # blocks of a wide table have the same title
            sections = following
        table, following = table_of(grid, layout, evidence, scoped, sections)
        tables.append(table)
    return tuple(tables)


def _holds_updates(layout: Layout, scoped: frozenset[str], evidence: Evidence) -> bool:
    """Whether a table holds updates: it has a column of answers, even a doubtful one, and its actions are known."""
    columns = set(layout.assignment.by_column) | {doubt.column for doubt in layout.assignment.doubts}
    if layout.block is not None and layout.block.name is not None:
        columns.add(layout.block.what)
    columns |= {"progress" if each.texts else each.what for each in layout.assignment.named if each.what != AGENCY}
    action_stated = ("progress" in columns or bool(layout.assignment.doubts)) and (ACTION in scoped or len(columns) > 1)
    return not columns.isdisjoint(evidence.answers) and (ACTION in columns or action_stated)


def _turned(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """The tables of a turned sheet: its headings are in a column, and each further column is read as a row.

    Blocks between empty rows are read one by one, unless reading them together puts more words into updates. A block
    without updates is read with the block above or, if it is the first or has a title, with the block below.
    """
    parts: list[Grid] = []
    waiting: list[Line] = []
    for _, block in groupby(enumerate(grid.lines), lambda each: each[1].number - each[0] * grid.step):
        part = grid._replace(lines=[*waiting, *(line for _, line in block)])
        words = merit_of(_turned_block(part, evidence, scoped), scoped, evidence).words
        waiting = [] if words or (parts and len(part.lines[0].cells) > 1) else list(part.lines)
        if words:
            parts.append(part)
        elif not waiting:
            parts[-1] = parts[-1]._replace(lines=[*parts[-1].lines, *part.lines])
    read = [_turned_block(each, evidence, scoped) for each in parts]
    blockwise = Reading(tuple(table for each in read for table in each.tables))
    return max(blockwise, _turned_block(grid, evidence, scoped), key=lambda each: merit_of(each, scoped, evidence))


def _turned_block(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """A transposed block's tables; the last title above its headings may name the action."""
    sections: dict[str, RawCell] = {}
    first = _first_shared(grid.lines)
    if first:
        title, grid = grid.lines[first - 1].cells[0], grid._replace(lines=grid.lines[first:])
        if trimmed(title.value) and (action := action_in(trimmed(title.value), evidence)) is not None:
            sections[ACTION] = title._replace(value=action, row=title.column, column=title.row)
    from poatool.submissions.layout.entries import turned, upright  # imported here, as few sheets need it

    straight = _upright(turned(grid), evidence, scoped | sections.keys(), sections)
    return Reading(tuple(table for each in straight.tables for table in upright(each)))


def _first_shared(lines: Sequence[Line]) -> int:
    """Find the first line that has a cell, other than its first, directly above another cell: its index, or 0."""
    columns = [{cell.column for cell in line.cells} if len(line.cells) > 1 else set[int]() for line in lines]
    pairs = zip(lines, columns[1:], strict=False)
    return next((at for at, (line, below) in enumerate(pairs) if below & {cell.column for cell in line.cells[1:]}), 0)
