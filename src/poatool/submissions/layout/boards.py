"""Read boards: lanes of cards below a status or agency, where each card is a cell that begins with its action."""

from collections.abc import Mapping

from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.layout.columns import ROLES
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import RawCell, trimmed

_BRACKETS = lazy_pattern(r"\(([^()]+)\)")
_COLUMNS: Mapping[Kind, str] = {Kind.STATUS: "status", Kind.AGENCY: AGENCY}


def board_entries(grid: Grid, evidence: Evidence) -> Entries | None:
    """The cards of a board, or None if it has fewer than two lanes or one of them names no status or agency."""
    cells = by_first((cell.column, cell) for line in grid.lines for cell in line.cells)
    lanes = {column: lane for column, lane in cells.items() if any(_parts(cell, evidence) for cell in lane)}
    entries: list[Entry] = []
    for lane in lanes.values() if len(lanes) >= ROLES else ():
        first = next(place for place, cell in enumerate(lane) if _parts(cell, evidence))
        named = _named_by(lane[first - 1], evidence) if first else None
        if named is None:
            return None
        entries += [_entry(cell, named, evidence) for cell in lane[first:] if _parts(cell, evidence)]
    entries.sort(key=lambda entry: entry.top)
    return Entries.of(grid, entries) if entries else None


def _named_by(head: RawCell, evidence: Evidence) -> Mapping[str, RawCell] | None:
    """The status or agency in the heading of a lane, by column: `Doing (under way)`; None without one."""
    heading = trimmed(head.value).replace("\n", " ")
    texts = (heading, *_BRACKETS.findall(heading))
    kinds = ((text, _COLUMNS.get(evidence.kind_of_answer(text))) for text in texts)
    return next(({column: head._replace(value=text)} for text, column in kinds if column), None)


def _parts(cell: RawCell, evidence: Evidence) -> tuple[str, str] | None:
    """The action in the first line of a card, and its other lines; None for any other cell."""
    first, _, rest = trimmed(cell.value).partition("\n")
    return (first, rest.strip()) if rest and evidence.kind(first.strip()) in ACTION_KINDS else None


def _entry(card: RawCell, named: Mapping[str, RawCell], evidence: Evidence) -> Entry:
    action, text = _parts(card, evidence) or ("", "")
    parts = {ACTION: card._replace(value=action), **named, "progress": card._replace(value=text, runs=())}
    entry, known = Entry(), evidence.edition.framework.column_by_id
    for column, cell in parts.items():
        entry.labels[column] = card._replace(value=known[column].heading)
        entry.answers[column].append(cell)
    return entry
