"""What labels, tab and titles say about all rows of a table, and where they disagree."""

from __future__ import annotations

from collections.abc import Callable

from poatool.submissions.model import Scoped, Table
from poatool.submissions.scope import Level

EXPLICIT = frozenset({Level.LABEL, Level.TAB, Level.TITLE})
"""Levels at which somebody stated on purpose the agency or the action of the rows."""

Says = Callable[[Scoped], str | None]


def of_deciding_level(table: Table, what: str, says: Says) -> dict[str, Scoped]:
    """What the most explicit statements on a table name, each once; several if they disagree."""
    deciding = table.says(what)
    return _said(table, what, says, lambda said: deciding is not None and said.level == deciding.level)


def of_explicit_levels(table: Table, what: str, says: Says) -> dict[str, Scoped]:
    """What labels, tab and titles say about a table, each once, the most explicit first."""
    return _said(table, what, says, lambda said: said.level in EXPLICIT)


def _said(table: Table, what: str, says: Says, counts: Callable[[Scoped], bool]) -> dict[str, Scoped]:
    named: dict[str, Scoped] = {}
    for said in table.scope.get(what, ()):
        if counts(said) and (meant := says(said)) is not None:
            named.setdefault(meant, said)
    return named


def where(said: Scoped) -> str:
    """Say where a statement is."""
    match said.level:
        case Level.LABEL if said.cell is not None:
            return f"the label in {said.cell.ref}"
        case Level.TITLE | Level.LETTERHEAD if said.cell is not None:
            return f"the title in {said.cell.ref}"
        case Level.TAB:
            return "the tab"
        case Level.FILE:
            return "the name of the file"
        case _:
            return f"the cell {said.cell.ref}" if said.cell is not None else "the file's properties"
