"""How much of a file is read before it is refused, in one place.

The defaults were calibrated on 3,934 spreadsheets that are zip files: members at most 1,033, unpacked at most 114 MB,
compression of a legitimate part at most 299:1. A workbook over one of them is many times larger than any
year's report on a plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from poatool.workbooks.model import Trouble
from poatool.workbooks.refusal import Refused

MIB = 1024 * 1024
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is taken from one file; the names are those of the settings under `[limits]`.

    Attributes:
        file_mib: size of the file itself, in MiB.
        unpacked_mib: size of all the parts of a workbook once unpacked, in MiB.
        members: parts in the workbook.
        ratio: unpacked bytes for one packed byte, in a part that unpacks to over 1 MiB.
        cells: cells that hold anything, in all the sheets together.
        rows: rows that hold anything, in all the sheets together.
        elements: XML elements and attributes of one part held in memory at once.
        seconds: work, in seconds of a processor, that reading a workbook may take.
        findings: findings of one rule in one workbook that are listed; where there are more of an error, no row of the
            workbook counts.
        memory_mib: memory that the reader of an older format may take, in MiB, where the system can limit it.
    """

    file_mib: int = 25
    unpacked_mib: int = 256
    members: int = 2_000
    ratio: int = 500
    cells: int = 2_000_000
    rows: int = 150_000
    elements: int = 2_000_000
    seconds: int = 15
    findings: int = 10_000
    memory_mib: int = 1024

    def exceeded(self, name: str, message: str, trouble: Trouble = Trouble.TOO_LARGE) -> Refused:
        """Refuse a file for passing a limit, saying which one and how to raise it."""
        value: int = getattr(self, name)
        return Refused(
            trouble,
            f"{message}; the limit is {value:,}.",
            f"If the file is meant to be so, set `{name}` under `[limits]` in poatool.toml to more than {value}. "
            "Otherwise delete what is not part of the report, save and send it again.",
        )


DEFAULT = Limits()
