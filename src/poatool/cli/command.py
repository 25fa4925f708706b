"""How every command is parsed and run: options in any place, then `poatool.toml`, then the command itself."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from poatool.cli.argv import expand_multi, hoist_globals
from poatool.cli.config import find, load
from poatool.cli.settings import Settings
from poatool.errors import UsageError

if TYPE_CHECKING:
    from typer._click import Context

_SENT_IN = ("paths", "old", "new", "previous", "history", "prefill")
"""The parameters of commands that name submissions."""


class Group(TyperGroup):
    """The whole command line: takes its own options anywhere."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse arguments, with this group's options moved to the front."""
        own = [each for each in self.params if isinstance(each, TyperOption) and not each.is_eager]
        flags = {name for each in own if each.is_flag for name in each.opts}
        with_value = {name for each in own if not each.is_flag for name in each.opts}
        return super().parse_args(ctx, hoist_globals(args, flags, with_value))


class Command(TyperCommand):
    """One command, which takes what it is not given from the settings file."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse arguments. Several paths that follow an option are all its own, if the command still has others."""
        several = {
            name
            for each in self.params
            if isinstance(each, TyperOption) and each.multiple and (each.metavar or "").endswith("…")
            for name in each.opts
        }
        if (expanded := expand_multi(args, several)) != args:
            with suppress(TyperException):
                return self._parse(ctx, expanded)
        return self._parse(ctx, args)

    def _parse(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse twice: once for the submissions that are named, among which no settings are obeyed."""
        if not ctx.resilient_parsing and isinstance(ctx.obj, Settings):
            ctx.resilient_parsing = True
            super().parse_args(ctx, list(args))
            ctx.resilient_parsing = False
            self._configure(ctx, ctx.obj)
            ctx.params.clear()
        return super().parse_args(ctx, list(args))

    def _configure(self, ctx: Context, settings: Settings) -> None:
        """Take what the settings file says of this command, and of all commands.

        Raises:
            UsageError: the file is not fit to be used.
        """
        given = [ctx.params.get(name) or () for name in _SENT_IN]
        sent_in = [
            path for each in given for path in ([each] if isinstance(each, str) else each) if isinstance(path, str)
        ]
        file, not_obeyed = find(Path(), Path(typer.get_app_dir("poatool")), sent_in)
        for path in not_obeyed:
            settings.note(f"Not obeyed, settings among submissions: {path}")
        config = load(file)
        ctx.default_map = dict(config.options.get(ctx.info_name or "", {}))
        if ctx.default_map or config.limits:
            settings.note(f"Settings in use: {file}")
        ctx.obj = settings._replace(framework=settings.framework or config.framework, limits=config.limits, file=file)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - as typer has it
        """Run the command. Where an option is wrong, name the settings file that it may have come from."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            if ctx.obj.file is None:
                raise
            raise UsageError(f"{error} Options are also taken from {ctx.obj.file}.") from error
