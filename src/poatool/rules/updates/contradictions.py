"""UPD: statuses that something beside them contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Status
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.updates.progress import says_no_more
from poatool.rules.updates.status import year_after_period
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Heading
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern
from poatool.workbooks.model import Value

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
_NOT_BEGUN = lazy_pattern(
    r"[^.!?\n]{0,60}(?:(?:not|n['’]t)(?: yet)?|yet to(?: be)?)(?: been)? (?:begun|start(?:ed)?|commenced?|begin)\b[^.!?\n]{0,60}[.!]?",
    re.IGNORECASE,
)
"""A text of one sentence that says that the work has not begun."""

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
    shares = {
        id(table): [h for h in table.headings if h.column is None and _OF_SHARES.search(h.text)]
        for table in {id(update.table): update.table for update in submission.updates}.values()
    }
    for update in submission.updates:
        if update.status is not None:
            status = statuses[update.status]
            by_share = _by_share(update, status, shares[id(update.table)]) if not update.nil else ()
            for message, hint, *beside in (*_by_text(update, status), *_by_year(update, submission.edition), *by_share):
                cell = update.cell("status")
                related = [update.cell(column) for column in beside]
                yield Problem.at(cell, f"The status is {quoted(cell.raw)}, but {message}", hint, related=related)


def _by_text(update: Update, status: Status) -> Iterator[tuple[str, ...]]:
    """What the texts of an update have against its status: what they say, what to do, and their columns."""
    if update.nil and status.progress:
        yield "the progress says that there is nothing to report.", "Correct the status, or write what was done."
    if (status.nil if update.nil else not status.progress) and tells_of_work(update.progress):
        text = at_end(update.progress)
        if update.nil:
            message = f"the progress describes work: {text} The row counts as a nil return."
            yield message, "Choose the status of that work.", "progress"
        else:
            hint = "Correct the status, or explain in the text what has not begun."
            yield f"the text describes work: {text}", hint, "progress"
    if status.progress and not (update.nil or "reasons" in status.needs) and _NOT_BEGUN.fullmatch(update.progress):
        yield f"the text says: {at_end(update.progress)}", "Correct the one that is wrong.", "progress"
    planned = update.texts.get("next_steps") if status.ends else None  # the only column on what is still to come
    if planned and not says_no_more(planned):
        yield f"there are next steps: {at_end(planned)}", "Correct the status, or clear the next steps.", "next_steps"


def _by_year(update: Update, edition: Edition) -> Iterator[tuple[str, str]]:
    if year := year_after_period(update, edition):
        yield f"{year} comes after the period.", "If it is a target, choose another status."


def _by_share(update: Update, status: Status, headings: Sequence[Heading]) -> Iterator[tuple[str, str]]:
    """The shares of work done that do not fit a status, in columns that are not the plan's."""
    for heading in headings:
        at = heading.cell.row if update.table.is_form else heading.cell.column
        beside = update.row.other.raw.values()
        cell = next((c for c in beside if at == (c.row if update.table.is_form else c.column)), None)
        share = _share(cell.value) if cell is not None else None
        if share is not None and (share < 1 if status.ends else share >= 1 and not status.progress):
            yield f"beside it is {quoted(f'{heading.text}: {share:.0%}')}.", "Correct the one that is wrong."


def _share(value: Value | None) -> float | None:
    """The share of work done that a cell gives, from 0 to 1."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    written = _SHARE.fullmatch(text_of(value))
    return int(written[1]) / 100 if written else None
