"""AGY: several workbooks of one agency for one period. File dates never decide which one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Batch, Problem, batch_rule
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, counted


@batch_rule("AGY405", "two-submissions", Severity.WARNING)
def two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks of one agency for the same period share some of their actions.

    Both count, since divisions of an agency often report separately. If rows have the same text, only the first counts
    (AGY409); if most actions are the same, only one workbook does. To fix it, take out what should not count.

    Bad other:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | 3      | Under way | Wrote a leaflet.          |

    Bad:
    | Action | Status    | Progress                        |
    | 2      | Under way | Trained sixty inspectors.       |
    | 4      | Under way | Met the agencies each month.    |
    Found at: file
    """
    for submission, other in _pairs(batch):
        shared = _shared(submission, other)
        if shared and not _are_versions(submission, other):
            path = other.submission.path
            message = f"{submission.agency} has also sent {path}, and both report on {actions(shared)}."
            hint = "If one of them should not count, take it out of the folder. Until then both count, but if rows have the same text, only the first does."
            yield Problem(Place(submission.submission.path), message, hint, related=(Place(path),))


@batch_rule("AGY409", "same-row-in-two-submissions", Severity.ERROR)
def same_row_in_two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks of one agency are versions of one return, or a row with the same text is in both.

    Most actions of the shorter one are in both, and nothing says which is the later; dates and names of files
    do not decide it. Only the first is published. To fix it, file the one that counts with `poatool receive`, or decide which `counts` in
    decisions.yaml. Accept the finding if divisions of the agency reported separately and both count.

    Bad other:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained sixty inspectors. |
    Found at: file

    Bad other:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | 3      | Under way | Wrote a leaflet.          |

    Bad:
    | Action | Status    | Progress                     |
    | 2      | Under way | Trained forty inspectors.    |
    | 4      | Under way | Met the agencies each month. |
    Found at: A2
    """
    versions = {id(each): other for each, other in _pairs(batch) if _are_versions(each, other)}
    first: dict[tuple[str, str, str], tuple[Interpreted, Update]] = {}
    again = batch.said_again
    for submission in batch.submissions:
        if (other := versions.get(id(submission))) is not None:
            yield _another_version(submission, other)
            continue
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
                hint = "Take the workbook that should not count out of the folder, or delete one of the rows."
                yield Problem.at(update.cell("action"), message, hint, related=(earlier.cell("action"),))


def _another_version(submission: Interpreted, other: Interpreted) -> Problem:
    path, shared = other.submission.path, len(_shared(submission, other))
    nil = "both say" if submission.submission.nil and other.submission.nil else "one says"
    both = f"both report on {counted(shared, 'action')}" if shared else f"{nil} that there is nothing to report"
    message = f"{submission.agency} has also sent {path}, and {both}: these are two versions of one return. Only {path} counts."
    hint = (
        "File the one that counts with poatool receive, or decide which one `counts` in decisions.yaml. "
        "If both do, accept this finding."
    )
    return Problem(Place(submission.submission.path), message, hint, related=(Place(path),))


def _pairs(batch: Batch) -> Iterator[tuple[Interpreted, Interpreted]]:
    """Each later submission of an agency with the agency's first one, in the order of the files."""
    sent: dict[str, list[Interpreted]] = defaultdict(list)
    for submission in batch.submissions:
        if submission.agency is not None:
            before = sent[submission.agency]
            if before:
                alike = (other for other in before if _are_versions(submission, other))
                shared = (other for other in before if _shared(submission, other))
                yield submission, next(alike, None) or next(shared, before[0])
            before.append(submission)


def _are_versions(one: Interpreted, other: Interpreted) -> bool:
    """Whether most actions of the shorter submission are in both, or one of the two is a nil return."""
    if one.submission.nil or other.submission.nil:
        return True
    fewest = min(len(_codes(one)), len(_codes(other)))
    return 2 * len(_shared(one, other)) > fewest


def _codes(submission: Interpreted) -> set[str]:
    return {code for update in submission.updates for code in update.codes}


def _shared(one: Interpreted, other: Interpreted) -> tuple[str, ...]:
    """The actions that two submissions both report on, in published order."""
    both = _codes(one) & _codes(other)
    return tuple(code for code in one.edition.by_code if code in both)
