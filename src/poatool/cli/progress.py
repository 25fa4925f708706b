"""A bar on the terminal while much is read. It is drawn only when the work takes longer than a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from poatool.cli.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

_A_MOMENT = 1.0
"""Seconds after which somebody at a terminal wants to know that something happens."""


def watched(things: Iterable[T], total: int, settings: Settings, what: str) -> Iterator[T]:
    """Give the things one by one, with a bar on stderr where that is a terminal and the user did not ask for quiet."""
    if settings.quiet or not sys.stderr.isatty():
        yield from things
        return
    begun = time.monotonic()
    bar: Progress | None = None
    try:
        for done, thing in enumerate(things, 1):
            if bar is None and time.monotonic() - begun > _A_MOMENT:
                bar = _bar(what, total)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done)
            yield thing
    finally:
        if bar is not None:
            bar.stop()


def _bar(what: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(what, total=total)
    bar.start()
    return bar
