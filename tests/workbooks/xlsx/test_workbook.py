import tracemalloc
from collections.abc import Callable

import pytest

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Feature, Note, Unreadable
from poatool.workbooks.open import open_bytes
from tests.workbooks.builder import MAIN, Book, inline, link, opened, refused, relationships, rows, zipped

ONE_CELL = rows(f'<row r="1">{inline("A1", "9")}</row>')


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("spreadsheetml.sheet.main", "xlsx"),
        ("spreadsheetml.template.main", "xltx"),
        ("ms-excel.sheet.macroEnabled.main", "xlsm"),
        ("ms-excel.template.macroEnabled.main", "xltm"),
    ],
)
def test_the_content_decides_the_kind(types: str, kind: str) -> None:
    workbook = opened(Book(sheet=ONE_CELL, types=types))
    assert workbook.kind == kind
    assert workbook.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_xml_in_another_encoding_and_with_prefixes_is_read(encoding: str) -> None:
    row = '<x:row><x:c t="str"><x:v>café</x:v></x:c></x:row>'
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    sheet = f'{declared}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    book = Book(extra={"xl/worksheets/sheet1.xml": sheet.encode(encoding)})
    assert opened(book).sheets[0].cells[0].value == "café"


def test_elements_of_other_namespaces_are_not_cells() -> None:
    sheet = rows(
        '<row><c><v>1</v><f xmlns="urn:x">A1</f></c><c xmlns="urn:x"><v>2</v></c></row>'
        '<row xmlns="urn:x"><c><v>3</v></c></row>'
    )
    (cell,) = opened(Book(sheet=sheet)).sheets[0].cells
    assert (cell.value, cell.formula) == (1, None)


def test_a_sheet_in_an_unknown_form_is_noted_as_lost() -> None:
    early = f"{MAIN.replace('/2006/', '/2005/')}"
    workbook = opened(Book(extra={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{early}">{ONE_CELL}</worksheet>'}))
    assert workbook.sheets[0].cells == ()
    message = "Sheet Updates is in an unknown format, so some or all of it was not read."
    assert workbook.notes == (Note("Updates", 0, 0, message, lost=True),)


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("sharedStrings", "SHAREDSTRINGS"),
        lambda name: name.replace("/", "\\"),
        lambda name: "/" + name,
        lambda name: name.upper(),
    ],
)
def test_part_names_match_as_the_standard_says(rename: Callable[[str], str]) -> None:
    book = Book(sheet=rows('<row><c t="s"><v>0</v></c></row>'), strings="<si><t>Held a forum</t></si>")
    data = zipped({rename(name): text for name, text in book.parts().items()})
    assert opened(data).sheets[0].cells[0].value == "Held a forum"


def test_absolute_and_climbing_targets_are_resolved() -> None:
    parts = Book(sheet=ONE_CELL).parts()
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        link("rId1", "worksheet", "/xl/worksheets/../worksheets/sheet1.xml")
    )
    assert opened(zipped(parts)).sheets[0].cells[0].value == "9"


def test_hidden_sheets() -> None:
    assert opened(Book(state='state="hidden"')).sheets[0].hidden
    assert opened(Book(state='state="veryHidden"')).sheets[0].hidden
    assert not opened(Book()).sheets[0].hidden


def test_charts_and_macro_sheets_are_not_read_as_sheets() -> None:
    listed = '<sheets><sheet name="C" r:id="rId8"/><sheet name="M" r:id="rId9"/></sheets>'
    extra = link("rId8", "chartsheet", "chart.xml") + link("rId9", "xlMacrosheet", "macro.xml")
    parts = Book(workbook_links=extra, extra={"xl/chart.xml": "<c/>", "xl/macro.xml": "<m/>"}).parts()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<sheets>", listed.replace("</sheets>", ""))
    workbook = opened(zipped(parts))
    assert [sheet.name for sheet in workbook.sheets] == ["Updates"]
    assert workbook.features == {Feature.MACRO_SHEETS}


def test_a_sheet_that_is_listed_and_missing_is_noted() -> None:
    parts = Book(sheet=ONE_CELL).parts()
    listed = '<sheet name="Lost" r:id="rId99"/></sheets>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", listed)
    workbook = opened(zipped(parts))
    assert [sheet.name for sheet in workbook.sheets] == ["Updates"]
    assert [note.message for note in workbook.notes] == ["The file lists sheet Lost, but does not contain it."]
    del parts["xl/worksheets/sheet1.xml"]
    assert refused(zipped(parts)).message == "The file is damaged: it has none of the sheets that it lists."


def test_document_properties() -> None:
    office = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    core = '<p xmlns:d="urn:d"><d:creator>Ministry</d:creator><d:title>Update_x000D_</d:title><d:empty/></p>'
    custom = '<P xmlns:v="urn:v"><property name="poatool.period"><v:lpwstr>2022</v:lpwstr></property></P>'
    book = Book(
        root_links=link("p1", "extended-properties", "docProps/app.xml")
        + link("p2", "custom-properties", "docProps/custom.xml")
        + f'<Relationship Id="p3" Type="{office}" Target="docProps/core.xml"/>',
        extra={
            "docProps/app.xml": "<P><Company>MBIE</Company><TitlesOfParts><x/></TitlesOfParts></P>",
            "docProps/core.xml": core,
            "docProps/custom.xml": custom,
        },
    )
    assert opened(book).properties == {
        "app.Company": "MBIE",
        "core.creator": "Ministry",
        "core.title": "Update\n",
        "custom.poatool.period": "2022",
    }


@pytest.mark.parametrize(
    ("links", "what"),
    [
        ({"root_links": link("p1", "custom-properties", "part.xml")}, "The document properties"),
        ({"links": link("d1", "drawing", "/part.xml")}, "The drawings of sheet Updates"),
        ({"links": link("c1", "comments", "/part.xml")}, "The comments of sheet Updates"),
    ],
)
def test_a_damaged_part_beside_the_cells_is_noted(links: dict[str, str], what: str) -> None:
    book = Book(sheet=ONE_CELL, extra={"part.xml": "<a><b></a>"}, **links)  # type: ignore[arg-type] # text fields only
    workbook = opened(book)
    assert workbook.sheets[0].cells[0].value == "9"
    assert [note.message for note in workbook.notes] == [f"{what} could not be read: this part of the file is damaged."]


@pytest.mark.parametrize(
    ("links", "feature"),
    [
        ({"links": link("o1", "package", "../part.bin")}, Feature.EMBEDDED),
        ({"links": link("o1", "control", "../part.bin")}, Feature.EMBEDDED),
        ({"workbook_links": link("r9", "revisionHeaders", "r.xml")}, Feature.TRACKED_CHANGES),
    ],
)
def test_the_targets_of_a_part_are_listed(links: dict[str, str], feature: Feature) -> None:
    assert opened(Book(**links)).features == {feature}  # type: ignore[arg-type] # text fields only


_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>{}</xdr:twoCellAnchor></xdr:wsDr>'
)


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ("<xdr:sp><xdr:txBody><a:p><a:r><a:t>Action 23: lodged.</a:t></a:r></a:p></xdr:txBody></xdr:sp>", True),
        ("<xdr:sp><xdr:txBody><a:p><a:r><a:t> </a:t></a:r></a:p></xdr:txBody></xdr:sp>", False),
        ('<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo" descr="A coat of arms"/></xdr:nvPicPr></xdr:pic>', False),
    ],
)
def test_text_in_a_box_over_the_cells_is_reported(drawn: str, found: bool) -> None:
    extra = {"xl/drawings/drawing1.xml": _DRAWING.format(drawn)}
    workbook = opened(Book(links=link("d1", "drawing", "../drawings/drawing1.xml"), extra=extra))

    assert (Feature.TEXT_BOXES in workbook.features) is found
    assert workbook.sheets[0].described == (("A coat of arms",) if "descr" in drawn else ())


def test_comments_that_many_sheets_share_count_for_each_before_they_take_memory() -> None:
    sheets = range(60)
    listed = "".join(f'<sheet name="{n}" sheetId="{n + 9}" r:id="s{n}"/>' for n in sheets)
    book = Book(workbook_links="".join(link(f"s{n}", "worksheet", f"worksheets/{n}.xml") for n in sheets))
    parts = book.parts()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", f"{listed}</sheets>")
    for n in sheets:
        parts[f"xl/worksheets/{n}.xml"] = parts["xl/worksheets/sheet1.xml"]
        parts[f"xl/worksheets/_rels/{n}.xml.rels"] = relationships(link("c", "comments", "/xl/c.xml"))
    comment = f'<comment ref="A1"><text><t>{"x" * 1_000_000}</t></text></comment>'
    parts["xl/c.xml"] = f"<comments><commentList>{comment}</commentList></comments>"
    tracemalloc.start()
    unreadable = open_bytes(zipped(parts), "shared.xlsx", Limits(ratio=5_000, characters=2_000_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(unreadable, Unreadable)
    assert "too many characters" in unreadable.message
    assert most < 20_000_000
