"""Write comments beside cells of a workbook; change nothing else."""

import re
from collections.abc import Iterable, Mapping

from poatool.workbooks.addresses import address, reference
from poatool.workbooks.edit.package_edit import PackageEdit, insert_in_order, relation_of
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml
from poatool.workbooks.limits import Refused
from poatool.workbooks.model import Trouble
from poatool.workbooks.own import REMARK_GONE

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype {spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape {spaces} id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:280pt;height:110pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 20, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NO_BOXES = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_END = re.compile(rb"</\s*xml\s*>\s*\Z", re.IGNORECASE)
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{}"><authors/><commentList/></comments>'
)
_AUTHOR = "poatool"
_NOT_OURS = "The comments of the workbook are stored in a form that poatool cannot add to."


def add_comments(edit: PackageEdit, sheet: str, texts: Mapping[tuple[int, int], str]) -> None:
    """Add comments to a sheet, by row and column; call it once for each sheet.

    If a cell already has somebody else's comment, the text is added to it. Earlier comments by poatool are replaced, in
    any cell. Raises Refused if the sheet's comments and drawings leave no way to add one.
    """
    part, existing = edit.part(sheet), next(iter(edit.package.linked(sheet, "comments")), None)
    comments = edit.part(existing) if existing else XmlPatch(_NO_COMMENTS.format(edit.namespace).encode())
    listed, authors = comments.root.first("commentList"), comments.root.first("authors")
    if listed is None or authors is None:
        if texts:
            raise Refused(Trouble.UNSUPPORTED, _NOT_OURS)
        return
    names = [comments.text(author_node) for author_node in authors.all("author")]
    commented = {address(comment.attributes.get("ref", "")): comment for comment in listed.all("comment")}
    for place, comment in commented.items():
        number = comment.attributes.get("authorId", "")
        text = texts.get(place) if place else None
        if number.isdecimal() and names[int(number) : int(number) + 1] == [_AUTHOR]:
            run, old_text = _run(text or REMARK_GONE), comment.first("text")
            if old_text is not None and comments.prefixed(run) != comments.text(old_text):
                comments.replace(old_text, f"<text>{run}</text>")
        elif text:
            _add_run(comments, comment, text)
    if not (new := {place: text for place, text in sorted(texts.items()) if place not in commented}):
        return
    comments.append(authors, f"<author>{_AUTHOR}</author>")
    items = (
        f'<comment ref="{reference(*place)}" authorId="{len(names)}"><text>{_run(text)}</text></comment>'
        for place, text in new.items()
    )
    comments.append(listed, "".join(items))
    if existing is None:
        name = edit.free_name("xl/commentsPoatool{}.xml")
        edit.add(name, comments.result(), _COMMENTS_TYPE)
        edit.relate(sheet, "comments", name)
    _draw_boxes(edit, sheet, part, new)


def _draw_boxes(edit: PackageEdit, sheet: str, part: XmlPatch, places: Iterable[tuple[int, int]]) -> None:
    """Draw a box for each cell's comment, in the sheet's drawing for comments or in a new one."""
    drawing, drawn = None, _NO_BOXES.encode()
    if (node := part.root.first("legacyDrawing")) is not None:
        identity = relation_of(node, part.root)
        drawing = next((link.target for link in edit.package.links(sheet) if link.id == identity), "")
        drawn = edit.package.read(drawing) if drawing in edit.package else b""
    if (end := _END.search(drawn)) is None:
        raise Refused(Trouble.UNSUPPORTED, _NOT_OURS)
    drawn = drawn[: end.start()] + _boxes(drawn, places, _SPACES if drawing else "").encode() + drawn[end.start() :]
    if drawing:
        edit.replace(drawing, drawn)
        return
    name = edit.free_name("xl/drawings/vmlDrawingPoatool{}.vml")
    edit.add(name, drawn, _BOXES_TYPE)
    identity = edit.relate(sheet, "vmlDrawing", name)
    insert_in_order(part, "legacyDrawing", f'<legacyDrawing xmlns:r="{edit.office}" r:id="{identity}"/>')


def _boxes(drawing: bytes, places: Iterable[tuple[int, int]], spaces: str) -> str:
    """Boxes for comments on cells, numbered after the boxes in the drawing; `spaces` declares its namespaces."""
    first = max((int(number) for number in _NUMBER.findall(drawing)), default=1024) + 1
    boxes = [] if b'"_x0000_t202"' in drawing else [_TYPE.format(spaces=spaces)]
    for number, (row, column) in enumerate(places, first):
        top = max(row - 2, 0)
        across = {"column": column - 1, "left": column, "right": column + 4}
        boxes.append(_BOX.format(spaces=spaces, number=number, row=row - 1, top=top, bottom=top + 6, **across))
    return "".join(boxes)


def _add_run(part: XmlPatch, comment: Node, text: str) -> None:
    """Add a run to a comment, unless the comment already has its text. A phonetic guide must stay last."""
    if (body := comment.first("text")) is None:
        part.append(comment, f"<text>{_run(text)}</text>")
    elif text_xml(text) not in part.text(body):
        if runs := [node.end for node in body.children if node.name in ("t", "r")]:
            part.insert(max(runs), _run(f"\n\n{text}"))
        else:
            part.append(body, _run(text))


def _run(text: str) -> str:
    return f'<r><t xml:space="preserve">{text_xml(text)}</t></r>'
