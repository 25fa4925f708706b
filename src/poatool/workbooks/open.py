"""Open a spreadsheet file of any format, and the files in a zip; zips within zips are not unpacked."""

import errno
import hashlib
import stat
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path, PurePath, PurePosixPath

from poatool.bounded import MIB, read_bounded
from poatool.workbooks.limits import DEFAULT, RESEND, TOO_MANY_CHARACTERS, Limits, Refused
from poatool.workbooks.model import Note, Sheet, Trouble, Unreadable, Workbook
from poatool.workbooks.own import identify_own
from poatool.workbooks.package import Package
from poatool.workbooks.sniff import ZIP_MAGIC, Format, format_in_zip, format_of_non_zip
from poatool.workbooks.xlsx import read as xlsx

_Wanted = Callable[[str], bool] | None  # whether to open a file of this name
_LONGEST_PATH = 259  # the most characters in a path on Windows, unless an administrator has lifted the limit
_LONGEST_NAME = 255  # the longest name of a sheet, in characters: Excel allows 31, and messages repeat the name


def open_workbook(path: Path, shown_as: str, limits: Limits = DEFAULT, language: str = "en") -> Workbook | Unreadable:
    """Read a spreadsheet file, or say why it cannot be read; messages call it `shown_as`. Never raises.

    A text file that does not say its encoding is read in the code page that Windows has for `language`.
    """
    try:
        data = read_bytes(path, limits)
    except Refused as refused:
        return refused.unreadable(shown_as)
    return open_bytes(data, shown_as, limits, language)


def open_bytes(data: bytes, shown_as: str, limits: Limits = DEFAULT, language: str = "en") -> Workbook | Unreadable:
    """Read a spreadsheet file that is in memory, as `open_workbook` does."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        workbook, found = _opened(data, shown_as, sha256, limits, language)
        _check_totals(workbook, limits)
        workbook = _with_unique_names(workbook)
    except Refused as refused:
        return refused.unreadable(shown_as, sha256, identify_own(data, None))
    except MemoryError:
        message = "There is not enough memory to read this file."
        return Unreadable(shown_as, Trouble.READER_FAILED, message, "Close other programs and try again.", sha256)
    workbook = workbook._replace(own=identify_own(data, workbook))
    if (ending := PurePath(shown_as).suffix.casefold()) in ("", *found.value):
        return workbook
    message = f"The file is named “{ending}”, but is .{workbook.kind} inside, and was read as such."
    return workbook._replace(notes=(Note("", 0, 0, message), *workbook.notes))


def _check_totals(workbook: Workbook, limits: Limits) -> None:
    """Refuse too many characters or rows, or a sheet name too long for a message."""
    longest = max((len(sheet.name) for sheet in workbook.sheets), default=0)
    if longest > _LONGEST_NAME:
        raise Refused.unsafe(f"The file may be malicious: the name of a sheet has {longest:,} characters.")
    if characters_of(workbook) > limits.characters:
        raise limits.exceeded("characters", TOO_MANY_CHARACTERS)
    if (rows := rows_of(workbook)) > limits.rows:
        raise limits.exceeded("rows", f"The file has {rows:,} rows that are not empty")


def characters_of(workbook: Workbook) -> int:
    """The number of characters in a workbook's cells, comments and properties."""
    return sum(
        sum(len(cell.text) + len(cell.formula or "") for cell in sheet.cells) + sum(map(len, sheet.comments.values()))
        for sheet in workbook.sheets
    ) + sum(map(len, workbook.properties.values()))


def rows_of(workbook: Workbook) -> int:
    """The number of rows that are not blank. (A space copied down to the end of a sheet makes a million blank rows.)"""
    rows = ({c.row for c in s.cells if not isinstance(c.value, str) or c.value.strip()} for s in workbook.sheets)
    return sum(map(len, rows))


def _with_unique_names(workbook: Workbook) -> Workbook:
    """Number sheets with the same name, such as Excel's scenarios in OpenDocument, because messages name sheets."""
    sheets: dict[str, Sheet] = {}
    notes = list(workbook.notes)
    for sheet in workbook.sheets:
        numbered = (f"{sheet.name} ({number})" if number > 1 else sheet.name for number in count(1))
        name = next(name for name in numbered if name not in sheets)
        sheets[name] = sheet._replace(name=name)
        if name != sheet.name:
            message = f"The file has another sheet named {sheet.name}; this one was read as {name}."
            notes.append(Note(name, 0, 0, message))
    return workbook._replace(sheets=tuple(sheets.values()), notes=tuple(notes))


def _opened(data: bytes, shown_as: str, sha256: str, limits: Limits, language: str) -> tuple[Workbook, Format]:
    if not data:
        raise Refused(Trouble.EMPTY, "The file is empty (0 bytes).", RESEND)
    package = Package(data, limits) if data.startswith(ZIP_MAGIC) else None
    found, main = format_in_zip(package) if package else (format_of_non_zip(data, shown_as), "")
    if package and found is Format.XLSX:
        return xlsx.read(package, main, shown_as, sha256), found
    # Imported here, so that the tool starts faster: few files have these formats.
    if package:
        from poatool.workbooks.ods import read as ods

        return ods.read(package, shown_as, sha256), found
    if found is Format.CSV:
        from poatool.workbooks import csv

        return csv.read(data, shown_as, sha256, limits, language), found
    from poatool.workbooks.xls import read as xls

    return xls.read(data, shown_as, sha256, limits), found


def read_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """Read a file's bytes. Raises Refused if it is missing, unreadable, too large, a pipe or a device."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "a folder, not a file" if path.is_dir() else "not a file, but a pipe or a device"
            raise Refused(Trouble.NOT_A_FILE, f"This is {what}.", "Give the path of a workbook.")
        if found.st_size > limits.file_mib * MIB:
            raise limits.exceeded("file_mib", f"The file is {found.st_size / MIB:,.1f} MiB")
        return read_bounded(path, limits.file_mib)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        message, hint = "There is no such file.", "Check the path."
        if path.is_symlink():
            message = f"This is a link to a missing file ({path.readlink()})."
            hint = "Copy the file itself here."
        elif sys.platform == "win32" and len(str(path.absolute())) > _LONGEST_PATH:
            hint = "The path is too long for Windows. Move the file to a folder with a shorter path."
        raise Refused(Trouble.MISSING, message, hint) from error
    except PermissionError as error:
        message = "You may not read this file, or another program has locked it."
        raise Refused(Trouble.NO_PERMISSION, message, "Close it in Excel, or ask its owner for a copy.") from error
    except OSError as error:
        reason = error.strerror or "no reason given"
        trouble = Trouble.MISSING if error.errno in {errno.ELOOP, errno.ENAMETOOLONG} else Trouble.READER_FAILED
        raise Refused(trouble, f"The file could not be read ({reason}).", "Copy it elsewhere and try again.") from error


HIDDEN = "."  # the first character of the name of a hidden file or folder
PASSED_OVER = ("._", "~$", "__MACOSX")  # the beginnings of the names of files and folders that programs leave behind


def unpack(
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: _Wanted = None
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield the name (`batch.zip/agency.xlsx`) and content of each file in a zip, in the zip's order. Never raises.

    Hidden folders, files left behind by programs, and names that are not `wanted` are skipped. A zip or a file in it
    that cannot be read gives an Unreadable.
    """
    try:
        package, members = _zip(path, shown_as, limits)
    except Refused as refused:
        yield shown_as, refused.unreadable(shown_as)
        return
    for inside, name in members.items():
        if wanted is not None and not wanted(inside):
            continue
        size = package.sizes[name]
        try:
            if size > limits.file_mib * MIB:
                raise limits.exceeded("file_mib", f"The file is {size / MIB:,.1f} MiB")
            yield inside, package.read(name)
        except Refused as refused:
            yield inside, refused.unreadable(inside)


def open_batch(
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: _Wanted = None, language: str = "en"
) -> Iterator[Workbook | Unreadable]:
    """Read each workbook in a zip, until together they exceed the limits of one file; the rest are unreadable."""
    rows = characters = 0
    for inside, data in unpack(path, shown_as, limits, wanted):
        found = data if isinstance(data, Unreadable) else open_bytes(data, inside, limits, language)
        if isinstance(found, Workbook):
            rows += rows_of(found)
            characters += characters_of(found)
            if rows > limits.rows or characters > limits.characters:
                which = "rows" if rows > limits.rows else "characters"
                message = f"The files in this zip have too many {which} together"
                found = limits.exceeded(which, message).unreadable(inside, found.sha256)
        yield found


def names_in(path: Path, shown_as: str, limits: Limits = DEFAULT) -> list[str]:
    """The names that `unpack` yields; empty if the zip cannot be read."""
    try:
        return [*_zip(path, shown_as, limits)[1]]
    except Refused:
        return []


def _zip(path: Path, shown_as: str, limits: Limits) -> tuple[Package, dict[str, str]]:
    """Open a zip, and list its files by names to show, with their parts. Raises Refused if it is not a zip of files."""
    data = read_bytes(path, limits)
    if not data.startswith(ZIP_MAGIC):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is named .zip, but is not a zip file.", "Send the workbooks.")
    package = Package(data, limits)
    if "[Content_Types].xml" in package or "mimetype" in package:
        message = "This file is named .zip, but it is an Office file."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, "Give a workbook its own ending, such as .xlsx.")
    members = {}
    for name, info in package.members.items():
        written = info.filename.replace("\\", "/").lstrip("/")
        inside, skipped = PurePosixPath(written), (HIDDEN, *PASSED_OVER)
        if not (inside.name.startswith(PASSED_OVER) or any(each.startswith(skipped) for each in inside.parent.parts)):
            members[f"{shown_as}/{written}"] = name
    return package, members
