"""The register of a period, kept in step with the files in its folder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from poatool.cli.staging import write_all
from poatool.errors import OutputError
from poatool.framework.edition import Edition
from poatool.submissions.intake import is_nil, is_taken
from poatool.submissions.interpret import Interpreted
from poatool.text import slug
from poatool.workspace.places import Workspace
from poatool.workspace.register import Registered, read_register, register_yaml

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")
"""The name of a file that was replaced: the agency, and the number of its version."""


def senders(submissions: Iterable[Interpreted]) -> dict[str, str]:
    """Whose the files are, by their paths; those of nobody in particular are left out."""
    return {each.submission.path: each.agency for each in submissions if each.agency}


def register(
    workspace: Workspace, agencies: Mapping[str, str], edition: Edition, today: dt.date
) -> tuple[Registered, ...]:
    """What lies in the folder of the period, with the day on which each file was first seen; writes the register.

    `agencies` are those of the files that count, by path. A folder that cannot be written to gets none. Raises
    InputError if the register that is there has faults.
    """
    seen = read_register(workspace.register)
    files = tuple(_registered(workspace, agencies, edition.agencies, seen, today))
    content = register_yaml(files)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        try:
            write_all({workspace.register.name: content}, workspace.submissions)
        except OutputError:
            return files
    return files


def _registered(
    workspace: Workspace,
    agencies: Mapping[str, str],
    known: Collection[str],
    seen: Mapping[str, dt.date],
    today: dt.date,
) -> Iterator[Registered]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = versions(workspace)
    folder = workspace.submissions
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and is_return(path.name)):
        digest = sha256(path.read_bytes()).hexdigest()
        name = path.relative_to(folder).as_posix()
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency = by_slug.get(match[1], "") if match else agencies.get(path.as_posix(), "")
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        number = int(match[2]) if match else max(earlier, default=0) + 1
        replaced = earlier.get(number - 1)
        replaces = replaced.relative_to(folder).as_posix() if replaced else ""
        yield Registered(name, agency, seen.get(digest, today), digest, replaces)


def is_return(name: str) -> bool:
    """Whether a file in the folder of a period is a return, by its name."""
    return is_taken(name) or is_nil(name)


def versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by the slug of their agency and by number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if match := _NUMBER.fullmatch(path.name):
            found.setdefault(match[1], {})[int(match[2])] = path
    return found
