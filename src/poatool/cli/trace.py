"""`poatool trace`: find the row behind an update in a report."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.generation import Generation, checksum, whole_report
from poatool.cli.options import Settings, argument
from poatool.errors import InputError, NothingToReadError
from poatool.render.formats import WHOLE
from poatool.render.report.json import ReportDocument, UpdateShape
from poatool.render.screen import say
from poatool.text import actions, listed, nearest

EXAMPLES = """\
  poatool trace report 2022-mbie-1-3-5
"""


def trace(
    context: typer.Context,
    report: Annotated[Path, argument("REPORT", "The folder of a report, or a file in it.", show_default=False)],
    update: Annotated[str, argument("ID", "The id of an update.", show_default=False)],
) -> int:
    """Find the row that an update in a report comes from.

    Ids are the anchors of the HTML page; the JSON, CSV and Excel files contain them too.
    """
    folders = (report, *report.absolute().parents[:2])
    folder = next((each for each in folders if (each / WHOLE.path).is_file()), report)
    wanted = update.rpartition("#")[2].casefold()
    path = folder / WHOLE.path
    try:
        document: ReportDocument = whole_report(folder)
        reports = (document, *document["earlier"], *document["since_then"])
        objectives = (each for report in reports for pillar in report["pillars"] for each in pillar["objectives"])
        printed = (update for each in objectives for action in each["actions"] for update in action["updates"])
        updates = {update["id"]: update for update in (*printed, *document["withheld"])}
        found = wanted in updates
        lines = list(_told(updates[wanted], document, Generation.at(folder))) if found else []
    except OSError as error:
        raise NothingToReadError(f"{path}: this report cannot be opened ({error.strerror}).") from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise InputError(
            f"{path}: this report was not written by poatool compile, or was edited. Compile it again."
        ) from None
    if not found:
        likely = nearest(wanted, updates)
        hint = f" Did you mean {likely}?" if likely else ""
        lines = [(f"No update of this report has the id {wanted}.{hint}", "")]
    screen = Settings.of(context).screen()
    for line in lines:
        say(screen, line)
    return int(not found)


def _told(update: UpdateShape, report: ReportDocument, generation: Generation) -> Iterator[tuple[str, str]]:
    """The source, text and decisions of an update, and whether its file has changed, as styled lines.

    For an update from a zip, the file is the zip.
    """
    source = update["source"]
    file, sheet = str(source["file"]), source["sheet"]
    zipped = next((path for path in generation.paths if file.startswith(f"{path}/")), None)
    was = generation.made_from[zipped] if zipped else source["sha256"]
    places = generation.places_of(zipped or file)
    now = {os.path.normpath(place): found for place in places if (found := checksum(place))}
    place = next((place for place, found in now.items() if found == was), next(iter(now), zipped or file))
    row = f", sheet {sheet}, row {source['row']}" if sheet is not None else f", row {source['row']}"
    yield f"{place}{file[len(zipped or file) :]}{row}", "bold"
    yield f"{listed(update['agencies'])}, {actions(update['codes'])}: {update['progress']}", ""
    for each in report["decisions"]:
        if each["update"] == update["id"] and each["state"] == "applied":
            yield f"{each['settles']}, by {each['decided_by']}: {each['because']}", "yellow"
    if not now:
        looked = listed(list(dict.fromkeys(map(os.path.normpath, places))), "or")
        yield f"The file is no longer at {looked}, so it could not be compared.", "yellow"
    elif was not in now.values():
        yield "The file has changed since the report was made.", "yellow"
