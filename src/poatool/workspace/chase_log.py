"""chase.yaml: which drafts of mails were written for a period, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from poatool.workspace.blocks import Shape, blocks_yaml, read_blocks

CHASE_LOG = Shape(
    "log of drafts",
    {
        "agency": "The code of the agency that the draft is for.",
        "on": "The day on which it was written.",
        "stage": "How many days before or after the due day.",
    },
    ("agency", "on"),
)
_ABOUT = "The drafts of mails that poatool chase wrote. For five days after a draft, its agency gets no other."


class Chased(NamedTuple):
    """A draft: its agency, its day and its stage."""

    agency: str
    on: dt.date
    stage: str = ""


def read_chase_log(path: Path) -> tuple[Chased, ...]:
    """The drafts that were written; none if there is no log.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    return tuple(
        Chased(block.texts["agency"], block.day("on", path), block.texts.get("stage", ""))
        for block in read_blocks(path, CHASE_LOG)
    )


def chase_log_yaml(drafts: Sequence[Chased]) -> bytes:
    """The log as a file, by day."""
    in_order = sorted(set(drafts), key=lambda each: (each.on, each.agency, each.stage))
    return blocks_yaml(_ABOUT, ({**each._asdict(), "on": each.on.isoformat()} for each in in_order))
