"""Find the rows that head tables by their words."""

from __future__ import annotations

from poatool.submissions.checkboxes import ticked
from poatool.submissions.columns import Head
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.heading_cells import ASKS, NO_HEADING, ROLE, ROLES, is_labelled, is_year, tells
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.headings import HEADING_LENGTH, NO_SENSE, SHORT
from poatool.submissions.kinds import Kind
from poatool.submissions.stacks import stacked
from poatool.submissions.values import trimmed

_STRONG = 3.0
"""The combined weight that headings of a row need if nothing else shows that it heads a table."""

_VALUES = NO_HEADING - {Kind.AGENCY, Kind.STATUS}
"""Kinds of values by which a row that has the same kinds as the row above belongs to its table."""


def heads_of(grid: Grid, evidence: Evidence) -> list[Head]:
    """The rows known to be headings; one that repeats the last heading starts no new table."""
    heads: list[Head] = []
    index = 0
    while index < len(grid.lines):
        line = together(grid.lines[index])
        below = heads and line.number == grid.lines[heads[-1].last].number + 1
        values = below or _holds_values(line) or _goes_on(grid, index, evidence)
        if not values and _strength(line, evidence) >= _STRONG:
            head = stacked(grid, index, evidence, floor=heads[-1].last + 1 if heads else 0)
            if not heads or not _repeats(head, heads[-1]) or _begins_anew(grid, head):
                heads.append(head)
            index = head.last + 1
        else:
            index += 1
    return heads


def _goes_on(grid: Grid, index: int, evidence: Evidence) -> bool:
    """Whether a row holds values of the same kinds as the row above, and so belongs to its table."""
    if index == 0:
        return False
    above, kinds = (
        {cell.column: evidence.kind(cell.value) for cell in together(line).cells if cell.value is not None}
        for line in grid.lines[index - 1 : index + 1]
    )
    return kinds == above and not _VALUES.isdisjoint(kinds.values())


def _begins_anew(grid: Grid, head: Head) -> bool:
    """Whether repeated headings have a title of their own directly above and so head another table."""
    above = grid.lines[head.first - 1] if head.first else None
    return above is not None and len(above.cells) == 1 and grid.lines[head.first].number - above.number <= GAP


GAP = 2


def _repeats(head: Head, before: Head) -> bool:
    said, known = ({at: fold_heading(text) for at, (_, text) in each.texts.items()} for each in (head, before))
    return said == known or (len(said) > 1 and said.items() <= known.items())


def _strength(line: Line, evidence: Evidence) -> float:  # noqa: C901 - one kind of cell after the other
    """The weight of a row as a heading row; 0 if fewer than two of its cells name different columns.

    Several agencies, actions or statuses side by side head the columns of a wide table; a code and its wording are one.
    """
    roles: dict[str, float] = {}
    names: dict[Kind, set[object]] = {}
    named: dict[str, float] = {}
    held = 0.0
    for cell in line.cells:
        text = trimmed(cell.value)
        if not text and cell.value is not None and is_year(cell.value, evidence):
            roles["time"] = 0.8
            continue
        if not text or len(text) > HEADING_LENGTH or ticked(text) is not None:
            held += _HELD
            continue
        sense = evidence.headings.sense(text) if len(text) <= SHORT or ASKS.match(text) else NO_SENSE
        column, weight = ("time", 0.8) if sense.only_time else sense.best
        kind = Kind.WORDS if sense.exact else evidence.kind(text)
        if kind in (Kind.AGENCY, Kind.STATUS, Kind.ACTION):
            names.setdefault(kind, set()).add(evidence.codes(text) if kind is Kind.ACTION else cell.column)
            if kind is Kind.STATUS and len(line.cells) > _PAIR and weight >= ROLE and column is not None:
                named[column] = weight
            continue
        if kind in NO_HEADING or tells(text, kind):
            held += _HELD
            continue
        if column is not None and weight >= ROLE:
            roles[column] = max(roles.get(column, 0.0), weight)
    if len(names.get(Kind.STATUS, ())) == 1:
        roles |= {column: max(roles.get(column, 0.0), weight) for column, weight in named.items()}
    for kind, said in names.items():
        if len(said) > 1:
            roles[kind] = ROLE * len(said)
        else:
            held += _HELD if kind is Kind.ACTION else _NAME_HELD
    if len(roles) < ROLES or (len(roles) == ROLES and "time" in roles and "action" not in roles):
        return 0.0
    strength = sum(roles.values()) - held
    return 0.0 if strength >= _STRONG and is_labelled(line, evidence) else strength


def _holds_values(line: Line) -> bool:
    """Whether a row has so many numbers or long texts that it cannot head a table."""
    values = 0
    for cell in line.cells:
        value = cell.value
        if (
            (len(value) > SHORT and not ASKS.match(value))
            if type(value) is str
            else (type(value) is int and value < _YEARS)
        ):
            values += 1
    return values > 1 or 2 * values > len(line.cells)


_PAIR = 2
"""The number of cells of a label and its value: `Status | Done`. In longer rows, `Done` may be a heading."""

_YEARS = 1900

_NAME_HELD = 0.8

_HELD = 1.5
"""The penalty for a cell in a heading row that is a value or an account."""
