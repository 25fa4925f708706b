"""Read sheets that are not upright: turn them, or copy their entries (labels with answers) into an upright grid."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple, TypeVar

from poatool.submissions.evidence.kinds import chosen
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, joined, without_far_cells
from poatool.submissions.model import By, Cell, Cells, Heading, Row, RowKind, Scoped, Table
from poatool.submissions.statements.labels import labelled
from poatool.submissions.statements.scope import AGENCY, PERIOD, Level
from poatool.submissions.statements.titles import titles
from poatool.workbooks.model import Area, ErrorValue, RawCell, text_of


@dataclass(frozen=True)
class Entry:
    """A run of labels with their answers, which make up one update.

    `about` holds further cells that say what the update is about, by their column on the sheet.
    """

    about: Mapping[int, RawCell] = field(default_factory=dict)
    labels: dict[str, RawCell] = field(default_factory=dict)
    answers: dict[str, list[RawCell]] = field(default_factory=lambda: defaultdict(list))
    unlabelled: set[str] = field(default_factory=set)  # the names of answers without a label of their own
    rest: list[RawCell] = field(default_factory=list)  # the cells that answer no label

    @property
    def top(self) -> int:
        """The row of its first label."""
        return min(label.row for label in self.labels.values())

    def answer(self, name: str, cells: Sequence[RawCell]) -> None:
        """Add the answer to a label: ticked choices, or else cells in the first one's column. An error comes first."""
        picked = chosen(cells)
        first = (self.answers[name] or picked)[0].column if picked else 0
        taken = [cell for cell in picked if cell.column == first or picked != cells]
        self.answers[name] += taken
        self.answers[name].sort(key=lambda cell: not isinstance(cell.value, ErrorValue))
        self.rest.extend(cell for cell in picked if cell not in taken)

    def line(self, number: int, columns: Mapping[str, int]) -> Line:
        """Its cells as one line of the grid, with each answer in the column of its label."""
        cells = [*self.about.values()]
        for name, answers in self.answers.items():
            if answers:
                cell = joined(answers) if len(answers) > 1 else answers[0]
                cells.append(cell._replace(column=columns[name]))
        return Line(number, sorted(cell._replace(row=number) for cell in cells))


class Entries(NamedTuple):
    """A grid with a line for each entry, and with a column for each label to the right of the sheet's own columns."""

    grid: Grid
    entries: Mapping[int, Entry]  # by the number of their line in the grid
    names: Mapping[int, str]  # the label of each added column

    @classmethod
    def of(cls, grid: Grid, lines: Sequence[Line | Entry], at: int = 0, headings: Sequence[RawCell] = ()) -> "Entries":
        """Make the grid; the line at index `at` holds all labels, and the `headings` of the cells in `about`."""
        entries = [each for each in lines if isinstance(each, Entry)]
        labels = {name: label for each in reversed(entries) for name, label in each.labels.items()}
        names = dict.fromkeys(name for each in entries for name in (*each.labels, *each.answers))
        right = max((line.cells[-1].column for line in grid.lines), default=0)
        columns = dict(zip(names, count(right + 1), strict=False))
        last = min(each.top for each in entries) - 1
        named = (labels[name]._replace(column=at, text="") for name, at in columns.items() if name in labels)
        found = [Line(last, [cell._replace(row=last) for cell in (*headings, *named)])]
        placed: dict[int, Entry] = {}
        for each in lines:
            if isinstance(each, Entry):
                last = max(last + 1, each.top)
                placed[last] = each
            found.append(each.line(last, columns) if isinstance(each, Entry) else each)
        found.insert(at, found.pop(0))
        upright = grid._replace(lines=[line for line in found if line.cells], merges={}, headed=at)
        return cls(upright, placed, {at: name for name, at in columns.items()})

    def entry_tables(self, tables: Iterable[Table]) -> Iterator[Table]:
        """Make a table of each row that is an entry, with the entry's own labels as headings."""
        for table in tables:
            entries = (row for row in table.rows if row.number in self.entries)
            yield from (self._table(table, row, self.entries[row.number]) for row in entries)

    def _table(self, table: Table, row: Row, entry: Entry) -> Table:
        origin, names, hidden = self.grid.origin, self.names, self.grid.sheet.hidden_rows
        first = next(iter(entry.labels.values()))

        def of_label(cell: Cell) -> Cell:
            return origin.cell(entry.labels.get(names[cell.column], first)) if cell.column in names else cell

        def placed(cell: RawCell) -> RawCell:
            if (found := self.entries.get(cell.row)) is None:
                return cell
            own = found.answers[names[cell.column]][0] if cell.column in names else found.about.get(cell.column, cell)
            return cell._replace(row=own.row, column=own.column)

        own = [h for h in table.headings if h.cell.column not in names or names[h.cell.column] in entry.labels]
        has = {each.column for each in own}
        headings = [
            each._replace(
                text=each.text or of_label(each.cell).raw,
                column=each.column or (each.joined if each.joined not in has else None),
                by=By.HEADING if each.by and each.column != "progress" else each.by,
            )
            for each in own
            if each.column or names.get(each.cell.column) not in entry.unlabelled
        ]
        further = [cell._replace(value=None) for each in entry.answers.values() for cell in each[1:]]
        placed_row = row._replace(
            number=entry.top,
            cells=Cells(origin, {column: placed(cell) for column, cell in row.cells.raw.items()}),
            other=[*map(placed, row.other), *further, *entry.rest],
            start=placed(row.start),
            hidden=any(each[0].row in hidden for each in entry.answers.values() if each),
        )
        lane = min((cell.column for each in entry.answers.values() for cell in each), default=first.column + 1)
        return form_of(table, placed_row, headings, lane, of_label)


def form_of(table: Table, row: Row, headings: Iterable[Heading], lane: int, placed: Callable[[Cell], Cell]) -> Table:
    """A table with only this row, and with its headings as labels at their places on the sheet."""
    labels = [each._replace(cell=placed(each.cell), rival=each.rival and placed(each.rival)) for each in headings]
    return table._replace(
        header_row=row.number,
        headings=tuple(sorted(labels, key=lambda heading: heading.cell.row)),
        rows=(row,),
        blank=0,
        heading_rows=1,
        lane=lane,
        doubts=tuple(doubt._replace(cells=tuple(map(placed, doubt.cells))) for doubt in table.doubts),
    )


C = TypeVar("C", Cell, RawCell)


def turned(grid: Grid) -> Grid:
    """Swap the rows and columns of a grid, leaving out columns far from the others."""
    columns = {cell.column: cell for line in grid.lines for cell in line.cells}
    near = {cell.column for cell in without_far_cells(Line(0, [columns[at] for at in sorted(columns)])).cells}
    cells = tuple(sorted(map(swapped, (cell for line in grid.lines for cell in line.cells if cell.column in near))))
    merges = tuple(Area(a.left, a.top, a.right, a.bottom) for a in grid.sheet.merges)
    across, down = grid.sheet.hidden_columns, grid.sheet.hidden_rows
    sheet = grid.sheet._replace(cells=cells, merges=merges, hidden_rows=across, hidden_columns=down)
    return Grid.of(sheet, grid.origin)._replace(turned=True)


def stated_beside(grid: Grid, tables: Sequence[Table], evidence: Evidence) -> list[Scoped]:
    """What labels and titles left of all tables state, as on a sheet that was turned as a whole."""
    used = [heading.cell.column for table in tables for heading in table.headings]
    used += [cell.column for table in tables for row in table.updates for cell in row.cells.raw.values()]
    first = min(used, default=0)
    cells = ([cell for cell in line.cells if cell.column < first] for line in grid.lines)
    beside = [line._replace(cells=near) for line, near in zip(grid.lines, cells, strict=True) if near]
    left = turned(grid._replace(lines=beside)).lines
    labels = [*labelled(left, evidence)]
    found = [Scoped(what, text_of(cell.value), Level.LABEL, grid.origin.cell(cell)) for what, cell in labels]
    found += titles(left, grid.origin, evidence, [cell for _, cell in labels])
    return [each._replace(cell=each.cell and swapped(each.cell)) for each in found]


def swapped(cell: C) -> C:
    """A cell with its row and its column swapped."""
    return cell._replace(row=cell.column, column=cell.row)


def upright(table: Table) -> Iterator[Table]:
    """Swap a table back: each of its rows becomes a table of its own, with its headings below each other."""
    headings = [each for each in table.headings if each.column or each.joined or each.holds]
    text_rows = {heading.cell.column for heading in headings}
    rows = [row for row in table.rows if row.kind not in (RowKind.REPEATED_HEADER, RowKind.HEADING)]
    only_first = {AGENCY, PERIOD}.difference(*(row.cells.raw for row in rows[1:]))  # only in the first row, so for all
    for_all = {what: cell for row in rows[:1] for what, cell in row.cells.raw.items() if what in only_first}
    for row in rows if headings else ():
        cells = {column: swapped(cell) for column, cell in (for_all | dict(row.cells.raw)).items()}
        own = row._replace(
            number=min((cell.row for cell in cells.values()), default=min(text_rows)),
            cells=Cells(row.cells.origin, cells),
            other=sorted(map(swapped, row.other)),
            start=swapped(row.start),
            headed_by=row.headed_by and swapped(row.headed_by),
            hidden=False,
        )
        yield form_of(table, own, headings, row.number, swapped)._replace(header_row=min(text_rows))
