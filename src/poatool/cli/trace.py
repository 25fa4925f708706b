"""`poatool trace`: find the row from which an update in a report comes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from poatool.cli.generation import Generation, checksum, whole_report
from poatool.cli.options import argument
from poatool.cli.settings import Settings
from poatool.console import Screen
from poatool.errors import InputError, NothingToReadError
from poatool.render.formats import WHOLE
from poatool.render.report.shapes import ReportDocument, UpdateShape
from poatool.render.screen import say
from poatool.text import actions, listed, nearest

EXAMPLES = """\
  poatool trace report 2022-mbie-1-3-5
"""


class Traced(NamedTuple):
    """Where an update comes from, its published texts, and the decisions on it.

    `sha256` is that of its file when the report was made.
    """

    file: str
    sha256: str | None
    row: str
    said: str
    decided: tuple[str, ...]

    @classmethod
    def of(cls, update: UpdateShape, report: ReportDocument) -> Traced:
        """The update of a report."""
        source = update["source"]
        sheet = f", sheet {source['sheet']}" if source["sheet"] is not None else ""
        return cls(
            file=str(source["file"]),
            sha256=source["sha256"],
            row=f"{sheet}, row {source['row']}",
            said=f"{listed(update['agencies'])}, {actions(update['codes'])}: {update['progress']}",
            decided=tuple(
                f"{each['settles']}, by {each['decided_by']}: {each['because']}"
                for each in report["decisions"]
                if each["update"] == update["id"] and each["state"] == "applied"
            ),
        )


def trace(
    context: typer.Context,
    report: Annotated[Path, argument("REPORT", "The folder of a report, or a file in it.", show_default=False)],
    update: Annotated[str, argument("ID", "The id of an update.", show_default=False)],
) -> int:
    """Find the row that an update in a report comes from.

    Ids are the anchors of the HTML page; the JSON, CSV and Excel files contain them too.
    """
    screen = Settings.of(context).screen()
    folders = (report, *report.absolute().parents[:2])
    folder = next((each for each in folders if (each / WHOLE.path).is_file()), report)
    updates = _read(folder)
    wanted = update.rpartition("#")[2].casefold()
    if found := updates.get(wanted):
        _show(found, Generation.at(folder), screen)
        return 0
    likely = nearest(wanted, updates)
    say(screen, f"No update of this report has the id {wanted}." + (f" Did you mean {likely}?" if likely else ""))
    return 1


def _read(folder: Path) -> dict[str, Traced]:
    """The updates of the report in a folder, by id."""
    path = folder / WHOLE.path
    try:
        report: ReportDocument = whole_report(folder)
        others = [*report["earlier"], *report["since_then"]]
        pillars = [*report["pillars"], *(pillar for other in others for pillar in other["pillars"])]
        objectives = [objective for pillar in pillars for objective in pillar["objectives"]]
        actions = [action for objective in objectives for action in objective["actions"]]
        updates = [update for action in actions for update in action["updates"]]
        return {update["id"]: Traced.of(update, report) for update in (*updates, *report["withheld"])}
    except OSError as error:
        raise NothingToReadError(f"{path}: this report cannot be opened ({error.strerror}).") from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise InputError(
            f"{path}: this report was not written by poatool compile, or was edited. Compile it again."
        ) from None


def _show(update: Traced, generation: Generation, screen: Screen) -> None:
    """Show where an update comes from, what it says, and whether its file has changed.

    The file of an update from a zip is the zip.
    """
    at, made_from = (generation.last.at, generation.last.made_from) if generation.last else ({}, {})
    zipped = next((path for path in at if update.file.startswith(f"{path}/")), None)
    was = made_from[zipped] if zipped else update.sha256
    places = generation.places_of(zipped or update.file)
    now = {os.path.normpath(place): found for place in places if (found := checksum(place))}
    place = next((place for place, found in now.items() if found == was), next(iter(now), zipped or update.file))
    say(screen, (f"{place}{update.file[len(zipped or update.file) :]}{update.row}", "bold"))
    say(screen, update.said)
    for each in update.decided:
        say(screen, (each, "yellow"))
    if not now:
        looked = listed(list(dict.fromkeys(map(os.path.normpath, places))), "or")
        say(screen, (f"The file is not there any more, so it could not be compared: not at {looked}.", "yellow"))
    elif was not in now.values():
        say(screen, ("The file was changed since the report was made.", "yellow"))
