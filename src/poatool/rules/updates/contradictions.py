"""UPD: statuses that something beside them contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Status
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.updates.progress import says_no_more
from poatool.rules.updates.status import year_after_period
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Heading
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern

_VERBS = (
    r"achieved|attended|built|carried\ out|circulated|completed|conducted|created|delivered|developed|distributed|"
    "established|finalised|finished|held|hosted|implemented|introduced|issued|launched|opened|organised|produced|"
    r"provided|published|ran|released|rolled\ out|set\ up|signed|spoke|surveyed|tested|trained|translated|updated|visited|"
    "wrote|written"
)
"""Verbs for finished work. Those for preparation (agreed, approved, consulted, planned) fit “Not started”."""

_DONE = lazy_pattern(
    rf"""(?:^|[.;:!?]\s|\n)[\s•▪◦*–—-]{{0,20}}(?:\d{{1,2}}[.)]\s{{1,9}})?
         (?:(?:we|it|they|staff|officers|officials|inspectors|agencies|the\ (?:agency|ministry|department|team|unit))\ )?
         (?:(?:have|has|also|then|successfully)\ ){{0,4}}(?:{_VERBS})\b
       | \b(?:was|were|has\ been|have\ been)\ (?:\w{{1,20}}ly\ )?(?:{_VERBS})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_DONE = lazy_pattern(
    r"\b(?:not|no|none|never|nothing|neither|yet|until|once|before|when|after|if|will|would|awaiting|pending|subject to"
    r"|was to|were to|expected|planned|intended|last (?:year|period)|previous\w{0,9}|earlier)\b|n['’]t\b",
    re.IGNORECASE,
)
_SENTENCE = lazy_pattern(r"(?<=[.!?;])\s|\n")


def tells_of_work(text: str) -> bool:
    """Whether a text certainly reports finished work. Sentences that deny or postpone something do not count."""
    return any(_DONE.search(sentence) and not _NOT_DONE.search(sentence) for sentence in _SENTENCE.split(text))


_SHARE = lazy_pattern(r"(\d{1,3})(?:[.,]\d)?\s?(?:%|per ?cent)")
_OF_SHARES = lazy_pattern(r"(?i)%|\bper ?cent|\bshare\b|\b(?:complete|completion|completed|done)\b")


@rule(
    "UPD305",
    "status-contradicted",
    Severity.WARNING,
    aliases=(
        *("UPD306", "UPD307", "UPD320", "UPD322", "nil-return-with-text", "completed-with-next-steps"),
        *("not-started-with-achievements", "completed-after-period", "share-contradicts-status"),
    ),
)
def status_contradicted(submission: Interpreted) -> Iterator[Problem]:
    """The status and what stands beside it disagree: the progress, the next steps, a percentage or a year.

    Readers would ask which is right. A row counts as a nil return if either its status or its progress says “Nothing
    to report”. A year after the period may be a target. To fix it, correct the one that is wrong, or say in the text
    that the work was only prepared.

    Bad:
    | Action | Status                | Progress                                        | Next steps                   |
    | 2      | Completed             | Nothing to report                               |                              |
    | 3      | No update this period | Trained forty inspectors and published a guide. |                              |
    | 5      | Completed             | Wrote a leaflet for employers.                  | Train the remaining regions. |
    | 6      | Not started           | Trained forty inspectors in three districts.    |                              |
    | 7      | Completed – May 2024  | Wrote a guide for border officers.              |                              |
    Found at: B2, B3, B4, B5, B6

    Bad:
    | Action | Status      | % complete | Progress                   |
    | 2      | Completed   | 10%        | Trained forty inspectors.  |
    | 3      | Not started | 100%       | The work has yet to begin. |
    Found at: B2, B3

    Good:
    | Action | Status                | Progress                                             | Next steps                  |
    | 2      | No update this period | The work begins in the new year.                     |                             |
    | 3      | No update this period | Nothing was published, since the review is not over. |                             |
    | 5      | Completed             | Trained forty inspectors, 10% of all.                | None                        |
    | 6      | Completed             | Wrote a leaflet.                                     | No further work is planned. |
    | 7      | Not started           | Training has not been developed yet.                 | Funding will be sought.     |
    | 8      | Not started           | The work will begin once the review is completed.    |                             |
    | 9      | Not started           | The work will begin when 100% of it is paid.         |                             |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        if update.status is not None:
            for message, hint, related in _against(update, statuses[update.status], submission.edition):
                yield Problem.at(update.cell("status"), message, hint, related=related)


def _against(update: Update, status: Status, edition: Edition) -> Iterator[tuple[str, str, tuple[Cell, ...]]]:
    """What contradicts the status of an update: the message, the hint, and the cells beside it."""
    stated = f"The status is {quoted(update.cell('status').raw)}, but"
    progress, planned = update.cell("progress"), update.texts.get("next_steps")  # the only column on what is to come
    if update.nil and status.progress:
        message = f"The status is {quoted(status.label)}, but the progress says that there is nothing to report."
        yield message, "Correct the status, or write what was done.", ()
    if (status.nil or not status.progress) and tells_of_work(update.progress):
        if not update.nil:
            message = f"{stated} the text describes work: {at_end(update.progress)}"
            yield message, "Correct the status, or explain in the text what has not begun.", (progress,)
        elif status.nil:
            message = f"{stated} the progress describes work: {at_end(update.progress)} The row counts as a nil return."
            yield message, "Choose the status of that work.", (progress,)
    if status.ends and planned and not says_no_more(planned):
        message = f"{stated} there are next steps: {at_end(planned)}"
        yield message, "Correct the status, or clear the next steps.", (update.cell("next_steps"),)
    if year := year_after_period(update, edition):
        message = f"{quoted(update.cell('status').raw)} has a year in it, {year}, that comes after the period."
        yield message, "If it is a target, choose another status.", ()
    for heading in update.table.headings if not update.nil else ():
        share = _share(update, heading)
        if share is not None and (share < 1 if status.ends else share >= 1 and not status.progress):
            yield (
                f"{stated} beside it is {quoted(f'{heading.text}: {share:.0%}')}.",
                "Correct the one that is wrong.",
                (),
            )


def _share(update: Update, heading: Heading) -> float | None:
    """The share of work done, from 0 to 1, in a column that is not the plan's and whose heading mentions shares."""
    if heading.column is not None or not _OF_SHARES.search(heading.text):
        return None
    at = heading.cell.row if update.table.is_form else heading.cell.column
    cell = next((c for c in update.row.other.raw.values() if at == (c.row if update.table.is_form else c.column)), None)
    if cell is None:
        return None
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and 0 <= cell.value <= 1:
        return float(cell.value)
    written = _SHARE.fullmatch(text_of(cell.value))
    return int(written[1]) / 100 if written else None
