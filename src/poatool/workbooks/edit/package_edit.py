"""Change parts of a workbook, add others, put a sheet in front; all other parts stay the same, byte for byte.

Then verify that no other cell changed, and mark the workbook with custom properties (ECMA-376 part 1, 22.3).
"""

from collections.abc import Mapping, Set as AbstractSet
from itertools import count
from xml.sax.saxutils import quoteattr

from poatool.workbooks import own, sniff, writing
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml
from poatool.workbooks.limits import DEFAULT, Limits, Refused
from poatool.workbooks.model import OwnKind, Sheet, Trouble, Unreadable, Workbook, decode
from poatool.workbooks.open import open_bytes
from poatool.workbooks.package import RELATION_NAMESPACES, Package, is_true, part_name, rels_name

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET_KINDS = ("/worksheet", "/chartsheet", "/dialogsheet")


class PackageEdit:
    """Changes to the `package` of a workbook, whose main part is `main`.

    `office` is the start of its relationship types, which differs between Strict and Transitional files. `namespace` is
    the XML namespace of its sheets.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        """Raises Refused if the workbook is damaged, or has a format that cannot be changed."""
        self.package = Package(data, limits)
        _, self.main = sniff.format_in_zip(self.package)
        self._changing: dict[str, XmlPatch] = {}
        self._written: dict[str, bytes] = {}
        self._related: dict[str, list[str]] = {}
        book = self.part(self.main).root
        self.namespace = book.attributes.get(f"xmlns:{book.prefix[:-1]}" if book.prefix else "xmlns", "")
        types = [r.attributes.get("Type", "") for r in self.part(rels_name(self.main)).root.all("Relationship")]
        if not (sheet_types := [each for each in types if each.endswith(_SHEET_KINDS)]):
            raise Refused.damaged("The file is damaged: it does not say where its sheets are.")
        self.office = sheet_types[0].rpartition("/")[0]

    def part(self, name: str) -> XmlPatch:
        """A part to be changed."""
        known = part_name(name)
        if known not in self._changing:
            if known not in self.package:
                raise Refused.damaged(f"The file is damaged: {name} is missing.")
            self._changing[known] = XmlPatch(self.package.read(known))
        return self._changing[known]

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part with the given content type."""
        types = self.part(_TYPES)
        types.append(types.root, f'<Override PartName="/{name}" ContentType="{content_type}"/>')
        self._written[name] = content

    def replace(self, part: str, content: bytes) -> None:
        """Replace the content of a part."""
        self._written[part] = content

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another, and return its id."""
        new = self._related.setdefault(source, [])
        taken = {link.id for link in self.package.links(source)}
        identity = next(name for n in count(len(new) + 1) if (name := f"rIdPoatool{n}") not in taken)
        new.append(f'<Relationship Id="{identity}" Type="{self.office}/{kind}" Target={quoteattr(f"/{target}")}/>')
        return identity

    def free_name(self, pattern: str) -> str:
        """An unused part name, from a pattern with a place for a number."""
        names = (pattern.format(number) for number in count(1))
        return next(name for name in names if name not in self.package and name not in self._written)

    def data(self) -> bytes:
        """The changed workbook: the original parts in their order, then the new ones."""
        for source, links in self._related.items():
            if (name := rels_name(source)) in self.package:
                rels = self.part(name)
                rels.append(rels.root, "".join(links))
            else:
                content = f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(links)}</Relationships>'.encode()
                self.add(name, content, _RELATIONSHIPS_TYPE)
        self._related.clear()
        parts = []
        for name, info in self.package.members.items():
            changing = self._changing.get(name)
            content = changing.result() if changing else self.package.read(name)
            parts.append(writing.Member(info.filename, self._written.get(name, content), info.date_time))
        new = (writing.Member(name, content) for name, content in self._written.items() if name not in self.package)
        return writing.zip_bytes([*parts, *new])


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_KINDS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet"})

# The order of the elements of a sheet: ECMA-376 part 1, 18.3.1.99 (CT_Worksheet).
_ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
    scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
    dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
    cellWatches ignoredErrors smartTags drawing legacyDrawing"""
_RANK = {name: rank for rank, name in enumerate(_ORDER.split())}


def sheet_parts(edit: PackageEdit) -> Mapping[str, str]:
    """The part of each worksheet by the sheet's name."""
    targets = {link.id: link.target for link in edit.package.links(edit.main) if link.kind == "worksheet"}
    parts: dict[str, str] = {}
    for node in _sheets(edit).children:
        target = targets.get(relation_of(node, edit.part(edit.main).root) or "")
        if target is not None and target in edit.package:
            parts.setdefault(decode(node.attributes.get("name", "")).text, target)
    return parts


def insert_in_order(sheet: XmlPatch, name: str, xml: str) -> None:
    """Insert an element into a sheet, after everything that must come before it."""
    before = [node for node in sheet.root.children if _RANK.get(node.name, len(_RANK)) <= _RANK[name]]
    sheet.insert(max((node.end for node in before), default=sheet.root.inner), xml)


def relation_of(node: Node, root: Node) -> str | None:
    """The id of the relationship that an element names, whichever prefix the file uses for the attribute."""
    spaces = {**root.attributes, **node.attributes}
    for name, value in node.attributes.items():
        prefix, _, local = name.rpartition(":")
        if local == "id" and prefix and spaces.get(f"xmlns:{prefix}") in RELATION_NAMESPACES:
            return value
    return None


def put_sheet_first(edit: PackageEdit, xml: str, instead_of: str | None = None) -> None:
    """Put a sheet with this content before all others, or in place of `instead_of`, and show it when the file opens."""
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{edit.namespace}">'
    content = f"{head}{xml}</worksheet>".encode()
    book = edit.part(edit.main)
    targets = {link.id: link.target for link in edit.package.links(edit.main) if link.kind in _KINDS}
    for sheet in targets.values():
        if sheet in edit.package:
            part = edit.part(sheet)
            for view in (view for views in part.root.all("sheetViews") for view in views.children):
                if is_true(view.attributes.get("tabSelected")):  # Excel edits all selected sheets at once
                    part.set(view, tabSelected="0")
    place = 0
    if instead_of is not None:
        edit.replace(instead_of, content)
        place = [targets.get(relation_of(node, book.root) or "") for node in _sheets(edit).children].index(instead_of)
    else:
        name = edit.free_name("xl/worksheets/findings{}.xml")
        edit.add(name, content, _SHEET_TYPE)
        _list_first(edit, edit.relate(edit.main, "worksheet", name))
    for view in (view for views in book.root.all("bookViews") for view in views.children):
        book.set(view, activeTab=str(place), firstSheet="0")


def _list_first(edit: PackageEdit, identity: str) -> None:
    book, listed = edit.part(edit.main), _sheets(edit)
    names = {decode(node.attributes.get("name", "")).text.casefold() for node in listed.children}
    numbered = (f"{own.FINDINGS_SHEET} ({n})" if n > 1 else own.FINDINGS_SHEET for n in count(1))
    name = next(name for name in numbered if name.casefold() not in names)
    numbers = [node.attributes.get("sheetId", "") for node in listed.children]
    sheet_id = max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
    named = f'name="{text_xml(name)}" sheetId="{sheet_id}" r:id="{identity}"'
    book.insert(listed.inner, f'<sheet xmlns:r="{edit.office}" {named}/>')
    for node in (node for defined in book.root.all("definedNames") for node in defined.children):
        if (place := node.attributes.get("localSheetId", "")).isdecimal():
            book.set(node, localSheetId=str(int(place) + 1))


def _sheets(edit: PackageEdit) -> Node:
    root = edit.part(edit.main).root
    return root.first("sheets") or root


# The last word of relationship and content types in Transitional and in Strict files.
_PROPERTIES_KINDS = ("custom-properties", "customProperties")
_PROPERTIES_PART = "docProps/custom.xml"  # the name that every program uses; some accept no other name
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2
_NAME = "workbook.xlsx"


def add_own_mark(
    data: bytes, kind: OwnKind, limits: Limits = DEFAULT, original: bytes | None = None, further: Mapping[str, str] = {}
) -> bytes:
    """Mark a workbook with its kind, a digest of its cells (which reveals later changes), and `further` properties.

    `original` is the file of which the workbook is a copy. Raises Refused if the workbook cannot be read or changed.
    """
    workbook = open_bytes(data, _NAME, limits)
    if isinstance(workbook, Unreadable):
        raise Refused(workbook.trouble, workbook.message, workbook.hint)
    edit, texts = PackageEdit(data, limits), {**own.mark_properties(workbook, kind, original), **further}
    names = edit.office.rpartition("/")[0]
    group = _PROPERTIES_KINDS["purl.oclc.org" in names]
    existing = next(iter(edit.package.linked("", *_PROPERTIES_KINDS)), None)
    part = edit.part(existing) if existing else XmlPatch(f'<Properties xmlns="{names}/{group}"/>'.encode())
    taken = [_FIRST_ID - 1]
    for node in part.root.all("property"):
        number = node.attributes.get("pid", "")
        taken.append(int(number) if number.isdecimal() else 0)
        if node.attributes.get("name") in texts:
            part.replace(node, "")
    written = (
        f'<property fmtid="{_PROPERTIES_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f'<vt:lpwstr xmlns:vt="{names}/docPropsVTypes">{text_xml(text)}</vt:lpwstr></property>'
        for number, (name, text) in enumerate(texts.items(), max(taken) + 1)
    )
    part.append(part.root, "".join(written))
    if existing is None:
        name = _PROPERTIES_PART if _PROPERTIES_PART not in edit.package else edit.free_name("docProps/custom{}.xml")
        edit.add(name, part.result(), _PROPERTIES_TYPE)
        edit.relate("", group, name)
    return edit.data()


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
        copies = {sheet.name: _content(sheet, changed) for sheet in new.sheets}
        kept = [sheet for sheet in old.sheets if sheet.name != replaced]
        if all(copies.get(sheet.name) == _content(sheet, changed) for sheet in kept):
            return
    raise Refused(Trouble.UNSUPPORTED, "The workbook cannot be changed without the risk of losing something in it.")


def _content(sheet: Sheet, changed: AbstractSet[tuple[str, int, int]]) -> tuple[object, ...]:
    cells = [cell for cell in sheet.cells if (sheet.name, cell.row, cell.column) not in changed]
    return cells, sheet.merges, sheet.hidden
