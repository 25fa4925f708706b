"""UPD: what shows that statuses and texts are those of an earlier period."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from poatool.findings.model import Place, Severity
from poatool.findings.set_aside import updates_that_count
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.rules.registry import Batch, Problem, batch_rule, is_progress
from poatool.rules.wording import quoted
from poatool.submissions.interpret import Text, Update
from poatool.submissions.stated import stated_period
from poatool.text import actions, by_first, lazy_pattern

DISTINCTIVE = 30  # texts this long are never equal by coincidence, unlike “Nothing has changed.”
YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_OF_WORK = lazy_pattern(rf"(?<![Ss]ince ){YEAR.pattern}")
_A_RETURN = 3  # the fewest texts that may show a whole return to be an earlier one
_NEARLY = 90.0  # how similar, in per cent, a text must be to an earlier one to count as copied and edited


def naming_year_before(texts: Sequence[Text], period: ReportingPeriod) -> Sequence[Text]:
    """The texts that name the year before the period, if they are most of a return and no text names another year."""
    before = str(period.start.year - 1)
    if sum(before in text.text for text in texts) < _A_RETURN:
        return ()
    years = [{*_YEAR_OF_WORK.findall(text.text)} for text in texts]
    named = [text for text, found in zip(texts, years, strict=True) if found]
    most = len(named) >= _A_RETURN and 2 * len(named) > len(texts)
    return named if most and set().union(*years) == {before} else ()


@batch_rule("UPD313", Severity.WARNING, was="UPD314 completed-and-reopened")
def status_went_backwards(batch: Batch) -> Iterator[Problem]:
    """The status is less advanced than in the previous period: “not started”, or “under way” after “completed”.

    Readers who compare the two reports would ask why. To fix it, correct the status. If it is right, say in the text
    why work has started again; the warning remains.

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
        # Completed is further than under way, which is further than not started.
        further = {e.id for e in statuses.values() if (e.ends and not after.ends if after.progress else e.progress)}
        before = {code: [u for a in update.agencies for u in earlier.get((a, code), ())] for code in update.codes}
        back = [code for code, theirs in before.items() if theirs and all(each.status in further for each in theirs)]
        if back:
            cell, was = update.cell("status"), before[back[0]][0].cell("status")
            then = f"in {period_then(batch)} it was {quoted(was.raw)}."
            message = f"{actions(back)}: the status is {quoted(cell.raw)}, but {then}"
            goes_on = "goes on" if after.progress else "begins again"
            hint = f"Correct the status. If it is right, say in the text why the work {goes_on}; the warning remains."
            yield Problem.at(cell, message, hint, related=(was,))


def _sent_before(batch: Batch) -> Iterator[tuple[str, Update]]:
    """Each agency's own updates in the previous period, with the agency as it is published in this period."""
    for submission in batch.previous:
        for update in submission.updates:
            senders = (agency for agency in update.agencies if submission.agency in (agency, None))
            yield from ((batch.edition.published_as(agency), update) for agency in senders)


@batch_rule("ALL605", Severity.ERROR)
def same_as_before(batch: Batch) -> Iterator[Problem]:
    """The workbook is that of the previous period, cell for cell.

    Nothing in it says which period it is for. To fix it, send the workbook for this period. If nothing has changed
    since, choose “No update this period”.

    Bad previous rows:
    | 2 | Under way | Trained forty inspectors. |

    Bad rows:
    | 2 | Under way | Trained forty inspectors. |
    Found at: file
    """
    before = {each.agency: each.submission for each in batch.previous}
    counting = {each.submission.path: each for each, _ in updates_that_count(batch.submissions, batch.aside)}
    for path, each in counting.items():
        if (old := before.get(each.agency)) and each.submission.sheets == old.sheets:
            message = f"This is the workbook of {period_then(batch)}, cell for cell."
            yield Problem(Place(path), message, related=(Place(old.path),))


@batch_rule("ALL603", Severity.WARNING, requires="ALL605")
def copied_from_before(batch: Batch) -> Iterator[Problem]:
    """A text repeats that of the previous period, word for word or nearly so.

    Readers of both reports would ask what was done. To fix it, write what is new, or choose “No update this period”.

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
        if len(words) < DISTINCTIVE or fold(text.update.row.cells.text("previous_progress")) == words:
            continue  # the row shows that text too, which UPD311 reports
        among = [words] if words in known else list(known)
        if copied := process.extractOne(words, among, scorer=fuzz.ratio, score_cutoff=_NEARLY):
            old = known[copied[0]]
            alike = "word for word" if copied[0] == words else f"{min(99, int(copied[1]))} %"
            on = f" on {actions(old.update.codes)}" if old.update.codes else ""
            message = f"This is {alike} the same as the text of {period_then(batch)}{on}."
            yield Problem.at(text.cell, message, related=(old.cell,))


def period_then(batch: Batch) -> str | None:
    """The previous period, from which there are submissions."""
    return batch.previous[0].edition.period_id
