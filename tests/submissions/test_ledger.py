"""No row and no cell of any sheet is lost, however messy it is."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from hypothesis import example, given, strategies as st

from poatool.findings.model import Severity
from poatool.framework.columns import COLUMNS
from poatool.submissions.model import RowKind, Table, Traced
from poatool.submissions.statements.scope import SCOPED
from poatool.workbooks.model import Area, ErrorValue, RawCell, Sheet, Value, text_of, trimmed
from tests.submissions.reading import read_workbook
from tests.support.checking import checked_workbook
from tests.support.markdown import tables
from tests.support.rows import Place, heading_rows, held
from tests.support.tables import workbook_from_sheets

_HEADINGS = [text for column in COLUMNS for text in column.headings[:4]]
_ODD = [
    *("Prevention", "Total", "Note: provisional", "Example", "9", "N1", "Action 9", "1, 3 and 5", "Under way", "NI"),
    *("Agency: MBIE", "Agency:", "Police", "Period", "2022", "Staus", "Progess", "No.", "(number)"),
    *("\u200b", " \u00a0"),
    *("Held a forum for forty employers in Auckland.", "Wrote a guide.\nPrinted it.", "", "x" * 400, "\x00", "é́"),
    *("Agency:", "Period:", "Contact:"),
]
_SAID = sorted({cell for _, cells in tables(Path("tests/rules/sheets.md")) for cell in cells if cell})
_VALUES: st.SearchStrategy[Value | None] = st.one_of(
    st.sampled_from(_HEADINGS),
    st.sampled_from(_SAID),
    st.sampled_from(_ODD),
    st.integers(0, 30),
    st.sampled_from([2022, 9.0, 0.5, True, ErrorValue("#REF!"), dt.date(2022, 7, 8), dt.time(9, 30), None]),
    st.text("aZ9 .:*(-)#\n\u0304\u200b\u202e\x1b", max_size=12),
)


_CORE = ["Action", "Status", "Progress", "Next steps", "Evidence", "Budget", "Agency"]
_COLUMNS = st.integers(1, 7)
_LINES: st.SearchStrategy[dict[int, Value | None]] = st.one_of(
    st.fixed_dictionaries(
        {}, optional={1: st.sampled_from([9, "N1", "Action 10"]), 2: _VALUES, 3: _VALUES, 4: _VALUES}
    ),
    st.dictionaries(_COLUMNS, _VALUES, max_size=2),
    st.dictionaries(_COLUMNS, _VALUES, max_size=7),
    st.just({}),
)


@st.composite
def _cells(draw: st.DrawFn) -> dict[Place, RawCell]:
    """Lines of cells, with rows of headings among them: the usual ones in order or shuffled, or any headings."""
    lines = draw(st.lists(_LINES, max_size=14))
    for at in draw(st.lists(st.integers(0, 14), max_size=2)):
        headings = draw(st.one_of(st.just(_CORE), st.permutations(_CORE), st.lists(st.sampled_from(_HEADINGS))))
        lines.insert(at, dict(enumerate(headings[: draw(_COLUMNS)], 1)))
    cells: dict[Place, RawCell] = {}
    for row, line in enumerate(lines, 1):
        for column, value in line.items():
            formula = "A1" if value is None or draw(st.integers(0, 9)) == 0 else None
            text = str(value) if value is None or isinstance(value, str) else text_of(value)
            cells[row, column] = RawCell(row, column, value, text, formula)
    return cells


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    cells = draw(_cells())
    corners = st.tuples(st.integers(1, 14), st.integers(1, 6), st.integers(0, 4), st.integers(0, 2))
    areas = [Area(top, left, top + high, left + wide) for top, left, high, wide in draw(st.lists(corners, max_size=4))]
    return Sheet(
        "Sheet1",
        tuple(cells[place] for place in sorted(cells)),
        merges=tuple(areas),
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 14), max_size=3))),
    )


def accounted(table: Table) -> set[Place]:
    """The cells that a table accounts for in its rows and headings."""
    numbers = {heading.column: heading.cell.column for heading in table.headings}
    places: set[Place] = {(h.cell.row, h.cell.column) for h in table.headings}
    joined = {heading.joined for heading in table.headings} - {None}
    broken = {what for row in table.rows for what, c in row.cells.raw.items() if type(c.value) is ErrorValue}
    of_broken = {numbers[what] for what in broken & numbers.keys()}
    places |= {(row.number, column) for row in table.rows for column in of_broken}  # texts joined to errors
    told = [str(cell.value) for row in table.rows for cell in row.cells.values()]
    for row in table.rows:
        if row.kind is RowKind.CONTINUATION:  # its texts are in the update above
            places |= {cell.at for cell in row.other if any(cell.text.strip() in text for text in told)}
        places |= {(cell.row, cell.column) for cell in row.every_cell if cell.value is not None}
        places |= {(row.number, numbers[column]) for column in row.formulas if column in numbers}
        places |= {
            (row.number, h.cell.column) for h in table.headings if (h.joined or h.column) in joined & row.cells.keys()
        }
        places.add((row.number, row.first.column))
    return places


def joined_below_merged_headings(tables: Iterable[Table], sheet: Sheet) -> set[Place]:
    """Cells below the further columns of a merged heading, whose text was joined to others of its row."""
    parts = {
        (row.number, part)
        for table in tables
        for row in table.rows
        for cell in row.cells.values()
        for part in map(str.strip, str(cell.value).split("\n\n"))
    }
    return {
        (cell.row, cell.column)
        for cell in sheet.cells
        for area in sheet.merges
        if area.left < cell.column <= area.right and (cell.row, cell.text.strip()) in parts
    }


LABELLED = {(1, 1): "N1", (1, 4): "Held a forum for forty employers in Auckland.", (2, 2): "Progress", (2, 3): "1"}


@given(sheets())
def test_every_row_below_the_first_headings_is_one_row(sheet: Sheet) -> None:
    submission = read_workbook(workbook_from_sheets(sheet))
    if not submission.tables or any(table.lane for table in submission.tables):
        return
    first = submission.tables[0]
    expected = {row for row, _ in held(sheet) if row > first.header_row} - heading_rows(submission.tables)
    assert sorted(row.number for _, row in submission.rows) == sorted(expected)
    for table in submission.tables:
        numbers = [row.number for row in table.rows]
        assert len(set(numbers)) == len(numbers)
        span = range(table.header_row + 1, max(numbers, default=table.header_row) + 1)
        assert len(span) == len(numbers) + table.blank


@given(sheets())
@example(Sheet("Sheet1", tuple(RawCell(*at, text, text) for at, text in LABELLED.items())))
def test_every_cell_below_the_first_headings_is_kept(sheet: Sheet) -> None:
    submission = read_workbook(workbook_from_sheets(sheet))
    if not submission.tables or any(table.lane for table in submission.tables):
        return
    kept = set().union(*(accounted(table) for table in submission.tables))
    kept |= joined_below_merged_headings(submission.tables, sheet)
    uncalculated = {(c.row, c.column) for c in sheet.cells if c.value is None}
    top = min(table.header_row for table in submission.tables)
    below = {(row, column) for row, column in held(sheet) if row > top and row not in heading_rows(submission.tables)}
    assert below - uncalculated - kept == set()


_BROKEN: dict[Place, Value] = {
    (1, 1): 9,
    (1, 3): "Action",
    (1, 4): "*",
    (2, 4): ErrorValue("#REF!"),
    (3, 2): "Progress",
    (4, 1): 9,
}


@given(sheets())
@example(Sheet("Sheet1", tuple(RawCell(*at, value, text_of(value), "A1") for at, value in _BROKEN.items())))
def test_a_value_is_the_one_in_its_cell(sheet: Sheet) -> None:
    cells = {(c.row, c.column): c for c in sheet.cells}
    for _, row in read_workbook(workbook_from_sheets(sheet)).rows:
        other = (Traced(cell.value, row.cells.origin.cell(cell)) for cell in row.other if cell.value is not None)
        for column, traced in (*row.cells.items(), *(("", each) for each in other)):
            source = cells[traced.cell.row, traced.cell.column]
            assert traced.cell.raw == source.text
            even = re.sub(r"[^\S\n]+", " ", source.text)  # several blanks are read as one
            behind_a_label = ":" in even and trimmed(even).endswith(str(traced.value))
            heads = column in SCOPED and str(traced.value) in source.text  # a title that names more than that
            part = (text_of(source.value) or trimmed(source.text)).strip(": ")  # a label is read without its colon
            parted = isinstance(traced.value, str) and ("\n\n" in traced.value or ", " in traced.value)
            joined = parted and part.rpartition(": ")[2] in str(traced.value)  # texts of cells, or numbers of actions
            over = [c.text for c in sheet.cells if c.column == source.column and c.row < source.row]
            over += [c.text for c in sheet.cells if c.row == source.row and c.column < source.column]  # if it is turned
            headed = isinstance(traced.value, str) and any(traced.value in text for text in over)  # `N1` over a tick
            # `year 1`: a 1 below `Year`; `This year (2022)`: a title with its period
            named = str(traced.value).endswith(f" {part}") or str(traced.value).startswith(f"{part} (")
            assert any((traced.value in (source.value, even), behind_a_label, heads, headed, joined, named))


LONG = (
    "We held nine forums with growers, unions and employers in Gisborne, Napier and Nelson, trained sixty inspectors, "
    "and wrote a guide that is now used by every regional office."
)


@given(sheets(), st.integers(1, 14), st.integers(1, 7))
def test_no_long_text_is_left_out_with_less_than_a_warning(sheet: Sheet, row: int, column: int) -> None:
    cells = {(c.row, c.column): c for c in sheet.cells} | {(row, column): RawCell(row, column, LONG, LONG)}
    submission, findings = checked_workbook(
        workbook_from_sheets(sheet._replace(cells=tuple(cells[place] for place in sorted(cells))))
    )
    published = any(LONG in text for update in submission.updates for text in update.texts.values())
    assert published or any(finding.severity is not Severity.ADVICE for finding in findings)
