"""Read one .xls workbook with xlrd, in a separate process with limits on memory and time.

The file comes in on standard input; a `Workbook`, or the arguments of a `Refused`, goes out pickled.
"""

import gc
import io
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from itertools import chain, pairwise, repeat
from operator import or_
from struct import error as struct_error, unpack_from
from typing import Any

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDoc, CompDocError
from xlrd.formatting import XF
from xlrd.sheet import Sheet as XlsSheet

from poatool.bounded import MIB
from poatool.workbooks import formatting, model
from poatool.workbooks.formatting import BUILT_IN, PLAIN, SMALLEST, WHITE, Shown, Style
from poatool.workbooks.limits import RESEND, Limits, Refused
from poatool.workbooks.model import Area, CellRun, ErrorValue, Marks, Note, Sheet, Value, Workbook, clean, custom_name
from poatool.workbooks.quota import Quota, SheetDraft
from poatool.workbooks.xls.beside import texts_beside

_NOT_KNOWN = (
    "In an old Excel workbook (.xls), formulas look like typed values, and pictures are not read. If this matters, "
    "save it as .xlsx (File > Save As > Excel Workbook) and send the new file."
)
_ENCRYPTED = "Workbook is encrypted"
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_CONDITIONAL = "Ignoring CONDFMT"  # xlrd logs this about conditional formats, which may give cells other colours
_LONGEST_WHOLE = 10**15
_SOLID = 1
_FIRST_CUSTOM = 164  # the number of the first custom number format
_BOLD = 600  # the weight of the lightest bold font
_FLAT, _NARROWEST = 20 * SMALLEST, 256  # the smallest height and width in which letters can be read
_TWIPS = 20  # twips in a point
# Other kinds of compound files, each with a stream that identifies it.
_OTHERS = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "VisioDocument": "a Visio drawing",
    "__properties_version1.0": "an Outlook message",
}


def main(limits: Limits) -> None:
    """Read the workbook on standard input, and write it, or the reason why it is refused, to standard output."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mib * MIB, limits.memory_mib * MIB))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()
    try:
        answer: Workbook | tuple[model.Trouble, str, str] = read(sys.stdin.buffer.read(), limits)
    except Refused as refused:
        answer = refused.trouble, refused.message, refused.hint
    pickle.dump(answer, sys.stdout.buffer)


def read(data: bytes, limits: Limits) -> Workbook:
    """Read an .xls workbook. Raises Refused if it is malformed, encrypted, too large, or another kind of file."""
    log = io.StringIO()
    compound = _opened(data, log)
    notes = [Note("", 0, 0, _NOT_KNOWN)]
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=log, verbosity=1, formatting_info=True, ragged_rows=True, on_demand=True
        )
        styles = [_style(book, look) for look in book.xf_list]
        quota = Quota(limits)
        shown = (_sheet(book, number, styles, quota, notes) for number in range(book.nsheets))
        beside = chain(texts_beside(compound), repeat(((), "")))
        sheets = tuple(
            sheet._replace(on_each_page=pages, drawn={(1, 1): boxes} if boxes else {})
            for sheet, (pages, boxes) in zip(shown, beside, strict=False)
        )
        if _CONDITIONAL in log.getvalue():
            sheets = tuple(sheet._replace(fills={}) for sheet in sheets)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        if str(error) == _ENCRYPTED:
            raise Refused.with_password() from error
        # xlrd raises all kinds of errors for a malformed record.
        message = "This old Excel workbook (.xls) cannot be read in full, so what is hidden in it is not known."
        raise Refused(model.Trouble.DAMAGED, message) from error
    if not sheets:
        raise Refused.damaged("The workbook has no sheet.")
    found = (
        (model.Feature.MACRO_SHEETS, _MACRO_SHEET in log.getvalue()),
        (model.Feature.MACROS, _MACROS in data),
        (model.Feature.TEXT_BOXES, any(sheet.drawn for sheet in sheets)),
    )
    features = frozenset(feature for feature, is_there in found if is_there)
    properties = {name: clean(text).text for name, text in document_properties(compound).items() if text}
    return Workbook("", "", "xls", sheets, properties, features, tuple(notes))


def _opened(data: bytes, log: io.StringIO) -> CompDoc:
    """Open the compound file, and refuse it if the streams in its root show that it is not a workbook."""
    try:
        compound = CompDoc(data, logfile=log)
    except Exception as error:
        raise Refused(model.Trouble.DAMAGED, "The file is cut short or damaged.", RESEND) from error
    names = {entry.name for entry in compound.dirlist if entry.parent == 0}
    if "EncryptedPackage" in names:
        raise Refused.with_password()
    if not any(name.casefold() in {"workbook", "book"} for name in names):
        other = next((kind for name, kind in _OTHERS.items() if name in names), "an old Office file of another kind")
        raise Refused.not_a_spreadsheet(other)
    return compound


def _sheet(book: Book, number: int, styles: Sequence[Style], quota: Quota, notes: list[Note]) -> Sheet:
    sheet = book.sheet_by_index(number)
    draft = SheetDraft(clean(sheet.name).text, quota)
    for row in range(sheet.nrows):
        _take_row(draft, book, sheet, row, styles)
    links = {(row, column): clean(link).text for row, column, link in _links(sheet)}
    draft.cells = formatting.with_links(draft.cells, links)
    draft.keep((clean(link.quicktip or "").text for link in sheet.hyperlink_list), draft.described)
    draft.merges = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    rows = sheet.rowinfo_map.items()
    draft.hidden_rows = {row + 1 for row, info in rows if info.hidden or (info.height or _FLAT) < _FLAT}
    draft.hidden_columns = {at + 1 for at, info in sheet.colinfo_map.items() if info.hidden or info.width < _NARROWEST}
    notes_at = sheet.cell_note_map.items()
    draft.comments = {(row + 1, column + 1): clean(note.text).text for (row, column), note in notes_at}
    notes += draft.notes
    book.unload_sheet(number)
    return draft.sheet(hidden=sheet.visibility > 0)


def _take_row(draft: SheetDraft, book: Book, sheet: XlsSheet, row: int, styles: Sequence[Style]) -> None:
    """Take the cells of a row that are not empty; xlrd counts rows and columns from 0."""
    before, fills = len(draft.cells), dict[tuple[int, int], str]()
    for column, (kind, written) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
        number = sheet.cell_xf_index(row, column)
        as_shown, marks, fill = styles[number] if number < len(styles) else PLAIN
        if fill:
            fills[row + 1, column + 1] = fill
        if (found := _content(kind, written, as_shown, since_1904=bool(book.datemode))) is None:
            continue
        value, text, note = found
        listed = sheet.rich_text_runlist_map.get((row, column))
        runs = tuple(_runs(book, str(written), listed)) if listed else ()
        draft.cells.append(model.raw_cell((row + 1, column + 1, value, text, None, None, runs, marks)))
        if note:
            draft.note(row + 1, column + 1, note)
    made = draft.cells[before:]
    characters = sum(len(cell.text) for cell in made if isinstance(cell.value, str))
    draft.quota.take(sum(1 + len(cell.runs) for cell in made), characters)
    draft.paint(fills if made else {})


def _content(kind: int, written: Any, as_shown: Shown, *, since_1904: bool) -> tuple[Value, str, str | None] | None:  # noqa: ANN401 - as xlrd gives it
    """The value of a cell, its text, and a note on what was cleaned; None if it is empty."""
    match kind:
        case xlrd.XL_CELL_TEXT if written:
            text, note = clean(str(written))
            return text, text, note
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            value = formatting.from_serial(float(written), as_shown, since_1904=since_1904)
            is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LONGEST_WHOLE
            return int(written) if is_whole else value, str(float(written)), None
        case xlrd.XL_CELL_BOOLEAN:
            return bool(written), str(bool(written)), None
        case xlrd.XL_CELL_ERROR:
            text = xlrd.error_text_from_code[int(written)]
            return ErrorValue(text), text, None
    return None


def _runs(book: Book, text: str, listed: list[tuple[int, int]]) -> Iterator[CellRun]:
    """The parts of a rich text; `listed` has the start of each in UTF-16 units, and its font."""
    characters = text.encode("utf-16-le", "surrogatepass")
    begins = [0, *(2 * start for start, _ in listed), len(characters)]
    fonts = [None, *(_looks(book, font) for _, font in listed)]
    for looks, (start, end) in zip(fonts, pairwise(begins), strict=True):
        yield CellRun(clean(characters[start:end].decode("utf-16-le", "replace")).text, looks)


def _style(book: Book, look: XF) -> Style:
    number, fill = look.format_key, look.background
    as_shown = BUILT_IN.get(number) or formatting.shown(book.format_map[number].format_str)
    hides = number >= _FIRST_CUSTOM and formatting.hides(book.format_map[number].format_str)
    behind: str | None = WHITE
    if fill is not None and fill.fill_pattern:
        behind = (fill.fill_pattern == _SOLID and _colour(book, fill.pattern_colour_index)) or None
    font = book.font_list[look.font_index] if look.font_index < len(book.font_list) else None
    ink = _colour(book, font.colour_index) if font else ""
    return formatting.cell_style(as_shown, _looks(book, look.font_index), ink, behind, hides=hides)


def _colour(book: Book, index: int) -> str:
    return bytes(book.colour_map.get(index) or ()).hex().upper()


def _looks(book: Book, number: int) -> Marks:
    if number >= len(book.font_list):
        return Marks.NONE
    font = book.font_list[number]
    looks = (
        *((Marks.STRUCK, font.struck_out), (Marks.BOLD, font.weight >= _BOLD), (Marks.ITALIC, font.italic)),
        (Marks.UNSEEN, font.height < SMALLEST * _TWIPS),
    )
    return reduce(or_, (look for look, is_on in looks if is_on), Marks.NONE)


def _links(sheet: XlsSheet) -> Iterator[tuple[int, int, str]]:
    """The address of each link by its first cell: `target#place`, or `#place` within the workbook."""
    for link in sheet.hyperlink_list:
        path = link.url_or_path or ""
        # The file does not say how a short file name is encoded.
        target = path if isinstance(path, str) else path.decode("cp1252", "replace")
        place = f"#{link.textmark}" if link.textmark else ""
        if (target or place) and link.frowx is not None and link.fcolx is not None:
            yield link.frowx + 1, link.fcolx + 1, target + place


# The document properties: [MS-OLEPS], 2.18 to 2.25
# For each section: its stream, where the stream gives its position, and the names of its properties (none if custom).
_SECTIONS: tuple[tuple[str, int, dict[int, str]], ...] = (
    ("\x05SummaryInformation", 44, {2: "core.title", 3: "core.subject", 5: "core.keywords", 6: "core.description"}),
    ("\x05DocumentSummaryInformation", 44, {2: "core.category", 15: "app.Company", 27: "core.contentStatus"}),
    ("\x05DocumentSummaryInformation", 64, {}),
)
_DICTIONARY, _CODE_PAGE = 0, 1
# The types of a text property: in the code page of the section, or in UTF-16.
_IN_CODE_PAGE, _WIDE = 30, 31
_UTF_8, _UTF_16 = 65001, 1200
_MAX_PROPERTIES = 200  # the most properties that are read; Excel's dialog cannot handle more


def document_properties(compound: CompDoc) -> dict[str, str]:
    """The document properties that are texts, by names such as `core.title`, except those that cannot be read."""
    found: dict[str, str] = {}
    for stream, position, known in _SECTIONS:
        with suppress(CompDocError, struct_error, LookupError, ValueError, AssertionError):
            found |= _property_texts(compound.get_named_stream(stream) or b"", position, known)
    return found


def _property_texts(stream: bytes, position: int, names: dict[int, str]) -> dict[str, str]:
    """The texts of a section's properties by `names` or, if these are empty, by the names in the section itself."""
    (start,) = unpack_from("<I", stream, position)
    section = stream[start:]
    (count,) = unpack_from("<I", section, 4)
    places = dict(unpack_from("<II", section, 8 + 8 * number) for number in range(min(count, _MAX_PROPERTIES)))
    (page,) = unpack_from("<H", section, places[_CODE_PAGE] + 4)
    encoding = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(page, f"cp{page}")
    found: dict[str, str] = {}
    names = names or _property_names(section, places[_DICTIONARY], encoding)
    for number in names.keys() & places.keys():
        kind, length = unpack_from("<II", section, places[number])
        begin, wide = places[number] + 8, kind == _WIDE
        if kind in (_IN_CODE_PAGE, _WIDE):
            written = section[begin : begin + length * (2 if wide else 1)]
            found[names[number]] = written.decode("utf-16-le" if wide else encoding).partition("\0")[0]
    return found


def _property_names(section: bytes, at: int, encoding: str) -> dict[int, str]:
    """The names of properties by number. In UTF-16, each name is padded to four bytes."""
    (count,) = unpack_from("<I", section, at)
    at += 4
    names: dict[int, str] = {}
    for _ in range(min(count, _MAX_PROPERTIES)):
        number, length = unpack_from("<II", section, at)
        size = 2 * length if encoding == "utf-16-le" else length
        names[number] = custom_name(section[at + 8 : at + 8 + size].decode(encoding).partition("\0")[0])
        at += 8 + (size + -size % 4 if encoding == "utf-16-le" else size)
    return names


if __name__ == "__main__":
    main(Limits(**json.loads(sys.argv[1])))
