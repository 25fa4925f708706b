"""register.yaml: which files came in for a period and when. Only the dates cannot be recovered from the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from poatool.workspace.blocks import Shape, blocks_yaml, read_blocks

REGISTER = Shape(
    "register",
    {
        "file": "The path of the file in the folder of the period.",
        "agency": "The code of its agency.",
        "first_seen": "The day on which it was received, or seen by the due day; left out if that is unknown.",
        "sha256": "Its checksum.",
        "replaces": "The path of the version before it.",
    },
    ("file", "sha256"),
)
_ABOUT = "Files that came in and when each was first seen. Written by poatool: if you delete it, only dates are lost."


class Registered(NamedTuple):
    """A file that came in, by its path in the folder of the period.

    `agency` is a published code, empty if it is unknown. `first_seen` is None if nobody can know when it came: it was
    put here by hand, and first seen after the due day. `replaces` is the path of the version before it.
    """

    file: str
    agency: str
    first_seen: dt.date | None
    sha256: str
    replaces: str = ""


def read_register(path: Path) -> Mapping[str, dt.date]:
    """When each file was first seen, by its sha256; nothing if there is no register.

    Raises InputError if it cannot be opened or has faults; the message names the line and column of each.
    """
    seen: dict[str, dt.date] = {}
    for block in read_blocks(path, REGISTER):
        if "first_seen" not in block.texts:
            continue
        day = block.day("first_seen", path)
        sha256 = block.texts["sha256"]
        seen[sha256] = min(day, seen.get(sha256, day))
    return seen


def register_yaml(files: Sequence[Registered]) -> bytes:
    """The register as a file."""
    return blocks_yaml(_ABOUT, ({**each._asdict(), "first_seen": str(each.first_seen or "")} for each in files))
