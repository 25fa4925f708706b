"""Describe how a workbook is read: its tables and columns, the evidence, and a declaration with the same reading."""

import json
from collections import Counter
from collections.abc import Container, Sequence
from glob import escape

from poatool.framework.edition import Edition
from poatool.reports import layout_model as model
from poatool.submissions.model import By, Heading, RowKind, Submission, Table
from poatool.submissions.statements.scope import Level
from poatool.text import invisible
from poatool.workbooks.addresses import column_letter, column_number


def workbook_layout(submission: Submission, edition: Edition) -> model.WorkbookLayout:
    """Describe how a workbook is read; if one table of a sheet cannot be declared, no table of the sheet is."""
    tables = submission.tables
    columns = [_columns_of(table, tables) for table in tables]
    read: list[model.ReadTable] = []
    pairs = list(zip(tables, columns, strict=True))
    reasons = {table.sheet: why for table, own in pairs if (why := _why_not_declared(table, tables, own))}
    for table, own in pairs:
        kinds, numbers = Counter(row.kind for row in table.rows), [row.number for row in table.rows]
        is_example = RowKind.EXAMPLE in kinds and RowKind.UPDATE not in kinds
        why = reasons.get(table.sheet, "its rows are examples" if is_example else "")
        first, last = min(numbers, default=None), max(numbers, default=None)
        doubts = [(each, tuple(model.Place(cell.ref, cell.raw) for cell in each.cells)) for each in table.doubts]
        read.append(
            model.ReadTable(
                sheet=table.sheet,
                hidden=table.hidden,
                form=table.is_form,
                heading_row=table.header_row,
                heading_rows=table.heading_rows if table.headings else 0,
                rows=model.Rows(first, last, table.blank, {kind: kinds[kind] for kind in RowKind if kind in kinds}),
                columns=own,
                scope=model.Scope(*(_source(table, what) for what in model.Scope._fields)),
                doubts=tuple(model.Undecided(each.column, readings, each.why) for each, readings in doubts),
                missing=table.missing,
                declaration=None if why else _declaration(table, own, submission.path),
                why_undeclared=why,
                answers=column_letter(table.lane) if table.lane else None,
            )
        )
    used = {table.sheet for table in tables}
    not_read = () if None in used else (sheet.name for sheet in submission.sheets if sheet.name not in used)
    return model.WorkbookLayout(submission.path, submission.sha256, edition, tuple(read), tuple(not_read))


def _columns_of(table: Table, tables: Sequence[Table]) -> tuple[model.ReadColumn, ...]:
    """The columns of a table from left to right, or the labels of a form; `tables` holds all tables of the workbook.

    A column that has no heading, or an agency or a status as its heading, is included if rows took values from it.
    """
    used: dict[int, str] = {}
    for row in table.rows if not table.is_form else ():
        if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            for column, cell in row.cells.raw.items():
                if cell.row == row.number and column not in row.cells.elsewhere:
                    used.setdefault(cell.column, column)
    lanes = frozenset(each.lane for each in tables if _shares_headings(each, table))
    found: list[model.ReadColumn] = []
    for heading in table.headings:
        read_as = heading.column or heading.joined or used.get(heading.cell.column)
        by = (heading.by or By.HEADING) if read_as else None
        found.append(
            model.ReadColumn(
                letter=heading.cell.letter,
                cell=heading.cell.ref,
                heading=heading.text,
                column=read_as,
                by=by,
                joined=heading.joined is not None,
                hidden=heading.hidden,
                evidence=model.Evidence(*heading.weights, heading.holds),
                rival=model.Place(heading.rival.ref, heading.rival.raw) if heading.rival else None,
                why="" if read_as else _why_not_read(heading, table, lanes),
            )
        )
    headed = {heading.cell.column for heading in table.headings}
    unheaded = {number: column for number, column in used.items() if number not in headed}
    by = By.DECLARED if table.is_declared else By.CONTENT
    found += [model.ReadColumn(column_letter(number), None, "", column, by) for number, column in unheaded.items()]
    return tuple(sorted(found, key=lambda each: column_number(each.letter) or 0) if unheaded else found)


def _shares_headings(one: Table, other: Table) -> bool:
    return (one.sheet, one.header_row) == (other.sheet, other.header_row)


def _why_not_read(heading: Heading, table: Table, lanes: Container[int | None]) -> str:
    if any(heading.cell in doubt.cells for doubt in table.doubts):
        return "it is in doubt"
    if not table.is_form and not heading.holds:
        return "it is empty"
    if not table.is_form and heading.cell.column in lanes:
        return "it is read as a separate table"
    if heading.dated:
        return "it is for another period"
    return "it is about something else, or not meant for publication" if heading.aside else ""


def _source(table: Table, what: str) -> model.Source:
    rows = table.updates
    cells = [(row.number, row.cells.raw[what].row) for row in rows if what in row.cells]
    own = len(cells) if table.is_form else sum(number == at for number, at in cells)
    said = [
        model.Statement(each.text, Level(each.level).name.lower(), cell and cell.sheet, cell and cell.ref)
        for each, cell in ((each, each.cell) for each in table.scope.get(what, ()))
    ]
    return model.Source(own, len(cells) - own, tuple(said))


def _why_not_declared(table: Table, tables: Sequence[Table], columns: Sequence[model.ReadColumn]) -> str:
    if table.is_form:
        return "a form is read by its labels"
    if table.lane is not None or sum(_shares_headings(each, table) for each in tables) > 1:
        return "it has tables or blocks side by side"
    unsettled = {heading.cell.letter for heading in table.headings if not heading.column and not heading.joined}
    joined = any(heading.joined == "status" for heading in table.headings)
    spread = joined or any(each.column and each.letter in unsettled for each in columns)
    return "its statuses are spread over several columns" if spread else ""


def _declaration(table: Table, columns: Sequence[model.ReadColumn], path: str) -> model.Declaration:
    named = {column.letter: column.column for column in columns if column.column}
    file, heading_rows = escape(path.replace("\\", "/").rpartition("/")[2]), table.heading_rows if table.headings else 0
    lines = ["[[layouts]]", f"file = {_text(file)}"]
    lines += [f"sheet = {_text(table.sheet)}"] if table.sheet is not None else []
    lines += [f"heading_row = {table.header_row}", *([f"heading_rows = {heading_rows}"] if heading_rows != 1 else [])]
    lines += ["[layouts.columns]", *(f"{letter} = {_text(column)}" for letter, column in named.items())]
    for doubt in table.doubts:
        lines.append(f"# Keep the line that is right for {doubt.column}, and remove its # sign:")
        lines += (f"# {cell.letter} = {_text(doubt.column)}" for cell in doubt.cells)
    return model.Declaration(file, table.sheet, table.header_row, heading_rows, named, "\n".join([*lines, ""]))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=bool(invisible(text)))  # TOML and JSON have the same quotation marks
