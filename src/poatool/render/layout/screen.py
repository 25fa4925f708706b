"""Show how a workbook is read: table by table, column by column, then the declarations to copy."""

from __future__ import annotations

from poatool.console import Line, Screen
from poatool.framework.edition import Edition
from poatool.render.layout import text
from poatool.render.layout.toml import declaration_lines
from poatool.render.screen import hang, say, styled
from poatool.reports.layout import ReadColumn, ReadTable, WorkbookLayout
from poatool.text import listed, spelled

_LABEL = 10
_BY_HAND = (
    "write [[layouts]] into poatool.toml with `file`, `sheet`, `heading_row` and `columns`, such as"
    ' columns = {{A = "action", C = "progress"}}. The columns are {}.'
)
_TO_DECLARE = "To have it always read like this, add these lines to the end of poatool.toml; * stands for any letters."


def layout_text(layout: WorkbookLayout, screen: Screen) -> None:
    """Show how a workbook is read, then the declaration that makes sure it is always read like this."""
    period = layout.edition.period
    say(screen, (spelled(layout.path), "bold"), f"  read for {period.id}" if period else "  of no known period")
    for read in layout.tables:
        _table(read, layout.edition, screen)
    if not layout.tables:
        say(screen, "No table of updates was found: none names an action and says something about it.")
        hang(
            screen,
            styled("To declare one: "),
            styled(_BY_HAND.format(", ".join(layout.edition.framework.column_by_id))),
        )
    if layout.not_read:
        screen.print()
        names = listed([f"“{name}”" for name in layout.not_read])
        hang(screen, styled(("Not read  ", "bold")), styled(f"{names}: no table of updates"))
    _declarations(layout, screen)


def _table(read: ReadTable, edition: Edition, screen: Screen) -> None:
    screen.print()
    say(screen, (text.title(read), "bold underline"))
    for column in read.columns:
        _column(column, edition, screen)
    for doubt in read.table.doubts:
        readings = listed([text.place(cell) for cell in doubt.cells], "or")
        name = text.name_of(doubt.column, edition)
        hang(screen, styled("  ", ("In doubt  ", "bold yellow")), styled(f"{name} may be {readings}; {doubt.why}."))
    for key in read.table.missing:
        hang(screen, styled("  ", ("Missing   ", "bold red")), styled(f"“{key}”, which the layout declares"))
    hang(screen, _label("Rows"), styled(text.row_counts(read)))
    for what, source in text.scope_lines(read):
        hang(screen, _label(what), styled(source))


def _label(name: str) -> Line:
    return styled("  ", (f"{name:<{_LABEL}}", "bold"))


def _column(column: ReadColumn, edition: Edition, screen: Screen) -> None:
    place = column.cell or column.letter
    lead = styled("  ", (f"{place:<5}", "bold"), " ")
    if column.column is None:
        why = f": {column.why}" if column.why else ""
        read, style = f"not read{why}", "dim"
    else:
        added = "added to " if column.joined else ""
        read, style = f"{added}{text.name_of(column.column, edition)}, {text.why_read(column)}", ""
    parts: list[str | tuple[str, str]] = [f"{text.heading_of(column)} → ", (read, style)]
    details = [f"Holds {held}." if (held := text.held(column)) else ""]
    details += [f"Next best: {text.place(column.rival)}." if column.rival else ""]
    parts += [(f". {' '.join(filter(None, details))}", "dim")] if any(details) else []
    hang(screen, lead, styled(*parts))


def _declarations(layout: WorkbookLayout, screen: Screen) -> None:
    declared = [read for read in layout.tables if read.declaration]
    screen.print()
    if declared:
        say(screen, (_TO_DECLARE, "bold"))
    for read in declared:
        screen.print()
        for line in declaration_lines(read):
            screen.print(styled(line))
    undeclared = dict.fromkeys((read.table.sheet, read.why_undeclared) for read in layout.tables if read.why_undeclared)
    if undeclared and declared:
        screen.print()
    for sheet, why in undeclared:
        where = f"the sheet “{sheet}”" if sheet else "the sheet"
        say(screen, f"No layout can be declared for {where}: {why}.")
