"""Change the text of a framework file in place, and record there what happened to an action or an agency."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from ruamel.yaml import YAML, scalarstring
from ruamel.yaml.nodes import CollectionNode as Block, Node

from poatool.errors import FrameworkError
from poatool.framework.events import AgencyEventKind, Change, Event, EventKind, Target
from poatool.framework.faults import is_error
from poatool.framework.load import examine
from poatool.framework.load.placed import P, walk
from poatool.framework.model import Action, Agency, Framework, Objective
from poatool.framework.writing import INDENT, block_of, dump
from poatool.yaml_values import Path, quoted

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
        self._indent = INDENT if pillars.flow_style else (self._column(pillars.value[0]), self._column(pillars))

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
