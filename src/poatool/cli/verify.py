"""`poatool verify`: check whether a report is as it was written."""

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
  poatool verify report --inputs archive/returns
"""


def verify(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a report.", show_default=False)],
    inputs: Annotated[
        list[str],
        typer.Option(metavar="PATH…", help="Where to look for the inputs of the report; several may follow."),
    ] = [],
) -> int:
    """Check that a report is as compile wrote it.

    Lists files that were edited, are missing or are from another run, and submissions that have changed. If all inputs
    are there, makes the report again and lists what is different.
    """
    from poatool.cli.generation import Generation
    from poatool.errors import NothingToReadError
    from poatool.render.screen import say
    from poatool.text import counted

    settings = Settings.of(context)
    generation = Generation.at(folder)
    if not generation.known:
        raise NothingToReadError(
            f"{folder}: no report is here, or its coordinator/manifest.json cannot be opened. Check the path."
        )
    screen = settings.screen()
    found = [(str(folder / path), what) for path, what in _differences(generation)]
    was = generation.last.made_from if generation.last else {}
    now = generation.made_from_now()
    found += [(path, "changed since the report was made.") for path in now if now[path] != was[path] and not inputs]
    number, again = len(now), ""
    if not found or inputs:
        number, again = _made_again(generation, inputs, settings, found) or (number, again)
    for path, what in found:
        say(screen, (path, "bold"), f": {what}")
    if not found:
        said = counted(number, "file that they were made from is", "files that they were made from are")
        say(screen, (f"{counted(len(generation.written), 'file')} as written; {said} unchanged{again}.", "bold"))
    return int(bool(found))


def _made_again(
    generation: Generation, inputs: list[str], settings: Settings, found: list[tuple[str, str]]
) -> tuple[int, str] | None:
    """Make the report again, and add the differences; return the number of sources and what to say if there are none.

    None if it is not made, because an input that was not asked for is gone, or because its version has no such record.
    """
    from poatool import __version__
    from poatool.cli.rebuild import rebuilt

    document = generation.last.document if generation.last else {}
    if "read" not in document:
        return None
    if (version := document["poatool"]) != __version__:
        settings.note(f"Made with poatool {version}; this is {__version__}, which may write it differently.")
    made = rebuilt(generation, inputs)
    if made.gone and not (inputs or generation.sealed):
        settings.note(*(f"Not checked, as it is missing: {path}" for path in made.gone))
        return None
    settings.note(*(f"Not made again, as this format cannot be written here: {name}" for name in made.left_out))
    found += ((path, "gone, or changed since the report was made.") for path in made.gone)
    found += ((str(generation.folder / path), "comes out differently when it is made again.") for path in made.differ)
    return made.sources, ", and the report made again from them is the same"


def _differences(generation: Generation) -> Iterator[tuple[str, str]]:
    """The files of the report that are not as they were written, each with what is wrong."""
    found = generation.standing()
    for path in found.edited:
        yield path, "edited since it was written."
    for path in found.missing:
        yield path, "missing."
    for path in found.begun:
        yield path, "from a run that was stopped before it ended. Run compile again."
    for path in generation.unknown():
        yield path, "not written by poatool. Move it out of what is published, or leave it out."
