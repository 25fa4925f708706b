"""Read an Excel workbook: its sheets, and what it contains besides cells. Nothing is ever run, followed or fetched."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import address
from poatool.workbooks.formatting import with_links
from poatool.workbooks.limits import Refused, tolerated
from poatool.workbooks.model import Feature, Note, Sheet, Trouble, Workbook, decode
from poatool.workbooks.package import Package, Relationship, is_true, local, relation_of
from poatool.workbooks.quota import Quota
from poatool.workbooks.xlsx.cells import Book, of_element, shared_strings, styles
from poatool.workbooks.xlsx.sheet import SheetXml

_COMMENTS = frozenset({"comment", "threadedComment"})
# Features by the kind of relationship that reveals them.
_FEATURES = {
    "vbaProject": Feature.MACROS,
    "xlMacrosheet": Feature.MACRO_SHEETS,
    "xlIntlMacrosheet": Feature.MACRO_SHEETS,
    "externalLink": Feature.EXTERNAL_LINKS,
    "connections": Feature.CONNECTIONS,
    "oleObject": Feature.EMBEDDED,
    "package": Feature.EMBEDDED,
    "control": Feature.EMBEDDED,
    "threadedComment": Feature.THREADED_COMMENTS,
    "revisionHeaders": Feature.TRACKED_CHANGES,
}
# By the last word of a relationship's type, Transitional and Strict.
_PROPERTIES = {
    "core-properties": "core",
    "extended-properties": "app",
    "extendedProperties": "app",
    "custom-properties": "custom",
    "customProperties": "custom",
}

_USUAL_PARTS = {"sharedStrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
_KINDS = {
    b"sheet.macroEnabled.main": "xlsm",
    b"template.macroEnabled.main": "xltm",
    b"spreadsheetml.template.main": "xltx",
    None: "xlsx",
}


def read(package: Package, main: str, shown_as: str, sha256: str) -> Workbook:
    """Read a workbook whose main part is `main`.

    Chart, dialog and macro sheets are skipped; a note names each listed sheet that is missing. Raises Refused if the
    workbook is damaged, unsafe or too large.
    """
    notes: list[Note] = []
    root = package.tree(main)
    if local(root.tag) != "workbook":
        raise Refused(Trouble.NOT_A_WORKBOOK, f"This is not a workbook: its main part is a “{local(root.tag)}”.")
    groups = {local(group.tag): group for group in root}
    links = {link.id: link for link in package.links(main)}
    book, quota = _book(package, main, groups.get("workbookPr"), notes), Quota(package.limits)
    sheets: dict[str, Sheet] = {}  # by the names of their parts
    for item in groups.get("sheets", ()):
        name = decode(item.get("name", "")).text
        link = links.get(relation_of(item) or "")
        if link is None or link.target not in package:
            notes.append(Note(name, 0, 0, f"The file lists sheet {name}, but does not contain it.", lost=True))
        elif link.target in sheets:
            raise Refused.unsafe(f"The file may be malicious: its sheet {name} is the same part as another sheet.")
        elif link.kind == "worksheet":
            xml = SheetXml(name, book, quota)
            _read_sheet(xml, package, link.target)
            sheets[link.target] = xml.sheet(hidden=item.get("state") in ("hidden", "veryHidden"))
            notes += xml.notes
    if not sheets and any(note.lost for note in notes):
        raise Refused.damaged("The file is damaged: it has none of the sheets that it lists.")
    described: dict[str, str] = {}
    with tolerated("The document properties", notes):
        described = document_properties(package)
    kind = _KINDS[package.find("[Content_Types].xml", *filter(None, _KINDS))]
    features = frozenset(_features(package, (main, *sheets), sheets.values()))
    return Workbook(shown_as, sha256, kind, tuple(sheets.values()), described, features, tuple(notes))


def _features(package: Package, sources: Iterable[str], sheets: Iterable[Sheet]) -> Iterator[Feature]:
    links = [link for source in sources for link in package.links(source)]
    yield from (_FEATURES[link.kind] for link in links if link.kind in _FEATURES)
    if any(link.kind == "externalLink" and package.find(link.target, b"ddeLink") for link in links):
        yield Feature.DDE
    if any(any(sheet.drawn.values()) for sheet in sheets):
        yield Feature.TEXT_BOXES


def _book(package: Package, main: str, settings: Element | None, notes: list[Note]) -> Book:
    targets = _USUAL_PARTS | {link.kind: link.target for link in package.links(main) if link.target in package}
    texts, formats = targets["sharedStrings"], targets["styles"]
    book = Book(
        strings=shared_strings(package, texts) if texts in package else (),
        since_1904=settings is not None and is_true(settings.get("date1904")),
    )
    with tolerated("The cell formats, without which dates are read as numbers,", notes):
        return book._replace(styles=styles(package.tree(formats))) if formats in package else book
    return book


def _read_sheet(xml: SheetXml, package: Package, part: str) -> None:
    xml.read(package, part)
    with tolerated(f"The drawings of sheet {xml.name}", xml.notes):
        for drawing in package.linked(part, "drawing"):
            root = package.tree(drawing)
            xml.drawn |= _drawn(root)
            xml.keep((each.get(kind, "") for each in root.iter() for kind in ("title", "descr")), xml.described)
    with tolerated(f"The comments of sheet {xml.name}", xml.notes):
        # Threads come last, as they replace the note that Excel writes for each.
        for comments in (*package.linked(part, "comments"), *package.linked(part, "threadedComment")):
            xml.comments |= _comments(package.tree(comments))
    xml.quota.take(characters=sum(map(len, xml.comments.values())))  # many sheets may have the same comments
    xml.cells = with_links(xml.cells, _addresses(xml, package.links(part)))


def _addresses(xml: SheetXml, links: Iterable[Relationship]) -> dict[tuple[int, int], str]:
    """The address of each hyperlink by its first cell: `target#place`, or `#place` within the workbook."""
    targets = {link.id: link.target for link in links} if xml.links else {}
    found: dict[tuple[int, int], str] = {}
    for linked, relation, place in xml.links:
        target = targets.get(relation or "", "") + (f"#{place}" if place else "")
        if target:
            xml.quota.take(characters=len(target))
            found[linked.top, linked.left] = target
    return found


def _comments(root: Element) -> dict[tuple[int, int], str]:
    """The comments in a part by row and column; a thread becomes one text, with a line for each comment."""
    texts: dict[tuple[int, int], list[str]] = {}
    for element in root.iter():
        if local(element.tag) in _COMMENTS:
            place = address(element.get("ref", ""))
            text = next((child for child in element if local(child.tag) == "text"), None)
            if place is not None and text is not None:
                texts.setdefault(place, []).append(of_element(text)[1] if len(text) else decode(text.text or "").text)
    return {place: "\n".join(lines) for place, lines in texts.items()}


def _drawn(drawing: Element) -> dict[tuple[int, int], str]:
    """The texts of boxes and shapes, and an empty text for a picture, by row and column (ECMA-376 part 1, 20.5)."""
    found: dict[tuple[int, int], str] = {}
    for anchor in drawing:
        at = {local(each.tag): each.text or "" for part in anchor if local(part.tag) == "from" for each in part}
        row, column = (int(number) + 1 if (number := at.get(name, "")).isdecimal() else 1 for name in ("row", "col"))
        names = {local(element.tag) for element in anchor.iter()}
        boxes = (element for element in anchor.iter() if local(element.tag) == "txBody")
        text = " ".join(text.text or "" for box in boxes for text in box.iter() if local(text.tag) == "t").strip()
        if text or "pic" in names:
            found[row, column] = " ".join(filter(None, (found.get((row, column)), text)))
    return found


def document_properties(package: Package) -> dict[str, str]:
    """The document properties by names such as `core.creator`, `app.Company` and `custom.<name>`."""
    found: dict[str, str] = {}
    for kind, group in _PROPERTIES.items():
        for element in (element for part in package.linked("", kind) for element in package.tree(part)):
            if group == "custom":
                name, written = decode(element.get("name", "")).text, "".join(part.text or "" for part in element)
            else:
                name, written = local(element.tag), "" if len(element) else element.text or ""
            if text := decode(written).text:
                found[f"{group}.{name}"] = text
    return found
