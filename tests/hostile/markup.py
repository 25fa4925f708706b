"""XML that declares entities, nests, never ends or is no XML."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from tests.hostile.archives import GOOD
from tests.hostile.case import Case
from tests.workbooks.builder import MAIN, Book, inline, rows, zipped

_SHEET = "xl/worksheets/sheet1.xml"
_LAUGHS = (
    "<!DOCTYPE w ["
    + "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(9)
    )
    + "]>"
)
_DOCTYPES = {
    "laughs": _LAUGHS,
    "quadratic": f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>',
    "external": '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "external-web": '<!DOCTYPE w SYSTEM "http://localhost:9/x.dtd">',
    "parameter": '<!DOCTYPE w [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
    "harmless": "<!DOCTYPE w>",
}
_PARTS = (
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    _SHEET,
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)


def markup() -> Iterator[Case]:
    """All cases of this family."""
    for name, doctype in _DOCTYPES.items():
        yield Case(f"doctype-{name}", _sheet(f"{doctype}<worksheet xmlns='{MAIN}'/>"), Trouble.UNSAFE, "document type")
    for number, part in enumerate(_PARTS):
        parts = GOOD.parts()
        data = zipped(parts | {part: f"<!DOCTYPE a [<!ENTITY e 'x'>]>{parts[part]!s}"})
        yield Case(f"doctype-in-part-{number}", data, Trouble.UNSAFE, "document type")
        yield Case(f"junk-in-part-{number}", zipped(parts | {part: "\x00junk"}), *_when_broken(part))
        yield Case(f"cut-part-{number}", zipped(parts | {part: str(parts[part])[:-4]}), *_when_broken(part))
    for encoding, bom in (("utf-16", b""), ("utf-16-be", b"\xfe\xff")):
        xml = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE w []><worksheet/>"
        yield Case(f"doctype-{encoding}", _sheet(bom + xml.encode(encoding)), Trouble.UNSAFE, "document type")
    cp037 = "<?xml version='1.0' encoding='cp037'?><!DOCTYPE w []><worksheet/>".encode("cp037")
    yield Case("doctype-ebcdic", _sheet(cp037), Trouble.DAMAGED, "not well-formed")
    yield from _shapes()


def _when_broken(part: str) -> tuple[Trouble | None, str]:
    return (None, "dates are read as numbers") if part == "xl/styles.xml" else (Trouble.DAMAGED, "not well-formed")


def _sheet(xml: str | bytes) -> bytes:
    return zipped(GOOD.parts() | {_SHEET: xml})


def _shapes() -> Iterator[Case]:
    few = Limits(elements=50_000, ratio=5_000)
    yield Case("deep", _sheet("<a>" * 100_000 + "</a>" * 100_000), Trouble.TOO_LARGE, "too many", limits=few)
    yield Case("deep-unclosed", _sheet("<a>" * 100_000), Trouble.TOO_LARGE, "too many", limits=few)
    yield Case("deep-allowed", _sheet("<a>" * 9_000 + "</a>" * 9_000), None, "")
    attributes = " ".join(f'a{n}=""' for n in range(100_000))
    yield Case("many-attributes", _sheet(f"<w {attributes}/>"), Trouble.TOO_LARGE, "too many", limits=few)
    wide = "<row>" + "<x/>" * 100_000 + "</row>"
    yield Case("many-children", Book(sheet=rows(wide)).data(), Trouble.TOO_LARGE, "too many", limits=few)
    yield Case("same-attribute", _sheet("<worksheet a='1' a='2'/>"), Trouble.DAMAGED, "not well-formed")
    yield Case("unbound-prefix", _sheet("<x:worksheet/>"), Trouble.DAMAGED, "not well-formed")
    yield Case("undefined-entity", Book(sheet=rows(f"<row>{inline('A1', '&boom;')}</row>")).data(), Trouble.DAMAGED)
    yield Case("control-raw", Book(sheet=rows(f"<row>{inline('A1', chr(1))}</row>")).data(), Trouble.DAMAGED)
    yield Case("control-reference", Book(sheet=rows(f"<row>{inline('A1', '&#1;')}</row>")).data(), Trouble.DAMAGED)
    yield Case("no-such-encoding", _sheet("<?xml version='1.0' encoding='klingon'?><w/>"), Trouble.DAMAGED)
    yield Case("many-byte-encoding", _sheet("<?xml version='1.0' encoding='shift_jis'?><w/>"), Trouble.DAMAGED)
    yield Case("lying-encoding", _sheet(b"<?xml version='1.0' encoding='utf-8'?><w>\xff\xfe</w>"), Trouble.DAMAGED)
    yield Case("text-after-root", _sheet("<worksheet/>junk"), Trouble.DAMAGED, "not well-formed")
    yield Case("two-roots", _sheet("<worksheet/><worksheet/>"), Trouble.DAMAGED, "not well-formed")
    yield Case("only-a-comment", _sheet("<!-- nothing -->"), Trouble.DAMAGED, "not well-formed")
    yield Case("long-comment", _sheet(f"<!--{'x' * 5_000_000}--><worksheet/>"), None, "", limits=Limits(ratio=5_000))
    yield Case("another-root", _sheet("<html><body>hello</body></html>"), None, "")
    yield Case(
        "workbook-is-a-document",
        zipped(GOOD.parts() | {"xl/workbook.xml": "<document/>"}),
        Trouble.NOT_A_WORKBOOK,
        "its main part is a “document”",
    )
    yield Case("instruction", _sheet("<?php system('x') ?><worksheet/>"), None, "")
    cdata = rows("<row><c t='inlineStr'><is><t><![CDATA[<!DOCTYPE a><script>]]></t></is></c></row>")
    yield Case("doctype-in-cdata-is-text", Book(sheet=cdata).data(), None, "<!DOCTYPE a><script>")
