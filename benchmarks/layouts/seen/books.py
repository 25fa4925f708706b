"""All kinds of layout of this set."""

from layouts.draw import Kind
from layouts.seen import asking, doubts, guile, headed, layers, mixed, origins, rows, scoped, shaped, spread
from layouts.seen.bank import SET

MODULES = (headed, rows, scoped, shaped, mixed, asking, doubts, guile, spread, layers, origins)


def kinds() -> list[Kind]:
    """The kinds, in the order in which they were registered."""
    return list(SET.kinds.values())
