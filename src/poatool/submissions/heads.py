"""Find the rows that head tables by their words; several rows may form one heading."""

from __future__ import annotations

from poatool.submissions.checkboxes import ticked
from poatool.submissions.columns import Head, assigned
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.headings import HEADING_LENGTH, NO_SENSE, SHORT
from poatool.submissions.kinds import Kind
from poatool.submissions.scope import labelled
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value

_STRONG = 3.0
"""The combined weight that headings of a row need if nothing else shows that it heads a table."""


ROLE = 1.0


ROLES = 2


_CLAUSE = 3
"""The number of words from which a text with a full stop is no heading; `Action no.` is one."""

_WORDY = 12
"""The number of words from which a text is a heading only if others are beside it."""


_MOST = 3
"""The most heading rows of one table."""

_STACKED = 0.4
"""The weight that each further heading row must add."""


_NO_HEADING = frozenset(
    {
        Kind.AGENCY,
        Kind.STATUS,
        Kind.ACTION,
        Kind.NUMBER_OF_ACTION,
        Kind.NUMBER,
        Kind.DATE,
        Kind.LINK,
        Kind.EMAIL,
        Kind.TICK,
        Kind.ERROR,
    }
)


_VALUES = _NO_HEADING - {Kind.AGENCY, Kind.STATUS}
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
            head = _stacked(grid, index, evidence, floor=heads[-1].last + 1 if heads else 0)
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

    Several agencies or statuses side by side head the columns of a wide table.
    """
    roles: dict[str, float] = {}
    names: dict[Kind, int] = {}
    named: dict[str, float] = {}
    held = 0.0
    for cell in line.cells:
        text = trimmed(cell.value)
        if not text and cell.value is not None and _is_year(cell.value, evidence):
            roles["time"] = 0.8
            continue
        if not text or len(text) > HEADING_LENGTH or ticked(text) is not None:
            held += _HELD
            continue
        sense = evidence.headings.sense(text) if len(text) <= SHORT or _ASKS.match(text) else NO_SENSE
        column, weight = ("time", 0.8) if sense.only_time else sense.best
        kind = Kind.WORDS if sense.exact else evidence.kind(text)
        if kind in (Kind.AGENCY, Kind.STATUS):
            names[kind] = names.get(kind, 0) + 1
            if kind is Kind.STATUS and len(line.cells) > _PAIR and weight >= ROLE and column is not None:
                named[column] = weight
            continue
        if kind in _NO_HEADING or _tells(text, kind):
            held += _HELD
            continue
        if column is not None and weight >= ROLE:
            roles[column] = max(roles.get(column, 0.0), weight)
    if names.get(Kind.STATUS) == 1:
        roles |= {column: max(roles.get(column, 0.0), weight) for column, weight in named.items()}
    for kind, count in names.items():
        if count > 1:
            roles[kind] = ROLE * count
        else:
            held += _NAME_HELD
    if len(roles) < ROLES or (len(roles) == ROLES and "time" in roles and "action" not in roles):
        return 0.0
    strength = sum(roles.values()) - held
    return 0.0 if strength >= _STRONG and _is_labelled(line, evidence) else strength


def _is_labelled(line: Line, evidence: Evidence) -> bool:
    """Whether a row begins with a label and its value: `Period: | 2022`."""
    marked = ":" in trimmed(line.cells[0].value)
    return any(
        marked or evidence.kind(cell.value or "") in (Kind.AGENCY, Kind.PERIOD)
        for _, cell in labelled([line], evidence)
    )


def _holds_values(line: Line) -> bool:
    """Whether a row has so many numbers or long texts that it cannot head a table."""
    values = 0
    for cell in line.cells:
        value = cell.value
        if (
            (len(value) > SHORT and not _ASKS.match(value))
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


def _tells(text: str, kind: Kind) -> bool:
    """Whether a text is more than a heading: a sentence, or many words that ask nothing."""
    if text.endswith(("?", ":")) or _ASKS.match(text):
        return False
    words = len(text.split())
    return (text.endswith(".") and words >= _CLAUSE) or (kind is Kind.SENTENCE and words > _WORDY)


_ASKS = lazy_pattern(
    r"(?i)\W*(?:please|tell us|say|describe|choose|select|state|list|give|enter|explain|summari[sz]e|outline|set out"
    r"|which|what|how|who)\b"
)
"""How a heading begins that asks for the content below it."""


def _is_year(value: Value, evidence: Evidence) -> bool:
    return not isinstance(value, str) and evidence.kind(value) is Kind.PERIOD


def _stacked(grid: Grid, index: int, evidence: Evidence, floor: int) -> Head:
    """The heading rows around a known one: up to three, as long as each adds something.

    None is above the line `floor`.
    """
    above = [0]
    while len(above) < min(3, index - floor + 1) and _may_stack(
        grid, index - len(above), evidence, under=index - len(above) + 1
    ):
        above.append(len(above))
    below = [0]
    while len(below) < _MOST and _may_stack(grid, index + len(below), evidence, over=index + len(below) - 1):
        below.append(len(below))
    if len(above) == len(below) == 1:
        return head_of(grid, index, index)
    best: tuple[float, Head] | None = None
    for up in above:
        for down in below:
            if up + down >= _MOST:
                continue
            head = head_of(grid, index - up, index + down)
            weight = _weight(grid, head, evidence) - _STACKED * (up + down)
            weight += _TOLD_APART if up and _tells_apart(head, grid.lines[index]) else 0.0
            if best is None or weight > best[0]:
                best = weight, head
    return best[1] if best else head_of(grid, index, index)


_TOLD_APART = 4.0
"""The worth of an upper row that distinguishes equal headings: `Status` below 2021 and below 2022."""


def _tells_apart(head: Head, line: Line) -> bool:
    said = [fold_heading(text_of_heading(cell)) for cell in line.cells]
    return len(set(said)) < len(said) and len({text for _, text in head.texts.values()}) > len(set(said))


def _weight(grid: Grid, head: Head, evidence: Evidence) -> float:
    return assigned(grid, head, head.last + 1, min(head.last + 1 + 40, len(grid.lines)), evidence)[0].weight


def _may_stack(
    grid: Grid, index: int, evidence: Evidence, *, under: int | None = None, over: int | None = None
) -> bool:
    """Whether a row may hold further headings directly above (`under`) or below (`over`) another heading row."""
    if not 0 <= index < len(grid.lines):
        return False
    line = together(grid.lines[index])
    beside = grid.lines[under if under is not None else over or 0]
    if abs(line.number - beside.number) != 1:
        return False
    if len(line.cells) == 1 and not _reaches_some(grid, line, beside):
        return False
    if _is_labelled(line, evidence):
        return False
    if (
        sum(
            evidence.kind(trimmed(cell.value)) in (Kind.AGENCY, Kind.STATUS)
            for cell in line.cells
            if trimmed(cell.value)
        )
        == 1
    ):
        return False
    return all(may_be_heading(cell, evidence) for cell in line.cells)


def may_be_heading(cell: RawCell, evidence: Evidence) -> bool:
    """Whether a cell may be a heading: neither a value nor an account."""
    text = trimmed(cell.value)
    if not text:
        return cell.value is not None and _is_year(cell.value, evidence)
    if len(text) > HEADING_LENGTH:
        return False
    if evidence.headings.sense(text).exact:
        return True
    kind = evidence.kind(text)
    return kind in (Kind.AGENCY, Kind.STATUS) or (kind not in _NO_HEADING and not _tells(text, kind))


def _reaches_some(grid: Grid, line: Line, beside: Line) -> bool:
    """Whether a single cell is merged over some but not all of the columns beside it: the heading of a group."""
    left, right = beside.cells[0].column, beside.cells[-1].column
    cell = line.cells[0]
    area = next((a for a in grid.merges.get(line.number, ()) if a.left == cell.column), None)
    if area is None:
        return len(beside.cells) > _PAIR and cell.column > left
    return area.right > area.left and not (area.left <= left and area.right >= right)


def head_of(grid: Grid, first: int, last: int) -> Head:
    """The headings in some rows, column by column, each with lower rows added to upper ones."""
    texts: dict[int, tuple[RawCell, str]] = {}
    bands: dict[int, RawCell] = {}
    lines = [together(line) for line in grid.lines[first : last + 1]]
    for depth, line in enumerate(lines):
        right = {area.left: area.right for area in grid.merges.get(line.number, ())}
        upper = depth < len(lines) - 1
        columns = [cell.column for cell in line.cells]
        for place, cell in enumerate(line.cells):
            text = text_of_heading(cell)
            end = right.get(cell.column, cell.column)
            if upper and cell.column not in right:
                following = columns[place + 1] if place + 1 < len(columns) else None
                end = _spread(lines[-1], cell.column, following)
            for at in range(cell.column, end + 1) if upper else (cell.column,):
                if upper:
                    bands[at] = cell
                before = texts.get(at)
                texts[at] = (cell, f"{before[1]} {text}" if before else text)
    if len(lines) > 1:
        filled = {cell.column for line in lines[1:] for cell in line.cells}
        own = {cell.column for cell in lines[0].cells}
        texts = {at: said for at, said in texts.items() if at in filled or at in own}
    return Head(first, last, texts, bands)


def _spread(lowest: Line, column: int, following: int | None) -> int:
    """The last column under a group heading: up to the next one, if there are headings below."""
    columns = [cell.column for cell in lowest.cells if cell.column >= column]
    reach = column
    for at in columns:
        if (following is not None and at >= following) or at > reach + 1:
            break
        reach = at
    return reach


def text_of_heading(cell: RawCell) -> str:
    """The text of a heading; for a number or a date, what the file stores."""
    return trimmed(cell.value) or cell.text.strip()
