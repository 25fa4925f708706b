"""Show how a workbook is read, with declarations to copy: on the screen, and as the `layout` document."""

from collections.abc import Iterator
from string import digits
from typing import Annotated, Literal

from poatool.console import Screen, styled
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.render.json import Header, Shape
from poatool.reports.layout import ReadColumn, ReadTable, Statement, WorkbookLayout
from poatool.submissions.model import By, RowKind
from poatool.text import counted, cut, escaped_line, listed, one_line

_LONGEST_HEADING = 60
_LEVELS = {
    "section": "a row above them",
    "label": "a labelled cell",
    "tab": "the tab of the sheet",
    "title": "a title",
    "cover": "a labelled cell for the whole workbook",
    "letterhead": "a name above the table",
    "other_table": "a labelled cell above another table",
    "hidden": "a hidden cell",
    "file": "the name of the file or its folder",
    "mention": "a name that begins a title",
    "property": "the properties of the file",
}
_BY_HAND = (
    "add a [[layouts]] entry to poatool.toml with `file`, `sheet`, `heading_row` and `columns`, for example"
    ' columns = {{A = "action", C = "progress"}}. The columns are {}.'
)
_TO_DECLARE = "To always read it like this, add these lines to the end of poatool.toml; * stands for any characters."


def title(read: ReadTable) -> str:
    """Which table this is: `Sheet “Return”, headings in row 4, rows 5 to 33`."""
    rows, at = read.rows, read.heading_row
    parts = [f"Sheet “{read.sheet}”"] if read.sheet else []
    parts += ["hidden"] if read.hidden else []
    if read.form:
        parts.append(f"form from row {at} on")
        parts += [f"answers in column {read.answers}"] if read.answers else []
    else:
        parts.append(f"headings in row {at}" if read.heading_rows else "no headings")
        shown = f"row {rows.first}" if rows.first == rows.last else f"rows {rows.first} to {rows.last}"
        parts += [shown] if rows.first else []
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _row_counts(read: ReadTable) -> str:
    # `3 rows of another period`, `2 updates`
    parts = [
        counted(number, kind, several if several != kind else None)
        for kind, number in read.rows.kinds.items()
        for several in [kind.replace("row ", "rows ").replace("status ", "statuses ")]
    ]
    return listed(parts) or "no rows"


def _why_read(column: ReadColumn) -> str:
    """The evidence for a column: `by its heading (heading 3.0, content 1.5)`."""
    if column.by is By.DECLARED:
        return "as declared"
    heading, content, *_ = column.evidence
    weights = f" (heading {heading:.1f}, content {content:.1f})" if heading or content else ""  # a label has no weights
    return f"by its {column.by}{weights}"


def _scope_lines(read: ReadTable) -> Iterator[tuple[str, str]]:
    for what, source in read.scope._asdict().items():
        cells = (("a cell in the row", source.own), ("a cell above", source.above))
        parts = [f"{counted(number, 'row')} from {where}" for where, number in cells if number]
        others = source.own + source.above < read.rows.kinds.get(RowKind.UPDATE, 0)
        parts += [_statement(source.said[0])] if source.said and others else []
        yield what.capitalize(), "; otherwise ".join(parts) or "not stated"


def _statement(found: Statement) -> str:
    """A statement about all rows, and its place: `“NZP” from a labelled cell (B1)`."""
    where = _LEVELS[found.level]
    if found.cell is None:
        return f"“{one_line(found.text)}” from {where}"
    sheet = f" on “{found.sheet}”" if found.level == "cover" and found.sheet else ""
    return f"“{one_line(found.text)}” from {where} ({found.cell}{sheet})"


def _heading_at(cell: str, heading: str) -> str:
    return f"“{one_line(heading)}” ({cell})" if heading else f"column {cell.rstrip(digits)}"


def in_short(read: ReadTable, edition: Edition) -> str:
    """A table on one line: its rows, the columns that were read, and the columns that were not."""
    columns = [
        f"{column.cell if read.form else column.letter} as {edition.framework.column_by_id[column.column].heading}"
        + ("" if column.by is By.HEADING else f" ({_why_read(column)})")
        for column in read.columns
        if column.column
    ]
    left = [column.letter for column in read.columns if not column.column]
    parts = [_row_counts(read), ", ".join(columns) or "no column"]
    return "; ".join([*parts, *([f"not read: {', '.join(left)}"] if left else [])])


def layout_text(layout: WorkbookLayout, screen: Screen) -> None:
    """Show how a workbook is read, then a declaration that makes poatool always read it like this."""
    period, plan = layout.edition.period, layout.edition.framework
    screen.say((escaped_line(layout.path), "bold"), f"  read for {period.id}" if period else "  of no known period")
    for read in layout.tables:
        screen.section((title(read), "bold underline"))
        for column in read.columns:
            _column(column, plan, screen)
        for doubt in read.doubts:
            readings = listed([_heading_at(*each) for each in doubt.readings], "or")
            choice = f"{plan.column_by_id[doubt.column].heading} may be {readings}; {doubt.why}."
            screen.hang(styled("  ", ("In doubt  ", "bold yellow")), choice)
        for key in read.missing:
            screen.hang(styled("  ", ("Missing   ", "bold red")), f"“{key}”, which the layout declares")
        for what, source in (("Rows", _row_counts(read)), *_scope_lines(read)):
            screen.hang(styled("  ", (f"{what:<10}", "bold")), source)
    if not layout.tables:
        screen.say("No table of updates was found: no table names an action and says what was done on it.")
        screen.hang("To declare one: ", _BY_HAND.format(", ".join(plan.column_by_id)))
    if layout.not_read:
        screen.say()
        names = listed([f"“{name}”" if name else "the file" for name in layout.not_read])
        screen.hang(("Not read  ", "bold"), f"{names}: no table of updates")
    _declarations(layout, screen)


def _column(column: ReadColumn, plan: Framework, screen: Screen) -> None:
    text = cut(one_line(column.heading), _LONGEST_HEADING)
    heading = f"“{text}”{' (hidden)' if column.hidden else ''}" if text else "(no heading)"
    if column.column is None:
        read = (f"not read{f': {column.why}' if column.why else ''}", "dim")
    else:
        name = plan.column_by_id[column.column].heading
        read = (f"{'added to ' if column.joined else ''}{name}, {_why_read(column)}", "")
    shares = sorted(column.evidence.holds.items(), key=lambda share: -share[1])
    details = [f"Holds: {', '.join(f'{kind} {round(100 * share)} %' for kind, share in shares)}."] if shares else []
    details += [f"Next best: {_heading_at(*column.rival)}."] if column.rival else []
    lead = styled("  ", (f"{column.cell or column.letter:<5}", "bold"), " ")
    screen.hang(lead, f"{heading} → ", read, (f". {' '.join(details)}" if details else "", "dim"))


def _declarations(layout: WorkbookLayout, screen: Screen) -> None:
    declared = [read.declaration for read in layout.tables if read.declaration]
    screen.say()
    if declared:
        screen.say((_TO_DECLARE, "bold"))
    for read in declared:
        screen.say()
        screen.print(*read.toml.splitlines())
    undeclared = dict.fromkeys((read.sheet, read.why_undeclared) for read in layout.tables if read.why_undeclared)
    if undeclared and declared:
        screen.say()
    for sheet, why in undeclared:
        where = f"the sheet “{sheet}”" if sheet else "the sheet"
        screen.say(f"No layout can be declared for {where}: {why}.")


class FileShape(Shape):
    """The workbook that was read."""

    path: str
    sha256: str | None


class LayoutDocument(Header):
    """`layout --format json`."""

    schema: Literal["poatool/layout/1"]
    file: Annotated[FileShape, "."]
    tables: tuple[ReadTable, ...]
    not_read: tuple[str, ...]
