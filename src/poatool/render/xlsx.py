"""Write tables as an Excel workbook: each sheet has a title and one named table, and no text acts as a formula."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from poatool.blocks import plain
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.render.table import BLANK, Content, Listing
from poatool.text import one_line, publishable
from poatool.workbooks.model import OwnKind
from poatool.workbooks.own import DOCUMENT, ONE_TABLE
from poatool.workbooks.writing import FONT, INK, MAX_CHARACTERS, repacked

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CONTINUES = " … (continues in the next row)"
CONTINUED = "(continued) … "
NONE = "None"  # shown in a cell that would otherwise be empty, unless it is to be filled in
HEADING_ROW = 2  # the row of a table's headings, counted from 0; its title and its note are above them
SIZE = 12  # the smallest font, in points, that people with low vision read easily

_INK, _BLUE = f"#{INK}", "#0B5394"
_TOP: Mapping[str, object] = {"valign": "top"}
_WRAPPED = {**_TOP, "text_wrap": True}
_LINED = {**_WRAPPED, "bottom": 1, "bottom_color": "#C9D3DC"}
_LINK = {"font_color": _BLUE, "underline": 1}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_size": 16, "bold": True, "font_color": _INK},
    "section": {"valign": "bottom", "font_size": 13, "bold": True, "font_color": _INK},
    "note": _TOP,
    "paragraph": _WRAPPED,
    "heading": {**_WRAPPED, "bold": True, "font_color": "#FFFFFF", "bg_color": _INK},
    "body": _LINED,
    "number": {**_LINED, "align": "right", "indent": 1},
    "asked": {**_LINED, "bg_color": "#FFF8DC"},
    "link": {**_LINED, **_LINK},
    "contents": {**_TOP, **_LINK},
}

_A4, _PAGE_WIDTH = 9, 200  # the number of a paper size, and the most characters in a line that print on one page
_LINK_LIMIT = 60_000  # how many cells on a sheet may get a link of their own; Excel keeps 65,530
_LONGEST_LINK = 2_000  # the longest address, in characters, that Excel can open
_LONGEST_HEADING = 240  # the longest heading, in characters; Excel keeps 255
_LONGEST_TITLE = 31  # the longest name of a sheet, in characters
_IN_TITLE = str.maketrans(r"[]:*?/\'", "()-----’")  # for characters that no name of a sheet may have
_COVER_WIDTH, _SECTION_HEIGHT = 110, 30  # the width in characters, and the height in points
_COVER = "Cover"  # the name of the first sheet, if there is one before the tables
_Formats = Mapping[str, "Format"]


def as_sheets(tables: Iterable[Listing], plan: Framework) -> list[Listing]:
    """The tables in the words of a plan, with titles that can name sheets; the titles to print become captions."""
    worded = [table.in_words_of(plan) for table in tables]
    _, *names = _unique((_COVER, *(table.title.translate(_IN_TITLE) for table in worded)), _LONGEST_TITLE)
    named = zip(worded, names, strict=True)
    return [table._replace(title=name, caption=table.caption or table.title) for table, name in named]


def workbook_bytes(
    tables: Sequence[Listing],
    edition: Edition,
    title: str,
    cover: Mapping[str, Sequence[str]] | None = None,
    draw: "Callable[[Workbook], None] | None" = None,
) -> bytes:
    """A workbook, the same on any day: a sheet for each table, to which `draw` may add charts.

    The `cover`, if any, is the first sheet: a title with lines, a list of the other sheets, and headings with lines.
    """
    from xlsxwriter import Workbook

    written, framework = io.BytesIO(), edition.framework
    tables = as_sheets(tables, framework)
    workbook = Workbook(written, {"in_memory": True})
    font = {"font_name": FONT, "font_size": SIZE}
    formats = {name: workbook.add_format({**font, **looks}) for name, looks in _FORMATS.items()}
    if cover:
        _fill_cover(workbook.add_worksheet(_COVER), cover, tables, formats)
    for table in tables:
        _fill(workbook.add_worksheet(table.title), table, formats, framework.in_its_words("Action"))
    if draw is not None:
        draw(workbook)
    created = dt.datetime.combine(edition.period.end if edition.period else dt.date(1980, 1, 1), dt.time())
    publisher = framework.source.publisher or ""
    about = {"title": f"{title}: {framework.title}", "subject": framework.title, "author": publisher}
    workbook.set_properties({key: publishable(text) for key, text in about.items()} | {"created": created})
    workbook.set_custom_property(DOCUMENT, OwnKind.OUTPUT.name.lower(), "text")
    workbook.close()
    return repacked(written)


def _fill_cover(
    sheet: "Worksheet", cover: Mapping[str, Sequence[str]], tables: Sequence[Listing], formats: _Formats
) -> None:
    sheet.set_column(0, 0, _COVER_WIDTH)
    (title, about), *sections = cover.items()
    rows = [(title, "title", ""), *((line, "paragraph", "") for line in about), ("Contents", "section", "")]
    rows += ((f"{table.title}: {table.note}", "contents", f"internal:'{table.title}'!A1") for table in tables)
    for heading, lines in sections:
        rows += ((heading, "section", ""), *((line, "paragraph", "") for line in lines))
    for row, (text, looks, target) in enumerate(rows):
        if looks == "section":
            sheet.set_row(row, _SECTION_HEIGHT)
        if target:
            sheet.write_url(row, 0, target, formats[looks], text)
        else:
            sheet.write_string(row, 0, publishable(text), formats[looks])
    _set_up_print(sheet, pages_high=1)


def _fill(sheet: "Worksheet", table: Listing, formats: _Formats, key: str) -> None:
    rows = [row for whole in table.rows for row in _split(whole)] or [(table.empty, *[""] * (len(table.columns) - 1))]
    sheet.write_string(0, 0, publishable(table.caption), formats["title"])
    sheet.write_string(1, 0, publishable(f"{ONE_TABLE} {table.note}".strip()), formats["note"])
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    headings = _unique(table.headings, _LONGEST_HEADING)
    options = {
        "name": re.sub(r"\W|^(?=\d)", "_", f"{table.title}_table"),
        "style": "Table Style Light 1",
        "autofilter": False,
        "columns": [{"header": heading, "header_format": formats["heading"]} for heading in headings],
    }
    sheet.add_table(HEADING_ROW, 0, HEADING_ROW + len(rows), len(table.columns) - 1, options)
    links = iter(range(_LINK_LIMIT))
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for place, content in enumerate(row):
            _write(sheet, number, place, content, formats, links)
    _set_up_print(sheet, pages_wide=1 + sum(column.width for column in table.columns) // _PAGE_WIDTH)
    sheet.repeat_rows(HEADING_ROW)
    sheet.repeat_columns(0, table.headings.index(key) if key in table.headings else 0)


def _unique(names: Iterable[str], longest: int) -> list[str]:
    """The names of columns or sheets as Excel accepts them: short, and unique without regard to case."""
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        short, suffix = one_line(name)[:longest].strip(), f" ({number})"
        if short.casefold() in found or not short:
            short = short[: longest - len(suffix)] + suffix
        found[short.casefold()] = short
    return list(found.values())


def _write(  # noqa: PLR0913, PLR0917 - what xlsxwriter needs to know
    sheet: "Worksheet", row: int, column: int, content: Content, formats: _Formats, links: Iterator[int]
) -> None:
    """Write a cell: `NONE` for no text, nothing for `BLANK`. Text is never a formula, nor a link once `links` end."""
    if content == BLANK:
        sheet.write_blank(row, column, None, formats["asked"])
    elif isinstance(content, int | float):
        sheet.write_number(row, column, content, formats["number"])
    else:
        text = content if isinstance(content, str) else plain(content or ())
        targets = {run.href for run in content} if isinstance(content, tuple) else set()
        target = targets.pop() if len(targets) == 1 else None
        if target and len(target) <= _LONGEST_LINK and next(links, None) is not None:
            sheet.write_url(row, column, target, formats["link"], text)
        else:
            sheet.write_string(row, column, publishable(text).strip() or NONE, formats["body"])


def _split(row: tuple[Content, ...]) -> Iterator[tuple[Content, ...]]:
    """Split a row into several if a text is too long for one cell; each row repeats the cells that need no split."""
    cells = [_parts(content) for content in row]
    for index in range(max(map(len, cells))):
        yield tuple(parts[0] if len(parts) == 1 else parts[index] if index < len(parts) else "…" for parts in cells)


def _parts(content: Content) -> list[Content]:
    """A value in parts that each fit into a cell, with a mark at each cut."""
    text = plain(content) if isinstance(content, tuple) else content
    if not isinstance(text, str) or len(text) <= MAX_CHARACTERS:
        return [content]
    first, *others = [text[cut : cut + MAX_CHARACTERS] for cut in range(0, len(text), MAX_CHARACTERS)]
    parts = [first, *(CONTINUED + part for part in others)]
    return [*(part + CONTINUES for part in parts[:-1]), parts[-1]]


def _set_up_print(sheet: "Worksheet", *, pages_wide: int = 1, pages_high: int = 0) -> None:
    """Print on landscape A4, scaled to this many pages; 0 means as many as needed."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, pages_high)
    sheet.set_footer("&R&A, &P / &N")
