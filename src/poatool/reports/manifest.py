"""What one run of `compile` wrote, and from what: it shows which files are from which run and which were edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.reports.model import InputFile

Checksums = Mapping[str, str]
"""The sha256 of each file by its path in the folder of the report, such as `publish/report.html`."""


class WrittenFile(NamedTuple):
    """A file that was written, by its path in the folder of the report; `bytes` is its size."""

    path: str
    sha256: str
    bytes: int


class UsedFile(NamedTuple):
    """A file that the result depends on, such as the waivers.

    Its `path` is as the user gave it; `at` is its path from the folder of the manifest, None if it lies on another
    disk. `sha256` is None for a pipe.
    """

    path: str
    sha256: str | None
    at: str | None = None


class TextFile(NamedTuple):
    """A text of the coordinator's own in the report, by its name there; its paths are as in `UsedFile`."""

    name: str
    path: str
    sha256: str | None
    at: str | None


class Role(StrEnum):
    """Why a file of submissions was read."""

    PERIOD = "period"
    EARLIER = "earlier"
    SINCE_THEN = "since_then"


class ReadFile(NamedTuple):
    """A file that was read for a report: `given` is the part of its path that the user gave."""

    path: str
    given: str
    sha256: str | None
    at: str | None
    role: Role


class Manifest(NamedTuple):
    """One generation of a report: its files, and everything that decided their contents.

    `inputs` are the submissions, `earlier` those of earlier periods, `read` all files that these come from. `plan` is
    None for the bundled plan; `texts` are the coordinator's own; `limits`, `options` and `counts` are by name. A
    `sealed` report is replaced only with a reason; `corrections` are those reasons, the latest last.
    """

    edition: Edition
    files: tuple[WrittenFile, ...]
    inputs: tuple[InputFile, ...]
    earlier: tuple[InputFile, ...]
    plan: UsedFile | None
    settings: UsedFile | None
    waivers: UsedFile | None
    decisions: UsedFile | None
    template: UsedFile | None
    sent: UsedFile | None
    texts: tuple[TextFile, ...]
    limits: Mapping[str, int]
    options: Mapping[str, bool | list[str]]
    read: tuple[ReadFile, ...]
    counts: Mapping[str, int]
    sealed: bool
    corrections: tuple[str, ...]


class Standing(NamedTuple):
    """How the files in a folder compare with what was written there; each list is in the order of writing.

    `edited` files differ from every run; `missing` ones are not there; `begun` ones come from a run that was stopped
    while writing, and stand beside files of the run before.
    """

    edited: tuple[str, ...]
    missing: tuple[str, ...]
    begun: tuple[str, ...]


def standing(written: Checksums, begun: Sequence[Checksums], there: Checksums) -> Standing:
    """Compare the files in a folder with those that runs wrote.

    Args:
        written: the files of the last run that ended.
        begun: the files of runs that may have been stopped while they were writing.
        there: the files that are there.
    """
    known = dict.fromkeys(path for run in (written, *begun) for path in run)
    meant = {path: {run[path] for run in (written, *begun) if path in run} for path in known}
    return Standing(
        edited=tuple(path for path in known if path in there and there[path] not in meant[path]),
        missing=tuple(path for path in written if path not in there),
        begun=tuple(path for path in known if path in there and there[path] in meant[path] - {written.get(path)}),
    )
