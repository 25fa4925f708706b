"""WBK: rows that were not read as separate updates, and values that were not read exactly as they are written."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.model import How
from poatool.rules.publication.notices import rows_noted
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import at_end, quoted, status_labels
from poatool.rules.workbook.not_meant import parts_not_meant
from poatool.rules.workbook.periods import is_for_another_period
from poatool.rules.workbook.unread_cells import nils_in_form
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Row, RowKind
from poatool.submissions.statements.scope import AGENCY, PERIOD
from poatool.text import actions, by_first, counted, lazy_pattern, listed
from poatool.workbooks.model import trimmed


@rule("WBK108", Severity.ADVICE, was="WBK143 fewer-rows-than-counted")
def row_skipped(submission: Interpreted) -> Iterator[Problem]:
    """A row is not an update, so it is not published: a note, a sub-heading, an example, a total or repeated headings.

    Consecutive rows of one kind, such as unanswered rows of the template, give one finding; each sub-heading above an
    update has its own. A row is published with the update above if it continues its text, or only has a label such as “Next steps” and
    its answer. Rows of a second table, such as a table of next steps, are published with the updates on their actions.
    If a sub-heading only names an agency, rows below it without an agency count for that agency. To fix it, if the row
    is an update, write the number of its action.

    Bad rows:
    | Prevention <found> |           |                           |
    | 2                  | Under way | Trained forty inspectors. |
    """
    noticed, evidence = rows_noted(submission), Evidence(submission.edition)
    for table in submission.submission.tables:
        ends = max((row.number for row in table.rows if row.kind not in (RowKind.HEADING, *_ASIDE)), default=0)
        for kind, run in groupby(table.rows, key=partial(_block_of, submission, ends)):
            rows = [row for row in run if (table.sheet, row.number) not in noticed]
            if rows and kind[0] not in _REPORTED and not _is_reported_elsewhere(rows[0], submission):
                yield _skipped(rows, of_plan=evidence.names_group(trimmed(rows[0].first.raw)))
        for cell in nils_in_form(table, submission.edition):
            yield Problem.at(cell, f"This text was read as a note, not as an update: {at_end(cell.raw)}")


_REPORTED = (RowKind.UPDATE, RowKind.CONTRARY, RowKind.NO_ACTION)  # updates, and rows that other rules report


def _is_reported_elsewhere(row: Row, submission: Interpreted) -> bool:
    """Whether another rule reports a sub-heading: for another period (WBK117), or as not meant to be sent (WBK135)."""
    stated = row.cells.place(PERIOD) if row.kind is RowKind.HEADING else None
    below = [each for each in submission.updates if stated and each.row.cells.place(PERIOD) == stated]
    return row.first in parts_not_meant(submission) or any(is_for_another_period(e, submission.edition) for e in below)


_ASIDE = (RowKind.NOTE, RowKind.TOTAL, RowKind.EXAMPLE)


def _block_of(submission: Interpreted, ends: int, row: Row) -> tuple[str, int | None]:
    """The key that joins consecutive rows of one kind into a block; each sub-heading that heads rows is its own."""
    alone = row.kind is RowKind.HEADING and (row.number < ends or _is_reported_elsewhere(row, submission))
    return "aside" if row.kind in _ASIDE else row.kind.value, row.number if alone else None


def _skipped(rows: Sequence[Row], *, of_plan: bool) -> Problem:
    first, last, kind = rows[0], rows[-1], rows[0].kind
    several, right = first is not last, "If that is right, nothing needs to be done"
    rows_are = f"Rows {first.number} to {last.number} are" if several else "This row is"
    if kind is RowKind.UNANSWERED:
        message = f"{rows_are} not answered."
        hint = "If there is something to report, choose a status and write the progress. If not, write “Nothing to report”."
    elif kind in (RowKind.OTHER_PERIOD, RowKind.OTHER_PLAN):
        what = "period" if kind is RowKind.OTHER_PERIOD else "plan"
        message = f"{rows_are} for another {what}, so {'they are' if several else 'it is'} not published."
        hint = f"{right}: other rows of the workbook are for this {what}."
    elif kind is RowKind.CONTINUATION and first.continues is None:
        message = f"{rows_are} published with the update above."
        hint = f"{right}. If not, write the number of its action in the action column."
    elif kind is RowKind.CONTINUATION:
        message = f"{rows_are} published with the update{'s' * several} on the same action{'s' * several}."
        hint = f"{right}. To be sure, write all texts on an action into one row."
    elif kind is RowKind.HEADING and of_plan and AGENCY not in first.cells and not several:
        message, hint = "This row was read as a heading of the plan.", "Nothing needs to be done."
    else:
        read = f"was read as {'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}, not as an update"
        read = f"{rows_are[:-3]}were read as notes, not as updates" if several else f"This row {read}"
        message = f"{read}: {at_end(first.first.raw)}"
        if kind is RowKind.HEADING and AGENCY in first.cells and not several:
            message += " Rows below it that name no agency count for this one."
        hint = "If it is an update, write the number of its action in the action column."
    return Problem.at(first.first, message, hint).until(last.number if several else None)


@rule("WBK109", Severity.ADVICE, was="UPD319 action-carried-down remark-not-published")
def value_inferred(submission: Interpreted) -> Iterator[Problem]:
    """A status, agency or action was read without the words beside it, by a legend, or from the row above.

    The words beside it do not change the meaning and are not published. A legend may be anywhere in the workbook: `C =
    Completed`, or `C` beside `Completed`. A number or a date that may be several actions is read as the action whose
    wording is beside it, and `5` as M5 if all codes of the plan begin with M; `Acton 7` and `Action VII` are Action 7.
    A number beside the beginning of its code, such as 3 beside `A`, is the action A3.
    A row with a status whose action cell is empty, or says `as above`, is an update on the action above. Each column of
    a table has one finding, at the first such row. To fix it, write only the status, the agency or the action's number,
    and put what readers should know into the progress column.

    Bad rows:
    | 4 – intelligence sharing <found> | Under way (75%) <found> | Trained forty inspectors.          |
    |                                  | Under way <found>       | Wrote a guide for border officers. |
    """
    readings = ((u, *reading) for u in submission.updates for reading in _inexact_readings(u, submission.edition))
    by_column = by_first(((column, u.table.sheet, u.table.header_row), (u, meaning)) for u, column, meaning in readings)
    for (column, *_), alike in by_column.items():
        (update, meaning), *more = alike
        others = f" The same goes for {counted(len(more), 'more row')} of this table." if more else ""
        cell, *further = (each.cell(column) if column else each.row.first for each, _ in alike)
        inexact = column == "action" and not update.references.ways.isdisjoint(_INEXACT)
        written = update.references.text if inexact else cell.raw
        message = f"{quoted(written)} was read as" if column else "This row names no action, so it counts for"
        own = "Put what readers should know into the progress column."
        hint = f"If that is right, nothing needs to be done. {_IN_EVERY_ROW if inexact or not column else own}"
        yield Problem.at(cell, f"{message} {meaning}{others}", hint, related=further)


_PART = lazy_pattern(r"(?i)\d\s?\(?([a-h])\W?\Z")
_IN_EVERY_ROW = "To be sure, write the number of the action in every row."
_SIGN = 40  # the most characters of a sign that a legend explains
_INEXACT = {
    How.BESIDE: "whose wording is beside it",
    How.SHORT: "as all codes of the plan begin alike",
    How.SPELT: "which is the usual spelling",
}


def _inexact_readings(update: Update, edition: Edition) -> Iterator[tuple[str, str]]:
    """Each column that was not read as written ("" for an action from a row above), and how it was read."""
    if update.row.continues is not None and not update.row.merged:
        yield "", f"the action of row {update.row.continues} ({quoted(update.cell('action').raw)})."
    beside = "The words beside it are not published."
    of_action = update.status if "status" not in update.row.cells else None
    if of_action and update.references.resolved:
        yield "action", f"{actions(update.codes)}, with the status {status_labels(edition, [of_action])[0]}."
    elif any(piece.paraphrase for piece in update.references.pieces) and update.references.resolved:
        yield "action", f"{actions(update.codes)}. {beside}"
    raw = update.cell("action").raw
    if raw != update.references.text and (part := _PART.search(raw)) and not _PART.search(update.references.text):
        yield "action", f"{actions(update.codes)}, without the letter {quoted(part[1])}."
    if raw.isdecimal() and update.references.text.endswith(raw) and update.references.text != raw:
        yield "action", f"{actions(update.codes)}, as the beginning of its code is in the column beside it."
    for how in [each for each in _INEXACT if each in update.references.ways][:1]:
        yield "action", f"{actions(update.codes)}, {_INEXACT[how]}."
    named, stated = update.named_agencies, update.named_status
    if named is not None and named.remark:
        yield "agency", f"{listed([edition.agency_name(code) for code in named.ids])}. {beside}"
    if stated is not None and stated.remark and not of_action:
        left_out = f" {beside}" if stated.remark != stated.text else ""
        yield "status", f"{status_labels(edition, stated.ids)[0]}.{left_out}"
    cell = update.row.cells.raw.get("status")
    is_sign = cell and len(cell.text) <= _SIGN and trimmed(cell.value).casefold() not in cell.text.casefold()
    if stated is not None and stated.ids and is_sign and update.table.heading("status"):
        yield "status", f"{status_labels(edition, stated.ids)[0]}, as the legend says."
