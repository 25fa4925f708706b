"""Texts that only hold the place of one."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"""\W*(?: tb[acd] | to\ be\ (?:advised|confirmed|completed|determined|updated|added|provided)
      | (?:as|see)\ (?:above|below|previous(?:ly)?|before|last\ (?:year|period|report)|attached)(?:\ .{0,20})?
      | n\W?a | not\ applicable | none | nothing | x{2,} | \?+ | -+ | \.+ | pending | draft | ditto | same
      | (?:insert|enter|add|type)\ (?:text|update|progress|here).{0,20} | text\ here | placeholder
      | lorem\ ipsum.* | update\ to\ (?:come|follow) | awaiting\ (?:update|input|text)
    )\W*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


_LONGEST = 200
"""Characters from which a text says something, whatever it begins with."""


def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of one: `TBC`, `as above`, `see last year`, `n/a`, lorem ipsum."""
    if len(text) > _LONGEST:
        return text.casefold().startswith("lorem ipsum")
    return bool(text) and (_PLACEHOLDER.fullmatch(text) is not None or not any(c.isalnum() for c in text))
