"""Find the tables of a sheet, by headings, by content or as declared, and the rows and headings of each."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import pairwise

from poatool.framework.columns import DeclaredLayout
from poatool.framework.dates import Fit
from poatool.framework.model import Framework
from poatool.submissions.evidence.heading_words import Other, fold_heading
from poatool.submissions.evidence.kinds import ACTION_KINDS, EXAMPLE, Kind, is_no_answer
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.assignment import Assignment
from poatool.submissions.layout.columns import FULL_WIDTH, ROLE, Candidate, Head, candidates_of, text_of_heading
from poatool.submissions.layout.heading_rows import head_above, head_of, heads_of, titles_over
from poatool.submissions.layout.row_values import RowValues
from poatool.submissions.layout.rows import Reader
from poatool.submissions.layout.runs import runs_of
from poatool.submissions.layout.side_by_side import Block, Layout, tables_below
from poatool.submissions.model import By, Cell, Cells, Doubt, Heading, Row, RowKind, Table
from poatool.submissions.sources import in_file
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.addresses import column_number
from poatool.workbooks.model import RawCell, Workbook, trimmed

_LETTERS = lazy_pattern(r"[A-Za-z]{1,3}")
_ALSO_TEXT = 0.5  # a heading about another subject that has at least this weight for a text column is reported


def layouts(grid: Grid, evidence: Evidence, *, action_known: bool = False) -> list[Layout]:
    """The tables of a sheet, from top to bottom. With `action_known`, the tab, a title or a label names the action."""
    heads = heads_of(grid, evidence)
    found = _unheaded(grid, heads[0].first if heads else len(grid.lines), evidence, action_known=action_known)
    stops = [*(head.first for head in heads[1:]), len(grid.lines)]
    rows = [range(head.last + 1, stop) for head, stop in zip(heads, stops, strict=False)]
    placed = ({(at, grid.area_of(c).right, fold_heading(text)) for at, (c, text) in h.texts.items()} for h in heads)
    printed = [*map(frozenset, placed)]  # tables with the same headings at the same places also have the same columns
    alike = by_first(zip(printed, rows, strict=True))
    known: dict[tuple[object, range], Layout | None] = {}
    for head, texts, below in zip(heads, printed, rows, strict=True):
        runs = runs_of(grid, head, below.stop, evidence)
        for run in runs:
            if equal := known.get((texts, run)):
                tables = [equal.headed_by(head.within(run), below)]
            else:
                tables = [*tables_below(grid, head, alike.get(texts, [below]), evidence, run)]
                known[texts, run] = tables[0] if tables[0].block is None else None
            others = {at for other in runs if other is not run for at in other}
            found += [each._replace(left_out=each.left_out | others) for each in tables]
        alike.pop(texts, None)
    return found


def _unheaded(grid: Grid, stop: int, evidence: Evidence, *, action_known: bool) -> list[Layout]:
    """A table without known headings, recognised by its content: rows with an action beside running text."""
    lines = list(map(without_far_cells, grid.lines[:stop]))
    rows = [index for index, line in enumerate(lines) if _reports(line, evidence, action_known=action_known)]
    if not rows:
        return []
    top = rows[0]
    if any(_asks_for_text(line, below, evidence) for line, below in pairwise([*lines[top:], lines[-1]])):
        return []  # the lines are those of a form
    head = head_above(grid, top, evidence)
    columns = [cell.column for index in rows for cell in grid.lines[index].cells]
    found = tables_below(grid, head, [range(top, stop)], evidence, range(min(columns), max(columns) + 1))
    return [each for each in found if "progress" in each.assignment.by_column or each.assignment.doubts]


def _asks_for_text(line: Line, below: Line, evidence: Evidence) -> bool:
    """Whether a line is only the label of a text below it, or has a label and its text: `Coming up | Two courses`."""
    label, *more = line.cells
    sense = evidence.headings.sense(trimmed(label.value))
    beside = sense.best[1] >= ROLE and sense.best[0] in evidence.answers and evidence.kind_of(label) is Kind.WORDS
    asks = beside if more else sense.exact in evidence.narrative
    return asks and evidence.kind_of((more or below.cells)[-1]) is Kind.SENTENCE


def _reports(line: Line, evidence: Evidence, *, action_known: bool) -> bool:
    """Whether a row has running text in one cell and, unless `action_known`, names an action in another."""
    kinds = [evidence.kind(cell.value) for cell in line.cells if cell.value is not None]
    if Kind.SENTENCE not in kinds or len(kinds) == 1 or evidence.headings.sense(trimmed(line.cells[0].value)).exact:
        return False
    # Only English labels are known: in another language, a first cell with words may be a label of any kind.
    known = action_known and (kinds[0] is not Kind.WORDS or evidence.edition.framework.language.startswith("en"))
    return known or not ACTION_KINDS.isdisjoint(kinds)


def declared_by_sheet(
    framework: Framework, workbook: Workbook
) -> tuple[Mapping[str, Sequence[DeclaredLayout]], tuple[str, ...]]:
    """The declared layouts of each sheet, from top to bottom; if the file lacks all these sheets, their names."""
    names = [sheet.name for sheet in workbook.sheets]
    found: dict[str, dict[int, DeclaredLayout]] = {}
    ours = [layout for layout in framework.layouts if in_file(layout.file, workbook.path)]
    for layout in ours:
        same = [name for name in names if name.strip().casefold() == (layout.sheet or "").strip().casefold()]
        for name in names[:1] if layout.sheet is None else same:
            found.setdefault(name, {}).setdefault(layout.heading_row, layout)
    by_row = {name: [layouts[row] for row in sorted(layouts)] for name, layouts in found.items()}
    return by_row, () if found else tuple(dict.fromkeys(each.sheet for each in ours if each.sheet is not None))


def declared_tables(
    grid: Grid, declared: Sequence[DeclaredLayout], evidence: Evidence
) -> Iterator[tuple[Layout, tuple[str, ...]]]:
    """Each declared table of a sheet, down to the next headings, with the declared columns that the sheet lacks."""
    numbers = [line.number for line in grid.lines]
    tops = [bisect_left(numbers, layout.heading_row - layout.heading_rows + 1) for layout in declared]
    ends = sorted([*tops, *(head.first for head in heads_of(grid, evidence)), len(numbers)])
    for layout, top in zip(declared, tops, strict=True):
        start = bisect_right(numbers, layout.heading_row)
        stop = next((end for end in ends if end >= start and end > top), start)
        head = head_of(grid, top, start - 1, evidence) if layout.heading_rows and start > top else None
        columns, missing = _declared_places(layout, head, grid.lines)
        runs = runs_of(grid, head, stop, evidence) if head else []
        around = [*columns, *(at for run in runs if any(column in run for column in columns) for at in run)]
        span = range(min(around), max(around) + 1) if around else range(0)
        head = head and head.within(span)
        candidates, wide = candidates_of(grid, head, [range(start, stop)], evidence, span)
        places = {name: tuple(at for at, other in columns.items() if other == name) for name in columns.values()}
        first = {} if "progress" in places else {FULL_WIDTH: "progress"}
        first |= {ats[0]: name for name, ats in places.items()}
        by = {each.at: By.DECLARED if each.at in columns else None for each in candidates}
        settled = tuple(each._replace(column=first.get(each.at), by=by[each.at]) for each in candidates)
        yield Layout(head, start, stop, span, Assignment(settled, places, (), (), 0.0), wide), missing


def _declared_places(
    layout: DeclaredLayout, head: Head | None, lines: Sequence[Line]
) -> tuple[Mapping[int, str], tuple[str, ...]]:
    """The plan's column for each declared column of the sheet, and the declared columns that the sheet lacks.

    Letters within the sheet's width name a column; any other key is a heading, which must occur exactly once.
    """
    width = max((line.cells[-1].column for line in lines), default=0)
    found: dict[int, str] = {}
    missing: list[str] = []
    for key, column in layout.columns.items():
        letters = column_number(key) if _LETTERS.fullmatch(key) else None
        at = letters if letters and letters <= width else _column_headed(key, head)
        if at is None or at in found:
            missing.append(key)
        else:
            found[at] = column
    return dict(sorted(found.items())), tuple(missing)


def _column_headed(key: str, head: Head | None) -> int | None:
    """The only column with this heading or else with this text in its lowest heading row; None if not exactly one."""
    wanted = fold_heading(key)
    texts = head.texts.items() if head else ()
    whole = [at for at, (_, text) in texts if fold_heading(text) == wanted]
    found = whole or [at for at, (cell, _) in texts if fold_heading(text_of_heading(cell)) == wanted]
    return found[0] if len(found) == 1 else None


def table_of(
    grid: Grid, layout: Layout, evidence: Evidence, scoped: frozenset[str], sections: Mapping[str, RawCell]
) -> tuple[Table, Mapping[str, RawCell]]:
    """The table of a layout, and the statements in its last rows, which apply to the table below."""
    block, named = layout.block, layout.assignment.named
    column_of = {at: column for column, at in layout.assignment.by_column.items()}
    column_of |= {each.at: "progress" if each.texts else "status" for each in named if each.what == "status"}
    given = {each.what for each in named} | ({block.what} if block and block.name else set())
    if layout.head and block and block.name is None:
        grid = grid._replace(headed=layout.head.last)  # each row is a form, and takes no action from the row above
    reader = Reader(RowValues(grid, layout, evidence, column_of), scoped | given, sections)
    rows = reader.rows()
    if block is not None:
        answers = {column for column, at in layout.assignment.by_column.items() if at in block.texts} & evidence.answers
        rows = [_row_of_block(row, block, answers) for row in rows]
    head, lines = layout.head, grid.lines
    header = lines[head.last].number if head else next((line.number - 1 for line in lines[layout.start :]), 0)
    by_at = {each.at: each for each in layout.assignment.candidates}
    table = Table(
        sheet=grid.origin.sheet,
        header_row=header,
        headings=tuple(_heading(each, layout, grid, by_at) for each in by_at.values() if each.heading is not None),
        rows=tuple(rows),
        blank=max(rows[-1].number - header - len(rows), 0) if rows else 0,
        hidden=grid.sheet.hidden,
        heading_rows=lines[head.last].number - lines[head.first].number + 1 if head else 1,
        lane=min(block.texts) if block else (layout.columns.start if layout.left_out else None),
        doubts=tuple(
            Doubt(doubt.column, tuple(_head_cell(by_at[at], grid, header) for at in doubt.places), doubt.why)
            for doubt in layout.assignment.doubts
        ),
    )
    is_example = head and any(  # to the right of the first heading, it may be a text of the table above
        EXAMPLE.match(trimmed(title.value)) and title.column <= min(head.texts) for title in titles_over(grid, head)
    )
    return recast(table, RowKind.EXAMPLE) if is_example else table, reader.for_next_table


def recast(table: Table, kind: RowKind, rows: Container[int] | None = None) -> Table:
    """The table with its updates and unanswered rows, or only those in `rows`, changed to rows of another kind."""
    kinds = (RowKind.UPDATE, RowKind.UNANSWERED)
    changed = {row.number for row in table.rows if row.kind in kinds and (rows is None or row.number in rows)}
    return table._replace(rows=tuple(row._replace(kind=kind) if row.number in changed else row for row in table.rows))


def _row_of_block(row: Row, block: Block, asked: AbstractSet[str]) -> Row:
    """A row of a block, with what the block is about; it is not an update if nothing is answered in the block."""
    if row.kind is not RowKind.UPDATE:
        return row
    if all(column not in asked or is_no_answer(cell.value) for column, cell in row.cells.raw.items()):
        return row._replace(kind=RowKind.UNANSWERED)
    about = {block.what: block.name} if block.name is not None else {}
    return row._replace(cells=Cells(row.cells.origin, {**row.cells.raw, **about}))


def _head_cell(candidate: Candidate, grid: Grid, header: int) -> Cell:
    if candidate.heading is not None:
        return grid.origin.cell(candidate.heading)
    return Cell(grid.origin.file, grid.origin.sheet, max(header, 1), max(candidate.at, 1), "")


def _heading(each: Candidate, layout: Layout, grid: Grid, by_at: Mapping[int, Candidate]) -> Heading:
    column, (meant, weight) = each.column, each.sense.best
    about = column or meant or ""
    joined = next((name for name, places in layout.assignment.joined.items() if each.at in places), None)
    joined = "status" if each.at == layout.assignment.second_status else joined
    is_name = any(named.at == each.at for named in layout.assignment.named)
    misnamed = each.sense.other is Other.DATE and each.holds_texts
    may_be_plans = about == "action" or "next_steps" not in layout.assignment.by_column
    weights = each.sense.weights
    text_weight = max(weights.get("progress", 0.0), weights.get("next_steps", 0.0) if may_be_plans else 0.0)
    also_reports = each.sense.other is Other.SUBJECT and text_weight >= _ALSO_TEXT
    aside = (each.sense.other is not None and not (misnamed or also_reports)) or each.sense.forbids
    holds = {str(kind): round(count / each.profile.total, 2) for kind, count in each.profile.kinds.items()}
    if not holds and any(cell.formula is not None for cell in each.values.values()):
        holds = {"a formula": 1.0}
    cell = _head_cell(each, grid, 0)
    rival = by_at[each.rival].heading if each.rival is not None else None
    return Heading(
        text=layout.head.texts[each.at][1] if layout.head and each.at in layout.head.texts else each.text,
        cell=cell,
        column=column,
        exact=each.by is By.DECLARED or not each.sense.misspelt,
        suggestion=None if column or joined or aside or weight < 1 else meant,
        hidden=cell.column in grid.sheet.hidden_columns,
        dated=each.sense.dated and column is None and not (each.sense.later and may_be_plans),
        by=each.by,
        joined=joined if column is None else None,
        aside=aside or is_name,
        is_name=is_name,
        of_period=Fit.SAME in (each.sense.time, each.sense.day),
        weak=each.weak,
        weights=(round(each.heading_weight(about), 2), round(each.score(about) - each.heading_weight(about), 2)),
        holds=holds,
        rival=grid.origin.cell(rival) if rival is not None else None,
        strange=each.sense.strange,
    )


def with_lines_between(grid: Grid, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Add lines outside all tables, such as those between two tables, as notes to the table above."""
    covered = {row.number for table in tables for row in table.rows}
    covered |= {number for table in tables for number in range(table.top, table.header_row + 1)}
    found = list(tables)
    for line in grid.lines:
        above = [place for place, table in enumerate(tables) if table.header_row < line.number]
        if line.number not in covered and above:
            table, hidden = found[above[-1]], line.number in grid.sheet.hidden_rows
            cells = [cell for cell in line.cells if cell.value is not None]
            note = Row(line.number, RowKind.NOTE, Cells(grid.origin, {}), line.cells[0], cells, hidden=hidden)
            rows = (*table.rows, note)
            found[above[-1]] = table._replace(rows=rows, blank=line.number - table.header_row - len(rows))
    return tuple(found)
