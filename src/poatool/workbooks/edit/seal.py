"""Finish a changed workbook: verify that nothing was lost, and mark it as ours.

The mark is a custom document property (ECMA-376 part 1, 22.3); its other properties stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from xml.sax.saxutils import quoteattr

from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.xml_patch import XmlPatch, text_xml
from poatool.workbooks.limits import DEFAULT, RESAVE, Limits, Refused
from poatool.workbooks.model import OwnKind, Sheet, Trouble, Unreadable, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.own import marks

_KINDS = ("custom-properties", "customProperties")
"""The last word of relationship and content types in Transitional and in Strict files."""

_PART = "docProps/custom.xml"
"""The name that every program uses; some accept no other."""

_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2
_NAME = "workbook.xlsx"


def seal(data: bytes, kind: OwnKind, limits: Limits = DEFAULT, original: bytes | None = None) -> bytes:
    """Mark a workbook with its kind and a digest of its cells, which reveals later changes.

    `original` is the file that it is a copy of. Raises Refused if it cannot be read or changed.
    """
    workbook = open_bytes(data, _NAME, limits)
    if isinstance(workbook, Unreadable):
        raise Refused(workbook.trouble, workbook.message, workbook.hint)
    edit = PackageEdit(data, limits)
    _set(edit, marks(workbook, kind, original))
    return edit.data()


def _set(edit: PackageEdit, texts: Mapping[str, str]) -> None:
    """Set properties to texts, replacing any with the same names."""
    names = edit.office.rpartition("/")[0]
    kind = _KINDS["purl.oclc.org" in names]
    there = next((link.target for link in edit.links("") if link.kind in _KINDS and link.target in edit.package), None)
    part = edit.part(there) if there else XmlPatch(f'<Properties xmlns="{names}/{kind}"/>'.encode())
    taken = [_FIRST_ID - 1]
    for node in part.root.all("property"):
        number = node.attributes.get("pid", "")
        taken.append(int(number) if number.isdecimal() else 0)
        if node.attributes.get("name") in texts:
            part.replace(node, "")
    prefix, first = part.root.prefix, max(taken) + 1
    written = (
        f'<{prefix}property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f'<vt:lpwstr xmlns:vt="{names}/docPropsVTypes">{text_xml(text)}</vt:lpwstr></{prefix}property>'
        for number, (name, text) in enumerate(texts.items(), first)
    )
    part.append(part.root, "".join(written))
    if there is None:
        name = _PART if _PART not in edit.package else edit.free_name("docProps/custom{}.xml")
        edit.add(name, part.result(), _CONTENT)
        edit.relate("", kind, name)


def verify_unchanged(
    before: bytes,
    after: bytes,
    limits: Limits = DEFAULT,
    *,
    changed: AbstractSet[tuple[str, int, int]] = frozenset(),
    replaced: str | None = None,
) -> None:
    """Compare a workbook with its changed copy, cell by cell.

    `changed` holds the cells, by sheet, row and column, that were meant to change; `replaced` is the sheet that was
    meant to be replaced. Raises Refused if a sheet is missing, or another cell changed.
    """
    old, new = (open_bytes(data, _NAME, limits) for data in (before, after))
    if isinstance(old, Workbook) and isinstance(new, Workbook):
        there = {sheet.name: sheet for sheet in new.sheets}
        kept = [sheet for sheet in old.sheets if sheet.name != replaced]
        if all(sheet.name in there and _held(sheet, changed) == _held(there[sheet.name], changed) for sheet in kept):
            return
    message = "The workbook cannot be changed without the risk of losing something in it."
    raise Refused(Trouble.UNSUPPORTED, message, RESAVE)


def _held(sheet: Sheet, changed: AbstractSet[tuple[str, int, int]]) -> tuple[object, ...]:
    cells = [cell for cell in sheet.cells if (sheet.name, cell.row, cell.column) not in changed]
    return cells, sheet.merges, sheet.visibility
