"""Annotated workbooks: the original content stays byte for byte, and two other readers see the remarks."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from poatool.workbooks.edit.annotate import Entry, Remark, annotated
from poatool.workbooks.limits import Refused
from tests.support.checking import saved
from tests.workbooks.builder import MAIN, OFFICE, Book, inline, link, opened, rows, zipped

ROW = rows(f'<row r="1">{inline("A1", "Action")}{inline("B1", "Progress")}</row>')
FONTS = '<fonts count="1"><font><sz val="11"/></font></fonts>'
STYLES = f'{FONTS}<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>'
LISTING = ("2 errors",), [Entry(("1", "ACT201", "error", "Updates!B1", "x", "y"), "Updates", "B1")]
REMARKS = [Remark("Updates", 1, 2, "ACT201 error: <no> such & action\nWhat to do: look")]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    assert old.keys() <= new.keys()
    return {name for name in old if old[name] != new[name]}


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Updates"
    sheet.append(("Action", "Progress"))
    sheet.append(("9", "Held a forum."))
    return book


def comments_by_openpyxl(data: bytes, sheet: str = "Updates") -> dict[str, str]:
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows() for cell in row]
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment is not None}


def test_only_what_must_change_changes() -> None:
    before = saved(workbook())
    after = annotated(before, REMARKS, *LISTING)
    assert changed(before, after) == {
        *("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
        "xl/worksheets/sheet1.xml",
    }


def test_everything_else_in_a_changed_sheet_stays_as_it_was() -> None:
    extras = (
        '<sheetProtection sheet="1"/>{here}<dataValidations count="0"/><pageMargins left="1"/>{there}'
        '<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></ext></extLst>'
    )
    before = Book(sheet=ROW + extras.format(here="", there=""), styles=STYLES).data()
    after = parts(annotated(before, REMARKS, *LISTING))["xl/worksheets/sheet1.xml"].decode()
    mark = (
        '<conditionalFormatting sqref="B1"><cfRule type="expression" dxfId="0" priority="1"><formula>'
        'N("poatool")=0</formula></cfRule></conditionalFormatting>'
    )
    boxes = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rIdPoatool2"/>'
    assert after.endswith(ROW + extras.format(here=mark, there=boxes) + "</worksheet>")


def test_the_list_comes_first_and_links_to_the_cells() -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotated(saved(workbook()), REMARKS, *LISTING)))
    assert book.sheetnames == ["Findings", "Updates"]
    assert book.active is book["Findings"]
    assert [cell.value for cell in book["Findings"][4]] == ["1", "ACT201", "error", "Updates!B1", "x", "y"]
    assert book["Findings"]["D4"].hyperlink.location == "'Updates'!B1"
    assert not book["Updates"].sheet_view.tabSelected


def test_names_of_one_sheet_still_belong_to_it() -> None:
    book = workbook()
    book["Updates"].print_title_rows = "1:1"
    book.create_sheet("Other").print_area = "A1:B2"
    again = openpyxl.load_workbook(io.BytesIO(annotated(saved(book), REMARKS, *LISTING)))
    assert again["Updates"].print_title_rows == "$1:$1"
    assert again["Other"].print_area == "'Other'!$A$1:$B$2"
    assert not again["Findings"].print_area


def test_every_part_has_a_type_where_the_workbook_names_that_of_each_list_by_itself() -> None:
    listed = Book(sheet=ROW, styles=STYLES).parts()
    types = str(listed["[Content_Types].xml"])
    own = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        for name in listed
        if name.endswith(".rels")
    )
    listed["[Content_Types].xml"] = types.replace("</Types>", f"{own}</Types>")
    added = parts(annotated(zipped(listed), REMARKS, *LISTING))
    assert "xl/worksheets/_rels/sheet1.xml.rels" in added
    typed = added["[Content_Types].xml"].decode()
    endings = set(re.findall(r'<Default Extension="(\w+)"', typed))
    names = set(re.findall(r'<Override PartName="([^"]+)"', typed))
    new = [name for name in added if name not in listed]
    assert [name for name in new if f"/{name}" not in names and name.rpartition(".")[2] not in endings] == []


def test_marks_come_before_boxes_in_a_sheet_that_ends_with_conditions() -> None:
    condition = (
        '<conditionalFormatting sqref="A1"><cfRule type="notContainsBlanks" priority="1"/></conditionalFormatting>'
    )
    after = parts(annotated(Book(sheet=ROW + condition, styles=STYLES).data(), REMARKS, *LISTING))
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    order = re.findall(r"<(sheetData|conditionalFormatting|legacyDrawing)\b", sheet)
    assert order == ["sheetData", "conditionalFormatting", "conditionalFormatting", "legacyDrawing"]


def test_a_workbook_of_charts_gets_the_list() -> None:
    listed = Book().parts()
    rels = "xl/_rels/workbook.xml.rels"
    listed[rels] = str(listed[rels]).replace('/worksheet"', '/chartsheet"')
    listed["xl/worksheets/sheet1.xml"] = str(listed["xl/worksheets/sheet1.xml"]).replace("worksheet", "chartsheet")
    after = annotated(zipped(listed), [], *LISTING)
    assert [sheet.name for sheet in opened(after).sheets] == ["Findings"]


def test_existing_comments_stay_and_are_added_to() -> None:
    book = workbook()
    book["Updates"]["B1"].comment = Comment("Mind the gap", "Ana")
    book["Updates"]["A2"].comment = Comment("Also mine", "Ana")
    remarks = [*REMARKS, Remark("Updates", 2, 2, "One"), Remark("Updates", 2, 2, "Two")]
    assert comments_by_openpyxl(annotated(saved(book), remarks, *LISTING)) == {
        "B1": "Mind the gap\n\nACT201 error: <no> such & action\nWhat to do: look",
        "A2": "Also mine",
        "B2": "One\n\nTwo",
    }


def test_a_strict_workbook_is_annotated_in_its_own_namespaces() -> None:
    before = Book(sheet=ROW, styles=STYLES, strict=True)
    after = annotated(before.data(), REMARKS, *LISTING)
    again = opened(after)
    assert [sheet.name for sheet in again.sheets] == ["Findings", "Updates"]
    assert again.sheets[1].cells == opened(before).sheets[0].cells
    assert again.sheets[1].comments == {(1, 2): "ACT201 error: <no> such & action\nWhat to do: look"}
    new = set(parts(after)) - set(parts(before.data()))
    assert not any(b"schemas.openxmlformats.org/spreadsheetml" in parts(after)[name] for name in new)


PREFIXED = (
    f'<?xml version="1.0" encoding="{{}}"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1">'
    '<x:c r="B1" t="inlineStr"><x:is><x:t>Kāinga &gt; 1</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
)


def test_prefixes_are_understood() -> None:
    book = Book(styles=STYLES, extra={"xl/worksheets/sheet1.xml": PREFIXED.format("UTF-8")})
    after = opened(annotated(book.data(), REMARKS, *LISTING)).sheets[1]
    assert [cell.value for cell in after.cells] == ["Kāinga > 1"]
    assert list(after.comments) == [(1, 2)]


@pytest.mark.parametrize("encoding", ["UTF-16", "utf-16-le", "utf-16-be", "iso-8859-15"])
def test_a_part_in_another_encoding_is_refused(encoding: str) -> None:
    sheet = PREFIXED.replace("ā", "a").format(encoding).encode(encoding)
    with pytest.raises(Refused, match="not in UTF-8"):
        annotated(Book(styles=STYLES, extra={"xl/worksheets/sheet1.xml": sheet}).data(), REMARKS, *LISTING)


def test_a_workbook_without_formats_is_annotated_all_the_same() -> None:
    after = opened(annotated(Book(sheet=ROW).data(), REMARKS, *LISTING))
    assert list(after.sheets[1].comments) == [(1, 2)]


def with_part(kind: str, name: str, content: str) -> Book:
    """A workbook whose sheet has a part of comments or boxes."""
    sheet = ROW + ('<legacyDrawing r:id="rId9"/>' if kind == "vmlDrawing" else "")
    return Book(sheet=sheet, styles=STYLES, links=link("rId9", kind, f"../{name}"), extra={f"xl/{name}": content})


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("vmlDrawing", "drawings/vmlDrawing1.vml", "<xml><br>"),
        ("comments", "comments1.xml", f'<comments xmlns="{MAIN}"><authors><author>Ana</author></authors></comments>'),
        ("comments", "comments1.xml", f'<comments xmlns="{MAIN}"><commentList/></comments>'),
    ],
)
def test_comments_and_boxes_that_cannot_be_added_to_are_refused(kind: str, name: str, content: str) -> None:
    before = with_part(kind, name, content).data()
    with pytest.raises(Refused, match="cannot add to"):
        annotated(before, REMARKS, *LISTING)
    assert [sheet.name for sheet in opened(annotated(before, [], *LISTING)).sheets] == ["Findings", "Updates"]


def test_boxes_that_are_not_well_formed_are_kept_and_added_to() -> None:
    there = '<xml><v:shape id="_x0000_s1030"><br></v:shape>'
    book = with_part("vmlDrawing", "drawings/vmlDrawing1.vml", f"{there}</xml>")
    boxes = parts(annotated(book.data(), REMARKS, *LISTING))["xl/drawings/vmlDrawing1.vml"]
    assert boxes.startswith(there.encode())
    assert b'id="_x0000_s1031"' in boxes
    assert boxes.endswith(b"</v:shape></xml>")


def test_a_sheet_of_that_name_keeps_it_and_an_earlier_list_beside_it_is_replaced() -> None:
    book = workbook()
    book.create_sheet("findings").append(["Our own findings"])
    once = annotated(saved(book), REMARKS, *LISTING)
    for data in (once, annotated(once, REMARKS, *LISTING)):
        again = openpyxl.load_workbook(io.BytesIO(data))
        assert again.sheetnames == ["Findings (2)", "Updates", "findings"]
        assert again["findings"]["A1"].value == "Our own findings"


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(Refused):
        annotated(b"PK\x03\x04 no zip", REMARKS, *LISTING)
