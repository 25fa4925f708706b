"""PUB: words that forbid publication of an update, anywhere in a return, from its file name to its cells."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from pathlib import PurePath

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework
from poatool.framework.names import agencies, statuses
from poatool.framework.names.matching import fold
from poatool.framework.spans import spans
from poatool.rules.publication import notices
from poatool.rules.publication.marks import keys_of_colours
from poatool.rules.registry import Problem, once, rule, sheet_by_name, updates_on
from poatool.rules.wording import end_of, quoted
from poatool.submissions.evidence import clearance, kinds
from poatool.submissions.evidence.notice_texts import answered_in, answers_beside
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Heading, Row, Table
from poatool.submissions.restrictions import texts, words
from poatool.submissions.restrictions.remarks import message_about
from poatool.submissions.statements.legend import signs_in
from poatool.submissions.update_ids import RowKey
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.addresses import covered
from poatool.workbooks.model import RawCell, Sheet, Workbook, text_of, trimmed

_SIGNS = lazy_pattern(r"[\s()\[\],.-]+")
# Between words of a file's name that belong together, so that neither says something about the file: `public and internal`.
_JOINED = lazy_pattern(
    r"(?i)\W+(?:and|or|[&+])(?!\w)|(?<=\band)\W|(?<=\bor)\W|(?<=[&+])\W|(?<=\bnot)\W|(?<=\bdont)\W|(?<=\bdon['’]t)\W"
)
_SENTENCES, _SHORT = lazy_pattern(r"[.;!\n]+\s{0,9}"), 4  # the most words of a sentence that only denies a status
_QUOTES, _POINTS = lazy_pattern(r"(?i)\b(?:quot|attribut|cit|mention)"), lazy_pattern(r"(?i)\b(?:this|row|text)\b")
_BESIDE = (
    "Check whether the texts beside this cell may be published. If not, delete them. If so, change or delete the words "
    "in this cell, or ask the coordinator to accept this finding."
)
_SENSITIVITY_LABEL = lazy_pattern("(?i)MSIP_Label_.+_Name", needs=("msip",))  # learn.microsoft.com: “SDK - Metadata”
_DESCRIBING = [f"core.{name}" for name in ("title", "subject", "description", "keywords", "category", "contentStatus")]


@rule("PUB513", Severity.ERROR, requires="WBK144", was="kept-back-by-heading PUB514 kept-back-row")
def restricted(submission: Interpreted) -> Iterator[Problem]:
    """Words in or around a text say that it must not be published.

    The words may be in the text, a heading, a title, a note, the name of the sheet or file, the file's sensitivity
    label, or the answer in a column such as `OK to publish?` or `Classification`. A missing answer also counts if the
    answers of other rows allow publication. A message about some of the texts, such as `the answers on 3 and 5 were
    swapped` or `this tab replaces the other one`, holds them back until somebody has read the message; an instruction
    does not. Restricted rows are set aside. To fix it, check whether the text may be published. If so, correct the
    words that forbid it; if not, delete the rows, or move their texts to “Notes”, which is not published.

    Bad:
    | Action | Status    | Progress                                                       | OK to publish? | Notes                                      |
    | 2      | Under way | Trained forty inspectors. In confidence: two of them resigned. <found> |                |                                            |
    | 3      | Under way | Wrote a guide for employers.                                   | Later <found>  |                                            |
    | 5      | Under way | Met the unions in March.                                       |                | Sent to Mere. Do not publish this row yet. <found> |

    Good:
    | Action | Status    | Progress (public)         | Contact (internal) | OK to publish? | Classification |
    | 2      | Under way | Trained forty inspectors. | Mere Tamahori      | Yes            | UNCLASSIFIED   |
    """
    yield from _headings(submission)
    yield from notices.notices(submission).values()
    yield from _page_marks(submission)
    yield from _cells_beside(submission)
    yield from notices.restricting_notes(submission)
    hint = "Check whether the text may be published. If so, delete these words; if not, delete the text."
    for text in map(submission.texts.__getitem__, sorted(words.suspects(submission.prose))):
        if mark := texts.withheld_in(text.text):
            yield Problem.at(text.cell, f"{quoted(mark)} says that the text is not to be published.", hint)


@rule("PUB518", Severity.WARNING, requires="PUB513", was="PUB519 perhaps-not-approved")
def withheld_by_answer(submission: Interpreted) -> Iterator[Problem]:
    """An answer such as `No` below `Include in report?` keeps an update out of the report, or may be meant to.

    `No` may also answer whether the agency reports on the action, or whether its return was received. If the question
    is clear, the update is not published but counts as reported. If it is unclear, the update is published. To fix it,
    change the answer (unless it is right), or make the question clear: `OK to publish?`.

    Bad:
    | Action | Status    | Progress                     | Include in report? | Confidential? | Minister's office approval |
    | 2      | Under way | Trained forty inspectors.    | No <found>         | No            | Approved                   |
    | 3      | Under way | Wrote a guide for employers. | Yes                | Yes <found>   | Approved                   |
    | 5      | Under way | Met the unions in March.     | Yes                | No            | Not yet <found>            |
    """
    for update, cell, label, question in _asked(submission):
        end = "so the update is not published" if update.refusal == (cell, label) else ""
        if not update.refusal and question is clearance.Question.WHICH and clearance.perhaps_refused(label, cell.value):
            end = "but the update is published"
        if end:
            yield Problem.at(update.row.cells.origin.cell(cell), f"{_answer(cell, label)}, {end}.")


def _headings(submission: Interpreted) -> Iterator[Problem]:
    """Report headings of published columns (labels in a form), or comments on these, that restrict their texts."""
    published, period = submission.edition.framework.published_columns, submission.edition.period
    for table in (each for each in submission.submission.tables if each.headings):
        for other in (each for each in table.headings if table.is_form and not (each.column or each.is_name)):
            if (said := answered_in(other.text)) and clearance.restricts(*said, other.text, period) and table.updates:
                message = f"The label says {quoted(other.text)}, but the update would be published."
                yield Problem.at(other.cell, message).until(end_of(table))
        label, where = ("label", "beside") if table.is_form else ("heading", "below")
        comments = _comments_on_headings(table, sheet_by_name(submission)[table.sheet])
        for heading in (each for each in table.headings if each.is_name or (each.column or each.joined) in published):
            text = " ".join((heading.text.partition(":")[0] if table.is_form else heading.text).split())
            if table.is_form and any(c.at == heading.cell.at for row in table.rows for c in row.cells.raw.values()):
                continue  # not a label but a text, which is checked with the other texts
            what, mark = f"The {label}", texts.restriction_in(text) if heading.is_name else texts.restriction_on(text)
            if mark is None and (note := comments.get(table.line_of(heading.cell))):
                what, mark = f"The comment on this {label}", texts.ban_in(note)
            if mark and any(_has_text(row, heading) for row in table.updates):
                message = f"{what} says {quoted(mark)}, but the text {where} it would be published."
                yield Problem.at(heading.cell, message).until(end_of(table))


def _has_text(row: Row, heading: Heading) -> bool:
    """Whether a row has a text in the column of a heading."""
    column = heading.column or heading.joined
    return column in row.cells if column else any(c.column == heading.cell.column for c in row.cells.raw.values())


def _comments_on_headings(table: Table, sheet: Sheet) -> Mapping[int, str]:
    """Comments on headings, by column (a merged heading covers several); in a form, comments on labels."""
    if table.is_form:
        comments = sheet.comments
        return {table.line_of(each.cell): comments[each.cell.at] for each in table.headings if each.cell.at in comments}
    found = ((at, text) for at, text in sheet.comments.items() if table.top <= at[0] <= table.header_row)
    areas = ((sheet.area_at(*at), text) for at, text in found)
    return {column: text for area, text in areas for column in range(area.left, area.right + 1)}


def _page_marks(submission: Interpreted) -> Iterator[Problem]:
    """Report words outside the cells, such as a tab, page header or file name, that restrict the updates on a sheet."""
    plan = submission.edition.framework
    file = in_name(submission.submission.path, plan)
    workbook = submission.submission.workbook
    properties = workbook.properties if isinstance(workbook, Workbook) else {}
    for sheet in (each for each in submission.submission.sheets if updates_on(submission, each)):
        written = [("header or footer of the sheet's pages", text) for text in sheet.on_each_page]
        written += [("box on the sheet", text) for text in sheet.drawn.values()]
        written += [("description of a picture, shape or link on the sheet", text) for text in sheet.described]
        known = [name for name in _DESCRIBING if name in properties]
        written += [(f"file's property {quoted(name[5:])}", properties[name]) for name in known]
        found = [(where, texts.restriction_in(text) or texts.ban_in(text)) for where, text in written]
        marks = [f"{where} says {quoted(mark)}" for where, mark in (*found, ("name of the file", file)) if mark]
        marks += [f"file's {label} says {quoted(text)}" for label, text in _labels(properties)]
        if texts.restricts_sheet(sheet.name, plan):
            marks.append(f"sheet is called {quoted(sheet.name)}")
        if marks:
            place = Place(submission.submission.path, sheet.name or None)
            yield Problem(place, f"The {marks[0]}, but its updates would be published.", value="; ".join(marks))


def in_name(path: str, plan: Framework) -> str | None:
    """The words in a file's name that restrict its updates; None if none do."""
    name = PurePath(path).stem.replace("_", " ")
    ends = (name[sign.end() :] for sign in _SIGNS.finditer(name) if not _JOINED.match(name, sign.start()))
    said = (*name.split(" - "), *ends, agencies.words_beside_agencies(plan, name))
    actions = tuple(map(fold, plan.words.get("action", ())))  # `withdrawn item` is not about the file
    parts = [part for part in said if not (actions and fold(part).endswith(actions))]
    bans = map(texts.ban_in, parts if words.may_restrict(name) else ())
    return next(filter(None, chain(map(texts.restriction_in, parts), bans)), None)


def _labels(properties: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The sensitivity labels and classifications that restrict a file, from its custom properties."""
    for name, text in properties.items():
        _, custom, asked = name.partition("custom.")
        label = "sensitivity label" if _SENSITIVITY_LABEL.fullmatch(asked) else f"property {quoted(asked)}"
        what = clearance.asked_of_text(label if custom else "")
        if what is clearance.Question.WHICH and clearance.restricts(what, text):
            yield label, text


def _cells_beside(submission: Interpreted) -> Iterator[Problem]:
    """Report the leftmost cell beside each update that forbids its publication."""
    plan, period = submission.edition.framework, submission.edition.period
    answers = (
        (update, cell, _answer(cell, label))
        for update, cell, label, question in _asked(submission)
        if cell.value is None or clearance.restricts(question, cell.value, label, period)
    )
    found: dict[RowKey, tuple[Update, RawCell, str]] = {}
    for update, cell, message in sorted(chain(answers, _notes(submission)), key=lambda each: each[1].column):
        # An update with only an action and an agency has nothing to publish.
        empty = plan.published_columns.isdisjoint(update.row.cells.raw.keys() - {"action", "agency"})
        if not (empty or update.refusal or _is_about_itself(update.table, cell)):
            found.setdefault(RowKey.of(submission, update.table, update.row), (update, cell, message))
    of_cells = by_first(((update.table.sheet, cell), (update, message)) for update, cell, message in found.values())
    for (sheet, cell), beside in of_cells.items():  # a cell may be beside several updates
        (first, says), (end, _) = beside[0], beside[-1]
        last = max(sheet_by_name(submission)[sheet].area_at(*cell.at).bottom, end.row.number)
        at, message = first.row.cells.origin.cell(cell), f"{says}, but the update would be published."
        yield Problem.at(at, message, _BESIDE).until(last)


def _notes(submission: Interpreted) -> Iterator[tuple[Update, RawCell, str]]:
    """Notes and other cells in an update's row that forbid its publication, each with what it says."""
    sheets, plan = submission.submission.sheets, submission.edition.framework
    published = plan.published_columns
    comments = by_first(((sheet.name, cell.row), cell) for sheet in sheets for cell in sheet.comment_cells())
    keys = keys_of_colours(submission).items()
    of_all = {(sheet, at) for sheet, cells in keys for at, (*_, several) in cells.items() if several}
    used = {c.text.strip().casefold() for u in submission.updates for c in u.row.other}
    for update in submission.updates:
        table, notes = update.table, [*filter(None, map(update.row.cells.raw.get, plan.private_columns))]
        dated = (h for h in table.headings if h.dated and h.suggestion in published and spans(h.text, plan))
        other_time = {table.line_of(h.cell) for h in dated}  # its texts, such as `Progress 2021`, are not remarks
        said = (
            c for c in update.row.other if table.line_of(c) not in other_time or texts.withheld_in(trimmed(c.value))
        )
        answered = notices.answered_labels(submission)  # in another form
        others = (
            c for c in said if (table.sheet or "", c.at) not in of_all and " ".join(c.text.split()) not in answered
        )
        if beside := [c for c in others if signs_in(c.text).keys().isdisjoint(used)]:
            headed = {table.line_of(h.cell) for h in table.headings if not table.is_form or h.column in published}
            # In a form, a cell beside the answer to a label does not answer another label.
            notes = [*(cell for cell in beside if (table.line_of(cell) in headed) is table.is_form), *notes]
        spoken = [*_comments_on(update, comments)] if comments else []
        marks = [(cell, texts.ban_in(trimmed(cell.value))) for cell in (*notes, *spoken)]
        marks += [(cell, _disputed(cell.text, update, plan)) for cell in spoken]
        unpublished = (cell for column, cell in update.row.cells.raw.items() if column not in published)
        away = [c for c in (*notes, *spoken, *unpublished) if message_about(trimmed(c.value)) in ("above", "below")]
        marks += [(cell, trimmed(cell.value)) for cell in away]  # `old, see the line below`
        for cell, text in ((cell, trimmed(cell.value)) for cell in beside):
            # `Internal` may be about the work; `For Ministers only` is not.
            marks.append((cell, texts.ban_in(text) if texts.withheld_in(text) else texts.forbidden_in(text)))
        for column in ("agency", "status"):
            mark = texts.restriction_in(update.row.cells.text(column))
            if mark and not statuses.status(plan, mark, suggest=False).ids:
                marks.append((update.row.cells.raw[column], mark))
        for cell, mark in marks:
            if mark:
                yield update, cell, f"The {'comment' if cell in spoken else 'cell'} says {quoted(mark)}"


def _disputed(comment: str, update: Update, plan: Framework) -> str | None:
    """The sentence of a comment that says that the text or status is wrong: `This is wrong`, `Not completed`."""
    status = plan.status_by_id.get(update.status or "")
    for sentence in _SENTENCES.split(comment):
        denied = status and statuses.contradicts(sentence, status) and status.id in statuses.named_in(plan, sentence)
        if message_about(sentence) == "all" or (denied and len(sentence.split()) <= _SHORT):
            return sentence
    return None


def _is_about_itself(table: Table, cell: RawCell) -> bool:
    """Whether a note only asks not to be quoted itself: `Check before quoting` below a heading such as `Internal`."""
    mark = texts.ban_in(note := trimmed(cell.value))
    if not mark or not _QUOTES.search(mark) or _POINTS.search(note) or texts.ban_in(note.replace(mark, "")):
        return False
    parts = (p for h in table.headings if table.line_of(h.cell) == table.line_of(cell) for p in h.text.split(":"))
    return any(map(texts.restriction_in, parts))


@once
def _asked(submission: Interpreted) -> Sequence[tuple[Update, RawCell, str, clearance.Question]]:
    """The answers in columns that ask `OK to publish?` or mostly say `OK`; a missing one is a cell without a value."""
    private = submission.edition.framework.private_columns
    found = list[tuple[Update, RawCell, str, clearance.Question]]()
    for table, group in groupby(submission.updates, key=attrgetter("table")):
        asked, updates = clearance.columns_asking(table, private), [*group]
        answers = [(update, cell) for update in updates for cell in clearance.answers_in(update.row, private)]
        for column, question in asked.items():
            given = [(update, cell) for update, cell in answers if table.line_of(cell) == column]
            if table.is_form:  # several cells are beside a label
                beside = ((each, [cell for update, cell in given if update is each]) for each in updates)
                given = [(each, cell) for each, cells in beside for cell in answers_beside(question[0], cells)]
            found.extend((update, cell, *question) for update, cell in given)
            may_go = any(clearance.says_yes(text_of(cell.value)) for _, cell in given)
            if may_go and question[1] is clearance.Question.PUBLISH and not (table.is_form or table.lane):
                done = {update.row.number for update, cell in given if not kinds.is_no_answer(cell.value)}
                due = [u for u in updates if not (u.nil or u.row.number in done or u.row.continues is not None)]
                empty = {(update.row.number, column): update for update in due}
                # An answer in a merged cell is for all rows that it covers.
                merged = covered(sheet_by_name(submission)[table.sheet].merges, empty)
                found.extend((u, RawCell(*at, None, ""), *question) for at, u in empty.items() if at not in merged)
    return found


def _answer(cell: RawCell, label: str) -> str:
    if cell.value is None:
        return f"{quoted(label)} has no answer here, unlike in other rows"
    return f"{quoted(label)} is answered {quoted(text_of(cell.value))}"


def _comments_on(update: Update, comments: Mapping[tuple[str, int], Sequence[RawCell]]) -> Iterator[RawCell]:
    """The comments in an update's row; if its table shares rows with others, only those on its cells and column."""
    sheet, row, lane = update.table.sheet or "", update.row, update.table.lane
    own = {cell.at for cell in row.every_cell}
    rows = {row.number} if lane is None else {*dict(own), *range(row.number, max(dict(own), default=0) + 1)}
    for cell in (cell for at in sorted(rows) for cell in comments.get((sheet, at), ())):
        if lane in (None, cell.column) or cell.at in own:
            yield cell
