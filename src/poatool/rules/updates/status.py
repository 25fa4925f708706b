"""UPD: statuses that are missing, unknown or contradicted."""

from collections.abc import Container, Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.model import Status
from poatool.framework.names.matching import Names
from poatool.framework.names.statuses import ELSEWHERE, contradicts, status_with_remark
from poatool.phrases import phrases
from poatool.rules.registry import Problem, ids_with, is_progress, rule, texts_with, updates_on
from poatool.rules.updates.placeholders import says_no_more
from poatool.rules.wording import at_end, column_name, did_you_mean, filled, place_of, quoted, status_labels
from poatool.submissions.evidence import work_done as work
from poatool.submissions.evidence.kinds import is_dash
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.statements.legend import colours_explained
from poatool.submissions.statements.scope import ACTION
from poatool.text import lazy_pattern, listed
from poatool.workbooks.model import Value, text_of

_TO_PROGRESS = "put anything else into the progress column"


@rule("UPD303", Severity.WARNING, was="UPD321 status-missing status-without-what-it-needs")
def status_incomplete(submission: Interpreted) -> Iterator[Problem]:
    """A row states no status, or leaves out something that its status needs, such as the reasons for a delay.

    The update is published as it is. The plan says what each status `needs`. Tables without a column for what is
    missing are exempt, unless a key explains the colour of a cell in the row. Such a colour is read only in an empty
    cell below the heading of the status. To fix it, fill in the cell.

    Bad:
    | Action | Status  | Progress                  | Reasons |
    | 2      | <found> | Trained forty inspectors. |         |
    | 3      | Delayed | Wrote a draft of a guide. | <found> |

    Good:
    | Action | Status  | Progress                  | Reasons                |
    | 2      | Delayed | Trained forty inspectors. | Two trainers were ill. |
    """
    plan = submission.edition.framework
    for update in submission.updates:
        needless = update.nil or _says(update) or not (plan.statuses and update.table.heading("status"))
        if update.status is not None:
            status = plan.status_by_id[update.status]
            for column in status.needs if place_of(update, "status").row == update.row.number else ():
                if update.table.heading(column) and not filled(update, column):
                    name = column_name(submission.edition, column)
                    message = f"The status {quoted(status.label)} needs {name}, which is empty."
                    yield Problem(place_of(update, column), message, f"Fill in {name}.")
        elif not (needless or update.row.continues):
            yield Problem(place_of(update, "status"), "No status is given.", _choose_one(submission))
    for update, label in _only_coloured(submission):
        message = f"No status is given. The colour in this row, which the key calls {quoted(label)}, is not read."
        yield Problem(place_of(update, ACTION), message, "Add a column “Status”, and write the status in words.")


def _says(update: Update) -> bool:
    """Whether the cell for the status has more than a dash."""
    return filled(update, "status") and not ("status" in update.row.cells and is_dash(update.row.cells.text("status")))


def _only_coloured(submission: Interpreted) -> Iterator[tuple[Update, str]]:
    """Coloured updates in tables without statuses, each with the status that a key gives for its colour."""
    for sheet in (each for each in submission.submission.sheets if each.fills):
        updates = [u for u in updates_on(submission, sheet) if not (u.status or u.nil or u.table.heading("status"))]
        rows = {update.row.number: update for update in updates}
        cells = (cell for cell in sheet.cells if rows and cell.row not in rows)
        key = colours_explained(cells, sheet, submission.edition.framework)
        used = {row: key[colour] for (row, _), colour in sheet.fills.items() if row in rows and colour in key}
        yield from ((rows[row], label) for row, label in used.items())


@rule("UPD304", Severity.ERROR)
def status_unknown(submission: Interpreted) -> Iterator[Problem]:
    """The status is not one of the plan's.

    poatool does not guess: it only suggests a likely meaning. It reads everyday words such as `Nearly done`, and
    ignores a percentage, a date or a short remark, unless that may contradict the status. A status beside the action,
    or in a heading above the row, counts too; the two must agree. To fix it, choose a status from the list.

    Bad rows:
    | 2 | Complted <found>        | Trained forty inspectors.    |
    | 3 | Completed (75%) <found> | Wrote a guide for employers. |
    | 5 | Not done <found>        | Met with the unions in May.  |
    """
    for update in submission.updates:
        if update.named_status is not None and update.status is None:
            message, hint, meant = _unknown(submission, update.named_status)
            fix = Fix(submission.edition.framework.status_by_id[meant].label, safe=False) if meant else None
            yield Problem.at(update.cell("status"), message, hint, fix)


def _unknown(submission: Interpreted, named: Names) -> tuple[str, str, str | None]:
    """The message and hint about an unknown status, and its likely meaning."""
    plan = submission.edition.framework
    text, found = quoted(named.text), status_with_remark(plan, named.text)
    if found and ELSEWHERE in named.text:
        stated, _, other = named.text[:-1].rpartition(ELSEWHERE)
        meaning, _, shown = other.partition("; ")
        message = f"The status {quoted(stated)} contradicts {shown or f'{quoted(meaning)} beside or above it'}."
        return message, "Correct the one that is wrong.", None
    several = [meant for guess in named.unknown if guess.each for meant in guess.suggestions]
    labels = status_labels(submission.edition, found.ids if found else several)
    if len(labels) > 1 or (labels and not found):
        return f"{text} may mean {listed(labels, 'or')}.", f"Choose one of them; {_TO_PROGRESS}.", None
    if found:
        message = f"{quoted(found.remark)} is not part of the status {quoted(found.text)}, and may contradict it."
        meant = None if contradicts(found.remark, plan.status_by_id[found.ids[0]]) else found.ids[0]
        return message, f"Choose {labels[0]}, or the status that is meant; {_TO_PROGRESS}.", meant
    likely = [each for guess in named.unknown for each in guess.suggestions]
    hint = did_you_mean(status_labels(submission.edition, likely[:3]), _choose_one(submission))
    return f"{text} is not a status of the plan.", hint, likely[0] if likely else None


def _choose_one(submission: Interpreted) -> str:
    labels = [quoted(status.label) for status in submission.edition.framework.statuses]
    return f"Choose one of {listed(labels, 'or')}." if labels else "Add it to the plan, which lists no statuses."


# Next steps that leave the work itself to be done; a follow-up such as `Review the guide in 2024` does not contradict.
_LEFT_TO_DO = phrases(
    """^(begin|start|finish|complete|finalise|resume|(go|carry|keep) on|continue (not: to LOOK|LOOK))
    will (begin|start|resume|continue (not: to LOOK|LOOK)|be (begun|started|finished|completed|finalised))
    the (rest|others|last)|remaining|outstanding|unfinished|(still|yet) to be""",
    {"LOOK": "monitor-|review-|evaluat-|check-|watch-|updat-|maintain-|support-"},
    case="any",
)


@rule("UPD327", Severity.ERROR)
def status_denied(submission: Interpreted) -> Iterator[Problem]:
    """The progress says in plain words the opposite of its status, so one of the two is wrong.

    The status says that the work has ended or is going on, but the text only says that it has not begun or, beside
    “Completed”, that it is not finished or is still to come. Or the status says that nothing was done, but the text
    reports finished work. Either would mislead readers, so the row is set aside. A text about preparation, or about a
    part of the work, only gives a warning (UPD305). To fix it, correct the status or the text.

    Bad rows:
    | 2 | Completed <found>   | Work on the guide for employers has not begun.   |
    | 3 | Completed <found>   | The guide is 60% done.                           |
    | 5 | Ongoing <found>     | We have not been able to start this work.        |
    | 7 | Completed <found>   | No guide was printed; nobody could write it.     |
    | 6 | Not started <found> | The course was finished in October.              |

    Good rows:
    | 2 | Completed   | Work did not start until May, but all inspectors were trained. |
    | 3 | Ongoing     | The evaluation has not begun. Two regions were visited.        |
    | 5 | Not started | Work has not begun. Agencies were consulted on its scope.      |
    """
    period = submission.edition.period
    years = set(map(str, range(period.start.year, period.end.year + 1) if period else ()))
    to_come, undone = (ids_with(submission, each) for each in (work.MAY_BE_TO_COME, work.MAY_BE_UNDONE))
    for update in submission.updates:
        status, stated = submission.edition.framework.status_by_id.get(update.status or ""), update.named_status
        if status is None or stated is None or (update.nil and not status.nil):
            continue
        denied = status.progress and id(update) in undone and work.denies_work(update.progress, status)
        denied = denied or (status.ends and id(update) in to_come and work.is_only_to_come(update.progress))
        if denied or (not status.progress and work.reports_the_work(update.progress, status, years)):
            message = f"The status is {quoted(stated.text)}, but the progress says: {at_end(update.progress)}"
            yield Problem.at(update.cell("status"), message, related=[update.cell("progress")])


@rule(
    "UPD305",
    Severity.WARNING,
    requires="UPD301 UPD327 UPD328 PUB517 WBK117",
    was="UPD306 UPD307 UPD320 UPD322 AGY418 nil-return-with-text completed-with-next-steps nil-with-updates"
    " not-started-with-achievements completed-after-period share-contradicts-status",
)
def status_contradicted(submission: Interpreted) -> Iterator[Problem]:
    """The status disagrees with something beside it: the progress, the next steps or a percentage.

    Readers would ask which is right. Next steps contradict “Completed” if they leave the work itself to be done; a
    follow-up, such as a review, does not. A row counts as a nil return if either its status or its progress says
    “Nothing to report”. To fix it, correct whichever is wrong, or say in the text that the work was only prepared.

    Bad:
    | Action | Status               | Progress                                     | Next steps                   | % complete |
    | 2      | Completed <found>    | Nothing to report                            |                              |            |
    | 5      | Completed <found>    | Wrote a leaflet for employers.               | Train the remaining regions. |            |
    | 6      | Not started <found>  | Wrote a business case for new inspectors.    |                              |            |
    | 8      | Completed <found>    | Trained the unions.                          |                              | 10%        |

    Bad rows:
    | 3 | Ongoing | We will train the inspectors in Napier. <found> |

    Good:
    | Action | Status                | Progress                                          | Next steps                  |
    | 2      | No update this period | The work begins in the new year.                  |                             |
    | 6      | Completed             | Trained forty inspectors, 10% of all.             | No further work is planned. |
    | 8      | Not started           | The work will begin once the review is completed. | Set up an advisory group.   |
    | 9      | Completed             | Wrote a guide for Pacific customs officers.       | Review it in two years.     |
    """
    yield from _only_to_come(submission)
    undone = ids_with(submission, work.MAY_BE_UNDONE)
    for update in submission.updates:
        if update.status is not None and update.named_status is not None:
            status, stated = submission.edition.framework.status_by_id[update.status], update.named_status.text
            for message, *beside in (*_by_text(update, status, undone), *_by_shares(update, status)):
                cell, related = update.cell("status"), [update.cell(column) for column in beside]
                yield Problem.at(cell, f"The status is {quoted(stated)}, but {message}", related=related)


def _only_to_come(submission: Interpreted) -> Iterator[Problem]:
    """Report progress that is only about work to come, unless the status says that no work was done."""
    perhaps = filter(is_progress, texts_with(submission, work.MAY_BE_TO_COME))
    for text in (each for each in perhaps if work.is_only_to_come(each.text)):
        status = submission.edition.framework.status_by_id.get(text.update.status or "")
        denied = status is not None and status.ends and text.update.named_status is not None  # UPD327 reports it
        if status is None or (status.progress and not (status.needs or denied)):
            message = f"The status is {quoted(status.label)}, but the" if status else "The"
            message += " progress is only about work to come."
            yield Problem.at(text.cell, message, "Write what was done in the period; move the rest to the next steps.")


def _by_text(update: Update, status: Status, undone: Container[int]) -> Iterator[tuple[str, ...]]:
    """How texts contradict a status: the end of a message, and the column of the text if there is one."""
    if update.nil and status.progress:
        yield ("the progress says that there is nothing to report.",)
    reports = (status.nil if update.nil else not status.progress) and work.reports_finished_work(update.progress)
    if reports and (status.nil or not work.only_prepared(update.progress)):
        nil = " The row counts as a nil return." if update.nil else ""
        yield f"the text describes work: {at_end(update.progress)}{nil}", "progress"
    if id(update) in undone and status.progress and not update.nil and work.says_undone(update.progress, status):
        yield f"the text says: {at_end(update.progress)}", "progress"
    steps = update.texts.get("next_steps") if status.ends else None  # no other column is about future work
    if steps and _LEFT_TO_DO.search(steps) and not says_no_more(steps):
        yield f"the next steps say: {at_end(steps)}", "next_steps"


_SHARE = lazy_pattern(r"(\d{1,3})(?:[.,]\d)?\s?(?:%|per ?cent)")
_SHARE_HEADING = lazy_pattern(r"(?i)(?P<hundred>%|\bper ?cent)|\b(?:share|complete|completion|completed|done)\b")
_OF_WORK = lazy_pattern(
    r"(?i)\b(?:complet\w{1,4}|done|finished|delivered|progress|share|work)\b|\A[\W\d]{0,9}(?:per ?cent)?\W{0,9}\Z"
)


def _by_shares(update: Update, status: Status) -> Iterator[tuple[str, ...]]:
    """Percentages that do not fit the status beside them, each as the end of a message."""
    line_of = update.table.line_of
    beside = {line_of(cell): cell.value for cell in update.row.other}
    for heading in update.table.headings if beside and not update.nil else ():
        asked = _SHARE_HEADING.search(heading.text) if heading.column is None else None
        if asked is None or not _OF_WORK.search(heading.text):
            continue
        share = _share(beside.get(line_of(heading.cell)), 100 if asked["hundred"] else 1)
        if share is not None and (share < 1 if status.ends else share >= 1 and not status.progress):
            yield (f"beside it is {quoted(f'{heading.text}: {share:.0%}')}.",)


def _share(value: Value | None, whole: int) -> float | None:
    """The share of work done that a cell states, from 0 to 1; `whole` is the largest number that may mean 100 %."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= whole:
        return value / whole if value > 1 else float(value)
    written = _SHARE.fullmatch(text_of(value))
    return int(written[1]) / 100 if written else None
