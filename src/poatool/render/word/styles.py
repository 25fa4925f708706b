"""Find the styles and lists of a Word file, in WordprocessingML (ECMA-376 part 1), and add missing ones."""

from copy import deepcopy
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.render.html import filled_template

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

BLANK = Path(__file__).parent / "blank"  # the parts of an empty document, without its styles


@cache
def own_styles() -> bytes:
    """The part with poatool's own styles."""
    return filled_template("styles.xml.jinja").encode()


class Styles:
    """The styles of a file. Word stores the names of its built-in styles in English, whatever its language."""

    def __init__(self, element: "BaseOxmlElement") -> None:
        from docx.oxml.parser import parse_xml

        self._element = element
        self._by_name = _by_name(element)
        self._ours = _by_name(parse_xml(own_styles()))

    def id(self, name: str) -> str:
        """The id of a style; if the file has no style of this name, poatool's own is added."""
        return str(self._style(name).get(w("styleId")))

    def has_list(self, name: str) -> bool:
        """Whether paragraphs of a style are list items without further markup."""
        return self._style(name).find("w:pPr/w:numPr", NS) is not None

    def set_language(self, language: str) -> None:
        """Set the language of all text that has no language of its own."""
        from docx.oxml import OxmlElement

        if not any(True for _ in self._element.iter(w("lang"))):
            self._style("normal").get_or_add_rPr().append(OxmlElement("w:lang"))
        for mark in self._element.iter(w("lang")):
            mark.set(w("val"), language)

    def _style(self, name: str) -> "BaseOxmlElement":
        """The file's style of this name; a file without it gets poatool's, based on the file's own styles."""
        if name not in self._by_name:
            style = deepcopy(self._ours[name])
            for reference in (style.find("w:basedOn", NS), style.find("w:next", NS)):
                if reference is not None:
                    id_ = reference.get(w("val"))
                    named = next(n for n, each in self._ours.items() if each.get(w("styleId")) == id_)
                    reference.set(w("val"), self.id(named))
            self._element.append(style)
            self._by_name[name] = style
        return self._by_name[name]


def _by_name(styles: "BaseOxmlElement") -> "dict[str, BaseOxmlElement]":
    return {style.find("w:name", NS).get(w("val")).lower(): style for style in styles.findall("w:style", NS)}


_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": _MAIN}

_DECLARED = (
    f'xmlns:w="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def w(name: str) -> str:
    """The name of an element or attribute with its namespace."""
    return f"{{{_MAIN}}}{name}"


def elements(xml: str) -> "list[BaseOxmlElement]":
    """The elements in a piece of XML, one after the other."""
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f"<w:body {_DECLARED}>{xml}</w:body>"))


class Lists:
    """Add lists to the numbering part of a file, after the existing ones."""

    def __init__(self, numbering: "BaseOxmlElement") -> None:
        self._numbering = numbering
        ids = (("w:abstractNum", w("abstractNumId")), ("w:num", w("numId")))
        used = (int(each.get(id_)) for name, id_ in ids for each in numbering.findall(name, NS))
        self._free = count(max(used, default=0) + 1)
        self._kinds: dict[str, int] = {}

    @cached_property
    def bullets(self) -> int:
        """The list number that all bulleted lists share."""
        return self._add("bullet", "")

    def numbered(self, start: int, level: int) -> int:
        """The number of a new list that counts from `start`."""
        begin = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._add("decimal", begin)

    def _add(self, kind: str, properties: str) -> int:
        """Add a list. Lists of one kind share a definition, which Word wants above all lists."""
        if kind not in self._kinds:
            self._kinds[kind] = next(self._free)
            self._numbering[:0] = elements(filled_template("list.xml.jinja", number=self._kinds[kind], kind=kind))
        number, shared = next(self._free), self._kinds[kind]
        xml = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{shared}"/>{properties}</w:num>'
        self._numbering.extend(elements(xml))
        return number
