"""Zip files with false sizes, overlaps, paths upward, bombs or no end; XML with entities, deep nesting or no end."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from tests.hostile.case import Case
from tests.workbooks.builder import MAIN, Book, inline, rows, zipped

GOOD = Book(sheet=rows(f'<row r="1">{inline("A1", "9")}</row>'))
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"


def archives() -> Iterator[Case]:
    yield from _cut_short()
    yield from _names()
    yield from _sizes()
    yield from _headers()
    yield from _without_parts()


def _cut_short() -> Iterator[Case]:
    data = GOOD.data()
    for percent in (1, 10, 25, 50, 75, 90, 99):
        yield Case(f"cut-at-{percent}", data[: len(data) * percent // 100], Trouble.DAMAGED, "cut short or damaged")
    yield Case("magic-only", _LOCAL, Trouble.DAMAGED, "cut short or damaged")
    yield Case("end-record-only", zipped({}), Trouble.NOT_A_WORKBOOK, "zip of files")
    yield Case("middle-missing", data[:200] + data[300:], Trouble.DAMAGED, "")
    yield Case("zeros-within", data[:300] + bytes(64) + data[364:], Trouble.DAMAGED, "")
    yield Case("appended-junk", data + b"junk" * 100, None, "9")
    yield Case("appended-zeros", data + bytes(1 << 20), Trouble.DAMAGED, "cut short or damaged")
    yield Case("appended-zip", data + data, None, "9")


def _names() -> Iterator[Case]:
    for number, name in enumerate(("../evil.xml", "xl/../../evil.xml", "/../evil.xml", "..\\evil.xml", "C:\\evil.xml")):
        yield Case(f"climbing-{number}", zipped(GOOD.parts() | {name: "x"}), Trouble.UNSAFE, "outside the workbook")
    for number, name in enumerate(("xl/workbook.xml", "XL/WORKBOOK.XML", "xl\\workbook.xml", "/xl/workbook.xml")):
        yield Case(f"twice-{number}", _with_duplicate(name), Trouble.UNSAFE, "twice")
    yield Case("folder-members", zipped({"xl/": "", **GOOD.parts()}), None, "9")
    yield Case("long-name", zipped(GOOD.parts() | {"x" * 60_000: "x"}), None, "9")
    yield Case("control-name", zipped(GOOD.parts() | {"xl/\x1b[2J.xml": "x"}), None, "9")
    yield Case("bidi-name", zipped(GOOD.parts() | {"xl/\u202elmx.xml": "x"}), None, "9")


def _with_duplicate(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in GOOD.parts().items():
            archive.writestr(part, text)
        placeholder = "?" * len(name)
        archive.writestr(placeholder, "<other/>")
    return buffer.getvalue().replace(placeholder.encode(), name.encode())


def _sizes() -> Iterator[Case]:
    bomb = b"<worksheet><sheetData/>" + b" " * (8 * 1024 * 1024) + b"</worksheet>"
    data = zipped(GOOD.parts() | {"xl/worksheets/sheet1.xml": bomb})
    yield Case("bomb-in-sheet", data, Trouble.UNSAFE, "times its size")
    yield Case("bomb-allowed", data, None, "", limits=Limits(ratio=2000))
    yield Case("bomb-beside", zipped(GOOD.parts() | {"xl/media/a.bin": bytes(8 << 20)}), Trouble.UNSAFE, "zip bomb")
    many = {f"xl/media/{number}.bin": b"" for number in range(2_100)}
    yield Case("many-members", zipped(GOOD.parts() | many), Trouble.TOO_LARGE, "parts; the limit is 2,000")
    yield Case("many-allowed", zipped(GOOD.parts() | many), None, "9", limits=Limits(members=3_000))
    parts = GOOD.parts() | {f"xl/media/{n}.bin": bytes(range(256)) * 1024 for n in range(9)}
    yield Case("unpacks-too-far", zipped(parts), Trouble.TOO_LARGE, "unpacks to", limits=Limits(unpacked_mib=2))
    yield Case("nested", zipped({"inner.zip": zipped({"inner.zip": GOOD.data()})}), Trouble.NOT_A_WORKBOOK, "zip of")
    yield Case("zip-of-workbooks", zipped({"a.xlsx": GOOD.data()}), Trouble.NOT_A_WORKBOOK, "Unpack it")


def _headers() -> Iterator[Case]:
    for name, change, trouble, says in _HEADER_CHANGES:
        yield Case(name, _with_central(change), trouble, says)
    yield Case("overlapping", _overlapping(), Trouble.UNSAFE, "overlaps another part")
    data = GOOD.data()
    yield Case("local-signature", _patched(data, data.index(_LOCAL, 10), b"PK\x09\x09"), Trouble.DAMAGED, "not where")
    end = data.rindex(_END)
    for at, name in ((12, "directory-size"), (16, "directory-offset")):
        yield Case(f"end-{name}", _patched(data, end + at, b"\xff\xff"), Trouble.DAMAGED, "")
    for at, name in ((8, "disk-count"), (10, "total-count")):
        yield Case(f"end-{name}", _patched(data, end + at, b"\xff\xff"), None, "9")


def _patched(data: bytes, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


def _with_central(change: Callable[[bytes, int], bytes]) -> bytes:
    """The good file, with the record of its sheet in the central directory changed."""
    data = GOOD.data()
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    return change(data, name - 46)


_HEADER_CHANGES: tuple[tuple[str, Callable[[bytes, int], bytes], Trouble, str], ...] = (
    ("encrypted-member", lambda d, at: _patched(d, at + 8, b"\x01\x00"), Trouble.ENCRYPTED, "password"),
    ("method-bzip2", lambda d, at: _patched(d, at + 10, b"\x0c\x00"), Trouble.UNSAFE, "compressed in a way"),
    ("method-unknown", lambda d, at: _patched(d, at + 10, b"\x63\x00"), Trouble.UNSAFE, "compressed in a way"),
    ("method-stored", lambda d, at: _patched(d, at + 10, b"\x00\x00"), Trouble.DAMAGED, "incomplete"),
    ("wrong-checksum", lambda d, at: _patched(d, at + 16, b"\x00\x00\x00\x00"), Trouble.DAMAGED, "incomplete"),
    ("size-too-small", lambda d, at: _patched(d, at + 24, b"\x09\x00\x00\x00"), Trouble.UNSAFE, "unpacks to more"),
    ("size-huge", lambda d, at: _patched(d, at + 24, b"\xfe\xff\xff\xff"), Trouble.TOO_LARGE, "unpacks to"),
    ("packed-too-small", lambda d, at: _patched(d, at + 20, b"\x09\x00\x00\x00"), Trouble.DAMAGED, "incomplete"),
    ("offset-zero", lambda d, at: _patched(d, at + 42, b"\x00\x00\x00\x00"), Trouble.UNSAFE, "overlaps"),
    ("offset-odd", lambda d, at: _patched(d, at + 42, b"\x05\x00\x00\x00"), Trouble.DAMAGED, "not where"),
)


def _overlapping(copies: int = 200) -> bytes:
    """Many members that share one packed stream."""
    packed = zlib.compress(b" " * 100_000)[2:-4]
    name = b"xl/a.bin"
    local = struct.pack("<4s5H3I2H", _LOCAL, 20, 0, 8, 0, 33, 0, len(packed), 100_000, len(name), 0) + name + packed
    central = b""
    for number in range(copies):
        other = f"xl/{number}.bin".encode()
        central += struct.pack(
            "<4s6H3I5H2I", _CENTRAL, 20, 20, 0, 8, 0, 33, 0, len(packed), 100_000, len(other), 0, 0, 0, 0, 0, 0
        ) + other  # fmt: skip
    return local + central + struct.pack("<4s4H2IH", _END, 0, 0, copies, copies, len(central), len(local), 0)


def _without_parts() -> Iterator[Case]:
    expected = {
        "[Content_Types].xml": (None, "9"),
        "_rels/.rels": (None, "9"),
        "xl/workbook.xml": (Trouble.DAMAGED, "not the list of its sheets"),
        "xl/_rels/workbook.xml.rels": (Trouble.DAMAGED, "none of the sheets"),
        "xl/worksheets/sheet1.xml": (Trouble.DAMAGED, "none of the sheets"),
        "xl/sharedStrings.xml": (None, "9"),
        "xl/styles.xml": (None, "9"),
    }
    for number, (part, (trouble, says)) in enumerate(expected.items()):
        parts = GOOD.parts()
        del parts[part]
        yield Case(f"without-part-{number}", zipped(parts), trouble, says)
        empty = GOOD.parts() | {part: ""}
        tolerated = part in {"[Content_Types].xml", "xl/styles.xml"}
        yield Case(f"empty-part-{number}", zipped(empty), None if tolerated else Trouble.DAMAGED, "")


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
    *("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", _SHEET),
    *("xl/sharedStrings.xml", "xl/styles.xml"),
)


def markup() -> Iterator[Case]:
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
