"""Read rows that were never divided into columns: each is one cell with bars or tabs, as `2 | Under way | …`."""

from collections.abc import Sequence

from poatool.submissions.grid import Grid
from poatool.submissions.layout.entries import Entries, Entry
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of

_BARS = lazy_pattern(r"[|\t]")
_FEWEST = 3  # the fewest parts of a row


def barred_entries(grid: Grid) -> Entries | None:
    """The rows below the first row with bars, which holds the headings; None if there are too few or one is longer."""
    alone = [line.cells[0] for line in grid.lines if len(line.cells) == 1]
    rows = [(cell, parts) for cell in alone if len(parts := _parts(cell)) >= _FEWEST]
    if len(rows) <= 1 or len(rows) * 2 <= len(grid.lines) or any(len(parts) > len(rows[0][1]) for _, parts in rows):
        return None
    (_, names), *body = rows
    entries: list[Entry] = []
    for cell, parts in body:
        entry = Entry()
        for name, part in zip(names, parts, strict=False):
            entry.labels[name] = cell._replace(value=name)
            entry.answers[name] += [cell._replace(value=part, runs=())] if part else []
        entries.append(entry)
    return Entries.of(grid, entries)


def _parts(cell: RawCell) -> Sequence[str]:
    text = text_of(cell.value).strip()
    text = text[1:-1] if text.startswith("|") and text.endswith("|") else text
    return [part.strip() for part in _BARS.split(text)] if "|" in text or "\t" in text else ()
