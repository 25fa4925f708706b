"""Regular expressions that are compiled when they are first used: a command pays for what it looks for."""

from __future__ import annotations

import re
from typing import AnyStr, cast


class Later:
    """Stands in for a compiled expression until one of its methods is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self.source, self.flags), name)
        setattr(self, name, found)
        return found


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression like that of `re.compile`, which is compiled at the first search.

    Raises:
        re.error: at the first search, where the source is no expression.
    """
    return cast("re.Pattern[AnyStr]", Later(source, flags))
