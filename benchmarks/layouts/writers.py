"""Books written to disk by the programs that agencies use."""

import csv
import importlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from layouts.model import Book, Placed, Sheet, Value, Writer, letters, reference

OFFICE = "soffice"


def with_writer(book: Book, writer: Writer) -> Book:
    """The book as another program saves it.

    A CSV book stays one; a book with merged or hidden cells or a meaningful tab does not become one.
    """
    if book.writer is Writer.CSV or (writer is Writer.CSV and not _fits_csv(book)):
        return book
    suffix = {Writer.CSV: "csv", Writer.ODF: "ods"}.get(writer, "xlsx")
    return replace(book, writer=writer, file_name=f"{book.file_name.rpartition('.')[0]}.{suffix}")


def _fits_csv(book: Book) -> bool:
    sheet = book.sheets[0]
    return (
        len(book.sheets) == 1
        and not (
            sheet.merges
            or sheet.hidden_rows
            or sheet.hidden_columns
            or sheet.hidden
            or sheet.comments
            or sheet.header
            or sheet.footer
            or any(cell.strike or cell.ink for cell in sheet.cells)
            or book.properties
        )
        and "tab" not in book.kind
        and sheet.name.startswith(("Sheet", "Updates", "Return", "Data", "Report"))
    )


def write(books: Iterable[tuple[Book, Path]]) -> None:
    """Write each book to its path. Books saved by LibreOffice are converted together, as it starts slowly."""
    office: dict[str, list[tuple[Book, Path]]] = {}
    for book, path in books:
        path.parent.mkdir(parents=True, exist_ok=True)
        if book.writer is Writer.CSV:
            path.write_bytes(_csv(book))
        elif book.writer is Writer.XLSXWRITER and importlib.util.find_spec("xlsxwriter"):
            _xlsxwriter(book, path)
        elif book.writer in {Writer.OPENPYXL, Writer.XLSXWRITER}:
            _openpyxl(book, path)
        else:
            office.setdefault(path.suffix.removeprefix("."), []).append((book, path))
    for suffix, waiting in office.items():
        _office(waiting, suffix)


def office_is_there() -> bool:
    """Whether LibreOffice can be called."""
    return shutil.which(OFFICE) is not None


def _office(waiting: Sequence[tuple[Book, Path]], suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for number, (book, _) in enumerate(waiting):
            source = folder / "in" / f"{number}.xlsx"
            source.parent.mkdir(exist_ok=True)
            _openpyxl(book, source)
            sources.append(str(source))
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [
                OFFICE,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                str(folder / "out"),
                *sources,
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )
        for number, (_, path) in enumerate(waiting):
            shutil.move(folder / "out" / f"{number}.{suffix}", path)


def _openpyxl(book: Book, path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        page = workbook.create_sheet(sheet.name)
        for cell in sheet.cells:
            _style(page.cell(cell.row, cell.column), cell)
        for merge in sheet.merges:
            page.merge_cells(merge)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[letters(column)].hidden = True
        for place, text in sheet.comments:
            page[place].comment = Comment(text, "Reviewer")
        page.oddHeader.center.text, page.oddFooter.center.text = sheet.header or None, sheet.footer or None
        if sheet.hidden:
            page.sheet_state = "hidden"
    for key, value in book.properties:
        if key != "company":  # openpyxl writes no results
            setattr(workbook.properties, key, value)
    workbook.save(path)


def _style(there: Any, cell: Placed) -> None:
    there.value = cell.formula or cell.value
    if not cell.formula and isinstance(cell.value, str):
        there.data_type = "s"  # text that begins with an equals sign stays text
    if cell.bold or cell.strike or cell.ink:
        there.font = Font(bold=cell.bold, strike=cell.strike, color=cell.ink or None)
    if cell.fill:
        there.fill = PatternFill("solid", fgColor=cell.fill)
    if cell.number_format:
        there.number_format = cell.number_format


def _xlsxwriter(book: Book, path: Path) -> None:
    quiet = {"strings_to_formulas": False, "strings_to_urls": False}
    workbook = importlib.import_module("xlsxwriter").Workbook(path, quiet)
    workbook.set_properties(dict(book.properties))
    for sheet in book.sheets:
        page = workbook.add_worksheet(sheet.name)
        _cells(workbook, page, sheet)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            page.set_column(column - 1, column - 1, None, None, {"hidden": True})
        for place, text in sheet.comments:
            page.write_comment(place, text)
        if sheet.header:
            page.set_header(f"&C{sheet.header}")
        if sheet.footer:
            page.set_footer(f"&C{sheet.footer}")
        if sheet.hidden:
            page.hide()
    workbook.close()


def _cells(workbook: Any, page: Any, sheet: Sheet) -> None:
    merged = {merge.partition(":")[0]: merge for merge in sheet.merges}
    for cell in sheet.cells:
        looks: dict[str, object] = {"bold": cell.bold}
        if cell.fill:
            looks["bg_color"] = f"#{cell.fill}"
        if cell.number_format:
            looks["num_format"] = cell.number_format
        if cell.strike:
            looks["font_strikeout"] = True
        if cell.ink:
            looks["font_color"] = f"#{cell.ink}"
        chosen = workbook.add_format(looks)
        place = reference(cell.row, cell.column)
        if place in merged:
            page.merge_range(merged.pop(place), "", chosen)
        if cell.formula:
            page.write_formula(cell.row - 1, cell.column - 1, cell.formula, chosen, cell.value)
        else:
            page.write(cell.row - 1, cell.column - 1, cell.value, chosen)
    for merge in merged.values():
        page.merge_range(merge, "")


def _csv(book: Book) -> bytes:
    sheet, dialect = book.sheets[0], book.dialect
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=dialect.delimiter,
        lineterminator=dialect.line_end,
        quoting=csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows(grid(sheet))
    first = f"{dialect.first_line}{dialect.line_end}" if dialect.first_line else ""
    return (first + out.getvalue()).encode(dialect.encoding)


def grid(sheet: Sheet) -> list[list[str]]:
    """The sheet as rows of text, from A1 on."""
    if not sheet.cells:
        return []
    width = max(cell.column for cell in sheet.cells)
    rows = [[""] * width for _ in range(max(cell.row for cell in sheet.cells))]
    for cell in sheet.cells:
        rows[cell.row - 1][cell.column - 1] = _text(cell, cell.value)
    return rows


def _text(cell: Placed, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and "%" in cell.number_format:
        return f"{value:.0%}"
    return str(value)
