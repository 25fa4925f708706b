"""The checks of a template: formulas on a hidden sheet and marks on missing cells.

For each row to fill in, the hidden sheet has three cells: whether the row was begun, the number of its first missing
column (0 if none), and the number of the row if a column is missing. A cell above the table counts the answered rows
and links to the first missing cell.
"""

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from poatool.framework.columns import Asked, Column
from poatool.framework.model import Status
from poatool.submissions.blank.model import Blank
from poatool.submissions.blank.table import AskedSheet, cell_at, sheets_of
from poatool.submissions.template import UPDATES_SHEET
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.own import CHECKS_SHEET
from poatool.workbooks.writing import FONT, SIZE

_NOTHING = f"TRIM({UPDATES_SHEET}!$D$3)"
_SIGNED = f"TRIM({UPDATES_SHEET}!$D$2)"
_NOT_BEGUN = "Nothing is answered yet. Fill in rows, or say in D3 why there are none."
_FIRST = 1  # the first column of the hidden sheet
_AT = f"{CHECKS_SHEET}!${column_letter(_FIRST)}$"
_LINK = f"HYPERLINK({_AT}1,{_AT}2)"  # the formula of the link above the table


def add_checks(workbook: Workbook, blank: Blank) -> None:
    """Write the formulas on a hidden sheet, hatch missing cells, and write the link above the table."""
    checks = workbook.create_sheet(CHECKS_SHEET)
    checks.sheet_state = "hidden"
    checks.protection.enable()
    sheets = sheets_of(blank)
    statuses = blank.edition.framework.statuses
    for number, asked in enumerate(sheets):
        _check_rows(checks, asked, _FIRST + 3 * number, statuses, only_begun=blank.is_open)
        _hatch_missing_cells(workbook[asked.name], asked, statuses)
    _summarise(checks, sheets, only_begun=blank.is_open)
    cell = workbook[UPDATES_SHEET]["D4"]
    cell.value, cell.number_format = f"={_LINK}", "General"
    cell.font = Font(name=FONT, size=SIZE, underline="single", color="0B5394", bold=True)


def _check_rows(
    checks: Worksheet, asked: AskedSheet, column: int, statuses: tuple[Status, ...], *, only_begun: bool
) -> None:
    begun, missing = column_letter(column), column_letter(column + 1)
    answers = [column_letter(n) for n, each in enumerate(asked.columns, 1) if each.asked is Asked.ANSWER]
    for row in range(asked.first, asked.last + 1):
        letters = [*answers, "A"] if row >= asked.first_spare else answers
        cells = [f"{_sheet(asked)}!{letter}{row}" for letter in letters]
        due = f"{begun}{row}=1"
        if asked.name == UPDATES_SHEET and row < asked.first_spare and not only_begun:
            due = f'OR({due},{_NOTHING}="")'
        steps = "".join(
            f"IF({lacks},{place},"
            for place, column in enumerate(asked.columns, 1)
            if (lacks := _lacks(column, asked, row, statuses, f"{_sheet(asked)}!"))
        )
        formulas = (
            f"IF(COUNTA({','.join(cells)})>0,1,0)",
            f"IF({due},{steps}0{')' * steps.count('IF(')},0)",
            f'IF({missing}{row}>0,{row},"")',
        )
        for place, formula in enumerate(formulas, column):
            _calculate(checks, row, place, formula)


def _lacks(column: Column, asked: AskedSheet, row: int, statuses: tuple[Status, ...], sheet: str) -> str:
    """A formula that is true if a needed cell is empty, which may depend on the status; empty if it is never needed."""
    empty = f'TRIM({sheet}${asked.letter(column.id)}{row})=""'
    idle = [each for each in statuses if not each.progress] if column.id == "progress" else []
    if column.required and not idle:
        return empty
    labels = [each.label.replace('"', '""') for each in idle or statuses if idle or column.id in each.needs]
    states = ",".join(f'TRIM({sheet}${asked.letter("status")}{row})="{label}"' for label in labels)
    needs = f"NOT(OR({states}))" if idle else f"OR({states})"
    return f"AND({empty},{needs})" if labels else ""


def _hatch_missing_cells(sheet: Worksheet, asked: AskedSheet, statuses: tuple[Status, ...]) -> None:
    if not asked.actions:
        return
    answered = [each.id for each in asked.columns if each.asked is Asked.ANSWER]
    begun = f"COUNTA(${asked.letter(answered[0])}{asked.first}:${asked.letter(answered[-1])}{asked.first})>0"
    for column in asked.columns:
        if lacks := _lacks(column, asked, asked.first, statuses, ""):
            letter = asked.letter(column.id)
            fill = PatternFill("lightUp", start_color="7F4F00", end_color="FFE3B3")
            marked = DifferentialStyle(fill=fill, font=Font(bold=True))
            rule = Rule("expression", dxf=marked, formula=[f"AND({begun},{lacks})"])
            sheet.conditional_formatting.add(f"{letter}{asked.first}:{letter}{asked.last}", rule)


def _summarise(checks: Worksheet, sheets: tuple[AskedSheet, ...], *, only_begun: bool) -> None:
    """Write the target and the text of the link, in the first two rows of the hidden sheet."""
    where, what = '"#A1"', f'"Nothing is missing. "&IF({_SIGNED}="","Please sign off in D2.","Please send it back.")'
    begun = []
    for number, asked in reversed(list(enumerate(sheets))):
        flags, missing, rows = (_area(asked, _FIRST + 3 * number + step) for step in range(3))
        row = f"MIN({rows})"
        column = f"INDEX({missing},{row}-{asked.heading_row})"
        headings = f"{_sheet(asked)}!$A${asked.heading_row}:${column_letter(len(asked.columns))}${asked.heading_row}"
        name, cell = f'SUBSTITUTE(INDEX({headings},{column}),"*","")', f"ADDRESS({row},{column},4)"
        where = f'IF({row}>0,"#{_sheet(asked)}!"&{cell},{where})'
        what = f'IF({row}>0,"Next: "&{name}&", cell "&{cell}&" of {asked.name}.",{what})'
        begun.append(f"SUM({flags})")
    own = sheets[0] if only_begun else sheets[0]._replace(spare=0)
    complete, total = f"--({_area(own, _FIRST + 1)}=0)", f" of {len(own.actions)}"
    if only_begun:
        complete, total = f"{complete},--({_area(own, _FIRST)}=1)", ""
    answered = f'SUMPRODUCT({complete})&"{total} answered. "&{what}'
    if only_begun:
        answered = f'IF(AND({_NOTHING}="",{"+".join(begun)}=0),"{_NOT_BEGUN}",{answered})'
    both = '"D3 says that there is nothing to report, but rows are answered: clear one or the other."'
    _calculate(checks, 1, _FIRST, where)
    _calculate(checks, 2, _FIRST, f'IF(AND({_NOTHING}<>"",{"+".join(begun)}>0),{both},{answered})')


def _area(asked: AskedSheet, column: int) -> str:
    """The cells in one column of the hidden sheet that check the rows of a sheet."""
    return f"{column_letter(column)}{asked.first}:{column_letter(column)}{asked.last}"


def _calculate(checks: Worksheet, row: int, column: int, formula: str) -> None:
    cell_at(checks, row, column).value = f"={formula}"


def _sheet(asked: AskedSheet) -> str:
    return f"'{asked.name}'" if " " in asked.name else asked.name
