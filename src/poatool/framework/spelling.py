"""How single values of a framework file are written: none empty, and no text that another program misreads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.framework.faults import FrameworkFault
from poatool.framework.nodes import Block, Items, Node, Refused, Scalar

_NO_TEXT = frozenset({"start", "end", "date", "known_by", "published", "last_updated", "progress", "ends", "nil"})

_MISREAD = re.compile(
    r"""
      y | n | yes | no | true | false | on | off             # true or false
    | [-+]?0[0-9_]+ | [-+]?0[box][0-9a-f_]+                  # octal, binary, hexadecimal
    | [-+][0-9][0-9_]* | [0-9]+_[0-9_]*                      # signed, or grouped by underscores
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?           # base 60, such as 12:30
    | [-+]?(\.[0-9]+|[0-9][0-9_]*\.[0-9_]*)(e[-+]?[0-9]+)?   # decimal
    | [-+]?[0-9][0-9_]*e[-+]?[0-9]+
    | [-+]?\.inf | \.nan
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?                # a date
    """,
    re.VERBOSE | re.IGNORECASE,
)


def misread(text: str) -> bool:
    """Whether a text without quotes is taken by YAML, in one version or another, for something that is no text."""
    return _MISREAD.fullmatch(text) is not None


def spelling_faults(node: Node, key: str = "") -> Iterator[FrameworkFault]:
    """The values that are written in a way that is, or could be, misread. Whole numbers without quotes are let pass."""
    match node:
        case Block(entries=entries):
            for name, value in entries.items():
                yield from spelling_faults(value, name)
        case Items(items=items):
            for item in items:
                yield from spelling_faults(item, key)
        case Scalar(text=str(text)) if not text.strip():
            yield FrameworkFault("FRM006", *node.mark, f"`{key}` is empty.", "Write something, or delete it.")
        case Scalar(text=str(text), plain=True) if key not in _NO_TEXT and misread(text):
            message = f"{text} without quotes is read by other programs as something else."
            yield FrameworkFault("FRM004", *node.mark, message, f'Put it in quotes: "{text}".')
        case Scalar() | Refused():
            pass
