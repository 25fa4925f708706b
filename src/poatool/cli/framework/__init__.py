"""`poatool framework`: look into, query, check, bring in and edit plans."""

from __future__ import annotations

from importlib import import_module

import typer

COMMANDS = {
    "show": "show:show",
    "resolve": "resolve:resolve",
    "check": "check:check",
    "diff": "diff:diff",
    "schema": "schema:schema",
    "import": "importing:import_plan",
    "export": "export:export",
    "add": "add:add",
    "incorporate": "incorporate:incorporate",
    "withdraw": "withdraw:withdraw",
    "rename": "rename:rename",
}
"""Each command with its module in this package, and the function in it."""

app = typer.Typer(no_args_is_help=True, help="Look into, query, check and edit the plan.", rich_markup_mode=None)

for name, place in COMMANDS.items():
    module_name, _, function = place.partition(":")
    module = import_module(f"{__name__}.{module_name}")
    app.command(name, epilog=module.EXAMPLES)(getattr(module, function))
