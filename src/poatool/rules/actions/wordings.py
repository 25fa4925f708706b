"""ACT: rows that give their action by its wording, or by a number that disagrees with the wording."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import Ambiguous, Fault, How
from poatool.framework.reference.resolve import resolve, whose_text
from poatool.rules.actions.references import with_fault
from poatool.rules.places import end_of
from poatool.rules.registry import Problem, rule
from poatool.rules.scopes import of_explicit_levels, where
from poatool.rules.text import quoted
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Scoped, Table
from poatool.submissions.scope import ACTION
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.submissions.values import text_of
from poatool.text import actions, listed

_OF_ACTIONS = frozenset({"action", "actions", "poa", "plan"})
_SERIAL = frozenset(fold_heading(text) for text in SERIAL_HEADINGS)


@rule("ACT207", "number-and-text-disagree", Severity.ERROR)
def number_and_text_disagree(submission: Interpreted) -> Iterator[Problem]:
    """The number names one action, and the wording in the same or the next cell names another.

    poatool does not guess, so the row is set aside. To fix it, keep the one that is right.

    Bad:
    | Action | Status | Progress |
    | 7. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    Found at: A2

    Bad:
    | Action | Action text | Status | Progress |
    | 7      | Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    Found at: A2

    Good:
    | Action | Status | Progress |
    | 21. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    """
    for update, _, wrong in with_fault(submission, Ambiguous, Fault.CONTRADICTION):
        message = f"The number and the text name different actions. {wrong.why}"
        hint = f"Write only the number that is meant: {listed(wrong.candidates, 'or')}."
        yield Problem.at(update.cell("action"), message, hint)
    for update in submission.updates:
        if "action_text" in update.row.cells and update.references.resolved:
            yield from _beside(update, text_of(update.row.cells["action_text"].value), submission.edition)


def _beside(update: Update, wording: str, edition: Edition) -> Iterator[Problem]:
    """Report a wording in its own column that certainly belongs to other actions than the number."""
    named, written = whose_text(edition, wording), update.references.written
    if named and not set(written) & set(named):
        number = "number is" if len(written) == 1 else "numbers are"
        message = f"The {number} {listed(written)}, but the wording beside it is that of {actions(named)}."
        yield Problem.at(update.cell("action"), message, "Correct the action, or the wording beside it.")


@rule("ACT219", "action-contradicted", Severity.ERROR)
def action_contradicted(submission: Interpreted) -> Iterator[Problem]:
    """The tab, the title and the labels of a table name different actions, and its rows name none.

    None of them is published until one is corrected. To fix it, correct the one that is wrong, or write the action in
    each row.

    Bad:
    | Action 2  |                           |
    | Action 18 |                           |
    | Status    | Progress                  |
    | Under way | Trained forty inspectors. |
    Found at: row 3

    Good:
    | Action 2  |                           |
    | Status    | Progress                  |
    | Under way | Trained forty inspectors. |
    """
    without = {id(update.table) for update in submission.updates if ACTION not in update.row.cells}
    for table in submission.submission.tables:
        named = of_explicit_levels(table, ACTION, partial(_code, edition=submission.edition))
        if id(table) in without and len(named) > 1:
            yield Problem(
                Place(submission.submission.path, table.sheet, table.header_row),
                "It is not clear which action the rows of this table are about: "
                f"{listed([f'{where(said)} names Action {code}' for code, said in named.items()])}.",
                "Correct the one that is wrong, or write the action in each row.",
                related=tuple(Place.of(said.cell) for said in named.values() if said.cell is not None),
                last_row=end_of(table),
            )


def _code(said: Scoped, edition: Edition) -> str | None:
    codes = resolve(edition, said.text).codes
    return codes[0] if len(codes) == 1 else None


@rule("ACT217", "action-text-misspelt", Severity.WARNING)
def action_text_misspelt(submission: Interpreted) -> Iterator[Problem]:
    """The action is given by its wording, which is not quite the plan's.

    The row counts for the only action with a similar wording. To fix it, write the action's number.

    Bad:
    | Action | Status | Progress |
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. | Under way | Published a study. |
    Found at: A2

    Good:
    | Action | Status | Progress |
    | Identify mechanisms to assist in building greater child safeguarding measures | Under way | Published a study. |
    """
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not piece.paraphrase and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                message = f"The text was read as Action {titled[0]}, but the plan words it differently."
                fix = Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None
                yield Problem.at(
                    update.cell("action"), message, f"If that is meant, write {titled[0]} in this cell.", fix
                )
                break


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text contains a present or former wording of the action, or is the beginning of one."""
    said = fold(text)
    before = [event.was for event in action.action.history if event.was]
    wordings = [fold(wording) for wording in (action.text, action.action.text, *before)]
    return any(wording in said or wording.startswith(said) for wording in wordings)


@rule("ACT218", "numbers-of-rows", Severity.WARNING)
def numbers_of_rows(submission: Interpreted) -> Iterator[Problem]:
    """A column such as `No.` numbers the actions, but its numbers may only be those of the rows.

    They are read as actions, although no text beside them is the plan's wording, or another column is about
    actions too. To fix it, if they are actions, call the column `Action`. If not, add a column `Action` with the plan's numbers.

    Bad:
    | No. | Action                            | Status    | Progress                  |
    | 5   | Train court advisors in registries | Under way | Trained forty of them.    |
    | 9   | Write a guide for employers        | Under way | Wrote a first draft of it. |
    Found at: A1

    Good:
    | No. | Action                                                                          | Status    | Progress                  |
    | 11  | Identify mechanisms to assist in building greater child safeguarding measures in the Pacific | Under way | Held a first meeting. |

    Good:
    | No. | Status    | Progress               |
    | 1   | Under way | Trained forty of them. |
    """
    for table in submission.submission.tables:
        action = table.heading("action")
        if action is not None and fold_heading(action.text) in _SERIAL and (doubt := _doubt(submission, table)):
            message = f"The numbers below {quoted(action.text)} were read as actions, but {doubt}."
            hint = (
                "If they are actions, call the column “Action”. If not, add a column “Action” with the plan's numbers."
            )
            yield Problem.at(action.cell, f"{message} They may be the numbers of the rows.", hint)


def _doubt(submission: Interpreted, table: Table) -> str:
    """Why the numbers may not name actions.

    Empty if nothing suggests that, or if one of them is a code such as `N1`.
    """
    if any(c.isalpha() for update in submission.updates if update.table is table for c in update.references.text):
        return ""
    wording = table.heading("action_text")
    if wording is not None and _all_unknown(submission, table):
        return f"no text below {quoted(wording.text)} is the plan's"
    others = [heading for heading in table.headings if heading.column is None]
    named = next((h for h in others if not _OF_ACTIONS.isdisjoint(fold_heading(h.text).split())), None)
    return f"there is a column {quoted(named.text)}" if named else ""


def _all_unknown(submission: Interpreted, table: Table) -> bool:
    """Whether there are texts beside the action numbers, and none is the wording of an action."""
    beside = [
        text_of(update.row.cells["action_text"].value)
        for update in submission.updates
        if update.table is table and update.references.resolved and "action_text" in update.row.cells
    ]
    return bool(beside) and not any(whose_text(submission.edition, text) for text in beside)
