"""Hostile and broken files, made here from nothing, each with what must become of it.

Run as a program (`python -m tests.hostile.build FOLDER`) it writes them all to a folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.archives import archives
from tests.hostile.binary import binary
from tests.hostile.case import Case
from tests.hostile.markup import markup
from tests.hostile.opendocument import opendocument
from tests.hostile.others import others
from tests.hostile.sheets import sheets
from tests.hostile.texts import texts


def cases() -> Iterator[Case]:
    """All the cases."""
    for family in (archives, markup, sheets, texts, others, opendocument, binary):
        yield from family()


def write(folder: Path) -> None:
    """Write every file into a folder, each in one of its own so that it keeps its name."""
    for case in cases():
        path = folder / case.id / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
