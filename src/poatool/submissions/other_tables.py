"""Set aside tables that are in the workbook but not part of the return: overviews, examples, lists of other things."""

from collections.abc import Container, Sequence

from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.tables import recast
from poatool.submissions.model import By, Doubt, RowKind, Table
from poatool.submissions.stated import ReadSheet, actions_of
from poatool.submissions.statements.scope import ACTION, AGENCY, PERIOD, accompanies_updates, holds_lists


def without_other_tables(sheets: list[ReadSheet], explaining: Container[str], evidence: Evidence) -> list[ReadSheet]:
    """Mark the examples on `explaining` sheets, leave out tables that only accompany others, and doubt unclear ones."""
    if any(each.tables for each in sheets if each.name not in explaining and not holds_lists(each.name)):
        examples = {each.name: [recast(table, RowKind.EXAMPLE) for table in each.tables] for each in sheets}
        sheets = [e._replace(tables=tuple(examples[e.name])) if e.name in explaining else e for e in sheets]
    tables = [table for each in sheets for table in each.tables]
    if len(tables) > 1 and any(each.tables for each in sheets if not holds_lists(each.name)):
        pairs = {id(table): _actions_with_status(table, evidence) for table in tables}
        explained = frozenset[object]().union(*(with_text for with_text, _ in pairs.values()))
        for place, sheet in enumerate(sheets):
            guides = holds_lists(sheet.name) or (bool(explained) and sheet.name in explaining)
            records = explained and accompanies_updates(sheet.name) and not any(map(_is_headed, sheet.tables))
            read = [(table, *pairs[id(table)]) for table in sheet.tables]
            # An overview has no text, and is on a sheet of guidance or repeats what other tables report with a text.
            plain = ((each, bare) for each, texts, bare in read if not texts)
            aside = [e for e, bare in plain if guides or (bare and bare <= explained) or _lists_choices(e, evidence)]
            kept = [each for each in sheet.tables if each not in aside]
            if all(_only_counts(table, evidence) for table in kept) and ACTION not in {e.what for e in sheet.stated}:
                kept = []
            if any(map(_is_headed, tables)) and {AGENCY, PERIOD}.isdisjoint(each.what for each in sheet.stated):
                kept = [_unless_headed(table, evidence) for table in kept]
            sheets[place] = sheet._replace(tables=() if records else tuple(kept))
    return [_doubt_other_things(each, sheets, evidence) for each in sheets]


def _lists_choices(table: Table, evidence: Evidence) -> bool:
    """Whether a table lists choices for drop-downs: it is hidden, and has several statuses, each once."""
    stated = [evidence.meaning("status", row.cells.raw["status"].value) for row in table.rows if "status" in row.cells]
    return table.hidden and len(stated) == len({*stated}) > 1


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


def _unless_headed(table: Table, evidence: Evidence) -> Table:
    """Doubt the texts of a table if, unlike in other tables, no heading shows that it is a return."""
    answers = [heading for heading in table.headings if heading.column in (*evidence.narrative, "status", AGENCY)]
    if any(heading.by is not By.CONTENT or heading.column not in evidence.narrative for heading in answers):
        return table
    why = "other tables have headings for their texts"
    doubts = (Doubt(each.column, (each.cell,), why) for each in answers if each.column)
    return table._replace(doubts=(*table.doubts, *doubts))


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
    """Doubt a table that numbers other things, such as recommendations, if another has these numbers as actions."""
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
