"""Open the files in a zip; zips within zips are not unpacked."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from poatool.bounded import MIB
from poatool.workbooks.limits import DEFAULT, Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import characters_of, open_bytes, read_bytes, rows_of
from poatool.workbooks.package import Package
from poatool.workbooks.sniff import ZIP_MAGIC

HIDDEN = "."
"""First character of a hidden file or folder."""

PASSED_OVER = ("._", "~$", "__MACOSX")
"""Beginnings of the names of files and folders that programs leave behind."""


def unpack(
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield each file in a zip as `batch.zip/agency.xlsx`, in the order of the zip. Never raises.

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
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: Callable[[str], bool] | None = None
) -> Iterator[Workbook | Unreadable]:
    """Read each workbook in a zip, until together they have more rows or characters than one file may have."""
    rows = characters = 0
    for inside, data in unpack(path, shown_as, limits, wanted):
        found = data if isinstance(data, Unreadable) else open_bytes(data, inside, limits)
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
    """A zip, and its name for each file to read, by the name to show. Raises Refused if it is not a zip of files."""
    data = read_bytes(path, limits)
    if not data.startswith(ZIP_MAGIC):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is named .zip, but is not a zip file.", "Send the workbooks.")
    package = Package(data, limits)
    if "[Content_Types].xml" in package or "mimetype" in package:
        message = "This is named .zip, but is a document."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, "Give a workbook its own ending, such as .xlsx.")
    members = {}
    for name, info in package.members.items():
        written = info.filename.replace("\\", "/").lstrip("/")
        inside, skipped = PurePosixPath(written), (HIDDEN, *PASSED_OVER)
        if not (inside.name.startswith(PASSED_OVER) or any(each.startswith(skipped) for each in inside.parent.parts)):
            members[f"{shown_as}/{written}"] = name
    return package, members
