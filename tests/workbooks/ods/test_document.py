import pytest

from poatool.workbooks import package
from poatool.workbooks.model import Feature, Marks, RawCell
from tests.workbooks.builder import opened, zipped
from tests.workbooks.ods.builder import NAMES, SPREADSHEET, cell, content, document, ods, row, style, table, text

X = text("x")
ONE = table(row(X))
META = (
    "<meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bob</dc:creator><dc:title>Progress</dc:title>"
    "<meta:keyword>one</meta:keyword><meta:keyword>two</meta:keyword>"
    '<meta:user-defined meta:name="poatool template" meta:value-type="string">1</meta:user-defined>'
    '<meta:user-defined meta:name="OOXMLCorePropertyCategory">Returns</meta:user-defined>'
)
PROPERTIES = {
    "core.creator": "Ann",
    "core.lastModifiedBy": "Bob",
    "core.title": "Progress",
    "core.keywords": "one, two",
    "core.category": "Returns",
    "custom.poatool template": "1",
}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ods(ONE, meta=META), "ods"),
        (ods(ONE, meta=META, kind=f"{SPREADSHEET}-template"), "ots"),
    ],
)
def test_a_spreadsheet_and_a_template(data: bytes, kind: str) -> None:
    workbook = opened(data, f"agency.{kind}")
    assert (workbook.kind, workbook.notes, workbook.features) == (kind, (), frozenset())
    assert workbook.properties == PROPERTIES
    (sheet,) = workbook.sheets
    assert (sheet.name, sheet.hidden, sheet.cells) == ("Updates", False, (RawCell(1, 1, "x", "x"),))


def test_a_spreadsheet_whose_kind_only_its_list_of_parts_says() -> None:
    listed = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/>'
    parts = {
        "content.xml": document("document-content", content(ONE)),
        "META-INF/manifest.xml": f"<manifest:manifest {NAMES}>{listed}</manifest:manifest>",
    }
    (sheet,) = opened(zipped(parts), "agency.ods").sheets
    assert sheet.cells == (RawCell(1, 1, "x", "x"),)


def test_hidden_sheets_and_their_order() -> None:
    styles = style("shown", "table", 'table:display="true"') + style("not", "table", 'table:display="false"')
    tables = "".join(table(row(X), name, f'table:style-name="{look}"') for name, look in (("B", "not"), ("A", "shown")))
    sheets = opened(ods(tables, styles), "agency.ods").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("B", True), ("A", False)]


TRACKED = (
    "<table:tracked-changes><table:deletion><table:cell-content-deletion><table:change-track-table-cell>"
    "<text:p>old</text:p></table:change-track-table-cell></table:cell-content-deletion></table:deletion>"
    "</table:tracked-changes>"
)
LINKED = f"<table:dde-links><table:dde-link><office:dde-source/>{ONE}</table:dde-link></table:dde-links>"
QUERIED = (
    "<table:database-ranges><table:database-range><table:database-source-sql/></table:database-range>"
    "</table:database-ranges>"
)


@pytest.mark.parametrize(
    ("beside", "feature"), [(TRACKED, Feature.TRACKED_CHANGES), (LINKED, Feature.DDE), (QUERIED, Feature.CONNECTIONS)]
)
def test_content_beside_the_tables_is_noted_and_has_no_cells(beside: str, feature: Feature) -> None:
    workbook = opened(ods(beside + ONE), "agency.ods")
    assert (set(workbook.features), [sheet.name for sheet in workbook.sheets]) == ({feature}, ["Updates"])


def test_cells_of_another_document_are_noted_and_are_not_a_sheet() -> None:
    source = '<table:table-source xlink:href="other.ods" table:table-name="Other"/>'
    elsewhere = table(f"{source}{row(text('theirs'))}", "&apos;file:///other.ods&apos;#$Other")
    workbook = opened(ods(ONE + elsewhere + table(f"{source}{row(X)}", "Linked")), "agency.ods")
    assert [sheet.name for sheet in workbook.sheets] == ["Updates", "Linked"]
    assert workbook.features == {Feature.EXTERNAL_LINKS}


@pytest.mark.parametrize(
    ("part", "features"),
    [
        ("Basic/Standard/Module1.xml", {Feature.MACROS}),
        ("Basic/Standard/script-lb.xml", set()),
        ("Basic/script-lc.xml", set()),
        ("Scripts/python/run.py", {Feature.MACROS}),
        ("Object 1", {Feature.EMBEDDED}),
        ("Object 1/content.xml", set()),
        ("Thumbnails/thumbnail.png", set()),
    ],
)
def test_parts_besides_cells(part: str, features: set[Feature]) -> None:
    assert opened(ods(ONE, **{part: "x"}), "agency.ods").features == features


SHARED = (
    "<office:styles>{}</office:styles><office:master-styles>"
    '<style:master-page style:name="Default"><style:footer><text:p>Page</text:p></style:footer></style:master-page>'
    '<style:master-page style:name="P"><style:header><style:region-left><text:p>Not<text:s/>yet</text:p>'
    "</style:region-left></style:header></style:master-page></office:master-styles>"
)
FORMAT = '<number:{0}-style style:name="{1}">{2}</number:{0}-style>'
BY_SIGN = FORMAT.format("text", "N", '<number:text/><style:map style:condition="x" style:apply-style-name="P0"/>')


@pytest.mark.parametrize(
    ("formats", "unseen"),
    [
        (BY_SIGN + FORMAT.format("number", "P0", "<number:text/>"), True),
        (BY_SIGN + FORMAT.format("number", "P0", "<number:number/>"), False),
        (
            FORMAT.format(
                "number", "N", "<number:text>5</number:text><number:fill-character>-</number:fill-character>"
            ),
            True,
        ),
        (FORMAT.format("text", "N", '<style:text-properties fo:color="#FFFFFF"/><number:text-content/>'), True),
        (FORMAT.format("date", "N", "<number:day/><number:text>/</number:text><number:month/>"), False),
        ("", False),
    ],
)
def test_page_headers_and_number_formats_that_show_nothing(formats: str, unseen: bool) -> None:
    styles = '<style:style style:name="t" style:family="table" style:master-page-name="P"/>'
    styles += '<style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>'
    tables = table(row(text("x", 'table:style-name="c"')), "A", 'table:style-name="t"') + table("", "B")
    shared = {"styles.xml": document("document-styles", SHARED.format(formats))}
    first, second = opened(ods(tables, styles, **shared), "agency.ods").sheets
    assert (first.on_each_page, second.on_each_page) == (("Not yet",), ("Page",))
    assert (Marks.UNSEEN in first.cells[0].marks) is unseen


def test_document_properties_that_cannot_be_read_are_noted() -> None:
    workbook = opened(ods(ONE, **{"meta.xml": "<office"}), "agency.ods")
    assert workbook.sheets[0].cells
    assert [note.message for note in workbook.notes] == [
        "The document properties could not be read: this part of the file is damaged."
    ]


def test_a_scenario_or_a_form_beside_the_rows_changes_nothing() -> None:
    beside = '<office:forms/><table:scenario table:is-active="true"/><table:shapes><draw:frame/></table:shapes>'
    assert opened(ods(table(beside + row(cell() + X))), "agency.ods").sheets[0].cells == (RawCell(1, 2, "x", "x"),)


@pytest.mark.parametrize("size", [1, 7, 100])
def test_where_the_document_is_cut_into_pieces_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    group = "<table:table-row-group>{}</table:table-row-group>"
    rows = row(X) + group.format(row(X, 'table:visibility="filter"') + group.format(row(X + X)) + row(X)) + row(X)
    columns = '<table:table-column-group><table:table-column table:visibility="collapse"/></table:table-column-group>'
    data = ods(TRACKED + table(columns + rows, "A") + table("", "B") + table(rows, "C") + LINKED, meta=META)
    whole = opened(data, "agency.ods")
    monkeypatch.setattr(package, "_CHUNK", size)
    assert opened(data, "agency.ods") == whole
    assert [len(sheet.cells) for sheet in whole.sheets] == [6, 0, 6]


@pytest.mark.parametrize(
    "drawn", ["<draw:custom-shape>{}</draw:custom-shape>", "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"]
)
@pytest.mark.parametrize(("text", "features"), [("Action 23: lodged.", {Feature.TEXT_BOXES}), (" ", set())])
def test_text_in_a_box_over_the_cells_is_reported(drawn: str, text: str, features: set[Feature]) -> None:
    box = drawn.format(f"<text:p>{text}</text:p>")
    on_page = table(f"<table:shapes>{box}</table:shapes>{row(X)}")
    on_cell = table(row(f'<table:table-cell office:value-type="string"><text:p>2</text:p>{box}</table:table-cell>'))

    for workbook in (opened(ods(body), "agency.ods") for body in (on_page, on_cell)):
        assert (workbook.features, len(workbook.sheets[0].drawn)) == (frozenset(features), len(features))
