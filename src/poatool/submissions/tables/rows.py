"""The lines below a heading row, to rows: each value with its cell, and what kind of row it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from poatool.submissions.columns import Columns
from poatool.submissions.grid import Grid, Line
from poatool.submissions.labels import Labels, agency_alone, labels_alone
from poatool.submissions.model import NO_CELLS, Cells, Row, RowKind, Title
from poatool.submissions.tables.headings import Header
from poatool.submissions.tables.kinds import Above, Frame, Listed, answers, continues, heads_list, kind_of
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

Values = dict[str, RawCell]

_MERGED = frozenset({"action", "agency", "status"})
"""Columns in which a cell that is merged over several rows speaks for all of them."""

_NO_TEXTS: Mapping[str, str] = {}
_NOTHING_ABOVE = Above()


class Setting(NamedTuple):
    """What is known of a sheet before its rows are read.

    `from_template`: the workbook was made from our template. `guide`: the sheet explains, so its rows are
    examples. `given` are labelled cells of this sheet alone, for rows that have no such column. `title` names the
    agency where the sheet has no label that does, `headed` where a sub-heading stands right above the headings.
    """

    from_template: bool
    guide: bool
    given: Mapping[str, RawCell]
    title: Title | None = None
    headed: RawCell | None = None


class _Anchor(NamedTuple):
    """A value that rows further down may take, up to a last row; with an action, the agency beside it."""

    cell: RawCell
    row: int
    last: int
    agency: RawCell | None = None


class RowReader:
    """Reads the lines below a heading row, one after the other, each with what those above leave to it.

    `given` are the labelled cells met so far, for rows that have no such column.
    """

    def __init__(self, grid: Grid, header: Header, setting: Setting, columns: Columns) -> None:
        """Begin below a heading row, with what is known of the sheet."""
        self._grid = grid
        self._header = header
        self._setting = setting
        self._frame = Frame.of(header, grid.merges, from_template=setting.from_template)
        self._columns = columns
        self._named = frozenset(header.by_column.values())
        self.given: Values = dict(setting.given)
        self._headed = setting.headed
        self._headed_anew = False
        self._listed: Listed | None = None
        self._last = header.bottom
        self._merged: dict[str, _Anchor] = {}
        self._above: _Anchor | None = None

    def row(self, line: Line, known: RowKind | None = None) -> Row:
        """Read one line; whatever it holds, it becomes a row. `known`: what it is, where that is known before."""
        above = self._stands_above(line)
        labels = {} if known else self._labels(line, above)
        kind = known or (RowKind.HEADING if labels else self._kind(line, above))
        cells, other, formulas, links = self._values(line)
        continued: int | None = None
        if kind is RowKind.UPDATE:
            continued = self._fill(line, cells, formulas)
            self._headed_anew = False
        else:
            self._above = None
        if labels:
            cells, other = labels, {cell.column: cell for cell in line.cells if cell.value is not None}
        origin, number = self._grid.origin, line.number
        others = Cells(origin, other) if other else NO_CELLS
        hidden = number in self._grid.sheet.hidden_rows
        return Row(number, kind, Cells(origin, cells), line.cells[0], others, continued, hidden, formulas, links)

    @property
    def heads_next(self) -> RawCell | None:
        """The agency of a sub-heading that no update has come under: it heads the table that follows."""
        return self._headed if self._headed_anew else None

    def _stands_above(self, line: Line) -> Above:
        merged = self._merged.get("action")
        parted = line.number > self._last + 1
        self._last = line.number
        held = merged is not None and line.number <= merged.last
        return Above(self._listed, parted, held) if self._listed or parted or held else _NOTHING_ABOVE

    def _labels(self, line: Line, above: Above) -> Labels:
        """What a row says for those below it, and nothing else: labelled cells, or the name of an agency."""
        if labels := labels_alone(line, self._columns):
            self.given |= {label: cell for label, cell in labels.items() if label != "contact"}
            self._headed = None if "agency" in labels else self._headed
        elif len(line.cells) == 1 and not answers(line, self._frame, above):
            labels = agency_alone(line, self._columns)
            self._headed_anew = self._headed_anew or bool(labels)
            if labels:
                self._headed = labels["agency"]
            elif self._headed and self._columns.mentions_agency(trimmed(line.cells[0].value)):
                # Perhaps it heads the rows below, which are no longer those of the agency above then.
                self._headed = None
        return labels

    def _kind(self, line: Line, above: Above) -> RowKind:
        kind = kind_of(line, self._frame, above)
        self._listed = (heads_list(line) or self._listed) if kind is RowKind.NOTE else None
        return RowKind.EXAMPLE if kind is RowKind.UPDATE and self._setting.guide else kind

    def _values(self, line: Line) -> tuple[Values, Mapping[int, RawCell], Mapping[str, str], Mapping[str, str]]:
        known = self._header.by_column.get
        cells: Values = {}
        other: dict[int, RawCell] = {}
        formulas: dict[str, str] = {}
        links: dict[str, str] = {}
        for cell in line.cells:
            _, column, value, _, formula, link, _, _ = cell
            column_id = known(column)
            if value is not None:
                if column_id is None or column_id in cells:
                    other[column] = cell
                else:
                    cells[column_id] = cell
            if column_id is not None:
                if formula is not None:
                    formulas[column_id] = formula
                if link is not None:
                    links[column_id] = link
        return cells, other, formulas or _NO_TEXTS, links or _NO_TEXTS

    def _fill(self, line: Line, cells: Values, formulas: Mapping[str, str]) -> int | None:
        """Give an update what it takes from above; the row whose action it takes, if it does."""
        own = cells.get("action")
        anchor = self._action_above(line) if own is None and "action" not in formulas else None
        if anchor:
            cells["action"] = anchor.cell
            if anchor.agency and continues(line, self._header.by_column):
                cells["agency"] = anchor.agency
        if "agency" not in cells and "agency" not in formulas and (agency := self._agency_above(line)):
            cells["agency"] = agency
        if (own is not None or "progress" in cells) and "status" not in cells and "status" not in formulas:
            cells |= self._status_above(line)
        for label, cell in self.given.items():
            if label not in self._named:
                cells.setdefault(label, cell)
        self._remember_merged(line, cells)
        row = anchor.row if anchor else line.number
        action = cells.get("action")
        self._above = _Anchor(action, row, line.number + 1, cells.get("agency")) if action else None
        return anchor.row if anchor else None

    def _action_above(self, line: Line) -> _Anchor | None:
        merged = self._merged.get("action")
        above = self._above if self._above and line.number == self._above.last else None
        if merged and line.number <= merged.last:
            return merged._replace(agency=above.agency if above else None)
        return above if above and continues(line, self._header.by_column) else None

    def _agency_above(self, line: Line) -> RawCell | None:
        """The agency of a cell that is merged over the row, or else of the sub-heading or the label above it."""
        merged = self._merged.get("agency")
        return merged.cell if merged and line.number <= merged.last else self._headed or self.given.get("agency")

    def _status_above(self, line: Line) -> Values:
        """The status of a cell that is merged over the row."""
        merged = self._merged.get("status")
        return {"status": merged.cell} if merged and line.number <= merged.last else {}

    def _remember_merged(self, line: Line, cells: Values) -> None:
        for area in self._grid.merges.get(line.number, ()):
            column_id = self._header.by_column.get(area.left)
            if area.bottom > area.top and column_id in _MERGED and column_id in cells:
                self._merged[column_id] = _Anchor(cells[column_id], line.number, area.bottom)
