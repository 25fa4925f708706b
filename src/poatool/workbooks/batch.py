"""Read the files in a zip of submissions; zips inside it are not unpacked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from poatool.workbooks.limits import DEFAULT, MIB, Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import characters_of, open_bytes, read_bytes, rows_of
from poatool.workbooks.package import Package
from poatool.workbooks.sniff import ZIP_MAGIC

HIDDEN = "."
"""First character of a hidden file or folder."""

PASSED_OVER = ("._", "~$", "__MACOSX")
"""Beginnings of files and folders that programs leave behind."""

_PARTS_OF_A_WORKBOOK = ("[Content_Types].xml", "mimetype")


def unpack(
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Give each file in a zip as `batch.zip/agency.xlsx`, in the order of the zip; nothing raises.

    Hidden folders, files that programs leave behind and names that are not `wanted` are skipped. A zip or a file in it
    that cannot be read gives an Unreadable. A workbook that is only named .zip is one file.
    """
    try:
        package = _package(path, limits)
    except Refused as refused:
        yield shown_as, refused.unreadable(shown_as)
        return
    if _is_workbook(package):
        yield shown_as, package.data
        return
    for name, inside in _members(package, shown_as):
        if wanted is not None and not wanted(inside):
            continue
        size = package.members[name].file_size
        try:
            if size > limits.file_mib * MIB:
                raise limits.exceeded("file_mib", f"The file is {size / MIB:,.1f} MiB")
            yield inside, package.read(name)
        except Refused as refused:
            yield inside, refused.unreadable(inside)


def open_batch(
    path: Path, shown_as: str, limits: Limits = DEFAULT, wanted: Callable[[str], bool] | None = None
) -> Iterator[Workbook | Unreadable]:
    """Read each workbook in a zip, until they have more rows or characters together than one file may have."""
    rows = characters = 0
    for inside, data in unpack(path, shown_as, limits, wanted):
        found = data if isinstance(data, Unreadable) else open_bytes(data, inside, limits)
        if isinstance(found, Workbook):
            rows += rows_of(found, limits.rows)
            characters += characters_of(found)
            if rows > limits.rows or characters > limits.characters:
                which = "rows" if rows > limits.rows else "characters"
                message = f"The files in this zip have too many {which} together"
                found = limits.exceeded(which, message).unreadable(inside, found.sha256)
        yield found


def names_in(path: Path, shown_as: str, limits: Limits = DEFAULT) -> list[str]:
    """The names that `unpack` gives; none if the zip cannot be read or is itself a workbook."""
    try:
        package = _package(path, limits)
    except Refused:
        return []
    return [] if _is_workbook(package) else [inside for _, inside in _members(package, shown_as)]


def _is_workbook(package: Package) -> bool:
    return any(part in package for part in _PARTS_OF_A_WORKBOOK)


def _members(package: Package, shown_as: str) -> Iterator[tuple[str, str]]:
    """The part name of each file that is not skipped, and the name to show."""
    for name, info in package.members.items():
        written = info.filename.replace("\\", "/").lstrip("/")
        path, skipped = PurePosixPath(written), (HIDDEN, *PASSED_OVER)
        if not (path.name.startswith(PASSED_OVER) or any(folder.startswith(skipped) for folder in path.parent.parts)):
            yield name, f"{shown_as}/{written}"


def _package(path: Path, limits: Limits) -> Package:
    data = read_bytes(path, limits)
    if not data.startswith(ZIP_MAGIC):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is named .zip, but is not a zip file.", "Send the workbooks.")
    return Package(data, limits)
