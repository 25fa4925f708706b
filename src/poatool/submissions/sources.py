"""Files that may be submissions, as named by a user or found in a folder, and why others are left alone."""

from enum import Enum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from poatool.workbooks.limits import Limits
from poatool.workbooks.open import HIDDEN, names_in
from poatool.workbooks.sniff import SPREADSHEETS, endings

ENDINGS = endings(*SPREADSHEETS, "zip")  # the endings of spreadsheets' names, in lower case
NIL_ENDING = "-nil.yaml"  # the ending of a nil return's file name
PUBLISHED_ENDING = "-published.yaml"  # the ending of a file name for earlier published content
YAML_ENDINGS = (".yaml", ".yml")
"""The endings that the file name of a nil return or of published content may have if the user names the file."""
REPLACED = "replaced"  # the folder of replaced returns, which is not searched


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
