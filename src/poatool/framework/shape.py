"""A tree of YAML nodes to a Framework, or to what is missing, unknown or of the wrong kind in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from poatool.framework import model, yaml_source
from poatool.framework.faults import FrameworkFault
from poatool.framework.spelling import spelling_faults
from poatool.framework.yaml_source import Mapping, Node, Path, Refused, Scalar, find

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TRUTH: dict[str | None, bool] = {"true": True, "false": False}
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
_MODELS: dict[str, type[BaseModel]] = {
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
_EXPECTED = {
    "string_type": ("text", "Write one text there."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "tuple_type": ("a list", "Write it in brackets, as in [one, two], or one to a line, each after a dash."),
    "dict_type": ("a block of keys and values", "Indent its keys below it."),
    "model_type": ("a block of keys and values", "Indent its keys below it."),
}


def build(root: Node, sha256: str) -> tuple[model.Framework | None, list[FrameworkFault]]:
    """Make the framework that a tree describes; None with at least one fault where it cannot be made."""
    faults = list(spelling_faults(root))
    framework = None
    try:
        # As JSON, since pydantic's strict mode then takes lists and dates as they are and converts nothing else.
        framework = model.Framework.model_validate_json(json.dumps(_values(root)), strict=True)
    except ValidationError as error:
        faults += _explained(root, error.errors(include_url=False))
    if framework and framework.sha256:
        faults.append(_unknown_key(root, ("sha256",)))
    one_a_place = {(fault.line, fault.column): fault for fault in reversed(faults)}
    return framework and framework.model_copy(update={"sha256": sha256}), sorted(one_a_place.values(), key=_place)


def subject(root: Node, path: Path) -> str:
    """What a path is part of, such as `action 26: `; empty at the top of the file."""
    for end in range(len(path) - 1, 0, -1):
        noun, number = _NOUNS.get(str(path[end - 1])), path[end]
        if noun and isinstance(number, int):
            match find(root, path[: end + 1]):
                case Mapping(entries=entries):
                    name = next((entries[key] for key in _NAMES if key in entries), None)
                case _:
                    name = None
            named = isinstance(name, Scalar) and name.text
            return f"{noun} {named}: " if named else f"{noun} number {number + 1}: "
    return ""


def _values(node: Node) -> Any:
    """Plain values; a key with nothing after it is as good as no key."""
    match node:
        case Mapping(entries=entries):
            values = {key: _values(value) for key, value in entries.items()}
            return {key: value for key, value in values.items() if value is not None}
        case yaml_source.Sequence(items=items):
            return [_values(item) for item in items]
        case Scalar(text=text, plain=plain):
            return _TRUTH.get(text, text) if plain else text
        case Refused():
            return None


def _explained(root: Node, details: Sequence[ErrorDetails]) -> Iterator[FrameworkFault]:
    for detail in details:
        path, rest = _split(root, detail["loc"])
        node = find(root, path)
        if isinstance(node, Refused) or (isinstance(node, Mapping) and detail["loc"][-1] == "str"):
            continue
        match detail["type"]:
            case "missing":
                yield from _missing(root, path, rest[-1])
            case "extra_forbidden":
                yield _unknown_key(root, path)
            case kind:
                yield _wrong(root, path, kind, detail)


def _split(root: Node, loc: tuple[str | int, ...]) -> tuple[Path, Path]:
    """A place as pydantic names it: the path that is in the file, and what is left of it."""
    path: Path = ()
    rest: Path = ()
    for step in loc:
        here = find(root, path)
        there = isinstance(here, Mapping) and step in here.entries
        if there or isinstance(here, yaml_source.Sequence):
            path = (*path, step)
        else:
            rest = (*rest, step)
    return path, rest


def _missing(root: Node, path: Path, key: str | int) -> Iterator[FrameworkFault]:
    node = find(root, path)
    mark = node.keys.get(str(key), node.mark) if isinstance(node, Mapping) else node.mark
    yield FrameworkFault("FRM006", *mark, f"{subject(root, path)}`{key}` is missing or empty.", "Add it.")


def _unknown_key(root: Node, path: Path) -> FrameworkFault:
    parent = find(root, path[:-1])
    key = str(path[-1])
    mark = parent.keys[key] if isinstance(parent, Mapping) else parent.mark
    where = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
    fields = [name for name in _MODELS.get(where, model.Framework).model_fields if name != "sha256"]
    likely = get_close_matches(key, fields, n=1)
    hint = f"Did you mean `{likely[0]}`?" if likely else f"The keys here are {', '.join(fields)}."
    return FrameworkFault("FRM005", *mark, f"{subject(root, path)}`{key}` is not a key that is known here.", hint)


def _wrong(root: Node, path: Path, kind: str, detail: ErrorDetails) -> FrameworkFault:
    node = find(root, path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    about = subject(root, path) + (f"`{key}`" if key else "the file")
    shown = node.text if isinstance(node, Scalar) else None
    match kind:
        case "enum":
            words = [str(kind) for kind in model.EventKind]
            likely = get_close_matches(str(shown), words, n=1)
            hint = f"Did you mean {likely[0]}?" if likely else f"Write one of {', '.join(words)}."
            return FrameworkFault("FRM007", *node.mark, f"{about} is not a kind of event: {shown}.", hint)
        case "string_type" if isinstance(node, Scalar) and shown in _TRUTH:
            return FrameworkFault("FRM004", *node.mark, f"{about} is read as a truth value.", f'Quote it: "{shown}".')
        case "string_type" | "bool_type" | "tuple_type" | "dict_type" | "model_type":
            expected, hint = _EXPECTED[kind]
            return FrameworkFault("FRM007", *node.mark, f"{about} should be {expected}.", hint)
        case _ if kind.startswith("date"):
            message = f"{about} is not a date: {shown}."
            return FrameworkFault("FRM007", *node.mark, message, "Write year, month and day, as in 2023-02-15.")
        case _:
            return FrameworkFault("FRM007", *node.mark, f"{about} cannot be used: {detail['msg']}.")


def _place(fault: FrameworkFault) -> tuple[int, int]:
    return fault.line, fault.column
