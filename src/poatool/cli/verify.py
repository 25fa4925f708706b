"""`poatool verify` and `trace`: check that a report is unchanged, and find the row behind an update in it."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from poatool import __version__
from poatool.bounded import read_bounded
from poatool.cli.compile import files_of, make_report
from poatool.cli.generation import INPUTS, Generation, whole_report
from poatool.cli.options import argument, option
from poatool.cli.output import checksum
from poatool.cli.recipe import ManifestDocument, recorded_recipe
from poatool.cli.settings import Settings
from poatool.errors import InputError, NothingToReadError
from poatool.framework.columns import STATUS
from poatool.render.formats import COORDINATOR, MANIFEST, PUBLISH, REPORT_FORMATS, WHOLE, why_unwritable
from poatool.render.report.json import DecisionShape, ReportDocument, UpdateShape
from poatool.submissions.sources import REPLACED
from poatool.text import actions, counted, did_you_mean, listed, nearest, with_word_for_action

_CORRECT = 'If it should differ, correct it: poatool compile --correct "REASON"'
_KEPT_UP = ("plan", "settings", "waivers", "decisions")  # inputs that people keep adding to, period after period


def verify(
    settings: Settings,
    folder: Annotated[Path, argument("DIR", "The folder of a report.")],
    inputs: Annotated[list[str], option("PATH…", "Where to look for inputs that have moved: files or folders.")] = [],
) -> int:
    """Check that a report is as compile wrote it.

    poatool verify report
    poatool verify report --inputs archive/returns

    Lists files that were edited or are missing, and inputs that are gone or have changed. If all inputs are there,
    makes the report again and lists what is different. A change in the plan, settings, waivers or decisions is listed
    only if it makes a difference. A sealed report keeps copies of these files. To use them, add --inputs
    DIR/coordinator.
    """
    if not (generation := Generation.at(folder)).written:
        raise NothingToReadError(f"{folder}: no report is here, or its manifest cannot be opened. Check the path.")
    edited, missing = generation.edited_and_missing()
    visible = (f"{PUBLISH}/{each.name}" for each in sorted((folder / PUBLISH).glob("[!.]*")))
    foreign = [path for path in visible if path not in generation.written]
    differences = {
        "edited since it was written.": edited,
        "missing.": missing,
        "not written by poatool. Move it elsewhere, or do not publish it.": foreign,
    }
    number, differs = _made_again(generation, inputs, settings)
    found = [*((str(folder / path), what) for what, paths in differences.items() for path in paths), *differs]
    screen = settings.screen()
    for path, what in found:
        screen.say((path, "bold"), f": {what}")
    if not found:
        again = f"the report made again from {counted(number, 'file')} is the same."
        screen.say((f"{counted(len(generation.written), 'file')} as written; {again}", "bold"))
    return int(bool(found))


def _made_again(generation: Generation, inputs: list[str], settings: Settings) -> tuple[int, list[tuple[str, str]]]:
    """Make the report again unless an input is gone or has changed; return the number of inputs, and what differs."""
    document = generation.document
    if (version := document["poatool"]) != __version__:
        settings.note(f"Made with poatool {version}; this is {__version__}, which may write it differently.")
    _require_as_written(document, generation.folder / MANIFEST)
    sealed = generation.folder / COORDINATOR
    where, newer = _inputs_now(generation, [*map(Path, inputs), sealed], settings, take_newer=not inputs)
    if gone := [path for path, place in where.items() if place is None]:
        changed = [path for path in gone if any(map(checksum, generation.places_of(path)))]
        what = "{} since the report was made. If you have the file as it was: --inputs PATH"
        return 0, [(path, what.format("changed" if path in changed else "gone")) for path in gone]
    recipe = recorded_recipe(document, {path: place for path, place in where.items() if place}, generation.folder)
    report, result, _ = make_report(recipe)
    formats = document["options"]["formats"]
    able = [name for name in formats if not why_unwritable(name, report)]
    left_out = (name for name in formats if name not in able)
    settings.note(*(f"Not made again because this format cannot be written here: {name}" for name in left_out))
    again = files_of(report, result, able, recipe)
    differently = "comes out differently when it is made again."
    differs = [(str(generation.folder / path), differently) for path in generation.not_as_written(again)]
    if newer and differs and not (as_sealed := _made_again(generation, [str(sealed)], settings))[1]:
        now = f"{listed(newer)} as {'they are' if newer[1:] else 'it is'} now"
        what = f"as it was sealed, but it would differ if compiled with {now}. {_CORRECT}"
        return as_sealed[0], [(str(generation.folder), what)]
    why = [(path, "changed since the report was made, which makes the report different.") for path in newer if differs]
    return len(where), why or differs


def _inputs_now(
    generation: Generation, places: list[Path], settings: Settings, *, take_newer: bool
) -> tuple[dict[str, Path | None], list[str]]:
    """The current path of each input, by its path in the report (None if it is gone or has changed), and newer inputs.

    An input that was renamed or has moved is looked for in its folder, in `places` and among replaced returns. With
    `take_newer`, an input that people keep adding to may have changed; it is then listed as newer.
    """
    document = generation.document
    homes = sorted({place.parent for each in document["read"] for place in generation.places_of(each["path"])})
    folders = [*places, *(home / REPLACED for home in homes)]
    others = [each for path in folders for each in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    others += [each for home in homes for each in sorted(home.glob("*"))]
    by_checksum = {digest: each for each in reversed(others) if (digest := checksum(each))}
    where, newer = dict[str, Path | None](), list[str]()
    used = [entry for name in INPUTS if (entry := document[name])]
    for entry in (*used, *document["texts"], *document["read"]):
        path, sha256 = entry["path"], entry["sha256"]
        there = {checksum(each): each for each in reversed(generation.places_of(path))}
        where[path] = there.get(sha256) or by_checksum.get(sha256)
        keeps_growing = entry in [document[name] for name in _KEPT_UP]
        if take_newer and keeps_growing and sha256 not in there and any(there):
            where[path] = next(each for digest, each in there.items() if digest)
            newer.append(path)
    for path, place in where.items():
        if place and place.parent.name == REPLACED:
            settings.note(f"{path} was replaced, so the earlier version was read: {os.path.normpath(place)}")
    return where, newer


def _require_as_written(document: Mapping[str, Any], place: Path) -> None:
    from pydantic import TypeAdapter, ValidationError

    try:
        options = TypeAdapter(ManifestDocument).validate_python(document)["options"]
    except ValidationError:
        options = {}
    formats = options.get("formats")
    if not isinstance(formats, list) or not {*formats} <= {*REPORT_FORMATS} or not {"status", "printed"} <= {*options}:
        raise InputError(f"{place}: not as compile wrote it, so the report cannot be made again. Restore this file.")


def trace(
    settings: Settings,
    report: Annotated[Path, argument("REPORT", "The folder of a report, or a file in it.")],
    update: Annotated[str, argument("ID", "The id of an update, or words from its text or from a decision.")],
) -> int:
    """Find where a text in a report comes from.

    poatool trace report 2022-mbie-1-3-5
    poatool trace report "a guide in four languages"

    The Excel, CSV and JSON files of a report list the ids; in its HTML page they are the anchors.
    """
    folders = (report, *report.absolute().parents[:2])
    folder = next((each for each in folders if Generation.at(each).document), report)
    wanted, words = update.rpartition("#")[2].casefold(), update.casefold() if " " in update else ""
    path = folder / WHOLE.path
    try:
        document: ReportDocument = whole_report(folder)
        reports = (document, *document["earlier"], *document["since_then"])
        objectives = (each for report in reports for pillar in report["pillars"] for each in pillar["objectives"])
        printed = (update for each in objectives for action in each["actions"] for update in action["updates"])
        updates = {update["id"]: update for update in (*printed, *document["withheld"])}
        by_words = [each for each in updates.values() if _column_with(words, each)]
        found = [updates[wanted]] if wanted in updates else by_words
        lines = [line for each in found for line in _source_and_text(each, words, document, Generation.at(folder))]
        said = (each for each in document["decisions"] if words and words in each["because"].casefold())
        lines += [line for each in said for line in _decision(each, Generation.at(folder))]
        lines += _own_texts(words, Generation.at(folder)) if words else []
    except OSError as error:
        raise NothingToReadError(f"{path}: this report cannot be opened ({error.strerror}). Name its folder.") from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise InputError(f"{path}: this report was edited, or poatool did not write it. Compile it again.") from None
    screen = settings.screen()
    for line in lines:
        screen.say(line)
    if not lines:
        likely = [each for each in updates if each.startswith(f"{wanted}.")] or filter(None, [nearest(wanted, updates)])
        hint = did_you_mean(listed([*likely], "or"), "updates.csv lists the ids.")
        what = ", decision or text of yours has the words" if words else " of this report has the id"
        screen.say(f"No update{what} {f'“{update}”' if words else wanted}. {hint}")
    return int(not lines)


def _source_and_text(
    update: UpdateShape, words: str, report: ReportDocument, generation: Generation
) -> Iterator[tuple[str, str]]:
    """The source, text and decisions of an update, and whether its file (or zip) has changed, as styled lines.

    The source is the cell with the words or, without any, the row, and the cells of texts that are not in it.
    """
    source, cells, column = update["source"], update.get("cells", {}), _column_with(words, update)
    place, change = _now(str(source["file"]), source["sha256"], generation)
    row = f"{f'sheet {sheet}, ' if (sheet := source['sheet']) is not None else ''}row {source['row']}"
    yield f"{place}, {f'cell {cells[column]}' if column in cells else row}", "bold"
    published = _texts(update)
    sent = {column: update["replaced"].get(column, text) for column, text in published.items()}
    on = with_word_for_action(actions(update["codes"]), [report["columns"]["action"]])
    yield f"{listed(update['agencies'])}, {on}: {sent.pop('progress', '')}".rstrip(), ""
    apart = {} if words else update["elsewhere"]
    yield from ((f"{report['columns'][name]}: {said}", "") for name, said in (*apart.items(), *sent.items()) if said)
    for each in report["decisions"]:
        if each["update"] == update["id"] and each["state"] == "applied":
            yield from _decision(each, generation)
            if (column := each["column"] or "") in published:
                yield f"Published: {published[column] or 'nothing'}", ""
    if change:
        yield f"{change}.", "yellow"


def _decision(decision: DecisionShape, generation: Generation) -> Iterator[tuple[str, str]]:
    place, change = _now(decision["file"], generation.made_from.get(decision["file"]), generation)
    yield f"{place}, line {decision['line']}{change and f' ({change.lower()})'}", "bold"
    yield f"{decision['settles']}, by {decision['decided_by']}: {decision['because']}", "yellow"


def _own_texts(words: str, generation: Generation) -> Iterator[tuple[str, str]]:
    """The lines of the coordinator's own texts where these words begin, whatever Markdown is between them."""
    parts = [
        rf"(?:{word}|\{{\{{[^{{}}\n]*\}}\}})" for word in re.findall(r"\w+", words)
    ]  # any may be a filled-in number
    said = re.compile(r"(?:\]\(\S*?\)|(?!\{\{)[\W_])++".join(parts) or "(?!)", re.IGNORECASE)
    for entry in generation.document["texts"]:
        place, change = _now(entry["path"], entry["sha256"], generation)
        text = read_bounded(Path(place)).decode("utf-8", "replace") if os.path.isfile(place) else ""
        for line in dict.fromkeys(text.count("\n", 0, found.start()) for found in said.finditer(text)):
            yield f"{place}, line {line + 1}{change and f' ({change.lower()})'}", "bold"
            yield text.split("\n")[line].strip(), ""


def _now(file: str, digest: str | None, generation: Generation) -> tuple[str, str]:
    """Where an input of a report is, and whether it (or its zip) has changed or is gone, in words."""
    zipped = next((path for path in generation.paths if file.startswith(f"{path}/")), None)
    was = generation.made_from[zipped] if zipped else digest
    places = generation.places_of(zipped or file)
    now = {os.path.normpath(place): found for place in places if (found := checksum(place))}
    place = next((place for place, found in now.items() if found == was), next(iter(now), zipped or file))
    change = "" if was in now.values() else "has changed since the report was made" if now else "is no longer there"
    return f"{place}{file[len(zipped or file) :]}", change and f"The file {change}"


def _column_with(words: str, update: UpdateShape) -> str | None:
    """The column of an update whose text has these words, if any."""
    return next((column for column, text in _texts(update).items() if words and words in text.casefold()), None)


def _texts(update: UpdateShape) -> dict[str, str]:
    columns = {*update["html"], *update["replaced"]} - {STATUS}
    return {column: str(text) for column, text in update.items() if column in columns}
