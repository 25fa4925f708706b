"""`poatool framework`: look into, query, check, import and edit plans."""

from __future__ import annotations

from importlib import import_module

import typer

from poatool.cli.command import Command, Group

COMMANDS = {
    "show": "show:show",
    "resolve": "resolve:resolve",
    "check": "check:check",
    "diff": "diff:diff",
    "schema": "files:schema:SCHEMA_EXAMPLES",
    "import": "files:import_plan:IMPORT_EXAMPLES",
    "export": "files:export:EXPORT_EXAMPLES",
    "add": "edits:add:ADD_EXAMPLES",
    "add-agency": "edits:add_agency:ADD_AGENCY_EXAMPLES",
    "incorporate": "edits:incorporate:INCORPORATE_EXAMPLES",
    "withdraw": "edits:withdraw:WITHDRAW_EXAMPLES",
    "rename": "edits:rename:RENAME_EXAMPLES",
    "new": "new:new",
}
"""For each command: its module in this package, its function, and the name of its examples."""

_GROUP_EXAMPLES = """\b
Examples:
  poatool framework show --as-of 2021
  poatool framework resolve 'Actions 25-27'
  poatool framework check my-plan.yaml
"""

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Look into, query, check and edit the plan.",
    epilog=_GROUP_EXAMPLES,
    rich_markup_mode=None,
)

for name, place in COMMANDS.items():
    module_name, function, *examples = place.split(":")
    module = import_module(f"{__name__}.{module_name}")
    epilog = getattr(module, *examples or ["EXAMPLES"])
    app.command(name, cls=Command, epilog=epilog)(getattr(module, function))
