"""What is left of a broken framework file once the broken parts are out, so that the rest can be checked as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poatool.framework.nodes import Block, Items, Node, Path, Refused, Scalar, find

_LARGE = frozenset({"pillars", "objectives", "actions"})
_NAMES = ("code", "id", "mark")


def without(root: Node, broken: Iterable[Path], required: Iterable[Path]) -> tuple[Node, frozenset[str]]:
    """A tree without its broken values and without what lacks a required one, and the names that went with them.

    The smallest part goes that can: an item of a list, or a key, but no pillar, objective or action for the
    sake of one key that it can do without. A history goes whole, since each event builds on the one before.
    """
    dropped = {_smallest(path) for path in broken} | {_item(path) for path in required}
    lost = frozenset(name for path in dropped for name in _names(find(root, path)))
    return _pruned(root, (), dropped), lost


def _smallest(path: Path) -> Path:
    item = _item(path)
    return path if len(item) > 1 and item[-2] in _LARGE else item


def _item(path: Path) -> Path:
    """The history that a path leads into, or the item of a list that it leads through last, or all of it."""
    if "history" in path:
        return path[: path.index("history") + 1]
    last = max((n for n, step in enumerate(path) if isinstance(step, int)), default=len(path))
    return path[: last + 1]


def _pruned(node: Node, path: Path, dropped: set[Path]) -> Node:
    match node:
        case Block(mark, entries, keys):
            kept = {key: value for key, value in entries.items() if (*path, key) not in dropped}
            return Block(mark, {key: _pruned(value, (*path, key), dropped) for key, value in kept.items()}, keys)
        case Items(mark, items):
            kept_items = [(n, item) for n, item in enumerate(items) if (*path, n) not in dropped]
            return Items(mark, [_pruned(item, (*path, n), dropped) for n, item in kept_items])
        case Scalar() | Refused():
            return node


def _names(node: Node) -> Iterator[str]:
    """The codes and ids in a part of the tree."""
    match node:
        case Block(entries=entries):
            for key, value in entries.items():
                if key in _NAMES and isinstance(value, Scalar) and value.text:
                    yield value.text
                yield from _names(value)
        case Items(items=items):
            for item in items:
                yield from _names(item)
        case Scalar() | Refused():
            pass
