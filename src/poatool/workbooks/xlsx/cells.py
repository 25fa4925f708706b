"""Read one cell (`<c>`) of a sheet, and the texts and formats that cells share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from operator import or_
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks import formatting
from poatool.workbooks.formatting import BLACK, BUILT_IN, SMALLEST, WHITE, Shown, Style
from poatool.workbooks.model import ERROR, CellRun, ErrorValue, Marks, Value, decode
from poatool.workbooks.package import Package, finished, is_true, local, qualified

_ITEM = qualified("si")
_TEXT = qualified("t")
_RUN = qualified("r")
_FONT = qualified("rPr")

Content = tuple[Value | None, str, tuple[CellRun, ...], str | None]
"""The content of a cell: value, text, runs of a rich text, and a note on what was cleaned or not read.

A bare tuple, since each cell makes one and unpacks it at once.
"""


def shared_strings(package: Package, part: str) -> list[Content]:
    """Read the shared strings in order. Raises Refused if they are damaged, or outnumber the cells a file may have."""
    strings: list[Content] = []
    held, limits = 0, package.limits

    def take(root: Element, done: bool) -> bool:
        nonlocal held
        items = finished(root, done=done)
        for item in items:
            if item.tag in _ITEM:
                strings.append(of_element(item))
                held += 1 + len(strings[-1][2])  # each part of a rich text takes as much memory as a text
        if held > limits.cells:
            raise limits.exceeded("cells", f"The file has {held:,} texts or more")
        return bool(items)

    package.tree(part, take)
    return strings


def of_element(element: Element) -> Content:
    """Join the runs of a text, without its phonetic guide (`rPh`)."""
    if len(element) == 1 and (only := element[0]).tag in _TEXT:
        return of_text(text_in(only))
    parts: list[str] = []
    runs: list[CellRun] = []
    rich = False
    for child in element:
        if child.tag in _TEXT:
            parts.append(text_in(child))
            runs.append(CellRun(of_text(parts[-1])[1]))
        elif child.tag in _RUN:
            rich = True
            parts.append("".join([text_in(item) for item in child if item.tag in _TEXT]))
            # A run with its own font takes nothing from its cell, not even properties that this font leaves out.
            font = next((item for item in child if item.tag in _FONT), None)
            looks = None if font is None else _letters(font, WHITE)[0]
            runs.append(CellRun(of_text(parts[-1])[1], looks))
    return of_text("".join(parts), tuple(runs) if rich else ())


def text_in(element: Element) -> str:
    """The text of an element, and of any elements within it, although there should be none."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def of_text(written: str, runs: tuple[CellRun, ...] = ()) -> Content:
    """Decode and clean a text from an Excel part."""
    if written.startswith("#") and ERROR.fullmatch(written):  # written as text by another program
        return ErrorValue(written), written, (), None
    if written.isascii() and written.isprintable() and "_x" not in written:
        return written, written, runs, None
    text, note = decode(written)
    return text, text, runs, note


_VALUE = qualified("v")
_FORMULA = qualified("f")
_INLINE = qualified("is")
VALUES = _VALUE | _INLINE


class Book(NamedTuple):
    """What the cells of a workbook share: strings, formats, and the epoch of its dates."""

    strings: Sequence[Content] = ()
    styles: Mapping[str | None, Style] = {}
    since_1904: bool = False


def content(cell: Element, shown: Shown, book: Book) -> Content | None:
    """Read the content of a cell; None if it is empty and has no formula."""
    kind = cell.get("t")
    text = None
    for child in cell:
        tag = child.tag
        if tag in _VALUE:
            text = text_in(child)
        elif tag in _INLINE and kind == "inlineStr":
            return of_element(child)
    if text is None or (text == "" and kind != "str"):
        return (None, "", (), None) if formula_of(cell) is not None else None
    if kind == "s":
        return _shared(text, book.strings)
    read = _READERS.get(kind or "n")
    return read(text) if read else _number(text, shown, since_1904=book.since_1904)


def formula_of(cell: Element) -> Element | None:
    """The formula of a cell, if it has one."""
    return next((child for child in cell if child.tag in _FORMULA), None)


def _shared(index: str, strings: Sequence[Content]) -> Content:
    with suppress(ValueError, IndexError):
        if (position := int(index)) >= 0:
            return strings[position]
    return None, index, (), f"The cell points to text {index}, which the file does not have."


def _iso(text: str) -> Content:
    if (value := formatting.from_iso(text.strip())) is None:
        return text, text, (), "The file says that this cell is a date, but it is not one; it was read as text."
    return value, text, (), None


def _number(text: str, shown: Shown, *, since_1904: bool) -> Content:
    stripped = text.strip()
    if (number := formatting.number_of(stripped)) is None:
        return text, text, (), "The file says that this cell is a number, but it is not one; it was read as text."
    if shown is Shown.NUMBER:
        return number, stripped, (), None
    return formatting.from_serial(number, shown, since_1904=since_1904), stripped, (), None


_READERS: dict[str, Callable[[str], Content]] = {
    "str": of_text,
    "inlineStr": of_text,
    "b": lambda text: (is_true(text), text, (), None),
    "e": lambda text: (ErrorValue(text), text, (), None),
    "d": _iso,
}

_BY_NAME = {"strike": Marks.STRUCK, "b": Marks.BOLD, "i": Marks.ITALIC}
_LOOKS = {tag: look for name, look in _BY_NAME.items() for tag in qualified(name)}
# Black and white in most themes; black, white and the highlighters in the palette (ECMA-376 part 1, 18.8.27).
_THEME = {"0": WHITE, "1": BLACK}
_INDEXED = {"0": BLACK, "8": BLACK, "64": BLACK, "1": WHITE, "9": WHITE, "5": "FFFF00", "13": "FFFF00", "43": "FFFF99"}
_SLIGHT = 0.06  # a smaller tint is ignored: `White, Background 1, Darker 5%`
_BUILT_IN = {str(number): how for number, how in BUILT_IN.items()}


def _letters(font: Element, behind: str | None = None) -> tuple[Marks, str]:
    """The marks and colour of letters in a font; letters are unseen if tiny, or in the colour behind them."""
    on = (_LOOKS[item.tag] for item in font if item.tag in _LOOKS and is_true(item.get("val", "1")))
    settings = {local(item.tag): item for item in font}
    size = formatting.number_of(settings["sz"].get("val", "")) if "sz" in settings else None
    colour = _colour(settings["color"]) if "color" in settings else BLACK
    unseen = formatting.look_alike(colour, behind) or (size is not None and size < SMALLEST)
    return reduce(or_, on, Marks.UNSEEN if unseen else Marks.NONE), colour


def styles(root: Element) -> Mapping[str | None, Style]:
    """Read the cell formats by number (`3`), and the conditional formats that make text invisible (`dxf3`)."""
    groups = {local(group.tag): group for group in root}

    def numbered(group: str, name: str) -> Iterator[tuple[str, Element]]:
        items = (item for item in groups.get(group, ()) if local(item.tag) == name)
        return ((str(number), item) for number, item in enumerate(items))

    codes = {item.get("numFmtId", ""): item.get("formatCode", "0") for _, item in numbered("numFmts", "numFmt")}
    custom = {number: formatting.shown(code) for number, code in codes.items()}
    hiding = {number for number, code in codes.items() if formatting.hides(code)}
    fills = {number: _fill(fill) for number, fill in numbered("fills", "fill")}
    fonts = {number: _letters(font) for number, font in numbered("fonts", "font")}
    based_on = {number: item.get("fontId") for number, item in numbered("cellStyleXfs", "xf")}
    found: dict[str | None, Style] = {}
    for place, item in numbered("cellXfs", "xf"):
        number = item.get("numFmtId", "0")
        fill = fills.get(item.get("fillId", "0"), WHITE)
        # Excel shows the font of the format itself, whatever `applyFont` says.
        font = item.get("fontId") or based_on.get(item.get("xfId", "0")) or "0"
        shown = custom.get(number) or _BUILT_IN.get(number, Shown.NUMBER)
        found[place] = formatting.cell_style(shown, *fonts.get(font, (Marks.NONE, BLACK)), fill, hides=number in hiding)
    for place, item in numbered("dxfs", "dxf"):
        has = {local(part.tag): part for part in item}
        behind = [_colour(part) for pattern in has.get("fill", ()) for part in pattern if local(part.tag) == "bgColor"]
        unseen = "font" in has and Marks.UNSEEN in _letters(has["font"], next(iter(behind), WHITE))[0]
        if unseen or ("numFmt" in has and formatting.hides(has["numFmt"].get("formatCode", ""))):
            found[f"dxf{place}"] = Style(Shown.NUMBER, Marks.UNSEEN)
    return found


def _fill(fill: Element) -> str | None:
    """The colour of a fill; None for a pattern or a gradient."""
    patterns = [item for item in fill if local(item.tag) != "patternFill" or item.get("patternType", "none") != "none"]
    solid = (item for item in patterns if item.get("patternType") == "solid")
    colour = next((colour for item in solid for colour in item if local(colour.tag) == "fgColor"), None)
    if colour is None:
        return None if patterns else WHITE
    return _colour(colour)


def _colour(colour: Element) -> str:
    """A colour as six hexadecimal digits; if it is not known (a theme's or a palette's), its attributes as text."""
    if (rgb := colour.get("rgb")) is not None:
        return rgb[-6:].upper()
    known = _INDEXED.get(colour.get("indexed", ""))
    if known is None and abs(formatting.number_of(colour.get("tint", "")) or 0) < _SLIGHT:
        known = _THEME.get(colour.get("theme", ""))
    return known or repr(sorted(colour.attrib.items()))
