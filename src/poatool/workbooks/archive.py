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
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"


class Part(NamedTuple):
    """A part of a package: its name, what it holds, and whether it is stored without being compressed."""

    name: str
    content: bytes
    stored: bool = False


def packed(parts: Iterable[Part]) -> bytes:
    """A package of parts in their order; no part bears a time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if part.stored else zipfile.ZIP_DEFLATED
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
