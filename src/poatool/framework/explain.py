"""What pydantic finds wrong with a framework file, at its line and column and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from poatool.framework import model
from poatool.framework.faults import FrameworkFault
from poatool.framework.nodes import Block, Items, Node, Path, Refused, Scalar, find
from poatool.text import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NOUNS = {
    "pillars": "pillar",
    "objectives": "objective",
    "actions": "action",
    "agencies": "agency",
    "statuses": "status",
    "periods": "period",
    "footnotes": "footnote",
}
_NAMES = ("code", "id", "mark")
_MODELS: dict[str, type[model.Frozen]] = {
    "": model.Framework,
    "source": model.Source,
    "pillars": model.Pillar,
    "objectives": model.Objective,
    "actions": model.Action,
    "agencies": model.Agency,
    "statuses": model.Status,
    "periods": model.ReportingPeriod,
    "footnotes": model.Footnote,
    "history": model.Event,
    "into": model.Target,
}
_DAY_HINT = "Write a day that exists as year, month and day, as in 2023-02-15."
_EXPECTED = {
    "into": ("the code of an action, or a block", "Write the code in quotes, or `action` and `part`, or `objective`."),
    "string_type": ("text", "Write one text there."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "tuple_type": ("a list", "Write it in brackets, as in [one, two], or one to a line, each after a dash."),
    "dict_type": ("a block of keys and values", "Indent its keys below it."),
    "dataclass_type": ("a block of keys and values", "Indent its keys below it."),
}


def explained(root: Node, details: Sequence[ErrorDetails]) -> Iterator[FrameworkFault]:
    """Each error of pydantic as a fault. A misspelt key explains the missing one that it stands for."""
    meant: set[Path] = set()
    for detail in sorted(details, key=lambda detail: detail["type"] != "unexpected_keyword_argument"):
        kind, loc = detail["type"], detail["loc"]
        path = path_of(root, loc[:-1] if kind == "missing" else loc)
        node = find(root, path)
        if isinstance(node, Refused) or _unmeant(node, loc):
            continue
        match kind:
            case "missing" if (*path, loc[-1]) in meant or isinstance(find(root, (*path, loc[-1])), Refused):
                pass
            case "missing":
                yield _missing(root, path, str(loc[-1]))
            case "unexpected_keyword_argument":
                if (likely := _likely_key(path)) is not None:
                    meant.add((*path[:-1], likely))
                yield unknown_key(root, path)
            case _:
                yield _wrong(root, path, kind, detail["msg"])


def _unmeant(node: Node, loc: tuple[str | int, ...]) -> bool:
    """Whether an error is about the form of a target that was not meant: a code where a block is, or a block."""
    return loc[-1:] == (("str",) if isinstance(node, Block) else ("Target",))


def path_of(root: Node, loc: tuple[str | int, ...]) -> Path:
    """The path in the file of a place that pydantic names: without the models that it tried there."""
    path: Path = ()
    for step in loc:
        match find(root, path), step:
            case (Block(entries=entries), str()) if step in entries:
                path = (*path, step)
            case (Items(), int()):
                path = (*path, step)
            case _:
                pass
    return path


def _missing(root: Node, path: Path, key: str) -> FrameworkFault:
    node = find(root, path)
    mark = node.keys.get(key, node.mark) if isinstance(node, Block) else node.mark
    return FrameworkFault("FRM006", *mark, f"{_subject(root, path)}`{key}` is missing or empty.", "Add it.")


def unknown_key(root: Node, path: Path) -> FrameworkFault:
    """The fault of a key that no framework file has."""
    parent = find(root, path[:-1])
    key = str(path[-1])
    mark = parent.keys[key] if isinstance(parent, Block) else parent.mark
    likely = _likely_key(path)
    hint = f"Did you mean `{likely}`?" if likely else f"The keys here are {', '.join(_known_keys(path))}."
    return FrameworkFault("FRM005", *mark, f"{_subject(root, path)}`{key}` is not a key that is known here.", hint)


def _known_keys(path: Path) -> list[str]:
    """The keys that may stand beside the last one of a path."""
    here = _MODELS.get(_last_key(path[:-1]), model.Framework)
    return [key.name for key in fields(here) if key.name != "sha256"]


def _likely_key(path: Path) -> str | None:
    return nearest(str(path[-1]), _known_keys(path))


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _wrong(root: Node, path: Path, kind: str, problem: str) -> FrameworkFault:
    node = find(root, path)
    key = _last_key(path)
    about = _subject(root, path) + (f"`{key}`" if key else "the file")
    typed = node.text or "" if isinstance(node, Scalar) else ""
    if kind == "enum":
        words = [str(word) for word in (model.AgencyEventKind if path[0] == "agencies" else model.EventKind)]
        likely = nearest(typed, words)
        hint = f"Did you mean {likely}?" if likely else f"Write one of {', '.join(words)}."
        return FrameworkFault("FRM007", *node.mark, f"{about} is no kind of event: {typed}.", hint)
    if kind.startswith("date") or kind == "value_error":
        return FrameworkFault("FRM007", *node.mark, f"{about} is not a date: {typed}.", _DAY_HINT)
    target = key == "into" and isinstance(path[-1], int)
    expected, hint = _EXPECTED.get("into" if target else kind, (problem, ""))
    return FrameworkFault("FRM007", *node.mark, f"{about} should be {expected}.", hint)


def _subject(root: Node, path: Path) -> str:
    """What a path is part of, such as `action 26: `; empty at the top of the file."""
    for end in range(len(path) - 1, 0, -1):
        noun, number = _NOUNS.get(str(path[end - 1])), path[end]
        if noun and isinstance(number, int):
            match find(root, path[: end + 1]):
                case Block(entries=entries):
                    name = next((entries[key] for key in _NAMES if key in entries), None)
                case _:
                    name = None
            named = isinstance(name, Scalar) and name.text
            return f"{noun} {named}: " if named else f"{noun} number {number + 1}: "
    return ""
