"""The paths a user gives, to the files to read: in an order that never changes, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from poatool.errors import NothingToReadError
from poatool.workbooks.batch import HIDDEN, PASSED_OVER, names_in
from poatool.workbooks.kinds import CORRECTABLE, SPREADSHEETS, endings
from poatool.workbooks.limits import Limits

ENDINGS = endings(*SPREADSHEETS, "zip")
"""What the name of a spreadsheet ends with, in any case."""

OWN_ENDINGS = tuple(f".{copy}{ending}" for copy in ("checked", "fixed") for ending in endings(*CORRECTABLE))
"""What the name of a copy ends with that the tool itself wrote beside a submission."""


class Source(NamedTuple):
    """A file to read. `shown_as` is its path as the user gave it, with `/` below a folder that was walked.

    `given` is what the user gave of it: that folder, or else the folder of a file that was named. A folder that
    cannot be opened is one as well: `closed` says why nothing in it can be read.
    """

    path: Path
    shown_as: str
    given: str = ""
    closed: str = ""


class Found(NamedTuple):
    """The files to read, and those in the walked folders that were left alone (as they would be shown)."""

    sources: tuple[Source, ...]
    left_alone: tuple[str, ...]


def find(paths: Sequence[str]) -> Found:
    """Find the files to read among files and folders; by name, so that the order of the paths makes no difference.

    A file that is named is always taken. A folder is walked: hidden folders and lock files (`~$…`) are passed over,
    files that are no spreadsheets are left alone, and so are what the tool itself wrote and
    spreadsheets whose names hide them. A folder that cannot be opened is given beside what can be read.

    Raises:
        NothingToReadError: a path does not exist, no folder can be opened, or there is no spreadsheet at all.
    """
    walk = _Walk()
    for given in paths:
        path = Path(given)
        if not given or _is_missing(path):
            raise NothingToReadError(f"{given or '(empty path)'}: there is no such file or folder. Check the path.")
        if _is_folder(path):
            walk.given = given.rstrip("/" + os.sep) if path.name else given
            walk.folder(path, walk.given)
        else:
            walk.given = given.removesuffix(path.name)
            walk.take(path, given)
    if closed := [source for source in walk.sources.values() if source.closed]:
        if len(closed) == len(walk.sources):
            raise NothingToReadError(f"{closed[0].shown_as}: this folder cannot be opened ({closed[0].closed}).")
    elif not walk.sources:
        if copies := [shown for shown in walk.left_alone.values() if shown.casefold().endswith(OWN_ENDINGS)]:
            raise NothingToReadError(
                f"{', '.join(paths)}: there are only copies written by poatool, such as {copies[0]}. "
                "If they were sent back, name the files themselves."
            )
        kinds = ", ".join(ENDINGS)
        raise NothingToReadError(f"{', '.join(paths) or 'No path'}: there is no submission ({kinds}) to read.")
    sources = sorted(walk.sources.values(), key=lambda source: _order(source.shown_as))
    left_alone = (shown for identity, shown in walk.left_alone.items() if identity not in walk.sources)
    return Found(tuple(sources), tuple(sorted(left_alone, key=_order)))


def is_spreadsheet(name: str) -> bool:
    """Whether a file is a spreadsheet, or a zip of them, by what its name ends with."""
    return name.casefold().endswith(ENDINGS)


def is_taken(path: str) -> bool:
    """Whether a file in a folder or a zip is a submission, by its own name."""
    name = _own_name(path)
    return is_spreadsheet(name) and not name.startswith(HIDDEN) and not name.casefold().endswith(OWN_ENDINGS)


def left_alone_in(source: Source, limits: Limits) -> list[str]:
    """The files in a zip that are left alone, as they would be shown; where none is taken, only spreadsheets."""
    if source.path.suffix.casefold() != ".zip":
        return []
    names = names_in(source.path, source.shown_as, limits)
    some_taken = any(map(is_taken, names))
    return [name for name in names if _is_left_alone(name) and (some_taken or is_spreadsheet(name))]


def _is_left_alone(path: str) -> bool:
    """Whether a file in a folder or a zip is no submission by its own name, but may have been meant as one."""
    return not is_taken(path) and (is_spreadsheet(path) or not _own_name(path).startswith(HIDDEN))


def _own_name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_folder(path: Path) -> bool:
    """Whether to walk it: a folder that bears the ending of a spreadsheet is reported as one that is none."""
    return os.path.isdir(path) and not path.name.casefold().endswith(ENDINGS)


def _is_missing(path: Path) -> bool:
    """Whether nothing is there. Nobody can tell of what stands in a folder that one may not enter."""
    try:
        os.lstat(path)
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    return False


class _Walk:
    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.left_alone: dict[str, str] = {}
        self.walked: set[str] = set()
        self.given = ""

    def take(self, path: Path, shown_as: str, folder: str = "") -> None:
        self.sources.setdefault(_identity(path, folder), Source(path, shown_as, self.given))

    def folder(self, path: Path, shown_as: str) -> None:
        # Folders may stand in each other more deeply than Python calls itself.
        waiting = [(_identity(path), Source(path, shown_as, self.given))]
        while waiting:
            folder, source = waiting.pop()
            if folder not in self.walked:
                self.walked.add(folder)
                waiting += reversed(list(self._folders_in(source, folder)))

    def _folders_in(self, source: Source, folder: str) -> Iterator[tuple[str, Source]]:
        """Take the files in a folder, and give the folders in it, each with its identity."""
        try:
            entries = _entries(source.path)
        except OSError as error:
            self.sources.setdefault(folder, source._replace(closed=str(error.strerror)))
            return
        for entry in entries:
            path, below = source.path / entry.name, f"{source.shown_as.removesuffix('/')}/{entry.name}"
            if _leads_to_folder(entry):
                if not entry.name.startswith(HIDDEN):
                    yield _identity(path, folder), Source(path, below, self.given)
            elif is_taken(entry.name):
                self.take(path, below, folder)
            elif _is_left_alone(entry.name):
                self.left_alone[_identity(path, folder)] = below


def _identity(path: Path, folder: str = "") -> str:
    """What a file is called whichever way leads to it; soon found where the identity of its `folder` is known."""
    known = folder and not os.path.islink(path)
    return os.path.normcase(Path(folder, path.name) if known else os.path.realpath(path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(PASSED_OVER)]
    return sorted(entries, key=lambda entry: _order(entry.name))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether to walk it, as `_is_folder`; what a folder says of a folder in it holds where one may not enter it."""
    try:
        return entry.is_dir() and not entry.name.casefold().endswith(ENDINGS)
    except PermissionError:  # a link that leads where one may not look
        return not entry.name.casefold().endswith(ENDINGS)
    except OSError:
        return False


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
