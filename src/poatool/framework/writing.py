"""Write values as YAML, with the indentation, quotes and order of keys of framework files."""

import io
from collections.abc import Mapping
from dataclasses import fields
from itertools import accumulate
from textwrap import wrap

from ruamel.yaml import YAML, scalarstring
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from poatool.framework.events import Frozen
from poatool.typed_values import misread

_WIDTH = 96  # how many characters a line of folded text has
_QUOTED = frozenset({"code", "into", "action", "since", "unit_of", "lead", "supporting", "mark", "footnote"})
_FIRST = ("code", "event", "into")
INDENT = (4, 2)  # how many spaces to indent the items of lists, and the dashes before them


def dump(root: object, indent: tuple[int, int] = INDENT, *, flow: bool = False) -> str:
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
