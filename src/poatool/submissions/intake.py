"""Turn the paths that a user gives into files to read, each once, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from poatool.errors import NothingToReadError
from poatool.workbooks.batch import HIDDEN, PASSED_OVER, names_in
from poatool.workbooks.kinds import SPREADSHEETS, endings
from poatool.workbooks.limits import Limits

ENDINGS = endings(*SPREADSHEETS, "zip")
"""Endings of spreadsheets' names in lower case."""

NIL_ENDING = "-nil.yaml"
"""The end of a nil return's name."""

PUBLISHED_ENDING = "-published.yaml"
"""The end of the name of a file of earlier published content."""

YAML_ENDINGS = (".yaml", ".yml")
"""The endings that both kinds may have when a file is named directly."""

YAML_KINDS = NIL, PUBLISHED = ("yaml", "published")
"""The kinds of the workbooks that such files are read as."""

REPLACED = "replaced"
"""The folder of replaced returns, which is not searched."""

_RECORDS = ("register.yaml", "chase.yaml", "sent.json")
"""The names of files that poatool keeps beside returns."""


class Source(NamedTuple):
    """A file to read; `shown_as` is its path as the user gave it, with `/` below a folder that was searched.

    `given` is that folder, or the folder of a file that was named. A folder that cannot be opened is a source too:
    `closed` is the reason.
    """

    path: Path
    shown_as: str
    given: str = ""
    closed: str = ""


class Reason(Enum):
    """Why a file is ignored."""

    OTHER = auto()
    HIDDEN = auto()
    LINK = auto()
    OWN = auto()
    UNANSWERED = auto()
    OLDER = auto()
    UNCHANGED = auto()
    UNDATED = auto()
    DECIDED = auto()
    REPLACED = auto()


class LeftAlone(NamedTuple):
    """A file that is not read or does not count, and the path of the file that counts instead."""

    path: str
    reason: Reason
    instead: str = ""


class Found(NamedTuple):
    """The files to read, and files in searched folders that are ignored."""

    sources: tuple[Source, ...]
    left_alone: tuple[LeftAlone, ...]


def find(paths: Sequence[str]) -> Found:
    """Find the files to read among files and folders, sorted by name whatever the order of the paths.

    A named file is always read. In a folder, hidden folders, lock files (`~$…`) and what poatool keeps there itself are
    ignored; files that are not spreadsheets, hidden spreadsheets, and links that lead out of the folder are left alone.
    Raises NothingToReadError if a path does not exist, no folder can be opened, or there is no spreadsheet.
    """
    walk = _Walk()
    for given in paths:
        path = Path(given)
        if not given or _is_missing(path):
            raise NothingToReadError(f"{given or '(empty path)'}: there is no such file or folder. Check the path.")
        if _is_folder(path):
            walk.given = given.rstrip("/" + os.sep) if path.name else given
            walk.folder(path)
        else:
            walk.given = given.removesuffix(path.name)
            walk.take(path, given)
    if closed := [source for source in walk.sources.values() if source.closed]:
        if len(closed) == len(walk.sources):
            raise NothingToReadError(f"{closed[0].shown_as}: this folder cannot be opened ({closed[0].closed}).")
    elif not walk.sources:
        if links := [left.path for left in walk.left_alone.values() if left.reason is Reason.LINK]:
            raise NothingToReadError(
                f"{', '.join(paths)}: there are only links that lead out of the folder, such as {links[0]}. "
                "Copy the files themselves here."
            )
        kinds = ", ".join(ENDINGS)
        raise NothingToReadError(f"{', '.join(paths) or 'No path'}: there is no submission ({kinds}) to read.")
    sources = sorted(walk.sources.values(), key=lambda source: _order(source.shown_as))
    left_alone = (left for identity, left in walk.left_alone.items() if identity not in walk.sources)
    return Found(tuple(sources), tuple(sorted(left_alone, key=lambda left: _order(left.path))))


def is_spreadsheet(name: str) -> bool:
    """Whether a file is a spreadsheet or a zip by the ending of its name."""
    return name.casefold().endswith(ENDINGS)


def is_taken(path: str) -> bool:
    """Whether a spreadsheet in a folder or a zip is read as a submission, judged by its name."""
    name = _own_name(path)
    return is_spreadsheet(name) and not name.startswith(HIDDEN)


def is_nil(name: str) -> bool:
    """Whether a file in a folder is a nil return, judged by its name."""
    return name.casefold().endswith(NIL_ENDING) and not name.startswith(HIDDEN)


def is_published(name: str) -> bool:
    """Whether a file in a folder is earlier published content, judged by its name."""
    return name.casefold().endswith(PUBLISHED_ENDING) and not name.startswith(HIDDEN)


def left_alone_in(source: Source, limits: Limits) -> list[LeftAlone]:
    """The files in a zip that are ignored; only spreadsheets if none is read."""
    if source.path.suffix.casefold() != ".zip":
        return []
    names = names_in(source.path, source.shown_as, limits)
    some_taken = any(map(is_taken, names))
    return [
        LeftAlone(name, reason)
        for name in names
        if (reason := _left_alone(name)) and (some_taken or reason is Reason.HIDDEN)
    ]


def _left_alone(path: str) -> Reason | None:
    """Why a file in a folder or a zip is not read, although it may have been sent as a submission."""
    if is_taken(path):
        return None
    if is_spreadsheet(path):
        return Reason.HIDDEN
    return None if _own_name(path).startswith(HIDDEN) else Reason.OTHER


def _own_name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_folder(path: Path) -> bool:
    """Whether to search it; a folder named like a spreadsheet is reported as an unreadable file."""
    return os.path.isdir(path) and not path.name.casefold().endswith(ENDINGS)


def _is_missing(path: Path) -> bool:
    """Whether nothing is there; in a folder that may not be entered, this is unknown."""
    try:
        os.lstat(path)
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    return False


class _Walk:
    """The files found so far, by identity."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.left_alone: dict[str, LeftAlone] = {}
        self.walked: set[str] = set()
        self.given = ""
        self.root = ""

    def take(self, path: Path, shown_as: str, folder: str = "") -> None:
        self.sources.setdefault(_identity(path, folder), Source(path, shown_as, self.given))

    def folder(self, path: Path) -> None:
        # A loop, as folders may be nested more deeply than Python's recursion limit.
        self.root = _identity(path)
        waiting = [(self.root, Source(path, self.given, self.given))]
        while waiting:
            folder, source = waiting.pop()
            if folder not in self.walked:
                self.walked.add(folder)
                waiting += reversed(list(self._folders_in(source, folder)))

    def _folders_in(self, source: Source, folder: str) -> Iterator[tuple[str, Source]]:
        """Take the files in a folder; yield the folders in it, each with its identity."""
        try:
            entries = _entries(source.path)
        except OSError as error:
            self.sources.setdefault(folder, source._replace(closed=str(error.strerror)))
            return
        for entry in entries:
            path, below = source.path / entry.name, f"{source.shown_as.removesuffix('/')}/{entry.name}"
            is_folder = _leads_to_folder(entry)
            if is_folder and entry.name == REPLACED:
                self._replaced(path, below, entries)
                continue
            if entry.name.startswith(HIDDEN) if is_folder else entry.name in _RECORDS:
                continue
            # On Windows always resolved, as a junction is not a symbolic link.
            identity = _identity(path, "" if is_folder and os.name == "nt" else folder)
            if not self._is_inside(identity):
                self.left_alone[os.path.normcase(Path(folder, entry.name))] = LeftAlone(below, Reason.LINK)
            elif is_folder:
                yield identity, Source(path, below, self.given)
            elif is_taken(entry.name) or is_nil(entry.name) or is_published(entry.name):
                self.take(path, below, folder)
            elif reason := _left_alone(entry.name):
                self.left_alone[identity] = LeftAlone(below, reason)

    def _replaced(self, path: Path, shown_as: str, beside: Sequence[os.DirEntry[str]]) -> None:
        """Leave alone a folder of returns that were replaced; without records beside it, poatool did not make it."""
        if not any(entry.name in _RECORDS for entry in beside):
            self.left_alone[_identity(path)] = LeftAlone(shown_as, Reason.REPLACED)

    def _is_inside(self, identity: str) -> bool:
        """Whether a file or folder really lies in the folder that was given, even if a link leads to it."""
        return identity == self.root or identity.startswith(self.root.rstrip(os.sep) + os.sep)


def _identity(path: Path, folder: str = "") -> str:
    """One identity for a file, whichever path leads to it; faster if the identity of its `folder` is given."""
    known = folder and not os.path.islink(path)
    return os.path.normcase(Path(folder, path.name) if known else os.path.realpath(path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(PASSED_OVER)]
    return sorted(entries, key=lambda entry: _order(entry.name))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether to search it, like `_is_folder`, judged by the entry alone, as the folder may be closed."""
    try:
        return entry.is_dir() and not entry.name.casefold().endswith(ENDINGS)
    except PermissionError:  # a link into a closed folder
        return not entry.name.casefold().endswith(ENDINGS)
    except OSError:
        return False


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
