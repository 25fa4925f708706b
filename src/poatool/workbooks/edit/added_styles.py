"""Add cell formats of ours to a workbook; its own are not changed."""

from __future__ import annotations

from typing import NamedTuple

from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.xml_patch import Node, XmlPatch

_FONTS = (
    '<font><b/><sz val="11"/><name val="Calibri"/></font>',
    '<font><u/><sz val="11"/><color rgb="FF0B5394"/><name val="Calibri"/></font>',
)
_FORMAT = (
    '<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="{wraps}"/></xf>'
)
_SIDES = ("left", "right", "top", "bottom")


def _dxf(font: str, ink: str, fill: str, edge: str) -> str:
    """A mark at a cell; a condition may change no more of a format than this."""
    border = "".join(f'<{side} style="{edge}"><color rgb="FF{ink}"/></{side}>' for side in _SIDES)
    colour = f'<fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/>'
    return (
        f'<dxf><font>{font}<color rgb="FF{ink}"/></font><fill><patternFill patternType="solid">{colour}</patternFill>'
        f"</fill><border>{border}</border></dxf>"
    )


_MARKS = (
    _dxf("<b/>", "8B0000", "FFD0CC", "thin"),
    _dxf("<i/>", "5C2200", "FFE8A3", "dashed"),
    _dxf("", "0B3C5D", "E3EEF7", "dotted"),
)
"""Bold and red within a line, slanted and yellow within dashes, plain and blue within dots: the gravest first."""

# Elements that must come before `dxfs`: ECMA-376 part 1, 18.8.39 (CT_Stylesheet).
_BEFORE_MARKS = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"})


class AddedStyles(NamedTuple):
    """Numbers of the formats of our sheet's texts, headings, links and title, and of the first of the marks."""

    text: int
    heading: int
    link: int
    title: int
    mark: int


def add_styles(edit: PackageEdit) -> AddedStyles | None:
    """Add our formats after those of the workbook; None if it has no list of formats."""
    targets = [link.target for link in edit.links(edit.main) if link.kind == "styles"]
    if not targets or targets[0] not in edit.package:
        return None
    styles = edit.part(targets[0])
    fonts, formats = styles.root.first("fonts"), styles.root.first("cellXfs")
    if fonts is None or formats is None:
        return None
    font = _append(styles, fonts, _FONTS)
    ours = ((0, 1), (font, 1), (font + 1, 1), (font, 0))
    first = _append(styles, formats, [_FORMAT.format(font=number, wraps=wraps) for number, wraps in ours])
    return AddedStyles(first, first + 1, first + 2, first + 3, _add_marks(styles))


def _add_marks(styles: XmlPatch) -> int:
    marks = styles.root.first("dxfs")
    if marks is not None:
        return _append(styles, marks, _MARKS)
    before = [node.end for node in styles.root.children if node.name in _BEFORE_MARKS]
    styles.insert(max(before), _prefixed(f'<dxfs count="{len(_MARKS)}">{"".join(_MARKS)}</dxfs>', styles.root.prefix))
    return 0


def _append(styles: XmlPatch, group: Node, items: tuple[str, ...] | list[str]) -> int:
    """Add items to a group, update its count, and return the number of the first."""
    there = len(group.children)
    styles.append(group, _prefixed("".join(items), group.prefix), count=str(there + len(items)))
    return there


def _prefixed(xml: str, prefix: str) -> str:
    """Give our elements the prefix of the workbook's own."""
    return xml.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
