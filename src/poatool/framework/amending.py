"""Write values as in framework files; change such a file in place, and record what happened to an action or agency."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import accumulate
from textwrap import wrap

from ruamel.yaml import YAML, scalarstring
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import CollectionNode as Block, Node

from poatool.errors import FrameworkError
from poatool.framework.events import AgencyEventKind, Change, Event, EventKind, Frozen, Target
from poatool.framework.faults import is_error
from poatool.framework.load import examine
from poatool.framework.load.placed import P, walk
from poatool.framework.model import Action, Agency, Framework, Objective
from poatool.typed_values import misread
from poatool.yaml_values import Path, quoted

_WIDTH = 96  # how many characters a line of folded text has
_QUOTED = frozenset({"code", "into", "action", "since", "unit_of", "lead", "supporting", "mark", "footnote"})
_FIRST = ("code", "event", "into")
_INDENT = (4, 2)  # how many spaces to indent the items of lists, and the dashes before them


def dump(root: object, indent: tuple[int, int] = _INDENT, *, flow: bool = False) -> str:
    """Write a tree as the text of a file or, with `flow`, on one line in braces."""
    yaml = YAML(typ="rt")
    yaml.indent(sequence=indent[0], offset=indent[1])
    yaml.width = 1_000_000
    yaml.default_flow_style = flow
    yaml.representer.ignore_aliases = lambda _: True  # a date that occurs twice is written in full twice
    written = io.StringIO()
    yaml.dump(root, written)
    return written.getvalue()


def tree(value: object, key: str = "", *, flow: bool = False) -> object:
    """A value as nodes to write: codes in quotes, short lists on one line, multi-line text as a block.

    `value` consists of mappings, parts of a plan, lists, texts, dates and truth values; `key` is its key. Text of
    ruamel's own types keeps its quotes.
    """
    match value:
        case dict() | Frozen():
            return block_of(value, flow=flow)
        case list() | tuple():
            items = CommentedSeq([tree(item, key, flow=flow) for item in value])
            if all(isinstance(item, str) for item in value) and sum(len(str(item)) + 2 for item in value) <= _WIDTH:
                items.fa.set_flow_style()
            return items
        case str() if not isinstance(value, scalarstring.ScalarString):
            return _text(str(value), key, flow=flow)
        case _:
            return value


def block_of(value: Mapping[str, object] | Frozen, *, flow: bool = False) -> CommentedMap:
    """A mapping or part of a plan as nodes: `code`, `event` and `into` first; no empty keys or default values."""
    if isinstance(value, Frozen):
        given = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        value = {name: its for name, (its, default) in given.items() if its not in (default, {})}
    block = CommentedMap()
    for name in sorted(value, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        if value[name] not in (None, "", (), []):
            block[name] = tree(value[name], name, flow=flow)
    return block


def _text(value: str, key: str, *, flow: bool) -> object:
    if "\n" in value:
        return scalarstring.LiteralScalarString(value)
    if len(value) > _WIDTH and not flow:  # in braces, no text is folded
        lines = wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
        folded = scalarstring.FoldedScalarString(value)
        folded.fold_pos = [end - 1 for end in accumulate(len(line) + 1 for line in lines[:-1])]
        return folded
    in_quotes = key in _QUOTED or value.isdigit() or misread(value)
    return scalarstring.DoubleQuotedScalarString(value) if in_quotes else value


Where = tuple[type[Action | Objective], str]
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
        pillars = self.at(("pillars",))
        self._indent = _INDENT if pillars.flow_style else (self._column(pillars.value[0]), self._column(pillars))

    def at(self, path: Path) -> Block:
        """The node of a part of the plan."""
        node = self.root
        for step in path:
            items = node.value if isinstance(step, int) else {name.value: value for name, value in node.value}
            node = items[step]
        return node

    def entry(self, kind: type[P], name: str) -> tuple[P, Path]:
        """The part of this kind that has this code or id, with its path in the plan."""
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
        listed = next((value for name, value in block.value if name.value == key), None)
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
        """Insert a text at a position if `flow`; otherwise at the end of that line, after any comment."""
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


def add(code: str, text: str, where: Where, when: Change, draft: PlanText, /, **more: object) -> None:
    """Add an action at the place `where`: after an action, or at the end of an objective. `more` holds other keys."""
    part, path = draft.entry(*where)
    objective, place = (path[:-2], int(path[-1]) + 1) if isinstance(part, Action) else (path, None)
    action = {"code": code, "text": text, **more, "history": [_event(EventKind.ADDED, when)]}
    draft.append(draft.at(objective), "actions", action, place)


def add_event(kind: EventKind, code: str, when: Change, draft: PlanText, into: Sequence[Target] = ()) -> None:
    """Add an event to an action's history; `into` is where the action's reporting went, if anywhere.

    If the last event is the same but lacks what `when` says, add only that.
    """
    plain = [target.action if target.action and not target.part else asdict(target) for target in into]
    action, path = draft.entry(Action, code)
    event = _event(kind, when, **({"into": plain} if plain else {}))
    dated = sorted(event.keys() - {"event", "into"})
    same = [last for last in action.history[-1:] if (last.event, [*last.into]) == (kind, plain)]
    if same and not any(getattr(same[0], key) for key in dated):
        for key in dated:
            draft.put(draft.at((*path, "history", -1)), key, event[key])
    else:
        draft.append(draft.at(path), "history", event)


def rename(kind: EventKind | AgencyEventKind, code: str, new: str, when: Change, draft: PlanText) -> None:
    """Give an action another text or code, or an agency another name; its history keeps the old one.

    A code is also replaced wherever other actions refer to it.
    """
    key = kind.replaces
    entry, place = draft.entry(Agency if isinstance(kind, AgencyEventKind) else Action, code)
    draft.put(draft.at(place), key, new)
    draft.append(draft.at(place), "history", _event(kind, when, was=getattr(entry, key).rstrip("\n")))
    for event, path in walk(draft.framework) if key == "code" else ():
        for n, target in enumerate(event.into if isinstance(event, Event) else ()):
            if target == code:
                draft.replace_code(draft.at((*path, "into", n)), new)
            elif isinstance(target, Target) and target.action == code:
                draft.put(draft.at((*path, "into", n)), "action", new)


def add_agency(code: str, name: str, when: Change | None, draft: PlanText, /, **more: object) -> None:
    """Add an agency at the end; `when` is the time when it was established, None if it has always existed."""
    history = [_event(AgencyEventKind.ESTABLISHED, when)] if when else ()
    draft.append(draft.root, "agencies", {"code": code, "name": name, **more, "history": history})


def _event(kind: EventKind | AgencyEventKind, when: Change, **fields: object) -> dict[str, object]:
    return {"event": kind.value, **fields, **{key: value for key, value in asdict(when).items() if value is not None}}
