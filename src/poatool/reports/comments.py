"""Read the comments that agencies write on their proofs, and propose a decision for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from poatool.decisions.model import Kind
from poatool.framework.model import Framework
from poatool.reports.proposed import Proposed
from poatool.submissions.update_ids import period_of
from poatool.submissions.values import text_of
from poatool.text import counted
from poatool.workbooks.model import Sheet, Workbook

UPDATE, AGENCY, PART, PINS = "Update id", "Agency", "Part", "Check"
TEXT, CORRECTION, LEAVE_OUT, CLEARED = "As it will be published", "Your correction", "Leave out?", "Cleared by"
"""The headings of the table of comments; `PINS` holds the hashes of the texts commented on."""

NONE = "None"
"""Shown in a cell of the table that would otherwise be empty."""

_NO = {"", "no", "n", "none", "-", "–"}
"""Answers that mean that nothing is to be left out."""


_Row = Mapping[str, str]
"""The texts of a row by heading; nothing where a cell is empty."""


def comments(workbook: Workbook, plan: Framework) -> tuple[Proposed, ...] | None:
    """The decisions that comments propose: edits, updates to withhold, clearances. None without such a table."""
    tables = [rows for sheet in workbook.sheets if (rows := _rows(sheet)) is not None]
    if not tables:
        return None
    rows = [defaultdict(str, row) for table in tables for row in table if _is_ours(row, plan)]
    columns = {column.heading.casefold(): column.id for column in plan.text_columns}
    return (*_edits(rows, columns), *_withheld(rows), *_cleared(rows, plan))


def _rows(sheet: Sheet) -> list[_Row] | None:
    """The rows of comments on a sheet; None if none of its rows has the headings of such a table."""
    by_row: dict[int, dict[int, str]] = {}
    for cell in sheet.cells:
        if text := text_of(cell.value):
            by_row.setdefault(cell.row, {})[cell.column] = text
    lines = iter(by_row.values())
    headings = next((line for line in lines if {UPDATE, CORRECTION} <= {*line.values()}), None)
    if headings is None:
        return None
    return [{headings[column]: text for column, text in line.items() if column in headings} for line in lines]


def _is_ours(row: _Row, plan: Framework) -> bool:
    """Whether a row is about an update of the plan by one of its agencies."""
    return period_of(row.get(UPDATE, ""), plan) is not None and row.get(AGENCY, "") in plan.agency_by_code


def _edits(rows: Iterable[_Row], columns: Mapping[str, str]) -> Iterator[Proposed]:
    for row in rows:
        column = columns.get(row[PART].casefold(), "progress")
        if row[CORRECTION] and row[CORRECTION] not in (row[TEXT], NONE):
            values = {"update": row[UPDATE], "column": column, "text": row[CORRECTION], "was": row[PINS].split(" ")[0]}
            because = f"Corrected by {row[AGENCY]} on its proof."
            yield Proposed(Kind.EDIT, {**values, "because": because}, f"It was to be published: “{row[TEXT]}”")


def _withheld(rows: Iterable[_Row]) -> Iterator[Proposed]:
    asked = {row[UPDATE]: row for row in rows if row[LEAVE_OUT].strip().casefold() not in _NO}
    for update, row in asked.items():
        values = {"update": update, "was": row[PINS].partition(" ")[2]}
        because = f"{row[AGENCY]} asks to leave it out."
        why = f"{row[AGENCY]} wrote “{row[LEAVE_OUT]}” beside: “{row[TEXT]}”"
        yield Proposed(Kind.WITHHOLD, {**values, "because": because}, why)


def _cleared(rows: Sequence[_Row], plan: Framework) -> Iterator[Proposed]:
    said = Counter((row[AGENCY], row[CLEARED]) for row in rows if row[CLEARED] not in ("", NONE))
    for (agency, role), count in said.items():
        of_agency = [row[UPDATE] for row in rows if row[AGENCY] == agency]
        values = {"agency": agency, "period": period_of(of_agency[0], plan) or "", "by": role}
        yield Proposed(Kind.CLEARANCE, values, f"{count} of {counted(len(of_agency), 'text')} of {agency}.")
