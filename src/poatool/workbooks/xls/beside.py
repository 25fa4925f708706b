"""Read what xlrd ignores on the sheets of an .xls workbook: page headers and footers, and texts in boxes."""

from collections.abc import Iterator
from contextlib import suppress
from struct import error as struct_error, unpack_from

from xlrd.biffh import unpack_unicode_update_pos
from xlrd.compdoc import CompDoc

from poatool.workbooks.formatting import PAGE_CODE
from poatool.workbooks.model import clean

# Kinds of records ([MS-XLS] 2.4): the place and kind of a sheet, its end, an object, its text, the continuation of a
# record; then, for the records of page headers and footers, where their texts begin.
_BOUND_SHEET, _END, _OBJECT, _TEXT, _GOES_ON = 0x0085, 0x000A, 0x005D, 0x01B6, 0x003C
_TEXTS_AT = {0x0014: 0, 0x0015: 0, 0x089C: 38}
_MOST_TEXTS = 4  # the headers and footers of even and of first pages
_COMMENT = 0x19  # a type of object


def texts_beside(compound: CompDoc) -> list[tuple[tuple[str, ...], str]]:
    """For each sheet, the texts of page headers and footers, and the text in boxes; none in files before Excel 97."""
    stream, base, _ = compound.locate_named_stream("Workbook")
    bound = [unpack_from("<IBB", body) for kind, body in _records(stream or b"", base) if kind == _BOUND_SHEET]
    return [_of_sheet(_records(stream or b"", base + place)) for place, _, kind in bound if kind == 0]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The kinds and contents of the records from a position in the stream to the end of the part that begins there."""
    with suppress(struct_error):
        while (kind := unpack_from("<H", stream, at)[0]) != _END:
            (length,) = unpack_from("<H", stream, at + 2)
            at += 4 + length
            yield kind, stream[at - length : at]


def _of_sheet(records: Iterator[tuple[int, bytes]]) -> tuple[tuple[str, ...], str]:
    pages, boxes = dict[str, None](), list[str]()
    before, of_comment = 0, False
    for kind, body in records:
        if kind in _TEXTS_AT:
            pages |= dict.fromkeys(_page_texts(body, _TEXTS_AT[kind]))
        elif kind == _OBJECT:
            of_comment = body[4:5] == bytes((_COMMENT,))
        elif kind == _GOES_ON and before == _TEXT and not of_comment:
            encoding = "utf-16-le" if body[:1] == b"\1" else "latin-1"
            boxes.append(clean(body[1:].decode(encoding, "replace")).text.strip())
        before = kind
    return tuple(filter(None, map(str.strip, pages))), "\n".join(filter(None, boxes))


def _page_texts(body: bytes, at: int) -> Iterator[str]:
    with suppress(struct_error, LookupError, ValueError):
        for _ in range(_MOST_TEXTS if at < len(body) else 0):
            text, at = unpack_unicode_update_pos(body, at)
            yield from PAGE_CODE.split(clean(text).text)
