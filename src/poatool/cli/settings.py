"""The options common to all commands, and the settings in `poatool.toml`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TextIO

from poatool.cli.config import Config
from poatool.console import UNWRAPPED, Screen, TerminalScreen, fitted
from poatool.errors import UsageError
from poatool.framework.model import Framework
from poatool.text import in_shell, visible
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workspace.places import Workspace

_NAMED = 3  # how many paths to repeat in a command that poatool suggests

Color = Literal["auto", "always", "never"]
"""When to colour the output. `auto` means on a terminal, unless NO_COLOR is set."""


class Settings(NamedTuple):
    """The options common to all commands, combined with those of `poatool.toml`.

    `config` holds the settings of the `file` in use; `workspace` is the file's folder, if it is a workspace.
    """

    framework: Path | None = None
    color: Color = "auto"
    quiet: bool = False
    verbose: bool = False
    config: Config = Config()
    file: Path | None = None
    workspace: Workspace | None = None

    @property
    def limits(self) -> Limits:
        """How much of a file to read before refusing it."""
        return self.config.limits or DEFAULT

    @property
    def has_own_plan(self) -> bool:
        """Whether the plan in use is that of the settings file or the workspace, not another one."""
        return self.framework in (None, self.config.framework, self.workspace and self.workspace.plan)

    def in_workspace(self) -> Workspace:
        """The workspace in which the command runs. Raises UsageError outside a workspace."""
        if self.workspace is None:
            raise UsageError(
                "The current folder is not in a workspace. A workspace has submissions/ and a poatool.toml with a "
                "`period`. Change to one, or make one with: poatool init DIR"
            )
        self.workspace.require_inside(self.workspace.submissions)
        return self.workspace

    def plan(self) -> Framework:
        """The plan, with the layouts and publication details from the settings."""
        from poatool.api import load_framework

        return self.config.applied_to(load_framework(self.framework), self.file)

    def validate(self, paths: Sequence[str], period: str) -> str:
        """The command that lists what is wrong with these submissions, without options that a workspace supplies."""
        home = self.workspace
        plan = [] if self.has_own_plan else ["--framework", in_shell(str(self.framework))]
        named = [*map(in_shell, paths)] if len(paths) <= _NAMED else ["PATH…"]
        where = [] if home and [*paths] == [home.submissions.as_posix()] else named
        when = [] if home and period == self.config.period else ["--period", in_shell(period)]
        return " ".join(["poatool", *plan, "validate", *where, *when])

    def screen(self, file: TextIO | None = None) -> Screen:
        """A screen for stdout or a file. Only a terminal gets colours and wrapped lines."""
        target = file or sys.stdout
        if not target.isatty() and self.color != "always":
            return Screen(target)
        from rich.console import Console

        plain = self.color == "never" or (self.color == "auto" and bool(os.environ.get("NO_COLOR")))
        console = Console(
            file=target,
            force_terminal=True if self.color == "always" else None,
            color_system=None if plain else "auto",
            no_color=plain,
            markup=False,
            emoji=False,
            highlight=False,
            width=None if target.isatty() else UNWRAPPED,
        )
        return TerminalScreen(console)

    def note(self, *lines: str) -> None:
        """Write notes to stderr, one line each, unless the user asked for quiet."""
        if not self.quiet:
            shown = (visible(line).replace("\n", "\\n") for line in lines)
            sys.stderr.writelines(f"{fitted(line, sys.stderr)}\n" for line in shown)
