"""How much may still be taken of a document that says how often its parts are to be repeated."""

from __future__ import annotations

from dataclasses import dataclass

from poatool.workbooks.limits import MIB, Limits


@dataclass(slots=True)
class Room:
    """What is left of the limits, for all the tables of a document together."""

    limits: Limits
    cells: int
    characters: int

    @classmethod
    def within(cls, limits: Limits) -> Room:
        """All that the limits allow."""
        return cls(limits, limits.cells, limits.unpacked_mib * MIB)

    def take_cells(self, count: int) -> None:
        """Take the room of cells, merges, comments and the like, before they are made.

        Raises:
            Refused: there is not enough.
        """
        self.cells -= count
        if self.cells < 0:
            raise self.limits.exceeded("cells", "The file holds too many cells")

    def take_text(self, text: str) -> None:
        """Take the room of a text, in which one element may stand for many spaces.

        Raises:
            Refused: there is not enough.
        """
        self.characters -= len(text)
        if self.characters < 0:
            raise self.limits.exceeded("unpacked_mib", "The texts in the file unpack to too many MiB")
