"""AGY: returns of one agency that share actions, as parts of its report or as versions of one return."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set as AbstractSet
from typing import NamedTuple

from poatool.findings.model import Place, Severity
from poatool.findings.set_aside import updates_that_count
from poatool.rules.registry import Batch, Problem, batch_rule, once
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.stated import period_of_path
from poatool.text import actions, counted


@batch_rule("AGY405", Severity.WARNING)
def two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks from one agency for the same period share some of their actions.

    Divisions of an agency often report separately. If rows have the same text, only the first counts (AGY409); if most
    actions are the same, only one workbook counts. To fix it, take out of the folder whatever should not count. Until
    then both workbooks count, but only the first of two rows with the same text.

    Bad other rows:
    | 2 | Under way | Trained forty inspectors. |
    | 3 | Under way | Wrote a leaflet.          |

    Bad rows:
    | 2 | Under way | Trained sixty inspectors. |
    | 4 | Under way | Met the agencies.         |
    Found at: file
    """
    for submission, other, shared, are_versions in _pairs(batch):
        if shared and not are_versions:
            path = other.submission.path
            message = f"{submission.sender} has also sent {path}, and both report on {actions(shared)}."
            yield Problem(Place(submission.submission.path), message, related=(Place(path),))


@batch_rule("AGY409", Severity.ERROR)
def same_row_in_two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks from one agency are versions of one return, or have a row on one action with the same text.

    They are versions if most actions of the shorter workbook are also in the other, or one is a nil return, and nothing
    says which is later; dates and file names do not decide this. Only the first is published. Both may count if
    divisions of the agency reported separately; the return of a listed unit or of a merged agency is never a version of
    another. To fix it, file the workbook that counts with poatool receive, or decide which one `counts` in
    decisions.yaml. If both count, accept this finding.

    Bad other rows:
    | 2 | Under way | Trained forty inspectors. |
    | 3 | Under way | Wrote a leaflet.          |

    Bad rows:
    | 2 <found> | Under way | Trained forty inspectors.    |
    | 4         | Under way | Met the agencies each month. |
    """
    versions = {pair.submission: pair for pair in _pairs(batch) if pair.are_versions}
    first: dict[tuple[str, str, str], tuple[Interpreted, Update]] = {}
    for submission, updates in _counting(batch):
        if submission in versions:
            path, shared = versions[submission].other.submission.path, len(versions[submission].shared)
            nil = "both say" if submission.submission.nil and versions[submission].other.submission.nil else "one says"
            both = f"both report on {counted(shared, 'action')}" if shared else f"{nil} that there is nothing to report"
            message = f"{submission.sender} has also sent {path}, and {both}: these are two versions of one return. Only {path} counts."
            yield Problem(Place(submission.submission.path), message, related=(Place(path),))
            continue
        for update in updates:
            if not (text := batch.repeated_progress.get(update.progress)):
                continue
            seen = [first.setdefault((a, c, text), (submission, update)) for a in update.agencies for c in update.codes]
            for before, earlier in seen:
                if before is not submission and not earlier.nil:
                    where = f"Row {earlier.row.number} of {before.submission.path}"
                    message = f"{where} has the same text on {actions(update.codes)}."
                    hint = "Take out of the folder the workbook that should not count, or delete one of the rows."
                    yield Problem.at(update.cell("action"), message, hint, related=(earlier.cell("action"),))
                    break


class _Pair(NamedTuple):
    """A sender's later and earlier submission, and the actions on which both have rows that count."""

    submission: Interpreted
    other: Interpreted
    shared: Sequence[str]
    are_versions: bool  # most actions of the shorter one are in both, or one of them is a nil return


@once
def _counting(batch: Batch) -> Sequence[tuple[Interpreted, Sequence[Update]]]:
    """Submissions that may repeat others, with their updates that count; files named for another period come last."""
    texts, times = batch.repeated_progress, Counter(each.sender for each in batch.submissions)
    again = {each for each in batch.submissions if any(update.progress in texts for update in each.updates)}
    rivals = [each for each in batch.submissions if each in again or (each.sender and times[each.sender] > 1)]
    files = sorted(rivals, key=_named_after_another_period)
    counted = [(each, [update for _, update in updates_that_count([each], batch.aside)]) for each in files]
    return [(each, updates) for each, updates in counted if updates or not each.updates]


def _named_after_another_period(submission: Interpreted) -> bool:
    edition = submission.edition
    named = period_of_path(submission.submission.naming_part or submission.submission.path, edition.framework)
    return edition.period_id is not None and named not in (None, edition.period_id)


def _pairs(batch: Batch) -> Iterator[_Pair]:
    """Pair each submission with an earlier one of its sender: if possible a version, else one that shares actions."""
    before: dict[str, list[tuple[Interpreted, AbstractSet[str]]]] = defaultdict(list)
    for submission, updates in _counting(batch):
        if submission.sender is None:
            continue
        codes, pairs = {code for update in updates for code in update.codes}, list[_Pair]()
        for other, theirs in before[submission.sender]:
            shared = [code for code in submission.edition.by_code if code in codes & theirs]
            most = 2 * len(shared) > min(len(codes), len(theirs))
            nil = submission.submission.nil or other.submission.nil
            pairs.append(_Pair(submission, other, shared, most or bool(nil)))
        yield from sorted(pairs, key=lambda pair: (not pair.are_versions, not pair.shared))[:1]
        before[submission.sender].append((submission, codes))
