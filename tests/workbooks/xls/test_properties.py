"""Custom document properties of .xls files, as Excel writes them in its own code page or in UTF-16."""

from __future__ import annotations

from struct import pack
from unittest.mock import patch

import pytest

from poatool.workbooks.xls.properties import custom_properties
from tests.workbooks.xls import biff

UTF_16, LATIN, UTF_8 = 1200, 1252, 65001


def stream(page: int, name: str, kind: int, value: bytes, length: int) -> bytes:
    """A stream with one custom property, after a first section that is not looked into."""
    written = f"{name}\0".encode("utf-16-le" if page == UTF_16 else "utf-8")
    size = len(written) // 2 if page == UTF_16 else len(written)
    names = pack("<III", 1, 2, size) + written + bytes(-len(written) % 4)
    parts = (names, pack("<II", 2, page), pack("<II", kind, length) + value)
    begins = [8 + 8 * len(parts) + sum(map(len, parts[:number])) for number in range(len(parts))]
    section = (
        pack("<II", 0, len(parts)) + b"".join(pack("<II", *place) for place in enumerate(begins)) + b"".join(parts)
    )
    return bytes(28 + 20 + 16) + pack("<I", 68) + section


@pytest.mark.parametrize(
    ("page", "kind", "value", "length", "text"),
    [
        (UTF_8, 30, "Māori\0".encode(), 7, "Māori"),
        (LATIN, 30, "Caf\xe9\0".encode("latin-1"), 5, "Café"),
        (UTF_16, 31, "Māori\0".encode("utf-16-le"), 6, "Māori"),
    ],
)
def test_texts_are_read(page: int, kind: int, value: bytes, length: int, text: str) -> None:
    with patch("xlrd.compdoc.CompDoc.get_named_stream", return_value=stream(page, "poatool", kind, value, length)):
        assert custom_properties(biff.xls(("S", []))) == {"poatool": text}


@pytest.mark.parametrize("cut", [0, 40, 70, 90, 110, 120])
def test_a_stream_that_ends_too_soon_is_no_fault(cut: int) -> None:
    whole = stream(UTF_8, "poatool", 3, b"abcd", 4)
    with patch("xlrd.compdoc.CompDoc.get_named_stream", return_value=whole[:cut]):
        assert custom_properties(biff.xls(("S", []))) == {}
