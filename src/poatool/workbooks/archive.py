"""The parts of a workbook to a file: the same parts give the same bytes on any day."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"


class Part(NamedTuple):
    """A part of a package: its name, what it holds, and the time that it bears (none, as of itself)."""

    name: str
    content: bytes
    time: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)


def packed(parts: Iterable[Part]) -> bytes:
    """A package of parts in their order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, part.time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.content)
    return written.getvalue()


def saved(workbook: Workbook, day: dt.date) -> bytes:
    """A workbook made with openpyxl as a file that bears a given day, and not the hour of its writing."""
    workbook.properties.created = dt.datetime.combine(day, dt.time())
    written = io.BytesIO()
    workbook.save(written)
    modified = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(written) as archive:
        parts = [Part(name, archive.read(name)) for name in archive.namelist()]
    return packed(
        part._replace(content=_MODIFIED.sub(modified, part.content)) if part.name == _PROPERTIES else part
        for part in parts
    )
