"""Write framework files, with their indentation, quotes and order of keys."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from itertools import accumulate
from textwrap import wrap
from typing import TYPE_CHECKING

from poatool.framework.events import Frozen
from poatool.typed_values import misread

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap


_WIDTH = 96  # characters of a line of folded text
_QUOTED = frozenset({"code", "into", "action", "since", "unit_of", "lead", "supporting", "mark", "footnote"})
_FIRST = ("code", "event", "into")


INDENT = (4, 2)
"""How many spaces to indent the items of lists, and the dashes before them."""


def dump(root: object, indent: tuple[int, int] = INDENT, *, flow: bool = False) -> str:
    """Write a tree as the text of a file; if `flow`, on one line in braces."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.indent(sequence=indent[0], offset=indent[1])
    yaml.width = 1_000_000
    yaml.default_flow_style = flow
    yaml.representer.ignore_aliases = lambda _: True  # a date used twice is written out twice
    written = io.StringIO()
    yaml.dump(root, written)
    return written.getvalue()


def tree(value: object, key: str = "") -> object:
    """A value as nodes to write: codes in quotes, short lists on one line, multi-line text as a block.

    `value` consists of mappings, parts of a plan, lists, texts, dates and truth values; `key` is its key. Text of
    ruamel's own types keeps its quotes.
    """
    from ruamel.yaml.scalarstring import ScalarString

    match value:
        case dict() | Frozen():
            return block_of(value)
        case list() | tuple():
            from ruamel.yaml.comments import CommentedSeq

            items = CommentedSeq([tree(item, key) for item in value])
            if all(isinstance(item, str) for item in value) and sum(len(str(item)) + 2 for item in value) <= _WIDTH:
                items.fa.set_flow_style()
            return items
        case str() if not isinstance(value, ScalarString):
            return _text(str(value), key)
        case _:
            return value


def block_of(value: Mapping[str, object] | Frozen) -> CommentedMap:
    """A mapping, or a part of a plan, as nodes, with its keys in the order of printing.

    Keys without a value, or with the default value of a part, are left out.
    """
    from ruamel.yaml.comments import CommentedMap

    if isinstance(value, Frozen):
        given = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        value = {name: own for name, (own, default) in given.items() if own not in (default, {})}
    block = CommentedMap()
    for name in sorted(value, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        if value[name] not in (None, "", (), []):
            block[name] = tree(value[name], name)
    return block


def _text(value: str, key: str) -> str:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

    written: str = value
    if "\n" in value:
        written = LiteralScalarString(value)
    elif len(value) > _WIDTH:
        lines = wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
        folded = FoldedScalarString(value)
        folded.fold_pos = [end - 1 for end in accumulate(len(line) + 1 for line in lines[:-1])]
        written = folded
    elif key in _QUOTED or value.isdigit() or misread(value):
        written = DoubleQuotedScalarString(value)
    return written
