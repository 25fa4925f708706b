"""Find what a command needs in the workspace in which it runs."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from poatool.errors import PoatoolError
from poatool.workspace.places import SUBMISSIONS, Workspace, taken


def workspace_of(settings: Path | None, period: str | None) -> Workspace | None:
    """The workspace of a settings file: its folder has submissions, and its settings name a period."""
    if settings is None or not period or not os.path.isdir(settings.with_name(SUBMISSIONS)):
        return None
    return Workspace(settings.parent, period)


def plan_of(workspace: Workspace | None) -> Path | None:
    """The plan of a workspace; None for the bundled one."""
    return workspace.plan if workspace is not None and os.path.isfile(workspace.plan) else None


def at_period_id(workspace: Workspace, framework: Path | None) -> Workspace:
    """The workspace with its period by its id, if it was given by an alias that no folder of returns has."""
    from poatool.api import edition_of, load_framework

    if not os.path.isdir(workspace.submissions):
        with suppress(PoatoolError):  # the command itself says what is wrong with the plan or the period
            if (meant := edition_of(load_framework(framework), workspace.period).period) is not None:
                return replace(workspace, period=meant.id)
    return workspace


def places(workspace: Workspace, command: str, *, given: bool) -> dict[str, object]:
    """The options that a workspace supplies to a command; earlier periods only if no submissions are `given`."""
    found: dict[str, object] = {}
    for option, name in taken(command).items():
        match name:
            case "earlier":
                found[option] = [] if given else earlier(workspace)
            case "submissions" | "all_submissions":
                found[option] = [getattr(workspace, name).as_posix()]
            case "decisions" | "text" | "closing":
                path: Path = getattr(workspace, name)
                if path.exists():
                    found[option] = str(path)
            case _:
                found[option] = str(getattr(workspace, name))
    return found


def earlier(workspace: Workspace) -> list[str]:
    """The folders of other periods that have returns; later periods are left out when they are read."""
    from poatool.submissions.intake import is_nil, is_published, is_taken

    try:
        folders = sorted(each for each in workspace.all_submissions.iterdir() if each.is_dir())
    except OSError:
        return []
    return [
        folder.as_posix()
        for folder in folders
        if folder.name != workspace.submissions.name
        and any(
            is_taken(name) or is_nil(name) or is_published(name) for _, _, names in os.walk(folder) for name in names
        )
    ]
