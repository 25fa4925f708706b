"""ACT: rows whose action may be more than one, or is not the one named beside or above them."""

from collections import defaultdict
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.reference.model import Fault, Unclear
from poatool.framework.reference.resolve import actions_worded, resolve
from poatool.rules.actions.references import with_fault
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import contradicted, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import RowKind, Scoped, Table
from poatool.submissions.scope import ACTION, Level
from poatool.submissions.values import text_of
from poatool.text import actions, lazy_pattern, listed

_WORD = lazy_pattern(r"[^\W\d_]{2}")
_NAME_WORDS = 3  # the most words in the name of an action: `Action no. 9`
_NEAR = 3  # up to this many rows above some headings, a title belongs to their table


@rule("ACT204", "ambiguous-action", Severity.ERROR, was="ACT207 ACT219 number-and-text-disagree action-contradicted")
def ambiguous_action(submission: Interpreted) -> Iterator[Problem]:
    """It is not clear which action a row is about: its text fits several, or a number and a wording disagree.

    The number names one action, and the wording in the same or the next cell another. Or the tab, title and labels
    disagree about rows that name no action, or no row names the action of its tab or title. poatool does not guess, so
    the rows are set aside. To fix it, keep the one that is right, or write the number of the action in each row.

    Bad:
    | Action   | Action text | Status    | Progress                     |
    | Provide information resources and advice to | | Under way | Sent a leaflet to each town. |
    | 7        | Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    | Action 9 |             |           |                              |
    | 2        |             | Under way | Trained forty inspectors.    |
    Found at: A2, A3, A5

    Good:
    | Action | Status | Progress |
    | 21. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    """
    for update, text, wrong in with_fault(submission, Unclear, Fault.AMBIGUOUS, Fault.CONTRADICTION):
        if wrong.fault is Fault.AMBIGUOUS:
            candidates = listed([f"Action {code}" for code in wrong.suggestions], "or")
            message = f"{quoted(text)} fits {candidates}. {wrong.why}".rstrip()
            hint = "Write the number of the action that is meant."
        else:
            message = f"The number and the text name different actions. {wrong.why}"
            hint = f"Write only the number that is meant: {listed(wrong.suggestions, 'or')}."
        yield Problem.at(update.cell("action"), message, hint)
    for update in submission.updates:
        if "action_text" in update.row.cells and update.references.resolved:
            written = update.references.written
            named = actions_worded(submission.edition, text_of(update.row.cells["action_text"].value))
            if named and set(written).isdisjoint(named):
                message = f"The action is {listed(written)}, but the wording beside it is that of {actions(named)}."
                yield Problem.at(update.cell("action"), message, "Correct the action, or the wording beside it.")

    def says(said: Scoped) -> str | None:
        codes = resolve(submission.edition, said.text).codes
        return f"Action {codes[0]}" if len(codes) == 1 else None

    unnamed = (update for update in submission.updates if ACTION not in update.row.cells)
    yield from contradicted(submission, unnamed, ACTION, says, "about")
    yield from _against_what_is_said(submission)


def _against_what_is_said(submission: Interpreted) -> Iterator[Problem]:
    """Find rows that never name the action named in their sub-heading, tab or title."""
    groups: dict[Scoped, list[Update]] = defaultdict(list)
    of_row = {id(update.row): update for update in submission.updates}
    for table in submission.submission.tables:
        over = next((each for each in table.scope.get(ACTION, ()) if _is_whole(each, table)), None)
        for row in table.rows:
            if row.kind is RowKind.HEADING:
                own = row.cells.place(ACTION)
                over = Scoped(own.raw, Level.SECTION, own) if own else over
            elif (update := of_row.get(id(row))) and over is not None and update.references.resolved:
                groups[over].append(update)
    for said, (first, *more) in groups.items():
        meant = resolve(submission.edition, said.text).codes
        near = said.level > Level.SECTION or (said.cell and said.cell.row + 1 == first.row.number)
        if meant and near and not any(set(meant) & {*each.references.written, *each.codes} for each in (first, *more)):
            message = f"{quoted(said.text)} is above these rows, but none of them names {actions(meant)}."
            hint = "Correct the actions of the rows, or the words above them."
            last = more[-1].row.number if more else None
            yield Problem.at(first.cell(ACTION), message, hint)._replace(last_row=last)


def _is_whole(said: Scoped, table: Table) -> bool:
    """Whether a tab, or a label or title right above a table, names an action and nothing else.

    A tab needs a word: `Action 3`. `3` may be the number of the sheet, and `A3` the size of its paper.
    """
    if said.cell is None:
        return said.level == Level.TAB and _WORD.search(said.text) is not None
    near = table.header_row - _NEAR <= said.cell.row <= table.header_row
    return said.level <= Level.TITLE and near and len(said.cell.raw.split()) <= _NAME_WORDS
