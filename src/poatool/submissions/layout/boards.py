"""Read boards: lanes of cards below a status or agency. A card begins with its action, in one cell or several."""

from collections.abc import Iterator, Mapping, Sequence

from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.layout.columns import ROLES
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

_BRACKETS = lazy_pattern(r"\(([^()]+)\)")
_COLUMNS: Mapping[Kind, str] = {Kind.STATUS: "status", Kind.AGENCY: AGENCY}


def board_entries(grid: Grid, evidence: Evidence) -> Entries | None:
    """The cards of a board, or None if it has fewer than two lanes or one of them names no status or agency."""
    cells = by_first((cell.column, cell) for line in grid.lines for cell in line.cells)
    lanes = [lane for lane in cells.values() if any(_is_action(cell, evidence) for cell in lane)]
    entries: list[Entry] = []
    for lane in lanes if len(lanes) >= ROLES else ():
        first = next(place for place, cell in enumerate(lane) if _is_action(cell, evidence))
        named = _named_by(lane[first - 1], evidence) if first else None
        if named is None:
            return None
        entries += [_entry(card, named, evidence) for card in _cards(lane[first:], grid.step, evidence)]
    entries.sort(key=lambda entry: entry.top)
    return Entries.of(grid, entries) if entries else None


def _named_by(head: RawCell, evidence: Evidence) -> Mapping[str, RawCell] | None:
    """The status or agency in the heading of a lane, by column: `Doing (under way)`; None without one."""
    heading = trimmed(head.value).replace("\n", " ")
    kinds = ((text, _COLUMNS.get(evidence.kind_of_answer(text))) for text in (heading, *_BRACKETS.findall(heading)))
    return next(({column: head._replace(value=text)} for text, column in kinds if column), None)


def _is_action(cell: RawCell, evidence: Evidence) -> bool:
    """Whether the first line of a cell is an action; a number alone is not enough."""
    first, _, rest = text_of(cell.value).strip().partition("\n")
    kind = evidence.kind(first.strip()) if first else None
    return kind is Kind.ACTION or (kind in ACTION_KINDS and bool(rest))


def _cards(cells: Sequence[RawCell], step: int, evidence: Evidence) -> Iterator[Sequence[RawCell]]:
    """Divide a lane before each action. Text below a gap belongs to no card."""
    card: list[RawCell] = []
    for cell in cells:
        begins = _is_action(cell, evidence)
        if begins and card:
            yield card
        if begins or (card and cell.row <= card[-1].row + step):
            card = [*([] if begins else card), cell]
    yield from [card] if card else []


def _entry(card: Sequence[RawCell], named: Mapping[str, RawCell], evidence: Evidence) -> Entry:
    first, *more = card
    action, _, rest = trimmed(first.value).partition("\n")
    texts = [*([first._replace(value=rest.strip(), runs=())] if rest else []), *more]
    parts = {ACTION: [first._replace(value=action)], **{column: [cell] for column, cell in named.items()}}
    entry, known = Entry(), evidence.edition.framework.column_by_id
    for column, cells in {**parts, "progress": texts}.items():
        entry.labels[column] = first._replace(value=known[column].heading)
        entry.answers[column] += cells
    return entry
