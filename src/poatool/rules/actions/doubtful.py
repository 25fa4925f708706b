"""ACT: actions that were read, but may not be the ones that are meant."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import ActionStanding
from poatool.framework.names.matching import fold
from poatool.framework.reference.model import How
from poatool.framework.reference.resolve import whose_text
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Table
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.submissions.values import text_of

_OF_ACTIONS = frozenset({"action", "actions", "poa", "plan"})
_SERIAL = frozenset(fold_heading(text) for text in SERIAL_HEADINGS)


@rule("ACT217", "action-doubtful", Severity.WARNING, aliases=("ACT218", "action-text-misspelt", "numbers-of-rows"))
def action_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """An action was read from a wording that is not quite the plan's, or from numbers that may be those of the rows.

    A row counts for the only action with a similar wording. A column such as `No.` is read as the actions although no
    text beside it is the plan's wording, or another column is about actions too. To fix it, write the action's
    number, in a column called `Action`.

    Bad:
    | Action | Status | Progress |
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. | Under way | Published a study. |
    Found at: A2

    Bad:
    | No. | Action                            | Status    | Progress                  |
    | 5   | Train court advisors in registries | Under way | Trained forty of them.    |
    | 9   | Write a guide for employers        | Under way | Wrote a first draft of it. |
    Found at: A1

    Good:
    | Action | Status | Progress |
    | Identify mechanisms to assist in building greater child safeguarding measures | Under way | Published a study. |

    Good:
    | No. | Action                                                                          | Status    | Progress                  |
    | 11  | Identify mechanisms to assist in building greater child safeguarding measures in the Pacific | Under way | Held a first meeting. |

    Good:
    | No. | Status    | Progress               |
    | 1   | Under way | Trained forty of them. |
    """
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not piece.paraphrase and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                message = f"The text was read as Action {titled[0]}, but the plan words it differently."
                fix = Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None
                hint = f"If that is meant, write {titled[0]} in this cell."
                yield Problem.at(update.cell("action"), message, hint, fix)
                break
    for table in submission.submission.tables:
        action = table.heading("action")
        if action is not None and fold_heading(action.text) in _SERIAL and (doubt := _doubt(submission, table)):
            message = f"The numbers below {quoted(action.text)} were read as actions, but {doubt}."
            hint = (
                "If they are actions, call the column “Action”. If not, add a column “Action” with the plan's numbers."
            )
            yield Problem.at(action.cell, f"{message} They may be the numbers of the rows.", hint)


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text contains a present or former wording of the action, or is the beginning of one."""
    said = fold(text)
    before = [event.was for event in action.action.history if event.was]
    wordings = [fold(wording) for wording in (action.text, action.action.text, *before)]
    return any(wording in said or wording.startswith(said) for wording in wordings)


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
