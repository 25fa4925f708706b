"""Set aside tables that are in the workbook but not part of the return: overviews, examples, lists of other things."""

from collections.abc import Container, Sequence, Set as AbstractSet

from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.kinds import Kind, ends_like_prose
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.tables import recast
from poatool.submissions.model import By, Doubt, Heading, RowKind, Table
from poatool.submissions.stated import ReadSheet, actions_of
from poatool.submissions.statements.scope import ACTION, AGENCY, PERIOD
from poatool.submissions.statements.titles import accompanies_updates, holds_lists
from poatool.workbooks.model import text_of


def without_other_tables(sheets: list[ReadSheet], explaining: Container[str], evidence: Evidence) -> list[ReadSheet]:
    """Mark the examples on `explaining` sheets, leave out tables that only accompany others, and doubt unclear ones."""
    if any(each.tables for each in sheets if each.name not in explaining and not holds_lists(each.name)):
        examples = {each.name: [recast(table, RowKind.EXAMPLE) for table in each.tables] for each in sheets}
        sheets = [e._replace(tables=tuple(examples[e.name])) if e.name in explaining else e for e in sheets]
    tables = [table for each in sheets for table in each.tables]
    if len(tables) > 1 and any(each.tables for each in sheets if not holds_lists(each.name)):
        pairs = {id(table): _actions_with_status(table, evidence) for table in tables}
        explained = frozenset[object]().union(*(with_text for with_text, _ in pairs.values()))
        reported = {codes for table in tables if _is_headed(table) for codes in actions_of(table, evidence)}
        for place, sheet in enumerate(sheets):
            guides = holds_lists(sheet.name) or (bool(explained) and sheet.name in explaining)
            records = explained and accompanies_updates(sheet.name) and not any(map(_is_headed, sheet.tables))
            read = [(table, *pairs[id(table)]) for table in sheet.tables]
            # An overview has no text, and is on a sheet of guidance or repeats what other tables report with a text.
            kept = [each for each, texts, bare in read if texts or not (guides or (bare and bare <= explained))]
            if all(_only_counts(table, evidence) for table in kept) and ACTION not in {e.what for e in sheet.stated}:
                kept = []
            kept = [table for table in kept if not _shows_another(table, sheets, evidence)]
            if {AGENCY, PERIOD}.isdisjoint(each.what for each in sheet.stated):
                kept = [each for table in kept if (each := _unless_beside(table, reported, evidence)) is not None]
            sheets[place] = sheet._replace(tables=() if records else tuple(kept))
    return [_doubt_other_things(each, sheets, evidence) for each in sheets]


def _shows_another(table: Table, sheets: Sequence[ReadSheet], evidence: Evidence) -> bool:
    """Whether formulas take all answers of a table from a table on another sheet: a print view."""
    cells = [each for row in table.updates for each in row.cells.raw.items()]
    if not cells or not all(cell.formula and "!" in cell.formula for _, cell in cells):
        return False
    others = (each for sheet in sheets if sheet.name != table.sheet for each in sheet.tables)
    sources = [row.cells for each in others for row in each.updates]
    answers = {(what, each.text(what)) for each in sources for what in evidence.answers}
    return all((what, text_of(cell.value)) in answers for what, cell in cells if what in evidence.answers)


def _only_counts(table: Table, evidence: Evidence) -> bool:
    """Whether a table may be just a count of answers: no action, agency, status, sentence or plain action heading."""
    heading = table.heading(ACTION)
    cells = [each for row in table.updates for each in row.cells.raw.items()]
    reports = any(what in (ACTION, AGENCY, "status") or evidence.kind_of(cell) is Kind.SENTENCE for what, cell in cells)
    return not (reports or (heading is not None and evidence.headings.sense(heading.text).exact))


def _is_headed(table: Table) -> bool:
    """Whether a heading, not only content, shows the progress. Otherwise the table may list changes to a return."""
    heading = table.heading("progress")
    return heading is not None and heading.by is not By.CONTENT


def _unless_beside(table: Table, reported: AbstractSet[object], evidence: Evidence) -> Table | None:
    """Put a table in doubt if no heading shows that it is a return, and tables with such headings have its actions.

    A table of numbered remarks is in doubt too. If the doubtful table has no prose (say, milestones), return None.
    """
    reporting = {*evidence.narrative, "status", AGENCY}
    answers = [heading for heading in table.headings if heading.column in reporting]
    texts = all(heading.by is By.CONTENT and heading.column in evidence.narrative for heading in answers)
    unclear = bool(answers) and texts and not table.is_declared
    numbers = actions_of(table, evidence) if unclear else set()
    remarks = bool(reported) and _numbers_remarks(table, answers, evidence)
    if not numbers or not (remarks or numbers <= reported):
        return table
    why = "the rows may be numbered remarks" if remarks else "another table reports on the same actions"
    prose = {name for name in evidence.narrative if any(ends_like_prose(row.cells.text(name)) for row in table.updates)}
    sentences = [each for each in answers if each.column in prose and each.holds.get(Kind.SENTENCE, 0) > 0]
    doubts = [Doubt(each.column, (each.cell,), why) for each in sentences if each.column]
    return table._replace(doubts=(*table.doubts, *doubts)) if doubts else None


def _numbers_remarks(table: Table, answers: Sequence[Heading], evidence: Evidence) -> bool:
    """Whether the headings ask for remarks and their numbers, not for actions: `No. | Remark`."""
    heading, sense = table.heading(ACTION), evidence.headings.sense
    own = evidence.headings.action_words | {"action", "actions"}
    numbered = heading is not None and own.isdisjoint(words_of(heading.text))
    return numbered and all(sense(each.text).best[0] == "notes" for each in answers)


def _actions_with_status(table: Table, evidence: Evidence) -> tuple[set[object], set[object]]:
    """The pairs of action and status in rows with a text, and the pairs in updates without a text."""
    with_text, without = set[object](), set[object]()
    for row in table.rows:
        has_text = any(column in row.cells for column in evidence.narrative)
        if has_text or row.kind is RowKind.UPDATE:
            action, status = (row.cells.raw[name].value if name in row.cells else None for name in (ACTION, "status"))
            pairs = with_text if has_text else without
            pairs.add((evidence.codes(action), evidence.meaning("status", status)))
    return with_text, without


def _doubt_other_things(sheet: ReadSheet, sheets: Sequence[ReadSheet], evidence: Evidence) -> ReadSheet:
    """Put a table in doubt if its numbers of other things, say recommendations, are actions in another table."""
    own = evidence.headings.action_words | {"action", "actions"}
    others = evidence.headings.action_names - own - {"ref", "reference", "code"}
    headed = [(table, heading) for each in sheets for table in each.tables if (heading := table.heading(ACTION))]
    actions = [table for table, heading in headed if not own.isdisjoint(words_of(heading.text))]
    found = list(sheet.tables)
    for place, table in enumerate(found):
        heading = table.heading(ACTION)
        bare = heading and not table.is_declared and heading.holds.get(Kind.NUMBER_OF_ACTION) == 1
        words = words_of(heading.text) if heading and bare else ()
        if heading and own.isdisjoint(words) and not others.isdisjoint(words):
            reported = {codes for each in actions for codes in actions_of(each, evidence)}
            doubt = Doubt(ACTION, (heading.cell,), "another table has these numbers as actions")
            if not reported.isdisjoint(actions_of(table, evidence)):
                found[place] = table._replace(doubts=(*table.doubts, doubt))
    return sheet._replace(tables=tuple(found))
