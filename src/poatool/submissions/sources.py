"""Turn the user's paths into files to read, each once, in a fixed order, and say why other files are left alone."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from poatool.errors import NothingToReadError
from poatool.workbooks.limits import Limits
from poatool.workbooks.open import HIDDEN, PASSED_OVER, names_in
from poatool.workbooks.own import LOOKED_AT, identify_own
from poatool.workbooks.sniff import SPREADSHEETS, endings

ENDINGS = endings(*SPREADSHEETS, "zip")  # the endings of spreadsheets' names, in lower case
NIL_ENDING = "-nil.yaml"  # the ending of a nil return's file name
PUBLISHED_ENDING = "-published.yaml"  # the ending of a file name for earlier published content
YAML_ENDINGS = (".yaml", ".yml")
"""The endings that the file name of a nil return or of published content may have if the user names the file."""
NIL, PUBLISHED = "yaml", "published"  # the kinds of workbook that such files are read as
REPLACED = "replaced"  # the folder of replaced returns, which is not searched
_RECORDS = ("register.yaml", "chase.yaml", "sent.json")  # the names of files that poatool keeps beside returns


class Source(NamedTuple):
    """A file to read, or a folder that cannot be opened."""

    path: Path
    shown_as: str  # its path as the user gave it, with `/` on every system
    given: str = ""  # the folder that the user named, or the folder of a named file
    closed: str = ""  # why a folder cannot be opened


class Reason(Enum):
    """Why a file is ignored, and what to do if it is meant as a submission."""

    OTHER = "Ignored, not a spreadsheet: {path}"
    HIDDEN = "Ignored, a hidden file: {path} (if it was sent in, {name_it})"
    LINK = "Ignored, a link that leads out of the folder: {path} (if it was sent in, copy it here)"
    OWN = "Ignored, written by poatool: {path}"
    UNANSWERED = "Ignored, a template without answers: {path}"
    OLDER = "Ignored, an older version of {instead}: {path}"
    COPY = "Ignored, the same file as {instead}: {path}"
    UNCHANGED = "Ignored, an unchanged copy: {path} ({instead} counts)"
    UNDATED = "Ignored, a corrected copy of {instead}: {path} (if the agency sent it back, remove the other one)"
    DECIDED = "Ignored, as decided: {path} ({instead} counts)"
    REPLACED = "Ignored, a folder of replaced returns: {path} (if they count, name the folder too)"


class LeftAlone(NamedTuple):
    """A file that is not read or does not count, and the path of the file that counts in its place."""

    path: str
    reason: Reason
    instead: str = ""


class Found(NamedTuple):
    """The files to read, and the ignored files in the searched folders."""

    sources: tuple[Source, ...]
    left_alone: tuple[LeftAlone, ...]


def in_file(pattern: str, path: str) -> bool:
    """Whether a pattern such as `police*.xlsx` fits the name of a file or, if it contains `/`, the end of its path."""
    pattern = pattern.replace("\\", "/").casefold()
    parts = path.replace("\\", "/").casefold().split("/")
    return fnmatchcase("/".join(parts[-pattern.count("/") - 1 :]), pattern)


def is_spreadsheet(name: str) -> bool:
    """Whether the ending of a file's name makes it a spreadsheet or a zip."""
    return name.casefold().endswith(ENDINGS)


def is_taken(path: str) -> bool:
    """Whether a spreadsheet in a folder or a zip is read as a submission, judged by its name."""
    return is_spreadsheet(path) and not _is_hidden(path)


def is_nil(name: str) -> bool:
    """Whether a file in a folder is a nil return, judged by its name."""
    return name.casefold().endswith(NIL_ENDING) and not _is_hidden(name)


def is_return(name: str) -> bool:
    """Whether a file in a folder is a spreadsheet, a nil return or earlier published content, judged by its name."""
    return name.casefold().endswith((*ENDINGS, NIL_ENDING, PUBLISHED_ENDING)) and not _is_hidden(name)


def left_alone_in(source: Source, limits: Limits) -> list[LeftAlone]:
    """The files in a zip that are ignored; if the zip has nothing to read, only the spreadsheets among them."""
    if source.path.suffix.casefold() != ".zip":
        return []
    names = names_in(source.path, source.shown_as, limits)
    some_taken = any(map(is_taken, names))
    reasons = ((name, why_left_alone(name)) for name in names)
    return [LeftAlone(name, why) for name, why in reasons if why is Reason.HIDDEN or (why and some_taken)]


def why_left_alone(path: str) -> Reason | None:
    """Why a file in a folder or a zip is ignored; None if it is read, or if it is a hidden file of another kind."""
    if is_spreadsheet(path):
        return Reason.HIDDEN if _is_hidden(path) else None
    return None if _is_hidden(path) else Reason.OTHER


def _is_hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith(HIDDEN)


def find(paths: Sequence[str]) -> Found:
    """Find the files to read among files and folders, sorted by name whatever the order of the paths.

    A named file is always read. In a folder, three kinds are ignored: files in hidden folders, lock files (`~$…`) and
    files that poatool keeps there. Three others are left alone and reported: files that are not spreadsheets, hidden
    spreadsheets, and links that lead out of the folder. Raises NothingToReadError if a path does not exist, no folder
    can be opened, or there is no spreadsheet.
    """
    walk = _Walk()
    for given in paths:
        walk.take(given)
    sources, left_alone = walk.sources, walk.left_alone
    closed = [source for source in sources.values() if source.closed]
    if closed and len(closed) == len(sources):
        raise NothingToReadError(f"{closed[0].shown_as}: this folder cannot be opened ({closed[0].closed}).")
    if not sources:
        names = ", ".join(paths) or "No path"
        if links := [left.path for left in left_alone.values() if left.reason is Reason.LINK]:
            raise NothingToReadError(
                f"{names}: all files are links that lead out of the folder, such as {links[0]}. Copy the files here."
            )
        others = [left.path for left in left_alone.values() if left.reason is Reason.OTHER]
        only = f", only other files, such as {others[0]}" if others else ""
        raise NothingToReadError(f"{names}: there is no submission (Excel, OpenDocument, CSV or zip) to read{only}.")
    left = (left for identity, left in left_alone.items() if identity not in sources)
    in_order = sorted(sources.values(), key=lambda source: _order(source.shown_as))
    return Found(tuple(in_order), tuple(sorted(left, key=lambda each: _order(each.path))))


def named_in_part(sources: Sequence[Source]) -> bool:
    """Whether the user named one workbook, or only some of the files in a folder; then no agency counts as missing."""
    given = [source for source in sources if not source.given or source.given.endswith("/")]
    named = {_identity(source.path) for source in given if source.path.suffix.casefold() != ".zip"}
    if len(named) != len(sources):
        return False
    beside = (path for folder in {source.path.parent for source in sources} for path in folder.glob("*"))
    returns = (path for path in beside if is_taken(path.name) or is_nil(path.name))
    return len(named) == 1 or any(_identity(path) not in named for path in returns)


class _Walk:
    """Collects files, each of them once, whichever path leads to it."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.left_alone: dict[str, LeftAlone] = {}
        self._walked: set[str] = set()

    def take(self, given: str) -> None:
        """Add a file, or the files in a folder; a folder named like a spreadsheet counts as an unreadable file."""
        given = given.replace(os.sep, "/")
        path = Path(given)
        try:
            os.lstat(path if given else "")
        except PermissionError:
            pass  # in a folder that cannot be opened; the file may be there
        except (OSError, ValueError):
            hint = "Do not type \\ before a closing quotation mark." if '"' in given else "Check the path."
            raise NothingToReadError(f"{given or '(empty path)'}: there is no such file or folder. {hint}") from None
        if not os.path.isdir(path) or is_spreadsheet(path.name):
            self.sources.setdefault(_identity(path), Source(path, given, given.removesuffix(path.name)))
            return
        # A loop, because folders may be nested deeper than Python's recursion limit.
        root = _identity(path)
        shown = given.rstrip("/") if path.name else given
        waiting = [(root, Source(path, shown, shown))]
        while waiting:
            folder, source = waiting.pop()
            if folder not in self._walked:
                self._walked.add(folder)
                waiting += reversed(list(self._folders_in(source, folder, root)))

    def _folders_in(self, source: Source, folder: str, root: str) -> Iterator[tuple[str, Source]]:
        """Take the files in a folder; yield its subfolders, each with its identity."""
        try:
            with os.scandir(source.path) as found:
                entries = [entry for entry in found if not entry.name.startswith(PASSED_OVER)]
        except OSError as error:
            self.sources.setdefault(folder, source._replace(closed=str(error.strerror)))
            return
        for entry in sorted(entries, key=lambda each: _order(each.name)):
            shown = f"{source.shown_as.removesuffix('/')}/{entry.name}"
            below = Source(source.path / entry.name, shown, source.given)
            is_folder = _leads_to_folder(entry)
            if is_folder and entry.name == REPLACED:
                if not any(each.name in _RECORDS for each in entries):  # not a folder that poatool made
                    self.left_alone[_identity(below.path)] = LeftAlone(shown, Reason.REPLACED)
                continue
            if entry.name.startswith(HIDDEN) if is_folder else entry.name in _RECORDS:
                continue
            # Always resolve paths on Windows, because a junction is not a symbolic link.
            identity = _identity(below.path, "" if is_folder and os.name == "nt" else folder)
            if identity != root and not identity.startswith(root.rstrip(os.sep) + os.sep):
                self.left_alone[os.path.normcase(Path(folder, entry.name))] = LeftAlone(shown, Reason.LINK)
            elif is_folder:
                yield identity, below
            elif is_return(entry.name):
                self.sources.setdefault(identity, below)
            elif reason := why_left_alone(entry.name):
                self.left_alone[identity] = LeftAlone(shown, Reason.OWN if _is_own(entry) else reason)


def _identity(path: Path, folder: str = "") -> str:
    """The same identity for a file, whichever path leads to it; faster if the identity of its `folder` is given."""
    known = folder and not os.path.islink(path)
    return os.path.normcase(Path(folder, path.name) if known else os.path.realpath(path))


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder to search. It is not opened to find out, because that may be forbidden."""
    try:
        is_folder = entry.is_dir()
    except OSError as error:
        is_folder = isinstance(error, PermissionError)  # a link into a folder that cannot be opened
    return is_folder and not is_spreadsheet(entry.name)


def _is_own(entry: os.DirEntry[str]) -> bool:
    """Whether poatool wrote a file that is not a spreadsheet, such as a report for programs."""
    with suppress(OSError):
        if entry.is_file():  # not a pipe, which may never end
            with Path(entry.path).open("rb") as file:
                return identify_own(file.read(LOOKED_AT), None) is not None
    return False


def _order(name: str) -> tuple[str, str]:
    return name.casefold(), name
