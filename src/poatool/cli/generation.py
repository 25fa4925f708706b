"""Keep a report's two folders consistent: the manifest, written last, names every file that belongs to the report."""

import json
import os
import re
from collections.abc import Callable, Container, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

from poatool.bounded import read_bounded
from poatool.cli.output import checksum, write_all
from poatool.errors import InputError, OutputError
from poatool.render.formats import COORDINATOR, MANIFEST, PUBLISH, REPORT_FORMATS, WHOLE

_OWNER = 0o700
_PATH = re.compile(rf"(?:{PUBLISH}|{COORDINATOR})/[^/\\]+")  # other paths are ignored, as a manifest may be forged
INPUTS = ("plan", "settings", "waivers", "decisions", "template", "sent")
"""The inputs of a report other than submissions and texts."""

_REPORT_LIMIT = 256  # the largest report to read, in MiB


class Generation(NamedTuple):
    """The report that the last complete run wrote into a folder; empty if no run was completed.

    `document` is its manifest. `written` holds the checksums of its files, by their paths in the folder, such as
    `publish/report.html`. `made_from` holds the checksums of its inputs by path, including zips and the files in them;
    `paths` holds their paths relative to the manifest. `status` says whether the report shows statuses; `later`
    holds the agencies in its later returns, `formats` what it was written as.
    """

    folder: Path
    document: Mapping[str, Any] = {}
    written: Mapping[str, str] = {}
    made_from: Mapping[str, str | None] = {}
    paths: Mapping[str, str] = {}
    status: bool = True
    later: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The report in a folder; empty if the manifest is lost or damaged. Raises InputError if access is refused."""
        if not os.path.isfile(place := folder / MANIFEST):
            if os.path.isdir(place.parent) and not os.access(place.parent, os.X_OK):
                alone = "only the user who compiled the report may open this folder. Ask that user to run the command."
                raise InputError(f"{place.parent}: {alone}")
            return cls(folder)
        try:
            document = json.loads(read_bounded(place))
            others = [*filter(None, map(document.get, INPUTS)), *document["texts"]]
            read, options = document["read"], document["options"]
            made_from = (*read, *document["inputs"], *document["earlier"], *others)
            return cls(
                folder,
                document,
                written={f["path"]: str(f["sha256"]) for f in document["files"] if _PATH.fullmatch(f["path"])},
                made_from={str(file["path"]): file.get("sha256") for file in made_from},
                paths={file["path"]: str(file["at"]) for file in (*read, *others) if file.get("at")},
                status=options.get("status") is not False,
                later=tuple(options.get("later", ())),
                formats=tuple(name for name in REPORT_FORMATS if name in (options.get("formats") or ())),
            )
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return cls(folder)

    @property
    def sealed(self) -> bool:
        """Whether the report was sealed, so that replacing it needs a reason."""
        return bool(self.document.get("sealed"))

    def also_printed(self, period: str) -> Sequence[str]:
        """The earlier periods that the report also prints, if it is on this period."""
        return self.document["options"].get("printed", ()) if self.document["period"] == period else ()

    def note_missing(self, note: Callable[..., None], **used: object) -> None:
        """Note the inputs that the last report had and the next lacks; raise InputError if the last one was sealed."""
        for made in [self.document[name] for name, now in used.items() if not now and self.document.get(name)]:
            path = (made[0] if isinstance(made, list) else made)["path"]
            if self.sealed:
                raise InputError(f"{path}: the sealed report was made with it. Restore it, or give its path again.")
            note(f"The last report was made with this file, but the new one is not: {path}")

    def since_then(self, given: list[str], counted: Container[str | None], note: Callable[..., None]) -> list[str]:
        """The later submissions to print separately: the given ones or, failing that, those in the sealed report."""
        late = [each for each in self.document.get("read", ()) if self.sealed and each["role"] == "since_then"]
        paths = (each["path"] for each in late if each["sha256"] not in counted)
        kept = [str(next(filter(os.path.exists, reversed(self.places_of(path))), path)) for path in paths]
        typed = [*map(Path, given)]
        note(*(f"Left out unless --since-then names it: {p}" for p in kept if given and Path(p) not in typed))
        return given or kept

    def places_of(self, path: str) -> tuple[Path, ...]:
        """The places where an input of the report may be: relative to the manifest's folder, or to the current one."""
        return (*([(self.folder / MANIFEST).parent / self.paths[path]] if path in self.paths else []), Path(path))

    def not_as_written(self, contents: Mapping[str, bytes]) -> list[str]:
        """The paths of those `contents` that the run did not write, or wrote with other bytes."""
        return [path for path, data in contents.items() if sha256(data).hexdigest() != self.written.get(path)]

    def edited_and_missing(self) -> tuple[list[str], list[str]]:
        """The files in the folder that were edited since the run wrote them, and those that are missing."""
        now = {path: checksum(self.folder / path) for path in self.written}
        edited = [path for path, found in now.items() if found and found != self.written[path]]
        return edited, [path for path, found in now.items() if not found]

    def replace_with(self, contents: Mapping[str, bytes], manifest: bytes) -> list[Path]:
        """Write another report over this one, its manifest last; remove files that it lacks, and return their paths."""
        if os.path.isfile(self.folder):
            raise OutputError(f"{self.folder}: a file of this name is in the way. Move it, or choose another --output.")
        private = self.folder / COORDINATOR
        try:
            private.mkdir(mode=_OWNER, parents=True, exist_ok=True)
            if (rights := private.stat().st_mode & 0o777) & ~_OWNER:
                private.chmod(rights & _OWNER)
        except OSError as error:
            raise OutputError(f"{private}: cannot be written ({error.strerror}). Choose another --output.") from None
        edited, _ = self.edited_and_missing()
        kept = {*contents, *edited}  # edited files may be replaced on request, but are never removed
        superseded = [p for name in self.written if name not in kept and os.path.isfile(p := self.folder / name)]
        write_all({**contents, MANIFEST: manifest}, self.folder, remove=superseded)
        return superseded


def whole_report(folder: Path) -> Any:  # noqa: ANN401 - whatever the file contains
    """The JSON document of the report in a folder. Raises OSError or ValueError if it cannot be read."""
    return json.loads(read_bounded(folder / WHOLE.path, _REPORT_LIMIT))


def sealed_copies(inputs: Mapping[str, Path | None]) -> dict[str, bytes]:
    """Copies of inputs that people change later, by path in the folder, so that `verify` can make the report again."""
    there = ((name.replace("/", "-"), path) for name, path in inputs.items() if path and os.path.isfile(path))
    return {f"{COORDINATOR}/sealed-{name}{path.suffix}": path.read_bytes() for name, path in there}
