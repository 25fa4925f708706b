"""AGY: several workbooks of one agency for one period. The date of a file never decides which one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Batch, Problem, batch_rule
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions

_FIRST = "of rows with the same text only the first does"


@batch_rule("AGY405", "two-submissions", Severity.WARNING)
def two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks of one agency for the same period report on the same actions.

    Both count, since divisions of an agency often report separately, and nothing says which is the later one. Of rows
    with the same text only the first counts (AGY409). To fix it, take the workbook that does not count out of the
    folder.

    Bad other:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | 3      | Under way | Wrote a leaflet.          |

    Bad:
    | Action | Status    | Progress                        |
    | 2      | Under way | Trained sixty inspectors.       |
    Found at: file

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for submission, other in _pairs(batch):
        if shared := _shared(submission, other):
            path = other.submission.path
            yield Problem(
                Place(submission.submission.path),
                f"{submission.agency} has also sent {path}, and both report on {actions(shared)}.",
                f"Take the one that does not count out of the folder. Until then both count, but {_FIRST}.",
                related=(Place(path),),
            )


@batch_rule("AGY409", "same-row-in-two-submissions", Severity.ERROR)
def same_row_in_two_submissions(batch: Batch) -> Iterator[Problem]:
    """A row is in two workbooks of one agency with the same text.

    Only the first is published. To fix it, take the workbook that does not count out of the folder.

    Bad other:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    first: dict[tuple[str, str, str], tuple[Interpreted, Update]] = {}
    again = batch.said_again
    for submission in batch.submissions:
        for update in submission.updates:
            if not (text := again.get(update.progress)):
                continue
            keys = [(agency, code, text) for agency in update.agencies for code in update.codes]
            elsewhere = [first[key] for key in keys if key in first and first[key][0] is not submission]
            elsewhere = [(other, row) for other, row in elsewhere if other.agency == submission.agency and not row.nil]
            for key in keys:
                first.setdefault(key, (submission, update))
            if elsewhere:
                other, earlier = elsewhere[0]
                where = f"Row {earlier.row.number} of {other.submission.path}"
                message = f"{where} has the same text on {actions(update.codes)}."
                hint = "Take the workbook that does not count out of the folder, or delete one of the rows."
                yield Problem.at(update.cell("action"), message, hint, related=(earlier.cell("action"),))


def _pairs(batch: Batch) -> Iterator[tuple[Interpreted, Interpreted]]:
    """Each submission of an agency that has sent an earlier one, in the order of the files, and the first of those."""
    sent: dict[str, list[Interpreted]] = defaultdict(list)
    for submission in batch.submissions:
        if submission.agency is not None:
            before = sent[submission.agency]
            if before:
                yield submission, next((other for other in before if _shared(submission, other)), before[0])
            before.append(submission)


def _shared(one: Interpreted, other: Interpreted) -> tuple[str, ...]:
    """The actions that two submissions both report on, in published order."""
    codes = {code for update in one.updates for code in update.codes}
    both = codes & {code for update in other.updates for code in update.codes}
    return tuple(code for code in one.edition.by_code if code in both)
