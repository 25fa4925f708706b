"""Change single elements of an XML part; all other bytes stay as they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from poatool.workbooks.limits import Refused
from poatool.workbooks.model import Trouble, encode

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
# The first bytes of a part that is in UTF-16, or that declares an encoding other than UTF-8.
_OTHER_ENCODING = re.compile(
    rb"\xff\xfe|\xfe\xff|<\x00|\x00<"
    rb"|(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"'](?!(?i:utf-?8|(?:us-)?ascii)[\"'])"
)
_UNPREFIXED = re.compile(r"(</?)(?=\w+[\s/>])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class Node:
    """An element, and the positions of its bytes: `start` to `end`, and `inner` to `close` between its tags."""

    tag: str  # with its prefix
    attributes: Mapping[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: "list[Node]" = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.tag[: -len(self.name)]

    def all(self, name: str) -> "list[Node]":
        """The children that have this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Node | None":
        """The first child that has this name."""
        return next(iter(self.all(name)), None)


class XmlPatch:
    """Changes to a part, made in any order at byte positions of the original.

    `root` is the root element, with all elements below it except the cells of a sheet, which might fill the memory.
    Elements in added XML need no prefix: they get the root's.
    """

    def __init__(self, data: bytes) -> None:
        """Find the elements of a part. Raises Refused if it is not well-formed UTF-8."""
        if _OTHER_ENCODING.match(data):
            raise Refused(Trouble.UNSUPPORTED, "The workbook is not in UTF-8, so it cannot be changed.")
        self._data = data
        self._changes: list[tuple[int, int, bytes]] = []
        self.root = _outline(data)

    def cells(self, row: Node) -> list[Node]:
        """The cells of a row of a sheet."""
        return _outline(self._data, row).all("c")

    def text(self, node: Node) -> str:
        """The XML between the tags of an element."""
        return self._data[node.inner : node.close].decode()

    def insert(self, at: int, xml: str) -> None:
        """Insert XML at a position; several insertions at one position keep their order."""
        self._changes.append((at, at, self.prefixed(xml).encode()))

    def replace(self, node: Node, xml: str) -> None:
        """Replace an element with XML."""
        self._changes.append((node.start, node.end, self.prefixed(xml).encode()))

    def prefixed(self, xml: str) -> str:
        """Add the part's prefix to those elements of some XML that have none."""
        return _UNPREFIXED.sub(rf"\g<1>{self.root.prefix}", xml) if self.root.prefix else xml

    def set(self, node: Node, **attributes: str) -> None:
        """Set attributes of an element; its other attributes stay as they are."""
        self._changes.append((node.start, node.inner, self._tag(node, attributes)))

    def append(self, node: Node, xml: str, **attributes: str) -> None:
        """Add XML as the last of an element's children, and set attributes of the element."""
        if node.inner == node.end:
            tag = self._tag(node, attributes).removesuffix(b"/>")
            self._changes.append((node.start, node.end, tag + f">{self.prefixed(xml)}</{node.tag}>".encode()))
            return
        if attributes:
            self.set(node, **attributes)
        self.insert(node.close, xml)

    def _tag(self, node: Node, attributes: Mapping[str, str]) -> bytes:
        tag = self._data[node.start : node.inner]
        for name, value in attributes.items():
            written = f" {name}={quoteattr(value)}".encode()
            old = re.search(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            start, stop = old.span() if old else (end, end)
            tag = tag[:start] + written + tag[stop:]
        return tag

    def result(self) -> bytes:
        """The changed part."""
        parts: list[bytes] = []
        at = 0
        for start, end, content in sorted(self._changes, key=lambda change: change[:2]):
            parts += [self._data[at:start], content]
            at = end
        return b"".join([*parts, self._data[at:]])


def text_xml(text: str) -> str:
    """Escape a text for an Excel part."""
    return escape(encode(_UNWRITABLE.sub("", text.replace("\r\n", "\n"))))


def _outline(data: bytes, row: Node | None = None) -> Node:
    """The root of a part, without cells, or a row with its cells."""
    parser = expat.ParserCreate()
    offset = row.start if row else 0
    top = Node("", {}, 0, 0)
    stack: list[Node | None] = [top]

    def opened(tag: str, attributes: dict[str, str]) -> None:
        parent = stack[-1]
        if parent is None or (row is None and tag.rpartition(":")[2] == "c"):
            stack.append(None)
            return
        start = offset + parser.CurrentByteIndex
        whole = _TAG.match(data, start)
        node = Node(tag, attributes, start, inner=whole.end() if whole else start)
        parent.children.append(node)
        stack.append(node)

    def closed(_tag: str) -> None:
        if (node := stack.pop()) is None:
            return
        node.close = offset + parser.CurrentByteIndex
        ending = _TAG.match(data, node.close)
        if ending is None or data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.end = ending.end()

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(data[row.start : row.end] if row else data, True)
    except expat.ExpatError as error:
        raise Refused.damaged(f"A part of the file is not well-formed ({error}).") from error
    return top.children[0]
