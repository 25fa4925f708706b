"""Options that the commands on plans share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="PERIOD", help="As it stood in a period; without, its latest state.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not the screen.")]


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
