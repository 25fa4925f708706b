"""A workbook as the same bytes each time it is written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

WRITTEN = dt.datetime(2023, 2, 15, 9, 0)  # noqa: DTZ001 - document properties hold times without a zone
"""The date that every example bears."""

_UNIX = 3
_CONTENT_TYPES = "[Content_Types].xml"


def workbook_bytes(workbook: Workbook) -> bytes:
    """Save a workbook with a fixed date, fixed timestamps and a fixed order of its parts.

    The parts are stored, not compressed: compressors differ from one build of Python to the next.
    """
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    workbook.properties.modified = WRITTEN  # saving has set it to the time of the run
    parts["docProps/core.xml"] = tostring(workbook.properties.to_tree())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda part: (part != _CONTENT_TYPES, part)):
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            member.create_system = _UNIX
            archive.writestr(member, parts[name])
    return packed.getvalue()
