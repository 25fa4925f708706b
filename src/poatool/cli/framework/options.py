"""Options that the commands on plans share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from poatool.errors import OutputError

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="PERIOD", help="As it stood in a period; without, its latest state.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")]


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"


def refuse_to_replace(output: Path, *, force: bool) -> None:
    """Keep a file that somebody worked on from being replaced.

    Raises:
        OutputError: there is a file that is not empty, and nobody said that it may go.
    """
    if not force and os.path.isfile(output) and output.stat().st_size:
        raise OutputError(f"{output}: there is a file already. Choose another name, or add --force to replace it.")
