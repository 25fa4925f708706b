"""Files of another kind than their names say, and old Excel workbooks of an impossible shape."""

import struct
from collections.abc import Iterator

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from tests.hostile.case import Case
from tests.workbooks.builder import link, relationships, zipped
from tests.workbooks.xls.biff import GENERAL, compound_file, encrypted, hidden_row, merged, number, record, text, xls

_NOT = Trouble.NOT_A_WORKBOOK
_MAGICS = {
    "pdf": (b"%PDF-1.7\n", "a PDF"),
    "png": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "jpeg": (b"\xff\xd8\xff\xe0", "a picture"),
    "gif": (b"GIF89a", "a picture"),
    "rtf": (b"{\\rtf1 hello}", "a rich-text document"),
    "gzip": (b"\x1f\x8b\x08\x00", "a compressed archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    "rar": (b"Rar!\x1a\x07", "a compressed archive"),
    "sqlite": (b"SQLite format 3\x00", "a database"),
    "parquet": (b"PAR1", "a database"),
    "program": (b"MZ\x90\x00", "a program"),
    "elf": (b"\x7fELF", "a program"),
}
_TEXTS = {
    "html": ("<html><table><tr><td>9</td></tr></table></html>", "web page"),
    "html-excel": ('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', "web page"),
    "xhtml": ('<?xml version="1.0"?><html><body/></html>', "web page"),
    "xml": ('<?xml version="1.0"?><report/>', "an XML file"),
    "prose": ("Dear colleague,\nplease find attached.\nRegards\n", "plain text"),
}


def others() -> Iterator[Case]:
    for name, (magic, says) in _MAGICS.items():
        yield Case(f"is-{name}", magic + bytes(200), _NOT, says)
    for name, (page, says) in _TEXTS.items():
        yield Case(f"is-{name}", page.encode(), _NOT, says)
        if name.startswith("html"):
            yield Case(f"is-{name}-named-xls", page.encode("utf-16"), _NOT, says, "agency.xls")
    yield Case("is-empty", b"", Trouble.EMPTY, "0 bytes")
    yield Case("is-zeros", bytes(5_000), Trouble.DAMAGED, "nothing but zeros")
    yield Case("is-lock-file", b"\x05Agnes" + bytes(159), _NOT, "beside a workbook that is open", "~$agency.xlsx")
    spreadsheet_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    yield Case("is-xml-2003", spreadsheet_2003.encode(), Trouble.UNSUPPORTED, "2003", "agency.xls")
    yield Case(
        "is-excel-2", b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(50), Trouble.UNSUPPORTED, "older than 97", "a.xls"
    )
    yield from _zips()
    yield from _compound_files()


def _zips() -> Iterator[Case]:
    for name, folder, says in (("docx", "word", "a Word document"), ("pptx", "ppt", "a PowerPoint presentation")):
        parts = {
            "_rels/.rels": relationships(link("r", "officeDocument", f"{folder}/main.xml")),
            f"{folder}/main.xml": "",
        }
        yield Case(f"is-{name}", zipped(parts), _NOT, says)
    binary = {"_rels/.rels": relationships(link("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": ""}
    how = "choose File > Save As > Excel Workbook (*.xlsx)"
    yield Case("is-xlsb", zipped(binary), Trouble.UNSUPPORTED, how, "agency.xlsb")
    odf = "application/vnd.oasis.opendocument."
    yield Case("is-odt", zipped({"mimetype": f"{odf}text"}), _NOT, "an OpenDocument text")
    yield Case("is-odp", zipped({"mimetype": f"{odf}presentation"}), _NOT, "an OpenDocument presentation")
    yield Case("is-epub", zipped({"mimetype": "application/epub+zip"}), _NOT, "a file of another kind")
    yield Case(
        "is-numbers", zipped({"Index/Document.iwa": "x"}), Trouble.UNSUPPORTED, "Apple Numbers", "agency.numbers"
    )
    yield Case("is-jar", zipped({"META-INF/MANIFEST.MF": "x"}), _NOT, "a zip of files")
    locked = {"mimetype": f"{odf}spreadsheet", "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    yield Case("is-encrypted-ods", zipped(locked), Trouble.ENCRYPTED, "has a password", "agency.ods")
    yield Case("is-broken-ods", zipped({"mimetype": f"{odf}spreadsheet"}), Trouble.DAMAGED, "damaged", "agency.ods")


def _compound_files() -> Iterator[Case]:
    locked = compound_file("DataSpaces", "EncryptionInfo", "EncryptedPackage")
    yield Case("is-encrypted", locked, Trouble.ENCRYPTED, "has a password")
    yield Case("is-encrypted-xls", encrypted(), Trouble.ENCRYPTED, "has a password", "agency.xls")
    yield Case("is-doc", compound_file("1Table", "WordDocument"), _NOT, "a Word document", "agency.xls")
    yield Case("is-ppt", compound_file("PowerPoint Document"), _NOT, "a PowerPoint presentation", "agency.xls")
    yield Case("is-msg", compound_file("__properties_version1.0"), _NOT, "an Outlook message")
    yield Case("is-msi", compound_file("Installer"), _NOT, "an old Office file of another kind")
    yield Case("is-doc-with-workbook", compound_file("WordDocument", "ObjectPool"), _NOT, "a Word document")
    yield Case("is-empty-xls", compound_file("Workbook"), Trouble.DAMAGED, "cannot be read in full", "agency.xls")
    yield Case("is-cut-compound", locked[:100], Trouble.DAMAGED, "cut short")
    yield Case("is-magic-only", locked[:8], Trouble.DAMAGED, "cut short")
    circle = compound_file("A", "B")
    ring = circle.replace(struct.pack("<i", -2), struct.pack("<i", 1), 1)
    yield Case("is-circular-compound", ring, _NOT, "an old Office file")


_NAME = "agency.xls"
_NINE = text(0, 0, "9")


def binary() -> Iterator[Case]:
    yield Case("xls-far-corner", xls(("A", (_NINE, number(65_535, 255, 1)))), None, "65536", _NAME)
    yield Case("xls-whole-sheet-merge", xls(("A", (_NINE, merged(0, 65_535, 0, 255)))), None, "9", _NAME)
    phantom = (*(hidden_row(row) for row in range(2_000)), _NINE)
    yield Case("xls-phantom-rows", xls(("A", phantom)), None, "9", _NAME)
    many = tuple(number(row, 0, 1) for row in range(1_001))
    few = Limits(cells=1_000)
    yield Case("xls-many-cells", xls(("A", many)), Trouble.TOO_LARGE, "too many cells; the limit is 1,000", _NAME, few)
    beyond = record(0x0204, "HHHHB", 0, 0, GENERAL, 65_535, 1, rest=b"9\0")
    yield Case("xls-text-beyond-its-record", xls(("A", (_NINE, beyond))), None, "9", _NAME)
    no_such_look = number(0, 1, 10, look=4_095)
    yield Case("xls-format-unknown", xls(("A", (_NINE, no_such_look))), Trouble.DAMAGED, "in full", _NAME)
    yield Case("xls-control", xls(("A", (text(0, 0, "9\x1b[2J"),))), None, "U+001B", _NAME)
    whole = xls(("A", (_NINE,)))
    yield Case("xls-cut", whole[: len(whole) // 3], Trouble.DAMAGED, "", _NAME)
