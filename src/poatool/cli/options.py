"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from poatool.errors import UsageError
from poatool.text import nearest

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Submissions: files, and folders of them.", show_default=False),
]
Period = Annotated[str, typer.Option("--period", "-p", metavar="PERIOD", help="The reporting period, such as 2022.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not the screen.")]
WaiversFile = Annotated[
    Path | None, typer.Option("--waivers", metavar="FILE", help="Findings that are accepted, each with a reason.")
]


def one_of(given: str, known: Iterable[str], what: str) -> str:
    """The value as it is known, whatever its case.

    Raises:
        UsageError: it is not known; the message lists what is, the likeliest first.
    """
    names = list(known)
    folded = {name.casefold(): name for name in names}
    if (found := folded.get(given.strip().casefold())) is not None:
        return found
    likely = nearest(given.casefold(), folded)
    hint = f" Did you mean {folded[likely]}?" if likely else ""
    raise UsageError(f"{given or '(empty)'} is not {what}.{hint} Choose from: {', '.join(names)}.")


def split(values: Iterable[str]) -> list[str]:
    """Values of an option that may be repeated or separated by commas, each once."""
    return list(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))
