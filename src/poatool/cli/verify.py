"""`poatool verify`: whether a report is as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from poatool.cli.settings import Settings

if TYPE_CHECKING:
    from poatool.cli.generation import Generation

EXAMPLES = """\b
Examples:
  poatool verify report
"""


def verify(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a report.", show_default=False)],
) -> int:
    """Check that a report is as compile wrote it.

    Says which files were edited, are missing or are of another run, and which submissions changed since.
    """
    from poatool.cli.generation import Generation, checksum
    from poatool.errors import NothingToReadError
    from poatool.render.screen import say
    from poatool.text import counted

    settings = Settings.of(context)
    generation = Generation.at(folder)
    if not generation.known:
        raise NothingToReadError(
            f"{folder}: no report of poatool compile, or you cannot open its coordinator/manifest.json."
        )
    screen = settings.screen()
    found = list(_differences(generation))
    for path, what in found:
        say(screen, (str(folder / path), "bold"), f": {what}")
    inputs = generation.last.made_from if generation.last else {}
    there = {path: now for path in inputs if (now := checksum(Path(path)))}
    settings.note(*(f"Not checked, not there: {path}" for path in inputs if path not in there))
    changed = [path for path, now in there.items() if now != inputs[path]]
    for path in changed:
        say(screen, (path, "bold"), ": changed since the report was made.")
    if not found and not changed:
        made_from = counted(len(there), "file that they were made from is", "files that they were made from are")
        say(screen, (f"{counted(len(generation.written), 'file')} as written; {made_from} unchanged.", "bold"))
    return int(bool(found or changed))


def _differences(generation: Generation) -> Iterator[tuple[str, str]]:
    """The files of the report that are not as they were written, each with what is wrong."""
    found = generation.standing()
    for path in found.edited:
        yield path, "edited since it was written."
    for path in found.missing:
        yield path, "missing."
    for path in found.begun:
        yield path, "of a run that was stopped before it ended. Run compile again."
    for path in generation.unknown():
        yield path, "not written by poatool. Move it out of what is published, or leave it out."
