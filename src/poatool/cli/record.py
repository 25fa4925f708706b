"""What a run of `compile` reads, and what it records beside the report: the manifest and the corrections."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poatool import pipeline
from poatool.cli.generation import read_files, used_file, whole_report, written_files
from poatool.cli.inputs import read_earlier, read_periods, read_submissions, require_readable
from poatool.cli.making import Made, Read
from poatool.cli.settings import Settings
from poatool.decisions.model import NO_DECISIONS
from poatool.errors import InputError
from poatool.framework.edition import as_of
from poatool.framework.model import Framework
from poatool.pipeline import Earlier
from poatool.render.formats import CORRECTIONS, WHOLE
from poatool.render.json import json_bytes
from poatool.render.report.manifest import manifest_document
from poatool.render.report.yaml import corrected, corrections_yaml
from poatool.reports.manifest import Manifest, Role, TextFile
from poatool.reports.model import InputFile
from poatool.submissions.intake import find
from poatool.workbooks.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from poatool.decisions.model import Decisions


class CameFrom(NamedTuple):
    """The paths that the user gave, grouped by what they hold."""

    period: Sequence[str]
    earlier: Sequence[str]
    since_then: Sequence[str]


class Used(NamedTuple):
    """The files that affect a report, besides submissions."""

    plan: Path | None
    settings: Path | None
    waivers: Path | None
    decisions: Path | None
    template: Path | None
    sent: Path | None


def read_all(
    came_from: CameFrom,
    plan: Framework,
    period: str,
    settings: Settings,
    decisions: Decisions | None,
    *,
    together: bool,
) -> Read:
    """Read the submissions for a report; all periods are in one place if `together`, else each in its own.

    Raises NothingToReadError if none of the period can be read.
    """
    later = Earlier({})
    if came_from.since_then:
        sources, limits = find(came_from.since_then).sources, settings.limits or DEFAULT
        known = decisions or NO_DECISIONS
        later = pipeline.read_earlier(sources, as_of(plan, None), limits, known, otherwise=period)
    if together:
        read = Read(*read_periods(came_from.period, plan, period, settings, decisions), later)
    else:
        now = read_submissions(came_from.period, plan, period, settings, decisions)
        read = Read(now, read_earlier(came_from.earlier, plan, period, settings, decisions), later)
    require_readable(read.period)
    return read


def with_correction(folder: Path, because: str | None, made: Made) -> dict[str, bytes]:
    """The list of corrections with one more, by what the sealed report says and what the new one does.

    Raises:
        InputError: the sealed report cannot be read.
    """
    if because is None:
        return {}
    try:
        changed = corrected(whole_report(folder), json.loads(WHOLE.render(made.report)))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        place = folder / WHOLE.path
        raise InputError(f"{place}: cannot be read, so what is corrected cannot be listed. Restore it.") from None
    before = (folder / CORRECTIONS).read_bytes() if os.path.isfile(folder / CORRECTIONS) else b""
    return {CORRECTIONS: corrections_yaml(before, because.strip(), changed)}


@dataclass(frozen=True)
class Record:
    """What the manifest of a report records besides the report itself."""

    folder: Path
    used: Used
    texts: Mapping[str, Path]
    came_from: CameFrom
    limits: Limits
    options: Mapping[str, bool | list[str]]
    sealed: bool

    def manifest(self, read: Read, made: Made, contents: Mapping[str, bytes]) -> bytes:
        """The manifest of these files: what they were made from, and with which options."""
        report, covered = made.report, made.report.coverage
        known = {"plan": report.edition.framework.sha256}
        used = {name: used_file(path, self.folder, known.get(name)) for name, path in self.used._asdict().items()}
        manifest = Manifest(
            edition=report.edition,
            files=written_files(contents),
            inputs=report.files,
            earlier=tuple(
                InputFile(each.submission.path, each.submission.sha256, each.agency, each.submission.readable)
                for then in read.earlier.by_period.values()
                for each in then.submissions
            ),
            **used,
            texts=tuple(
                TextFile(name, *file) for name, path in self.texts.items() if (file := used_file(path, self.folder))
            ),
            read=tuple(
                file
                for role, given in zip(Role, self.came_from, strict=True)
                for file in read_files(find(given).sources if given else (), role, self.folder)
            ),
            limits=asdict(self.limits),
            options=self.options,
            counts={
                "updates": len(report.updates),
                "set_aside": len(report.set_aside),
                "in_force": covered.in_force,
                "reported": covered.reported,
            },
            sealed=self.sealed,
            corrections=report.corrections,
        )
        return json_bytes(manifest_document(manifest))
