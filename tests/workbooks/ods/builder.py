"""Small OpenDocument spreadsheets written as XML, so that a test shows all that is in the file."""

from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import RawCell, Sheet
from tests.workbooks.builder import opened, zipped

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = {"office", "table", "text", "style", "meta", "manifest"}
_SPACES = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in sorted(_OASIS)} | {
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())


def ods(body: str, styles: str = "", meta: str = "", kind: str = SPREADSHEET, **extra: str) -> bytes:
    """A package: the content of the spreadsheet, automatic styles, the content of `office:meta`, further parts."""
    parts: dict[str, str | bytes] = {
        "mimetype": kind,
        "content.xml": document("document-content", content(body, styles)),
        "meta.xml": document("document-meta", f"<office:meta>{meta}</office:meta>"),
        "META-INF/manifest.xml": f"<manifest:manifest {NAMES}/>",
    }
    return zipped(parts | extra)


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    )


def document(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root} {NAMES}>{inner}</office:{root}>'


def style(name: str, family: str, properties: str) -> str:
    within = f"<style:{family}-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}">{within}</style:style>'


def table(inner: str, name: str = "Updates", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{inner}</table:table>'


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(inner: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def text(shown: str, attributes: str = "") -> str:
    return cell(f"<text:p>{shown}</text:p>", f'office:value-type="string" {attributes}')


def typed(kind: str, attribute: str, value: str, shown: str = "") -> str:
    return cell(f"<text:p>{shown}</text:p>", f'office:value-type="{kind}" office:{attribute}="{value}"')


def sheet_of(rows: str, styles: str = "", limits: Limits = DEFAULT) -> Sheet:
    (sheet,) = opened(ods(table(rows), styles), "agency.ods", limits).sheets
    return sheet


def only_cell(xml: str) -> RawCell:
    (found,) = sheet_of(row(xml)).cells
    return found
