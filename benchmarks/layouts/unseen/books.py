"""All kinds of layout of this set."""

from layouts.draw import Kind
from layouts.unseen import asking, faith, scopes, tables, traps
from layouts.unseen.bank import SET

MODULES = (tables, scopes, traps, asking, faith)


def kinds() -> list[Kind]:
    """The kinds, in the order in which they were entered."""
    return list(SET.kinds.values())
