"""Where things lie in a workspace: pure paths, from the folder that holds its settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from poatool.text import slug

SETTINGS = "poatool.toml"
SUBMISSIONS = "submissions"

_FOUND: Mapping[str, Mapping[str, str]] = {
    "validate": {"paths": "submissions", "previous": "earlier", "decisions": "decisions"},
    "compile": {
        "paths": "submissions",
        "previous": "earlier",
        "decisions": "decisions",
        "text": "text",
        "output": "report",
    },
    "gaps": {"paths": "submissions", "history": "earlier", "decisions": "decisions"},
    "template": {"prefill": "earlier", "output": "templates"},
    "close": {"paths": "all_submissions", "decisions": "decisions", "closing": "closing", "output": "closed"},
    "chase": {"output": "chase"},
    "verify": {"folder": "report"},
}
"""What each command takes from a workspace if it is not given: the parameter, and the place that it stands for."""


class Workspace(NamedTuple):
    """A workspace, by the path to its folder from the working folder, and the period that it is at."""

    root: Path
    period: str

    @property
    def all_submissions(self) -> Path:
        """The folder that has one for each period."""
        return self.root / SUBMISSIONS

    @property
    def submissions(self) -> Path:
        """The folder of the period's returns."""
        return self.all_submissions / slug(self.period, "period")

    @property
    def replaced(self) -> Path:
        """The folder of the period's returns that others have replaced."""
        return self.submissions / "replaced"

    @property
    def register(self) -> Path:
        """What came in for the period, and when."""
        return self.submissions / "register.yaml"

    @property
    def chase_log(self) -> Path:
        """Which drafts of mails were written for the period, and when."""
        return self.submissions / "chase.yaml"

    @property
    def contacts(self) -> Path:
        """To whom mails go."""
        return self.root / "contacts.yaml"

    @property
    def plan(self) -> Path:
        """The plan, if it is not the bundled one."""
        return self.root / "framework.yaml"

    @property
    def decisions(self) -> Path:
        """What named roles settled."""
        return self.root / "decisions.yaml"

    @property
    def closing(self) -> Path:
        """The final states of the plan's actions that were confirmed."""
        return self.root / "closing.yaml"

    @property
    def closed(self) -> Path:
        """The folder of the closing report."""
        return self.root / "closing"

    @property
    def text(self) -> Path:
        """The texts of the coordinator for the report."""
        return self.root / "text"

    @property
    def report(self) -> Path:
        """The folder of the report."""
        return self.root / "report"

    @property
    def templates(self) -> Path:
        """The folder of the workbooks that go out."""
        return self.root / "templates"

    @property
    def chase(self) -> Path:
        """The folder of the drafts of mails."""
        return self.root / "chase"


def taken(command: str) -> Mapping[str, str]:
    """The parameters that a command takes from a workspace, each with the name of its place."""
    return _FOUND.get(command, {})
