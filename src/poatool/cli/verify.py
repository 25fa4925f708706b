"""`poatool verify` and `trace`: check that a report is unchanged, and find the row behind an update."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, Any

from poatool import __version__, api, pipeline
from poatool.cli.compile import accepted_by, files_of, make
from poatool.cli.config import load
from poatool.cli.generation import USED, Generation, checksum, whole_report
from poatool.cli.inputs import pinned_as_before
from poatool.cli.manifest import ManifestDocument, Recipe, Role
from poatool.cli.options import Config, Settings, argument, option
from poatool.errors import InputError, NothingToReadError
from poatool.render.formats import MANIFEST, REPORT_FORMATS, WHOLE, Folder, cannot_be_written
from poatool.render.report.json import ReportDocument, UpdateShape
from poatool.render.word.file import read_template
from poatool.submissions.intake import REPLACED, Source
from poatool.submissions.sent import read_sent
from poatool.text import actions, counted, did_you_mean, listed, nearest
from poatool.workbooks.limits import Limits

_KEPT_UP = ("plan", "settings", "waivers", "decisions")  # inputs that people keep adding to, period after period


def verify(
    settings: Settings,
    folder: Annotated[Path, argument("DIR", "The folder of a report.", show_default=False)],
    inputs: Annotated[list[str], option("PATH…", "Where to look for inputs that have moved: files or folders.")] = [],
) -> int:
    """Check that a report is as compile wrote it.

    poatool verify report
    poatool verify report --inputs archive/returns

    Lists files that were edited or are missing, and inputs that are gone or have changed. If all inputs are there,
    makes the report again and lists what is different. A change in the plan, settings, waivers or decisions is listed
    only if it makes a difference; a sealed report, which keeps copies of them, is as written all the same.
    """
    generation = Generation.at(folder)
    if not generation.written:
        raise NothingToReadError(
            f"{folder}: no report is here, or its coordinator/manifest.json cannot be opened. Check the path."
        )
    edited, missing = generation.edited_and_missing()
    differences = {
        "edited since it was written.": edited,
        "missing.": missing,
        "not written by poatool. Move it out of what is published, or leave it out.": generation.unknown(),
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
    replaced = {place.parent / REPLACED for each in document["read"] for place in generation.places_of(each["path"])}
    places = [*map(Path, inputs), sealed := generation.folder / Folder.COORDINATOR, *sorted(replaced)]
    others = (each for path in places for each in (sorted(path.rglob("*")) if path.is_dir() else [path]))
    by_checksum = {digest: each for each in reversed([*others]) if (digest := checksum(each))}
    where, newer = dict[str, Path | None](), list[str]()
    used = [entry for name in USED if (entry := document[name])]
    for entry in (*used, *document["texts"], *document["read"]):
        path, sha256 = entry["path"], entry["sha256"]
        there = {checksum(each): each for each in reversed(generation.places_of(path))}
        where[path] = there.get(sha256) or by_checksum.get(sha256)
        if not inputs and sha256 not in there and any(there) and entry in [document[name] for name in _KEPT_UP]:
            where[path] = next(each for digest, each in there.items() if digest)
            newer.append(path)
    older = [(path, os.path.normpath(place)) for path, place in where.items() if place and place.parent in replaced]
    settings.note(*(f"{path} has been replaced since: the version before was read, {place}" for path, place in older))
    if gone := [path for path, place in where.items() if place is None]:
        return 0, [(path, "gone, or changed since the report was made.") for path in gone]
    recipe = _recipe(document, {path: place for path, place in where.items() if place}, generation.folder)
    report, result, _ = make(recipe)
    formats = document["options"]["formats"]
    able = [name for name in formats if not cannot_be_written(name, report)]
    left_out = (name for name in formats if name not in able)
    settings.note(*(f"Not made again because this format cannot be written here: {name}" for name in left_out))
    again = files_of(report, result, able, recipe)
    differently = "comes out differently when it is made again."
    differs = [(str(generation.folder / path), differently) for path in generation.not_as_written(again)]
    if newer and differs and not (as_sealed := _made_again(generation, [str(sealed)], settings))[1]:
        settings.note(f"Compiled with {listed(newer)} as {'they are' if newer[1:] else 'it is'} now, it would differ.")
        return as_sealed
    why = [(path, "changed since the report was made, which makes the report different.") for path in newer if differs]
    return len(where), why or differs


def _require_as_written(document: Mapping[str, Any], place: Path) -> None:
    """Raise InputError if a manifest lacks anything that is needed to make its report again."""
    from pydantic import TypeAdapter, ValidationError

    try:
        options = TypeAdapter(ManifestDocument).validate_python(document)["options"]
    except ValidationError:
        options = {}
    formats = options.get("formats")
    if not isinstance(formats, list) or not {*formats} <= {*REPORT_FORMATS} or not {"status", "printed"} <= {*options}:
        raise InputError(f"{place}: not as compile wrote it, so the report cannot be made again. Restore the file.")


def _recipe(recorded: Mapping[str, Any], where: Mapping[str, Path], folder: Path) -> Recipe:
    """The recipe that a manifest records; `where` maps the paths in it to the files to read."""
    used = {name: where[recorded[name]["path"]] for name in USED if recorded[name]}
    config = load(used["settings"]) if "settings" in used else Config()
    plan = config.applied_to(api.load_framework(used.get("plan")), used.get("settings"))
    plan = replace(plan, sha256=recorded["framework"]["sha256"])  # comments in the file may have changed
    period, options = recorded["period"], recorded["options"]
    edition = api.edition_of(plan, period)
    known = {field.name for field in fields(Limits)}
    limits = Limits(**{name: number for name, number in recorded["limits"].items() if name in known})
    decisions = None
    if path := used.get("decisions"):
        decisions = pinned_as_before(api.read_decisions(path, plan, recorded["decisions"]["path"]), plan, folder)
    sources: dict[Role, list[Source]] = {role: [] for role in Role}
    for entry in recorded["read"]:
        sources[Role(entry["role"])].append(Source(where[entry["path"]], entry["path"], entry["given"]))
    now = sources[Role.PERIOD]
    if options["printed"]:
        earlier = pipeline.read_earlier(now, edition, limits, decisions, with_this=True)
        by_period = dict(earlier.by_period)
        read, earlier = by_period.pop(period), earlier._replace(by_period=by_period)
    else:
        read = pipeline.read(now, edition, limits, decisions, None)
        earlier = pipeline.read_earlier(sources[Role.EARLIER], edition, limits, decisions)
    latest = api.edition_of(plan, None)
    return Recipe(
        period=read,
        earlier=earlier._replace(sent=options.get("asked_before", {})),
        since_then=pipeline.read_earlier(sources[Role.SINCE_THEN], latest, limits, decisions, otherwise=period),
        status=options["status"],
        printed=options["printed"],
        waivers=accepted_by(used.get("waivers"), plan, recorded["waivers"]["path"]) if "waivers" in used else (),
        template=read_template(used["template"]) if "template" in used else None,
        sent=read_sent(used["sent"], period) if "sent" in used else {},
        texts={entry["name"]: where[entry["path"]] for entry in recorded["texts"]},
        limits=limits,
        corrections=tuple(recorded["corrections"]),
    )


def trace(
    settings: Settings,
    report: Annotated[Path, argument("REPORT", "The folder of a report, or a file in it.", show_default=False)],
    update: Annotated[str, argument("ID", "The id of an update, or words from its text.", show_default=False)],
) -> int:
    """Find the row that an update in a report comes from.

    poatool trace report 2022-mbie-1-3-5
    poatool trace report "a guide in four languages"

    The Excel, CSV and JSON files of a report list the ids; in its HTML page they are the anchors.
    """
    folders = (report, *report.absolute().parents[:2])
    folder = next((each for each in folders if (each / WHOLE.path).is_file()), report)
    wanted, words = update.rpartition("#")[2].casefold(), update.casefold()
    path = folder / WHOLE.path
    try:
        document: ReportDocument = whole_report(folder)
        reports = (document, *document["earlier"], *document["since_then"])
        objectives = (each for report in reports for pillar in report["pillars"] for each in pillar["objectives"])
        printed = (update for each in objectives for action in each["actions"] for update in action["updates"])
        updates = {update["id"]: update for update in (*printed, *document["withheld"])}
        by_words = (each for each in updates.values() if " " in words and words in each["progress"].casefold())
        found = [updates[wanted]] if wanted in updates else [*by_words]
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
    sent = update["replaced"].get("progress", update["progress"])
    yield f"{listed(update['agencies'])}, {actions(update['codes'])}: {sent}", ""
    for each in report["decisions"]:
        if each["update"] == update["id"] and each["state"] == "applied":
            yield f"{each['settles']}, by {each['decided_by']}: {each['because']}", "yellow"
            yield from [(f"Published: {update['progress']}", "")] if each["column"] == "progress" else []
    if was not in now.values():
        yield f"The file {'has changed since the report was made' if now else 'is no longer there'}.", "yellow"
