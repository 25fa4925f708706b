"""A tree of YAML nodes to a Framework, as far as that goes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from poatool.framework import model
from poatool.framework.explain import explained, path_of, unknown_key
from poatool.framework.faults import FrameworkFault
from poatool.framework.nodes import Block, Items, Node, Refused, Scalar
from poatool.framework.salvage import without
from poatool.framework.spelling import spelling_faults

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Plain = str | bool | None | list["_Plain"] | dict[str, "_Plain"]

_ROUNDS = 3
"""A key goes, then the item that cannot do without it, then the list's own owner."""

_TRUTH: dict[str | None, bool] = {"true": True, "false": False}


class Shaped(NamedTuple):
    """What a tree makes. `framework` is whole only where there are no faults.

    Else it is what is left without the broken parts, or None where nothing is; `root` is the tree that it was made
    from, and `lost` the codes and ids that went with those parts.
    """

    framework: model.Framework | None
    root: Node
    faults: list[FrameworkFault]
    lost: frozenset[str] = frozenset()


def build(root: Node, sha256: str) -> Shaped:
    """Make the framework that a tree describes, as far as that goes."""
    misspelt = list(spelling_faults(root))
    known = {fault.mark for fault in misspelt}
    try:
        framework = framework_of(root)
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults = [fault for fault in explained(root, details) if fault.mark not in known]
        return _salvaged(root, details, misspelt + faults)
    if framework.sha256:
        misspelt.append(unknown_key(root, ("sha256",)))
    return Shaped(replace(framework, sha256=sha256), root, misspelt)


def _salvaged(root: Node, details: list[ErrorDetails], faults: list[FrameworkFault]) -> Shaped:
    """What is left without the broken parts; what then lacks a key that was broken goes in a second round."""
    rest, lost = root, frozenset[str]()
    for _ in range(_ROUNDS):
        rest, gone = without(
            rest,
            [path_of(rest, detail["loc"]) for detail in details if detail["type"] != "missing"],
            [path_of(rest, detail["loc"][:-1]) for detail in details if detail["type"] == "missing"],
        )
        lost |= gone
        try:
            return Shaped(framework_of(rest), rest, faults, lost)
        except ValidationError as error:
            details = error.errors(include_url=False)
    return Shaped(None, root, faults)


@cache
def adapter() -> TypeAdapter[model.Framework]:
    """What pydantic makes of the model: it takes a framework from plain values, gives it back and describes both."""
    return TypeAdapter(model.Framework)


def framework_of(root: Node) -> model.Framework:
    """Make the framework that a tree describes.

    Raises:
        ValidationError: it describes none.
    """
    # As JSON, since pydantic's strict mode then takes lists and dates as they are and converts nothing else.
    return adapter().validate_json(json.dumps(_values(root)), strict=True)


def _values(node: Node) -> _Plain:
    """Plain values; a key with nothing after it is as good as no key."""
    match node:
        case Block(entries=entries):
            values = {key: _values(value) for key, value in entries.items()}
            return {key: value for key, value in values.items() if value is not None}
        case Items(items=items):
            return [_values(item) for item in items]
        case Scalar(text=text, plain=plain):
            return _TRUTH.get(text, text) if plain else text
        case Refused():
            return None
