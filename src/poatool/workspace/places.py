"""The path of each file and folder in a workspace."""

import os
from collections.abc import Mapping
from pathlib import Path

from poatool.errors import InputError
from poatool.text import slug

SETTINGS = "poatool.toml"
SUBMISSIONS = "submissions"

_OF_SUBMISSIONS = {"paths": "submissions", "decisions": "decisions"}
SUPPLIED: Mapping[str, Mapping[str, str]] = {
    "validate": {**_OF_SUBMISSIONS, "previous": "earlier"},
    "compile": {**_OF_SUBMISSIONS, "previous": "earlier", "text": "text", "output": "report"},
    "gaps": {**_OF_SUBMISSIONS, "history": "earlier"},
    "template": {"prefill": "earlier", "decisions": "decisions", "output": "templates"},
    "close": {"paths": "all_submissions", "decisions": "decisions", "closing": "closing", "output": "closed"},
    **{name: {"decisions": "decisions"} for name in ("status", "chase", "diff")},
    "verify": {"folder": "report"},
    "new": {"closing": "closing"},
}
"""For each command, the parameters that may be left out in a workspace, each with the path that replaces it."""


class _Place:
    """The path `name` in a workspace or, if `by_period`, `name/PERIOD/inside`."""

    def __init__(self, name: str, *, by_period: bool = False, inside: str = "") -> None:
        self.name = name
        self.by_period = by_period
        self.inside = inside

    def __get__(self, workspace: "Workspace", _: object = None) -> Path:
        place = workspace.root / self.name
        return place / slug(workspace.period, "period") / self.inside if self.by_period else place


class Workspace:
    """The paths in a workspace: `root` leads from the working folder to its folder, `period` is its current period.

    `text` holds the coordinator's own texts, `chase` drafts of e-mails, and `replaced` the returns that newer versions
    replaced. `register` says when each return came in, and `chase_log` when each draft was written.
    """

    def __init__(self, root: Path, period: str) -> None:
        self.root = root
        self.period = period

    all_submissions = _Place(SUBMISSIONS)
    plan = _Place("framework.yaml")
    contacts = _Place("contacts.yaml")
    decisions = _Place("decisions.yaml")
    text = _Place("text")
    chase = _Place("chase")
    closing = _Place("closing.yaml")
    closed = _Place("closing")
    submissions = _Place(SUBMISSIONS, by_period=True)
    templates = _Place("templates", by_period=True)
    report = _Place("report", by_period=True)
    replaced = _Place(SUBMISSIONS, by_period=True, inside="replaced")
    register = _Place(SUBMISSIONS, by_period=True, inside="register.yaml")
    chase_log = _Place(SUBMISSIONS, by_period=True, inside="chase.yaml")

    def leads_out(self, folder: Path) -> bool:
        """Whether a folder is outside the workspace once links are followed."""
        return not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.root))

    def require_inside(self, folder: Path) -> Path:
        """Return the folder; raise InputError if it is a link to one outside the workspace."""
        if self.leads_out(folder):
            raise InputError(f"{folder}: a link that leads out of the workspace is not followed. Copy the files here.")
        return folder
