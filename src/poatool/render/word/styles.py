"""The styles of a Word file by name; poatool's own are added where a template has none."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from poatool.render.word.xml import NS, blank_part, w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


class Styles:
    """The styles of a file. Word keeps the names of its own styles in English, whatever language it speaks."""

    def __init__(self, element: BaseOxmlElement) -> None:
        from docx.oxml.parser import parse_xml

        self._element = element
        self._by_name = _by_name(element)
        self._ours = _by_name(parse_xml(blank_part("word/styles.xml")))

    def id(self, name: str) -> str:
        """The id of a style; poatool's own is added if the file has none of that name."""
        return str(self._style(name).get(w("styleId")))

    def has_list(self, name: str) -> bool:
        """Whether paragraphs of a style are list items without further markup."""
        return self._style(name).find("w:pPr/w:numPr", NS) is not None

    def set_language(self, language: str) -> None:
        """Set the language of all unmarked text."""
        from docx.oxml import OxmlElement

        if not any(True for _ in self._element.iter(w("lang"))):
            self._style("normal").get_or_add_rPr().append(OxmlElement("w:lang"))
        for mark in self._element.iter(w("lang")):
            mark.set(w("val"), language)

    def _style(self, name: str) -> BaseOxmlElement:
        if name not in self._by_name:
            self._by_name[name] = self._added(name)
        return self._by_name[name]

    def _added(self, name: str) -> BaseOxmlElement:
        """Add one of poatool's styles to the file, based on the file's own style if it has that."""
        style = deepcopy(self._ours[name])
        for reference in (style.find("w:basedOn", NS), style.find("w:next", NS)):
            if reference is not None:
                named = next(n for n, each in self._ours.items() if each.get(w("styleId")) == reference.get(w("val")))
                reference.set(w("val"), self.id(named))
        self._element.append(style)
        return style


def _by_name(styles: BaseOxmlElement) -> dict[str, BaseOxmlElement]:
    return {style.find("w:name", NS).get(w("val")).lower(): style for style in styles.findall("w:style", NS)}
