"""The sheets of a workbook that is being changed: their parts, the order of elements in them, a new sheet in front."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml
from poatool.workbooks.markup import RELATION_NAMESPACES, is_true
from poatool.workbooks.text import decode

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_KINDS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet"})

# The order of the elements of a sheet: ECMA-376 part 1, 18.3.1.99 (CT_Worksheet).
_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing"),
)
_RANK = {name: rank for rank, name in enumerate(_ORDER)}


def sheet_parts(edit: PackageEdit) -> Mapping[str, str]:
    """The part of each worksheet by the sheet's name."""
    targets = {link.id: link.target for link in edit.links(edit.main) if link.kind == "worksheet"}
    parts: dict[str, str] = {}
    for node in _listed(edit).children:
        target = targets.get(relation_of(node, edit.part(edit.main).root) or "")
        if target is not None and target in edit.package:
            parts.setdefault(decode(node.attributes.get("name", "")).text, target)
    return parts


def outline(name: str, attributes: Mapping[str, str], depth: int) -> bool:
    """Keep the elements directly inside a sheet, its views and conditional formats; no cells."""
    del attributes
    return depth == 1 or name in ("sheetView", "cfRule")


def insert_in_order(sheet: XmlPatch, name: str, xml: str) -> None:
    """Insert an element into a sheet, after all that must come before it."""
    before = [node for node in sheet.root.children if _RANK.get(node.name, len(_ORDER)) <= _RANK[name]]
    sheet.insert(max((node.end for node in before), default=sheet.root.inner), xml)


def relation_of(node: Node, root: Node) -> str | None:
    """The id of the relationship that an element names, whatever prefix the file uses."""
    spaces = {**root.attributes, **node.attributes}
    for name, value in node.attributes.items():
        prefix, _, local = name.rpartition(":")
        if local == "id" and prefix and spaces.get(f"xmlns:{prefix}") in RELATION_NAMESPACES:
            return value
    return None


def put_sheet_first(edit: PackageEdit, wanted: str, xml: str, instead_of: str | None = None) -> None:
    """Put a sheet before all others, in place of the part `instead_of` if given, and make the workbook open on it.

    `wanted` is its name, to which a number is added if another sheet has it; `xml` is the content of `<worksheet>`.
    """
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{edit.namespace}">'
    content = f"{head}{xml}</worksheet>".encode()
    targets = {link.id: link.target for link in edit.links(edit.main) if link.kind in _KINDS}
    for sheet in targets.values():
        if sheet in edit.package:
            part = edit.part(sheet, outline)
            for view in (view for views in part.root.all("sheetViews") for view in views.children):
                if is_true(view.attributes.get("tabSelected")):  # Excel edits all selected sheets at once
                    part.set(view, tabSelected="0")
    if instead_of is not None:
        edit.replace(instead_of, content)
        root = edit.part(edit.main).root
        order = [targets.get(relation_of(node, root) or "") for node in _listed(edit).children]
        _open_on(edit, order.index(instead_of))
        return
    name = edit.free_name("xl/worksheets/findings{}.xml")
    edit.add(name, content, _SHEET_TYPE)
    _list_first(edit, wanted, edit.relate(edit.main, "worksheet", name))
    _open_on(edit, 0)


def _list_first(edit: PackageEdit, wanted: str, identity: str) -> None:
    book, listed = edit.part(edit.main), _listed(edit)
    names = {decode(node.attributes.get("name", "")).text.casefold() for node in listed.children}
    numbered = (f"{wanted[: _LONGEST_NAME - 5]} ({number})" for number in range(2, 1000))
    name = next(name for name in (wanted, *numbered) if name.casefold() not in names)
    numbers = [node.attributes.get("sheetId", "") for node in listed.children]
    sheet_id = max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
    book.insert(
        listed.inner,
        f'<{listed.prefix}sheet xmlns:r="{edit.office}" name="{text_xml(name)}" sheetId="{sheet_id}" '
        f'r:id="{identity}"/>',
    )
    for defined in book.root.all("definedNames"):
        for node in defined.children:
            if (place := node.attributes.get("localSheetId", "")).isdecimal():
                book.set(node, localSheetId=str(int(place) + 1))


def _open_on(edit: PackageEdit, place: int) -> None:
    book = edit.part(edit.main)
    for views in book.root.all("bookViews"):
        for view in views.children:
            book.set(view, activeTab=str(place), firstSheet="0")


def is_name_or_numbered(name: str, wanted: str) -> bool:
    """Whether a sheet has the name wanted, with or without an added number."""
    return re.sub(r" \(\d+\)$", "", name) == wanted


def _listed(edit: PackageEdit) -> Node:
    root = edit.part(edit.main).root
    return root.first("sheets") or root
