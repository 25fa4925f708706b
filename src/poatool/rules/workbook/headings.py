"""WBK: missing, repeated, unknown and misspelt columns and headings."""

from collections.abc import Container, Iterator
from itertools import groupby, takewhile

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold
from poatool.framework.spans import without_spans
from poatool.rules.publication.links import only_names
from poatool.rules.registry import Problem, rule, sheet_by_name
from poatool.rules.wording import column_name, end_of, quoted
from poatool.submissions.evidence.clearance import question_in
from poatool.submissions.evidence.heading_text import is_plain_remark, words_of
from poatool.submissions.evidence.heading_words import PLAIN_WORD, fold_heading, in_series
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import By, Heading, RowKind, Table
from poatool.submissions.statements.plans import asks_for_plan
from poatool.submissions.template import ESSENTIAL
from poatool.text import foreign_letter, listed, named_letter
from poatool.workbooks.addresses import column_letter

DECLARE = "If it belongs in the report, add it to `layouts` in the plan or in poatool.toml."
_CORRECT_LAYOUT = "Correct `layouts` in the plan or in poatool.toml. See how the sheet is read: poatool layout FILE"
_COMMENTS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})


@rule("WBK104", Severity.ERROR, requires="WBK101 WBK103", was="WBK141 layout-differs")
def column_missing(submission: Interpreted) -> Iterator[Problem]:
    """A table has no clear column for the action or the progress, or lacks a column of its declared layout.

    No row of the table can be published; other tables are not affected. A layout can be declared in the plan or in
    poatool.toml; `poatool layout` shows how a sheet is read, and what to declare. To fix it, add the column, or correct
    its heading or the declared layout.

    Bad:
    | Action | Status    |
    | 2      | Under way |
    Found at: row 1

    Bad declared:
    | Action | Status    | Our work                  |
    | 2      | Under way | Trained forty inspectors. |
    Found at: row 1

    Good declared:
    | Action | Status    | What we can say           |
    | 2      | Under way | Trained forty inspectors. |
    """
    sent, edition = submission.submission, submission.edition
    if sent.absent_sheets:
        names = listed([*map(quoted, sent.absent_sheets)], "or")
        message = f"Layouts are declared for this file, but it has no sheet {names}."
        yield Problem(Place(sent.path), message, _CORRECT_LAYOUT)
    for table in sent.tables:
        place = Place(sent.path, table.sheet, top := table.header_row or 1)
        if table.missing:
            names = listed([*map(quoted, table.missing)])
            message = f"The layout that is declared for this sheet names {names}, but row {top} has no such heading, or has it twice."
            yield Problem(place, message, _CORRECT_LAYOUT, last_row=end_of(table))
        moved = any(row.kind is RowKind.CONTINUATION and row.continues for row in table.rows)
        if table.missing or moved or {row.kind for row in table.rows} == {RowKind.OTHER_PERIOD}:
            continue
        for doubt in table.doubts:
            name = column_name(edition, doubt.column)
            cells = [f"{quoted(c.raw)} ({c.ref})" if c.raw else f"column {c.letter}" for c in doubt.cells]
            why = f"{name} may be {listed(cells, 'or')}; {doubt.why}"
            message = f"The table in row {top} cannot be read reliably: {why}."
            hint = f"If it is, change its heading to {name}. If not, add a column {name}, with one row for each action."
            hint = f"Give the right column the heading {name}, and delete or rename the other." if cells[1:] else hint
            yield Problem(place, message, hint, related=tuple(map(Place.of, doubt.cells)), last_row=end_of(table))
        nil = table.is_form and any(update.nil and update.table is table for update in submission.updates)
        told_elsewhere = table.heading("status") and sent.asks_elsewhere(table, "progress")
        left_out = {"progress"} if nil or told_elsewhere else set[str]()
        settled = left_out.union(doubt.column for doubt in table.doubts)  # UPD301 reports what is left out
        for column in (each for each in ESSENTIAL if each not in settled):
            if not _has(table, column):
                elsewhere = any(each.heading(column) for each in sent.tables)
                message, hint = _lacking(table, column, edition, elsewhere=elsewhere)
                yield Problem(place, message, hint, last_row=end_of(table))
        for cell, rows in groupby(table.rows, key=lambda row: row.headed_by):
            if cell is not None:
                place, last = Place.of(table.rows[0].cells.origin.cell(cell)), [*rows][-1]
                message = f"Row {cell.row}, which begins with {quoted(cell.text)}, may have another table's headings."
                hint = "If the rows below it are updates, give them headings such as “Action” and “Progress”, or delete that row."
                yield Problem(place, message, hint, last_row=last.number)


def _has(table: Table, column: str) -> bool:
    """Whether a table has a column, or does not need it because its tab, title or headings of blocks give the value.

    A part of a wide table that nobody answered needs none.
    """
    unanswered = table.lane is not None and not table.is_form and not table.updates
    if unanswered or table.heading(column) is not None or table.statement(column) is not None:
        return True
    return any(column in row.cells for row in table.rows if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED))


def _lacking(table: Table, column: str, edition: Edition, *, elsewhere: bool) -> tuple[str, str]:
    """The message and hint on a column that a table lacks, with the headings that may stand for it."""
    # `Comment` means notes only if the table has progress.
    likely = [each.text for each in table.headings if each.likely == column]
    notes = (each.text for each in table.headings if each.column == "notes" and column == "progress")
    likely += (text for text in notes if not _COMMENTS.isdisjoint(fold(text).split()))
    aside = [quoted(heading.text) for heading in table.headings if heading.aside and heading.holds]
    name = column_name(edition, column)
    message = f"The table in row {table.header_row or 1} has no column {name}."
    hint = f"Add the column, or change its heading to {name}. If the sheet is only a list, name it “Lists”."
    parts = [column_name(edition, each) for each in ("status", "next_steps") if table.heading(each)]
    if elsewhere and parts and column == "progress":
        hint = f"Move its column {listed(parts)} into the table that has the progress, to the rows on the same actions."
    if likely:
        message += f" Is it {listed([*map(quoted, likely)], 'or')}?"
    elif aside:
        message += f" These headings mean something else, or restrict their texts: {listed(aside)}."
    return message, hint


@rule("WBK106", Severity.ADVICE, was="WBK140 heading-misspelt column-by-content")
def heading_inexact(submission: Interpreted) -> Iterator[Problem]:
    """A column was recognised although its heading is misspelt or not one of the template's.

    The heading is similar to only one of the template's headings, or the content shows what the column is. Columns
    recognised by content give one finding for each table. If several columns give the status for parts of the period,
    the last status in a row counts. In a form without a label for the progress, the only text without a label is read
    as the progress. To fix it, if the columns were read correctly, give them the template's headings.

    Bad:
    | Action | Status    | Progess <found>           |
    | 2      | Under way | Trained forty inspectors. |
    """
    columns = submission.edition.framework.column_by_id
    for table in submission.submission.tables:
        read = [(heading, columns[heading.column].heading) for heading in table.headings if heading.column is not None]
        for heading, name in read:
            if not heading.exact:
                message = f"The heading {quoted(heading.text)} was read as {quoted(name)}."
                hint = f"Correct the heading to {quoted(name)}."
                yield Problem.at(heading.cell, message, hint, Fix(name, safe=False))
        by_content = [each for each in read if each[0].by is By.CONTENT and not _is_for_comments(each[0])]
        answers = {cell.at for row in table.updates if by_content for cell in row.cells.raw.values()}
        if alone := [each for each in by_content if each[0].cell.at in answers]:
            heading, name = alone[0]
            message = f"This text has no label. It was read as {quoted(name)}, because no label asks for the progress."
            hint = f"Check this. If it is right, write {quoted(f'{name}:')} before the text next time."
            yield Problem.at(heading.cell, message, hint)
            continue
        named = [f"{quoted(heading.text)} as {quoted(name)}" for heading, name in by_content]
        parts = [quoted(heading.text) for heading in table.headings if heading.joined == "status" and heading.of_period]
        kind = "Labels" if table.is_form else "Columns"
        messages = [f"{kind} recognised by their content: {listed(named)}."] if named else []
        if parts:
            messages.append(f"Statuses were also read from {listed(parts)}: the last one in a row counts.")
        if messages:
            place = Place(submission.submission.path, table.sheet, table.header_row)
            yield Problem(place, " ".join(messages), "Check this. If it is right, use the template's headings.")


@rule("WBK126", Severity.WARNING, was="WBK145 column-repeated comments-as-progress")
def heading_unclear(submission: Interpreted) -> Iterator[Problem]:
    """A text is published although its heading may mean that it should not be, or means the same as another heading.

    Unknown words in the heading may say that the text is for somebody else, or about something else. Or it only says
    `Comments`, which would be for the coordinator if the table had another text. Texts of two columns with the same
    meaning, or of several columns below a merged heading, are published one after the other; columns for different
    times, such as quarters, are exempt, and so are numbered, empty and declared columns. To fix it, name the column as
    in the template, and write what belongs together into one column; if a column is not for the report, leave it out
    and add a column for the report.

    Bad:
    | Action | Status    | Comments <found>                         |
    | 2      | Under way | Trained forty inspectors in each office. |

    Bad:
    | Action | Status    | Full progress (file copy) <found>        |
    | 2      | Under way | Trained forty inspectors in each office. |

    Bad:
    | Action | Status    | Progress                  | Activities <found>                 |
    | 2      | Under way | Trained forty inspectors. | Wrote a guide for border officers. |

    Good:
    | Action | Status    | Progress                  | Comments                                    |
    | 2      | Under way | Trained forty inspectors. | The trainers ask for a larger room in June. |
    """
    narrative = {column.id for column in submission.edition.framework.text_columns}
    for table in submission.submission.tables:
        for heading in table.headings:
            column = heading.column or heading.joined
            if column not in narrative or heading.by is By.DECLARED:
                continue
            if _is_for_comments(heading):
                why = "because the table has no other text"
            elif heading.strange:
                written = [word for word in PLAIN_WORD.findall(heading.text) if fold_heading(word) in heading.strange]
                why = f"but {listed([*map(quoted, written or heading.strange)])} may mean that it should not be"
            else:
                continue
            name = column_name(submission.edition, column or "")
            message = f"{quoted(heading.text)} is published as {name}, {why}."
            hint = f"Change the heading to {name}. If the column is not for the report, add a column for the report."
            yield Problem.at(heading.cell, message, hint)
    yield from _repeated(submission)
    yield from _over_several(submission, narrative)


def _is_for_comments(heading: Heading) -> bool:
    on_period = heading.of_period or {"year", "period"} & {*words_of(heading.text)}  # `Comment on the year`
    return heading.by is By.CONTENT and is_plain_remark(heading.text) and not on_period


@rule("WBK107", Severity.ADVICE, requires="WBK125")
def heading_unknown(submission: Interpreted) -> Iterator[Problem]:
    """A column is not published: the report or declared layout lacks it, it is for another time, or it has no links.

    Columns that ask whether a row may be published are exempt; PUB513 looks at their answers. To fix it, if the column
    should be published, correct its heading, or add it to the declared layout.

    Bad:
    | Action | Status    | Progress                  | Budget code <found> |
    | 2      | Under way | Trained forty inspectors. | 77-A                |
    """
    edition = submission.edition
    for table in submission.submission.tables:
        if table.missing:
            continue
        yield from _names_of_documents(table, edition)
        unknown = [each for each in table.headings if each.column is None and not (each.joined or each.is_name)]
        doubted = {cell for doubt in table.doubts for cell in doubt.cells}
        for heading in unknown:
            asks = question_in(heading.text) is not None or (asks_for_plan(heading.text) and heading.likely is None)
            what, hint = "is not one of the report's", "Nothing needs to be done, unless its heading is wrong."
            fix = None
            if table.is_declared:
                what, hint = "is left out of the layout declared for this sheet", DECLARE
            elif heading.dated and edition.period is not None:
                what = f"is not for {edition.period.id}"
            elif heading.cell in doubted or asks:
                continue
            elif heading.likely and table.heading(heading.likely) is None:
                likely = edition.framework.column_by_id[heading.likely].heading
                hint, fix = f"Did you mean {quoted(likely)}? Correct the heading.", Fix(likely, safe=False)
            named = f"The {'label' if table.is_form else 'column'} {quoted(heading.text)}"
            message = f"{named} {what}, so it is not published."
            if odd := foreign_letter(heading.text):
                message += f" {named_letter(odd)}"
            yield Problem(Place.of(heading.cell), message, hint, heading.text, fix)


def _names_of_documents(table: Table, edition: Edition) -> Iterator[Problem]:
    for column in edition.framework.link_columns:
        if (heading := table.heading(column.id)) and only_names(table, column.id):
            message = f"{quoted(heading.text)} has names of documents, but no web address, so it is not published."
            yield Problem.at(heading.cell, message, "If readers need these documents, name them in the progress text.")


def _repeated(submission: Interpreted) -> Iterator[Problem]:
    plan = submission.edition.framework
    for table in submission.submission.tables:
        for heading in table.headings:
            other = table.heading(heading.joined) if heading.joined else None
            plain = heading.of_period or heading.by is By.DECLARED or heading.joined in ("period", "status")
            if other is None or plain or not heading.holds:
                continue
            untimed, *words = without_spans(heading.text, plan), heading.text.split(), other.text.split()
            of_times = heading.text != untimed == without_spans(other.text, plan)  # `Next steps (to June 2023)`
            # The words of a heading above both: `What was done: policy work`.
            shared = len([*takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False))])
            parts = of_times or (shared > 1 and shared not in map(len, words))
            if not (parts or in_series(heading.text, other.text)):
                first, second = sorted((heading, other), key=lambda each: each.cell.column)
                same = f"means the same as {quoted(first.text)} in column {first.cell.letter}"
                message = f"The column {quoted(second.text)} {same}; both are published, one after the other."
                yield Problem(Place.of(second.cell), message, "Write both texts into one column.", second.text)


def _over_several(submission: Interpreted, narrative: Container[str]) -> Iterator[Problem]:
    """Report headings merged over several columns if a row has texts in more than one of them."""
    for table in (each for each in submission.submission.tables if not each.is_form):
        sheet, rows = sheet_by_name(submission)[table.sheet], {row.number for row in table.updates}
        merged = {area[:2]: area for area in sheet.merges if area.right > area.left}
        for heading in (each for each in table.headings if (each.column or each.joined) in narrative):
            area = merged.get(heading.cell.at)
            if area and not any(area.left < each.cell.column <= area.right for each in table.headings):
                columns = {*range(area.left, area.right + 1)} - sheet.hidden_columns  # WBK110 reports texts in these
                cells = (cell for cell in sheet.cells if cell.row in rows and cell.column in columns and cell.value)
                within = [cell.row for cell in cells]
                if len({*within}) < len(within):
                    last = column_letter(area.right)
                    message = f"{quoted(heading.text)} is merged over columns {heading.cell.letter} to {last}"
                    message += ", so several texts in a row are published one after the other."
                    yield Problem.at(heading.cell, message, "Write both texts into one column, or give each a heading.")
