"""Read texts that a coordinator writes in a subset of Markdown, with numbers from the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from poatool.blocks import (
    NO_MARKS,
    Block,
    BulletList,
    Item,
    LanguageMarks,
    NumberedList,
    Paragraph,
    Run,
    Runs,
    Sections,
    Subheading,
    link_target,
    with_languages,
)
from poatool.errors import OwnTextError
from poatool.text import lazy_pattern, nearest, publishable

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_NUMBER = lazy_pattern(r"\{\{\s{0,9}([^{}\n]{0,200}?)\s{0,9}\}\}")


class Written(NamedTuple):
    """A text: its title (empty if none) and its blocks, each with its line."""

    title: Runs
    blocks: tuple[tuple[int, Block | Subheading], ...]

    def below(self, level: int) -> Sections:
        """Its blocks, with headings one level below the given one."""
        blocks = (block for _, block in self.blocks)
        return tuple(each._replace(level=level + 1) if isinstance(each, Subheading) else each for each in blocks)

    def with_title_below(self, level: int) -> Sections:
        """Its title, if it has one, as a heading one level below the given one, and its blocks."""
        title = (Subheading(self.title, level + 1),) if self.title else ()
        return (*title, *self.below(level + len(title)))


def parse(text: str, numbers: Mapping[str, str], where: str, marks: LanguageMarks = NO_MARKS) -> Written:
    """Read a text: paragraphs, lists, emphasis, links and headings (`##`), below a title if it begins with one.

    Args:
        text: the Markdown, in which `{{name}}` is replaced by a number.
        numbers: the numbers by name.
        where: the path of its file, for messages.
        marks: phrases by the tag of their language.

    Raises:
        OwnTextError: the text has anything else, or an unknown number; the message names the line.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    filled = "\n".join(
        _filled(line, numbers, f"{where}:{at}") for at, line in enumerate(publishable(text).split("\n"), 1)
    )
    nodes = SyntaxTreeNode(MarkdownIt("commonmark").parse(filled)).children
    reader = _Reader(where, marks)
    title: Runs = ()
    if nodes and nodes[0].type == "heading" and nodes[0].tag == "h1":
        title = reader.runs(nodes[0])
        nodes = nodes[1:]
    return Written(title, tuple((reader.line(node), reader.block(node)) for node in nodes))


def _filled(line: str, numbers: Mapping[str, str], place: str) -> str:
    def number(found: re.Match[str]) -> str:
        if (value := numbers.get(found[1])) is not None:
            return value
        likely = nearest(found[1], numbers)
        hint = f"Did you mean {likely}?" if likely else f"Choose from: {', '.join(numbers)}."
        raise OwnTextError(f"{place}: {found[0]} is not a number of the report. {hint}")

    return _NUMBER.sub(number, line)


class _Reader:
    """Turns the parsed Markdown of one file into blocks."""

    def __init__(self, where: str, marks: LanguageMarks) -> None:
        self._where = where
        self._marks = marks
        self._at = 1

    def line(self, node: SyntaxTreeNode) -> int:
        if node.map is not None:
            self._at = node.map[0] + 1
        return self._at

    def block(self, node: SyntaxTreeNode) -> Block | Subheading:
        match node.type:
            case "heading" if node.tag == "h2":
                return Subheading(self.runs(node), 2)
            case "paragraph":
                return Paragraph(self.runs(node))
            case "bullet_list":
                return BulletList(tuple(map(self._item, node.children)))
            case "ordered_list":
                return NumberedList(tuple(map(self._item, node.children)), int(node.attrs.get("start", 1)))
            case _:
                raise self._refused(node)

    def _item(self, node: SyntaxTreeNode) -> Item:
        if not node.children or node.children[0].type != "paragraph":
            raise self._refused(node)
        lists = []
        for other in node.children[1:]:
            block = self.block(other)
            if isinstance(block, Paragraph | Subheading):
                raise self._refused(other)
            lists.append(block)
        return Item(self.runs(node.children[0]), tuple(lists))

    def runs(self, node: SyntaxTreeNode) -> Runs:
        self.line(node)
        return with_languages(self._runs(node, Run("")), self._marks)

    def _runs(self, node: SyntaxTreeNode, like: Run) -> Iterator[Run]:
        for child in node.children:
            match child.type:
                case "inline":
                    yield from self._runs(child, like)
                case "text" | "text_special":
                    yield like._replace(text=child.content)
                case "softbreak":
                    yield like._replace(text=" ")
                case "strong":
                    yield from self._runs(child, like._replace(bold=True))
                case "em":
                    yield from self._runs(child, like._replace(italic=True))
                case "link" if target := link_target(str(child.attrs.get("href", ""))):
                    yield from self._runs(child, like._replace(href=target))
                case _:
                    raise self._refused(child)

    def _refused(self, node: SyntaxTreeNode) -> OwnTextError:
        what = node.type.replace("_", " ")
        return OwnTextError(
            f"{self._where}:{self.line(node)}: this {what} cannot be printed. Write paragraphs, ## headings, lists "
            "with one paragraph in each item, **bold**, *italics*, and [links](https://example.org)."
        )
