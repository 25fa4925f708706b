"""The lists of a Word file; every numbered list starts anew."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from poatool.blocks import NumberStyle
from poatool.render.word.xml import NS, elements, w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_FORMATS: dict[NumberStyle, str] = {"1": "decimal", "a": "lowerLetter", "i": "lowerRoman"}
_BULLETS = "•–▪"
_INDENT = 284
"""The indent of each level, in twips: half a centimetre."""


class Lists:
    """Adds lists to the numbering part of a file, beside those that it has."""

    def __init__(self, numbering: BaseOxmlElement) -> None:
        self._numbering = numbering
        used = [int(each.get(w("abstractNumId"))) for each in numbering.findall("w:abstractNum", NS)]
        used += [int(each.get(w("numId"))) for each in numbering.findall("w:num", NS)]
        self._free = count(max(used, default=0) + 1)
        self._kinds: dict[str, int] = {}
        self._bullets: int | None = None

    def bullets(self) -> int:
        """The number of the bulleted list, which all of them share."""
        if self._bullets is None:
            self._bullets = self._add(self._kind("bullet"), "")
        return self._bullets

    def numbered(self, style: NumberStyle, start: int, level: int) -> int:
        """The number of a list that counts from `start`."""
        begin = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._add(self._kind(_FORMATS[style]), begin)

    def _add(self, kind: int, properties: str) -> int:
        number = next(self._free)
        xml = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{properties}</w:num>'
        self._numbering.extend(elements(xml))
        return number

    def _kind(self, form: str) -> int:
        """The id of the definition for all lists of a form; definitions come before the lists."""
        if form not in self._kinds:
            self._kinds[form] = next(self._free)
            levels = "".join(_level(level, form) for level in range(len(_BULLETS)))
            xml = f'<w:abstractNum w:abstractNumId="{self._kinds[form]}"><w:multiLevelType w:val="multilevel"/>{levels}'
            self._numbering[:0] = elements(f"{xml}</w:abstractNum>")
        return self._kinds[form]


def _level(level: int, form: str) -> str:
    text = _BULLETS[level] if form == "bullet" else f"%{level + 1}."
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
    )
