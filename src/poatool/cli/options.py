"""Declare the options of a command, and those common to all, with the settings in `poatool.toml`."""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TextIO

import typer

from poatool.console import UNWRAPPED, Screen, TerminalScreen, fitted
from poatool.errors import UsageError
from poatool.render.formats import CHANGES_FORMATS
from poatool.text import in_shell, listed, one_of, visible

if TYPE_CHECKING:
    from poatool.framework.columns import DeclaredLayout
    from poatool.framework.model import Framework
    from poatool.workbooks.limits import Limits
    from poatool.workspace.places import Workspace

_NAMED = 3  # how many paths to repeat in a command that poatool suggests
MORE = "More options"  # the heading for the options that a command's help lists last


def argument(metavar: str, help: str, *, show_default: bool = True) -> object:
    """An argument of a command."""
    return typer.Argument(metavar=metavar, help=help, show_default=show_default)


def option(metavar: str, help: str, *names: str, more: bool = False, show_default: bool | str = True) -> object:
    """An option with a value; `more` puts it last in the help."""
    panel = MORE if more else None
    return typer.Option(*names, metavar=metavar, help=help, rich_help_panel=panel, show_default=show_default)


def flag(name: str, help: str, *, more: bool = False) -> object:
    """An option without a value; `more` puts it last in the help."""
    return typer.Option(name, help=help, rich_help_panel=MORE if more else None)


def when(help: str) -> object:
    """The option `--period` of a command that works without it."""
    return option("PERIOD", help, "--period", "-p")


def choice(known: Iterable[str], what: str, help: str, metavar: str = "") -> object:
    """An option that takes one of some words, in any case; the shell completes them and `--help` lists them."""
    names = tuple(known)

    def taken(given: str) -> str:
        return one_of(given, names, what)

    def offered(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    shown, words = (metavar, f": {', '.join(names)}.") if metavar else (f"<{'|'.join(names)}>", ".")
    return typer.Option(help=help + words, metavar=shown, parser=taken, autocompletion=offered)


Paths = Annotated[list[str], argument("PATH…", "Agencies' files, or folders of them. Not needed in a workspace.")]
Period = Annotated[str, option("PERIOD", "The reporting period, such as 2022.", "--period", "-p")]
Output = Annotated[Path | None, option("FILE", "Write to a file, not the screen.", "--output", "-o")]
OutputFolder = Annotated[Path, option("DIR", "The folder to write to.", "--output", "-o")]
WaiversFile = Annotated[Path | None, option("FILE", "A file of accepted findings, each with a reason.")]
DecisionsFile = Annotated[Path | None, option("FILE", "A file of decisions: statuses, edits and others.")]
AsOf = Annotated[str | None, option("PERIOD", "The plan as it stood in this period, not its latest state.", "--as-of")]
PlanFormat = Annotated[str, choice(("text", "json"), "a format", "How to write it")]
ChangesFormat = Annotated[str, choice(("text", *CHANGES_FORMATS, "json"), "a format", "How to write it")]
Force = Annotated[bool, flag("--force", "Replace the file if it exists.")]


def day(metavar: str, help: str, *names: str) -> object:
    """An option that takes a day."""
    return typer.Option(*names, metavar=metavar, parser=_day, help=help)


def _day(text: str) -> dt.date:
    try:
        return dt.date(*map(int, text.split("-")))
    except (ValueError, TypeError, OverflowError):
        raise UsageError(f"{text} is not a day. Write it as in 2023-02-17.") from None


Today = Annotated[dt.date | None, day("DAY", "Act as on this day, such as 2023-02-17.", "--today")]


def day_or_today(day: dt.date | None) -> dt.date:
    """The given day or, without one, today; no other function reads the clock."""
    return day or dt.datetime.now().astimezone().date()


class FailOn(StrEnum):
    """The lowest severity at which `validate` ends with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


def split(values: Iterable[str]) -> list[str]:
    """The values of an option that may be repeated or contain commas, without duplicates."""
    return list(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))


Color = Literal["auto", "always", "never"]
"""When to colour the output. `auto` means on a terminal, unless NO_COLOR is set."""


class Config(NamedTuple):
    """A settings file: settings for all commands, and options of the command that runs, by name."""

    framework: Path | None = None
    period: str | None = None
    limits: "Limits | None" = None
    layouts: "tuple[DeclaredLayout, ...]" = ()
    source: Mapping[str, Any] = MappingProxyType({})
    due: Mapping[str, dt.date] = MappingProxyType({})
    options: Mapping[str, object] = MappingProxyType({})

    def applied_to(self, plan: "Framework", path: Path | None) -> "Framework":
        """A plan with these settings' publication details, due days and layouts (before its own), if they fit it."""
        if not (self.layouts or self.source or self.due):
            return plan
        from poatool.framework.load.columns import layout_faults

        for number, layout in enumerate(self.layouts, 1):
            for _, _, message, hint in layout_faults(layout, plan.column_by_id):
                raise UsageError(f"{path}: layout number {number}: {message} {hint}")
        if early := [each.id for each in plan.periods if self.due.get(each.id, each.end) < each.end]:
            raise UsageError(f"{path}: [due]: the day for {listed(early)} is before the end of the period.")
        layouts, source = (*self.layouts, *plan.layouts), replace(plan.source, **self.source)
        periods = tuple(replace(each, due=self.due.get(each.id, each.due)) for each in plan.periods)
        return replace(plan, layouts=layouts, source=source, periods=periods)


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
    workspace: "Workspace | None" = None

    @property
    def limits(self) -> "Limits":
        """How much of a file to read before refusing it."""
        from poatool.workbooks.limits import DEFAULT

        return self.config.limits or DEFAULT

    def in_workspace(self) -> "Workspace":
        """The workspace in which the command runs; raises UsageError if there is none."""
        if self.workspace is None:
            raise UsageError(
                "The current folder is not in a workspace, which has submissions/ and a poatool.toml with a `period`. "
                "Change to one, or make one with: poatool init DIR"
            )
        self.workspace.require_inside(self.workspace.submissions)
        return self.workspace

    def plan(self) -> "Framework":
        """The plan, with the layouts and publication details from the settings."""
        from poatool.api import load_framework

        return self.config.applied_to(load_framework(self.framework), self.file)

    def validate(self, paths: Sequence[str], period: str) -> str:
        """The command that lists everything wrong with these submissions, without what a workspace supplies."""
        home, own = self.workspace, (None, self.config.framework, self.workspace and self.workspace.plan)
        plan = [] if self.framework in own else ["--framework", in_shell(str(self.framework))]
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
