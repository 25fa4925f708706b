"""ACT: a column of numbers that may be those of the rows."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.reference.resolve import whose_text
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.columns import fold_heading
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Table
from poatool.submissions.template import SERIAL_HEADINGS
from poatool.submissions.values import text_of

_OF_ACTIONS = frozenset({"action", "actions", "poa", "plan"})
_SERIAL = frozenset(fold_heading(text) for text in SERIAL_HEADINGS)


@rule("ACT218", "numbers-of-rows", Severity.WARNING)
def numbers_of_rows(submission: Interpreted) -> Iterator[Problem]:
    """The numbers of actions stand below `No.` or the like, and what stands beside them does not bear them out.

    They may number the rows, and were read as actions: no text beside them is the plan's wording, or another column
    says that it is about actions too. To fix it, if they are actions, call the column `Action`; if not, add a column
    `Action` with the numbers that the plan prints.

    Bad:
    | No. | Action                            | Status    | Progress                  |
    | 1   | Train court advisors in registries | Under way | Trained forty of them.    |
    | 2   | Write a guide for employers        | Under way | Wrote a first draft of it. |
    Found at: A1

    Bad:
    | No. | Related action | Status    | Progress               |
    | 1   | 22             | Under way | Trained forty of them. |
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
            yield Problem(
                Place.of(action.cell),
                f"The numbers below {quoted(action.text)} were read as actions, though {doubt}. "
                "They may be the numbers of the rows.",
                "If they are actions, call the column “Action”; if not, give the plan's numbers a column of that name.",
                value=action.text,
            )


def _doubt(submission: Interpreted, table: Table) -> str:
    """What speaks against the numbers being those of actions; empty where nothing does."""
    wording = table.heading("action_text")
    if wording is not None and _all_unknown(submission, table):
        return f"no text below {quoted(wording.text)} is the plan's"
    others = [heading for heading in table.headings if heading.column is None]
    named = next((h for h in others if not _OF_ACTIONS.isdisjoint(fold_heading(h.text).split())), None)
    return f"there is a column {quoted(named.text)}" if named else ""


def _all_unknown(submission: Interpreted, table: Table) -> bool:
    """Whether there are texts beside the numbers of actions, and none of them is the wording of an action."""
    beside = [
        text_of(update.row.cells["action_text"].value)
        for update in submission.updates
        if update.table is table and update.references.resolved and "action_text" in update.row.cells
    ]
    return bool(beside) and not any(whose_text(submission.edition, text) for text in beside)
