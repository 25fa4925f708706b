"""The wording of how a table is read."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.framework.edition import Edition
from poatool.reports.layout import ReadColumn, ReadTable
from poatool.submissions.candidates import By
from poatool.submissions.model import Cell, RowKind, Scoped
from poatool.submissions.scope import Level
from poatool.text import counted, listed, one_line
from poatool.workbooks.addresses import column_letter

_LONGEST_HEADING = 60
_LEVELS = {
    Level.SECTION: "a row above them",
    Level.LABEL: "a labelled cell",
    Level.TAB: "the tab of the sheet",
    Level.TITLE: "a title",
    Level.COVER: "a labelled cell for the whole workbook",
    Level.LETTERHEAD: "a name above the table",
    Level.FILE: "the name of the file or its folder",
    Level.PROPERTY: "the properties of the file",
}
_KINDS = {
    RowKind.UPDATE: ("update", None),
    RowKind.NOTE: ("note", None),
    RowKind.HEADING: ("sub-heading", None),
    RowKind.EXAMPLE: ("example", None),
    RowKind.TOTAL: ("total", None),
    RowKind.REPEATED_HEADER: ("repeated heading", None),
    RowKind.UNANSWERED: ("unanswered row", None),
}


def title(read: ReadTable) -> str:
    """Which table it is: `Sheet “Return”, headings in row 4, rows 5 to 33`."""
    table = read.table
    sheet = f"Sheet “{table.sheet}”, " if table.sheet else ""
    if table.is_form:
        what = f"form in rows {table.header_row} to {max(heading.cell.row for heading in table.headings)}"
        what += f", answers in column {column_letter(table.lane)}" if table.lane else ""
    elif not table.headings:
        what = "no headings"
    elif table.heading_rows > 1:
        what = f"headings in rows {table.header_row - table.heading_rows + 1} to {table.header_row}"
    else:
        what = f"headings in row {table.header_row}"
    rows = "" if table.is_form or read.first is None else f", rows {read.first} to {read.last}"
    rows = f", row {read.first}" if rows and read.first == read.last else rows
    text = f"{sheet}{'hidden, ' if table.hidden else ''}{what}{rows}"
    return text[:1].upper() + text[1:]


def row_counts(read: ReadTable) -> str:
    """The number of rows of each kind: `3 updates, 2 notes`."""
    parts = [counted(number, *_KINDS[kind]) for kind in RowKind if (number := read.kinds.get(kind))]
    return listed(parts) or "no rows"


def heading_of(column: ReadColumn) -> str:
    """A heading in quotation marks, shortened to one line; or words for a missing one."""
    text = one_line(column.heading)
    if not text:
        return "(no heading)"
    quoted = f"“{text if len(text) <= _LONGEST_HEADING else text[: _LONGEST_HEADING - 1] + '…'}”"
    return f"{quoted} (hidden)" if column.hidden else quoted


def name_of(column: str, edition: Edition) -> str:
    """The heading of a column in poatool's template."""
    return edition.framework.column_by_id[column].heading


def why_read(column: ReadColumn) -> str:
    """The evidence for a column: `by its heading (3.0 and 1.5 by content)`."""
    heading, content, _ = column.evidence
    match column.by:
        case By.DECLARED:
            return "as declared"
        case By.CONTENT:
            return f"by its content ({content:.1f}; its heading {heading:.1f})" if column.heading else "by its content"
        case By.HEADING | None:
            return f"by its heading ({heading:.1f}; its content {content:.1f})" if heading else "by its heading"


def held(column: ReadColumn) -> str:
    """What the cells of a column hold, the most frequent first: `running text 80 %, a few words 20 %`."""
    shares = sorted(column.evidence.holds.items(), key=lambda share: -share[1])
    return ", ".join(f"{kind} {round(100 * share)} %" for kind, share in shares)


def scope_lines(read: ReadTable) -> Iterator[tuple[str, str]]:
    """Where the agency, action and period of updates come from, each with its name."""
    updates = read.kinds.get(RowKind.UPDATE, 0)
    for what, source in read.scope.items():
        parts = [
            f"{where} {'each row' if number == updates else f'{number} of {updates} rows'}"
            for where, number in (("by a cell in", source.own), ("by a cell above", source.above))
            if number
        ]
        if source.said and source.own + source.above < updates:
            first, *others = source.said
            overruled = [said(each) for each in others if each.level < Level.FILE and each.text != first.text]
            parts.append(said(first) + (f", not {listed(overruled, 'or')}" if overruled else ""))
        yield what.capitalize(), "; otherwise ".join(parts) or "not said"


def said(scoped: Scoped) -> str:
    """A statement about all rows and its place: `“NZP” in a labelled cell (B1)`."""
    where = _LEVELS[Level(scoped.level)]
    if scoped.cell is not None:
        sheet = f" on “{scoped.cell.sheet}”" if scoped.level == Level.COVER and scoped.cell.sheet else ""
        return f"“{one_line(scoped.text)}” by {where} ({scoped.cell.ref}{sheet})"
    return f"“{one_line(scoped.text)}” by {'the template' if scoped.where == 'template' else where}"


def place(cell: Cell) -> str:
    """A heading with its cell: `“Comments” (D4)`."""
    return f"“{one_line(cell.raw)}” ({cell.ref})" if cell.raw else f"column {cell.letter}"


def in_short(read: ReadTable, edition: Edition) -> str:
    """A table on one line: its rows, the columns read, and those not read."""
    columns = [
        f"{column.letter} as {name_of(column.column, edition)}"
        + ("" if column.by is By.HEADING else f" ({why_read(column)})")
        for column in read.columns
        if column.column
    ]
    left = [column.letter for column in read.columns if not column.column]
    parts = [f"{row_counts(read)}", ", ".join(columns) or "no column"]
    return "; ".join([*parts, *([f"not read: {', '.join(left)}"] if left else [])])
