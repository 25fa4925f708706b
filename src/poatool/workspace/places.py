"""The path of each file and folder in a workspace."""

import os
from collections.abc import Mapping
from pathlib import Path

from poatool.errors import InputError, OutputError
from poatool.text import slug

SETTINGS = "poatool.toml"
SUBMISSIONS = "submissions"
AMONG_RETURNS = "{}: this is where the returns are. Write elsewhere."

_SUBMISSION_PATHS = {"paths": "submissions", "decisions": "decisions"}
SUPPLIED: Mapping[str, Mapping[str, str]] = {
    "validate": {**_SUBMISSION_PATHS, "previous": "earlier"},
    "compile": {**_SUBMISSION_PATHS, "previous": "earlier", "text": "text", "output": "report"},
    "gaps": {**_SUBMISSION_PATHS, "history": "earlier"},
    "template": {"prefill": "earlier", "decisions": "decisions", "output": "templates"},
    "close": {"paths": "all_submissions", "decisions": "decisions", "closing": "closing", "output": "closed"},
    "diff": {"new": "submissions", "decisions": "decisions"},
    **{name: {"decisions": "decisions"} for name in ("status", "chase")},
    "verify": {"folder": "report"},
    "new": {"closing": "closing"},
}
"""For each command, the parameters that may be left out in a workspace, each with the path that replaces it."""


class Workspace:
    """The paths in a workspace: `root` is its folder, as seen from the current folder; `period` is its current period.

    `text` holds the coordinator's own texts, `chase` drafts of e-mails, and `replaced` returns that newer versions
    replaced. `register` says when each return came in, and `chase_log` when each draft was written.
    """

    def __init__(self, root: Path, period: str) -> None:
        self.root, self.period = root, period
        self.plan = root / "framework.yaml"
        self.contacts = root / "contacts.yaml"
        self.decisions = root / "decisions.yaml"
        self.text = root / "text"
        self.chase = root / "chase"
        self.closing, self.closed = root / "closing.yaml", root / "closing"
        self.all_submissions = root / SUBMISSIONS
        of_period = slug(period, "period")
        self.submissions = self.all_submissions / of_period
        self.templates = root / "templates" / of_period
        self.report = root / "report" / of_period
        self.replaced = self.submissions / "replaced"
        self.register, self.chase_log = self.submissions / "register.yaml", self.submissions / "chase.yaml"

    def leads_out(self, folder: Path) -> bool:
        """Whether a folder, once links are followed, is outside the workspace."""
        return not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.root))

    def require_inside(self, folder: Path) -> Path:
        """Return the folder; raise InputError if it is a link to a folder outside the workspace."""
        if self.leads_out(folder):
            raise InputError(f"{folder}: this link leads out of the workspace, so it is not followed. Copy the files.")
        return folder

    def require_apart(self, path: Path) -> None:
        """Raise OutputError if a file or folder to write would be among the returns."""
        if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.all_submissions)):
            raise OutputError(AMONG_RETURNS.format(path))
