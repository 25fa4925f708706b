"""`poatool framework incorporate`: count the reporting on an action under others."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.framework.editing import (
    KnownBy,
    Note,
    On,
    Since,
    action_of,
    change_file,
    file_in_use,
    objective_of,
    when,
)
from poatool.cli.options import split
from poatool.errors import UsageError

EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework incorporate 12 --into 9 --since 2023
  poatool --framework p.yaml framework incorporate 12 --into 9,10 --since 2024
"""


def incorporate(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The action that is not reported on by itself any more.")],
    into: Annotated[list[str], typer.Option(metavar="CODE", help="The actions that it is reported under.")] = [],
    part: Annotated[str | None, typer.Option(metavar="TEXT", help="The part of that one action.")] = None,
    objective: Annotated[
        list[str], typer.Option(metavar="ID", help="Objectives; it is reported under every action in them.")
    ] = [],
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """Count the reporting on an action under others. Its text stays in the framework file."""
    from poatool.api import load_framework
    from poatool.framework.edit import changes
    from poatool.framework.model import Target

    path = file_in_use(context)
    framework = load_framework(path)
    own = action_of(framework, code)
    takers = [action_of(framework, taker) for taker in split(into)]
    if not takers and not objective:
        raise UsageError("Say where it is reported: --into CODE or --objective ID.")
    if part is not None and len(takers) != 1:
        raise UsageError("--part goes with one --into: name the one action that it is a part of.")
    targets = [Target(action=taker, part=part) for taker in takers]
    targets += [Target(objective=objective_of(framework, name)) for name in split(objective)]
    change = changes.incorporate(own, targets, when(since, on, known_by, note))
    where = ", ".join(target.action or target.objective or "" for target in targets)
    change_file(context, path, change, f"action {own} was incorporated into {where}.")
