"""Everything that decides the content of a report, and the manifest, which records it and lists every written file."""

import datetime as dt
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, NamedTuple

from poatool import api, pipeline
from poatool.cli import output
from poatool.cli.generation import INPUTS
from poatool.cli.inputs import pinned_as_before
from poatool.cli.settings import Config, read_settings
from poatool.decisions import keys, reading
from poatool.findings.model import Waiver
from poatool.framework.model import Framework
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import MANIFEST
from poatool.render.json import Header, Shape, document, json_bytes
from poatool.render.report.json import FileShape
from poatool.render.word.file import read_template
from poatool.reports.year_end_model import YearEndReport
from poatool.rules import CODES
from poatool.submissions.sent import KeptBack, Sent, read_sent
from poatool.submissions.sources import Source, find
from poatool.text import by_first
from poatool.workbooks.limits import Limits


class Role(StrEnum):
    """Why a file of submissions was read."""

    PERIOD = "period"
    EARLIER = "earlier"
    SINCE_THEN = "since_then"


class Recipe(NamedTuple):
    """Everything that decides the content of a report; its manifest records this, so that the report can be made again.

    The submissions of its `period` are compared with `earlier` ones. The report also prints the earlier periods in
    `printed`; submissions in `since_then` are printed separately and not counted. `template` is an organisation's Word
    file. `texts` holds the coordinator's own text files by name; `corrections` holds the reasons for corrections.
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
    day: dt.date | None  # of the report


def recorded_recipe(recorded: Mapping[str, Any], where: Mapping[str, Path], folder: Path) -> Recipe:
    """The recipe that a manifest records; `where` maps the paths in it to the files to read."""
    used = {name: where[recorded[name]["path"]] for name in INPUTS if recorded[name]}
    config = read_settings(used["settings"]) if "settings" in used else Config()
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
        day=config.report_day(edition.period),
    )


def waivers_in(waivers: Path | None, plan: Framework, named: str = "") -> Sequence[Waiver]:
    """The waivers in a file; messages give the file's path or, instead, the name `named`."""
    return reading.read_waivers(waivers, keys.ReadingContext(CODES, plan, named)) if waivers else ()


class WrittenShape(Shape):
    """A file that `compile` wrote, by its path within the report's folder; `bytes` is its size."""

    path: str
    sha256: str
    bytes: int


class InputShape(Shape):
    """A file that a report depends on, such as the waivers, by its given path; `at` is its path from the manifest.

    `sha256` is null for a pipe, `at` for a file on another disk.
    """

    path: str
    sha256: str | None
    at: str | None


class ReadShape(InputShape):
    """A file of submissions that was read; `given` is the part of its path that the user typed."""

    given: str
    role: Role


class TextShape(InputShape):
    """One of the coordinator's own texts, by its name in the report."""

    name: str


class ManifestDocument(Header):
    """`coordinator/manifest.json`: the inputs of a report, the options, and every file written.

    `plan` is null for the bundled plan; other files are null if not used. `read` lists all files that the submissions
    come from. A `sealed` report is replaced only for a reason; `corrections` lists these reasons. `proofs` says whether
    agencies were sent proofs of this or an earlier version.
    """

    schema: Literal["poatool/manifest/1"]
    files: tuple[WrittenShape, ...]
    inputs: Annotated[tuple[FileShape, ...], "submissions"]
    earlier: tuple[FileShape, ...]
    plan: InputShape | None
    settings: InputShape | None
    waivers: InputShape | None
    decisions: InputShape | None
    template: InputShape | None
    sent: InputShape | None
    texts: tuple[TextShape, ...]
    read: tuple[ReadShape, ...]
    limits: dict[str, int]
    options: dict[str, bool | list[str] | dict[str, list[str]] | dict[str, dict[str, list[str]]]]
    counts: dict[str, int]
    sealed: bool
    corrections: tuple[str, ...]
    proofs: bool


def manifest(
    report: YearEndReport,
    recipe: Recipe,
    contents: Mapping[str, bytes],
    folder: Path,
    used: Mapping[str, Path | None],
    given: Sequence[Sequence[str]],
    options: Mapping[str, object],
    *,
    sealed: bool,
    proofs: bool,
) -> bytes:
    """The manifest of a report in a folder; `contents` maps paths there to bytes.

    `used` holds the other inputs, by name, as in `INPUTS`. `given` holds the paths of submissions as typed, for each
    role. `options` are those that affect the bytes of the report; facts for later commands are added to them.
    """
    before = [each for then in recipe.earlier.by_period.values() for each in then.submissions]
    read = [PurePath(each.submission.path) for each in before]
    by_role = dict(zip(Role, given, strict=True))
    compared = [path for path in by_role[Role.EARLIER] if any(each.is_relative_to(path) for each in read)]
    by_role[Role.EARLIER] = compared  # a workspace gives the folders of later periods too
    sources = [(role, source) for role, paths in by_role.items() for source in (find(paths).sources if paths else ())]

    def input_at(path: Path) -> InputShape:
        at = output.path_from(Path(os.path.realpath((folder / MANIFEST).parent)), Path(os.path.realpath(path)))
        return InputShape(path=path.as_posix(), sha256=output.checksum(path), at=at)

    inputs = {name: input_at(path) if path else None for name, path in used.items()}
    if plan := inputs["plan"]:
        plan["sha256"] = report.edition.framework.sha256
    later = [each for then in report.since_then if then.period == report.period for each in then.updates]
    answers = by_first((agency, code) for each in later for agency in each.agencies for code in each.codes)
    kept_back, held = [str(each) for each in recipe.earlier.kept_back], [each.id for each in report.held]
    more = {"later_actions": answers, "asked_before": recipe.earlier.sent}
    written = document(
        ManifestDocument,
        report.edition,
        report,
        files=[
            WrittenShape(path=path, sha256=sha256(data).hexdigest(), bytes=len(data)) for path, data in contents.items()
        ],
        earlier=before,
        **inputs,
        texts=[{**input_at(path), "name": name} for name, path in recipe.texts.items()],
        read=[{**input_at(s.path), "path": s.shown_as, "given": s.given, "role": role} for role, s in sources],
        limits=asdict(recipe.limits),
        options={**options, "held": held, "later": list(answers), "kept_back": kept_back, **more},
        counts={
            "updates": len(report.updates),
            "set_aside": len(report.set_aside),
            "in_force": report.coverage.in_force,
            "reported": report.coverage.reported,
        },
        sealed=sealed,
        proofs=proofs,
    )
    return json_bytes(written)
