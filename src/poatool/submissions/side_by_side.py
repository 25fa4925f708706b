"""Tables that share their rows: headings that are apart or begin again, or agencies above some of them."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.submissions.columns import SAMPLED, Head
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.heads import ROLE, ROLES, text_of_heading
from poatool.submissions.kinds import Kind
from poatool.workbooks.model import RawCell

_APART = 3
"""The number of empty columns between two headings from which they belong to different tables."""


def below_band(head: Head, at: int, said: tuple[RawCell, str], name: str) -> tuple[RawCell, str]:
    """A heading without the band above it."""
    cell, text = said
    band = text_of_heading(head.bands[at]) if at in head.bands and head.bands[at] is not cell else name
    return cell, text.replace(band, " ", 1).strip(_AROUND) or text


def bands_of(head: Head, run: range, evidence: Evidence) -> Iterator[tuple[RawCell | None, frozenset[int]]]:
    """Each agency above several headings, with the columns of the other agencies; if there is none, all columns."""
    over: dict[str, list[int]] = {}
    cells: dict[str, RawCell] = {}
    for at, cell in head.bands.items():
        text = text_of_heading(cell)
        if at in run and at in head.texts and head.texts[at][0] is not cell and evidence.kind(text) is Kind.AGENCY:
            over.setdefault(text, []).append(at)
            cells[text] = cell
    if len(over) < ROLES:
        over, cells = _named_in_headings(head, run, evidence)
    if len(over) < ROLES:
        yield None, frozenset()
        return
    for text in over:
        yield cells[text], frozenset(at for other, places in over.items() if other != text for at in places)


_AROUND = " :–—-()[]"
"""Signs between an agency's name and the rest of a heading."""


def _named_in_headings(head: Head, run: range, evidence: Evidence) -> tuple[dict[str, list[int]], dict[str, RawCell]]:
    """The columns of each agency that begins their headings: `OT Status`, `OT Progress`, `NZP Status`."""
    over: dict[str, list[int]] = {}
    cells: dict[str, RawCell] = {}
    for at, (cell, text) in head.texts.items():
        words = text.split()
        counts = range(len(words) - 1, 0, -1) if at in run else range(0)
        names = [said for count in counts for said in (" ".join(words[:count]), " ".join(words[-count:]))]
        name = next((each for each in names if evidence.kind(each.strip(_AROUND)) is Kind.AGENCY), None)
        if name is None or evidence.headings.sense(text.replace(name, " ").strip()).best[1] < ROLE:
            continue
        over.setdefault(name.strip(_AROUND), []).append(at)
        cells.setdefault(name.strip(_AROUND), cell._replace(value=name))
    return over, cells


def _begins_again(head: Head, lowest: Line, evidence: Evidence) -> frozenset[int]:
    """The columns at which the same headings begin again in the same order, as in tables side by side."""
    texts = [(cell.column, fold_heading(text_of_heading(cell))) for cell in lowest.cells if cell.column in head.texts]
    said = [text for _, text in texts]
    times = said.count(said[0]) if said else 0
    width = len(said) // times if times > 1 else 0
    if width < ROLES or said != said[:width] * times or len(texts) < len(head.texts):
        return frozenset()
    if not any(evidence.headings.sense(text).best[0] == "action" for text in said[:width]):
        return frozenset()
    return frozenset(texts[place][0] for place in range(width, len(texts), width))


def runs_of(grid: Grid, head: Head, stop: int, evidence: Evidence) -> list[range]:
    """The columns of each table below a heading row, divided where two or more columns are empty."""
    held = {
        cell.column for line in grid.lines[head.last + 1 : stop][:SAMPLED] if len(line.cells) > 1 for cell in line.cells
    }
    columns = sorted(head.texts)
    edges = {area.left: area.right for area in grid.merges.get(grid.lines[head.last].number, ())}
    again = _begins_again(head, grid.lines[head.last], evidence)
    runs: list[list[int]] = [[columns[0]]]
    for at in columns[1:]:
        last = edges.get(runs[-1][-1], runs[-1][-1])
        apart = at - last >= _APART and not any(between in held for between in range(last + 1, at))
        if apart or at in again:
            runs.append([at])
        else:
            runs[-1].append(at)
    kept = [run for run in runs if len(run) > 1] or runs[:1]
    found = []
    for place, run in enumerate(kept):
        left = kept[place - 1][-1] + 1 if place else 1
        right = kept[place + 1][0] - 1 if place + 1 < len(kept) else run[-1] + _APART
        first, last = run[0], run[-1]
        while first - 1 >= left and first - 1 in held and (place or first - 1 >= 1):
            first -= 1
        while last + 1 <= right and last + 1 in held and last + 1 not in head.texts:
            last += 1
        found.append(range(first, last + 1))
    return found
