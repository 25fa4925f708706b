"""A report's two folders as one generation: the manifest, written last, names every file that belongs to it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from poatool.cli.staging import left_overs, put_off_interrupts, staged, sweep
from poatool.errors import OutputError, UsageError
from poatool.render.formats import MANIFEST, WHOLE, Folder
from poatool.text import listed, read_bounded

_OWNER = 0o700
_PATH = re.compile(rf"(?:{'|'.join(Folder)})/[^/\\]+")
"""The paths that a manifest may name, so that a forged one cannot lead elsewhere."""

USED = ("plan", "settings", "waivers", "decisions", "template", "sent")
"""The files besides submissions and texts that a report may be made from."""

Checksums = Mapping[str, str]
"""The sha256 of each file by its path in the folder of the report, such as `publish/report.html`."""

_REPORT_LIMIT = 256
"""The largest report that is read, in MiB."""

_NAME_LIMIT = 3
"""How many edited files are named when a report is not replaced."""


class Recorded(NamedTuple):
    """What a manifest records: the files that were written, and what they were made from, with zips and their files.

    `at` are the paths of the latter from the folder of the manifest, where they lead there. `document` is all of it.
    """

    files: Checksums
    made_from: Mapping[str, str | None]
    at: Mapping[str, str]
    document: Mapping[str, Any]


class Standing(NamedTuple):
    """How the files in a folder compare with what was written there; each list is in the order of writing.

    `edited` files differ from every run; `missing` ones are not there; `begun` ones come from a run that was stopped
    while writing, and stand beside files of the run before.
    """

    edited: tuple[str, ...]
    missing: tuple[str, ...]
    begun: tuple[str, ...]


def standing(written: Checksums, begun: Sequence[Checksums], there: Checksums) -> Standing:
    """Compare the files that are there with those of the last complete run, and of runs that may have been stopped."""
    known = dict.fromkeys(path for run in (written, *begun) for path in run)
    meant = {path: {run[path] for run in (written, *begun) if path in run} for path in known}
    return Standing(
        edited=tuple(path for path in known if path in there and there[path] not in meant[path]),
        missing=tuple(path for path in written if path not in there),
        begun=tuple(path for path in known if path in there and there[path] in meant[path] - {written.get(path)}),
    )


class Generation(NamedTuple):
    """What runs wrote into a folder: `last` is the last complete run, and `begun` are runs that may have been stopped.

    `last` is None if no run was completed.
    """

    folder: Path
    last: Recorded | None
    begun: tuple[Checksums, ...]

    @classmethod
    def at(cls, folder: Path) -> Generation:
        """The generation in a folder; empty if the folder has no manifest."""
        place = folder / MANIFEST
        begun = tuple(found.files for path in left_overs(place) if (found := _read(path)))
        return cls(folder, _read(place), begun)

    @property
    def written(self) -> Checksums:
        """The files of the last complete run."""
        return self.last.files if self.last else {}

    @property
    def known(self) -> tuple[str, ...]:
        """The paths of all files that runs wrote."""
        return tuple(dict.fromkeys(path for run in (self.written, *self.begun) for path in run))

    @property
    def ours(self) -> tuple[str, ...]:
        """The paths of all files that runs wrote, including the manifest."""
        return (*self.known, MANIFEST) if self.last else self.known

    @property
    def sealed(self) -> bool:
        """Whether the report may only be replaced with a reason."""
        return bool(self.last and self.last.document.get("sealed"))

    @property
    def corrections(self) -> tuple[str, ...]:
        """The reasons for corrections since it was sealed."""
        return tuple(map(str, self.last.document.get("corrections") or ())) if self.last else ()

    def refuse_sealed(self, because: str | None) -> None:
        """Check that a reason is given if the report is sealed, and only then.

        Raises OutputError if a sealed report is replaced without a reason, and UsageError if a reason is given for
        another.
        """
        if self.sealed and not because:
            raise OutputError(f"{self.folder}: this report is sealed. Give the reason for replacing it: --correct TEXT")
        if because is not None and not (self.sealed and because.strip()):
            raise UsageError(
                "--correct only applies to a sealed report, and needs a reason. Leave it out, or give a reason."
            )

    def made_from_now(self) -> dict[str, str]:
        """The checksums of the files that the report was made from, as far as they are there.

        Of several that may be meant, one that is as it was goes first.
        """
        now: dict[str, str] = {}
        for path, was in self.last.made_from.items() if self.last else ():
            if there := [found for place in self.places_of(path) if (found := checksum(place))]:
                now[path] = was if was and was in there else there[0]
        return now

    def places_of(self, path: str) -> tuple[Path, ...]:
        """Where an input of the report may lie: from the folder of the manifest, and from the working folder."""
        at = self.last.at.get(path) if self.last else None
        return (*([(self.folder / MANIFEST).parent / at] if at else []), Path(path))

    def standing(self) -> Standing:
        """Compare the files that are there with those that were written."""
        there = {path: found for path in self.known if (found := checksum(self.folder / path))}
        return standing(self.written, self.begun, there)

    def unknown(self) -> Iterator[str]:
        """The files in the folder for publication that no run wrote; hidden ones are left out."""
        folder = self.folder / Folder.PUBLISH
        for entry in sorted(folder.iterdir()) if os.path.isdir(folder) else ():
            path = f"{Folder.PUBLISH}/{entry.name}"
            if not entry.name.startswith(".") and path not in self.known:
                yield path

    def refuse_edited(self, meant: Sequence[str]) -> None:
        """Raise OutputError if a file would be replaced that was edited or that poatool did not write."""
        if edited := self.standing().edited:
            names = [str(self.folder / path) for path in edited[:_NAME_LIMIT]]
            more = [f"{len(edited) - _NAME_LIMIT} more"] if len(edited) > _NAME_LIMIT else []
            raise OutputError(f"{listed([*names, *more])}: edited since poatool wrote it. Add --force to replace it.")
        for path in meant:
            if path not in self.ours and os.path.isfile(self.folder / path):
                raise OutputError(f"{self.folder / path}: poatool did not write this file. Move it, or add --force.")

    def replace_with(self, contents: Mapping[str, bytes], manifest: bytes) -> tuple[str, ...]:
        """Write the next generation, remove files that it does not have, and return their paths.

        The new manifest is complete beside its place before the first file is moved, and is moved last. If a run is
        stopped in between, the two manifests show which file is of which run. Raises OutputError if a file cannot be
        written.
        """
        _make_private(self.folder / Folder.COORDINATOR)
        # Until the new manifest is in place, these say which run wrote each file.
        stopped = left_overs(self.folder / MANIFEST)
        sweep(self.folder / path for path in {*contents, *self.known})
        kept = {*contents, *self.standing().edited}  # edited files may be replaced on request, but are never removed
        superseded = tuple(path for path in self.known if path not in kept and os.path.isfile(self.folder / path))
        with staged({**contents, MANIFEST: manifest}, self.folder) as files, put_off_interrupts():
            temporary, place = files.pop()  # kept if a file cannot be moved
            for written, target in files:
                written.replace(target)
            for path in superseded:
                (self.folder / path).unlink(missing_ok=True)
            temporary.replace(place)
            for left_over in stopped:
                left_over.unlink(missing_ok=True)
        return superseded


def _read(path: Path) -> Recorded | None:
    """What a manifest records; None if it is missing or damaged."""
    if not os.path.isfile(path):
        return None
    try:
        document = json.loads(read_bounded(path))
        others = [*filter(None, map(document.get, USED)), *document.get("texts", ())]
        read = document.get("read", ())
        made_from = (*read, *document["inputs"], *document["earlier"], *others)
        return Recorded(
            files={file["path"]: str(file["sha256"]) for file in document["files"] if _PATH.fullmatch(file["path"])},
            made_from={str(file["path"]): file.get("sha256") for file in made_from},
            at={file["path"]: str(file["at"]) for file in (*read, *others) if file.get("at")},
            document=document,
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner may open, or restrict an existing one to its owner."""
    try:
        folder.mkdir(mode=_OWNER, parents=True, exist_ok=True)
        rights = folder.stat().st_mode & 0o777
        if rights & ~_OWNER:
            folder.chmod(rights & _OWNER)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}). Choose another --output.") from None


def whole_report(folder: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    """The machine document of the report in a folder. Raises OSError or ValueError if it cannot be read."""
    return json.loads(read_bounded(folder / WHOLE.path, _REPORT_LIMIT))


def checksum(path: Path) -> str | None:
    """The sha256 of a file; None if it cannot be read. A pipe is not read, as it yields its bytes only once."""
    if not os.path.isfile(path):
        return None
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
