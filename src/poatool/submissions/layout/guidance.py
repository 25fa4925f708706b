"""Leave out guidance: what a form itself says at the place of an answer, such as `Please describe what was done`."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import ASKS, fold_heading
from poatool.submissions.evidence.kinds import TO_WRITER, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, is_page_mark, near_cells
from poatool.submissions.restrictions.texts import ban_in
from poatool.submissions.statements.labels import label_in
from poatool.text import by_first
from poatool.workbooks.model import RawCell, text_of, trimmed

_CELLS = 3  # the most cells in a row of a form: a label, guidance and an answer


class _Text(NamedTuple):
    """A text beside a label, or below it."""

    label: str
    cell: RawCell
    asks: bool  # it asks the reader to write
    answer: str  # what the next cell says, if that may be the answer

    @property
    def said(self) -> tuple[str, str]:
        """What recurs in each of several forms if it is guidance."""
        return self.label, trimmed(self.cell.value)


def without_guidance(grids: Sequence[Grid], evidence: Evidence) -> list[Grid]:
    """The sheets without guidance: requests, and texts that recur beside the same label in each of several forms.

    One of the requests, or a text that recurs, must be followed by answers; otherwise, all may be answers.
    """
    sheets = [[*_texts(grid, evidence)] for grid in grids]
    texts = [text for sheet in sheets for text in sheet]
    labels, times = Counter(text.label for text in texts), Counter(text.said for text in texts)
    recurring = {said for said, count in times.items() if count == labels[said[0]] > 1}
    answers = by_first((it.said, it.answer) for it in texts if it.answer and (it.asks or it.said in recurring))
    asked = {text.said for text in texts if text.asks}
    if not any(said in asked or len({*found}) > 1 for said, found in answers.items()):
        return [*grids]
    guiding = asked | answers.keys()
    left_out = [{text.cell.at for text in sheet if text.said in guiding} for sheet in sheets]
    return [_without(grid, places) if places else grid for grid, places in zip(grids, left_out, strict=True)]


def _without(grid: Grid, places: set[tuple[int, int]]) -> Grid:
    lines = ([cell for cell in line.cells if cell.at not in places] for line in grid.lines)
    kept = [line._replace(cells=cells) for line, cells in zip(grid.lines, lines, strict=True) if cells]
    return grid._replace(lines=kept)


def _texts(grid: Grid, evidence: Evidence) -> Iterator[_Text]:
    """The texts at the place of an answer, beside a label or below it."""
    lines = [near_cells(line.cells) for line in grid.lines if len(line.cells) <= _CELLS]
    cells = [cell for line in lines for cell in line]
    guided = _columns_of_guidance(lines, evidence)
    alone = {line[0].at for line in lines if len(line) == 1 and not is_page_mark(Line(0, line))}
    for at, (label, cell) in enumerate(pairwise(cells), 2):
        if cell.row != label.row and (cell.column != label.column or cell.row > label.row + grid.step):
            continue
        text, column = trimmed(cell.value), _asked(label, evidence)
        asks = cell.column in guided or (ASKS if column == "status" else TO_WRITER).match(text) is not None
        prose = asks or evidence.kind_of(cell) is Kind.SENTENCE
        asked = column in evidence.answers or (column and cell.column in guided)
        if not asked or not prose or _asked(cell, evidence) not in (None, column) or ban_in(text):
            continue
        near = [below for below in cells[at : at + 1] if below.row <= cell.row + grid.step]
        # In the row of the text, or in the column of the label, only a request has an answer.
        places = [below for below in near if asks or (below.column == cell.column and below.row != cell.row)]
        answers = (e for e in places if (e.at in alone or e.row == cell.row) and _asked(e, evidence) is None)
        name, answer = fold_heading(NUMBERED.sub("", trimmed(label.value))), next(answers, None)
        yield _Text(name, cell, asks, text_of(answer.value) if answer else "")


def _columns_of_guidance(lines: Sequence[Sequence[RawCell]], evidence: Evidence) -> Container[int]:
    """The columns between labels and answers in which most texts ask: `Status | Choose from the list | Ongoing`."""
    between = [line[1] for line in lines if len(line) == _CELLS and _asked(line[0], evidence)]
    every = Counter(cell.column for cell in between)
    asking = Counter(cell.column for cell in between if ASKS.match(trimmed(cell.value)))
    return {column for column, times in asking.items() if times > 1 and 2 * times > every[column]}


def _asked(label: RawCell, evidence: Evidence) -> str | None:
    sense = label_in(trimmed(label.value), evidence, inside=True)
    return sense.best[0] if sense else None
