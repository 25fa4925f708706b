"""The list of commands, and the options common to all."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Annotated, NamedTuple, get_args

import typer

from poatool import __version__
from poatool.cli.command import Command, Group
from poatool.cli.options import choice
from poatool.cli.settings import Color, Settings
from poatool.errors import UsageError

_PLAN = "POATOOL_FRAMEWORK"  # the environment variable that names the plan

Place = tuple[str, str]
"""The place of a command, as `module:function` in this package, and the first line of its docstring."""


class Subcommands(NamedTuple):
    """A group of commands; `help` says what they do, with examples."""

    help: str
    commands: Mapping[str, Place]


COMMANDS: Mapping[str, Place | Subcommands] = {
    "init": ("init:init", "Make a workspace: a folder in which commands need no paths."),
    "template": ("template:template", "Write a workbook for each agency to fill in."),
    "receive": ("receive:receive", "File returns under their period and agency, in a workspace."),
    "status": ("status:status", "Show who owes what by when, and what to do next."),
    "chase": ("status:chase", "Draft reminders to agencies that owe something; send none."),
    "validate": ("validate:validate", "Check submissions: list everything that is wrong, cell by cell."),
    "compile": ("compile:compile_report", "Compile the year-end report."),
    "trace": ("verify:trace", "Find where a text in a report comes from."),
    "verify": ("verify:verify", "Check that a report is as compile wrote it."),
    "gaps": ("gaps:gaps", "Find what nobody reported on."),
    "diff": ("look:diff", "Show what changed between two periods' submissions."),
    "close": ("close:close", "Close the plan: report the final state of each of its actions."),
    "history": Subcommands(
        "Import what was published for earlier periods.\n\n"
        "poatool history import page.html -p 2021 -o history/2021-published.yaml",
        {"import": ("framework.files:import_page", "Read from a public page what was reported in a period.")},
    ),
    "decisions": Subcommands(
        "Import agencies' comments on their proofs.\n\npoatool decisions import MBIE-comments.xlsx",
        {"import": ("proofs:import_comments", "Propose decisions from comments on proofs.")},
    ),
    "layout": ("look:layout", "Show how a workbook is read, column by column."),
    "rules": ("rules:rules", "Show the rule book: one line for each rule, or one rule's page."),
    "demo": ("init:demo", "Make a workspace with the example year, to try the commands in."),
    "framework": Subcommands(
        "Show, query, check and edit the plan.\n\npoatool framework show --as-of 2021\n"
        'poatool framework resolve "Actions 25-27"\npoatool framework check my-plan.yaml',
        {
            "show": ("framework.look:show", "Show the plan, or an action's history."),
            "resolve": ("framework.look:resolve", "Say which actions a text counts towards."),
            "check": ("framework.look:check", "Check a framework file, and list its faults."),
            "diff": ("framework.look:diff", "Show what changed between two framework files."),
            "schema": ("framework.files:schema", "Write the JSON Schema of framework files."),
            "import": ("framework.files:import_plan", "Draft a framework file from a published page."),
            "export": ("framework.files:export", "Copy the framework file in use, so that you can edit it."),
            "add": ("framework.edits:add", "Add an action to the framework file in use."),
            "add-agency": ("framework.edits:add_agency", "Add an agency to the framework file in use."),
            "incorporate": ("framework.edits:incorporate", "Count reports on an action under other actions."),
            "withdraw": ("framework.edits:withdraw", "End an action without a successor."),
            "reinstate": ("framework.edits:reinstate", "Bring back an action that was withdrawn or incorporated."),
            "rename": ("framework.edits:rename", "Rename an action or an agency, or reword an action."),
            "new": ("framework.files:new", "Draft the plan that follows another."),
        },
    ),
}
"""The commands, in the order of the year. The second paragraph of a command's docstring holds its examples."""


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Build the command line with the commands that are among the arguments; list the others if help needs them."""
    app = typer.Typer(
        name="poatool",
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(poatool)
    _add(app, COMMANDS, None if "_POATOOL_COMPLETE" in os.environ else arguments)
    return app


def _add(app: typer.Typer, commands: Mapping[str, Place | Subcommands], named: Sequence[str] | None) -> None:
    """Add the commands that are `named` (all if None, for completion); for help, or if none is, list the others too."""
    wanted = [name for name in commands if named is None or name in named]
    listed = {"-h", "--help"} & {*(named or ())} or not wanted
    for name, place in commands.items():
        if name not in wanted and not listed:
            continue
        if isinstance(place, Subcommands):
            group = typer.Typer(cls=Group, help=place.help, rich_markup_mode=None)
            _add(group, place.commands if name in wanted else {}, named)
            app.add_typer(group, name=name)
        elif name in wanted:
            module_name, _, function = place[0].partition(":")
            module = import_module(f"poatool.cli.{module_name}")
            app.command(name, cls=Command)(_given_settings(getattr(module, function)))
        else:
            app.command(name, cls=Command, help=place[1])(lambda: None)


def _given_settings(command: Callable[..., object]) -> Callable[..., object]:
    """Wrap a command for typer, which passes a context and the options: the command gets the settings in that context.

    A second parameter that is a NamedTuple gets the options that are its fields; `--help` lists them last.
    """
    own = signature(command, eval_str=True)
    first, *options = own.parameters.values()
    group = options.pop(0).annotation if options and hasattr(options[0].annotation, "_fields") else None

    @wraps(command)
    def run(context: typer.Context, **given: object) -> object:
        together = [group(*map(given.pop, group._fields))] if group else []
        return command(context.obj, *together, **given)

    first = first.replace(name="context", annotation=typer.Context)
    last = signature(group).parameters.values() if group else ()
    run.__dict__["__signature__"] = own.replace(parameters=[first, *options, *last])
    return run


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"poatool {__version__}")
        raise typer.Exit


def poatool(
    context: typer.Context,
    framework: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar=_PLAN, show_envvar=False, help=f"The plan to use; or set {_PLAN}."),
    ] = None,
    color: Annotated[Color, choice(get_args(Color), "a use of colours", "Colours; auto obeys NO_COLOR")] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only results, no notes.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how each file was read.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error occurred.")] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Check agencies' progress workbooks against a plan, and publish the report.

    poatool demo demo
    poatool init poa --period 2022
    poatool validate returns/2022 --period 2022

    Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 could not run, 70 a bug.
    """
    del debug, version  # typer has acted on these already
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other. Leave one of them out.")
    context.obj = Settings(framework, color, quiet, verbose)
