"""Everything that decides the content of a report."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from poatool import api, pipeline
from poatool.cli import generation
from poatool.cli.config import load
from poatool.cli.inputs import pinned_as_before
from poatool.cli.settings import Config
from poatool.decisions import keys, reading
from poatool.findings.model import Waiver
from poatool.framework.model import Framework
from poatool.pipeline import Earlier, Submissions
from poatool.render.word.file import read_template
from poatool.rules import CODES
from poatool.submissions.sent import KeptBack, Sent, read_sent
from poatool.submissions.sources import Source
from poatool.workbooks.limits import Limits


class Role(StrEnum):
    """Why a file of submissions was read."""

    PERIOD = "period"
    EARLIER = "earlier"
    SINCE_THEN = "since_then"


class Recipe(NamedTuple):
    """Everything that decides the content of a report; its manifest records this, so that the report can be made again.

    The submissions of its `period` are compared with `earlier` ones. The `printed` earlier periods come last;
    submissions in `since_then` are printed separately and not counted. `template` is an organisation's Word file.
    `texts` holds the coordinator's own text files by name; `corrections` holds the reasons for corrections.
    """

    period: Submissions
    earlier: Earlier
    since_then: Earlier
    status: bool
    printed: Collection[str]
    waivers: Sequence[Waiver]
    template: bytes | None
    sent: Sent
    texts: Mapping[str, Path]
    limits: Limits
    corrections: tuple[str, ...]


def recorded_recipe(recorded: Mapping[str, Any], where: Mapping[str, Path], folder: Path) -> Recipe:
    """The recipe that a manifest records; `where` maps the paths in it to the files to read."""
    used = {name: where[recorded[name]["path"]] for name in generation.INPUTS if recorded[name]}
    config = load(used["settings"]) if "settings" in used else Config()
    plan = config.applied_to(api.load_framework(used.get("plan")), used.get("settings"))
    plan = replace(plan, sha256=recorded["framework"]["sha256"])  # comments in the file may have changed since
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
        earlier=earlier._replace(
            sent=options.get("asked_before", {}), kept_back=[*map(KeptBack.parsed, options.get("kept_back", ()))]
        ),
        since_then=pipeline.read_earlier(sources[Role.SINCE_THEN], latest, limits, decisions, otherwise=period),
        status=options["status"],
        printed=options["printed"],
        waivers=waivers_in(used.get("waivers"), plan, recorded["waivers"]["path"]) if "waivers" in used else (),
        template=read_template(used["template"]) if "template" in used else None,
        sent=read_sent(used["sent"], period) if "sent" in used else {},
        texts={entry["name"]: where[entry["path"]] for entry in recorded["texts"]},
        limits=limits,
        corrections=tuple(recorded["corrections"]),
    )


def waivers_in(waivers: Path | None, plan: Framework, named: str = "") -> Sequence[Waiver]:
    """The waivers in a file; messages give the file's path or, instead, the name `named`."""
    return reading.read_waivers(waivers, keys.ReadingContext(CODES, plan, named)) if waivers else ()
