"""ACT, AGY: what is reported twice, in rows of one workbook or in several workbooks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set as AbstractSet
from itertools import product
from typing import NamedTuple

from poatool.findings.model import Place, Severity, updates_that_count
from poatool.rules.registry import Batch, Problem, batch_rule, once, repeated_texts, rule
from poatool.rules.versions import Version, subject, versions
from poatool.rules.wording import quoted, row_named, some
from poatool.rules.workbook.not_meant import sheets_not_meant
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.layout.rows import CONTINUED
from poatool.submissions.model import Cell
from poatool.submissions.stated import period_of_path
from poatool.submissions.statements.scope import ACTION
from poatool.text import actions, counted

_NAMED = 5  # how many rows that repeat an action to name before counting the rest


@rule("ACT210", Severity.WARNING, requires="PUB511 PUB513 WBK144")
def action_twice(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports on one action in several rows.

    Several activities on one action are usual, and all rows are published. poatool's template has spare rows for them,
    so its rows are exempt. All rows on one action give one finding, at the second row. To fix it, delete the rows that
    are out of date; leave those on different activities.

    Bad rows:
    | 2         | Under way | Trained forty inspectors.          |
    | 2 <found> | Under way | Wrote a guide for border officers. |
    | 2         | Under way | Held a forum in Whangārei.         |
    """
    for codes, firsts, (update, *more) in _repetitions(submission)[0] if submission.submission.template is None else ():
        cell = update.cell("action")
        before = some([row_named(first.cell("action"), cell) for first in firsts])
        named = some([row_named(each.cell("action"), cell) for each in more])
        again = f", and again in {named}" if named else ""
        are = "are" if len(codes) > 1 else "is"
        message = f"{actions(codes)} {are} already reported on in {before}{again}."
        yield Problem.at(cell, message, related=[each.cell("action") for each in (*firsts, *more[:_NAMED])])


@rule("ACT211", Severity.ERROR)
def same_row_twice(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports the same text on the same action twice, or two sheets are versions of one return.

    It would be published twice. If most rows on a sheet are on another sheet word for word, nothing on it is published,
    nor a row of the other sheet that says something else on an action. To fix it, delete one of the two rows, or the
    sheet that should not count.

    Bad rows:
    | 2         | Under way | Trained forty inspectors. |
    | 2 <found> | Under way | Trained forty inspectors. |
    """
    path, hint = submission.submission.path, "Delete the sheet that should not count."
    for version in _repetitions(submission)[2]:
        times = f"{counted(version.repeated, 'row')} of the sheet {quoted(version.of)}"
        message = f"This sheet repeats {times} word for word. They are two versions, so nothing on this one"
        yield Problem(Place(path, version.sheet), f"{message} is published.", hint)
        for first, other in version.differing:
            cell, elsewhere = _place(first), _place(other)
            row = row_named(elsewhere, cell)
            message = f"{row[0].upper()}{row[1:]} says something else on {actions(_shared_codes(first, (other,)))}."
            yield Problem.at(cell, f"{message} Neither is published.", hint, related=(elsewhere,))
    for codes, (first,), (update,) in _repetitions(submission)[1]:
        cell, before = _place(update), _place(first)
        row = row_named(before, cell)
        message = f"{row[0].upper()}{row[1:]} has the same text on {actions(codes)}."
        yield Problem.at(cell, message, related=(before,))


class _Repetition(NamedTuple):
    """Later rows of an agency (`rows`) on actions that earlier rows (`firsts`) have already reported on."""

    codes: tuple[str, ...]
    firsts: Sequence[Update]
    rows: list[Update]


@once
def _repetitions(submission: Interpreted) -> tuple[Sequence[_Repetition], Sequence[_Repetition], Sequence[Version]]:
    """First the rows that repeat the actions of earlier rows, then those that repeat the text too, then whole sheets.

    A row is in one of the two, so that one repetition gives one finding. Different texts on an action and on an action
    incorporated into it are not a repetition: the agency saw two actions.
    """
    rows = _on_same_actions(submission)
    repeating = versions(submission, [row for row in rows if not row[0].table.hidden])
    left_out = {version.sheet for version in repeating}
    rows = [(update, keys) for update, keys in rows if update.table.sheet not in left_out]
    alike = repeated_texts(update.progress for update, _ in rows)
    of_actions: dict[tuple[object, ...], _Repetition] = {}
    of_texts: list[_Repetition] = []
    reporting: dict[tuple[str, ...], Update] = {}  # the first row on each action, for its agency and time
    saying: dict[tuple[str, ...], Update] = {}  # the first row with each text on an action
    for update, keys in rows:
        text = alike.get(update.progress)
        said = [saying.setdefault((*key, text), update) for key in keys] if text is not None else []
        named = subject(update, submission.edition.period)
        before = [reporting.setdefault((*key, *named), update) for key in keys] if not _continues(update) else []
        firsts = [first for first in {id(each): each for each in before}.values() if _names_again(update, first)]
        if same := next((each for each in said if each is not update), None):
            of_texts.append(_Repetition(_shared_codes(update, (same,)), (same,), [update]))
        elif firsts:
            codes = _shared_codes(update, firsts)
            of_actions.setdefault((codes, *map(id, firsts)), _Repetition(codes, firsts, [])).rows.append(update)
    return list(of_actions.values()), of_texts, repeating


def _on_same_actions(submission: Interpreted) -> list[tuple[Update, list[tuple[str, str]]]]:
    """The updates that share an action with another update of their agency, each with its pairs of action and agency.

    Hidden rows come last, so that they count as later than visible ones.
    """
    left_out = sheets_not_meant(submission)
    found = []
    for update in sorted(submission.updates, key=lambda each: each.table.hidden or each.row.hidden):
        reports = update.progress or update.status or update.table.heading("progress")  # WBK104 reports the others
        if reports and update.table.sheet not in left_out and update.references.resolved:
            found.append((update, [*product(update.codes, update.agencies or ("",))]))
    times = Counter(key for _, keys in found for key in keys)
    again = {key for key in times if times[key] > 1}
    return [(update, keys) for update, keys in found if not again.isdisjoint(keys)]


def _names_again(update: Update, earlier: Update) -> bool:
    """Whether two rows name the same action separately, rather than share a section row or a tab."""
    one, other = ((each.table.sheet, each.row.cells.place(ACTION)) for each in (update, earlier))
    return one != other and not set(update.references.written).isdisjoint(earlier.references.written)


def _shared_codes(update: Update, others: Sequence[Update]) -> tuple[str, ...]:
    theirs = {code for other in others for code in other.codes}
    return tuple([code for code in update.codes if code in theirs])


def _place(update: Update) -> Cell:
    return update.row.first if _continues(update) else update.cell("action")


def _continues(update: Update) -> bool:
    """Whether a row's action cell belongs to a row above, or says that the row continues one."""
    cell = update.cell("action")
    above = "action" in update.row.cells and cell.row != update.row.number and not update.table.is_form
    return above or CONTINUED.search(cell.raw) is not None


@batch_rule("AGY405", Severity.WARNING)
def two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks from one agency for the same period share some of their actions.

    Both count, since divisions of an agency often report separately. If rows have the same text, only the first counts
    (AGY409); if most actions are the same, only one workbook counts. To fix it, delete whatever should not count.

    Bad other rows:
    | 2 | Under way | Trained forty inspectors. |
    | 3 | Under way | Wrote a leaflet.          |

    Bad rows:
    | 2 | Under way | Trained sixty inspectors. |
    | 4 | Under way | Met the agencies.         |
    Found at: file
    """
    for sent, other in _pairs(batch):
        if (shared := _on_both(sent, other)) and not _are_versions(sent, other):
            submission, path = sent.submission, other.submission.submission.path
            message = f"{submission.sender} has also sent {path}, and both report on {actions(shared)}."
            hint = "If one of them should not count, take it out of the folder. Until then both count, but if rows have the same text, only the first does."
            yield Problem(Place(submission.submission.path), message, hint, related=(Place(path),))


@batch_rule("AGY409", Severity.ERROR)
def same_row_in_two_submissions(batch: Batch) -> Iterator[Problem]:
    """Two workbooks from one agency are versions of one return, or an agency's row is in two workbooks with the same text.

    They are versions if most actions of the shorter one are also in the other, and nothing says which is later; dates
    and file names do not decide it. Only the first is published. Both may count if divisions of the agency reported
    separately; the return of a listed unit or of a merged agency is never a version of another. To fix it, file the one
    that counts with poatool receive, or decide which one `counts` in decisions.yaml. If both do, accept this finding.

    Bad other rows:
    | 2 | Under way | Trained forty inspectors. |
    | 3 | Under way | Wrote a leaflet.          |

    Bad rows:
    | 2 <found> | Under way | Trained forty inspectors.    |
    | 4         | Under way | Met the agencies each month. |
    """
    versions = {id(each.submission): (each, other) for each, other in _pairs(batch) if _are_versions(each, other)}
    first: dict[tuple[str, str, str], tuple[Interpreted, Update]] = {}
    for submission, updates in _counting(batch):
        if id(submission) in versions:
            sent, other = versions[id(submission)]
            path, shared = other.submission.submission.path, len(_on_both(sent, other))
            nil = "both say" if submission.submission.nil and other.submission.submission.nil else "one says"
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
                    hint = "Take the workbook that should not count out of the folder, or delete one of the rows."
                    yield Problem.at(update.cell("action"), message, hint, related=(earlier.cell("action"),))
                    break


class _Sent(NamedTuple):
    """A submission and the actions that its counted rows report on."""

    submission: Interpreted
    codes: AbstractSet[str]


@once
def _counting(batch: Batch) -> Sequence[tuple[Interpreted, Sequence[Update]]]:
    """The submissions that may repeat others, each with its updates that count; files named after other periods last.

    Updates that an error sets aside do not count; a submission that has only such updates is left out.
    """
    texts, times = batch.repeated_progress, Counter(each.sender for each in batch.submissions)
    again = {id(e) for e in batch.submissions if texts and any(update.progress in texts for update in e.updates)}
    rivals = [e for e in batch.submissions if id(e) in again or (e.sender and times[e.sender] > 1)]
    files = sorted(rivals, key=_named_after_another_period)
    counted = [(each, [update for _, update in updates_that_count([each], batch.aside)]) for each in files]
    return [(each, updates) for each, updates in counted if updates or not each.updates]


def _named_after_another_period(submission: Interpreted) -> bool:
    edition = submission.edition
    named = period_of_path(submission.submission.naming_part or submission.submission.path, edition.framework)
    return edition.period_id is not None and named not in (None, edition.period_id)


def _pairs(batch: Batch) -> Iterator[tuple[_Sent, _Sent]]:
    """Pair a later submission of a sender with an earlier one: a version of it, one that shares actions, or the first."""
    before: dict[str, list[_Sent]] = defaultdict(list)
    for submission, updates in _counting(batch):
        if submission.sender is not None:
            sent = _Sent(submission, {code for update in updates for code in update.codes})
            if earlier := before[submission.sender]:
                alike = (other for other in earlier if _are_versions(sent, other))
                yield sent, next(alike, None) or next((other for other in earlier if _on_both(sent, other)), earlier[0])
            earlier.append(sent)


def _are_versions(one: _Sent, other: _Sent) -> bool:
    """Whether most actions of the shorter submission are in both, or one of the two is a nil return."""
    if one.submission.submission.nil or other.submission.submission.nil:
        return True
    return 2 * len(_on_both(one, other)) > min(len(one.codes), len(other.codes))


def _on_both(one: _Sent, other: _Sent) -> tuple[str, ...]:
    both = one.codes & other.codes
    return tuple(code for code in one.submission.edition.by_code if code in both)
