"""Small workbooks written as XML, so that a test shows all that is in the file."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import RawCell, Sheet, Unreadable, Workbook
from poatool.workbooks.open import open_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass
class Book:
    """The content of a workbook. `sheet` is the XML inside `<worksheet>`; `extra` parts replace others or are added."""

    sheet: str = ""
    strings: str = ""
    styles: str = ""
    workbook: str = ""
    state: str = ""
    links: str = ""
    workbook_links: str = ""
    root_links: str = ""
    extra: Mapping[str, str | bytes] = field(default_factory=dict)
    strict: bool = False
    types: str = "spreadsheetml.sheet.main"

    def parts(self) -> dict[str, str | bytes]:
        main, office = (STRICT, STRICT_OFFICE) if self.strict else (MAIN, OFFICE)
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/xl/workbook.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.{self.types}+xml"/></Types>',
            "_rels/.rels": relationships(link("rId1", "officeDocument", "xl/workbook.xml", office) + self.root_links),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{self.workbook}'
            f'<sheets><sheet name="Updates" sheetId="1" {self.state} r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(
                link("rId1", "worksheet", "worksheets/sheet1.xml", office)
                + link("rId2", "sharedStrings", "sharedStrings.xml", office)
                + link("rId3", "styles", "styles.xml", office)
                + self.workbook_links
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:r="{office}">{self.sheet}</worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{self.strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{self.styles}</styleSheet>',
        }
        if self.links:
            parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(self.links)
        return parts | dict(self.extra)

    def data(self) -> bytes:
        return zipped(self.parts())


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'


def link(identity: str, kind: str, target: str, office: str = OFFICE, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identity}" Type="{office}/{kind}" Target="{target}"{mode}/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def rows(inner: str) -> str:
    return f"<sheetData>{inner}</sheetData>"


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def opened(book: Book | bytes, name: str = "agency.xlsx", limits: Limits = DEFAULT) -> Workbook:
    workbook = open_bytes(book.data() if isinstance(book, Book) else book, name, limits)
    assert isinstance(workbook, Workbook), workbook
    return workbook


def refused(data: bytes, name: str = "agency.xlsx", limits: Limits = DEFAULT) -> Unreadable:
    unreadable = open_bytes(data, name, limits)
    assert isinstance(unreadable, Unreadable), unreadable
    return unreadable


def only_sheet(book: Book) -> Sheet:
    (sheet,) = opened(book).sheets
    return sheet


def cells(book: Book) -> dict[tuple[int, int], RawCell]:
    return {(cell.row, cell.column): cell for cell in only_sheet(book).cells}


def only_cell(book: Book) -> RawCell:
    (cell,) = only_sheet(book).cells
    return cell
