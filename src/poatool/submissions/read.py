"""A workbook to a submission: its tables, its labelled cells and the mark of the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from poatool.submissions import template
from poatool.submissions.columns import BESIDE, GUIDES, HEADING_LENGTH, Columns, fold
from poatool.submissions.forms import ANSWERS, forms_of
from poatool.submissions.grid import Grid
from poatool.submissions.headers import first_header, lone_header
from poatool.submissions.headings import Header
from poatool.submissions.intake import Source, is_spreadsheet
from poatool.submissions.labels import Labels, labels_of
from poatool.submissions.lines import lines_of, seen
from poatool.submissions.model import Cells, Origin, Submission, Table, TemplateMark, Traced
from poatool.submissions.rows import Setting
from poatool.submissions.tables import tables_of
from poatool.submissions.values import text_of
from poatool.workbooks.batch import open_batch
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Sheet, Trouble, Unreadable, Value, Visibility, Workbook
from poatool.workbooks.open import open_workbook

_WITHOUT_SHEETS = ("csv", "tsv")
_EMPTY_ZIP = ("There is no workbook in this zip.", "Put the workbooks into the zip and send it again.")


class _Page(NamedTuple):
    """A sheet as it is read: where its first table begins, and the labelled cells outside it."""

    grid: Grid
    start: tuple[int, Header] | None
    labels: Labels

    @classmethod
    def of(cls, grid: Grid, start: tuple[int, Header] | None, columns: Columns) -> _Page:
        above = [line for line in grid.lines if start is None or line.number < start[1].top]
        return cls(grid, start, labels_of(above, columns))

    @property
    def explains(self) -> bool:
        return fold(self.grid.sheet.name) in GUIDES


def read_file(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Submission:
    """Open a file and read it. Never raises for anything in it."""
    return read(open_workbook(source.path, source.shown_as, limits), columns)


def read_files(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Iterator[Submission]:
    """Read a file, or each workbook in a zip of them, in the order of the zip.

    Files in it that are no spreadsheets are left alone; a zip without any workbook is unreadable.
    """
    if source.path.suffix.casefold() != ".zip":
        yield read_file(source, columns, limits)
        return
    empty = True
    for workbook in open_batch(source.path, source.shown_as, limits, is_spreadsheet):
        empty = False
        yield read(workbook, columns)
    if empty:
        yield Submission(source.shown_as, Unreadable(source.shown_as, Trouble.EMPTY, *_EMPTY_ZIP))


def read(workbook: Workbook | Unreadable, columns: Columns) -> Submission:
    """Read a workbook as a submission.

    Every row below a heading row that holds anything becomes a row of its table. Where no sheet has a heading
    row, a sheet with labels beside values is read as a form for one action.
    """
    if isinstance(workbook, Unreadable):
        return Submission(workbook.path, workbook)
    mark = _mark(workbook.properties)
    grids = [_grid(workbook, sheet) for sheet in workbook.sheets if not (mark and sheet.name == template.LISTS_SHEET)]
    pages = [_Page.of(grid, first_header(grid, columns), columns) for grid in grids]
    forms: tuple[Table, ...] = ()
    if not any(page.start for page in pages):
        forms = tuple(form for page in pages if not page.explains for form in forms_of(page.grid, columns))
        if not forms:
            pages = [_Page.of(grid, lone_header(grid, columns), columns) for grid in grids]
    labels = _first_labels(pages)
    tables = [table for page in pages for table in _tables(page, labels, mark, columns)]
    unread = tuple(page.grid.sheet.name for page in pages if _unread(page, columns)) if tables else ()
    return Submission(workbook.path, workbook, (*tables, *forms), labels, mark, unread)


def _grid(workbook: Workbook, sheet: Sheet) -> Grid:
    name = None if workbook.kind in _WITHOUT_SHEETS else sheet.name
    return Grid.of(sheet, Origin(workbook.path, name), lines_of(sheet))


def _first_labels(pages: Iterable[_Page]) -> Mapping[str, Traced[Value]]:
    """The labels of the whole workbook: the first of each, those of sheets that explain last."""
    labels: dict[str, Traced[Value]] = {}
    for page in sorted(pages, key=lambda page: page.explains):
        labels = dict(Cells(page.grid.origin, page.labels)) | labels
    return labels


def _tables(
    page: _Page, labels: Mapping[str, Traced[Value]], mark: TemplateMark | None, columns: Columns
) -> tuple[Table, ...]:
    if page.start is None:
        return ()
    own = {name: cell for name, cell in page.labels.items() if name != "contact"}
    given = {name: cell for name, cell in own.items() if text_of(cell.value) != text_of(labels[name].value)}
    return tables_of(page.grid, *page.start, Setting(mark is not None, page.explains, given), columns)


def _unread(page: _Page, columns: Columns) -> bool:
    """Whether a sheet that is shown holds something that was not read, be it a form beside another sheet's table."""
    sheet = page.grid.sheet
    if page.start or not page.grid.lines or fold(sheet.name) in BESIDE or sheet.visibility is not Visibility.VISIBLE:
        return False
    firsts = (seen(line.cells[0].value) for line in page.grid.lines)
    return not page.labels or any(columns.exact(t).column in ANSWERS for t in firsts if len(t) <= HEADING_LENGTH)


def _mark(properties: Mapping[str, str]) -> TemplateMark | None:
    version, framework, period, agency = (
        properties.get(f"custom.{name}", "")
        for name in (
            template.PROPERTY_VERSION,
            template.PROPERTY_FRAMEWORK,
            template.PROPERTY_PERIOD,
            template.PROPERTY_AGENCY,
        )
    )
    return TemplateMark(version, framework, period, agency) if version else None
