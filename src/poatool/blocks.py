"""Formatted text: paragraphs and lists of words with emphasis, links and languages. It can be read from Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from poatool.errors import InputError
from poatool.text import did_you_mean, lazy_pattern, nearest, publishable, without_invisible

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


Change = Literal["same", "removed", "added"]
"""Which of two texts has the words: both, only the earlier (`removed`) or only the later (`added`)."""


class Run(NamedTuple):
    """Words with the same formatting."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None  # the address they link to
    lang: str | None = None  # their language; None if not marked
    change: Change = "same"  # which text has the words, when two are compared


Runs = tuple[Run, ...]


class Paragraph(NamedTuple):
    """A paragraph."""

    runs: Runs


class Item(NamedTuple):
    """An item of a list, with the lists nested in it."""

    runs: Runs
    lists: "tuple[ItemList, ...]" = ()


class ItemList(NamedTuple):
    """A list, numbered from `start` or, without it, with bullets."""

    items: tuple[Item, ...]
    start: int | None = None


class Subheading(NamedTuple):
    """A heading within a text; `level` counts as in HTML."""

    runs: Runs
    level: int


Block = Paragraph | ItemList
Blocks = tuple[Block, ...]
Sections = tuple[Block | Subheading, ...]  # blocks that may include headings
LanguageMarks = Mapping[str, Sequence[str]]

NO_MARKS: LanguageMarks = {}

ADDRESS = lazy_pattern(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BEHIND_ADDRESS = ".,;)"  # punctuation after an address in a sentence, which is not part of the address
_MAILBOX = lazy_pattern(r"mailto:[^\s@?]+@[^\s@?]+", re.IGNORECASE)


def plain(runs: Iterable[Run]) -> str:
    """The words of runs, without formatting."""
    return "".join(run.text for run in runs)


def link_addresses(blocks: Iterable[Block]) -> Iterator[str]:
    """The addresses that blocks link to, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.href for run in block.runs if run.href is not None)
        else:
            for item in block.items:
                yield from link_addresses((Paragraph(item.runs), *item.lists))


def bare_address(found: str) -> str:
    """The address in a match of `ADDRESS`, without punctuation that belongs to the sentence, such as a bracket."""
    bare = found.rstrip(_BEHIND_ADDRESS)
    closes = found[len(bare) :].startswith(")") and bare.count("(") > bare.count(")")
    return f"{bare})" if closes else bare


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address that is safe to link to."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in text)


def link_target(address: str | None) -> str | None:
    """The address of a web page or mailbox that may be published; None for any other, such as a cell of a workbook."""
    target = without_invisible(address or "").strip()
    if is_web_address(target):
        return target
    mailbox = _MAILBOX.match(target)
    return mailbox[0] if mailbox else None


def with_languages(runs: Iterable[Run], marks: LanguageMarks) -> Runs:
    """Mark listed phrases with their languages; a language that lists an empty phrase gets all other words."""
    found = tuple(runs)
    words = plain(found)
    for tag, phrases in marks.items():
        if present := [phrase for phrase in phrases if phrase and phrase in words]:
            longest_first = sorted(present, key=len, reverse=True)
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
            found = tuple(part for run in found for part in _with_language(run, pattern, tag))
    rest = next((tag for tag, phrases in marks.items() if "" in phrases), None)
    return tuple(run._replace(lang=run.lang or rest) for run in found)


def _with_language(run: Run, pattern: re.Pattern[str], tag: str) -> Iterator[Run]:
    matches = pattern.finditer(run.text) if run.lang is None else ()
    return with_parts(run, ((*match.span(), run._replace(text=match[0], lang=tag)) for match in matches))


def with_parts(run: Run, parts: Iterable[tuple[int, int, Run]]) -> Iterator[Run]:
    """Replace parts of a run, each given as (start, end, its new run), and keep what is between them."""
    at = 0
    for start, end, part in parts:
        if start > at:
            yield run._replace(text=run.text[at:start])
        yield part
        at = end
    if at < len(run.text):
        yield run._replace(text=run.text[at:])


_NUMBER = lazy_pattern(r"\{\{\s{0,9}([^{}\n]{0,200}?)\s{0,9}\}\}")


class OwnText(NamedTuple):
    """A text by a coordinator: its title (empty if none) and its blocks, each with its line number in the file."""

    title: Runs
    blocks: tuple[tuple[int, Block | Subheading], ...]

    def nested_under(self, level: int) -> Sections:
        """The blocks, with headings one level below the given level."""
        blocks = (block for _, block in self.blocks)
        return tuple(each._replace(level=level + 1) if isinstance(each, Subheading) else each for each in blocks)

    def with_title_below(self, level: int) -> Sections:
        """The title, if there is one, as a heading one level below the given level; then the blocks."""
        title = (Subheading(self.title, level + 1),) if self.title else ()
        return (*title, *self.nested_under(level + len(title)))


def parse_markdown(text: str, numbers: Mapping[str, str], where: str, marks: LanguageMarks = NO_MARKS) -> OwnText:
    """Read a Markdown text: a title, if any; then headings (`##`), paragraphs, lists, emphasis and links.

    `{{name}}` is replaced by one of the `numbers`. `where` is the path of the file, for messages; `marks` holds phrases
    by the tag of their language. Raises InputError, with the line, for any other Markdown and for an unknown `name`.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    lines = enumerate(publishable(text).split("\n"), 1)
    filled = "\n".join(_with_numbers(line, numbers, f"{where}:{at}") for at, line in lines)
    nodes = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(filled)).children
    reader = _Reader(where, marks)
    title: Runs = ()
    if nodes and nodes[0].type == "heading" and nodes[0].tag == "h1":
        title = reader.runs(nodes[0])
        nodes = nodes[1:]
    return OwnText(title, tuple((reader.line(node), reader.block(node)) for node in nodes))


def _with_numbers(line: str, numbers: Mapping[str, str], place: str) -> str:
    def number(found: re.Match[str]) -> str:
        if (value := numbers.get(found[1])) is not None:
            return value
        hint = did_you_mean(nearest(found[1], numbers), f"Choose from: {', '.join(numbers)}.")
        raise InputError(f"{place}: the report has no number {found[0]}. {hint}")

    return _NUMBER.sub(number, line)


class _Reader:
    def __init__(self, where: str, marks: LanguageMarks) -> None:
        self._where = where
        self._marks = marks
        self._at = 1

    def line(self, node: "SyntaxTreeNode") -> int:
        if node.map is not None:
            self._at = node.map[0] + 1
        return self._at

    def block(self, node: "SyntaxTreeNode") -> Block | Subheading:
        match node.type:
            case "heading" if node.tag == "h2":
                return Subheading(self.runs(node), 2)
            case "paragraph":
                return Paragraph(self.runs(node))
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                return ItemList(tuple(map(self._item, node.children)), start)
            case _:
                raise self._refused(node)

    def _item(self, node: "SyntaxTreeNode") -> Item:
        if not node.children or node.children[0].type != "paragraph":
            raise self._refused(node)
        lists = []
        for other in node.children[1:]:
            block = self.block(other)
            if isinstance(block, Paragraph | Subheading):
                raise self._refused(other)
            lists.append(block)
        return Item(self.runs(node.children[0]), tuple(lists))

    def runs(self, node: "SyntaxTreeNode") -> Runs:
        self.line(node)
        return with_languages(self._runs(node, Run("")), self._marks)

    def _runs(self, node: "SyntaxTreeNode", like: Run) -> Iterator[Run]:
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

    def _refused(self, node: "SyntaxTreeNode") -> InputError:
        what = node.type.replace("_", " ")
        return InputError(
            f"{self._where}:{self.line(node)}: this {what} cannot be printed. Write paragraphs, ## headings, lists "
            "with one paragraph in each item, **bold**, *italics*, and [links](https://example.org)."
        )
