"""UPD: statuses that the texts beside them contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.updates.placeholders import says_no_more
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Heading
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


@rule("UPD305", "nil-return-with-text", Severity.WARNING)
def nil_return_with_text(submission: Interpreted) -> Iterator[Problem]:
    """The status and the text disagree about whether there is something to report.

    A row counts as a nil return if either its status or its progress says “Nothing to report”.
    To fix it, correct the one that is wrong.

    Bad:
    | Action | Status                | Progress                                        |
    | 2      | Completed             | Nothing to report                               |
    | 3      | No update this period | Trained forty inspectors and published a guide. |
    Found at: B2, B3

    Good:
    | Action | Status                | Progress                                            |
    | 2      | No update this period | The work begins in the new year.                    |
    | 3      | No update this period | Nothing was published, since the review is not over. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        if not update.nil or update.status is None:
            continue
        status = statuses[update.status]
        cell = update.cell("status")
        if status.progress:
            message = f"The status is {quoted(status.label)}, but the progress says that there is nothing to report."
            yield Problem.at(cell, message, "Correct the status, or write what was done.")
        elif status.nil and tells_of_work(update.progress):
            message = f"The status is {quoted(cell.raw)}, but the progress describes work: {at_end(update.progress)} "
            hint = "Choose the status of that work."
            text = update.cell("progress")
            yield Problem.at(cell, message + "The row counts as a nil return.", hint, related=(text,))


@rule("UPD306", "completed-with-next-steps", Severity.WARNING)
def completed_with_next_steps(submission: Interpreted) -> Iterator[Problem]:
    """An action is reported as completed, but has next steps.

    Readers would ask which is right. To fix it, correct the status, or clear the next steps.

    Bad:
    | Action | Status    | Progress                  | Next steps                   |
    | 2      | Completed | Trained forty inspectors. | Train the remaining regions. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  | Next steps                  |
    | 2      | Completed | Trained forty inspectors. | None                        |
    | 3      | Completed | Wrote a leaflet.          | No further work is planned. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        ends = update.status is not None and statuses[update.status].ends
        planned = update.texts.get("next_steps")  # the only column on what is still to come
        if ends and planned and not says_no_more(planned):
            cell = update.cell("status")
            message = f"The status is {quoted(cell.raw)}, but there are next steps: {at_end(planned)}"
            hint = "Correct the status, or clear the next steps."
            yield Problem.at(cell, message, hint, related=(update.cell("next_steps"),))


@rule("UPD307", "not-started-with-achievements", Severity.WARNING)
def not_started_with_achievements(submission: Interpreted) -> Iterator[Problem]:
    """An action is reported as not started, but the text describes work that was done.

    Readers would ask which is right. To fix it, correct the status, or say in the text that it was preparation only.

    Bad:
    | Action | Status      | Progress                                     |
    | 2      | Not started | Trained forty inspectors in three districts. |
    Found at: B2

    Good:
    | Action | Status      | Progress                                                             |
    | 2      | Not started | Training has not been developed yet; funding was sought.             |
    | 3      | Not started | The work will begin once the review is completed.                    |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        idle = update.status is not None and not statuses[update.status].progress and not update.nil
        if idle and tells_of_work(update.progress):
            cell = update.cell("status")
            message = f"The status is {quoted(cell.raw)}, but the text describes work: {at_end(update.progress)}"
            hint = "Correct the status, or explain in the text what has not begun."
            yield Problem.at(cell, message, hint, related=(update.cell("progress"),))


_SHARE = lazy_pattern(r"(\d{1,3})(?:[.,]\d)?\s?(?:%|per ?cent)")
_OF_SHARES = lazy_pattern(r"(?i)%|\bper ?cent|\bshare\b|\b(?:complete|completion|completed|done)\b")


@rule("UPD322", "share-contradicts-status", Severity.WARNING)
def share_contradicts_status(submission: Interpreted) -> Iterator[Problem]:
    """The percentage does not fit the status: 100% of an action not started, or only a part of a completed one.

    The status is published; the percentage is not. To fix it, correct the one that is wrong.

    Bad:
    | Action | Status      | % complete | Progress                  |
    | 2      | Completed   | 10%        | Trained forty inspectors. |
    | 3      | Not started | 100%       | The work has yet to begin. |
    Found at: B2, B3

    Good:
    | Action | Status      | Progress                                     |
    | 2      | Completed   | Trained forty inspectors, 10% of all.        |
    | 3      | Not started | The work will begin when 100% of it is paid. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        status = statuses[update.status] if update.status and not update.nil else None
        for heading in update.table.headings if status else ():
            share = _share(update, heading)
            if status and share is not None and (share < 1 if status.ends else share >= 1 and not status.progress):
                cell = update.cell("status")
                beside = quoted(f"{heading.text}: {share:.0%}")
                message = f"The status is {quoted(cell.raw)}, but beside it is {beside}."
                yield Problem.at(cell, message, "Correct the one that is wrong.")


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
