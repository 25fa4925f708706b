"""Make a report again from its manifest, to see whether the result is the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from poatool import api, pipeline
from poatool.cli.generation import USED, Generation, checksum
from poatool.cli.making import Read, Recipe, accepted_by, files_of, make
from poatool.errors import InputError
from poatool.framework.model import Framework
from poatool.render.formats import CORRECTIONS, MANIFEST, REPORT_FORMATS, cannot_be_written
from poatool.render.report.manifest import ManifestDocument
from poatool.reports.manifest import Role
from poatool.submissions.intake import Source
from poatool.workbooks.limits import Limits


class Rebuilt(NamedTuple):
    """The result: which recorded files are `gone`, the number of `sources`, and what differs.

    `left_out` are formats that cannot be written here.
    """

    gone: tuple[str, ...]
    sources: int = 0
    differ: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def rebuilt(generation: Generation, inputs: Sequence[str]) -> Rebuilt:
    """Make a report again, unless a file that it was made from is gone.

    Those that are not where they were are looked for among `inputs`, by their checksums.

    Raises:
        InputError: the manifest is not as it was written.
    """
    recorded = _recorded(generation)
    search = _Search(generation.folder / MANIFEST, inputs)
    used = {name: search.find(entry) for name in USED if (entry := recorded[name])}
    texts = [(entry, search.find(entry)) for entry in recorded.get("texts", ())]
    submissions = [(entry, search.find(entry)) for entry in recorded["read"]]
    gone = [recorded[name]["path"] for name, path in used.items() if path is None]
    gone += [entry["path"] for entry, path in (*texts, *submissions) if path is None]
    if gone:
        return Rebuilt(tuple(gone))
    sources: dict[Role, list[Source]] = {role: [] for role in Role}
    for entry, path in submissions:
        sources[Role(entry["role"])].append(Source(path or Path(), entry["path"], entry["given"]))
    read = _read(recorded, sources, used, generation.folder)
    made = make(read, recipe := _recipe(recorded, used, texts, read.period.edition.framework))
    formats = recorded["options"]["formats"]
    left_out = tuple(name for name in formats if cannot_be_written(name, made.report))
    contents = files_of(made, [name for name in formats if name not in left_out], recipe)
    differ = [
        path
        for path, content in contents.items()
        if path != CORRECTIONS and sha256(content).hexdigest() != generation.written.get(path)
    ]
    return Rebuilt((), len(used) + len(texts) + len(submissions), tuple(differ), left_out)


def _recorded(generation: Generation) -> Mapping[str, Any]:
    """What the manifest records, whole."""
    from pydantic import TypeAdapter, ValidationError

    document = generation.last.document if generation.last else {}
    try:
        options = TypeAdapter(ManifestDocument).validate_python(document)["options"]
    except ValidationError:
        options = {}
    formats = options.get("formats")
    if not isinstance(formats, list) or not {*formats} <= {*REPORT_FORMATS} or not {"status", "printed"} <= {*options}:
        place = generation.folder / MANIFEST
        raise InputError(f"{place}: not as compile wrote it, so the report cannot be made again. Restore the file.")
    return document


def _read(
    recorded: Mapping[str, Any], sources: Mapping[Role, list[Source]], used: Mapping[str, Path | None], folder: Path
) -> Read:
    """Read the submissions in the same way as the first time."""
    from poatool.cli.config import load, with_settings
    from poatool.cli.inputs import pinned_as_before
    from poatool.decisions.model import NO_DECISIONS

    config = load(used.get("settings"))
    plan = with_settings(api.load_framework(used.get("plan")), config.layouts, config.source, used.get("settings"))
    edition, limits = api.edition_of(plan, recorded["period"]), _limits(recorded)
    decisions = NO_DECISIONS
    if path := used.get("decisions"):
        decisions = pinned_as_before(api.read_decisions(path, plan, recorded["decisions"]["path"]), folder)
    since, latest = sources[Role.SINCE_THEN], api.edition_of(plan, None)
    since_then = pipeline.read_earlier(since, latest, limits, decisions, otherwise=recorded["period"])
    if recorded["options"]["printed"]:
        found = pipeline.read_earlier(sources[Role.PERIOD], edition, limits, decisions, with_this=True)
        by_period = dict(found.by_period)
        return Read(by_period.pop(recorded["period"]), found._replace(by_period=by_period), since_then)
    period = pipeline.read(sources[Role.PERIOD], edition, limits, decisions)
    alone = [source for source in sources[Role.PERIOD] if source.given.endswith(("/", os.sep)) or not source.given]
    one_file = len(alone) == len(sources[Role.PERIOD]) == 1 and alone[0].path.suffix.casefold() != ".zip"
    earlier = pipeline.read_earlier(sources[Role.EARLIER], edition, limits, decisions)
    return Read(period._replace(one_file=one_file), earlier, since_then)


def _recipe(
    recorded: Mapping[str, Any],
    used: Mapping[str, Path | None],
    texts: Iterable[tuple[Mapping[str, Any], Path | None]],
    plan: Framework,
) -> Recipe:
    from poatool.render.word.template import read_template
    from poatool.submissions.sent import read_sent

    options = recorded["options"]
    template, sent, waivers = used.get("template"), used.get("sent"), used.get("waivers")
    return Recipe(
        status=options["status"],
        printed=options["printed"],
        waivers=accepted_by(waivers, plan, recorded["waivers"]["path"] if waivers else ""),
        template=read_template(template) if template else None,
        sent=read_sent(sent, recorded["period"]) if sent else {},
        texts={entry["name"]: path for entry, path in texts if path},
        limits=_limits(recorded),
        corrections=tuple(recorded["corrections"]),
    )


def _limits(recorded: Mapping[str, Any]) -> Limits:
    known = {field.name for field in fields(Limits)}
    return Limits(**{name: number for name, number in recorded["limits"].items() if name in known})


class _Search:
    """Finds recorded files at their old place, relative to the working folder or the manifest, or among other files."""

    def __init__(self, manifest: Path, others: Sequence[str]) -> None:
        self._folder = manifest.parent
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
