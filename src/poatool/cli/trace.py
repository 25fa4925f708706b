"""`poatool trace`: find the row behind an update in a report."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from poatool.cli.generation import Generation, whole_report
from poatool.cli.options import argument
from poatool.cli.output import checksum
from poatool.cli.settings import Settings
from poatool.errors import InputError, NothingToReadError
from poatool.framework.columns import STATUS
from poatool.render.formats import WHOLE
from poatool.render.report.json import ReportDocument, UpdateShape
from poatool.text import actions, did_you_mean, listed, nearest, with_word_for_action


def trace(
    settings: Settings,
    report: Annotated[Path, argument("REPORT", "The folder of a report, or a file in it.")],
    update: Annotated[str, argument("ID", "The id of an update, or words from its text.")],
) -> int:
    """Find the row that an update in a report comes from.

    poatool trace report 2022-mbie-1-3-5
    poatool trace report "a guide in four languages"

    The Excel, CSV and JSON files of a report list the ids; in its HTML page they are the anchors.
    """
    folders = (report, *report.absolute().parents[:2])
    folder = next((each for each in folders if Generation.at(each).document), report)
    wanted, words = update.rpartition("#")[2].casefold(), update.casefold()
    path = folder / WHOLE.path
    try:
        document: ReportDocument = whole_report(folder)
        reports = (document, *document["earlier"], *document["since_then"])
        objectives = (each for report in reports for pillar in report["pillars"] for each in pillar["objectives"])
        printed = (update for each in objectives for action in each["actions"] for update in action["updates"])
        updates = {update["id"]: update for update in (*printed, *document["withheld"])}
        by_words = [each for each in updates.values() if any(words in one.casefold() for one in _texts(each).values())]
        found = [updates[wanted]] if wanted in updates else by_words if " " in words else []
        lines = [line for each in found for line in _source_and_text(each, document, Generation.at(folder))]
    except OSError as error:
        raise NothingToReadError(f"{path}: this report cannot be opened ({error.strerror}). Name its folder.") from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise InputError(f"{path}: this report was edited, or poatool did not write it. Compile it again.") from None
    if not found:
        likely = [each for each in updates if each.startswith(f"{wanted}.")] or filter(None, [nearest(wanted, updates)])
        hint = did_you_mean(listed([*likely], "or"), "updates.csv lists the ids.")
        what = f"has the words “{update}”" if " " in update else f"has the id {wanted}"
        lines = [(f"No update of this report {what}. {hint}", "")]
    screen = settings.screen()
    for line in lines:
        screen.say(line)
    return int(not found)


def _source_and_text(update: UpdateShape, report: ReportDocument, generation: Generation) -> Iterator[tuple[str, str]]:
    """The source, text and decisions of an update, and whether its file (or zip) has changed, as styled lines."""
    source = update["source"]
    file, sheet = str(source["file"]), source["sheet"]
    zipped = next((path for path in generation.paths if file.startswith(f"{path}/")), None)
    was = generation.made_from[zipped] if zipped else source["sha256"]
    places = generation.places_of(zipped or file)
    now = {os.path.normpath(place): found for place in places if (found := checksum(place))}
    place = next((place for place, found in now.items() if found == was), next(iter(now), zipped or file))
    row = f", sheet {sheet}, row {source['row']}" if sheet is not None else f", row {source['row']}"
    yield f"{place}{file[len(zipped or file) :]}{row}", "bold"
    published = _texts(update)
    sent = {column: update["replaced"].get(column, text) for column, text in published.items()}
    on = with_word_for_action(actions(update["codes"]), report["columns"]["action"])
    yield f"{listed(update['agencies'])}, {on}: {sent.pop('progress', '')}".rstrip(), ""
    more = (*update["elsewhere"].items(), *sent.items())
    yield from ((f"{report['columns'][column]}: {said}", "") for column, said in more if said)
    for each in report["decisions"]:
        if each["update"] == update["id"] and each["state"] == "applied":
            yield f"{each['settles']}, by {each['decided_by']}: {each['because']}", "yellow"
            if (column := each["column"]) in published:
                yield f"Published: {published[column] or 'nothing'}", ""
    if was not in now.values():
        yield f"The file {'has changed since the report was made' if now else 'is no longer there'}.", "yellow"


def _texts(update: UpdateShape) -> dict[str, str]:
    """The texts of an update by column, as published; also those that a decision emptied."""
    columns = {*update["html"], *update["replaced"]} - {STATUS}
    return {column: str(text) for column, text in update.items() if column in columns}
