"""Read boards: lanes of cards below a status or agency. A card begins with its action, in one cell or several."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.layout.columns import ROLES
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

_BRACKETS = lazy_pattern(r"\(([^()]+)\)")
_IN_LINE = lazy_pattern(r"([^\n]{1,30}?)(?:\s[–—-]|:)\s{1,3}(.+)")
_COLUMNS: Mapping[Kind, str] = {Kind.STATUS: "status", Kind.AGENCY: AGENCY}


def board_entries(grid: Grid, evidence: Evidence) -> Entries | None:
    """The cards of a board, or None if it has fewer than two lanes or one of them names no status or agency.

    A lane is a column, or the columns below one of several merged headings.
    """
    areas = (area for row in grid.merges.values() if len(row) >= ROLES for area in row)
    left = {at: area.left for area in areas for at in range(area.left, area.right + 1)}
    cells = by_first((left.get(cell.column, cell.column), cell) for line in grid.lines for cell in line.cells)
    lanes = [(lane, starts) for lane in cells.values() if (starts := _starts(lane, evidence))]
    entries: list[Entry] = []
    for lane, starts in lanes if len(lanes) >= ROLES else ():
        named = _named_by(lane[starts[0] - 1], evidence) if starts[0] else None
        if named is None:
            return None
        entries += [_entry(card, named, evidence) for card in _cards(lane, starts, grid.step)]
    entries.sort(key=lambda entry: entry.top)
    return Entries.of(grid, entries) if entries else None


def _named_by(head: RawCell, evidence: Evidence) -> Mapping[str, RawCell] | None:
    """The status or agency in the heading of a lane, by column: `Doing (under way)`; None without one."""
    heading = trimmed(head.value).replace("\n", " ")
    kinds = ((text, _COLUMNS.get(evidence.kind_of_answer(text))) for text in (heading, *_BRACKETS.findall(heading)))
    return next(({column: head._replace(value=text)} for text, column in kinds if column), None)


def _starts(lane: Sequence[RawCell], evidence: Evidence) -> Sequence[int]:
    """Where the cards of a lane begin: with an action alone or before a text, or with a number beside a text."""
    lines = [*map(_parted, lane)]
    kinds = [evidence.kind(first) if first else None for first, _ in lines]
    beside = [cell.row == after.row for cell, after in pairwise(lane)]
    more = [bool(rest) or near for (_, rest), near in zip(lines, [*beside, False], strict=True)]
    return [at for at, kind in enumerate(kinds) if kind is Kind.ACTION or (kind in ACTION_KINDS and more[at])]


def _parted(cell: RawCell) -> tuple[str, str]:
    """The first line of a cell and the rest, or the parts of its only line: `Action 17 – work has begun`."""
    first, _, rest = text_of(cell.value).strip().partition("\n")
    parts = None if rest else _IN_LINE.fullmatch(first)
    return (parts[1], parts[2]) if parts else (first.strip(), rest.strip())


def _cards(lane: Sequence[RawCell], starts: Sequence[int], step: int) -> Iterator[Sequence[RawCell]]:
    """The cells of each card. Text below a gap belongs to no card."""
    for start, end in pairwise([*starts, len(lane)]):
        gaps = (at for at in range(start + 1, end) if lane[at].row > lane[at - 1].row + step)
        yield lane[start : next(gaps, end)]


def _entry(card: Sequence[RawCell], named: Mapping[str, RawCell], evidence: Evidence) -> Entry:
    first, *more = card
    action, rest = _parted(first)
    texts = [*([first._replace(value=rest, runs=())] if rest else []), *more]
    about = {column: [cell] for column, cell in named.items()}
    answers = {ACTION: [first._replace(value=action)], **about, "progress": texts}
    known = evidence.edition.framework.column_by_id
    return Entry(labels={column: first._replace(value=known[column].heading) for column in answers}, answers=answers)
