"""Write new workbooks in poatool's style, with the same bytes on any day."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from poatool.errors import OutputError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles.styleable import StyleableObject
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CHARACTERS = 16_000  # the most characters in a cell: Excel allows 32,767 UTF-16 units, and a character may take two
FONT, SIZE = "Calibri", 11
INK = "12384F"
_MODIFIED = re.compile(rb"(<dcterms:modified[^<>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"
_UNIX = 3  # the system that every zip says it was made on


def mark_as_heading(cell: "StyleableObject") -> None:
    """Format a cell as a table heading."""
    from openpyxl.styles import Font, PatternFill

    cell.font = Font(name=FONT, size=SIZE, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=INK)


def print_landscape(sheet: "Worksheet", repeat: int | None = None) -> None:
    """Print a sheet on landscape A4, fitted to the width of the page, with the row `repeat` on each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"


class Member(NamedTuple):
    """A file in a zip: its name, its content and its time."""

    name: str
    content: bytes
    time: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)


def zip_bytes(members: Iterable[Member]) -> bytes:
    """Pack members into a zip, in their order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.name, member.time)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            archive.writestr(entry, member.content)
    return written.getvalue()


def repacked(written: io.BytesIO) -> bytes:
    """Repack a zip that a library wrote, so that it has the same bytes on every system."""
    with zipfile.ZipFile(written) as archive:
        return zip_bytes(Member(name, archive.read(name)) for name in archive.namelist())


def save_dated(workbook: "Workbook", day: dt.date) -> bytes:
    """Save an openpyxl workbook, and give `day` as the date on which it was created and changed.

    Raises OutputError if the system's folder for temporary files cannot be used.
    """
    workbook.properties.created = dt.datetime.combine(day, dt.time())
    written = io.BytesIO()
    try:
        workbook.save(written)
    except OSError as error:  # openpyxl assembles sheets in temporary files
        what_to_do = "Make room, or set TMPDIR to another folder."
        raise OutputError(f"The folder for temporary files cannot be used ({error.strerror}). {what_to_do}") from None
    modified = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(written) as archive:
        # On Windows, openpyxl ends lines with CR LF, which means the same in XML.
        parts = {name: archive.read(name).replace(b"\r\n", b"\n") for name in archive.namelist()}
    parts[_PROPERTIES] = _MODIFIED.sub(modified, parts[_PROPERTIES])
    return zip_bytes(Member(*part) for part in parts.items())
