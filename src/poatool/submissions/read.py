"""Turn a workbook into a submission: its tables, its labelled cells and its template mark."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from poatool.framework.columns import DeclaredLayout
from poatool.framework.dates import Fit
from poatool.framework.reference.model import NotInForce
from poatool.framework.reference.resolve import resolve
from poatool.framework.spans import fit
from poatool.submissions import template
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.from_template import with_return_answers, without_own_cells
from poatool.submissions.grid import Grid, Line
from poatool.submissions.layout.tables import declared_by_sheet, recast
from poatool.submissions.model import Origin, RowKind, Submission, Table, Traced
from poatool.submissions.sources import YAML_ENDINGS, Source, is_taken
from poatool.submissions.stated import ReadSheet, cover, deciding_period, properties, read_stated, scope_of
from poatool.submissions.statements.legend import replace_signs
from poatool.submissions.statements.plans import rows_of_other_plans
from poatool.submissions.statements.scope import (
    ACTION,
    AGENCY,
    PERIOD,
    Level,
    accompanies_updates,
    holds_instructions,
    holds_lists,
)
from poatool.submissions.statements.titles import file_says
from poatool.text import has_any
from poatool.workbooks.limits import DEFAULT, Limits, Refused
from poatool.workbooks.model import OwnKind, Trouble, Unreadable, Workbook, trimmed
from poatool.workbooks.open import open_batch, open_workbook
from poatool.workbooks.own import CHECKS_SHEET, lists_findings, without_remarks
from poatool.workbooks.sniff import CSV

STRANGE = 5_000
"""How many strange rows (`_is_strange`) a sheet may have and still be read; a workbook may have twice as many."""

_LONG = 25  # the fewest words in a text that needs a finding if it is not read


def read_file(source: Source, evidence: Evidence, limits: Limits = DEFAULT) -> Submission:
    """Open a file and read it. Nothing in the file raises an error."""
    name = naming_part(source.shown_as, source.given)
    if source.path.name.casefold().endswith(YAML_ENDINGS):
        from poatool.submissions.yaml_returns import open_yaml

        workbook, nil, published = open_yaml(source, limits)
        return Submission(workbook.path, workbook, naming_part=name, nil=nil, published=published)
    language = evidence.edition.framework.language
    return read(open_workbook(source.path, source.shown_as, limits, language), evidence, name)


def read_files(source: Source, evidence: Evidence, limits: Limits = DEFAULT) -> Iterator[Submission]:
    """Read a file, or each workbook in a zip, in the order of the zip.

    The same files are ignored in a zip as in a folder. A zip without a workbook is unreadable.
    """
    shown = source.shown_as
    if source.closed:
        message = f"This folder cannot be opened ({source.closed}), so nothing in it was read."
        hint = "Ask its owner for access, or have its files copied to a folder of your own."
        yield Submission(shown, Unreadable(shown, Trouble.NO_PERMISSION, message, hint))
        return
    if source.path.suffix.casefold() != ".zip":
        yield read_file(source, evidence, limits)
        return
    empty = True
    for workbook in open_batch(source.path, shown, limits, is_taken, evidence.edition.framework.language):
        empty = False
        yield read(workbook, evidence, naming_part(workbook.path, source.given))
    if empty:
        message, hint = "There is no workbook in this zip.", "Put the workbooks into the zip and send it again."
        yield Submission(shown, Unreadable(shown, Trouble.EMPTY, message, hint))


def read(workbook: Workbook | Unreadable, evidence: Evidence, name: str = "") -> Submission:
    """Read a workbook as a submission; `name` is the part of its path that may name the agency and period."""
    name = name or naming_part(workbook.path)
    if isinstance(workbook, Unreadable) or (workbook.own and workbook.own.kind is OwnKind.OUTPUT):
        return Submission(workbook.path, workbook, naming_part=name)
    workbook = without_remarks(workbook)
    mark = template.TemplateMark(*(workbook.properties.get(f"custom.{name}", "") for name in template.PROPERTIES))
    evidence.headings.effort.begin()
    try:
        if not mark.version:
            return _read(workbook, evidence, name, None)
        plain, labels = without_own_cells(workbook, evidence)
        found = with_return_answers(_read(plain, evidence, name, mark), labels, mark)
    except Refused as refused:
        return Submission(workbook.path, refused.unreadable(workbook.path, workbook.sha256), naming_part=name)
    return replace(found, workbook=workbook)


def _read(workbook: Workbook, evidence: Evidence, name: str, mark: template.TemplateMark | None) -> Submission:
    """Read a workbook in the steps that ARCHITECTURE.md lists; `mark` identifies the template that it was made from."""
    plan = evidence.edition.framework
    grids = _prepared(workbook, evidence, ours=mark is not None)
    declared, absent = declared_by_sheet(plan, workbook)
    other_lists = list(_other_lists(grids, evidence))
    explaining = {e.sheet.name for e in grids if holds_instructions(e.sheet.name) and e.sheet.name not in declared}
    skipped = {*other_lists, *(explaining if mark else ())}
    read = [
        ReadSheet(e) if e.sheet.name in skipped else _read_sheet(e, evidence, declared.get(e.sheet.name, ()))
        for e in grids
    ]
    sheets = _reporting(read, explaining, evidence)
    general = [*cover([e for e in sheets if not holds_lists(e.name)], evidence), *properties(workbook, mark, evidence)]
    general += file_says(name, plan)
    by_name = {each.name: each.grid.sheet for each in sheets}
    stated = [table._replace(scope=scope_of(each, table, general, by_name)) for each in sheets for table in each.tables]
    tables = [recast(table, RowKind.OTHER_PLAN, rows_of_other_plans(table, plan)) for table in stated]
    if len(tables) > 1:
        from poatool.submissions.in_parts import with_second_parts  # imported here, because few workbooks need them
        from poatool.submissions.statements.parts import with_times_above

        by_sheet = {each.grid.origin.sheet: each.grid for each in sheets}
        tables = with_second_parts(with_times_above(tables, by_sheet, evidence), by_sheet, evidence)
    reporting = (each for each in sheets if not (holds_lists(each.name) or holds_instructions(each.name)))
    found = ((what, cell, each.grid.origin) for each in reporting for what, cell in each.labels)
    labelled = [(what, Traced(cell.value, at.cell(cell))) for what, cell, at in found if cell.value is not None]
    if is_turned := {each.grid.origin.sheet for each in sheets if each.grid.turned}:
        from poatool.submissions.turned_sheets import placed_back  # imported here, because few workbooks need it

        tables, labelled = placed_back(tables, labelled, is_turned)
    without_tables = [each for each in sheets if tables and not each.tables and _holds_unread_text(each, evidence)]
    return Submission(
        workbook.path,
        workbook,
        tuple(_without_other_periods(tables, evidence)),
        dict(reversed(labelled)),  # the first label of each kind counts
        mark,
        unread=tuple(each.name for each in without_tables if each.name not in other_lists),
        other_lists=tuple(other_lists),
        naming_part=name,
        absent_sheets=absent,
    )


def _read_sheet(grid: Grid, evidence: Evidence, declared: Sequence[DeclaredLayout]) -> ReadSheet:
    """Read a sheet as it stands; if it is neither declared nor plainly upright, perhaps turned."""
    read = read_stated(grid, evidence, declared)
    plain = read.tables and all(
        table.heading(ACTION) and not table.is_form and not table.doubts for table in read.tables
    )
    named = any(each.what == AGENCY for each in read.stated) or all(table.heading(AGENCY) for table in read.tables)
    agencies = (cell for line in grid.lines for cell in line.cells if evidence.kind_of(cell) is Kind.AGENCY)
    if declared or grid.ours or (plain and (named or not any(agencies))):
        return read
    from poatool.submissions.turned_sheets import either_way  # imported here, because few sheets need it

    return either_way(read, evidence)


def _prepared(workbook: Workbook, evidence: Evidence, *, ours: bool) -> list[Grid]:
    """The sheets, with the meanings of the signs that a legend explains."""
    lists = {sheet.name for sheet in workbook.sheets if lists_findings(sheet)}
    lists |= {template.LISTS_SHEET, CHECKS_SHEET} if ours else set()
    kept = [sheet for sheet in workbook.sheets if sheet.name not in lists]
    origins = [Origin(workbook.path, None if workbook.kind in CSV else each.name) for each in kept]
    plain = [Grid.of(*each)._replace(ours=ours) for each in zip(kept, origins, strict=True)]
    texts = [cell.text for sheet in kept for cell in sheet.cells]
    if has_any("\n".join(texts), (";#", "(blank)")):
        from poatool.submissions.exports import with_plain_values  # here, because few workbooks need it

        plain = [*map(with_plain_values, plain)]
    if not any(map(str.isdecimal, evidence.edition.by_code)):
        from poatool.submissions.split_codes import with_joined_codes  # here, because few plans need it

        plain = [with_joined_codes(grid, evidence) for grid in plain]
    return replace_signs(plain, evidence)


def _reporting(sheets: list[ReadSheet], explaining: set[str], evidence: Evidence) -> list[ReadSheet]:
    """Leave out tables that only accompany others; if no sheet has a table, use those that lack an action or text."""
    if not any(each.tables for each in sheets):  # so that findings say what the tables lack
        sheets = [each._replace(tables=each.lacking) for each in sheets]
    if not explaining and sum(len(each.tables) for each in sheets) <= 1:
        return sheets
    from poatool.submissions.other_tables import without_other_tables  # imported here, because few workbooks need it

    return without_other_tables(sheets, explaining, evidence)


def _without_other_periods(tables: Sequence[Table], evidence: Evidence) -> Iterator[Table]:
    """Skip a table's updates for another period if there is also an update for this period on each of their actions."""
    read = [(table, [*_answers(table, evidence)]) for table in tables]
    # Updates without a period count for this one, unless others on their sheet are for another.
    dated = {table.sheet for table, answers in read if any(answer.fits is Fit.OTHER for answer in answers)}
    this_time = (e for table, own in read for e in own if e.fits is Fit.SAME or not (e.fits or table.sheet in dated))
    known = {(who, code) for answer in this_time for code in answer.codes for who in (answer.agency, _ANYBODY)}

    def is_needed(answer: _Answer) -> bool:
        who = answer.agency if answer.stated else _ANYBODY
        return answer.fits is not Fit.OTHER or not known or not known.issuperset((who, code) for code in answer.codes)

    for table, answers in read:
        repeated = {each.stated for each in answers} - {each.stated for each in answers if is_needed(each)}
        skipped = {row.number for row in table.rows if row.cells.text(PERIOD) in repeated}
        yield recast(table, RowKind.OTHER_PERIOD, skipped)


_ANYBODY = "any agency"


class _Answer(NamedTuple):
    """An update, with how its period fits, if that is known."""

    fits: Fit | None
    stated: str  # the row's words for the period, if any
    agency: object
    codes: Sequence[str]


def _answers(table: Table, evidence: Evidence) -> Iterator[_Answer]:
    """The updates with their period, or the rows of a table whose progress is headed by another time.

    Unreadable actions are given as written. If only the sheet states the period, actions not in force are left out.
    """
    period, plan, about = evidence.edition.period, evidence.edition.framework, table.statement(ACTION)
    if period is None:
        return
    stated = deciding_period(table, period, plan)
    of_sheet = stated[1] if stated and stated[0].level < Level.FILE else None
    asking = (each for each in table.headings if "progress" in (each.column, each.likely if each.dated else None))
    of_heading = next((fit(each.text, period, plan) for each in asking), None)
    of_past = of_heading is Fit.OTHER and not table.updates
    for row in table.rows if of_past else table.updates:
        of_row = row.cells.text(PERIOD)
        fits = fit(of_row, period, plan) or (of_heading if of_past else of_sheet or of_heading)
        action = row.cells.raw[ACTION].value if ACTION in row.cells else about and about.text
        if action is not None:
            who, named = row.cells.raw.get(AGENCY), resolve(evidence.edition, action, suggest=False)
            not_in_force = not of_row and all(isinstance(wrong, NotInForce) for _, wrong in named.faulty)
            codes = named.codes if named.codes or not_in_force else (str(action),)
            yield _Answer(fits, of_row, evidence.meaning("agency", who.value) if who else None, codes)


def _other_lists(grids: Sequence[Grid], evidence: Evidence) -> Iterator[str]:
    """The names of sheets to leave unread, because thousands of their rows are strange (see `_is_strange`)."""
    left, known = 2 * STRANGE, set[str]()
    if sum(len(grid.lines) for grid in grids) <= STRANGE:
        return
    for grid in grids:
        most = min(left, STRANGE)
        lines = (line for line in grid.lines if _is_strange(line, evidence, known))
        strange = len([*islice(lines, most + 1)])
        left -= min(strange, most)
        if strange > most:
            yield grid.sheet.name


def _is_strange(line: Line, evidence: Evidence, known: set[str]) -> bool:
    """Whether a row names no action, or several in a text not in `known`: such rows take a long time to read."""
    for cell in line.cells:
        if cell.value is not None and evidence.kind(cell.value) in ACTION_KINDS:
            is_new = cell.text not in known and len(evidence.codes(cell.value)) > 1
            known.add(cell.text)
            return is_new
    return True


def naming_part(path: str, given: str = "") -> str:
    """The end of a path, which may name an agency or period: from the folder `given` on, or else the last two parts."""
    below = path.removeprefix(given).lstrip("/\\") if given else ""
    parts = (given if below else path).replace("\\", "/").rstrip("/").split("/")
    return "/".join([parts[-1], below] if below else parts[-2:])


def _holds_unread_text(sheet: ReadSheet, evidence: Evidence) -> bool:
    """Whether a visible sheet without a table of updates has running text besides the plan's actions."""
    if sheet.grid.sheet.hidden or accompanies_updates(sheet.grid.sheet.name):
        return False
    texts = (trimmed(cell.value) for line in sheet.grid.lines for cell in line.cells)
    return any(len(text.split()) >= _LONG and evidence.kind(text) is not Kind.ACTION for text in texts)
