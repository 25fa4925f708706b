"""UPD, ALL: updates compared with those of the period before."""

from collections import defaultdict
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.names.matching import fold
from poatool.rules.registry import Batch, Problem, batch_rule, is_progress
from poatool.rules.wording import quoted
from poatool.submissions.interpret import Text, Update
from poatool.submissions.stated import stated_period
from poatool.text import actions, by_first

TELLING = 30  # texts this long are not equal by coincidence, unlike “Nothing has changed.”
_NEARLY = 90.0  # how similar, in per cent, a text must be to an earlier one to count as copied and edited


@batch_rule("UPD313", Severity.WARNING, was="UPD314 completed-and-reopened")
def status_went_backwards(batch: Batch) -> Iterator[Problem]:
    """The status is less advanced than in the period before: not started after under way, or under way after completed.

    Readers who compare the two reports would ask why. To fix it, correct the status. If it is right, say in the
    text why work has started again; the warning stays.

    Bad previous rows:
    | 2 | Under way   | Trained forty inspectors.      |
    | 3 | Completed   | Wrote a leaflet.               |
    | 5 | Not started | Funding was sought for a year. |

    Bad rows:
    | 2 | Not started <found> | Funding for a course is sought.    |
    | 3 | Under way <found>   | Wrote a guide for border officers. |
    | 5 | Under way           | Held a first meeting in Napier.    |
    """
    statuses = batch.edition.framework.status_by_id
    sent = ((agency, update) for agency, update in _sent_before(batch) if update.status is not None and not update.nil)
    earlier = by_first(((agency, code), update) for agency, update in sent for code in update.codes)
    for update in (update for submission in batch.submissions if earlier for update in submission.updates):
        if update.status is None or update.nil or "status" not in update.row.cells:
            continue
        after = statuses[update.status]
        before = {code: [u for a in update.agencies for u in earlier.get((a, code), ())] for code in update.codes}
        stated = {code: [each.status for each in theirs] for code, theirs in before.items() if theirs}
        went_back = {each.id for each in statuses.values() if each.progress and not after.progress}
        went_back |= {each.id for each in statuses.values() if each.ends and after.progress and not after.ends}
        if back := [code for code, theirs in stated.items() if went_back.issuperset(theirs)]:
            cell, was = update.cell("status"), before[back[0]][0].cell("status")
            then = f"in {period_then(batch)} it was {quoted(was.raw)}."
            message = f"{actions(back)}: the status is {quoted(cell.raw)}, but {then}"
            goes_on = "goes on" if after.progress else "begins again"
            hint = f"Correct the status. If it is right, say in the text why the work {goes_on}; the warning stays."
            yield Problem.at(cell, message, hint, related=(was,))


def _sent_before(batch: Batch) -> Iterator[tuple[str, Update]]:
    """Each agency's own updates in the period before, with the agency as it is published in this period."""
    for submission in batch.previous:
        for update in submission.updates:
            senders = (agency for agency in update.agencies if submission.agency in (agency, None))
            yield from ((batch.edition.published_as(agency), update) for agency in senders)


def period_then(batch: Batch) -> str:
    """The period before, as messages name it."""
    period = batch.previous[0].edition.period if batch.previous else None
    return period.id if period else "the period before"


@batch_rule("ALL603", Severity.WARNING)
def copied_from_before(batch: Batch) -> Iterator[Problem]:
    """A text repeats that of the period before, word for word or nearly so.

    Readers who compare the two reports would ask what was done. To fix it, write what is new, or choose “No update this
    period”.

    Bad previous rows:
    | 2 | Under way | Trained forty inspectors in Napier and wrote a guide. |

    Bad rows:
    | 2 | Under way | Trained fifty inspectors in Napier and wrote a guide. <found> |
    | 3 | Under way | Trained all inspectors in Hastings; the guide is used.        |
    """
    before: dict[str, dict[str, Text]] = defaultdict(dict)
    for agency, update in _sent_before(batch):
        if update.progress and not update.nil:
            before[agency].setdefault(fold(update.progress), Text(update, "progress", update.progress))
    if not before:
        return
    from rapidfuzz import fuzz, process

    this, plan = batch.edition.period, batch.edition.framework
    own = (s for s in batch.submissions if not this or stated_period(s.submission, plan) in (None, this.id))
    for text in (text for submission in own for text in filter(is_progress, submission.texts)):
        words = fold(text.text)
        known = {old: found for agency in text.update.agencies for old, found in before.get(agency, {}).items()}
        if len(words) < TELLING:
            continue
        among = [words] if words in known else list(known)
        if copied := process.extractOne(words, among, scorer=fuzz.ratio, score_cutoff=_NEARLY):
            old = known[copied[0]]
            alike = "word for word" if copied[0] == words else f"{min(99, int(copied[1]))} %"
            on = f" on {actions(old.update.codes)}" if old.update.codes else ""
            message = f"This is {alike} the same as the text of {period_then(batch)}{on}."
            yield Problem.at(text.cell, message, related=(old.cell,))
