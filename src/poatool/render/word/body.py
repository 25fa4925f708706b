"""Write the body of a Word document as XML (ECMA-376 part 1, WordprocessingML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import count, groupby
from typing import assert_never

from poatool.blocks import BulletList, NumberedList, Paragraph, Run, Runs, plain
from poatool.render import document as doc
from poatool.render.typeset import drawn
from poatool.render.word.file import WordFile
from poatool.text import publishable

_LOOKS = {
    doc.Look.BODY: "normal",
    doc.Look.TITLE: "title",
    doc.Look.SUBTITLE: "subtitle",
    doc.Look.SUBHEADING: "report subheading",
    doc.Look.DETAILS: "report details",
    doc.Look.NOTICE: "report notice",
    doc.Look.LINKS: "normal",
}
_DEEPEST = 3
"""The number of list levels that have a style."""

_LONGEST_NAME = 40
"""The longest name of a bookmark, in characters, that Word keeps."""

_WORD_KNOWS = {"mi": "mi-NZ"}
"""Languages that Word only recognises with this region."""

_EMU_PER_TWIP = 635
_WITH_NEXT = "<w:keepNext/>"
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
"""The gap between a table and the text below it."""

_IMAGE = (
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
)


def bookmark(anchor: str) -> str:
    """The name of a bookmark: it begins with a letter, and has at most 40 letters, digits and underscores."""
    name = re.sub(r"\W", "_", anchor)
    name = name if name[:1].isalpha() else f"u_{name}"
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{sha256(anchor.encode()).hexdigest()[:8]}"


class BodyWriter:
    """Writes the parts of one document, counting its bookmarks, captions and headings."""

    def __init__(self, document: doc.Document, file: WordFile) -> None:
        self._document = document
        self._file = file
        self._bookmarks = count(1)
        self._drawings = count(1)
        self._captions = {"Table": count(1), "Figure": count(1)}
        self._headings = count(1)

    def xml(self) -> str:
        """The elements of the body in order."""
        return "".join(part for each in self._document.printed for part in self._part(each))

    def _part(self, part: doc.Printed) -> Iterator[str]:
        match part:
            case doc.Heading():
                target = self._bookmark(f"_Toc{next(self._headings):08}") + self._anchor(part.anchor)
                looks = f"{_WITH_NEXT}<w:pageBreakBefore/>" if part.new_page else _WITH_NEXT
                yield self._paragraph(f"heading {part.level}", target + self._runs(part.runs), looks)
            case doc.Passage(block, look, anchor):
                before = self._anchor(anchor)
                if isinstance(block, Paragraph):
                    yield self._paragraph(_LOOKS[look], before + self._runs(block.runs))
                else:
                    yield from self._list(block, before)
            case doc.LabelledList():
                for label, runs, anchor, *_ in part.items:
                    bold = tuple(run._replace(bold=True) for run in label)
                    shown = f"{self._anchor(anchor)}{self._runs(bold)}<w:r><w:tab/></w:r>{self._runs(runs)}"
                    yield self._paragraph("report item", shown)
            case doc.Figures():
                yield from self._figures(part)
            case doc.Grid():
                yield from self._grid(part)
            case doc.Picture():
                yield from self._picture(part)
            case doc.Contents():
                yield from self._contents(part)
            case _:
                assert_never(part)

    def _paragraph(self, style: str, contents: str, properties: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._file.styles.id(style)}"/>{properties}</w:pPr>{contents}</w:p>'

    def _bookmark(self, name: str) -> str:
        number = next(self._bookmarks)
        return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/><w:bookmarkEnd w:id="{number}"/>'

    def _anchor(self, anchor: str) -> str:
        return self._bookmark(bookmark(anchor)) if anchor else ""

    def _runs(self, runs: Runs) -> str:
        written = ""
        for href, alike in groupby(runs, key=lambda run: run.href):
            if href is None:
                written += "".join(map(_run, alike))
                continue
            inside = "".join(_run(run, self._file.styles.id("hyperlink")) for run in alike)
            within = href.startswith("#")
            target = f'w:anchor="{escape(bookmark(href[1:]))}"' if within else f'r:id="{self._file.link(href)}"'
            written += f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>'
        return written

    def _list(self, block: BulletList | NumberedList, before: str = "", level: int = 1) -> Iterator[str]:
        """The items of a list, each a paragraph; every numbered list starts anew."""
        depth = min(level, _DEEPEST)
        deeper = f" {depth}" if depth > 1 else ""
        match block:
            case BulletList():
                style = f"list bullet{deeper}"
                number = None if self._file.styles.has_list(style) else self._file.lists.bullets()
            case NumberedList():
                style = f"list number{deeper}"
                number = self._file.lists.numbered(block.style, block.start, depth - 1)
            case _:
                assert_never(block)
        properties = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        for item in block.items:
            yield self._paragraph(style, before + self._runs(item.runs), properties)
            before = ""
            for below in item.lists:
                yield from self._list(below, level=level + 1)

    def _caption(self, kind: str, text: str) -> str:
        number = next(self._captions[kind])
        field = _field_begin(f" SEQ {kind} \\* ARABIC ") + _run(Run(str(number))) + _FIELD_END
        return self._paragraph("caption", f"{_run(Run(f'{kind} '))}{field}{_run(Run(f'. {text}'))}", _WITH_NEXT)

    def _grid(self, grid: doc.Grid) -> Iterator[str]:
        yield self._caption("Table", grid.caption)
        cells = [[self._cell(doc.words(column.heading)) for column in grid.columns]]
        cells += [
            [self._cell(cell, number=column.number) for column, cell in zip(grid.columns, row, strict=True)]
            for row in grid.rows
        ]
        yield from self._table(grid.caption, grid.description, [column.share for column in grid.columns], cells)

    def _figures(self, part: doc.Figures) -> Iterator[str]:
        cells = [
            [self._cell(doc.words(figure.label)) for figure in part.figures],
            [
                self._paragraph("report figure", _run(Run(f.number, bold=True)) + self._runs(doc.words(f.of)))
                for f in part.figures
            ],
            [self._cell(figure.note) for figure in part.figures],
        ]
        yield from self._table(part.description, part.description, [1] * len(part.figures), cells)

    def _cell(self, runs: Runs, *, number: bool = False) -> str:
        return self._paragraph("report cell", self._runs(runs), '<w:jc w:val="right"/>' if number else "")

    def _table(self, title: str, description: str, shares: list[int], rows: list[list[str]]) -> Iterator[str]:
        """A table of paragraphs; its first row is repeated on every page."""
        widths = [self._file.width * share // sum(shares) for share in shares]
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._file.styles.id("report table")}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0"'
            f' w:noVBand="0"/><w:tblCaption w:val="{escape(publishable(title))}"/>'
            f'<w:tblDescription w:val="{escape(publishable(description))}"/></w:tblPr><w:tblGrid>'
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid>"
        for number, row in enumerate(rows):
            yield f"<w:tr><w:trPr><w:cantSplit/>{'' if number else '<w:tblHeader/>'}</w:trPr>"
            for width, cell in zip(widths, row, strict=True):
                yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            yield "</w:tr>"
        yield f"</w:tbl>{_GAP}"

    def _picture(self, picture: doc.Picture) -> Iterator[str]:
        png = drawn(picture)
        if png is None:
            return
        relation = self._file.picture(png)
        number, width = next(self._drawings), self._file.width * _EMU_PER_TWIP
        height = width * picture.height // picture.width
        name = f"Figure {number}"
        image = _IMAGE.format(id=number, name=name, relation=relation, width=width, height=height)
        yield self._caption("Figure", picture.caption)
        yield self._paragraph(
            "normal",
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}"'
            f' descr="{escape(publishable(picture.alternative))}"/>{image}</wp:inline></w:drawing></w:r>',
        )

    def _contents(self, contents: doc.Contents) -> Iterator[str]:
        """The field for which Word will fill in page numbers; until then it shows the headings."""
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            "</w:docPartObj></w:sdtPr><w:sdtContent>"
        )
        yield self._paragraph("toc heading", _run(Run(contents.title)))
        listed = [each for each in enumerate(self._document.headings, 1) if each[1].level <= contents.levels]
        for number, heading in listed:
            entry = (
                f'<w:hyperlink w:anchor="_Toc{number:08}" w:history="1">{_run(Run(plain(heading.runs)))}</w:hyperlink>'
            )
            if number == listed[0][0]:
                entry = _field_begin(f' TOC \\o "1-{contents.levels}" \\h \\z \\u ') + entry
            if number == listed[-1][0]:
                entry += _FIELD_END
            yield self._paragraph(f"toc {heading.level}", entry)
        yield "</w:sdtContent></w:sdt>"


_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field_begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _run(run: Run, style: str = "") -> str:
    """A run; `style` is the id of a character style."""
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    if run.bold:
        looks += "<w:b/><w:bCs/>"
    if run.italic:
        looks += "<w:i/><w:iCs/>"
    if run.lang:
        looks += f'<w:lang w:val="{escape(_WORD_KNOWS.get(run.lang, run.lang))}"/>'
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(publishable(run.text))}</w:t></w:r>'


def word_bytes(document: doc.Document, template: bytes | None = None) -> bytes:
    """A document as a Word file, poured into a template if there is one."""
    file = WordFile(template)
    return file.finished(document, BodyWriter(document, file).xml())
