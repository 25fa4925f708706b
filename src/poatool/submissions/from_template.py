"""Handle the parts of poatool's template outside its table: cells about the whole return, and check formulas."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from poatool.framework.columns import COLUMNS, Asked
from poatool.submissions import template
from poatool.submissions.evidence.kinds import NO, TICKS, is_no_answer
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.model import Origin, Row, RowKind, Submission, Traced
from poatool.submissions.statements.scope import ACTION, AGENCY, PERIOD, holds_instructions
from poatool.submissions.template import ANSWERED, NOTHING, OTHER_SHEET, SIGNED_OFF, UPDATES_SHEET, TemplateMark
from poatool.workbooks.model import RawCell, Sheet, Workbook, trimmed
from poatool.workbooks.own import is_check

NOTHING_ID = "nothing"  # the id of the label for why there is nothing to report on any action
SIGNED_OFF_ID = "signed_off"  # the id of the label for who approved the return
_LABELS = {SIGNED_OFF: SIGNED_OFF_ID, NOTHING: NOTHING_ID, ANSWERED: ""}
_GIVEN = {each.id for each in COLUMNS if each.asked in (Asked.GIVEN, Asked.LAST_TIME)}
_LISTED = 3  # how many cells the instructions have for each column: its name, what to write, an example
_ABOVE = 12  # how many rows at the top of a sheet to search for the labels


def without_own_cells(workbook: Workbook, evidence: Evidence) -> tuple[Workbook, Mapping[str, Traced]]:
    """A workbook without the template's formulas and labels, and the answers beside those labels, by label id."""
    labels: dict[str, Traced] = {}
    sheets = []
    for sheet in workbook.sheets:
        labelled = dict(_labelled(sheet, evidence))
        origin = Origin(workbook.path, sheet.name)
        for cell, label in labelled.items():
            if label and cell.value is not None:
                labels.setdefault(label, Traced(cell.value, origin.cell(cell)))
        kept = (c for c in sheet.cells if not (is_check(sheet, c) or (c.row <= _ABOVE and c in labelled)))
        sheets.append(sheet._replace(cells=tuple(kept)))
    return workbook._replace(sheets=tuple(sheets)), labels


def _labelled(sheet: Sheet, evidence: Evidence) -> Iterator[tuple[RawCell, str]]:
    """Each label above the table, with an empty text, and each answer beside a label, with the id of the label."""
    before: RawCell | None = None
    what = ""
    for cell in takewhile(lambda cell: cell.row <= _ABOVE, sheet.cells):
        text = trimmed(cell.value)
        if evidence.headings.sense(text).exact == ACTION:  # below it, `Answered 40 calls` is what an agency did
            return
        label = next((label for label in _LABELS if text.startswith(label)), None)
        if label is not None:
            before, what = cell, _LABELS[label]
            yield cell, ""
        elif before is not None and cell.at == (before.row, before.column + 1):
            yield cell, what


def added_to_guide(sheet: Sheet) -> Iterator[tuple[RawCell, str]]:
    """The cells that an agency added to the template's instructions, each with the text that may name its action."""
    if not holds_instructions(sheet.name):
        return
    texts = {cell.at: cell.text for cell in sheet.cells}
    rows = [cell.row for cell in sheet.cells if cell.column == 1 and cell.text.startswith("Column ")]
    first, last = min(rows, default=0), max(rows, default=0)
    for cell in sheet.cells if rows else ():
        if cell.row > last or cell.column > (_LISTED if cell.row >= first - 1 else 1):
            yield cell, texts.get((cell.row, 1) if cell.row > last else (first, cell.column), "")


def with_return_answers(submission: Submission, labels: Mapping[str, Traced], mark: TemplateMark) -> Submission:
    """A submission made from the template, with its answers for the whole return: nothing to report, for instance.

    A nil return loses its unanswered rows; any other return loses only those on actions that need no answer.
    """
    answered = any(table.updates for table in submission.tables)
    nothing = None if answered else nothing_to_report_cell(labels)
    known = {**labels, **submission.labels}
    if nothing is not None:
        agency, period = (trimmed(known[what].value) if what in known else "" for what in (AGENCY, PERIOD))
        because = trimmed(nothing.value)
        from poatool.submissions.yaml_returns import NilReturn  # imported here, because few returns are nil

        nil = NilReturn(agency or mark.agency, period or mark.period, "" if because.casefold() in TICKS else because)
        submission = replace(submission, nil=nil)
    optional = {OTHER_SHEET, *([UPDATES_SHEET] if nothing or (mark.is_open and answered) else [])}

    def unasked(sheet: str | None, row: Row) -> bool:
        untouched = sheet == OTHER_SHEET or row.cells.raw.keys() <= _GIVEN
        return sheet in optional and row.kind is RowKind.UNANSWERED and untouched

    asked = [t._replace(rows=tuple(row for row in t.rows if not unasked(t.sheet, row))) for t in submission.tables]
    tables = tuple(table for table in asked if table.rows or (table.sheet != OTHER_SHEET and nothing is None))
    left_out = {(table.sheet, row.number) for table, row in submission.rows if unasked(table.sheet, row)}
    kept = ((e, [cell for cell in e.cells if (e.name, cell.row) not in left_out]) for e in submission.sheets)
    sheets = tuple(sheet._replace(cells=tuple(cells)) for sheet, cells in kept)
    return replace(submission, tables=tables, asked_sheets=sheets, labels=known)


def is_unsigned(submission: Submission) -> bool:
    """Whether nobody is named as having approved a return made from the template."""
    mark, cell = submission.template, submission.labels.get(SIGNED_OFF_ID)
    return mark is not None and mark.version == template.VERSION and (cell is None or is_no_answer(trimmed(cell.value)))


def nothing_to_report_cell(labels: Mapping[str, Traced]) -> Traced | None:
    """The cell that states that there is nothing to report on any action; None if it is empty, `No` or a dash."""
    cell = labels.get(NOTHING_ID)
    text = trimmed(cell.value) if cell else ""
    return cell if text and not is_no_answer(text) and text.casefold() not in NO | {"none"} else None
