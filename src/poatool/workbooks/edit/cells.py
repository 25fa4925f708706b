"""Write values and comments into cells of a workbook, or values into fields of a CSV file; change nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from poatool.text import by_first
from poatool.workbooks.addresses import address, area, reference, row_number
from poatool.workbooks.csv import ANSI, decoded, delimiter_of, fields
from poatool.workbooks.edit.package_edit import PackageEdit, insert_in_order, outline, relation_of, sheet_parts
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml
from poatool.workbooks.limits import Refused
from poatool.workbooks.model import Trouble
from poatool.workbooks.own import REMARK_GONE

Place = tuple[str, int, int]
"""A cell by the name of its sheet, its row and its column from 1."""


class _Rows:
    """Keeps the cells of some rows, and lists their `places`; a row or cell without a number follows the one before."""

    def __init__(self, rows: set[int]) -> None:
        self.places: list[tuple[int, int]] = []
        self._rows = rows
        self._row = self._column = 0

    def __call__(self, name: str, attributes: Mapping[str, str], depth: int) -> bool:
        if name == "row":
            self._row = row_number(attributes.get("r", "")) or self._row + 1
            self._column = 0
        elif name == "c":
            place = address(attributes.get("r", "")) or (self._row, self._column + 1)
            self._column = place[1]
            if self._row in self._rows:
                self.places.append(place)
        return depth == 1 or (self._row in self._rows and name in ("row", "c", "f", "v", "is"))


def write_values(edit: PackageEdit, values: Mapping[Place, str | int]) -> frozenset[Place]:
    """Write texts and numbers into cells, whose formats decide whether a number is shown as a date.

    Return the cells that were written: formulas and headings of Excel tables are never replaced.
    """
    by_sheet = by_first((sheet, ((row, column), value)) for (sheet, row, column), value in values.items())
    parts = sheet_parts(edit)
    written: set[Place] = set()
    for sheet, cells in by_sheet.items():
        if sheet in parts:
            headings = set(_headings(edit, parts[sheet]))
            free = {place: value for place, value in cells if place not in headings}
            written |= {(sheet, *place) for place in _fill_sheet(edit, parts[sheet], free)}
    return frozenset(written)


def _headings(edit: PackageEdit, sheet: str) -> Iterator[tuple[int, int]]:
    """The cells whose text an Excel table repeats as a column name: the two must stay the same."""
    for table in edit.package.linked(sheet, "table"):
        root = edit.part(table).root
        covered = area(root.attributes.get("ref", ""))
        if covered is not None and root.attributes.get("headerRowCount") != "0":
            yield from ((covered.top, column) for column in range(covered.left, covered.right + 1))


def _fill_sheet(edit: PackageEdit, part: str, values: Mapping[tuple[int, int], str | int]) -> Iterator[tuple[int, int]]:
    rows = _Rows({row for row, _ in values})
    sheet = edit.part(part, rows)
    nodes = [row for data in sheet.root.all("sheetData") for row in data.all("row")]
    existing = dict(zip(rows.places, (cell for row in nodes for cell in row.all("c")), strict=True))
    for place, value in sorted(values.items()):
        if (node := existing.get(place)) is None:
            # The file does not contain the cell, so it goes between the cells to its left and right.
            if not (beside := sorted(column for row, column in existing if row == place[0])):
                continue
            left = [column for column in beside if column < place[1]]
            next_to = existing[place[0], left[-1] if left else beside[0]]
            sheet.insert(next_to.end if left else next_to.start, cell_xml({"r": reference(*place)}, value))
            yield place
        elif node.first("f") is None:
            kept = {name: text for name, text in node.attributes.items() if name != "t"}
            sheet.replace(node, cell_xml(kept, value))
            yield place


def cell_xml(attributes: Mapping[str, str], value: str | int) -> str:
    """A cell with a number or a text."""
    kept = "".join(f" {name}={quoteattr(written)}" for name, written in attributes.items())
    if isinstance(value, int):
        return f"<c{kept}><v>{value}</v></c>"
    return f'<c{kept} t="inlineStr"><is><t xml:space="preserve">{text_xml(value)}</t></is></c>'


_QUOTE = '"'
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""The first characters of a field that a spreadsheet might read as a formula."""


def with_fields(data: bytes, values: Mapping[tuple[int, int], str]) -> tuple[bytes, frozenset[tuple[int, int]]]:
    """Write values into fields by row and column, counted from 1; return the file, and the fields that were written.

    A value is left out if the file's encoding cannot represent it, or if it could be read as a formula and the old
    value could not. Raises Refused if the file is not text, or an unclosed quotation mark swallows rows.
    """
    text, encoding, skipped = decoded(data)
    delimiter, rest = delimiter_of(text)
    before = text[: len(text) - len(rest)]
    parts: list[str] = []
    written: set[tuple[int, int]] = set()
    at = 0
    for field in fields(rest, delimiter):
        place, old = field[:2], rest[field.start + field.quoted : field.end]
        value = values.get(place)
        if (
            value is not None
            and value.encode(encoding, "ignore").decode(encoding) == value
            and (old.startswith(_LIVE) or not value.startswith(_LIVE))
        ):
            if field.quoted or any(c in value for c in (delimiter, _QUOTE, "\n", "\r")):
                value = _QUOTE + value.replace(_QUOTE, _QUOTE * 2) + _QUOTE
            parts += [rest[at : field.start], value]
            at = field.end
            written.add(place)
    changed = before + "".join([*parts, rest[at:]])
    errors = "surrogateescape" if encoding == ANSI else "strict"
    return data[:skipped] + changed.encode(encoding, errors), frozenset(written)


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
_NO_BOXES = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_KIND = "_x0000_t202"
_FIRST = 1025
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_END = re.compile(rb"</\s*xml\s*>\s*\Z", re.IGNORECASE)
_ROOM_BELOW = 6
_ROOM_BESIDE = 4
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{}"><authors/><commentList/></comments>'
)

Texts = Mapping[tuple[int, int], str]
"""Comment texts by row and column."""


def add_comments(edit: PackageEdit, sheet: str, texts: Texts, author: str) -> None:
    """Add comments to a sheet; call it once for each sheet.

    If a cell already has a comment, the text is added to it. Earlier comments by the same author are replaced, in any
    cell. Raises Refused if the sheet's comments and drawings leave no way to add one.
    """
    part, existing = edit.part(sheet, outline), next(iter(edit.package.linked(sheet, "comments")), None)
    comments = edit.part(existing) if existing else XmlPatch(_NO_COMMENTS.format(edit.namespace).encode())
    listed, authors = comments.root.first("commentList"), comments.root.first("authors")
    if listed is None or authors is None:
        if texts:
            raise _takes_no_more()
        return
    names = [comments.text(author_node) for author_node in authors.all("author")]
    commented = {address(comment.attributes.get("ref", "")): comment for comment in listed.all("comment")}
    for place, comment in commented.items():
        number = comment.attributes.get("authorId", "")
        is_ours = number.isdecimal() and names[int(number) : int(number) + 1] == [text_xml(author)]
        text = texts.get(place) if place else None
        if is_ours:
            run, old_text = _run(text or REMARK_GONE), comment.first("text")
            if old_text is not None and comments.prefixed(run) != comments.text(old_text):
                comments.replace(old_text, f"<text>{run}</text>")
        elif text:
            _add_run(comments, comment, text)
    if not (new := {place: text for place, text in sorted(texts.items()) if place not in commented}):
        return
    comments.append(authors, f"<author>{text_xml(author)}</author>")
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
    links = edit.package.links(sheet)
    node = part.root.first("legacyDrawing")
    drawing = {link.id: link.target for link in links}.get(relation_of(node, part.root) or "", "") if node else None
    if drawing is not None and drawing not in edit.package:
        raise _takes_no_more()
    drawn = edit.package.read(drawing) if drawing else _NO_BOXES.encode()
    if (end := _END.search(drawn)) is None:
        raise _takes_no_more()
    drawn = drawn[: end.start()] + _boxes(drawn, places, _SPACES if drawing else "").encode() + drawn[end.start() :]
    if drawing:
        edit.replace(drawing, drawn)
        return
    name = edit.free_name("xl/drawings/vmlDrawingPoatool{}.vml")
    edit.add(name, drawn, _BOXES_TYPE)
    identity = edit.relate(sheet, "vmlDrawing", name)
    insert_in_order(part, "legacyDrawing", f'<legacyDrawing xmlns:r="{edit.office}" r:id="{identity}"/>')


def _takes_no_more() -> Refused:
    return Refused(Trouble.UNSUPPORTED, "The comments of the workbook are stored in a way that allows no more.")


def _boxes(drawing: bytes, places: Iterable[tuple[int, int]], spaces: str) -> str:
    """Boxes for comments on cells, numbered after the boxes in the drawing; `spaces` declares its namespaces."""
    first = max((int(number) for number in _NUMBER.findall(drawing)), default=_FIRST - 1) + 1
    boxes = [] if f'"{_KIND}"'.encode() in drawing else [_TYPE.format(spaces=spaces, type=_KIND)]
    for number, (row, column) in enumerate(sorted(places), first):
        top = max(row - 2, 0)
        across = {"column": column - 1, "left": column, "right": column + _ROOM_BESIDE}
        down = {"row": row - 1, "top": top, "bottom": top + _ROOM_BELOW}
        boxes.append(_BOX.format(spaces=spaces, number=number, type=_KIND, **across, **down))
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
