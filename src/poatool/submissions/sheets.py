"""Read a sheet as tables, upright, turned or as forms, whichever puts the most words into updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from poatool.framework.model import DeclaredLayout
from poatool.submissions.declared import declared_tables
from poatool.submissions.evidence import Evidence
from poatool.submissions.forms import form_table, forms
from poatool.submissions.grid import Grid, together
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.kinds import Kind
from poatool.submissions.labels import labelled
from poatool.submissions.layout import layouts
from poatool.submissions.model import Row, RowKind, Table
from poatool.submissions.scope import ACTION
from poatool.submissions.side_by_side import Layout
from poatool.submissions.tables import table_of, with_lines_between
from poatool.submissions.titles import action_in
from poatool.submissions.turned import blocks, turn, upright
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

_ENOUGH = 0.6
"""The share of running words that an upright reading must place for no other to be tried."""

_TURNED_LINES = 400

_TURNED_COLUMNS = 60


class Reading(NamedTuple):
    """The tables of a sheet, the row at which the first begins, and how many words they place.

    `lacking` are tables that name actions and hold texts, none of which may be published.
    """

    tables: tuple[Table, ...]
    top: int
    words: int
    lacking: tuple[Table, ...] = ()


NOTHING = Reading((), 10**9, 0)


def read_sheet(grid: Grid, evidence: Evidence, scoped: frozenset[str], *, from_template: bool) -> Reading:
    """The reading of a sheet that puts the most words into updates.

    `scoped` are columns that its tab or a label gives.
    """
    straight = _straight(grid, evidence, scoped)
    if from_template or _places_most(straight, grid):
        return straight
    told = sum(_words(cell) for line in grid.lines for cell in line.cells)
    if told and straight.words >= _ENOUGH * told:
        return straight
    found = [straight, *(each for each in _others(grid, evidence, scoped) if _asks_for_action(each, scoped))]
    return max(
        found,
        key=lambda each: (
            each.words,
            _named(each, scoped, evidence),
            _answered(each, evidence),
            each is straight,
        ),
    )


def _asks_for_action(reading: Reading, scoped: frozenset[str]) -> bool:
    """Whether a reading finds, or has a place for, the actions of its rows."""
    return ACTION in scoped or any(
        table.heading(ACTION) is not None or any(ACTION in row.cells for row in table.rows) for table in reading.tables
    )


def _answered(reading: Reading, evidence: Evidence) -> int:
    """How many cells of updates contain an answer; a status that the plan does not know is none."""
    rows = [row for table in reading.tables for row in table.rows if row.kind is RowKind.UPDATE]
    known = sum(
        name != "status" or (cell.value is not None and evidence.kind(cell.value) is Kind.STATUS)
        for row in rows
        for name, cell in row.cells.raw.items()
        if name in evidence.answers
    )
    return known + sum(len(row.formulas.keys() - row.cells.raw.keys()) for row in rows)


def read_declared(
    grid: Grid,
    declared: Sequence[DeclaredLayout],
    evidence: Evidence,
    scoped: frozenset[str],
) -> Reading:
    """The declared tables of a sheet, and no others."""
    found = list(declared_tables(grid, declared, evidence))
    layouts = [layout for layout, _ in found]
    tables = tuple(
        table._replace(missing=missing, header_row=table.header_row if table.rows else each.heading_row)
        for table, (_, missing), each in zip(
            _read_all(grid, layouts, evidence, scoped, sections={}), found, declared, strict=True
        )
    )
    tops = [grid.lines[layout.top].number for layout in layouts if layout.top < len(grid.lines)]
    tables = with_lines_between(grid, layouts, tables)
    return Reading(tables, min(tops, default=NOTHING.top), _placed(tables, scoped, evidence))


def _named(reading: Reading, scoped: frozenset[str], evidence: Evidence) -> int:
    """How many updates with a text name their action; those that do so themselves, if any."""
    texts = set(evidence.narrative)
    rows = [row for table in reading.tables for row in table.rows if not texts.isdisjoint(row.cells)]
    own = sum(row.kind is RowKind.UPDATE and _names_action(row, evidence) for row in rows)
    return own or sum(_is_named(row, scoped, evidence) for row in rows)


def _is_named(row: Row, scoped: frozenset[str], evidence: Evidence) -> bool:
    return row.kind is RowKind.UPDATE and ("action" in scoped or _names_action(row, evidence))


def _places_most(reading: Reading, grid: Grid) -> bool:
    """Whether nearly every row of a sheet is an update or an unanswered row, so that no other reading is tried."""
    rows = sum(row.kind in (RowKind.UPDATE, RowKind.UNANSWERED) for table in reading.tables for row in table.rows)
    return reading.words > 0 and rows >= _MOST * len(grid.lines)


_MOST = 0.8


def _others(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Iterator[Reading]:
    if len(grid.lines) <= _TURNED_LINES:
        yield _forms(_below_labels(grid, evidence, of=1), evidence)
        if max((line.cells[-1].column for line in grid.lines), default=0) <= _TURNED_COLUMNS:
            yield _turned(_below_labels(_below_labels(grid, evidence, of=1), evidence, of=2), evidence, scoped)


def _below_labels(grid: Grid, evidence: Evidence, of: int) -> Grid:
    """A sheet without lines at its top, of up to this many cells, that name the agency of the whole sheet."""
    last = -1
    for place, line in enumerate(grid.lines[:_LETTERHEAD]):
        if len(together(line).cells) <= of and any(what == "agency" for what, _ in labelled([line], evidence)):
            last = place
        elif len(line.cells) > 1:
            break
    wider = any(len(line.cells) > of for line in grid.lines[last + 1 :])
    return grid._replace(lines=grid.lines[last + 1 :]) if wider else grid


_LETTERHEAD = 8
"""How many lines are searched for the agency of a whole sheet."""


def _words(cell: RawCell) -> int:
    if not isinstance(cell.value, str):
        return 0
    count = len(cell.value.split())
    return count if count > 4 else 0  # noqa: PLR2004


def _placed(tables: Iterable[Table], scoped: frozenset[str], evidence: Evidence) -> int:
    """How many words, in text columns, belong to updates that name their action."""
    return sum(
        _words(row.cells.raw[column])
        for table in tables
        if not table.doubts
        for row in table.rows
        if _is_named(row, scoped, evidence)
        for column in evidence.narrative
        if column in row.cells
    )


def _names_action(row: Row, evidence: Evidence) -> bool:
    action = row.cells.raw.get("action")
    return (
        action is not None
        and action.value is not None
        and evidence.kind(action.value) in (Kind.ACTION, Kind.NUMBER_OF_ACTION, Kind.DITTO)
    )


def _straight(
    grid: Grid,
    evidence: Evidence,
    scoped: frozenset[str],
    *,
    sections: Mapping[str, RawCell] = {},
) -> Reading:
    found = layouts(grid, evidence, action_known="action" in scoped)
    kept = [layout for layout in found if _is_of_updates(layout, scoped, evidence)]
    if any(_has_actions(layout, evidence) for layout in kept) and ACTION not in scoped:
        kept = [each for each in kept if _has_actions(each, evidence) or not _may_explain(each)]
    rest = [each for each in found if each not in kept and ACTION in each.assignment.by_column and each.holds_texts]
    if kept:
        beside = [each for each in rest if not any(one.sense.other for one in each.assignment.candidates)]
        kept = [each for each in found if each in kept or each in beside]
    tables, lacking = (_read_all(grid, some, evidence, scoped, sections=sections) for some in (kept, rest))
    top = min(
        (grid.lines[layout.top].number for layout in kept or rest if layout.top < len(grid.lines)), default=NOTHING.top
    )
    return Reading(with_lines_between(grid, kept, tables), top, _placed(tables, scoped, evidence), lacking)


def _read_all(
    grid: Grid,
    kept: Sequence[Layout],
    evidence: Evidence,
    scoped: frozenset[str],
    *,
    sections: Mapping[str, RawCell],
) -> tuple[Table, ...]:
    """The tables of some layouts, each with statements from the last rows of the table above."""
    tables: list[Table] = []
    following = sections
    for place, layout in enumerate(kept):
        if not place or layout.start != kept[place - 1].start:  # blocks of a wide table have the same title
            sections = following
        table, following = table_of(grid, layout, evidence, scoped, sections)
        tables.append(table)
    return tuple(tables)


def _has_actions(layout: Layout, evidence: Evidence) -> bool:
    """Whether a table names actions, other than by numbers that may count anything beside statuses alone."""
    columns = layout.assignment.by_column
    if ACTION in columns and columns.keys().isdisjoint(evidence.narrative) and not layout.assignment.sides:
        action = next(each for each in layout.assignment.candidates if each.column == ACTION)
        words = fold_heading(action.text).split()
        return action.profile.share(Kind.ACTION) > 0 or not evidence.headings.action_names.isdisjoint(words)
    doubted = any(doubt.column == ACTION for doubt in layout.assignment.doubts)
    return doubted or ACTION in columns or (layout.block is not None and layout.block.of == ACTION)


def _may_explain(layout: Layout) -> bool:
    """Whether a table without actions may explain or count: it has no rows, or no running texts."""
    return layout.start == layout.stop or not any(each.holds_texts for each in layout.assignment.candidates)


def _is_of_updates(layout: Layout, scoped: frozenset[str], evidence: Evidence) -> bool:
    """Whether a table is one of updates: it has an action and something to say, or one of them is in doubt."""
    columns = set(layout.assignment.by_column) | {doubt.column for doubt in layout.assignment.doubts}
    if layout.block is not None and layout.block.name is not None:
        columns.add(layout.block.of)
    return not columns.isdisjoint(evidence.answers) and bool(
        "action" in columns or ("progress" in columns and ("action" in scoped or len(columns) > 1))
    )


# A turned sheet.


def _turned(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """The tables of a sheet whose headings are in a column; each further column is a row.

    Blocks between empty rows are read one by one, unless reading them together places more words.
    """
    parts = [block for each in blocks(grid) if (block := _turned_block(each, evidence, scoped)).words]
    apart = Reading(
        tuple(table for block in parts for table in block.tables),
        min((block.top for block in parts), default=NOTHING.top),
        sum(block.words for block in parts),
    )
    whole = _turned_block(grid, evidence, scoped)
    return max(apart, whole, key=lambda reading: (reading.words, len(reading.tables)))


def _turned_block(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """The tables of a block; a title above its first heading may name the action."""
    sections: dict[str, RawCell] = {}
    first, second = ([together(line).cells for line in grid.lines[:2]] + [(), ()])[:2]
    if len(first) == 1 and len(second) > 1:
        title, grid = first[0], grid._replace(lines=grid.lines[1:])
        if trimmed(title.value) and (action := action_in(trimmed(title.value), evidence)) is not None:
            sections["action"] = title._replace(value=action, row=title.column, column=title.row)
    straight = _straight(turn(grid), evidence, scoped | sections.keys(), sections=sections)
    tables = [table for each in straight.tables for table in upright(each, grid.origin, evidence.narrative)]
    top = min((heading.cell.row for table in tables for heading in table.headings), default=NOTHING.top)
    return straight._replace(tables=tuple(tables), top=top, words=straight.words if tables else 0)


# Forms.


def _forms(grid: Grid, evidence: Evidence) -> Reading:
    tables = [form_table(grid, entries, evidence) for entries in forms(grid, evidence)]
    if not tables:
        return NOTHING
    return Reading(tuple(tables), min(table.header_row for table in tables), _placed(tables, frozenset(), evidence))
