"""A sheet as it is read: where its first table begins, or its forms, and what stands outside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from poatool.submissions.columns import HEADING_LENGTH, Columns
from poatool.submissions.forms.read import forms_of, is_answered
from poatool.submissions.forms.rows import ASKED_OF_A_FORM
from poatool.submissions.grid import Grid, Line
from poatool.submissions.labels import Labels, agency_alone, firsts, labelled, labels_of
from poatool.submissions.model import Cells, Overruled, RowKind, Table, Title, Traced
from poatool.submissions.sheet_names import explains, goes_beside, holds_lists
from poatool.submissions.tables.headings import Header
from poatool.submissions.tables.read import tables_of
from poatool.submissions.tables.rows import Setting
from poatool.submissions.values import text_of, trimmed
from poatool.workbooks.model import RawCell, Value, Visibility

_ANSWERED = ASKED_OF_A_FORM - {"action"}

_SENTENCE = 8
"""Words from which a text is more than a title."""

FORM_LINES = 1_000
"""Lines of the longest sheet that is looked through for forms beside another sheet's table."""


class SheetLayout(NamedTuple):
    """A sheet: the index of the first line of its tables with their headings, its labelled cells, and its forms.

    `agencies` are all cells that are labelled as the agency, of which the first is among the labels.
    """

    grid: Grid
    start: tuple[int, Header] | None
    labels: Labels
    title: Title | None = None
    forms: tuple[Table, ...] = ()
    agencies: tuple[RawCell, ...] = ()

    @classmethod
    def of(cls, grid: Grid, start: tuple[int, Header] | None, columns: Columns) -> SheetLayout:
        """Find what stands outside the tables that begin at a heading row; no heading row, no tables.

        On a sheet of lists to choose from, a table without answers is a list, and nothing is a label.
        """
        listed = holds_lists(grid.sheet.name)
        if start and listed and _ANSWERED.isdisjoint(start[1].by_column.values()):
            start = None
        above = [line for line in grid.lines if start is None or line.number < start[1].top]
        said = [] if listed else list(labelled(above, columns))
        labels = firsts(said)
        title = None if "agency" in labels else _title(grid, above if start else (), start, columns)
        return cls(grid, start, labels, title, agencies=tuple(cell for label, cell in said if label == "agency"))

    @property
    def explains(self) -> bool:
        """Whether the sheet is one of instructions or examples, by its name."""
        return explains(self.grid.sheet.name)

    def with_forms(self, columns: Columns, *, alone: bool) -> SheetLayout:
        """The sheet with its forms. Unless no sheet has a table (`alone`), they are only what certainly reports."""
        if self.start or self.explains:
            return self
        if not alone and (goes_beside(self.grid.sheet.name) or len(self.grid.lines) > FORM_LINES):
            return self
        forms = forms_of(self.grid, columns)
        if not alone and not any(is_answered(form, columns) for form in forms):
            return self
        return self._replace(forms=tuple(form._replace(title=self.title) for form in forms))

    def tables(
        self, labels: Mapping[str, Traced[Value]], columns: Columns, *, from_template: bool
    ) -> tuple[Table, ...]:
        """The tables or the forms of the sheet. `labels` are those of the whole workbook."""
        own = {name: cell for name, cell in self.labels.items() if name != "contact"}
        given = {name: cell for name, cell in own.items() if text_of(cell.value) != text_of(labels[name].value)}
        if self.start is None:
            above = [{n: cell for n, cell in given.items() if cell.row <= form.header_row} for form in self.forms]
            return tuple(map(_with_given, self.forms, above))
        return tables_of(self.grid, *self.start, Setting(from_template, self.explains, given, self.title), columns)

    def signature(self, tables: Sequence[Table], columns: Columns) -> Labels:
        """The agency that a labelled cell below the last update of the sheet's tables names."""
        if self.start is None or not tables:
            return {}
        trailing = sum(1 for _ in takewhile(lambda row: row.kind is not RowKind.UPDATE, reversed(tables[-1].rows)))
        if not trailing:
            return {}
        labels = labels_of(self.grid.lines[len(self.grid.lines) - trailing :], columns)
        return {name: cell for name, cell in labels.items() if name == "agency"}

    def overruled(
        self, labels: Mapping[str, Traced[Value]], tables: Sequence[Table], columns: Columns
    ) -> Iterator[Overruled]:
        """The labelled agencies above and below the sheet's tables that do not count, since another one does.

        The rows of a sheet are the first one's that it names, or else the workbook's. Within a form a label is its own.
        """
        if self.explains or "agency" not in labels:
            return
        origin = self.grid.origin
        first = dict(Cells(origin, self.labels)).get("agency") if self.start or self.forms else None
        by = first or labels["agency"]
        top = min((form.header_row for form in self.forms), default=None)
        below = self.signature(tables, columns).values() if _ended(tables) and not self.title else ()
        for cell in (*self.agencies, *below):
            if (top is None or cell.row < top) and text_of(cell.value) != text_of(by.value):
                yield Overruled(Cells(origin, {"agency": cell})["agency"], by)

    def unread(self, columns: Columns) -> bool:
        """Whether the sheet is shown and holds something that was not read."""
        if self.start or self.forms or not self.grid.lines or goes_beside(self.grid.sheet.name):
            return False
        if self.grid.sheet.visibility is not Visibility.VISIBLE:
            return False
        if not self.labels or self._tells_more():
            return True
        firsts = (trimmed(line.cells[0].value) for line in self.grid.lines)
        return any(columns.exact(t).column in ASKED_OF_A_FORM for t in firsts if len(t) <= HEADING_LENGTH)

    def _tells_more(self) -> bool:
        """Whether there is a sentence, or rows of several cells below each other, and not only labels."""
        labelled = {cell.row for cell in self.labels.values()}
        others = [line for line in self.grid.lines if line.number not in labelled]
        wide = [line.number for line in others if len(line.cells) > 1]
        return any(lower - upper == 1 for upper, lower in pairwise(wide)) or any(
            len(trimmed(cell.value).split()) >= _SENTENCE for line in others for cell in line.cells
        )


def _ended(tables: Sequence[Table]) -> bool:
    """Whether the last table of a sheet has updates, and no headings for more of them below these."""
    for row in reversed(tables[-1].rows if tables else ()):
        if row.kind in (RowKind.UPDATE, RowKind.REPEATED_HEADER):
            return row.kind is RowKind.UPDATE
    return False


def first_labels(labelled: Iterable[tuple[SheetLayout, Labels]]) -> dict[str, Traced[Value]]:
    """The labels of the whole workbook: the first of each, those of sheets that explain last."""
    found: dict[str, Traced[Value]] = {}
    for page, labels in sorted(labelled, key=lambda each: each[0].explains):
        found = dict(Cells(page.grid.origin, labels)) | found
    return found


def _with_given(form: Table, given: Labels) -> Table:
    """A form whose rows have the labelled cells of its sheet, where they have none of their own."""
    if not given:
        return form
    rows = (row._replace(cells=Cells(row.cells.origin, {**given, **row.cells.raw})) for row in form.rows)
    return form._replace(rows=tuple(rows))


def _title(grid: Grid, above: Sequence[Line], start: tuple[int, Header] | None, columns: Columns) -> Title | None:
    """The agency named by the line right above the headings, or the only one above them, or else by the sheet's tab."""
    last = above[-1] if above else None
    near = last and start and (len(above) == 1 or last.number == start[1].top - 1)
    if last and near and len(last.cells) == 1:
        for cell in agency_alone(last, columns).values():
            return Title(str(cell.value), grid.origin.cell(cell))
    named = columns.agency_of_tab(grid.origin.sheet or "")
    return Title(named) if named else None
