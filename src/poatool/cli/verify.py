"""`poatool verify`: check whether a report is as it was written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from poatool import __version__, api, pipeline
from poatool.cli.config import load, with_settings
from poatool.cli.generation import USED, Generation, checksum
from poatool.cli.inputs import pinned_as_before
from poatool.cli.making import Recipe, accepted_by, files_of, make
from poatool.cli.manifest import ManifestDocument, Role
from poatool.cli.options import argument, option
from poatool.cli.settings import Settings
from poatool.errors import InputError, NothingToReadError
from poatool.render.formats import CORRECTIONS, MANIFEST, REPORT_FORMATS, cannot_be_written
from poatool.render.screen import say
from poatool.render.word.template import read_template
from poatool.submissions.intake import Source
from poatool.submissions.sent import read_sent
from poatool.text import counted
from poatool.workbooks.limits import Limits

EXAMPLES = """\
  poatool verify report
  poatool verify report --inputs archive/returns
"""


def verify(
    context: typer.Context,
    folder: Annotated[Path, argument("DIR", "The folder of a report.", show_default=False)],
    inputs: Annotated[
        list[str], option("PATH…", "Where to look for the inputs of the report; several may follow.")
    ] = [],
) -> int:
    """Check that a report is as compile wrote it.

    Lists files that were edited, are missing or are from another run, and submissions that have changed. If all inputs
    are there, makes the report again and lists what is different.
    """
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
    Inputs that are not where they were are looked for among `inputs`, by their checksums.
    """
    document = generation.last.document if generation.last else {}
    if "read" not in document:
        return None
    if (version := document["poatool"]) != __version__:
        settings.note(f"Made with poatool {version}; this is {__version__}, which may write it differently.")
    _require_as_written(document, generation.folder / MANIFEST)
    search = _Search((generation.folder / MANIFEST).parent, inputs)
    used = [entry for name in USED if (entry := document[name])]
    where = {entry["path"]: search.find(entry) for entry in (*used, *document.get("texts", ()), *document["read"])}
    if gone := [path for path, place in where.items() if place is None]:
        if not (inputs or generation.sealed):
            settings.note(*(f"Not checked, as it is missing: {path}" for path in gone))
            return None
        found += ((path, "gone, or changed since the report was made.") for path in gone)
        return None
    made = make(recipe := _recipe(document, {path: place for path, place in where.items() if place}, generation.folder))
    formats = document["options"]["formats"]
    left_out = [name for name in formats if cannot_be_written(name, made.report)]
    settings.note(*(f"Not made again, as this format cannot be written here: {name}" for name in left_out))
    for path, content in files_of(made, [name for name in formats if name not in left_out], recipe).items():
        if path != CORRECTIONS and sha256(content).hexdigest() != generation.written.get(path):
            found.append((str(generation.folder / path), "comes out differently when it is made again."))
    return len(where), ", and the report made again from them is the same"


def _require_as_written(document: Mapping[str, Any], place: Path) -> None:
    """Raise InputError unless a manifest has all that its report can be made again from."""
    try:
        options = TypeAdapter(ManifestDocument).validate_python(document)["options"]
    except ValidationError:
        options = {}
    formats = options.get("formats")
    if not isinstance(formats, list) or not {*formats} <= {*REPORT_FORMATS} or not {"status", "printed"} <= {*options}:
        raise InputError(f"{place}: not as compile wrote it, so the report cannot be made again. Restore the file.")


def _recipe(recorded: Mapping[str, Any], where: Mapping[str, Path], folder: Path) -> Recipe:
    """How a report was made, by its manifest and by `where` the recorded files are, as compile read it."""
    used = {name: where[recorded[name]["path"]] for name in USED if recorded[name]}
    config = load(used.get("settings"))
    plan = with_settings(api.load_framework(used.get("plan")), config.layouts, config.source, used.get("settings"))
    period, options = recorded["period"], recorded["options"]
    edition = api.edition_of(plan, period)
    known = {field.name for field in fields(Limits)}
    limits = Limits(**{name: number for name, number in recorded["limits"].items() if name in known})
    decisions = None
    if path := used.get("decisions"):
        decisions = pinned_as_before(api.read_decisions(path, plan, recorded["decisions"]["path"]), folder)
    sources: dict[Role, list[Source]] = {role: [] for role in Role}
    for entry in recorded["read"]:
        sources[Role(entry["role"])].append(Source(where[entry["path"]], entry["path"], entry["given"]))
    now = sources[Role.PERIOD]
    if options["printed"]:
        earlier = pipeline.read_earlier(now, edition, limits, decisions, with_this=True)
        by_period = dict(earlier.by_period)
        read, earlier = by_period.pop(period), earlier._replace(by_period=by_period)
    else:
        named = [source for source in now if source.given.endswith(("/", os.sep)) or not source.given]
        alone = len(named) == len(now) == 1 and named[0].path.suffix.casefold() != ".zip"
        read = pipeline.read(now, edition, limits, decisions)._replace(one_file=alone)
        earlier = pipeline.read_earlier(sources[Role.EARLIER], edition, limits, decisions)
    latest = api.edition_of(plan, None)
    return Recipe(
        period=read,
        earlier=earlier,
        since_then=pipeline.read_earlier(sources[Role.SINCE_THEN], latest, limits, decisions, otherwise=period),
        status=options["status"],
        printed=options["printed"],
        waivers=accepted_by(used.get("waivers"), plan, recorded["waivers"]["path"]) if "waivers" in used else (),
        template=read_template(used["template"]) if "template" in used else None,
        sent=read_sent(used["sent"], period) if "sent" in used else {},
        texts={entry["name"]: where[entry["path"]] for entry in recorded.get("texts", ())},
        limits=limits,
        corrections=tuple(recorded["corrections"]),
    )


class _Search:
    """Finds recorded files at their old place, relative to the working folder or the manifest, or among other files."""

    def __init__(self, folder: Path, others: Sequence[str]) -> None:
        self._folder = folder
        self._others = others

    def find(self, entry: Mapping[str, Any]) -> Path | None:
        """Where a file with its recorded content is; None if it is nowhere."""
        places = [Path(entry["path"]), *([self._folder / entry["at"]] if entry["at"] else [])]
        there = next((place for place in places if checksum(place) == entry["sha256"]), None)
        return there or self._by_checksum.get(entry["sha256"])

    @cached_property
    def _by_checksum(self) -> Mapping[str, Path]:
        found: dict[str, Path] = {}
        for given in self._others:
            path = Path(given)
            for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if (content := checksum(each)) is not None:
                    found.setdefault(content, each)
        return found


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
