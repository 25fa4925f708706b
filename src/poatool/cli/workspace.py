"""Find the settings file and the workspace of a command, and supply options from the workspace."""

import os
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from poatool.errors import PoatoolError
from poatool.workspace.places import SETTINGS, SUBMISSIONS, SUPPLIED, Workspace

Note = Callable[[str], None]
"""A function that takes a note for stderr."""


def find_settings(start: Path, user_folder: Path, sent_in: Iterable[str] = ()) -> tuple[Path | None, list[Path]]:
    """Find the settings file to use: the nearest in `start` or above it, or the user's own; also list ignored files.

    Files in or below a `sent_in` path, or among the submissions of a workspace, are ignored: senders could use them to
    accept findings or lift limits.
    """
    above = (start / Path(*[".."] * level) for level in range(len(start.resolve().parents) + 1))
    there = [folder / SETTINGS for folder in (*above, user_folder) if os.path.isfile(folder / SETTINGS)]
    roots = list(map(os.path.realpath, [*sent_in, *(str(path.with_name(SUBMISSIONS)) for path in there)]))

    def is_sent_in(path: Path) -> bool:
        real = [Path(os.path.realpath(each)) for each in (path, path.parent)]  # of links too
        return any(each.is_relative_to(root) for each in real for root in roots)

    ignored = list(takewhile(is_sent_in, there))
    return next(iter(there[len(ignored) :]), None), ignored


def workspace_in(file: Path | None, period: str | None, framework: Path | None) -> tuple[Workspace | None, Path | None]:
    """The workspace of a settings file, if it has submissions and a period (or its alias), and the plan in use."""
    if file is None or not period or not os.path.isdir(file.with_name(SUBMISSIONS)):
        return None, framework
    workspace = Workspace(file.parent, period)
    if framework is None and os.path.isfile(workspace.plan):
        framework = workspace.plan
    if not os.path.isdir(workspace.submissions):
        from poatool.api import edition_of, load_framework

        with suppress(PoatoolError):  # the command itself reports what is wrong with the plan or the period
            if (meant := edition_of(load_framework(framework), period).period) is not None:
                workspace = Workspace(workspace.root, meant.id)
    return workspace, framework


def in_period_of(paths: Iterable[str], workspace: Workspace, framework: Path | None) -> Workspace:
    """The workspace in the period whose folder holds all these returns, such as submissions/2021, if one does."""
    from poatool.api import edition_of, load_framework

    home = Path(os.path.realpath(workspace.all_submissions))
    with suppress(PoatoolError, ValueError, IndexError):  # in several folders, in none, or in a folder of no period
        (name,) = {Path(os.path.realpath(path)).relative_to(home).parts[0] for path in paths}
        if (meant := edition_of(load_framework(framework), name).period) is not None:
            return Workspace(workspace.root, meant.id)
    return workspace


def workspace_options(workspace: Workspace, command: str, given: Container[str], note: Note) -> dict[str, object]:
    """The options that a workspace supplies to a command. Raises InputError if the submissions lie outside it."""
    found: dict[str, object] = {}
    for option, name in SUPPLIED.get(command, {}).items():
        if name == "earlier":
            found[option] = earlier_folders(workspace, note)
        elif option == "paths":
            if option not in given:
                found[option] = [workspace.require_inside(getattr(workspace, name)).as_posix()]
        elif option in ("output", "folder") or command == "new" or getattr(workspace, name).exists():
            found[option] = str(getattr(workspace, name))
    return found


def earlier_folders(workspace: Workspace, note: Note) -> list[str]:
    """The folders of returns for all other periods; returns for later periods are left out when read."""
    from poatool.submissions.intake import is_nil, is_published, is_taken

    try:
        folders = sorted(each for each in workspace.all_submissions.iterdir() if each.is_dir())
    except OSError:
        return []
    away = [folder for folder in folders if workspace.leads_out(folder)]
    for folder in away:
        note(f"Ignored because this link leads out of the workspace: {folder}")
    known = (is_taken, is_nil, is_published)
    return [
        folder.as_posix()
        for folder in folders
        if folder.name != workspace.submissions.name
        and folder not in away
        and any(is_one(name) for _, _, names in os.walk(folder) for name in names for is_one in known)
    ]
