"""Find what a workbook says about all rows of its tables: in titles, on a cover, below a table, in its properties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from datetime import date
from itertools import groupby
from typing import NamedTuple

from poatool.framework.columns import DeclaredLayout
from poatool.framework.dates import Fit
from poatool.framework.edition import Edition
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.agencies import agencies_in
from poatool.framework.spans import fit, periods_in, spans, with_year
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.columns import PAIR
from poatool.submissions.layout.merit import Reading
from poatool.submissions.layout.sheets import TURNED_LINES, read_declared, read_sheet
from poatool.submissions.model import Cells, Row, RowKind, Scoped, Submission, Table
from poatool.submissions.statements import titles
from poatool.submissions.statements.labels import addressees, is_uncertain, labelled, split_label
from poatool.submissions.statements.scope import ACTION, AGENCY, DAY, PERIOD, SCOPED, Level, holds_instructions
from poatool.submissions.template import TemplateMark
from poatool.workbooks.model import Marks, RawCell, Sheet, Workbook, text_of, trimmed

_TOP = 12  # how many rows at the top of a sheet to search for titles and labels before its tables are known
_FEW = 4  # the most cells in a line of labels at the top
# The properties of a file that may name its agency.
_LIKELY = ("app.Company", "core.creator", "core.title", "core.subject", "core.category", "core.keywords")


class ReadSheet(NamedTuple):
    """A sheet as it was read: its tables (see `Reading`), its labelled cells, and what its tab and titles state."""

    grid: Grid
    tables: tuple[Table, ...] = ()
    lacking: tuple[Table, ...] = ()
    labels: tuple[tuple[str, RawCell], ...] = ()
    stated: tuple[Scoped, ...] = ()

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.grid.sheet.name


def read_stated(grid: Grid, evidence: Evidence, declared: Sequence[DeclaredLayout]) -> ReadSheet:
    """Read a sheet as declared or by its content, with its labels and what its tab, titles and signature state."""
    tab = titles.tab_says(grid.sheet.name, evidence) if grid.origin.sheet is not None else []
    top = list(labelled([line for line in grid.lines[:_TOP] if len(line.cells) <= _FEW], evidence))
    at_top = _titles_at_top(grid, evidence, [cell for _, cell in top])
    known = frozenset((*(each.what for each in (*tab, *at_top)), *(what for what, _ in top)))
    reading = read_declared(grid, declared, evidence, known) if declared else _read_with_summary(grid, evidence, known)
    top_row = reading.top
    above_tables = [line for line in grid.lines if line.number < top_row]
    written_to = addressees(above_tables, grid.step, evidence)
    found = [*labelled(above_tables, evidence), *_agencies_below(grid, reading, evidence)]
    unsure = {line.number for line in grid.lines if found and reading.tables and is_uncertain(line, evidence)}
    labels = [(what, cell) for what, cell in found if what != AGENCY or cell.row not in unsure]
    given = [(*each, Level.LABEL if each in labels else Level.LETTERHEAD) for each in found]
    statements = [*tab, *(Scoped(what, text_of(c.value), level, grid.origin.cell(c)) for what, c, level in given)]
    if reading.tables:
        own_lines = [line for line in above_tables if line.number not in written_to]
        statements += titles.titles(own_lines, grid.origin, evidence, [cell for _, cell in found])
        naming = _headings_that_name_agencies(reading, evidence)
        title = {line.cells[0].at for line in grid.lines if line.number == top_row and len(line.cells) == 1}
        title -= {each.cell.at for each in reading.tables[0].headings if each.column == AGENCY}  # this form's label
        asking = (e for e in reading.tables[0].headings if e.column in evidence.answers and "(for " not in e.text)
        own = title | naming | {e.cell.at for e in asking if len(agencies_in(evidence.edition.framework, e.text)) == 1}
        parts = (line._replace(cells=[c for c in line.cells if c.at in own]) for line in grid.lines if own)
        named = titles.titles([line for line in parts if line.cells], grid.origin, evidence)
        statements += [each for each in named if each.what == AGENCY or (each.cell and each.cell.at in naming)]
        alone = all(each.level >= Level.LETTERHEAD for each in statements if each.what == AGENCY)
        statements += _signature(grid, reading, evidence, Level.LETTERHEAD if alone else Level.TITLE)
        first = min((each.cell.column for table in reading.tables for each in table.headings), default=0)
        unnamed = not any(each.what == AGENCY for each in statements)
        if unnamed and any(line.cells[0].column < first for line in grid.lines):
            from poatool.submissions.layout.entries import stated_beside  # imported here, as few sheets need it

            statements += stated_beside(grid, reading.tables, evidence)
    return ReadSheet(grid, *reading, tuple(labels), tuple(statements))


def _headings_that_name_agencies(reading: Reading, evidence: Evidence) -> AbstractSet[tuple[int, int]]:
    """The places of headings that may say whose sheet it is: unusual words for actions, and an agency without values.

    If several agencies are headings, their columns are for ticks.
    """
    headings = [each for table in reading.tables for each in table.headings]
    agencies = [each for each in headings if evidence.kind(each.text) is Kind.AGENCY]
    alone = [each for each in agencies if len(agencies) == 1 and not (each.column or each.holds)]
    unusual = (e for e in headings if e.column == ACTION and ACTION not in evidence.headings.sense(e.text).weights)
    return {each.cell.at for each in (*unusual, *alone)}


def _read_with_summary(grid: Grid, evidence: Evidence, scoped: frozenset[str]) -> Reading:
    """Read a sheet; if it has forms, a list of their actions with statuses becomes a table of its own."""
    near = [*map(without_far_cells, grid.lines[:TURNED_LINES])]
    runs = groupby(range(len(near)), key=lambda at: _states_a_status(near[at], evidence))
    longest = max(([*run] for states, run in runs if states), key=len, default=[])
    first = longest[0] - (longest[0] > 0 and len(near[longest[0] - 1].cells) >= PAIR) if longest else 0
    below = near[longest[-1] + 1 :][:1] if longest else []  # a gap must follow, unlike in a table
    if longest and longest[-1] > first and all(each.number > near[longest[-1]].number + grid.step for each in below):
        rest = [*grid.lines[:first], *grid.lines[longest[-1] + 1 :]]
        forms = read_sheet(grid._replace(lines=rest), evidence, scoped).tables
        rows = tuple(
            Row(number, RowKind.UPDATE, Cells(grid.origin, {ACTION: action, "status": status}), action, more)
            for number, (action, status, *more) in near[longest[0] : longest[-1] + 1]
        )
        summary = Table(grid.origin.sheet, rows[0].number - 1, (), rows)
        named = any(actions_of(summary, evidence) & actions_of(table, evidence) for table in forms)
        if named and all(table.is_form for table in forms):
            return Reading((summary, *forms))
    return read_sheet(grid, evidence, scoped)


def _states_a_status(line: Line, evidence: Evidence) -> bool:
    """Whether a line begins with an action and its status and has no text, formula or hidden cell."""
    kinds = (evidence.kind_of_answer(cell.value or "") for cell in line.cells[:PAIR])
    if next(kinds) not in ACTION_KINDS or [*kinds] != [Kind.STATUS]:
        return False
    plain = not any(Marks.HIDDEN in cell.marks or cell.formula is not None for cell in line.cells)
    return plain and Kind.SENTENCE not in map(evidence.kind_of, line.cells)


def actions_of(table: Table, evidence: Evidence) -> set[tuple[str, ...]]:
    """The actions that the updates of a table name."""
    return {evidence.codes(row.cells.raw[ACTION].value) for row in table.updates if ACTION in row.cells}


def _signature(grid: Grid, reading: Reading, evidence: Evidence, level: Level) -> list[Scoped]:
    """The agency named below the last update, in a line alone: a signature, `Return of Police`, `Agency is Police`.

    Beside a more explicit statement, only a signature counts, as a title. `Not yet received: Police` is no signature.
    """
    last = _last_update(reading)
    lines = [
        line._replace(cells=[line.cells[0]._replace(value=part)])
        for line in map(without_far_cells, grid.lines)
        if line.number > last and len(line.cells) == 1
        for part in trimmed(line.cells[0].value).splitlines()
        if level is Level.LETTERHEAD or titles.SENT_BY.search(part)
    ]
    lines = [e for e in lines if not (split_label(trimmed(e.cells[0].value))[2] and is_uncertain(e, evidence))]
    named = (each for each in titles.titles(lines, grid.origin, evidence) if each.what == AGENCY)
    return [each._replace(level=level) for each in named if level is Level.TITLE or each.level != Level.MENTION]


def _last_update(reading: Reading) -> int:
    rows = [row for table in reading.tables for row in table.updates]
    return max((row.number for row in [row for row in rows if ACTION in row.cells] or rows), default=0)


def _agencies_below(grid: Grid, reading: Reading, evidence: Evidence) -> list[tuple[str, RawCell]]:
    """Agencies in labelled cells below the last update, unless the headings of another table come after it.

    Lines that begin like one above the tables, such as a second `From:`, are those of a quoted letter and do not count.
    """
    last, top = _last_update(reading), reading.top
    above = {trimmed(line.cells[0].value) for line in grid.lines if line.number < top}
    repeated = [row.number for table in reading.tables for row in table.rows if row.kind is RowKind.REPEATED_HEADER]
    below_all = last and max([table.header_row for table in reading.tables] + repeated) <= last
    below = [line for line in grid.lines if line.number > last and trimmed(line.cells[0].value) not in above]
    return [(what, cell) for what, cell in (labelled(below, evidence) if below_all else ()) if what == AGENCY]


def cover(sheets: Sequence[ReadSheet], evidence: Evidence) -> list[Scoped]:
    """The agency and period of a workbook: from labels on sheets without tables, labels that agree, or a title.

    A letterhead elsewhere outranks a label above a table, unless the label's sheet also has a letterhead, which may
    name the collector of returns. A sheet such as `Read me` counts only if its title says whose return it is.
    """
    found, guides = [], [each for each in sheets if holds_instructions(each.name)]
    sheets = [each for each in sheets if each not in guides]
    for what in (AGENCY, PERIOD):
        labels = [(each, cell) for each in sheets for name, cell in (*each.labels, *_agencies(each)) if name == what]
        chosen = [(each, cell) for each, cell in labels if not each.tables]
        if not chosen and len({text_of(cell.value) for _, cell in labels}) == 1:
            chosen = labels
        for each, cell in chosen[:1]:
            collected = any(stated.what == AGENCY and stated.level == Level.LETTERHEAD for stated in each.stated)
            level = Level.OTHER_TABLE if what == AGENCY and each.tables and not collected else Level.COVER
            found.append(Scoped(what, text_of(cell.value), level, each.grid.origin.cell(cell), each.name))
    if not any(each.what == AGENCY for each in found):
        plain = [each for each in sheets if not each.tables]
        tops = [(e, t) for e in (*plain, *guides) for t in _titles_at_top(e.grid, evidence) if t.what == AGENCY]
        titled = [title._replace(where=each.name) for each, title in tops if each not in guides or _says_whose(title)]
        found += titled if len({evidence.meaning(AGENCY, title.text) for title in titled}) == 1 else []
    return found


def _agencies(sheet: ReadSheet) -> Iterator[tuple[str, RawCell]]:
    rows = (row for table in sheet.tables if table.is_form for row in table.updates)
    return ((AGENCY, row.cells.raw[AGENCY]) for row in rows if AGENCY in row.cells)


def _says_whose(title: Scoped) -> bool:
    """Whether a title among instructions says whose return this is: `Return of Police`, but not just `Police`."""
    cell = title.cell if title.level == Level.TITLE else None
    return cell is not None and not titles.COLLECTING.search(trimmed(cell.raw))


def _titles_at_top(grid: Grid, evidence: Evidence, labels: Iterable[RawCell] = ()) -> Iterator[Scoped]:
    """The statements in titles that are alone in one of the top rows of a sheet, before its tables are known."""
    written_to = addressees(grid.lines[:_TOP], grid.step, evidence)
    lone = [e for e in map(without_far_cells, grid.lines[:_TOP]) if len(e.cells) == 1 and e.number not in written_to]
    return titles.titles(lone, grid.origin, evidence, labels)


def properties(workbook: Workbook, mark: TemplateMark | None, evidence: Evidence) -> list[Scoped]:
    """What a file's properties state: those of the template, one called `Agency`, and likely ones if they agree."""
    marked = ((AGENCY, mark.agency), (PERIOD, mark.period)) if mark else ()
    found = [Scoped(what, text, Level.TAB, where="template") for what, text in marked if text]
    if written := workbook.properties.get("custom.Agency"):
        found.append(Scoped(AGENCY, written, Level.FILE, where="custom.Agency"))
    texts = ((name, workbook.properties.get(name)) for name in _LIKELY)
    likely = [Scoped(AGENCY, text, Level.PROPERTY, where=name) for name, text in texts if text]
    agree = len({titles.agency_in(each.text, evidence) for each in likely} - {None}) <= 1
    return [*found, *(likely if agree else ())]


def scope_of(
    sheet: ReadSheet, table: Table, general: Sequence[Scoped], sheets: Mapping[str, Sheet]
) -> Mapping[str, tuple[Scoped, ...]]:
    """Statements about the rows of a table, the most explicit first; `sheets` are those of the workbook, by name."""
    found: dict[str, tuple[Scoped, ...]] = {}
    every = [*sheet.stated, *general]
    for n, each in enumerate(every):
        there = sheets.get(each.cell.sheet or "") if each.cell and not table.hidden else None
        if each.cell and there and there.hides(*each.cell.at):
            every[n] = each._replace(level=Level.HIDDEN)
    for each in sorted(every, key=lambda each: each.level):
        near = each.cell if table.lane and not each.where else None
        left = near and near.column < min((heading.cell.column for heading in table.headings), default=0)
        below = near and near.row > table.header_row and not left
        of_other = each.what == ACTION and each.level == Level.LABEL and _has_own_label(table, each)
        if each.what in (*SCOPED, DAY) and not (below or of_other or _heads_next_steps(each, table, every)):
            found[each.what] = (*found.get(each.what, ()), each)
    return found


def _heads_next_steps(time: Scoped, table: Table, stated: Sequence[Scoped]) -> bool:
    """Whether a time above a table only heads its next steps, beside another statement in that row: `2022 | 2023`."""
    if time.what != PERIOD or time.cell is None or time.where or time.cell.row >= table.header_row:
        return False
    above = any(each.column == "next_steps" and each.cell.column == time.cell.column for each in table.headings)
    row, column = time.cell.at
    return above and any(each.cell and each.cell.row == row and each.cell.column != column for each in stated)


def _has_own_label(card: Table, action: Scoped) -> bool:
    """Whether a form's own action is above its known labels, so that the action of another form does not apply."""
    answers = (cell for row in card.rows for cell in row.other if card.is_form and cell.column == card.lane)
    return any(cell.row < card.header_row and action.cell and cell.at != action.cell.at for cell in answers)


def deciding_period(table: Table, period: ReportingPeriod, plan: Framework) -> tuple[Scoped, Fit] | None:
    """The statement that decides a table's period, and how its time compares with this period.

    A wider time (`2022` for Q2) comes last. Of the others, the most explicit decides, then the nearest to the period.
    """

    def rank(timed: tuple[Scoped, Fit]) -> tuple[bool, int, int]:
        stated, how = timed
        return how is Fit.OVERLAPS, stated.level, list(Fit).index(how)

    stated = table.scope.get(PERIOD, ())
    return min(((each, how) for each in stated if (how := fit(each.text, period, plan))), key=rank, default=None)


def part_of_period(table: Table, row: Row, edition: Edition) -> tuple[date, date] | None:
    """The first and last day of the part of the period (such as a quarter) that a row is about; None for the whole."""
    period, plan = edition.period, edition.framework
    decides = deciding_period(table, period, plan) if period else None
    text = row.cells.text(PERIOD) or (decides[0].text if decides else "")
    if period is None or not (found := spans(with_year(text, period, plan), plan)):
        return None
    first, last = min(span.first for span in found), max(span.last for span in found)
    part = max(first, period.start), min(last, period.end)
    return part if part != (period.start, period.end) and part[0] < part[1] else None


def stated_period(submission: Submission, framework: Framework) -> str | None:
    """The only period named in a label, the template mark, a tab or a title of the workbook, or else in its path."""
    label = submission.labels.get(PERIOD)
    texts = [text_of(label.value)] if label is not None else []
    texts += [mark.period for mark in (submission.nil, submission.published, submission.template) if mark]
    own = [scoped for table in submission.tables for scoped in table.scope.get(PERIOD, ()) if scoped.level < Level.FILE]
    texts += [scoped.text for scoped in sorted(own, key=lambda scoped: scoped.level)]
    return _first(texts, framework) or period_of_path(submission.naming_part or submission.path, framework)


def period_of_path(naming_part: str, framework: Framework) -> str | None:
    """The only period that a path names, trying the nearest folder first."""
    return _first((each.text for each in titles.file_says(naming_part, framework) if each.what == PERIOD), framework)


def _first(texts: Iterable[str], framework: Framework) -> str | None:
    return next((named[0] for text in texts if len(named := periods_in(text, framework)) == 1), None)
