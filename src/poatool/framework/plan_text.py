"""The text of a framework file, and changes to it in place: each rewrites only what it affects."""

from collections.abc import Callable, Mapping

from ruamel.yaml import YAML, scalarstring
from ruamel.yaml.nodes import CollectionNode as Block, Node

from poatool.errors import FrameworkError
from poatool.framework.faults import is_error
from poatool.framework.load import examine
from poatool.framework.load.placed import P, walk
from poatool.framework.model import Framework, Objective
from poatool.framework.writing import INDENT, block_of, dump
from poatool.yaml_values import Path, quoted

_MARK = b"\xef\xbb\xbf"
_QUOTES: Mapping[str, type[str]] = {
    "'": scalarstring.SingleQuotedScalarString,
    '"': scalarstring.DoubleQuotedScalarString,
}


class PlanText:
    """The text of a framework file, its nodes, and the changes to it: start, end and new text."""

    def __init__(self, text: str, framework: Framework) -> None:
        self.root: Block = YAML(typ="safe", pure=True).compose(text)
        self.framework = framework
        self._text = text
        self._changes: list[tuple[int, int, str]] = []
        pillars = _value(self.root, "pillars")
        self._indent = INDENT
        if pillars is not None and not pillars.flow_style:
            self._indent = (self._column(pillars.value[0]), self._column(pillars))

    def at(self, path: Path) -> Block:
        """The node of a part of the plan."""
        node = self.root
        for step in path:
            items = node.value if isinstance(step, int) else {name.value: value for name, value in node.value}
            node = items[step]
        return node

    def entry(self, kind: type[P], name: str) -> tuple[P, Path]:
        """The part of the plan of this kind that has this code or id, with its path."""
        parts = ((part, path) for part, path in walk(self.framework) if isinstance(part, kind))
        key = "id" if kind is Objective else "code"
        return next((part, path) for part, path in parts if getattr(part, key) == name)

    def changed(self) -> str:
        """The text with all changes."""
        text = self._text
        for start, end, new in sorted(self._changes, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def put(self, block: Block, key: str, value: object) -> None:
        """Set a key of a block; a new key goes last. A text keeps its quotes."""
        existing = next(((name, old) for name, old in block.value if name.value == key), None)
        if existing and isinstance(value, str) and existing[1].style in _QUOTES:
            value = _QUOTES[existing[1].style](value)
        new = self._written({key: value}, self._column(block), flow=block.flow_style)
        if existing:
            self._changes.append((existing[0].start_mark.index, self._end(*existing), new))
        else:
            new = f", {new}" if block.flow_style else f"\n{' ' * self._column(block)}{new}"
            self._insert(self._end(*block.value[-1]), new, flow=block.flow_style)

    def append(self, block: Block, key: str, item: Mapping[str, object], place: int | None = None) -> None:
        """Add an item to the list under a key of a block, by default at the end."""
        listed = _value(block, key)
        if listed is None or not listed.value:
            self.put(block, key, [item])
            return
        before, column = listed.value[(place or len(listed.value)) - 1], self._column(listed.value[0])
        new = self._written(item, column, flow=listed.flow_style)
        dash = "-".ljust(column - self._column(listed)).rjust(column)
        new = f", {{{new}}}" if listed.flow_style else f"\n{dash}{new}"
        self._insert(self._end(before, before), new, flow=listed.flow_style)

    def replace_code(self, scalar: Node, code: str) -> None:
        """Replace a code in a list."""
        self._changes.append((scalar.start_mark.index, scalar.end_mark.index, quoted(code)))

    def _written(self, value: Mapping[str, object], column: int, *, flow: bool) -> str:
        """Write keys and values, either indented to a column or between braces."""
        text = dump(block_of(value, flow=flow), self._indent, flow=flow).rstrip("\n")
        return text[1:-1] if flow else text.replace("\n", f"\n{' ' * column}")

    def _insert(self, end: int, new: str, *, flow: bool) -> None:
        """Insert a text at a position or, unless `flow`, at the end of its line, after any comment."""
        place = end if flow else self._text.index("\n", end)
        self._changes.append((place, place, new))

    def _column(self, node: Node) -> int:
        start: int = node.start_mark.index
        return start - self._text.rfind("\n", 0, start) - 1

    def _end(self, before: Node, node: Node) -> int:
        """The end of a node, without the empty lines below it; the end of an empty node is the colon before it."""
        if isinstance(node, Block) and not node.flow_style:
            last = node.value[-1]
            return self._end(*last) if isinstance(last, tuple) else self._end(last, last)
        colon: int = before.end_mark.index
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip()) if start < end else colon + 1


Edit = Callable[[PlanText], None]


def edited(data: bytes, edit: Edit, shown_as: str) -> bytes:
    """The bytes of a framework file after a change. Raises FrameworkError if it has faults, or would have them."""
    framework = _checked(data, f"{shown_as}: the file has faults. Correct them first:")
    written = data.decode("utf-8-sig")
    plan = PlanText(written.replace("\r\n", "\n").removesuffix("\n") + "\n", framework)
    edit(plan)
    ending = "\r\n" if "\r\n" in written else "\n"
    result = (_MARK if data.startswith(_MARK) else b"") + plan.changed().replace("\n", ending).encode()
    _checked(result, f"{shown_as}: the change was not made, since the plan would have faults:")
    return result


def _checked(data: bytes, why: str) -> Framework:
    framework, faults = examine(data)
    if framework is None:
        raise FrameworkError("\n".join([why, *(f"  {fault.text}" for fault in faults if is_error(fault))]))
    return framework


def _value(block: Block, key: str) -> Block | None:
    return next((value for name, value in block.value if name.value == key), None)
