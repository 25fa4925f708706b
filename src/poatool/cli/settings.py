"""Options and settings common to all commands: the framework file, colour, notes, limits."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, cast

from poatool.console import UNWRAPPED, Screen, TerminalScreen
from poatool.errors import SettingsError, UsageError

if TYPE_CHECKING:
    import typer

    from poatool.framework.model import DeclaredLayout, Framework
    from poatool.workbooks.limits import Limits
    from poatool.workspace.places import Workspace


class Color(StrEnum):
    """When to colour the output. `auto` means on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Config(NamedTuple):
    """A settings file: settings for all commands, and options by name."""

    framework: Path | None = None
    period: str | None = None
    limits: Limits | None = None
    layouts: tuple[DeclaredLayout, ...] = ()
    source: Mapping[str, Any] = MappingProxyType({})
    options: Mapping[str, Mapping[str, object]] = MappingProxyType({})

    def applied_to(self, plan: Framework, path: Path | None) -> Framework:
        """A plan with the layouts of these settings ahead of its own, and with their publication details.

        Raises SettingsError if a layout names a column that the plan does not have, or a row beyond the end of any
        sheet.
        """
        if not self.layouts and not self.source:
            return plan
        from poatool.framework.load.names import layout_faults

        for number, layout in enumerate(self.layouts, 1):
            for _, _, message, hint in layout_faults(layout, plan.column_by_id):
                raise SettingsError(f"{path}: layout number {number}: {message} {hint}")
        return replace(plan, layouts=(*self.layouts, *plan.layouts), source=replace(plan.source, **self.source))


class Settings(NamedTuple):
    """The options common to all commands, combined with those of `poatool.toml`.

    `config` holds the settings of the `file` in use; `workspace` is its folder, if that is a workspace.
    """

    framework: Path | None = None
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    config: Config = Config()
    file: Path | None = None
    workspace: Workspace | None = None

    @classmethod
    def of(cls, context: typer.Context) -> Settings:
        """The settings of the running command."""
        return cast("Settings", context.obj)

    @property
    def limits(self) -> Limits:
        """How much of a file to read before refusing it."""
        from poatool.workbooks.limits import DEFAULT

        return self.config.limits or DEFAULT

    def in_workspace(self) -> Workspace:
        """The workspace in which the command runs.

        Raises UsageError if it runs in none, and InputError if its submissions lie elsewhere.
        """
        if self.workspace is None:
            raise UsageError(
                "The current folder is not in a workspace. Change to one, or make one with: poatool init DIR"
            )
        self.workspace.require_inside(self.workspace.submissions)
        return self.workspace

    def plan(self) -> Framework:
        """The plan, with the layouts and publication details from the settings.

        Raises FrameworkError if the framework file is missing or has faults; UsageError if a layout does not fit the
        plan.
        """
        from poatool.api import load_framework

        return self.config.applied_to(load_framework(self.framework), self.file)

    def screen(self, file: TextIO | None = None) -> Screen:
        """A screen for stdout or a file. Only a terminal gets colours and wrapped lines."""
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
        """Write notes to stderr, one line each, unless the user asked for quiet."""
        if not self.quiet:
            from poatool.text import visible

            sys.stderr.writelines(visible(line).replace("\n", "\\n") + "\n" for line in lines)
