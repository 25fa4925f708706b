"""Read a CSV or TSV file as a Workbook with one unnamed sheet.

A record is one row, as Excel shows it, even if it covers several lines. Values remain text, except the words that
spreadsheets save where a formula failed.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from poatool.text import lazy_pattern, listed
from poatool.workbooks.limits import LAST_COLUMN, Limits, Refused
from poatool.workbooks.model import ERROR, ErrorValue, Note, RawCell, Sheet, Trouble, Workbook, clean

_DELIMITERS = ",;\t|"
_LOOKED_AT = 64 * 1024
_RECORDS_LOOKED_AT = 60
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ANSI = "cp1252"
_PAGES = {
    "cp1250": "bs cs hr hu pl ro sk sl sq sr-latn",
    "cp1251": "be bg kk ky mk ru sr uk",
    "cp1253": "el",
    "cp1254": "az tr",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp1257": "et lt lv",
    "cp1258": "vi",
}
"""The languages for which Windows saves text files in another code page than `_ANSI`."""
_ACCENTED = lazy_pattern(r"\w{0,40}[^\W\x00-\x7f]\w{0,40}")
_NUL_SHARE = 0.3
_JUNK = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b\x00"))
_JUNK_SHARE = 0.02


def read(data: bytes, shown_as: str, sha256: str, limits: Limits, language: str) -> Workbook:
    """Read a text file, detecting its encoding and its delimiter. Raises Refused if it is not text, or too large."""
    text, encoding, _ = decoded(data, language)
    notes = [Note("", 0, 0, _doubt(text, encoding, language))] if encoding.startswith("cp") else []
    delimiter, text = delimiter_of(text)
    cells: list[RawCell] = []
    for field in fields(text, delimiter):
        if field.column > LAST_COLUMN:
            raise limits.exceeded("cells", f"Row {field.row} has more cells than a row can have")
        if not field.value:
            continue
        written, note = clean(field.value)
        value = ErrorValue(written) if ERROR.fullmatch(written) else written
        cells.append(RawCell(field.row, field.column, value, written))
        if note:
            notes.append(Note("", field.row, field.column, note))
        if len(cells) > limits.cells:
            raise limits.exceeded("cells", "The file has too many cells")
    kind = "tsv" if delimiter == "\t" else "csv"
    return Workbook(shown_as, sha256, kind, (Sheet("", tuple(cells)),), notes=tuple(notes))


def _doubt(text: str, page: str, language: str) -> str:
    """The note on a file that was read in a code page, with two words that may be wrong."""
    words = dict.fromkeys(f"“{found[0]}”" for found in islice(_ACCENTED.finditer(text), _RECORDS_LOOKED_AT))
    macrons = ["macrons"] if language.startswith(("en", "mi")) else []
    check = listed([*macrons, *([f"words such as {listed([*words][:2])}"] if words else [])]) or "it"
    return f"The file does not say how its letters are stored; it was read as Windows-{page[2:]}. Check {check}."


def decoded(data: bytes, language: str) -> tuple[str, str, int]:
    """Decode UTF-8, UTF-16, or else the code page of Windows for a language.

    Return the text, its encoding, and the length of its byte order mark. Bytes that the code page lacks become lone
    surrogates. Raises Refused if the data is not text.
    """
    encoding, skipped = _encoding_of(data)
    try:
        return data[skipped:].decode(encoding or "utf-8"), encoding or "utf-8", skipped
    except UnicodeDecodeError as error:
        if encoding is not None:
            at = error.start + skipped
            message = f"The file says that it is {encoding.upper()}, but has bytes that are not (at byte {at:,})."
            raise Refused(Trouble.ENCODING, message, "Save it again as “CSV UTF-8” and send that.") from error
        tags = {language[: len("sr-Latn")].casefold(), language.casefold().partition("-")[0]}
        page = next((page for page, known in _PAGES.items() if not tags.isdisjoint(known.split())), _ANSI)
        return data.decode(page, "surrogateescape"), page, 0


def decoded_start(data: bytes) -> str:
    """Decode the first 64 KiB, to see what the text is. Raises Refused if it is not text."""
    encoding, skipped = _encoding_of(data)
    return data[skipped:_LOOKED_AT].decode(encoding or "utf-8", "replace")


def _encoding_of(data: bytes) -> tuple[str | None, int]:
    """The encoding shown by a byte order mark or zero bytes, if any; the mark's length. Raises Refused if not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, len(bom)
    start = data[:_LOOKED_AT]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        units = start[offset::2]
        if units.count(0) > _NUL_SHARE * len(units) > start[1 - offset :: 2].count(0):
            return encoding, 0
    if len(start) - len(start.translate(None, _JUNK)) > _JUNK_SHARE * len(start):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is neither a spreadsheet nor text.")
    return None, 0


def looks_delimited(text: str) -> bool:
    """Whether more than half of the first records have the same number of fields, at least two."""
    return max(_consistency(text, delimiter)[0] for delimiter in _DELIMITERS) > 1 / 2


def delimiter_of(text: str) -> tuple[str, str]:
    """The delimiter, and the text without a first line such as `sep=;`, which tells Excel the delimiter."""
    first, _, rest = text.partition("\n")
    named = first.strip('\r\ufeff"')
    if named.casefold().startswith("sep=") and len(named) == len("sep=") + 1:
        return named[-1], rest
    looked_at = text[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda delimiter: _consistency(looked_at, delimiter)), text


def _consistency(text: str, delimiter: str) -> tuple[float, int]:
    """The share of records with the commonest number of fields above one, and that number; (0, 0) if all have one."""
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = Counter(len(record) for record in islice(records, _RECORDS_LOOKED_AT) if record)
    except csv.Error:
        return 0, 0
    count, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return count / max(widths.total(), 1), width


class Field(NamedTuple):
    """A field of a text: its row and column from 1, its value, where it begins and ends, and whether it is quoted."""

    row: int
    column: int
    value: str
    start: int
    end: int
    quoted: bool


def fields(text: str, delimiter: str) -> Iterator[Field]:
    """Split a text as Python's csv reader does. Raises Refused if an unclosed quotation mark swallows rows."""
    written = re.compile(rf'(?:"((?:[^"]++|"")*+)("?))?([^{re.escape(delimiter)}\r\n]*+)')
    row, column, at = 1, 1, 0
    while at < len(text) and (found := written.match(text, at)):
        end, (quoted, closed, rest) = found.end(), found.groups()
        if quoted is not None and (not closed or (rest and not {*"\r\n"}.isdisjoint(quoted))):
            message = f"Row {row} has an opening quotation mark that is never closed, so the rows below run into it."
            hint = "Delete that quotation mark, or close it at the end of its cell, and send the file again."
            raise Refused(Trouble.DAMAGED, message, hint)
        value = rest if quoted is None else quoted.replace('""', '"') + rest
        yield Field(row, column, value, at, end, quoted is not None)
        if end < len(text) and text[end] == delimiter:
            column, at = column + 1, end + 1
            if at == len(text):
                yield Field(row, column, "", at, at, quoted=False)
        else:
            row, column = row + 1, 1
            at = end + (2 if text[end : end + 2] == "\r\n" else 1)
