"""Write new workbooks in poatool's style, with the same bytes on any day."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from poatool.text import publishable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CHARACTERS = 16_000  # the most characters in a cell: Excel allows 32,767 UTF-16 units, and a character may take two
FONT = "Calibri"
INK = "#12384F"
HEADING: Mapping[str, object] = {"bold": True, "font_color": "#FFFFFF", "bg_color": INK}
LINK: Mapping[str, object] = {"font_color": "#0B5394", "underline": 1}
"""How the heading of a table and a link look, in XlsxWriter's words."""

_A4 = 9  # the number of a paper size
_UNIX = 3  # the system that every zip says it was made on


class NewBook:
    """A new workbook, written in a font of this size, in points."""

    def __init__(self, size: int) -> None:
        from xlsxwriter import Workbook

        self._written, self._formats = io.BytesIO(), dict[tuple[object, ...], "Format"]()
        self.file = Workbook(self._written, {"in_memory": True})
        self._font = {"font_name": FONT, "font_size": size}

    def format(self, **looks: object) -> "Format":
        """The format with these looks."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format({**self._font, **looks})
        return self._formats[key]

    def finished(self, title: str, subject: str, day: dt.date) -> bytes:
        """The workbook as a file that was created on a day."""
        about = {"title": publishable(title), "subject": publishable(subject), "author": "poatool"}
        self.file.set_properties({**about, "created": dt.datetime.combine(day, dt.time())})
        self.file.close()
        return repacked(self._written)


def print_landscape(sheet: "Worksheet", footer: str, *, pages_wide: int = 1, pages_high: int = 0) -> None:
    """Print on landscape A4, scaled to this many pages; 0 means as many as needed."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, pages_high)
    sheet.set_footer(footer)


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
