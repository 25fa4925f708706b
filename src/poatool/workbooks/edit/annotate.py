"""Copy a workbook with a list of remarks in front. Each remark is also a comment, with a mark, at its cell."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import unescape

from poatool.text import by_first
from poatool.workbooks.addresses import reference
from poatool.workbooks.edit import package_edit
from poatool.workbooks.edit.cells import cell_xml
from poatool.workbooks.edit.comments import add_comments
from poatool.workbooks.edit.package_edit import PackageEdit
from poatool.workbooks.edit.xml_patch import Node, XmlPatch, text_xml
from poatool.workbooks.limits import DEFAULT, Limits, Refused
from poatool.workbooks.model import OwnKind, Trouble, Workbook
from poatool.workbooks.open import open_bytes
from poatool.workbooks.own import FINDINGS_HEADINGS, lists_findings

_FONTS = (
    '<font><b/><sz val="11"/><name val="Calibri"/></font>',
    '<font><u/><sz val="11"/><color rgb="FF0B5394"/><name val="Calibri"/></font>',
)
_FORMAT = (
    '<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="{wraps}"/></xf>'
)
_NO_FORMATS = (0, 0, 0, 0)
_SIDES = ("left", "right", "top", "bottom")


def _dxf(font: str, ink: str, fill: str, edge: str) -> str:
    """The XML of a mark: the parts of a cell's format that conditional formatting may change."""
    border = "".join(f'<{side} style="{edge}"><color rgb="FF{ink}"/></{side}>' for side in _SIDES)
    colour = f'<fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/>'
    return (
        f'<dxf><font>{font}<color rgb="FF{ink}"/></font><fill><patternFill patternType="solid">{colour}</patternFill>'
        f"</fill><border>{border}</border></dxf>"
    )


# The marks, the most serious first: solid, bold and red; dashed, italic and yellow; dotted, plain and blue.
_MARKS = (
    _dxf("<b/>", "8B0000", "FFD0CC", "thin"),
    _dxf("<i/>", "5C2200", "FFE8A3", "dashed"),
    _dxf("", "0B3C5D", "E3EEF7", "dotted"),
)
# Elements that must come before `dxfs`: ECMA-376 part 1, 18.8.39 (CT_Stylesheet).
_BEFORE_MARKS = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"})


def _add_styles(edit: PackageEdit) -> tuple[Sequence[int], int | None]:
    """Add our formats (for text, heading, link, title) and marks; return their numbers, and that of the first mark."""
    if not (targets := edit.package.linked(edit.main, "styles")):
        return _NO_FORMATS, None
    styles = edit.part(targets[0])
    fonts, formats, marks = (styles.root.first(name) for name in ("fonts", "cellXfs", "dxfs"))
    if fonts is None or formats is None:
        return _NO_FORMATS, None
    font = _append(styles, fonts, _FONTS)
    added = ((0, 1), (font, 1), (font + 1, 1), (font, 0))
    first = _append(styles, formats, [_FORMAT.format(font=number, wraps=wraps) for number, wraps in added])
    if marks is not None:
        return range(first, first + len(added)), _append(styles, marks, _MARKS)
    before = [node.end for node in styles.root.children if node.name in _BEFORE_MARKS]
    styles.insert(max(before), f'<dxfs count="{len(_MARKS)}">{"".join(_MARKS)}</dxfs>')
    return range(first, first + len(added)), 0


def _append(styles: XmlPatch, group: Node, items: Sequence[str]) -> int:
    """Add items to a group, update its count, and return the number of the first."""
    there = len(group.children)
    styles.append(group, "".join(items), count=str(there + len(items)))
    return there


_WIDTHS = (9.0, 10.0, 11.0, 24.0, 64.0, 64.0)  # of the columns of the list
_LINKED = FINDINGS_HEADINGS.index("Where")  # the column whose cells link to the place
_ALWAYS = 'N("poatool")=0'  # true in every cell (N() of a text is 0); it also identifies poatool's marks
_SHARED = frozenset({"revisionHeaders", "usernames"})


class Remark(NamedTuple):
    """A text for a cell: sheet, row and column (from 1), text; `gravity` is the index of its mark, 0 for the worst."""

    sheet: str
    row: int
    column: int
    text: str
    gravity: int = 0


class Entry(NamedTuple):
    """A line of the list: its texts, and the sheet and cell that it links to, if any."""

    texts: tuple[str, ...]
    sheet: str | None = None
    cell: str | None = None


def annotated(
    data: bytes, remarks: Sequence[Remark], above: Sequence[str], entries: Sequence[Entry], limits: Limits = DEFAULT
) -> bytes:
    """Annotate a workbook; parts without remarks stay the same, byte for byte.

    If the workbook was annotated before, its list and marks are replaced; a comment by poatool that no longer has a
    remark gets the text REMARK_GONE. Raises Refused if the workbook cannot be changed without losing something.
    """
    edit = PackageEdit(data, limits)
    if any(link.kind in _SHARED for link in edit.package.links(edit.main)):
        message = "The workbook is shared and tracks changes, which would be lost if a sheet were added."
        raise Refused(Trouble.UNSUPPORTED, message, "Accept the changes in Excel, stop sharing it and save it again.")
    formats, marks = _add_styles(edit)
    parts = package_edit.sheet_parts(edit)
    by_sheet = by_first((each.sheet, each) for each in sorted(remarks, key=lambda remark: remark.gravity))
    for name, part in parts.items():
        at = by_first(((remark.row, remark.column), remark) for remark in by_sheet.get(name, ()))
        # Marks go before comments in a sheet, so they are inserted first.
        _mark(edit, part, {place: gravest.gravity for place, (gravest, *_) in at.items()}, marks)
        add_comments(edit, part, {place: "\n\n".join(remark.text for remark in found) for place, found in at.items()})
    before = open_bytes(data, "workbook.xlsx", limits)
    sheets = before.sheets if isinstance(before, Workbook) else ()
    earlier = next((sheet.name for sheet in sheets if lists_findings(sheet)), None)
    package_edit.put_sheet_first(edit, _listing_xml(above, entries, formats), parts[earlier] if earlier else None)
    after = edit.data()
    package_edit.verify_unchanged(data, after, limits, replaced=earlier)
    return package_edit.add_own_mark(after, OwnKind.CHECKED, limits, data)


def _mark(edit: PackageEdit, sheet: str, gravest: Mapping[tuple[int, int], int], first: int | None) -> None:
    """Mark cells by a conditional format that always applies, so that no cell format changes; remove earlier marks."""
    part = edit.part(sheet)
    groups = part.root.all("conditionalFormatting")
    for group in groups:
        rules = group.all("cfRule")
        if rules and all(_ALWAYS in unescape(part.text(rule), {"&quot;": '"'}) for rule in rules):
            part.replace(group, "")
    if not gravest or first is None:
        return
    used = [rule.attributes.get("priority", "") for group in groups for rule in group.children]
    last = max((int(number) for number in used if number.isdecimal()), default=0)
    marks = ""
    for number, gravity in enumerate(sorted(set(gravest.values())), last + 1):
        cells = " ".join(reference(*place) for place in sorted(gravest) if gravest[place] == gravity)
        marks += (
            f'<conditionalFormatting sqref="{cells}"><cfRule type="expression" dxfId="{first + gravity}" '
            f'priority="{number}"><formula>{_ALWAYS}</formula></cfRule></conditionalFormatting>'
        )
    package_edit.insert_in_order(part, "conditionalFormatting", marks)


def _listing_xml(above: Sequence[str], entries: Sequence[Entry], formats: Sequence[int]) -> str:
    text, heading, link, title = formats
    rows = [_row(number, [(line, title if number == 1 else 0)]) for number, line in enumerate(above, 1)]
    top = len(above) + 2
    rows.append(_row(top, [(name, heading) for name in FINDINGS_HEADINGS]))
    links = []
    for number, entry in enumerate(entries, top + 1):
        cells = [(each, text) for each in entry.texts]
        if entry.sheet is not None:
            cells[_LINKED] = entry.texts[_LINKED], link
            quoted = entry.sheet.replace("'", "''")
            there = text_xml(f"'{quoted}'!{entry.cell or 'A1'}").replace('"', "&quot;")
            links.append(f'<hyperlink ref="{reference(number, _LINKED + 1)}" location="{there}"/>')
        rows.append(_row(number, cells))
    places = ((f'min="{place}" max="{place}"', width) for place, width in enumerate(_WIDTHS, 1))
    widths = "".join(f'<col {place} width="{width}" customWidth="1"/>' for place, width in places)
    return (
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{top}" topLeftCell="A{top + 1}" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    )


def _row(number: int, texts: Sequence[tuple[str, int]]) -> str:
    filled = ((reference(number, column), text, style) for column, (text, style) in enumerate(texts, 1) if text)
    cells = "".join(cell_xml({"r": place, "s": str(style)}, text) for place, text, style in filled)
    return f'<row r="{number}">{cells}</row>'
