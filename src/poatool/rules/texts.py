"""The texts of updates that a report prints, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poatool.findings import Fix, Place
from poatool.rules.registry import Problem
from poatool.submissions.model import Cell
from poatool.submissions.understand import Understood, Update


class Text(NamedTuple):
    """A text that is to be published: the progress or the next steps of an update."""

    update: Update
    column: str
    text: str

    @property
    def cell(self) -> Cell:
        """The cell that holds it."""
        return self.update.row.cells[self.column].cell

    def problem(self, message: str, hint: str, fix: Fix | None = None, related: tuple[Place, ...] = ()) -> Problem:
        """A problem at its cell."""
        cell = self.cell
        return Problem(Place.of(cell), message, hint, value=cell.raw, fix=fix, related=related)


def published(submission: Understood) -> Iterator[Text]:
    """The texts of a submission that a report prints, in reading order."""
    for update in submission.updates:
        if update.progress:
            yield Text(update, "progress", update.progress)
        if update.next_steps:
            yield Text(update, "next_steps", update.next_steps)


def progress_texts(submission: Understood) -> Iterator[Text]:
    """What the updates of a submission say was done, nil returns left out."""
    for update in submission.updates:
        if update.progress and not update.nil:
            yield Text(update, "progress", update.progress)
