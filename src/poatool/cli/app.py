"""The commands and the options that stand before them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli import compile as compile_command
from poatool.cli import framework, gaps, rules, template, validate
from poatool.cli.config import find, load
from poatool.cli.settings import Color, Settings

EPILOG = """\b
Examples:
  poatool validate returns/2022 --period 2022
  poatool compile returns/2022 --period 2022 --output report
  poatool gaps returns/2022 --period 2022

Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 could not run.
"""

app = typer.Typer(
    name="poatool",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)


def _version(wanted: bool) -> None:
    if wanted:
        from poatool import __version__

        typer.echo(f"poatool {__version__}")
        raise typer.Exit


@app.callback()
def poatool(
    context: typer.Context,
    framework: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="POATOOL_FRAMEWORK", help="The plan, if not the bundled one."),
    ] = None,
    color: Annotated[Color, typer.Option(help="Colours; NO_COLOR is obeyed.")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on the side.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say how each file was read.")] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Check agencies' progress workbooks against a plan of action, and publish the year-end report."""
    del version
    config = load(find(Path(), Path(typer.get_app_dir("poatool"))))
    context.default_map = {command: dict(options) for command, options in config.options.items()}
    context.obj = Settings(framework or config.framework, color, quiet, verbose, config.limits)


app.command("validate", epilog=validate.EXAMPLES)(validate.validate)
app.command("compile", epilog=compile_command.EXAMPLES)(compile_command.compile_report)
app.command("gaps", epilog=gaps.EXAMPLES)(gaps.gaps)
app.command("template", epilog=template.EXAMPLES)(template.template)
app.command("rules", epilog=rules.EXAMPLES)(rules.rules)
app.add_typer(framework.app, name="framework")
