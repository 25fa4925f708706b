"""A framework file as a tree of nodes: each value as it was typed, with its line and column."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in the file; both count from 1."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A single value as it was typed; None where there is none. `plain`: it stands without quotes."""

    mark: Mark
    text: str | None
    plain: bool


class Items(NamedTuple):
    """A list."""

    mark: Mark
    items: list[Node]


class Block(NamedTuple):
    """Keys and their values, with the place of each key."""

    mark: Mark
    entries: dict[str, Node]
    keys: dict[str, Mark]


class Refused(NamedTuple):
    """A value whose fault is known already, such as a YAML alias."""

    mark: Mark


Node = Scalar | Items | Block | Refused


def find(root: Node, path: Path) -> Node:
    """The node at a path, or the deepest one on the way to it that exists."""
    node = root
    for step in path:
        match node, step:
            case Block(entries=entries), str() if step in entries:
                node = entries[step]
            case Items(items=items), int() if step < len(items):
                node = items[step]
            case _:
                break
    return node
