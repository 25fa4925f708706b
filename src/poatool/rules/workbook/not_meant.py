"""WBK: sheets and rows that are not meant to be sent, or that are about another plan of action."""

from collections.abc import Iterator, Mapping, Sequence

from poatool.findings.model import Place, Severity
from poatool.phrases import phrases
from poatool.rules.places import cell_on, end_of_rows, outside_tables
from poatool.rules.registry import Problem, once, rule, tables_on
from poatool.rules.wording import quoted
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Row, RowKind
from poatool.submissions.restrictions.texts import restriction_in
from poatool.submissions.statements import plans
from poatool.submissions.statements.scope import PERIOD
from poatool.workbooks.model import trimmed

_PARTS = {
    "GOOD": "final|web|website|public|latest|agreed|clean|new|full|short|submitted|updated|template",
    "AS": """as|what|we|said|sent|reported|published|printed|submitted|texts?|wording|answers?|from|in|for|our
        reference|comparison""",
    "EARLIER": "(the )?(last|previous|prior|earlier|past)('?s)?( (reporting )?(year|period|round|time)s?('?s)?)?",
    "REPORTS": "reports?|returns?|updates?|drafts?|versions?|progress|data|submission",
    "ROWS": "rows?|lines|actions|updates|entries|work|activities",
    "REMOVED": "removed|deleted|dropped|excluded|cut|(taken|left|moved) (out|off)",
}
_NAME = phrases(
    """(do )?not send|drafts?|superseded|obsolete|old|archived?|back ?up|back-up|scratch|copy of|deleted?|unused
    redundant|ignore|(not: GOOD) LONG version""",
    _PARTS,
    case="any",
)
"""Words in the name of a sheet that is not meant to be sent."""

_TITLE = phrases(
    """^((AS)JOINT){0,5}EARLIER( REPORTS)?((JOINT)?AMOUNT)?$|^from EARLIER REPORTS
    (not|-n't) …1 updated (not: by)|for (your )?(reference|comparison) (before: $|only|purposes)
    ^(ROWS )?REMOVED (of|from|for) (WORD ){0,2}REPORTS|^end of ((the|our|this) )?REPORTS$|for context( only)?$
    ^ROWS (of|by|from) other-|^what (the )?other-( WORD)? (are|have|did|do)""",
    _PARTS,
    case="any",
)
"""A sub-heading whose rows are not of this period or return: `Carried over, for reference`, `End of return`."""


@rule("WBK139", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on the sheet is published. Rows below a sub-heading which says that they are of an earlier period, not
    updated or not part of the return are left out too, if the sheet has others. To fix it, delete the sheet or the rows
    if they are not meant to be sent; otherwise correct these words.
    """
    apart = _parts_of_other_work(submission)
    doubted = {id(update) for below in apart.values() for update in below}
    with_others = {update.table.sheet for update in submission.updates if apart and id(update) not in doubted}
    for cell, below in apart.items():
        if cell.sheet in with_others:
            message = f"{quoted(cell.raw)} says that the rows below are not part of this return"
            hint = "Delete them if they are not meant to be sent; otherwise correct these words."
            yield Problem.at(cell, f"{message}, so they are not published.", hint).until(below[-1].row.number)
    for name in sheets_not_meant(submission):
        message = f"The sheet is called {quoted(name)}, and other sheets have updates; nothing on it is published."
        hint = "Delete it if it is not meant to be sent; otherwise rename it."
        yield Problem(Place(submission.submission.path, name), message, hint)


def _parts_of_other_work(submission: Interpreted) -> Mapping[Cell, list[Update]]:
    """The sub-headings which say that their rows are not of this period or return, with the updates below each."""
    heads: dict[str | None, Cell | None] = {}
    updates = {id(update.row): update for update in submission.updates}
    found: dict[Cell, list[Update]] = {}
    for table, row in submission.submission.rows:
        if row.kind in (RowKind.HEADING, RowKind.NOTE):
            says = _is_title(row) and PERIOD not in row.cells and _TITLE.search(row.start.text)
            heads[table.sheet] = row.first if says else None
        elif (cell := heads.get(table.sheet)) is not None and id(row) in updates:
            found.setdefault(cell, []).append(updates[id(row)])
    return found


def _is_title(row: Row) -> bool:
    return row.is_alone and not trimmed(row.start.value).endswith(SENTENCE_ENDS)


@once
def sheets_not_meant(submission: Interpreted) -> Sequence[str]:
    """The sheets with updates whose names say that they are not meant to be sent, if other sheets also have updates."""
    shown = (table for table in submission.submission.tables if not table.hidden and table.updates)
    names = list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))
    return [name for name in names if names[1:] and (_NAME.search(name.replace("_", " ")) or restriction_in(name))]


@rule("WBK144", Severity.ERROR, was="title-of-another-plan")
def another_plan(submission: Interpreted) -> Iterator[Problem]:
    """A title above updates, or on a sheet without updates, names another plan.

    The other plan's actions may have the same numbers, so the updates are set aside. To fix it, correct the name, or
    take the rows out if they are about the other plan.

    Bad:
    | Family Violence Action Plan: return for 2022 <found> |           |                           |
    | Action                                               | Status    | Progress                  |
    | 2                                                    | Under way | Trained forty inspectors. |
    """
    plan, message = submission.edition.framework, "{} is another plan; the rows below would count for this one."
    for sheet in submission.submission.sheets if submission.updates else ():
        tables = tables_on(submission, sheet)
        last = max((row.number for table in tables for row in table.updates), default=0)
        titles = [*outside_tables(submission, sheet)]
        rows = (row for table in tables for row in table.rows if row.kind in (RowKind.NOTE, RowKind.HEADING))
        titles += [row.start for row in rows if row.number < last and _is_title(row)]
        beside = any(plans.names_this_plan(cell.text, plan) for cell in titles)
        for cell in titles:
            if name := plans.other_plan(trimmed(cell.value), plan, beside_this=beside):
                at = cell_on(submission, sheet, cell)
                yield Problem.at(at, message.format(quoted(name))).until(end_of_rows(submission.updates, at))
