"""A zip of submissions as the files in it. A zip inside it is not unpacked in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from poatool.workbooks.limits import DEFAULT, MIB, Limits
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import open_bytes, read_bytes
from poatool.workbooks.package import Package
from poatool.workbooks.refusal import Refused
from poatool.workbooks.sniff import ZIP_MAGIC

_BESIDE = ("__MACOSX",)


def unpack(path: Path, shown_as: str, limits: Limits = DEFAULT) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Give each file in a zip as `batch.zip/agency.xlsx`, in the order of the zip.

    Hidden files and Excel's lock files are passed over. A zip that cannot be read is one Unreadable, and so is a
    file in it; nothing raises.
    """
    try:
        package = _package(path, limits)
    except Refused as refused:
        yield shown_as, Unreadable(shown_as, refused.trouble, refused.what, refused.do)
        return
    for name, info in package.members.items():
        written = info.filename.replace("\\", "/").lstrip("/")
        if not _passed_over(PurePosixPath(written)):
            inside = f"{shown_as}/{written}"
            yield inside, _member(package, name, info.file_size, inside, limits)


def open_batch(path: Path, shown_as: str, limits: Limits = DEFAULT) -> Iterator[Workbook | Unreadable]:
    """Read each workbook in a zip."""
    for inside, data in unpack(path, shown_as, limits):
        yield data if isinstance(data, Unreadable) else open_bytes(data, inside, limits)


def _package(path: Path, limits: Limits) -> Package:
    data = read_bytes(path, limits)
    if not data.startswith(ZIP_MAGIC):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is named .zip, but is no zip file.", "Send the workbooks.")
    return Package(data, limits)


def _passed_over(name: PurePosixPath) -> bool:
    return name.parts[0] in _BESIDE or any(part.startswith((".", "~$")) for part in name.parts)


def _member(package: Package, name: str, size: int, inside: str, limits: Limits) -> bytes | Unreadable:
    try:
        if size > limits.file_mib * MIB:
            raise limits.exceeded("file_mib", f"The file is {size / MIB:,.1f} MiB large")
        return package.read(name)
    except Refused as refused:
        return Unreadable(inside, refused.trouble, refused.what, refused.do)
