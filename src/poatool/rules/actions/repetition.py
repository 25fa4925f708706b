"""ACT: actions that several rows of a workbook report on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, permutations, product
from typing import NamedTuple

from poatool.findings.model import Place, Severity
from poatool.findings.set_aside import updates_that_count
from poatool.framework.model import Status
from poatool.framework.reference.resolve import resolve
from poatool.rules import lines
from poatool.rules.registry import Batch, Problem, batch_rule, once, repeated_texts, rule
from poatool.rules.versions import Compared, Version, copied_blocks, long_texts_again, subject, versions
from poatool.rules.wording import at_end, quoted, row_named, some
from poatool.rules.workbook.not_meant import sheets_not_meant
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.layout.overflow import CONTINUED
from poatool.submissions.model import Cell, RowKind
from poatool.submissions.statements.scope import ACTION
from poatool.text import actions, by_first, counted, lazy_pattern, listed

_COMPARED = 20  # how many earlier rows on the same action a row is compared with
_PART = lazy_pattern(r"(?i)\d\s?\(?[a-h]\W?\Z")  # the letter of a part of an action: `2a`
_NAMED = 5  # how many rows that repeat an action to name before counting the rest


@batch_rule("ACT210", Severity.WARNING)
def action_twice(batch: Batch) -> Iterator[Problem]:
    """A row may replace another row of its agency on the same action.

    Several activities on one action are usual, and all rows are published. But the texts of these rows are alike, or
    their statuses differ in meaning. Rows are exempt if names in them or further columns tell them apart, as with two
    regions or teams; so are the rows of poatool's template, which has spare rows. All rows on one action give one
    finding. To fix it, delete the rows that are out of date, and keep rows on different activities.

    Bad rows:
    | 2         | Under way | Trained forty inspectors. |
    | 2 <found> | Under way | Trained sixty inspectors. |

    Good rows:
    | 2 | Under way | Trained forty inspectors.          |
    | 2 | Under way | Wrote a guide for border officers. |
    | 2 | Under way | Held a forum in Whangārei.         |
    """
    counting = {id(update) for _, update in updates_that_count(batch.submissions, batch.aside)}
    for submission, repeated, contrary in _on_same_work(batch):
        counting -= {id(update) for _, *pair in contrary for update in pair}
        for codes, firsts, rows in repeated if submission.submission.template is None else ():
            group = [each for each in (*firsts, *rows) if id(each) in counting]
            first = max(1, sum(id(each) in counting for each in firsts))
            compared = [Compared.of(each, submission) for each in group]
            above = ((at, compared[max(0, at - _COMPARED) : at]) for at in range(first, len(group)))
            if again := [group[at] for at, others in above if any(map(compared[at].may_replace, others))]:
                yield _named_again(codes, group[:first], again)


def _named_again(codes: Sequence[str], firsts: Sequence[Update], again: Sequence[Update]) -> Problem:
    cell, *more = [each.cell("action") for each in again]
    before = [each.cell("action") for each in firsts]
    are = "are" if len(codes) > 1 else "is"
    named = [some([row_named(each, cell) for each in cells]) for cells in (before, more) if cells]
    message = f"{actions(codes)} {are} already reported on in {', and again in '.join(named)}."
    return Problem.at(cell, message, related=(*before, *more[:_NAMED]))


@batch_rule("ACT220", Severity.ERROR)
def contrary_rows(batch: Batch) -> Iterator[Problem]:
    """Two rows of an agency are on the same work, but their statuses contradict each other.

    Neither row is published. Texts are about the same work if they share a phrase, but not if each has a name of its
    own, or if a column gives different regions or activities. One text on two actions contradicts itself if the work on
    only one of them has ended, or has not begun. An overview contradicts a row if it gives the action another status.
    Rows beside one merged cell with several actions contradict each other if their statuses differ.
    To fix it, delete the row that is out of date, or say what each row is about in a column “Activity”.

    Bad rows:
    | 2 | Completed <found>   | All inspectors have been trained in how to interview victims.          |
    | 2 | Not started <found> | No inspectors have been trained yet in how to interview their victims. |
    | 3 | Completed           | The inspectors in Napier have been trained to interview victims.       |
    | 3 | Not started         | The inspectors in Hastings have not been trained to interview victims. |
    """
    counting = {id(update) for _, update in updates_that_count(batch.submissions, batch.aside)}
    for submission, _, contrary in _on_same_work(batch):
        again = any(each.progress in batch.repeated_progress for each in submission.updates)
        statuses, texts = _by_statuses(submission, contrary), _by_texts(submission) if again else ()
        for updates, problem in chain(statuses, texts, lines.contrary_to_summary(submission)):
            if counting.issuperset(map(id, updates)):
                yield problem


_Stated = tuple[Update, Status]
_Contrary = tuple[tuple[str, ...], Update, Update]  # two rows on the same work, after their actions
_Contradiction = tuple[Sequence[Update], Problem]
"""The rows that contradict each other, and the problem at one of them."""


def _by_statuses(submission: Interpreted, contrary: Iterable[_Contrary]) -> Iterator[_Contradiction]:
    for codes, *pair in contrary:
        for cell, beside in permutations([update.cell("status") for update in pair]):
            yield pair, _contradicted(codes, cell, beside)
    for row in (row for _, row in submission.submission.rows if row.kind is RowKind.CONTRARY):
        codes, beside = resolve(submission.edition, row.cells.raw[ACTION].value).codes, row.cells["status"].cell
        for update in (each for each in submission.updates if each.codes == codes):
            yield [update], _contradicted(codes, update.cell("status"), beside)


def _by_texts(submission: Interpreted) -> Iterator[_Contradiction]:
    """Rows with one text on different actions, if the work on only one of these has ended, or has not begun."""
    edition, alike, by_text = submission.edition, long_texts_again(submission), defaultdict[object, list[_Stated]](list)
    for each in (each for each in submission.updates if each.status and each.progress in alike):
        key = alike[each.progress], each.agencies, subject(each, edition)[1]
        by_text[key].append((each, edition.framework.status_by_id[each.status or ""]))
    for rows in by_text.values():
        firsts = by_first(((status.ends, status.progress), each) for each, status in rows)
        for (update, status), (state, (other, *_)) in product(rows, firsts.items()):
            if state != (status.ends, status.progress) and set(update.codes).isdisjoint(other.codes):
                cell, beside = update.cell("progress"), other.cell("progress")
                where = f"{row_named(beside, cell)}, on {actions(other.codes)}, where the status is"
                message = f"The same text is in {where} {at_end(other.cell('status').raw)} Neither row is published."
                yield [update, other], Problem.at(cell, message, related=(beside,))


def _contradicted(codes: Sequence[str], cell: Cell, beside: Cell) -> Problem:
    says = f"{row_named(beside, cell)} says about the same work: {at_end(beside.raw)}"
    message = f"{actions(codes)}: the status is {quoted(cell.raw)}, but {says} Neither row is published."
    return Problem.at(cell, message, related=(beside,))


@once
def _on_same_work(batch: Batch) -> Sequence[tuple[Interpreted, Sequence["_Repetition"], Sequence[_Contrary]]]:
    """Each submission with its rows that repeat an action, and those among them whose statuses can't both be true."""
    return [(each, rows := _repetitions(each)[0], _contrary(each, rows)) for each in batch.submissions]


def _contrary(submission: Interpreted, repeated: Iterable["_Repetition"]) -> Sequence[_Contrary]:
    found = []
    for codes, firsts, rows in repeated:
        compared = [Compared.of(each, submission) for each in (*firsts, *rows) if each.progress and not each.nil]
        above = ((other, one) for at, other in enumerate(compared) for one in compared[max(0, at - _COMPARED) : at])
        found += [(codes, one.update, other.update) for other, one in above if one.contradicts(other)]
    return [*found, *_below_one_cell(submission)]


def _below_one_cell(submission: Interpreted) -> Iterator[tuple[tuple[str, ...], Update, Update]]:
    """Rows beside one merged cell with several actions: if their statuses differ, any row may be on any action."""
    by_row = {(id(update.table), update.row.number): update for update in submission.updates}
    by_id = submission.edition.framework.status_by_id
    for update in (each for each in submission.updates if each.row.merged and len(each.codes) > 1):
        first = by_row.get((id(update.table), update.row.continues or 0))
        reaches = {by_id[each.status].reach for each in (first, update) if each and each.status}
        if first and first.agencies == update.agencies and len(reaches) > 1:
            yield update.codes, first, update


@rule("ACT211", Severity.ERROR)
def same_row_twice(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports the same text on the same action twice, or two sheets or blocks of rows are copies.

    The text would be published twice. Nothing on a sheet is published if another sheet has most of its rows, word for
    word, or if its name says that it is a copy or version (`Return (2)`) and the other has most of its actions. Rows of the
    other sheet that say something else on these actions are not published either, nor are two or more rows that are
    repeated as a block under another agency. To fix it, delete one of the two rows, or the sheet or block that should
    not count.

    Bad rows:
    | 2         | Under way | Trained forty inspectors. |
    | 2 <found> | Under way | Trained forty inspectors. |

    Bad unsigned:
    | Action | Agency | Status    | Progress                                    |
    | 2      | DIA    | Under way | Trained forty inspectors in Napier. <found> |
    | 3      | DIA    | Under way | Wrote a guide for employers in the north.   |
    | 2      | NZP    | Under way | Trained forty inspectors in Napier. <found> |
    | 3      | NZP    | Under way | Wrote a guide for employers in the north.   |
    """
    path = submission.submission.path
    for version in _repetitions(submission)[2]:
        other, times = f"the sheet {quoted(version.original)}", counted(version.repeated, "row")
        repeats = f"repeats {times} of {other} word for word"
        if not version.repeated:
            repeats = f"shares most of its actions with {other}, and its name is that of a version"
        message = f"This sheet {repeats}. They are two versions, so nothing on this sheet"
        yield Problem(Place(path, version.sheet), f"{message} is published.")
        for first, second in version.differing:
            cell, elsewhere = _place(first), _place(second)
            row, codes = row_named(elsewhere, cell), _shared_codes(first, (second,))
            message = f"{row[0].upper()}{row[1:]} has a different text on {actions(codes)}."
            yield Problem.at(cell, f"{message} Neither text is published.", related=(elsewhere,))
    for block, other_block in copied_blocks(submission):
        cell, elsewhere = block[0].cell("progress"), other_block[0].cell("progress")
        message = f"{counted(len(block), 'row')} repeat those of {listed(other_block[0].agencies)} from {row_named(elsewhere, cell)}, word for word."
        yield Problem.at(cell, f"{message} None is published.", related=(elsewhere,)).until(block[-1].row.number)
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
    """Rows that repeat the action of an earlier row, rows that also repeat its text, and sheets that repeat another.

    A row that repeats action and text is only in the second list, so it gives one finding. Different texts on an
    action and on an action incorporated into it are not a repetition, as the agency saw two actions.
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
        origins = [saying.setdefault((*key, text), update) for key in keys] if text is not None else []
        named = subject(update, submission.edition)
        before = [reporting.setdefault((*key, *named), update) for key in keys] if not _continues(update) else []
        firsts = [first for first in {id(each): each for each in before}.values() if _names_again(update, first)]
        if same := next((each for each in origins if each is not update), None):
            of_texts.append(_Repetition(_shared_codes(update, (same,)), (same,), [update]))
        elif firsts:
            codes = _shared_codes(update, firsts)
            of_actions.setdefault((codes, *map(id, firsts)), _Repetition(codes, firsts, [])).rows.append(update)
    return list(of_actions.values()), of_texts, repeating


def _on_same_actions(submission: Interpreted) -> list[tuple[Update, list[tuple[str, str]]]]:
    """The updates on actions that recur, with their pairs of action and agency; hidden rows count as later ones."""
    left_out, found = sheets_not_meant(submission), []
    codes = Counter(code for each in submission.updates for code in each.codes)
    recurring = (each for each in submission.updates if any(codes[code] > 1 for code in each.codes))
    for update in sorted(recurring, key=lambda each: each.table.hidden or each.row.hidden):
        reports = update.progress or update.status or update.table.heading("progress")  # WBK104 reports the others
        if reports and update.table.sheet not in left_out and update.references.resolved:
            found.append((update, [*product(update.codes, update.agencies or ("",))]))
    times = Counter(key for _, keys in found for key in keys)
    return [(update, keys) for update, keys in found if any(times[key] > 1 for key in keys)]


def _names_again(update: Update, earlier: Update) -> bool:
    """Whether two rows name the same action in cells of their own, and not two parts of it, such as `2a` and `2b`."""
    cells = [each.cell("action").raw for each in (update, earlier)]
    if all(cell[-1:].isalpha() or cell.endswith(")") for cell in cells) and len({*cells}) > 1:
        return not all(map(_PART.search, cells))
    one, other = ((each.table.sheet, each.row.cells.place(ACTION)) for each in (update, earlier))
    return one != other and not set(update.references.written).isdisjoint(earlier.references.written)


def _shared_codes(update: Update, others: Sequence[Update]) -> tuple[str, ...]:
    return tuple(code for code in update.codes if any(code in other.codes for other in others))


def _place(update: Update) -> Cell:
    return update.row.first if _continues(update) else update.cell("action")


def _continues(update: Update) -> bool:
    """Whether a row's action cell belongs to a row above, or says that the row continues another."""
    cell = update.cell("action")
    return (cell.row != update.row.number and not update.table.is_form) or CONTINUED.search(cell.raw) is not None
