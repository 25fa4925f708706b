"""Divide the columns below a row of headings into those of tables side by side."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.layout.columns import ROLES, SAMPLED, Head, body_of, text_of_heading
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first

_APART = 3  # headings belong to different tables if their distance is at least this many times the usual one
_FILLED = 3  # a row belongs to a table if it fills at least this many of its columns, or as many as any row
_NAMES = frozenset({Kind.AGENCY, Kind.ACTION})


def _begins_again(head: Head, lowest: Line, filled: Container[int], evidence: Evidence) -> frozenset[int]:
    """The columns at which the same headings start again in the same order, as in tables side by side.

    Groups of columns below the names of agencies or actions are the blocks of one table. Only `filled` columns count.
    """
    if any(evidence.kind(text_of_heading(band)) in _NAMES for band in head.bands.values()):
        return frozenset()
    texts = [(cell.column, fold_heading(text_of_heading(cell))) for cell in lowest.cells if cell.column in head.texts]
    folded = [text for _, text in texts]
    times = folded.count(folded[0]) if folded else 0
    width = len(folded) // times if times > 1 else 0
    others = head.texts.keys() - {at for at, _ in texts}
    if width < ROLES or folded != folded[:width] * times or any(at in filled for at in others):
        return frozenset()
    return frozenset(texts[place][0] for place in range(width, len(texts), width))


def runs_of(grid: Grid, head: Head, stop: int, evidence: Evidence) -> list[range]:
    """The columns of each table below a heading row, divided where headings begin again and at wide gaps.

    A gap far wider than usual divides, unless the columns after it add a text that the table lacks. Any other wide gap
    divides only if the columns after it clearly belong to another table (`_is_beside`).
    """
    below = (line for line in body_of(grid.lines[head.last + 1 : stop][:SAMPLED], grid.step) if len(line.cells) > 1)
    rows = by_first((cell.column, line.number) for line in below for cell in line.cells)
    steps = sorted(at - last for last, at in pairwise(sorted(head.texts))) or [1]
    usual = steps[len(steps) // 4]
    edges = {area.left: area.right for area in grid.merges.get(grid.lines[head.last].number, ())}
    again = _begins_again(head, grid.lines[head.last], rows, evidence)
    columns = _without_labels_beside(sorted(head.texts.keys() | rows), head, rows, evidence)
    if grid.headed is not None:  # its columns for labels are far from the sheet's own
        return [range(columns[0], columns[-1] + 1)]
    runs: list[list[int]] = []
    for place, at in enumerate(columns):
        gap = at - edges.get(runs[-1][-1], runs[-1][-1]) if runs else 0
        far = gap >= _APART * usual
        beside = gap > usual and _is_beside(head, (runs[-1], columns[place:]), rows, evidence, far=far)
        if not runs or at in again or beside:
            runs.append([])
        runs[-1].append(at)
    headed = [len(head.texts.keys() & {*run}) for run in runs]
    least = min(max(headed), ROLES)
    return [range(run[0], run[-1] + 1) for run, count in zip(runs, headed, strict=True) if count >= least]


def _without_labels_beside(
    columns: Sequence[int], head: Head, rows: Mapping[int, Sequence[int]], evidence: Evidence
) -> Sequence[int]:
    """Leave out leading columns before an empty column if one only has a label for the agency above its only value."""
    asked = {at: evidence.headings.sense(head.texts[at][1]).best[0] for at in columns if at in head.texts}
    agency = next((at for at, column in asked.items() if column == AGENCY), columns[-1])
    gaps = (place for place, (at, after) in enumerate(pairwise(columns), 1) if at >= agency and after > at + 1)
    end = next(gaps, 0)
    few = all(len(rows.get(at, ())) <= 1 and asked.get(at) != ACTION for at in columns[:end])
    several = any(len(rows.get(at, ())) > 1 for at in columns[end:])
    return columns[end:] if few and several else columns


def _is_beside(
    head: Head, parts: Sequence[Sequence[int]], rows: Mapping[int, Sequence[int]], evidence: Evidence, *, far: bool
) -> bool:
    """Whether the columns after a gap are another table: they add nothing to the columns before, and fill other rows.

    Other rows are rows that the columns before leave empty (except for a cell or two, such as a signature), or only the
    first rows, as in a short list. After a `far` gap, columns join the table only if it lacks their text.
    """
    table, further = parts
    filled = Counter(row for at in table for row in rows.get(at, ()))
    below = {row for row, count in filled.items() if count >= min(len(table), _FILLED, max(filled.values()))}
    beside = {row for at in further for row in rows.get(at, ())}
    texts, more = ([head.texts[at][1] for at in part if at in head.texts] for part in parts)
    meant, added = ({evidence.headings.sense(text).best[0] for text in each} - {None} for each in (texts, more))
    named = any(evidence.kind(text) in _NAMES | {Kind.STATUS} for text in more)
    bands = (text_of_heading(head.bands[at]) for at in further if at in head.bands)
    if ACTION not in added and any(evidence.kind(text) in _NAMES for text in bands):
        return False  # a group of columns below an agency
    if far:
        adds = not (added - meant).isdisjoint(evidence.narrative)
        return not (adds and ACTION in meant - added)
    others = below != beside and (not beside <= below or sorted(beside) == sorted(below)[: len(beside)])
    return len(more) > 1 and others and added <= meant and not named
