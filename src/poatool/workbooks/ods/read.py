"""Read an OpenDocument spreadsheet (.ods, .ots)."""

import re
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Refused, tolerated
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Workbook, clean, custom_name
from poatool.workbooks.ods import DC, META, OFFICE, TABLE
from poatool.workbooks.ods.table import Styles, TableReader, styles
from poatool.workbooks.package import Package, finished, local
from poatool.workbooks.quota import Quota

# Macros in any language. LibreOffice writes lists of its Basic libraries (script-lb.xml …) even if these are empty.
_SCRIPT = re.compile(r"scripts/.|basic/(?:.*/)?(?!(?:script|dialog)-l[bc]\.xml$)[^/]+$")
# A foreign object is a file; a chart is a folder of the same name.
_OBJECT = re.compile(r"object \d+")
_DATABASES = frozenset(f"{TABLE}database-source-{kind}" for kind in ("sql", "table", "query"))

# Named as in an Excel workbook. In OpenDocument 1.3 part 3, `<dc:creator>` is the person who changed the document last.
_PROPERTIES = {
    f"{META}initial-creator": "core.creator",
    f"{DC}creator": "core.lastModifiedBy",
    f"{DC}title": "core.title",
    f"{DC}subject": "core.subject",
    f"{DC}description": "core.description",
    f"{META}keyword": "core.keywords",
    f"{DC}language": "core.language",
    f"{META}creation-date": "core.created",
    f"{DC}date": "core.modified",
    f"{META}generator": "app.Application",
}

_CONTENT = "content.xml"
_META = "meta.xml"
_STYLES = "styles.xml"
_TABLE = f"{TABLE}table"
# Cells of another document, kept as a table for formulas that refer to them.
_ELSEWHERE = re.compile(r"'.+'#")


def read(package: Package, shown_as: str, sha256: str) -> Workbook:
    """Read a package of parts. Raises Refused if it is damaged, unsafe or too large."""
    if _CONTENT not in package:
        raise Refused.damaged(f"The file is damaged: {_CONTENT}, which has its sheets, is missing.")
    body = _Body(Quota(package.limits))
    with tolerated("Page headers and formats", body.notes):
        body.shared = package.tree(_STYLES) if _STYLES in package else None
    root = package.tree(_CONTENT, body.take)
    if body.styles is None:
        raise Refused(Trouble.NOT_A_WORKBOOK, f"This is not a spreadsheet: its main part is a “{local(root.tag)}”.")
    if not body.sheets:
        raise Refused.damaged("The workbook has no sheet.")
    body.features |= {Feature.MACROS for name in package.members if _SCRIPT.match(name)}
    body.features |= {Feature.EMBEDDED for name in package.members if _OBJECT.fullmatch(name)}
    described: dict[str, str] = {}
    with tolerated("The document properties", body.notes):
        described = _properties(package.tree(_META)) if _META in package else {}
    kind = "ots" if package.find("mimetype", b"-template") else "ods"
    sheets, features, notes = tuple(body.sheets), frozenset(body.features), tuple(body.notes)
    return Workbook(shown_as, sha256, kind, sheets, described, features, notes)


class _Body:
    """What is found in a document, whose tables are removed from the tree while it is still being parsed."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self.features: set[Feature] = set()
        self.styles: Styles | None = None
        self.shared: Element | None = None
        self._table: TableReader | None = None

    def take(self, root: Element, done: bool) -> bool:
        """Take the finished elements of the spreadsheet."""
        if (spreadsheet := root.find(f"{OFFICE}body/{OFFICE}spreadsheet")) is None:
            return False
        self.styles = self.styles or styles(root, self.shared)
        taken = finished(spreadsheet, done=done)
        for element in taken:
            if element.tag == _TABLE:
                self._take_table(element, self.styles, done=True)
            elif element.tag == f"{TABLE}tracked-changes" and len(element):
                self.features.add(Feature.TRACKED_CHANGES)
            elif element.tag == f"{TABLE}dde-links" and len(element):
                self.features.add(Feature.DDE)
            elif any(inner.tag in _DATABASES for inner in element.iter()):
                self.features.add(Feature.CONNECTIONS)
        begun = len(spreadsheet) and spreadsheet[-1].tag == _TABLE
        return bool((begun and self._take_table(spreadsheet[-1], self.styles, done=False)) or taken)

    def _take_table(self, element: Element, named: Styles, *, done: bool) -> bool:
        if self._table is None:
            self._table = TableReader(clean(element.get(f"{TABLE}name", "")).text, named, self.quota)
            self._table.keep(named.pages.get(element.get(f"{TABLE}style-name", ""), ()), self._table.on_each_page)
        table = self._table
        taken = table.take(element, done=done)
        if done:
            self._table = None
            self.features |= table.features | ({Feature.TEXT_BOXES} if table.drawn else set())
            if not (Feature.EXTERNAL_LINKS in table.features and _ELSEWHERE.match(table.name)):
                self.sheets.append(table.sheet(hidden=element.get(f"{TABLE}style-name") in named.hiding["table"]))
                self.notes += table.notes
        return taken


def _properties(root: Element) -> dict[str, str]:
    """Read the properties in `office:meta` by names such as `core.creator` and `custom.<name>`."""
    found: dict[str, str] = {}
    for element in root.iterfind(f"{OFFICE}meta/*"):
        text = clean(element.text or "").text
        name = _PROPERTIES.get(element.tag)
        if element.tag == f"{META}user-defined":
            name = custom_name(clean(element.get(f"{META}name", "")).text)
        if name is not None and text:
            # A repeated property, such as keywords, becomes one list.
            found[name] = f"{found[name]}, {text}" if name in found else text
    return found
