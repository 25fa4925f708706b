"""Add comments to the cells of a sheet, after those already there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from poatool.workbooks.addresses import address, reference
from poatool.workbooks.edit.package_edit import PackageEdit, insert_in_order, outline, relation_of
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype {spaces} id="{type}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape {spaces} id="_x0000_s{number}" type="#{type}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:280pt;height:110pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 20, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_LAYOUT = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
_KIND = "_x0000_t202"
_FIRST = 1025
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_END = re.compile(rb"</\s*xml\s*>\s*\Z", re.IGNORECASE)
_ROOM_BELOW = 6
_ROOM_BESIDE = 4

Places = Iterable[tuple[int, int]]
"""Cells by row and column."""


def new_notes(places: Places) -> bytes:
    """Draw a box for each cell."""
    kind = _TYPE.format(spaces="", type=_KIND)
    return f"<xml {_SPACES}>{_LAYOUT}{kind}{_drawn(places, _FIRST, '')}</xml>".encode()


def can_take_more(drawing: bytes) -> bool:
    """Whether boxes can be added to a drawing."""
    return _END.search(drawing) is not None


def with_notes(drawing: bytes, places: Places) -> bytes:
    """Add boxes to a drawing, after those it has."""
    end = _END.search(drawing)
    if end is None:
        return drawing
    last = max((int(number) for number in _NUMBER.findall(drawing)), default=_FIRST - 1)
    kind = "" if f'"{_KIND}"'.encode() in drawing else _TYPE.format(spaces=_SPACES, type=_KIND)
    new = kind + _drawn(places, last + 1, _SPACES)
    return drawing[: end.start()] + new.encode() + drawing[end.start() :]


def _drawn(places: Places, first: int, spaces: str) -> str:
    return "".join(
        _BOX.format(
            spaces=spaces,
            number=number,
            type=_KIND,
            row=row - 1,
            column=column - 1,
            left=column,
            right=column + _ROOM_BESIDE,
            top=max(row - 2, 0),
            bottom=max(row - 2, 0) + _ROOM_BELOW,
        )
        for number, (row, column) in enumerate(sorted(places), first)
    )


_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_MORE = "This is no longer found here."

Texts = Mapping[tuple[int, int], str]
"""Comment texts by row and column."""


def can_comment(edit: PackageEdit, sheet: str) -> bool:
    """Whether comments can be added to a sheet; some existing ones are written so that none can."""
    existing = _comments_of(edit, sheet)
    if existing is not None and not (existing.root.first("commentList") and existing.root.first("authors")):
        return False
    drawing = _drawing_of(edit, sheet)
    return drawing is None or (drawing in edit.package and can_take_more(edit.package.read(drawing)))


def add_comments(edit: PackageEdit, sheet: str, texts: Texts, author: str, *, anew: bool = False) -> None:
    """Add comments to a sheet for which `can_comment` holds; call it once for each sheet.

    At a cell that has a comment, the text is added to it. `anew` replaces earlier ones by the same author, in any cell.
    """
    existing = _comments_of(edit, sheet)
    if existing is None and not texts:
        return
    drawing = _drawing_of(edit, sheet)
    new = texts if existing is None else _add_to(existing, texts, author, anew=anew)
    if existing is None:
        _add_part(edit, sheet, texts, author)
    if new and drawing is not None:
        edit.replace(drawing, with_notes(edit.package.read(drawing), new))
    elif new:
        _add_drawing(edit, sheet, new)


def _comments_of(edit: PackageEdit, sheet: str) -> XmlPatch | None:
    """The part with the comments of a sheet, if it has any."""
    there = [link.target for link in edit.links(sheet) if link.kind == "comments"]
    return edit.part(there[0]) if there and there[0] in edit.package else None


def _drawing_of(edit: PackageEdit, sheet: str) -> str | None:
    """The part that draws the comments of a sheet, even if it is missing; None if the sheet names none."""
    part = edit.part(sheet, outline)
    node = part.root.first("legacyDrawing")
    if node is None:
        return None
    targets = {link.id: link.target for link in edit.links(sheet)}
    return targets.get(relation_of(node, part.root) or "", "")


def _add_part(edit: PackageEdit, sheet: str, texts: Texts, author: str) -> None:
    name = edit.free_name("xl/commentsPoatool{}.xml")
    items = "".join(_comment(place, text, 0, "") for place, text in sorted(texts.items()))
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{edit.namespace}">'
        f"<authors><author>{text_xml(author)}</author></authors><commentList>{items}</commentList></comments>"
    )
    edit.add(name, xml.encode(), _COMMENTS_TYPE)
    edit.relate(sheet, "comments", name)


def _add_drawing(edit: PackageEdit, sheet: str, texts: Texts) -> None:
    name = edit.free_name("xl/drawings/vmlDrawingPoatool{}.vml")
    edit.add_by_ending(name, new_notes(texts), _BOXES_TYPE)
    identity = edit.relate(sheet, "vmlDrawing", name)
    part = edit.part(sheet, outline)
    xml = f'<{part.root.prefix}legacyDrawing xmlns:r="{edit.office}" r:id="{identity}"/>'
    insert_in_order(part, "legacyDrawing", xml)


def _add_to(part: XmlPatch, texts: Texts, author: str, *, anew: bool) -> Texts:
    """Add comments to an existing part, and return those at cells that had none."""
    listed, authors = part.root.first("commentList"), part.root.first("authors")
    if listed is None or authors is None:
        return {}
    names = [part.text(node) for node in authors.all("author")]
    there = {address(node.attributes.get("ref", "")): node for node in listed.all("comment")}
    for place, node in there.items():
        number = node.attributes.get("authorId", "")
        ours = anew and number.isdecimal() and names[int(number) : int(number) + 1] == [text_xml(author)]
        text = texts.get(place) if place else None
        if ours:
            _replace_text(part, node, text or _NO_MORE)
        elif text:
            _add_run(part, node, text)
    new = {place: text for place, text in sorted(texts.items()) if place not in there}
    if new:
        part.append(authors, f"<{authors.prefix}author>{text_xml(author)}</{authors.prefix}author>")
        items = "".join(_comment(place, text, len(names), listed.prefix) for place, text in new.items())
        part.append(listed, items)
    return new


def _replace_text(part: XmlPatch, comment: Node, text: str) -> None:
    there = comment.first("text")
    if there is not None and _run(text, comment.prefix) != part.text(there):
        part.replace(there, _text(text, comment.prefix))


def _add_run(part: XmlPatch, comment: Node, text: str) -> None:
    """Add a run to a comment, unless it already has it. A phonetic guide must stay last."""
    body = comment.first("text")
    if body is None:
        part.append(comment, _text(text, comment.prefix))
    elif text_xml(text) not in part.text(body):
        if runs := [node.end for node in body.children if node.name in ("t", "r")]:
            part.insert(max(runs), _run(f"\n\n{text}", comment.prefix))
        else:
            part.append(body, _run(text, comment.prefix))


def _comment(place: tuple[int, int], text: str, author: int, prefix: str) -> str:
    opening = f'<{prefix}comment ref="{reference(*place)}" authorId="{author}">'
    return f"{opening}{_text(text, prefix)}</{prefix}comment>"


def _text(text: str, prefix: str) -> str:
    return f"<{prefix}text>{_run(text, prefix)}</{prefix}text>"


def _run(text: str, prefix: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{text_xml(text)}</{prefix}t></{prefix}r>'
