"""A web page as a browser reads it: its elements, its links and its visible text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from poatool.blocks import Block, Paragraph, plain

INLINE = {"a", "b", "del", "ins", "i", "span", "strong", "em", "small", "time", "text"}
VOID = {"meta", "col", "link", "br", "img", "input"}

OURS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "div"),
    *("h1", "h2", "h3", "h4", "h5", "p", "a", "ul", "ol", "li", "b", "i", "span", "strong", "em", "small", "time"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("ins", "del", "figure", "figcaption", "svg", "g", "defs", "pattern", "rect", "path", "line", "text"),
}
"""The elements of our pages."""


@dataclass
class Seen:
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def values(self, attribute: str) -> list[str]:
        return [found for _, attributes in self.elements if (found := attributes.get(attribute)) is not None]

    @property
    def read(self) -> str:
        return re.sub("[ \\t\\n]+", " ", "".join(self.text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.seen.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.seen.unclosed.pop() == tag
        if tag not in INLINE:
            self.seen.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.seen.unclosed[-1:] != ["style"]:
            self.seen.text.append(data)


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of each paragraph and item."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.runs)
        else:
            for item in block.items:
                yield plain(item.runs)
                yield from said(item.lists)


def seen(page: bytes) -> Seen:
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return reader.seen
