"""Read the custom document properties of an .xls workbook ([MS-OLEPS], 2.18 to 2.25)."""

from contextlib import suppress
from struct import error, unpack_from

from xlrd.compdoc import CompDoc, CompDocError

_STREAM = "\x05DocumentSummaryInformation"
# Where the stream gives the position of its second section, which holds the custom properties.
_CUSTOM_SECTION = 28 + 20 + 16
_DICTIONARY, _CODE_PAGE = 0, 1
# The types of a text property: in the code page of the section, or in UTF-16.
_NARROW, _WIDE = 30, 31
_UTF_8, _UTF_16 = 65001, 1200
_MAX = 200  # the most properties to read; more are unusable in Excel's dialog


def custom_properties(compound: CompDoc) -> dict[str, str]:
    """The texts among the custom properties by name; empty if they cannot be read."""
    with suppress(CompDocError, error, LookupError, ValueError, AssertionError):
        return _texts(compound.get_named_stream(_STREAM) or b"")
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
