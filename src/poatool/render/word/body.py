"""Write a document as a Word file; `document.xml.jinja` is the template of its body."""

import re
from hashlib import sha256
from html import escape
from itertools import count, groupby

from poatool.blocks import ItemList, Run, Runs
from poatool.render import document as doc, html
from poatool.render.word.file import WordFile
from poatool.text import publishable

_DEEPEST = 3  # the number of list levels that have a style
_LONGEST_NAME = 40  # the longest bookmark name, in characters, that Word keeps
_WORD_KNOWS = {"mi": "mi-NZ"}  # languages that Word recognises only with this region


def bookmark(anchor: str) -> str:
    """The name of the bookmark for an anchor: at most 40 letters, digits and underscores, with a letter first."""
    name = re.sub(r"\W", "_", anchor)
    name = name if name[:1].isalpha() else f"u_{name}"
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{sha256(anchor.encode()).hexdigest()[:8]}"


class _Parts(WordFile):
    """A Word file, with what the template calls to write the runs, lists and tables of a document."""

    def runs(self, runs: Runs, *, bold: bool = False) -> str:
        """Runs as XML; neighbours with the same address become one link."""
        written = ""
        for href, alike in groupby(runs, key=lambda run: run.href):
            style_id = "" if href is None else self.styles.id("hyperlink")
            inside = "".join(_run(run._replace(bold=bold or run.bold), style_id) for run in alike)
            if href is not None:
                within = href.startswith("#")
                target = f'w:anchor="{escape(bookmark(href[1:]))}"' if within else f'r:id="{self.link(href)}"'
                inside = f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>'
            written += inside
        return written

    def list_looks(self, block: ItemList, level: int) -> tuple[str, str]:
        """The style and number of a list's items; every numbered list starts again."""
        depth = min(level, _DEEPEST)
        deeper = f" {depth}" if depth > 1 else ""
        if block.start is not None:
            style = f"list number{deeper}"
            number = self.lists.numbered(block.start, depth - 1)
        else:
            style = f"list bullet{deeper}"
            number = 0 if self.styles.has_list(style) else self.lists.bullets
        return style, f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""


def _run(run: Run, style_id: str) -> str:
    looks = f'<w:rStyle w:val="{style_id}"/>' if style_id else ""
    if run.bold:
        looks += "<w:b/><w:bCs/>"
    if run.italic:
        looks += "<w:i/><w:iCs/>"
    if run.lang:
        looks += f'<w:lang w:val="{escape(_WORD_KNOWS.get(run.lang, run.lang))}"/>'
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(publishable(run.text))}</w:t></w:r>'


def word_bytes(document: doc.Document, template: bytes | None = None) -> bytes:
    """A document as a Word file, placed in a template if there is one."""
    file, counts = _Parts(template), {kind: count(1) for kind in ("heading", "bookmark", "Table", "Figure")}
    body = html.filled_template(
        "document.xml.jinja",
        parts=document.printed,
        holds=doc.holds,
        headings=list(enumerate(document.headings, 1)),
        style_id=file.styles.id,
        bookmark_name=bookmark,
        next=lambda kind: next(counts[kind]),
        view=file,
    )
    return file.finished(document, body)
