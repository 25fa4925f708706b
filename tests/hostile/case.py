"""What a hostile file is, and what is expected of it."""

from dataclasses import dataclass

from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.model import Trouble


@dataclass(frozen=True)
class Case:
    """One file. `trouble` is None where it must be read; `says` must then stand in a note, a cell or a feature.

    Where it must be refused, `says` stands in what the user is told.
    """

    id: str
    data: bytes
    trouble: Trouble | None
    says: str = ""
    name: str = "agency.xlsx"
    limits: Limits = DEFAULT
