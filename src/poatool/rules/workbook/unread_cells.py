"""Find texts that were not read, in and below tables, and tell whether they seem to report work."""

from collections.abc import Iterator
from itertools import chain, islice, pairwise

from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.framework.names.statuses import denies, is_nil_on_others, is_status, named_in
from poatool.framework.reference.resolve import actions_worded, is_like_wording, mentions, resolve
from poatool.rules.registry import Problem
from poatool.rules.wording import column_name, quoted
from poatool.rules.workbook.headings import DECLARE
from poatool.submissions.evidence.clearance import clears, columns_asking, question_in
from poatool.submissions.evidence.kinds import Kind, is_signature
from poatool.submissions.model import By, Cell, Heading, Row, RowKind, Submission, Table
from poatool.submissions.restrictions.texts import ban_in, forbidden_in, split_guidance
from poatool.submissions.statements import legend, plans
from poatool.text import by_first, counted, lazy_pattern, listed
from poatool.workbooks.model import RawCell, text_of, trimmed

_FEW = lazy_pattern(r"(?i)\S*|\W*page \d+(?: of \d+)?\W*")  # one word, or `Page 1 of 2`
_POLITE = lazy_pattern(r"(?i)\W*(?:sorry|apologies|many thanks|thanks|thank you|cheers|hi|kia ora|happy to|I['’]m)\b")
_IN_TIME = 3  # the fewest words of a text that may be lost below a heading such as `Second half`
_SIGN = 2  # the most letters of a sign for a status: `P`, `IP`
_LABEL = 8  # the most words of a label beside an action: `Rights of seasonal workers`


def beside(table: Table, edition: Edition, sent: Submission) -> Iterator[Problem]:
    """Report the first longer text in each unread column, unless the heading explains why it is not read."""
    headings = {heading.cell.column: heading for heading in table.headings}
    for each in table.headings:
        if each.by is not By.HEADING and reports(split_guidance(each.text)[0], LONG, edition):
            yield Problem.at(each.cell, f"This text is among the headings, so it is not published: {quoted(each.text)}")
    first = min((heading.cell.column for heading in table.headings if heading.column), default=0)
    unread = [*_unread_cells(table)]
    reported = (columns_asking(table, edition.framework.private_columns) if unread else {}).keys() - headings.keys()
    of_statuses = _columns_of_statuses(table, edition, sent) if table.heading("status") is None else ()
    of_statuses = of_statuses or _between_named_columns(table)
    for raw, cell in unread:
        if cell.column in reported:
            continue
        heading, text = headings.get(cell.column), trimmed(raw.value)
        status_lost = cell.column in of_statuses
        if heading is None:
            lost = _may_be_lost(text, left=cell.column < first, right=cell.column > max(headings, default=0))
        else:
            of_action = table.heading("action")
            beside_action = of_action is not None and abs(cell.column - of_action.cell.column) == 1
            is_label = beside_action and not text.endswith(".") and len(text.split(None, _LABEL)) <= _LABEL
            lost = not is_label and _unexplained(text, heading)
        reports_work = lost and not repeats_plan(text, edition)
        if not (status_lost or reports_work):
            continue
        reported.add(cell.column)
        if heading is None:
            message = f"{quoted(cell.raw)} is in column {cell.letter}, which has no heading; it is not published."
            hint = "If it says that the row is not to be published, delete the row. If not, move it to the right cell."
            yield Problem.at(cell, message, hint)
            continue
        likely = [heading.likely] if heading.likely else ["progress", "next_steps"]
        names = listed([column_name(edition, each) for each in (["status"] if status_lost else likely)], "or")
        message = f"The {'cells' if status_lost else 'texts'} in the column {quoted(heading.text)} are not published."
        hint = f"If they {'are statuses, name' if status_lost else 'belong in the report, move them to'} the column {names}."
        yield Problem.at(heading.cell, message, DECLARE if table.is_declared else hint)


def _columns_of_statuses(table: Table, edition: Edition, sent: Submission) -> set[int]:
    """The unread columns that seem to state statuses: by their heading, their content, or signs such as `P` and `S`."""
    to_tick = [each for each in table.headings if is_status(edition.framework, each.text)]
    found = {each.cell.column for each in to_tick if len(to_tick) > 1 and not each.is_name}
    signs = _signs_explained(sent, edition)
    texts = by_first((cell.column, text_of(cell.value).casefold()) for row in table.updates for cell in row.other)
    for each in table.headings:
        column = each.cell.column
        states = each.holds.get(Kind.STATUS, 0) > 0 and not (each.suggestion or each.dated)
        has_signs = len(signs) > 1 and column in texts and signs.issuperset(texts[column])
        letters = {text for text in texts.get(column, ()) if len(text) <= _SIGN and text.isalpha()}
        unexplained = letters == {*texts.get(column, ())} and 1 < len(letters) < len(texts[column]) and not each.aside
        if states or has_signs or unexplained or each.suggestion == "status":
            found.add(column)
    return found


def _between_named_columns(table: Table) -> set[int]:
    """The unread columns of ticks between columns headed by statuses: `Begun` in `Not begun | Begun | Finished`."""
    named = [each.cell.column for each in table.headings if each.is_name]
    unread = (each for each in table.headings if each.column is None and not each.is_name and each.holds.get(Kind.TICK))
    return {each.cell.column for each in unread if named and min(named) < each.cell.column < max(named)}


def _signs_explained(sent: Submission, edition: Edition) -> set[str]:
    """The signs for statuses that cells outside updates explain, in one cell (`C = Completed`) or in two."""
    signs = dict[str, str]()
    for sheet in sent.sheets:
        tables = [table for table in sent.tables if table.sheet in (None, sheet.name)]
        updates = {row.number for table in tables for row in table.updates}
        headed = {heading.cell.column for table in tables for heading in table.headings}
        cells = [cell for cell in sheet.cells if cell.row not in updates or cell.column not in headed]
        pairs = [f"{one.text} = {other.text}" for one, other in pairwise(cells) if one.row == other.row]
        for text in (*(cell.text for cell in cells), *pairs):
            signs |= legend.signs_in(text)
    return {sign for sign, meaning in signs.items() if not sign.isdigit() or is_status(edition.framework, meaning)}


def _unread_cells(table: Table) -> Iterator[tuple[RawCell, Cell]]:
    """The unread cells of updates and unanswered rows, with their places, and long texts among the wordings."""
    for row in table.rows:
        if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            worded = [cell for at, cell in row.cells.raw.items() if at == "action_text" and not table.is_form]
            long = (cell for cell in worded if len(trimmed(cell.value).split(None, LONG)) >= LONG)
            yield from ((cell, row.cells.origin.cell(cell)) for cell in (*row.other, *long))


def _may_be_lost(text: str, *, left: bool, right: bool) -> bool:
    """Whether a text without a heading may be lost work or a remark on its row; a number to the `left` counts rows."""
    if forbidden_in(text) or _POLITE.match(text):
        return False
    if right or (left and not any(map(str.isdigit, text))):
        return len(text) > 1 and any(map(str.isalpha, text)) and not (ban_in(text) or clears(text))
    words = len(text.split(None, SHORT))
    return (not left or text.endswith(".")) and (words >= SHORT or (words > 1 and denies(text)))


def _unexplained(text: str, heading: Heading) -> bool:
    """Whether a text in an unread column reports work, and the heading does not explain why it is not read."""
    least = _IN_TIME if heading.of_period else SHORT
    if forbidden_in(text) or len(text.split(None, least)) < least:
        return False
    explained = heading.column not in (None, "action_text") or heading.joined or heading.dated or heading.aside
    titles = heading.likely == "action" and not text.endswith(".")  # `Action (short)`
    return not (explained or titles or (plans.asks_for_plan(heading.text) or question_in(heading.text) is not None))


def in_form(table: Table, edition: Edition, *, turned: bool) -> Iterator[Problem]:
    """Report unread texts in a form: of 25 words or more beside a label, of 5 or more without one.

    If an answer is missing, one word without a label is enough; beside a label of several forms (`turned`), 5 are.
    """
    for raw, cell in _unread_cells(table):
        text, label = trimmed(raw.value), _unread_label(cell, table)
        if label is not None and (label.aside or label.dated):
            continue
        others = is_nil_on_others(edition.framework, text)
        answers = label is None and _may_answer(text, cell, table, edition)
        if label is not None and turned and _unexplained(text, label):
            yield Problem.at(label.cell, f"The texts in the row {quoted(label.text)} are not published.")
        elif reports(text, 1 if answers else SHORT if label is None else LONG, edition) and not others:
            yield Problem.at(cell, f"{quoted(cell.raw)} has no label in this form, so it is not published.")


def nils_in_form(table: Table, edition: Edition) -> Iterator[Cell]:
    """The cells of a form that say only that there is nothing to report on other actions."""
    cells = [cell for _, cell in _unread_cells(table)] if table.is_form else ()
    yield from (cell for cell in cells if is_nil_on_others(edition.framework, cell.raw))


def _label_above(cell: Cell, table: Table) -> Heading | None:
    above = (heading for heading in table.headings if heading.cell.row < cell.row)
    return max(above, key=lambda heading: (heading.cell.row, heading.cell.column == cell.column), default=None)


def _unread_label(cell: Cell, table: Table) -> Heading | None:
    """The label of a form's cell, in its row or directly above it, if the label is for no column of the plan."""
    above = _label_above(cell, table)
    beside = [heading for heading in table.headings if heading.cell.row == cell.row]
    labels = [*beside, above] if above is not None and above.cell.row == cell.row - 1 else beside
    return next((label for label in labels if label.column is None), None)


def _may_answer(text: str, cell: Cell, table: Table, edition: Edition) -> bool:
    """Whether a text may be an answer that the form lacks: a status, or a text below a label without an answer."""
    if is_status(edition.framework, text) and all("status" not in row.cells for row in table.rows):
        return True
    above = _label_above(cell, table)
    if above is None or any(above.column in row.cells for row in table.rows):
        return False
    asks_for_text = above.column in {column.id for column in edition.framework.text_columns}
    right_below = asks_for_text and above.cell.row == cell.row - 1
    return text.endswith(".") or (right_below and not _FEW.fullmatch(text))


def below(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report rows of notes that seem to report work; right below an update, short texts in text columns count too."""
    if other := [row.first for row in table.rows if row.kind is RowKind.NO_ACTION]:
        more = f" The same goes for {counted(len(other) - 1, 'more row')} of this table." if other[1:] else ""
        hint = "If it reports on an action, write the number of the action. If not, delete the row."
        yield Problem.at(other[0], f"This row names no action, so it is not published.{more}", hint, related=other[1:])
    update, texts = 0, {column.id for column in edition.framework.text_columns}
    headings = {heading.text for heading in table.headings}
    for row in table.rows:
        update = row.number if row.kind is RowKind.UPDATE else update
        if row.kind in (RowKind.NOTE, RowKind.EXAMPLE, RowKind.HEADING, RowKind.REPEATED_HEADER):
            cells = [cell for cell in row.every_cell if trimmed(cell.value) not in headings]
            below = row.cells.raw.items() if len(cells) == 1 and row.number == update + 1 else ()
            few = (cell for column, cell in below if column in texts and not _FEW.fullmatch(trimmed(cell.value)))
            lost = (cell for cell in cells if is_lost(cell, table, edition))
            if cell := next(chain(lost, few, () if table.doubts else _like_update(row, edition)), None):
                place = row.cells.origin.cell(cell)
                message = f"This text is in a row that is not an update, so it is not published: {quoted(place.raw)}"
                yield Problem.at(place, message)


def _like_update(row: Row, edition: Edition) -> Iterator[RawCell]:
    """The sentences of a note that begins with a number and has a status, as an update does."""
    begin, *more = [cell.text for cell in row.every_cell] or [""]
    begins = row.kind is RowKind.NOTE and len(begin) < _NAMES_ACTION and _NUMBER.search(begin)
    if begins and any(is_status(edition.framework, text) for text in more):
        sentences = (cell for cell in row.every_cell if cell.text.endswith((".", "!", ";")))
        yield from (cell for cell in sentences if reports(cell.text, SHORT, edition))


_NUMBER, _NAMES_ACTION = lazy_pattern(r"\d"), 60  # the most characters of a cell that names an action
_OF_ALL = lazy_pattern(r"(?i)\b(?:actions|all|both|each|every\w*)\b")  # a text with one of these is about all rows
LONG = 25  # a text of this many words that was not read gives at least a warning
SHORT = 5  # a text without a heading of its own reports work if it has at least this many words
_FAR = 3  # a cell farther than this many columns from a table is unrelated to it
SENTENCE, _OTHER_TEXT = 3, 8  # the fewest words that may report work: in a sentence, in any other text
_TO_READER = lazy_pattern(
    r"(?i)\b(?:please|you|your|must be|should be|(?:is|are) asked to|fill in|\d+ words (?:at most|or (?:less|fewer))"
    r"|this (?:form|template|workbook|spreadsheet|sheet|column)|the (?:first|second|third|last) column|drop-?downs?"
    r"|(?:updates?|answers?|texts?|entries|rows?) should|(?:return|send|submit) (?:it|this|to|your)\b.{0,40} by|(?:gr[ae]y|white|yellow|blue|green|shaded) (?:cell|column|row)s?)\b"
)

_CLOSING = lazy_pattern(
    r"(?i)\W*(?:(?:th(?:at|is) (?:is|was) (?:all|everything|it)|that['’]s (?:all|everything|it)|ng[aā] mihi|kind regards"
    r"|nothing (?:else|more|further) (?:to (?:add|report|say)|from us)|thanks|thank you|many thanks|best wishes"
    r"|end of (?:return|report|form|update)s?)(?:,? [^\s.!\n]+){0,5}(?:[.!\s]+|\Z))+"
)
"""Sentences that only close a return: `That is everything from us. Ngā mihi nui.`"""


def reports(text: str, least: int, edition: Edition) -> bool:
    """Whether a text has at least `least` words, is not for the person who fills in the form, and is not the plan's."""
    if len(text.split(None, least)) < least or _TO_READER.search(text) or _CLOSING.fullmatch(text):
        return False
    return not (is_signature(text) or repeats_plan(text, edition) or resolve(edition, text).resolved)


def _names_status(text: str, edition: Edition) -> bool:
    few = len(text.split(None, _LABEL)) <= _LABEL
    return few and len(named_in(edition.framework, text)) == 1 and not resolve(edition, text, suggest=False).codes


def is_lost(cell: RawCell, table: Table | None, edition: Edition) -> bool:
    """Whether an unread cell seems to report work, or to state how far the actions below it have come."""
    text = trimmed(cell.value)
    if table and _names_status(text, edition):
        below = next((r.cells for r in table.rows if r.kind is RowKind.UPDATE and r.number > cell.row), {"status"})
        heads = (trimmed(row.start.value) for row in table.rows if row.kind is not RowKind.UPDATE)
        several = [*islice((head for head in heads if _names_status(head, edition)), 2)][1:]
        if "status" not in below and (several if cell.row > table.header_row else _OF_ALL.search(text)):
            return True
    columns = [heading.cell.column for heading in table.headings] if table is not None and not table.is_form else []
    is_far = bool(columns) and not min(columns) - _FAR <= cell.column <= max(columns) + _FAR
    shorter = SHORT if text.endswith((".", "!", ";")) else _OTHER_TEXT
    return reports(text, shorter if is_far else LONG, edition)


def repeats_plan(text: str, edition: Edition) -> bool:
    """Whether a text is only an action's wording (exact or similar), a heading of the plan, or names of agencies."""
    named = agencies(edition.framework, text, suggest=False)
    worded = text in edition.framework.group_titles or actions_worded(edition, text) or is_like_wording(edition, text)
    return bool(worded or (named.ids and not named.unknown))


def action_reported(text: str, edition: Edition) -> tuple[str, ...]:
    """The action with which a text begins, if enough of its other words are not the plan's; otherwise empty."""
    for mention in mentions(edition, text)[:1]:
        rest = text[len(mention.text) :].strip(" :.–—-)(")
        words = len(rest.split())
        long = words >= _OTHER_TEXT or (words >= SENTENCE and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and long and not actions_worded(edition, rest):
            return mention.references.codes
    return ()
