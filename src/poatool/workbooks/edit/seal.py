"""Finish a changed workbook: verify that it still has what it had, and mark it as ours.

The mark is a custom document property (ECMA-376 part 1, 22.3); its other properties stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from xml.sax.saxutils import quoteattr

from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.xml_patch import XmlPatch, text_xml
from poatool.workbooks.limits import DEFAULT, RESAVE, Limits, Refused
from poatool.workbooks.model import OwnKind, RawCell, Sheet, Trouble, Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.own import marks

_KINDS = ("custom-properties", "customProperties")
"""The last word of names in Transitional and in Strict files."""

_PART = "docProps/custom.xml"
"""The name that every program uses; some look for no other."""

_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


def seal(data: bytes, kind: OwnKind, limits: Limits = DEFAULT, original: bytes | None = None) -> bytes:
    """Mark a workbook with its kind and the digest of its cells, by which a change to it shows.

    `original` is the file that it is a copy of. Raises Refused if it cannot be read or changed.
    """
    workbook = open_bytes(data, "workbook.xlsx", limits)
    if isinstance(workbook, Unreadable):
        raise Refused(workbook.trouble, workbook.message, workbook.hint)
    edit = PackageEdit(data, limits)
    _set(edit, marks(workbook, kind, original))
    return edit.data()


def _set(edit: PackageEdit, texts: Mapping[str, str]) -> None:
    """Set properties to texts, in place of those of the same names."""
    there = next((link.target for link in edit.links("") if link.kind in _KINDS), None)
    names = edit.office.rpartition("/")[0]
    kind, types = _KINDS["purl.oclc.org" in names], f"{names}/docPropsVTypes"
    if there is None or there not in edit.package:
        name = _PART if _PART not in edit.package else edit.free_name("docProps/custom{}.xml")
        properties = _written(texts, "", _FIRST_ID, types)
        edit.add(name, f'<Properties xmlns="{names}/{kind}">{properties}</Properties>'.encode(), _CONTENT)
        edit.relate("", kind, name)
        return
    _replace(edit.part(there), texts, types)


def _replace(part: XmlPatch, texts: Mapping[str, str], types: str) -> None:
    taken = [_FIRST_ID - 1]
    for node in part.root.all("property"):
        number = node.attributes.get("pid", "")
        taken.append(int(number) if number.isdecimal() else 0)
        if node.attributes.get("name") in texts:
            part.replace(node, "")
    part.append(part.root, _written(texts, part.root.prefix, max(taken) + 1, types))


def _written(texts: Mapping[str, str], prefix: str, first: int, types: str) -> str:
    return "".join(
        f'<{prefix}property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f'<vt:lpwstr xmlns:vt="{types}">{text_xml(text)}</vt:lpwstr></{prefix}property>'
        for number, (name, text) in enumerate(texts.items(), first)
    )


_NAME = "workbook.xlsx"


def verify_unchanged(
    before: bytes,
    after: bytes,
    limits: Limits = DEFAULT,
    *,
    changed: AbstractSet[tuple[str, int, int]] = frozenset(),
    replaced: str | None = None,
) -> None:
    """Compare a workbook with its changed copy, cell by cell.

    `changed` are the cells, by sheet, row and column, that were meant to change, and `replaced` is the sheet that was.
    Raises Refused if a sheet is missing, or another cell changed.
    """
    old, new = (open_bytes(data, _NAME, limits) for data in (before, after))
    if isinstance(old, Workbook) and isinstance(new, Workbook):
        there = {sheet.name: sheet for sheet in new.sheets}
        kept = [sheet for sheet in old.sheets if sheet.name != replaced]
        if all(sheet.name in there and _same(sheet, there[sheet.name], changed) for sheet in kept):
            return
    message = "The workbook cannot be changed without the risk of losing something in it."
    raise Refused(Trouble.UNSUPPORTED, message, RESAVE)


def _same(old: Sheet, new: Sheet, changed: AbstractSet[tuple[str, int, int]]) -> bool:
    def rest(sheet: Sheet) -> list[RawCell]:
        return [cell for cell in sheet.cells if (old.name, cell.row, cell.column) not in changed]

    return rest(old) == rest(new) and old.merges == new.merges and old.visibility is new.visibility
