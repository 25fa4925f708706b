"""The list of commands, and the options that all of them have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from poatool.cli.command import Command, Group
from poatool.cli.settings import Color, Settings

EXAMPLES = """\b
Examples:
  poatool demo demo
  poatool init poa --period 2022
  poatool validate returns/2022 --period 2022
"""


class Below(NamedTuple):
    """A group of commands: what they do, examples, and the place of each."""

    help: str
    examples: str
    commands: Mapping[str, str]


_FRAMEWORK = """\b
Examples:
  poatool framework show --as-of 2021
  poatool framework resolve 'Actions 25-27'
  poatool framework check my-plan.yaml
"""
_HISTORY = "\b\nExamples:\n  poatool history import page.html -p 2021 -o history/2021-published.yaml"
_DECISIONS = "\b\nExamples:\n  poatool decisions import MBIE-comments.xlsx"

COMMANDS: Mapping[str, str | Below] = {
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
    "history": Below("Import what was published for earlier periods.", _HISTORY, {"import": "history:import_page"}),
    "decisions": Below(
        "Import what agencies commented on their proofs.", _DECISIONS, {"import": "proofs:import_comments"}
    ),
    "layout": "layout:layout",
    "rules": "rules:rules",
    "demo": "init:demo",
    "framework": Below(
        "Look into, query, check and edit the plan.",
        _FRAMEWORK,
        {
            "show": "framework.look:show",
            "resolve": "framework.look:resolve",
            "check": "framework.look:check",
            "diff": "framework.look:diff",
            "schema": "framework.files:schema",
            "import": "framework.files:import_plan",
            "export": "framework.files:export",
            "add": "framework.edits:add",
            "add-agency": "framework.edits:add_agency",
            "incorporate": "framework.edits:incorporate",
            "withdraw": "framework.edits:withdraw",
            "rename": "framework.edits:rename",
            "new": "framework.files:new",
        },
    ),
}
"""Each command in the order of the year: its module in this package, and its function there.

The examples of a command are `EXAMPLES` in its module, or `SHOW_EXAMPLES` for the function `show` of several.
"""


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
    _add(app, {name: COMMANDS[name] for name in named} if len(named) == 1 else COMMANDS)
    return app


def _add(app: typer.Typer, commands: Mapping[str, str | Below]) -> None:
    for name, place in commands.items():
        if isinstance(place, Below):
            group = typer.Typer(
                cls=Group, no_args_is_help=True, help=place.help, epilog=place.examples, rich_markup_mode=None
            )
            _add(group, place.commands)
            app.add_typer(group, name=name)
            continue
        module_name, _, function = place.partition(":")
        module = import_module(f"poatool.cli.{module_name}")
        examples = getattr(module, f"{function.upper()}_EXAMPLES", None) or module.EXAMPLES
        app.command(name, cls=Command, epilog=examples)(getattr(module, function))


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
