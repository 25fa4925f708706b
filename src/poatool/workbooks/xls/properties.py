"""The custom document properties of an .xls workbook, which bear poatool's marks: [MS-OLEPS], 2.18 to 2.25."""

from __future__ import annotations

import io
from contextlib import suppress
from struct import error, unpack_from

_STREAM = "\x05DocumentSummaryInformation"
_CUSTOM_SECTION = 28 + 20 + 16
"""Where the stream says at which byte its second section begins, which holds the custom properties."""

_DICTIONARY, _CODE_PAGE = 0, 1
_NARROW, _WIDE = 30, 31
"""The types of a text: in the code page of the section, or in UTF-16."""

_UTF_8, _UTF_16 = 65001, 1200
_MAX = 200
"""The properties that are read; Excel's dialog is of no use for more."""


def custom_properties(data: bytes) -> dict[str, str]:
    """The texts among the custom properties by name; none where the workbook has none or they cannot be read."""
    from xlrd.compdoc import CompDoc, CompDocError

    with suppress(CompDocError, error, LookupError, ValueError, AssertionError):
        return _texts(CompDoc(data, logfile=io.StringIO()).get_named_stream(_STREAM) or b"")
    return {}


def _texts(stream: bytes) -> dict[str, str]:
    (start,) = unpack_from("<I", stream, _CUSTOM_SECTION)
    section = stream[start:]
    (count,) = unpack_from("<I", section, 4)
    places = dict(unpack_from("<II", section, 8 + 8 * number) for number in range(min(count, _MAX)))
    (page,) = unpack_from("<H", section, places[_CODE_PAGE] + 4)
    encoding = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(page, f"cp{page}")
    found: dict[str, str] = {}
    for number, name in _names(section, places[_DICTIONARY], encoding).items():
        kind, length = unpack_from("<II", section, places[number])
        begin, wide = places[number] + 8, kind == _WIDE
        if kind in (_NARROW, _WIDE):
            written = section[begin : begin + length * (2 if wide else 1)]
            found[name] = written.decode("utf-16-le" if wide else encoding).partition("\0")[0]
    return found


def _names(section: bytes, at: int, encoding: str) -> dict[int, str]:
    """The names of properties by number. In UTF-16 each is padded to four bytes."""
    (count,) = unpack_from("<I", section, at)
    at += 4
    names: dict[int, str] = {}
    for _ in range(min(count, _MAX)):
        number, length = unpack_from("<II", section, at)
        size = 2 * length if encoding == "utf-16-le" else length
        names[number] = section[at + 8 : at + 8 + size].decode(encoding).partition("\0")[0]
        at += 8 + (size + -size % 4 if encoding == "utf-16-le" else size)
    return names
