"""Turn a form into a table of one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from poatool.submissions.checkboxes import chosen
from poatool.submissions.evidence import Evidence
from poatool.submissions.form_labels import Entry
from poatool.submissions.grid import Grid
from poatool.submissions.kinds import Kind
from poatool.submissions.model import Cells, Doubt, Heading, Row, RowKind, Table
from poatool.submissions.values import holds, trimmed
from poatool.workbooks.model import RawCell, Visibility


def form_table(grid: Grid, entries: Sequence[Entry], evidence: Evidence) -> Table:
    """Turn a form into a table of one row. What stands above several forms does not move the start of the table."""
    cells: dict[str, RawCell] = {}
    rest: list[RawCell] = []
    for entry in entries:
        rest += [value for value in entry.aside if value.value is not None]
        if entry.column is None or entry.column in cells:
            rest += [value for value in entry.values if value.value is not None]
        elif picked := entry.values if entry.column in evidence.narrative else chosen(entry.values):
            cells[entry.column], left = _answer(replace(entry, values=picked), evidence)
            rest += left
    own = [entry for entry in entries if not entry.shared]
    headings = tuple(_label_heading(entry, grid) for entry in own)
    answers = [cell for name, cell in cells.items() if cell.value is not None and any(e.column == name for e in own)]
    first = own[0].label
    top = min(entry.label.row for entry in own)
    row = Row(
        number=top,
        kind=RowKind.UPDATE if cells.keys() & evidence.answers else RowKind.UNANSWERED,
        cells=Cells(grid.origin, {name: cell for name, cell in cells.items() if cell.value is not None}),
        start=min(answers, key=lambda cell: (cell.row, cell.column), default=first),
        other=Cells(grid.origin, dict(enumerate(rest, 1))),
        hidden=any(cell.row in grid.sheet.hidden_rows for cell in answers),
        formulas={name: cell.formula for name, cell in cells.items() if cell.formula is not None},
    )
    lane = min((cell.column for cell in answers), default=first.column + 1)
    hidden = grid.sheet.visibility is not Visibility.VISIBLE
    doubts = tuple(_doubts(entries, cells, grid, evidence))
    return Table(grid.origin.sheet, top, headings, (row,), hidden=hidden, lane=lane, doubts=doubts)


def _doubts(entries: Sequence[Entry], cells: Mapping[str, RawCell], grid: Grid, evidence: Evidence) -> Iterator[Doubt]:
    """Statuses of a form that differ."""
    kept = next((entry for entry in entries if entry.column == "status" and entry.values), None)
    for entry in entries:
        value = entry.values[0].value if entry.values else None
        if (
            kept is None
            or "status" not in cells
            or entry.column is not None
            or value is None
            or evidence.kind(value) is not Kind.STATUS
        ):
            continue
        publishable = entry.sense.best[0] == "status" and entry.sense.other is None and not entry.dated
        if publishable and evidence.says("status", value) != evidence.says("status", cells["status"].value):
            places = tuple(grid.origin.cell(each.label) for each in (kept, entry))
            yield Doubt("status", places, "both are as likely, and they differ")


def _label_heading(entry: Entry, grid: Grid) -> Heading:
    return Heading(
        entry.text,
        grid.origin.cell(entry.label),
        entry.column,
        exact=not entry.sense.misspelt,
        dated=entry.dated,
        by="heading",
        aside=entry.sense.other is not None or entry.sense.forbids,
    )


def _answer(entry: Entry, evidence: Evidence) -> tuple[RawCell, list[RawCell]]:
    """The answer to a label; paragraphs below each other are one text, and cells beside the answer are left out."""
    first, *more = entry.values
    several = entry.column in evidence.narrative or entry.column == "status"
    below = [value for value in more if value.column == first.column] if several else []
    texts = [trimmed(value.value) or value.text for value in (first, *below) if holds(value.value)]
    answer = first._replace(value="\n\n".join(texts)) if below else first
    return answer, [value for value in more if value not in below and value.value is not None]
