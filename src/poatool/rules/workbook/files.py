"""WBK: whether a file can be read, what it contains besides cells, and whether a template is intact."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Place, Severity
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import LOOKED_AT, at_end, quoted, quotes
from poatool.submissions import from_template, read
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind
from poatool.text import counted, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Feature, Sheet, Unreadable, Workbook, text_of


@rule("WBK101", Severity.ERROR, was="WBK102 password-protected")
def unreadable_file(submission: Interpreted) -> Iterator[Problem]:
    """The file cannot be read as a spreadsheet.

    It is damaged, empty, of another kind, over a limit, locked with a password, or unsafe. To fix it, open it in Excel,
    remove any password (File > Info > Protect Workbook), save it as an Excel workbook (.xlsx) and send it again.

    Bad file:
    PK and nothing more
    Found at: file
    """
    if isinstance(workbook := submission.submission.workbook, Unreadable):
        yield Problem(Place(submission.submission.path), workbook.message, workbook.hint)


@rule("WBK103", Severity.ERROR, requires="WBK101")
def no_table(submission: Interpreted) -> Iterator[Problem]:
    """No sheet of the workbook has a table of updates.

    poatool looks for a row of headings such as `Action` and `Progress`, for forms, and for actions beside texts. To fix
    it, put the updates in the template, or in a table with the headings Action, Status, Progress and Next steps.

    Bad:
    | Name  | Town   |
    | Aroha | Napier |
    Found at: file
    """
    sent = submission.submission
    if not sent.tables and (sent.nil or sent.published) is None:
        sheets = [quoted(sheet.name) for sheet in sent.sheets if sheet.cells and sheet.name]
        why = "no row has headings such as “Action” and “Progress”"
        if sent.other_lists:
            why = f"more than {read.STRANGE:,} rows name no action, or each name a different list of actions"
        searched = f" Searched: {listed(sheets)}." if sheets else ""
        searched += _nearest_row(sent.sheets)
        yield Problem(Place(sent.path), f"No table of updates was found: {why}.{searched}")


def _nearest_row(sheets: Sequence[Sheet]) -> str:
    """A sentence about the row with the most texts, which may be meant as headings; empty if no row has two."""
    texts = ((cell for cell in sheet.cells[:LOOKED_AT] if isinstance(cell.value, str)) for sheet in sheets)
    most = max([list(row) for cells in texts for _, row in groupby(cells, lambda cell: cell.row)], key=len, default=[])
    return f" Row {most[0].row} is most like a row of headings: {quotes([c.text for c in most])}." if most[1:] else ""


@rule("WBK129", Severity.WARNING, requires="WBK103")
def no_rows(submission: Interpreted) -> Iterator[Problem]:
    """A workbook has the headings of a table of updates, but no row below them.

    It was sent before it was filled in, or its rows were lost. To fix it, fill in the table and send it again. If there
    is nothing to report, say so for each action.

    Bad:
    | Action | Status | Progress |
    Found at: file
    """
    tables = submission.submission.tables
    if tables and not any(table.rows for table in tables):
        yield Problem(Place(submission.submission.path), "The table is empty below its headings.")


_BREAK_LINKS = "Break them: Data > Edit Links."
_FEATURES = {
    Feature.MACROS: ("macros; they were not run", "Save it as .xlsx to leave them out."),
    Feature.MACRO_SHEETS: ("Excel 4 macro sheets; they were not run", "Delete them."),
    Feature.EXTERNAL_LINKS: ("links to other workbooks; they were not opened", _BREAK_LINKS),
    Feature.DDE: ("DDE links; they were not followed", _BREAK_LINKS),
    Feature.CONNECTIONS: ("data connections; they were not followed", "Delete them: Data > Queries & Connections."),
    Feature.EMBEDDED: ("other files embedded in it; they were not read", "Send them separately if they matter."),
    Feature.THREADED_COMMENTS: ("threaded comments; they are not published", "Resolve them before sending."),
    Feature.TRACKED_CHANGES: ("tracked changes; only the latest state was read", "Accept them before sending."),
    Feature.TEXT_BOXES: (
        "text in boxes or shapes above the cells; it is not published",
        "Type what belongs in the report into the table.",
    ),
}
"""What a file may contain besides cells, and what to do about it."""


@rule("WBK114", Severity.ADVICE, was="WBK116 workbook-features text-cleaned")
def left_out(submission: Interpreted) -> Iterator[Problem]:
    """Something in the file was left out or converted: macros, links to other files, text boxes, control characters.

    Macros are not run, and links are not followed. Embedded files and tracked changes are not read. Boxes and comments
    are not published. To fix it, delete whatever is not meant to be sent, and retype any text with something missing.
    """
    workbook = submission.submission.workbook
    features = workbook.features if isinstance(workbook, Workbook) else ()
    for feature, (what, hint) in _FEATURES.items():
        if feature in features:
            yield Problem(Place(submission.submission.path), f"The file has {what}.", hint)
    for message, place in noted(submission, lost=False):
        where = "the cell; type it again" if place.cell else "the file; save it again from Excel"
        yield Problem(place, message, f"Check {where} if something is missing.")


def noted(submission: Interpreted, *, lost: bool) -> Iterator[tuple[str, Place]]:
    """The notes made while reading the file, with their places: those on lost content if `lost`, otherwise the rest."""
    workbook = submission.submission.workbook
    for note in workbook.notes if isinstance(workbook, Workbook) else ():
        if note.lost is lost:
            column = column_letter(note.column) if note.column else None
            yield note.message, Place(submission.submission.path, note.sheet or None, note.row or None, column)


@rule("WBK119", Severity.WARNING)
def template_altered(submission: Interpreted) -> Iterator[Problem]:
    """The wording of an action in the template, which is locked, was changed.

    The number of the action counts, not its wording. Former wordings of the plan are accepted too. To fix it, check
    that the row is about the right action. An answer that was typed over the wording belongs in the progress column.

    Bad template:
    | Action | Action text                  | Status | Progress | … |
    | 9      | Train the inspectors <found> |        | Done it. |   |
    | 11     | We trained twelve. <found>   |        |          |   |

    Good:
    | Action | Action text                   | Status    | Progress        |
    | 9      | Train inspectors in the north | Under way | Trained twelve. |
    """
    sent, edition, mark = submission.submission, submission.edition, submission.submission.template
    if mark is None or mark.framework != edition.framework.id or edition.period_id not in (None, mark.period):
        return
    asking = (row for _, row in sent.rows if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED))
    for row in (row for row in asking if "action_text" in row.cells):
        codes = resolve(edition, row.cells.text("action"), suggest=False).codes
        own = (edition.by_code[each].action for code in codes for each in (code, *edition.incorporated[code]))
        traced, wordings = row.cells["action_text"], {fold(each) for action in own for each in action.wordings}
        if len(codes) == 1 and fold(text_of(traced.value)) not in wordings:
            plan_has = at_end(edition.by_code[codes[0]].text)
            message = f"The wording of Action {codes[0]} was changed; the plan has {plan_has}"
            answer = "If this is the answer, move it to the progress column"
            move = answer if row.kind is RowKind.UNANSWERED else "Check that the action is right"
            yield Problem.at(traced.cell, message, f"{move}, and restore the wording of the action.")


@rule("WBK142", Severity.WARNING)
def nothing_and_answers(submission: Interpreted) -> Iterator[Problem]:
    """A return made from poatool's template says that there is nothing to report, but has answers.

    The answers count, and the other rows count as unanswered. To fix it, clear the cell that says so, or the answers.

    Bad template:
    | Nothing from us this year | The work begins in 2023. <found> |                           |
    |                           |                                  |                           |
    | Action                    | Status                           | Progress                  |
    | 2                         | Under way                        | Trained forty inspectors. |
    """
    if (nothing := from_template.nothing_to_report_cell(submission.submission.labels)) and submission.updates:
        what = f"{quoted(text_of(nothing.value))} says that there is nothing to report on any action"
        message = f"{what}, but {counted(len(submission.updates), 'row is', 'rows are')} answered."
        yield Problem.at(nothing.cell, message)
