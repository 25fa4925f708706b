"""Read values as SharePoint exports them (`25;#Action 20`, `;#9;#27;#`), and the empty cells of pivot tables."""

from poatool.submissions.grid import Grid
from poatool.text import by_first
from poatool.workbooks.model import text_of, trimmed

MARK = ";#"
BLANK = "(blank)"  # an empty cell of a pivot table
_TYPES = frozenset({"string", "float", "datetime", "boolean"})  # written before values that SharePoint calculated
_EMPTY = "-"  # an empty cell would mean that the value above goes on
_APPROVAL = "approval status"
_STATES = dict(zip("01234", ("Approved", "Rejected", "Pending", "Draft", "Scheduled"), strict=True))
"""The meanings of the numbers in the column `Approval Status` of a SharePoint list."""


def with_plain_values(grid: Grid) -> Grid:
    """Replace values in these notations by what they mean. Each cell keeps its raw text."""
    cells = [cell for line in grid.lines for cell in line.cells]
    plain = {cell.at: values for cell in cells if (values := _values(trimmed(cell.value))) is not None}
    marked = any(cell.text.startswith((MARK, BLANK)) for cell in cells)
    if not marked and not any(map(str.isalpha, "".join(plain.values()))):
        return grid  # `4;#5` may be two actions
    for heading, *below in by_first((cell.column, cell) for cell in cells).values():
        numbers = {cell.at: text_of(cell.value) for cell in below}
        if trimmed(heading.value).casefold() == _APPROVAL and _STATES.keys() >= {*numbers.values()}:
            plain |= {at: _STATES[number] for at, number in numbers.items()}
    lines = [e._replace(cells=[c._replace(value=plain.get(c.at, c.value)) for c in e.cells]) for e in grid.lines]
    return grid._replace(lines=lines)


def _values(text: str) -> str | None:
    """The values between marks (`;#9;#27;#`), or after numbers or a type (`4;#Police`); None for any other text."""
    first, *parts = text.split(MARK)
    keyed = len(parts) % 2 and (first in _TYPES or all(map(str.isdecimal, (first, *parts[1::2]))))
    if not keyed and (not parts or first or parts[-1]):
        return _EMPTY if text == BLANK else None
    return "; ".join(value for value in parts[:: 2 if keyed else 1] if value).replace(";;", ";") or _EMPTY
