"""List the kinds of files by the endings of their names, and tell the kind of a file from its content."""

from enum import Enum
from pathlib import PurePath

from poatool.workbooks.limits import Refused
from poatool.workbooks.model import Trouble
from poatool.workbooks.package import Package

XLSX = ("xlsx", "xlsm", "xltx", "xltm")
XLS = ("xls", "xlt")
ODS = ("ods", "ots")
CSV = ("csv", "tsv")  # the kinds with one unnamed table, without formats or comments
SPREADSHEETS = (*XLSX, *XLS, "xlsb", *ODS, "fods", *CSV)
"""The kinds that are taken from a folder. Some of them cannot be read; these are refused, not overlooked."""

WITH_MACROS = ("xlsm", "xltm")
ANNOTATED = XLSX  # the kinds that can be copied with comments and our sheet added, and everything else unchanged
CORRECTABLE = (*XLSX, *CSV)  # the kinds in which single cells can be corrected, with everything else unchanged


def endings(*kinds: str) -> tuple[str, ...]:
    """File name endings of these kinds, each with its dot."""
    return tuple(f".{kind}" for kind in kinds)


ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")


class Format(Enum):
    """The formats that can be read, with their file endings."""

    XLSX = endings(*XLSX)
    ODS = endings(*ODS)
    XLS = endings(*XLS, "xla")
    CSV = endings(*CSV, "tab", "txt")


# The first bytes of other files; no ordinary text can begin with them.
_OTHERS = {
    "a PDF": (b"%PDF",),
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    "a rich-text document": (b"{\\rtf",),
    "a compressed archive": (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
    "a database": (b"SQLite format 3\x00", b"PAR1"),
    "a program": (b"MZ\x90", b"\x7fELF"),
}
_OLDEST_EXCEL = tuple(map(bytes.fromhex, ("09000400", "09020600", "09040600", "09080800", "09081000")))
_MARKUP = ("<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style")
_XML_START = 2048
_ZIP_OTHERS = (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a Visio drawing"))
_OPEN_DOCUMENTS = {"text": "text", "presentation": "presentation", "graphics": "drawing"}
# Workbooks in one XML file, by words near the beginning of the file.
_ONE_PART = {
    "urn:schemas-microsoft-com:office:spreadsheet": "an “XML Spreadsheet 2003”",
    "<office:document ": "a flat OpenDocument file (.fods)",
}
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_PARTS = "META-INF/manifest.xml"


def format_of_non_zip(data: bytes, shown_as: str) -> Format:
    """Tell the kind of a file that is not a zip. A file of Office before 2007 counts as .xls; reading it checks this.

    Raises Refused if the file cannot be read as a spreadsheet; the message says what it is.
    """
    if not data.strip(b"\0"):
        raise Refused.damaged("The file contains nothing but zeros.")
    if PurePath(shown_as).name.startswith("~$"):
        message = "This is not a workbook: Excel leaves this file beside a workbook that is open."
        raise Refused(Trouble.NOT_A_WORKBOOK, message, "Close the workbook in Excel, and send the file without “~$”.")
    if data.startswith(_OLE_MAGIC):
        return Format.XLS
    if data.startswith(_OLDEST_EXCEL):
        raise Refused(Trouble.UNSUPPORTED, "This workbook is from a version of Excel older than 97.")
    for name, magics in _OTHERS.items():
        if data.startswith(magics):
            raise Refused.not_a_spreadsheet(name)
    return _text(data, shown_as)


def format_in_zip(package: Package) -> tuple[Format, str]:
    """Tell the format of a zip file, and the name of its main part. Raises Refused if it is not a spreadsheet."""
    listed = package.find(_ODS_PARTS, _ODS.encode())  # old exports of Google Sheets have no `mimetype`
    if "mimetype" in package or listed:
        declared = package.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in package else _ODS
        if declared not in (_ODS, f"{_ODS}-template"):
            other = _OPEN_DOCUMENTS.get(declared.rpartition(".")[2])
            raise Refused.not_a_spreadsheet(f"an OpenDocument {other}" if other else "a file of another kind")
        if package.find(_ODS_PARTS, b"encryption-data"):
            raise Refused.with_password()
        return Format.ODS, "content.xml"
    names = list(package.members)
    for folder, name in _ZIP_OTHERS:
        if any(member.startswith(folder) for member in names):
            raise Refused.not_a_spreadsheet(name)
    named = package.linked("", "officeDocument")
    main = next((part for part in (*named, "xl/workbook.xml", "xl/workbook.bin") if part in package), None)
    if main is not None and main.endswith(".bin"):
        message = "This is an Excel binary workbook (.xlsb). Hidden content in it cannot be seen, so it is not read."
        raise Refused(Trouble.UNSUPPORTED, message)
    if main is not None:
        return Format.XLSX, main
    if any(name.startswith("index/") or name == "index.zip" for name in names):
        message = "This is an Apple Numbers document, not an Excel workbook."
        raise Refused(Trouble.UNSUPPORTED, message, "In Numbers, choose File > Export To > Excel, and send that.")
    if any(name.startswith("xl/") for name in names):
        raise Refused.damaged("The file is damaged: it has parts of an Excel workbook, but not the list of its sheets.")
    hint = "Unpack it and send the workbooks inside, or give it a name that ends in .zip."
    raise Refused(Trouble.NOT_A_WORKBOOK, "This is a zip of files, not a spreadsheet.", hint)


def _text(data: bytes, shown_as: str) -> Format:
    from poatool.workbooks import csv

    start = csv.decoded_start(data)
    text = start[:_XML_START].lstrip("\ufeff \t\r\n").casefold()
    for sign, name in _ONE_PART.items():
        if sign in text:
            raise Refused(Trouble.UNSUPPORTED, f"This is {name}, which is not supported.")
    if text.startswith(_MARKUP) or ("<html" in text and text.startswith("<")):
        raise Refused(Trouble.NOT_A_WORKBOOK, "This is a web page (HTML), not a workbook.")
    if text.startswith(("<?xml", "<!doctype")):
        raise Refused.not_a_spreadsheet("an XML file")
    if PurePath(shown_as).suffix.casefold() in Format.CSV.value or csv.looks_delimited(start):
        return Format.CSV
    raise Refused(Trouble.NOT_A_WORKBOOK, "This is plain text, not a workbook.", "Send the workbook itself (.xlsx).")
