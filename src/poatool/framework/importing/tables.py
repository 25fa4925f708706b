"""Read a table that numbers actions, such as `1.1 | Train the police. | Ministry of the Interior | 2026`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from poatool.framework.importing.lines import PageBlock, code_in, follows

_MEASURE = re.compile(r"(?i)\b(?:action|activit|commitment|initiative|measure|recommendation|task|wording)")


def action_rows(table: Sequence[Sequence[str]]) -> Iterator[PageBlock]:
    """The rows of a table without its headings; none if they do not number actions."""
    full = [row for row in table if len({*row} - {""}) > 1]
    numbered = [(row[at:], row) for row in full if (at := _place_of_code(row)) is not None]
    steps = [follows(after[0], before[0]) for (before, _), (after, _) in pairwise(numbered)]
    certain = 2 * sum(steps) >= len(steps) if steps else bool(numbered and numbered[0][0] == numbered[0][1])
    if not certain or 2 * len(numbered) < len(full) - 1:
        return
    cells, first = numbered[0]
    heads = next((row for row in reversed(full[: full.index(first)]) if len(row) == len(first)), [""] * len(first))
    named = heads[len(first) - len(cells) :]
    worded = [sum(len(cell[by].split()) for cell, _ in numbered if by < len(cell)) for by in range(len(cells))]
    text = next((by for by, name in enumerate(named) if by and _MEASURE.search(name)), 0)
    text = text or next((by for by, words in enumerate(worded) if by and words >= 2 * len(numbered)), 1)
    for row in table:
        told, at = [*dict.fromkeys(filter(None, row))], _place_of_code(row)
        if at is not None and at + text < len(row) and row[at + text]:
            labels = [*[""] * len(row), *(heads if len(row) - at == len(named) else [])][-len(row) :]
            others = [(labels[c], cell) for c, cell in enumerate(row) if cell and c not in (at, at + text)]
            beside = tuple(f"{name}: {cell}" if name else cell for name, cell in others)
            yield PageBlock(f"{code_in(row[at])}. {row[at + text]}", beside=beside)
        elif told and row != heads:
            yield PageBlock(" ".join(told), is_line=len(told) == 1)


def _place_of_code(row: Sequence[str]) -> int | None:
    """Where a row has its code: at its beginning, or after the title of its group or its own number."""
    codes = [at for at, cell in enumerate(row[:3]) if code_in(cell)]
    return next((at for at in codes if not row[at].isdigit()), codes[0] if codes else None)
