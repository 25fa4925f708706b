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
from poatool.submissions.model import Origin, Submission, Table, TemplateMark, Traced
from poatool.submissions.sheet_layout import FORM_LINES, SheetLayout, first_labels
from poatool.submissions.tables.headers import first_header, lone_header
from poatool.submissions.values import text_of
from poatool.workbooks.batch import open_batch
from poatool.workbooks.kinds import CSV
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Sheet, Trouble, Unreadable, Value, Workbook
from poatool.workbooks.open import open_workbook

_EMPTY_ZIP = ("There is no workbook in this zip.", "Put the workbooks into the zip and send it again.")


def read_file(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Submission:
    """Open and read a file. Nothing in it raises an error."""
    return _placed(read(open_workbook(source.path, source.shown_as, limits), columns), source)


def read_files(source: Source, columns: Columns, limits: Limits = DEFAULT) -> Iterator[Submission]:
    """Read a file, or each workbook in a zip, in the order of the zip.

    A zip is searched as a folder is; one without a workbook is unreadable.
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


def read(workbook: Workbook | Unreadable, columns: Columns) -> Submission:
    """Read a workbook as a submission.

    Every row that holds anything below a row of headings becomes a row of its table. A sheet without headings, but
    with labels beside values, is read as a form on one action.
    """
    if isinstance(workbook, Unreadable):
        return Submission(workbook.path, workbook)
    mark = _mark(workbook.properties)
    grids = [_grid(workbook, sheet) for sheet in workbook.sheets if not (mark and sheet.name == template.LISTS_SHEET)]
    layouts = [SheetLayout.of(grid, first_header(grid, columns), columns) for grid in grids]
    alone = not any(layout.start for layout in layouts)
    layouts = [layout.with_forms(columns, alone=alone) for layout in layouts]
    if alone and not any(layout.forms for layout in layouts):
        layouts = [SheetLayout.of(grid, lone_header(grid, columns), columns) for grid in grids]
    labels = first_labels((layout, layout.labels) for layout in layouts)
    tables = [layout.tables(labels, columns, from_template=mark is not None) for layout in layouts]
    if "agency" not in labels:
        labels |= _signed(layouts, tables, columns)
    overruled = [layout.overruled(labels, own, columns) for layout, own in zip(layouts, tables, strict=True)]
    beside = layouts if any(layout.start or layout.forms for layout in layouts) else ()
    unread = [layout.grid for layout in beside if layout.unread(columns)]
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


def _placed(submission: Submission, source: Source) -> Submission:
    """The submission with its path below what the user gave."""
    return replace(submission, below=submission.path.removeprefix(source.given).lstrip("/"))


def _closed(folder: Source) -> Unreadable:
    message = f"This folder cannot be opened ({folder.closed}), so nothing in it was read."
    hint = "Ask its owner for access, or have its files copied to a folder of your own."
    return Unreadable(folder.shown_as, Trouble.NO_PERMISSION, message, hint)


def _nothing_in(source: Source, limits: Limits) -> tuple[str, str]:
    """The message and the hint for a zip that holds no submission."""
    left_alone = left_alone_in(source, limits)
    if not left_alone:
        return _EMPTY_ZIP
    first = left_alone[0].removeprefix(f"{source.shown_as}/")
    message = f"This zip holds only hidden files and copies written by poatool, such as {first}."
    return message, "If they were sent in, unpack the zip and name the files themselves."


def _grid(workbook: Workbook, sheet: Sheet) -> Grid:
    return Grid.of(sheet, Origin(workbook.path, None if workbook.kind in CSV else sheet.name))


def _looks_like_form(grid: Grid, columns: Columns) -> bool:
    return len(grid.lines) <= FORM_LINES and looks_like_form(grid, columns)


def _signed(
    layouts: Sequence[SheetLayout], tables: Sequence[Sequence[Table]], columns: Columns
) -> Mapping[str, Traced[Value]]:
    """The agency named below the tables, if all sheets that name one there name the same."""
    signatures = [(layout, layout.signature(own, columns)) for layout, own in zip(layouts, tables, strict=True)]
    named = {text_of(cell.value) for _, signature in signatures for cell in signature.values()}
    return first_labels(signatures) if len(named) == 1 else {}


def _mark(properties: Mapping[str, str]) -> TemplateMark | None:
    """What the document properties say of the template, None if the workbook was not made from one."""
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
