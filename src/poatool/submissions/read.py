"""A workbook to a submission: its tables, its labelled cells and the mark of the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from poatool.submissions import template
from poatool.submissions.columns import Columns
from poatool.submissions.forms.read import looks_like_form
from poatool.submissions.grid import Grid
from poatool.submissions.intake import Source, is_taken, left_alone_in
from poatool.submissions.lines import lines_of
from poatool.submissions.model import Origin, Submission, Table, TemplateMark, Traced
from poatool.submissions.sheet_layout import FORM_LINES, Page, first_labels
from poatool.submissions.tables.headers import first_header, lone_header
from poatool.submissions.values import text_of
from poatool.workbooks.batch import open_batch
from poatool.workbooks.kinds import CSV
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Sheet, Trouble, Unreadable, Value, Workbook
from poatool.workbooks.open import open_workbook

_EMPTY_ZIP = ("There is no workbook in this zip.", "Put the workbooks into the zip and send it again.")


def read_file(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Submission:
    """Open a file and read it. Never raises for anything in it."""
    return _placed(read(open_workbook(source.path, source.shown_as, limits), columns), source)


def read_files(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Iterator[Submission]:
    """Read a file, or each workbook in a zip of them, in the order of the zip.

    Files in it are left alone as they would be in a folder; a zip without any workbook is unreadable.
    """
    if source.closed:
        yield Submission(source.shown_as, _closed(source))
        return
    if source.path.suffix.casefold() != ".zip":
        yield read_file(source, columns, limits)
        return
    empty = True
    for workbook in open_batch(source.path, source.shown_as, limits, is_taken):
        empty = False
        yield _placed(read(workbook, columns), source)
    if empty:
        yield Submission(source.shown_as, Unreadable(source.shown_as, Trouble.EMPTY, *_nothing_in(source, limits)))


def _placed(submission: Submission, source: Source) -> Submission:
    """A submission that knows where it stands below what the user gave."""
    return replace(submission, below=submission.path.removeprefix(source.given).lstrip("/"))


def _closed(folder: Source) -> Unreadable:
    what = f"This folder cannot be opened ({folder.closed}), so nothing in it was read."
    do = "Ask its owner to let you open it, or have what is in it copied to a folder of your own."
    return Unreadable(folder.shown_as, Trouble.NO_PERMISSION, what, do)


def _nothing_in(source: Source, limits: Limits) -> tuple[str, str]:
    """What is wrong with a zip in which nothing is taken for a submission, and what to do."""
    left_alone = left_alone_in(source, limits)
    if not left_alone:
        return _EMPTY_ZIP
    first = left_alone[0].removeprefix(f"{source.shown_as}/")
    what = f"There are only copies written by poatool or hidden files in this zip, such as {first}."
    return what, "If they were sent in, unpack the zip and name the files themselves."


def read(workbook: Workbook | Unreadable, columns: Columns) -> Submission:
    """Read a workbook as a submission.

    Every row below a heading row that holds anything becomes a row of its table. A sheet without a heading row that
    has labels beside values is read as a form for one action.
    """
    if isinstance(workbook, Unreadable):
        return Submission(workbook.path, workbook)
    mark = _mark(workbook.properties)
    grids = [_grid(workbook, sheet) for sheet in workbook.sheets if not (mark and sheet.name == template.LISTS_SHEET)]
    pages = [Page.of(grid, first_header(grid, columns), columns) for grid in grids]
    alone = not any(page.start for page in pages)
    pages = [page.with_forms(columns, alone=alone) for page in pages]
    if alone and not any(page.forms for page in pages):
        pages = [Page.of(grid, lone_header(grid, columns), columns) for grid in grids]
    labels = first_labels((page, page.labels) for page in pages)
    tables = [page.tables(labels, columns, from_template=mark is not None) for page in pages]
    if "agency" not in labels:
        labels |= _signed(pages, tables, columns)
    overruled = [page.overruled(labels, own, columns) for page, own in zip(pages, tables, strict=True)]
    beside = pages if any(page.start or page.forms for page in pages) else ()
    unread = [page.grid for page in beside if page.unread(columns)]
    return Submission(
        workbook.path,
        workbook,
        tuple(chain.from_iterable(tables)),
        labels,
        mark,
        unread=tuple(grid.sheet.name for grid in unread),
        like_forms=frozenset(grid.sheet.name for grid in unread if _looks_like_form(grid, columns)),
        overruled=tuple(chain.from_iterable(overruled)),
    )


def _looks_like_form(grid: Grid, columns: Columns) -> bool:
    return len(grid.lines) <= FORM_LINES and looks_like_form(grid, columns)


def _signed(pages: Sequence[Page], tables: Sequence[Sequence[Table]], columns: Columns) -> Mapping[str, Traced[Value]]:
    """The agency that is named below the tables, where all sheets that name one there name the same."""
    signatures = [(page, page.signature(own, columns)) for page, own in zip(pages, tables, strict=True)]
    named = {text_of(cell.value) for _, signature in signatures for cell in signature.values()}
    return first_labels(signatures) if len(named) == 1 else {}


def _grid(workbook: Workbook, sheet: Sheet) -> Grid:
    name = None if workbook.kind in CSV else sheet.name
    return Grid.of(sheet, Origin(workbook.path, name), lines_of(sheet))


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
