"""The template's sheet of instructions, with an example that is marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.framework.columns import Asked, Column
from poatool.submissions import template
from poatool.submissions.blank.look import cell_at, frame, head, set_up, write
from poatool.submissions.blank.table import columns_of, heading
from poatool.text import actions, listed, long_date
from poatool.workbooks.addresses import column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from poatool.submissions.blank.model import Blank

_STEPS = (
    "1. Go to the sheet “{sheet}”. There is a row for each action that your agency is asked about in {period}.{others}",
    "2. Choose a status for every action, and write what your agency did in {period}.",
    (
        "3. Nothing to report on an action is an answer too: choose “{nil}” and say why under Progress. "
        "Nothing on any of them: say why once, above the table."
    ),
    "4. Several activities on one action: use the empty rows at the end, and choose the action's number there.{closed}",
    "5. Columns marked * are needed. {private} are never published; everything else may be.",
    "6. “Answered” above the table counts, and leads to the first cell that is missing. Such cells are hatched.",
    (
        "7. Please keep the headings, the columns and the shaded cells as they are. "
        "Have the return signed off, and send it back as .xlsx{until}."
    ),
)
_OTHERS = " Anything to report on another one? See “{sheet}”."
_CLOSED = " Do so too for news of what was completed earlier, which is not asked about any more: {codes}."
_LAST_TIME = "What your agency reported last time, to read beside. It is not this period's answer."
_GIVEN = {
    "action": "The number of the action. It is filled in for you.",
    "action_text": "The wording of the action. It is filled in for you.",
}
_WIDTHS = (32.0, 62.0, 62.0)


def fill_guide(sheet: Worksheet, blank: Blank) -> None:
    """Write the steps, then each column with what to write and an example."""
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    write(cell_at(sheet, 1, 1), "How to fill in this workbook", bold=True, size=14, wrap=False)
    write(cell_at(sheet, 2, 1), f"{blank.edition.framework.title}. {blank.agency_name}, {blank.period}.", wrap=False)
    private = [c.heading for c in columns_of(blank) if c.asked is Asked.ANSWER and not c.published]
    said = {
        "sheet": template.UPDATES_SHEET,
        "others": _OTHERS.format(sheet=template.OTHER_SHEET) if blank.others else "",
        "closed": _CLOSED.format(codes=actions(blank.closed)) if blank.closed else "",
        "period": blank.period,
        "nil": blank.nil,
        "private": listed(private),
        "until": f" by {long_date(blank.due)}" if blank.due else "",
    }
    for row, step in enumerate(_STEPS, 4):
        write(cell_at(sheet, row, 1), step.format_map(said), wrap=False)
    top = 5 + len(_STEPS)
    for place, text in enumerate(("The columns", "What to write", "Example only: an invented update"), 1):
        head(cell_at(sheet, top, place), text)
    action = blank.actions[0] if blank.actions else None
    example = {"action": action.code, "action_text": action.text} if action else {}
    for row, column in enumerate(columns_of(blank), top + 1):
        letter = column_letter(row - top)
        shown = example.get(column.id) or column.example or "–"
        texts = (f"Column {letter}: {heading(column)}", _instruction(column), shown)
        for place, text in enumerate(texts, 1):
            write(cell_at(sheet, row, place), text, bold=place == 1)
            frame(cell_at(sheet, row, place), given=True)
    set_up(sheet, f"{blank.agency_name}, {blank.period}")


def _instruction(column: Column) -> str:
    """What to write in a column, or what the template has filled in there."""
    if column.asked is Asked.LAST_TIME:
        return _LAST_TIME
    return _GIVEN.get(column.id) or column.prompt or "–"
