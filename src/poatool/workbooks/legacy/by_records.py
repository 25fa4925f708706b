"""An .xlsb workbook, read from its records."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from poatool.workbooks.legacy.answer import Answer, Lost, SheetAnswer
from poatool.workbooks.legacy.biff12 import DamagedPartError, Runs, records, rich_text, text
from poatool.workbooks.legacy.xlsb_sheet import Shared, XlsbSheet, comments
from poatool.workbooks.legacy.xlsb_styles import Styles, styles
from poatool.workbooks.limits import Limits
from poatool.workbooks.ooxml.relationships import Relationship, relationships
from poatool.workbooks.package import Package
from poatool.workbooks.refusal import Refused

_SETTINGS, _SHEET, _END_OF_SHEETS, _SHARED_TEXT = 153, 156, 144, 19
_SINCE_1904 = 0x01
_VISIBLE = ("visible", "hidden", "very_hidden")
_MACRO_SHEETS = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})
_DAMAGED = (DamagedPartError, Refused, struct.error, IndexError, KeyError)
# Sizes were looked at when the file was opened; here time and memory are limited instead.
_ANY_SIZE = Limits(unpacked_mib=1_000_000, members=1_000_000, ratio=1_000_000)

_LOST = "This sheet could not be read: its part of the file is missing or damaged."
_COMMENTS_LOST = "The comments of this sheet could not be read: their part of the file is missing or damaged."


def read(data: bytes, room: int) -> Answer | None:
    """Read an .xlsb workbook; None where its list of sheets, its texts or all the sheets are damaged.

    Raises:
        TooManyCellsError: it holds more than `room`.
    """
    try:
        package = Package(data, _ANY_SIZE)
        main = next(link.target for link in relationships(package, "", _ANY_SIZE) if link.kind == "officeDocument")
        links = {link.id: link for link in relationships(package, main, _ANY_SIZE)}
        listed = list(records(package.read(main)))
        shared = _shared(package, listed, {link.kind: link.target for link in links.values()})
        sheets = list(_sheets(package, shared, _listed(listed, links), room))
    except (*_DAMAGED, StopIteration):
        return None
    if all(_LOST in (what for *_, what in sheet["lost"]) for sheet in sheets):
        return None
    macros = any(link.kind in _MACRO_SHEETS for link in links.values())
    return {"sheets": sheets, "macro_sheets": macros, "all_told": True}


def _shared(package: Package, listed: list[tuple[int, bytes]], parts: dict[str, str]) -> Shared:
    texts, formats = parts.get("sharedStrings", ""), parts.get("styles", "")
    return Shared(
        texts=list(_texts(package.read(texts))) if texts in package else [],
        styles=styles(package.read(formats)) if formats in package else Styles([], []),
        since_1904=any(kind == _SETTINGS and body[0] & _SINCE_1904 for kind, body in listed),
    )


def _texts(part: bytes) -> Iterator[tuple[str, Runs]]:
    return (rich_text(body, 0) for kind, body in records(part) if kind == _SHARED_TEXT)


def _listed(
    workbook: list[tuple[int, bytes]], links: dict[str, Relationship]
) -> Iterator[tuple[str, str, Relationship | None]]:
    """The name of each sheet, how it is shown, and which part it is."""
    for kind, body in workbook:
        if kind == _END_OF_SHEETS:
            return
        if kind == _SHEET:
            (state,) = struct.unpack_from("<I", body)
            relation, end = text(body, 8)
            yield text(body, end)[0], _VISIBLE[min(state, 2)], links.get(relation)


def _sheets(
    package: Package, shared: Shared, listed: Iterator[tuple[str, str, Relationship | None]], room: int
) -> Iterator[SheetAnswer]:
    for name, visible, link in listed:
        if link is not None and link.kind != "worksheet":
            continue
        sheet = XlsbSheet(shared, room)
        lost: list[Lost] = []
        try:
            sheet.read(package.read(link.target if link else ""))
        except _DAMAGED:
            sheet = XlsbSheet(shared, room)
            lost.append((0, 0, _LOST))
        room -= len(sheet.cells)
        links = relationships(package, link.target, _ANY_SIZE) if link else ()
        yield {
            "name": name,
            "visible": visible,
            "cells": [sheet.cells[place] for place in sorted(sheet.cells)],
            "merges": sheet.merges,
            "hidden_rows": sheet.hidden_rows,
            "hidden_columns": sheet.hidden_columns,
            "filtered": sheet.filtered,
            "links": list(_links(sheet, {link.id: link.target for link in links})),
            "comments": _comments(package, links, lost),
            "lost": lost,
        }


def _links(sheet: XlsbSheet, targets: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """The addresses, at the first cell of each: `target#place`, or `#place` within the workbook."""
    for row, column, relation, place in sheet.links:
        address = targets.get(relation, "") + (f"#{place}" if place else "")
        if address:
            yield row, column, address


def _comments(package: Package, links: tuple[Relationship, ...], lost: list[Lost]) -> list[tuple[int, int, str]]:
    try:
        return [comment for link in links if link.kind == "comments" for comment in comments(package.read(link.target))]
    except _DAMAGED:
        lost.append((0, 0, _COMMENTS_LOST))
        return []
