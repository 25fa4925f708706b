"""What stands around a finding in its workbook: its heading, the action of its row, and the agency of its file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from poatool.findings import Place
from poatool.submissions.model import Heading, Table, column_number
from poatool.submissions.understand import Understood, Update
from poatool.submissions.values import text_of
from poatool.workbooks.model import ErrorValue, RawCell

_Row = tuple[str, str | None, int, int | None]
"""File, sheet, row and, where several updates stand side by side, the column of one."""


@dataclass(frozen=True)
class Surroundings:
    """The submissions that findings were made in, by the places that findings name."""

    submissions: tuple[Understood, ...]

    @cached_property
    def _by_path(self) -> Mapping[str, Understood]:
        return {each.submission.path: each for each in self.submissions}

    @cached_property
    def _agencies(self) -> Mapping[str, str | None]:
        return {each.submission.path: each.agency for each in self.submissions}

    @cached_property
    def _updates(self) -> Mapping[_Row, Update]:
        found: dict[_Row, Update] = {}
        for each in self.submissions:
            for update in each.updates:
                path, table = each.submission.path, update.table
                found[path, table.sheet, update.row.number, table.lane] = update
                if table.is_form:
                    rows = {table.empty_cell(heading, 0)[0] for heading in table.headings}
                    for row in rows:
                        found.setdefault((path, table.sheet, row, table.lane), update)
        return found

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str | None], Sequence[Table]]:
        found: dict[tuple[str, str | None], list[Table]] = {}
        for each in self.submissions:
            for table in each.submission.tables:
                found.setdefault((each.submission.path, table.sheet), []).append(table)
        return found

    def submission(self, place: Place) -> Understood | None:
        """The submission that a place is in; None for a place in another file, such as a list of waivers."""
        return self._by_path.get(place.file)

    def agency(self, place: Place) -> str | None:
        """The agency whose submission it is, where the file says so."""
        return self._agencies.get(place.file)

    def update(self, place: Place) -> Update | None:
        """The update of its row, or of its column among forms side by side; None where it is in none."""
        if place.row is None:
            return None
        at = (place.file, place.sheet, place.row)
        return self._updates.get((*at, column_number(place.column or ""))) or self._updates.get((*at, None))

    def action(self, place: Place) -> str | None:
        """What the row's action cell holds, as it was typed; None where it holds nothing."""
        update = self.update(place)
        traced = update.row.cells.get("action") if update else None
        return traced.cell.raw if traced else None

    def table(self, place: Place) -> Table | None:
        """The table whose headings or rows the place is in: the last one of its sheet that begins above it."""
        if place.row is None:
            return None
        row = place.row
        tables = self._tables.get((place.file, place.sheet), ())
        return _last(table for table in tables if table.header_row - table.heading_rows < row)

    def heading(self, place: Place) -> Heading | None:
        """The heading of its column, in a form the label beside it or above it; of a heading, that heading itself."""
        table = self.table(place)
        if table is None or place.row is None:
            return None
        if table.is_form:
            row = place.row
            return next((h for h in reversed(table.headings) if place.column and h.cell.row <= row), None)
        column = column_number(place.column or "")
        return next((h for h in table.headings if h.cell.column == column), None)

    def row(self, place: Place) -> Mapping[int, str]:
        """What the cells of its row hold, by column; a cell without text is left out."""
        each = self.submission(place)
        if each is None or place.row is None:
            return {}
        number = place.row
        sheet = next((s for s in each.submission.sheets if place.sheet in (s.name, None)), None)
        if sheet is None:
            return {}
        start = bisect_left(sheet.cells, number, key=_row_of)
        cells = takewhile(lambda cell: cell.row == number, islice(sheet.cells, start, None))
        return {cell.column: text for cell in cells if (text := _text(cell))}


def _row_of(cell: RawCell) -> int:
    return cell.row


def _text(cell: RawCell) -> str:
    return cell.value.text if isinstance(cell.value, ErrorValue) else text_of(cell.value)


def _last(tables: Iterable[Table]) -> Table | None:
    return max(tables, key=lambda table: table.header_row, default=None)
