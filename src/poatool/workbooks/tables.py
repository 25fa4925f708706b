"""What the part of a table that Excel knows as one says of its place on the sheet."""

from __future__ import annotations

import re

from poatool.patterns import expression
from poatool.workbooks.addresses import area
from poatool.workbooks.model import Area

_ROOT = 2_000
"""Bytes in which the root of a part begins and ends."""

_TABLE = expression(r"<(?:\w{1,20}:)?table\s[^<>]*>")
_REFERENCE = expression(r"""\sref\s?=\s?["']([A-Z0-9:$]{2,30})["']""", re.IGNORECASE)
_NO_HEADINGS = expression(r"""\sheaderRowCount\s?=\s?["']0["']""")


def headings_of(part: bytes) -> Area | None:
    """The cells with the names of a table's columns; None where it shows none, or the part does not say where."""
    root = _TABLE.search(part[:_ROOT].decode("utf-8", "replace"))
    if root is None or _NO_HEADINGS.search(root[0]) or (reference := _REFERENCE.search(root[0])) is None:
        return None
    covered = area(reference[1])
    return covered._replace(bottom=covered.top) if covered else None
