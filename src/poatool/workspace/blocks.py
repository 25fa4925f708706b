"""Read and write YAML files of blocks of keys with one text each; every fault has its line and column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.framework.faults import Mark
from poatool.framework.load.yaml import Document, Value, read
from poatool.text import INVISIBLE_CLASS, lazy_pattern, listed, nearest, read_bounded

Faults = list[tuple[Mark, str]]
"""The faults of a file, each with its place."""

_ESCAPED = lazy_pattern(f'["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029{INVISIBLE_CLASS}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


class Block(NamedTuple):
    """A block of a file: its name, empty in a list, and its texts by key. Keys without a text are left out.

    `lists` holds, by key, the texts of the blocks in a list.
    """

    name: str
    texts: Mapping[str, str]
    mark: Mark
    lists: Mapping[str, tuple[Mapping[str, str], ...]] = {}

    def day(self, key: str, path: Path) -> dt.date:
        """The date under a key. Raises InputError if it is none."""
        try:
            return dt.date.fromisoformat(self.texts[key])
        except ValueError:
            said = f"{self.texts[key]} is not a date. Write it as in 2023-02-17."
            raise InputError(f"{path}:{self.mark.line}: {said}") from None


class Shape(NamedTuple):
    """What a file may hold: its name in messages (`what`), the keys of a block with their meaning, the required ones.

    Blocks have names if it is `named`; else they are a list. A key of `lists` holds a list of blocks, each with the
    keys named there. A key of `several` may hold a list of texts, which are joined by commas.
    """

    what: str
    keys: Mapping[str, str]
    required: tuple[str, ...] = ()
    named: bool = False
    lists: Mapping[str, tuple[str, ...]] = {}
    several: tuple[str, ...] = ()


def read_blocks(path: Path, shape: Shape) -> list[Block]:
    """The blocks of a file; none if it is not there, or holds nothing but comments.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    faults: Faults = []
    try:
        document = open_yaml(path, shape.what, faults)
    except FileNotFoundError:
        return []
    blocks = list(_blocks(document, shape, faults)) if document else []
    refuse(path, faults)
    return blocks


def open_yaml(path: Path, what: str, faults: Faults) -> Document | None:
    """The document of a file; None if there are faults, which are added, or nothing but comments.

    Raises FileNotFoundError if it is not there, and InputError if it cannot be opened.
    """
    try:
        data = read_bounded(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InputError(f"{path}: the {what} cannot be opened ({error.strerror}).") from None
    if all(line.lstrip().startswith(b"#") or not line.strip() for line in data.splitlines()):
        return None
    document, broken = read(data)
    faults += [(fault.mark, fault.said) for fault in broken]
    return document


def refuse(path: Path, faults: Faults) -> None:
    """Raise InputError if there are faults; it names the line and column of each."""
    if faults:
        raise InputError("\n".join(f"{path}:{line}:{column}: {said}" for (line, column), said in sorted(faults)))


def _blocks(document: Document, shape: Shape, faults: Faults) -> Iterator[Block]:
    root = document.root
    items: Iterable[tuple[str | int, Value]] = ()
    if shape.named and isinstance(root, dict):
        items = root.items()
    elif not shape.named and isinstance(root, list):
        items = enumerate(root)
    else:
        form = "a name and a colon before each block" if shape.named else "a list of blocks, each after a dash"
        faults.append((document.place(()), f"The {shape.what} should be {form}."))
    for step, item in items:
        mark = document.place((step,))
        if not isinstance(item, dict):
            faults.append((mark, f"A block with {listed([*shape.keys], 'or')} is expected here."))
            continue
        keys = {key: _joined(value) if key in shape.several else value for key, value in item.items()}
        texts = _texts(keys)
        faults += _wrong(document, step, keys, texts, shape)
        lists = {
            key: tuple(_texts(each) for each in value)
            for key in shape.lists
            if isinstance(value := item.get(key), list)
        }
        yield Block(str(step) if shape.named else "", texts, mark, lists)


def _joined(value: Value) -> Value:
    """The texts of a list as one; any other value as it is."""
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    return ", ".join(texts) if texts and texts == value else value


def _texts(value: Value) -> Mapping[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: text.strip() for key, text in pairs if isinstance(text, str) and text.strip()}


def _wrong(
    document: Document, step: str | int, item: Mapping[str, Value], texts: Collection[str], shape: Shape
) -> Iterator[tuple[Mark, str]]:
    for key, value in item.items():
        if needed := shape.lists.get(key):
            items = value if isinstance(value, list) else [None]
            if any(_texts(each).keys() != set(needed) for each in items):
                yield document.place((step, key)), f"`{key}` needs a list of blocks, each with {listed(needed)}."
        elif key not in shape.keys:
            likely = nearest(key, shape.keys)
            hint = f"Did you mean `{likely}`?" if likely else f"Write {listed([*shape.keys], 'or')}."
            yield document.key_place((step, key)), f"`{key}` is not a key of the {shape.what}. {hint}"
        elif isinstance(value, dict | list):
            yield document.place((step, key)), f"`{key}` needs one value. Write it after the colon."
    for key in shape.required:
        if key not in texts:
            yield document.place((step,)), f"`{key}` is missing."


def blocks_yaml(about: str, blocks: Iterable[Mapping[str, str]]) -> bytes:
    """Write a file with a list of blocks below a comment; keys without a text are left out."""
    lines = [f"# {line}" for line in about.splitlines()]
    for block in blocks:
        given = [f"{key}: {quoted(text)}" for key, text in block.items() if text]
        lines += [f"{'  ' if number else '- '}{line}" for number, line in enumerate(given)]
    return ("\n".join(lines) + "\n").encode()


def quoted(text: str) -> str:
    """A text as YAML holds it on one line, within quotes."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0]) or f"\\U{ord(sign[0]):08x}"
