"""The paths a user gives, to the files to read: in an order that never changes, each file once."""

from __future__ import annotations

import os
from collections.abc import Sequence
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

    `given` is what the user gave of it: that folder, or else the folder of a file that was named.
    """

    path: Path
    shown_as: str
    given: str = ""


class Found(NamedTuple):
    """The files to read, and those in the walked folders that were left alone (as they would be shown)."""

    sources: tuple[Source, ...]
    left_alone: tuple[str, ...]


def find(paths: Sequence[str]) -> Found:
    """Find the files to read among files and folders; by name, so that the order of the paths makes no difference.

    A file that is named is always taken. A folder is walked: hidden folders and lock files (`~$…`) are passed over,
    files that are no spreadsheets are left alone, and so are what the tool itself wrote and
    spreadsheets whose names hide them.

    Raises:
        NothingToReadError: a path does not exist, a folder cannot be opened, or there is no spreadsheet at all.
    """
    walk = _Walk()
    for given in paths:
        path = Path(given)
        if not given or not os.path.lexists(path):
            raise NothingToReadError(f"{given or '(empty path)'}: there is no such file or folder. Check the path.")
        if _is_folder(path):
            walk.given = given.rstrip("/" + os.sep) if path.name else given
            walk.folder(path, walk.given)
        else:
            walk.given = given.removesuffix(path.name)
            walk.take(path, given)
    if not walk.sources:
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
    return path.is_dir() and not path.name.casefold().endswith(ENDINGS)


class _Walk:
    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.left_alone: dict[str, str] = {}
        self.walked: set[str] = set()
        self.given = ""

    def take(self, path: Path, shown_as: str, folder: str = "") -> None:
        self.sources.setdefault(_identity(path, folder), Source(path, shown_as, self.given))

    def folder(self, path: Path, shown_as: str) -> None:
        folder = _identity(path)
        if folder in self.walked:
            return
        self.walked.add(folder)
        for entry in _entries(path, shown_as):
            below = f"{shown_as.removesuffix('/')}/{entry.name}"
            if _is_folder(entry):
                if not entry.name.startswith(HIDDEN):
                    self.folder(entry, below)
            elif is_taken(entry.name):
                self.take(entry, below, folder)
            elif _is_left_alone(entry.name):
                self.left_alone[_identity(entry, folder)] = below


def _identity(path: Path, folder: str = "") -> str:
    """What a file is called whichever way leads to it; soon found where the identity of its `folder` is known."""
    known = folder and not path.is_symlink()
    return os.path.normcase(Path(folder, path.name) if known else os.path.realpath(path))


def _entries(path: Path, shown_as: str) -> list[Path]:
    try:
        entries = [entry for entry in path.iterdir() if not entry.name.startswith(PASSED_OVER)]
    except OSError as error:
        raise NothingToReadError(f"{shown_as}: this folder cannot be opened ({error.strerror}).") from error
    return sorted(entries, key=lambda entry: _order(entry.name))


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
