"""Options and settings that every command shares: the framework file, colour, notes, limits."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO, cast

from poatool.console import UNWRAPPED, Screen, TerminalScreen
from poatool.errors import UsageError

if TYPE_CHECKING:
    import typer

    from poatool.cli.config import Config
    from poatool.framework.model import Framework
    from poatool.workbooks.limits import Limits
    from poatool.workspace.places import Workspace


class Color(StrEnum):
    """When output has colours. `auto`: on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Settings(NamedTuple):
    """The options of all commands, combined with those of `poatool.toml`.

    `config` has the settings of the `file` in use, and `workspace` is its folder, if that is a workspace.
    """

    framework: Path | None = None
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    config: Config | None = None
    file: Path | None = None
    workspace: Workspace | None = None

    @classmethod
    def of(cls, context: typer.Context) -> Settings:
        """The settings of the running command."""
        return cast("Settings", context.obj)

    @property
    def limits(self) -> Limits:
        """How much of a file is read before it is refused."""
        from poatool.workbooks.limits import DEFAULT

        return (self.config and self.config.limits) or DEFAULT

    def in_workspace(self) -> Workspace:
        """The workspace in which the command runs. Raises UsageError if it runs in none."""
        if self.workspace is None:
            raise UsageError(
                "The current folder is not in a workspace. Change to one, or make one with: poatool init DIR"
            )
        return self.workspace

    def plan(self) -> Framework:
        """The plan, with the layouts and publication details from the settings.

        Raises FrameworkError if there is no such framework file or it has faults, and UsageError if a layout does not
        fit the plan.
        """
        from poatool.api import load_framework

        plan = load_framework(self.framework)
        return self.config.applied_to(plan, self.file) if self.config else plan

    def screen(self, file: TextIO | None = None) -> Screen:
        """A screen on stdout or a file. Only a terminal has colours and wraps lines."""
        target = file or sys.stdout
        if not target.isatty() and self.color is not Color.ALWAYS:
            return Screen(target)
        from rich.console import Console

        plain = self.color is Color.NEVER or (self.color is Color.AUTO and bool(os.environ.get("NO_COLOR")))
        console = Console(
            file=target,
            force_terminal=True if self.color is Color.ALWAYS else None,
            color_system=None if plain else "auto",
            no_color=plain,
            markup=False,
            emoji=False,
            highlight=False,
            width=None if target.isatty() else UNWRAPPED,
        )
        return TerminalScreen(console)

    def note(self, *lines: str) -> None:
        """Write notes to stderr, one line each, unless the user wants quiet."""
        if not self.quiet:
            from poatool.text import visible

            sys.stderr.writelines(visible(line).replace("\n", "\\n") + "\n" for line in lines)
