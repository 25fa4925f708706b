"""An OpenDocument spreadsheet (.ods, .ots, or .fods in a single part) as a Workbook."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Growing, local, tree
from poatool.workbooks.model import Note, Trouble, Workbook
from poatool.workbooks.ods.body import Body
from poatool.workbooks.ods.features import in_flat, in_package
from poatool.workbooks.ods.properties import properties
from poatool.workbooks.ods.room import Room
from poatool.workbooks.package import Package
from poatool.workbooks.refusal import RESAVE, Refused, damaged

_CONTENT = "content.xml"
_META = "meta.xml"
_CHUNK = 64 * 1024


def read(source: Package | bytes, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a spreadsheet that is a package of parts, or one XML document.

    Raises:
        Refused: it is damaged, unsafe or too large.
    """
    if isinstance(source, Package):
        return _read_package(source, shown_as, sha256, limits)
    pieces = (source[start : start + _CHUNK] for start in range(0, len(source), _CHUNK))
    body, root = _read(pieces, "the document", limits)
    body.features.update(in_flat(root))
    return _workbook(body, shown_as, sha256, "fods", properties(root))


def _read_package(package: Package, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    if _CONTENT not in package:
        raise damaged(f"The file is damaged: {_CONTENT}, which holds its sheets, is not in it.")
    body, _ = _read(package.chunks(_CONTENT), _CONTENT, limits)
    body.features.update(in_package(package.members))
    described: dict[str, str] = {}
    try:
        if _META in package:
            described = properties(tree(package.chunks(_META), limits, _META))
    except Refused as refused:
        if refused.trouble is not Trouble.DAMAGED:
            raise
        message = "The document properties could not be read: this part of the file is damaged."
        body.notes.append(Note("", 0, 0, message))
    template = package.read("mimetype").strip().endswith(b"-template")
    return _workbook(body, shown_as, sha256, "ots" if template else "ods", described)


def _read(chunks: Iterable[bytes], part: str, limits: Limits) -> tuple[Body, Element]:
    body = Body(Room.within(limits))
    root = body.read(Growing(chunks, limits, part))
    if not body.found:
        message = f"This is no spreadsheet: its main part is a “{local(root.tag)}” without one."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, RESAVE)
    if not body.sheets:
        raise damaged("The workbook holds no sheet.")
    return body, root


def _workbook(body: Body, shown_as: str, sha256: str, kind: str, described: dict[str, str]) -> Workbook:
    return Workbook(
        path=shown_as,
        sha256=sha256,
        kind=kind,
        sheets=tuple(body.sheets),
        properties=described,
        features=frozenset(body.features),
        notes=tuple(body.notes),
    )
