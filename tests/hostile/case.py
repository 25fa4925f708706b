"""A hostile file, and what must happen to it."""

from dataclasses import dataclass

from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Trouble


@dataclass(frozen=True)
class Case:
    """One file. `trouble` is None if it must be read.

    `says` is then in a note, a cell or a feature; for a refused file, in the message or hint.
    """

    id: str
    data: bytes
    trouble: Trouble | None
    says: str = ""
    name: str = "agency.xlsx"
    limits: Limits = DEFAULT
