"""The list of commands, and the options that all of them have."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.command import Command, Group
from poatool.cli.settings import Color, Settings

EXAMPLES = """\b
Examples:
  poatool demo demo
  poatool init poa --period 2022
  poatool validate returns/2022 --period 2022
"""

COMMANDS = {
    "init": "init:init",
    "template": "template:template",
    "receive": "receive:receive",
    "status": "status:status",
    "chase": "chase:chase",
    "validate": "validate:validate",
    "compile": "compile:compile_report",
    "trace": "trace:trace",
    "verify": "verify:verify",
    "gaps": "gaps:gaps",
    "diff": "diff:diff",
    "close": "close:close",
    "history": "history:app",
    "decisions": "decisions:app",
    "layout": "layout:layout",
    "rules": "rules:rules",
    "demo": "demo:demo",
    "framework": "framework:app",
}
"""Each command in the order of the year: its module in this package, and its function or group there."""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Build the command line. If the arguments name exactly one command, only that one is loaded."""
    app = typer.Typer(
        name="poatool",
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=EXAMPLES,
    )
    app.callback()(poatool)
    named = [name for name in COMMANDS if name in arguments]
    for name in named if len(named) == 1 else COMMANDS:
        module_name, _, place = COMMANDS[name].partition(":")
        module = import_module(f"poatool.cli.{module_name}")
        command = getattr(module, place)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, cls=Command, epilog=module.EXAMPLES)(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from poatool import __version__

        typer.echo(f"poatool {__version__}")
        raise typer.Exit


def poatool(
    context: typer.Context,
    framework: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="POATOOL_FRAMEWORK",
            show_envvar=False,
            help="Another plan, or set POATOOL_FRAMEWORK.",
        ),
    ] = None,
    color: Annotated[Color, typer.Option(help="Colours; auto obeys NO_COLOR.")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write no notes to stderr.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how each file was read.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Check agencies' progress workbooks against a plan, and publish the report.

    Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 could not run, 70 a bug.
    """
    del debug, version  # typer has already acted on them
    if quiet and verbose:
        from poatool.errors import UsageError

        raise UsageError("--quiet and --verbose contradict each other. Leave one of them out.")
    context.obj = Settings(framework, color, quiet, verbose)
