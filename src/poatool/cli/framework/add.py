"""`poatool framework add`: add an action to the plan."""

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
    plain,
    when,
)
from poatool.cli.options import split
from poatool.errors import UsageError

EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework add N2 'Hear.' --after N1 --since 2023
"""


def add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its code, such as N2.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Its text as published.")],
    objective: Annotated[
        str | None, typer.Option(metavar="ID", help="The objective to add it to, as its last action.")
    ] = None,
    after: Annotated[str | None, typer.Option(metavar="CODE", help="The action that it is printed after.")] = None,
    lead: Annotated[list[str], typer.Option(metavar="AGENCY", help="Who leads it.")] = [],
    supporting: Annotated[list[str], typer.Option(metavar="AGENCY", help="Who supports it.")] = [],
    footnote: Annotated[str | None, typer.Option(metavar="MARK", help="The mark of its footnote.")] = None,
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """Add an action to the framework file in use.

    The rest of the file is unchanged. A change that `framework check` would refuse is not written.
    """
    from poatool.api import agency_of, load_framework
    from poatool.framework.edit import changes

    path = file_in_use(context)
    framework = load_framework(path)
    if (objective is None) == (after is None):
        raise UsageError("Say where to add it: --after CODE or --objective ID.")
    behind = action_of(framework, after) if after is not None else None
    above = next((o.id for p in framework.pillars for o in p.objectives for a in o.actions if a.code == behind), None)
    change = changes.add(
        plain(code),
        plain(text),
        above or objective_of(framework, objective or ""),
        behind,
        when(since, on, known_by, note),
        footnote=footnote,
        lead=[agency_of(framework, name) for name in split(lead)],
        supporting=[agency_of(framework, name) for name in split(supporting)],
    )
    change_file(context, path, change, f"action {plain(code)} was added.")
