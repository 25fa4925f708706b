"""The proofs that agencies see, and the decisions that their comments propose."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from poatool.decisions.model import Clearance, Kind
from poatool.framework.model import Framework
from poatool.reports.proposed import Proposed
from poatool.reports.updates import ReportedUpdate
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.update_ids import LATER, period_of
from poatool.text import counted
from poatool.workbooks.model import Sheet, Workbook, text_of


def proofs(report: YearEndReport) -> Mapping[str, YearEndReport]:
    """For each agency in a report, in the plan's order, a report with only that agency's part, later news included."""
    later = [each for then in report.since_then if then.period == report.period for each in then.actions]
    by_code = {each.code: each.updates for each in later}
    actions = (each._replace(updates=(*each.updates, *by_code.get(each.code, ()))) for each in report.actions)
    report = report._replace(actions=tuple(actions))
    of_updates = {agency for update in (*report.updates, *report.withheld) for agency in update.agencies}
    nil = {each.code for each in report.coverage.agencies if each.nil_return}
    agencies = of_updates | nil | {entry.agency for entry in report.set_aside if entry.agency}
    return {agency: _part_of(agency, report) for agency in report.edition.framework.in_order(agencies)}


def _part_of(agency: str, report: YearEndReport) -> YearEndReport:
    def own(updates: Iterable[ReportedUpdate]) -> tuple[ReportedUpdate, ...]:
        return tuple(update for update in updates if agency in update.agencies)

    return report._replace(
        actions=tuple(action._replace(updates=own(action.updates)) for action in report.actions),
        withheld=own(report.withheld),
        set_aside=tuple(entry for entry in report.set_aside if entry.agency == agency),
    )


UPDATE, AGENCY, PART, PINS = "Update id", "Agency", "Part", "Check"
TEXT, CORRECTION, LEAVE_OUT, CLEARED = "As it will be published", "Your correction", "Leave out?", "Cleared by"
"""The headings of the table of comments; below `PINS` are hashes of the texts, to notice later changes to them."""

NONE = "None"  # what an empty cell of the table shows
_NO = {"", "no", "n", "none", "-", "–"}  # answers in the column “Leave out?” that mean no


def comments(workbook: Workbook, plan: Framework) -> tuple[Proposed, ...] | None:
    """The decisions that comments propose: edits, updates to withhold, clearances. None without a comments table."""
    tables = [rows for sheet in workbook.sheets if (rows := _rows(sheet)) is not None]
    if not tables:
        return None
    known = (row for table in tables for row in table if row[AGENCY] in plan.agency_by_code)
    rows = [row for row in known if period_of(row[UPDATE], plan) is not None]
    columns = {column.heading.casefold(): column.id for column in plan.text_columns}
    proposed: list[Proposed] = []
    for row in rows:
        if row[CORRECTION] and row[CORRECTION] not in (row[TEXT], NONE):
            column, was = columns.get(row[PART].casefold(), "progress"), row[PINS].split(" ")[0]
            because = f"Corrected by {row[AGENCY]} on its proof."
            values = {"update": row[UPDATE], "column": column, "text": row[CORRECTION], "was": was, "because": because}
            proposed.append(Proposed(Kind.EDIT, values, f"It was to be published: “{row[TEXT]}”"))
    asked = {row[UPDATE]: row for row in rows if row[LEAVE_OUT].strip().casefold() not in _NO}
    for update, row in asked.items():
        because = f"{row[AGENCY]} asks to leave it out."
        why = f"{row[AGENCY]} wrote “{row[LEAVE_OUT]}” beside: “{row[TEXT]}”"
        values = {"update": update, "was": row[PINS].partition(" ")[2], "because": because}
        proposed.append(Proposed(Kind.WITHHOLD, values, why))
    cleared = Counter((row[AGENCY], row[CLEARED]) for row in rows if row[CLEARED] not in ("", NONE))
    for (agency, role), count in cleared.items():
        of_agency = [row for row in rows if row[AGENCY] == agency]
        kept = (row for row in of_agency if row[UPDATE] not in asked and not row[UPDATE].endswith(LATER))
        was = Clearance.pin_of(row[TEXT if row[CORRECTION] in ("", NONE) else CORRECTION] for row in kept)
        values = {"agency": agency, "period": period_of(of_agency[0][UPDATE], plan) or "", "by": role, "was": was}
        why = f"{count} of {counted(len(of_agency), 'text')} of {agency}."
        proposed.append(Proposed(Kind.CLEARANCE, values, why))
    return tuple(proposed)


def _rows(sheet: Sheet) -> list[defaultdict[str, str]] | None:
    """The rows of the table of comments on a sheet, by heading; None if the sheet has no such table."""
    rows = groupby(sheet.cells, key=lambda cell: cell.row)
    lines = ({cell.column: text for cell in row if (text := text_of(cell.value))} for _, row in rows)
    if (headings := next((line for line in lines if {UPDATE, CORRECTION} <= {*line.values()}), None)) is None:
        return None
    headed = ({headings[column]: text for column, text in line.items() if column in headings} for line in lines)
    return [defaultdict(str, line) for line in headed]
