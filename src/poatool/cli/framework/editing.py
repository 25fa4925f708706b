"""The options of the commands that edit a framework file, and the edit itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from poatool.cli.settings import Settings
from poatool.errors import UsageError
from poatool.text import one_of

if TYPE_CHECKING:
    from poatool.framework.edit.changes import Change, When
    from poatool.framework.model import Framework

_TOOL = Path(__file__).parents[2]

Since = Annotated[
    str | None, typer.Option("--since", metavar="PERIOD", help="The first reporting period to which it applies.")
]
On = Annotated[
    dt.datetime | None,
    typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="The day on which it happened."),
]
KnownBy = Annotated[
    dt.datetime | None,
    typer.Option("--known-by", metavar="DATE", formats=["%Y-%m-%d"], help="A day by which it had certainly happened."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="How this is known.")]


def file_in_use(context: typer.Context) -> Path:
    """The framework file to edit: the one that the user named, never the bundled one.

    Raises UsageError if no file was named, or if it is part of poatool.
    """
    path = Settings.of(context).framework
    if path is None or path.resolve().is_relative_to(_TOOL):
        raise UsageError(
            "The plan that comes with the tool cannot be edited. Copy it with `poatool framework export plan.yaml`, "
            "then name the copy: poatool --framework plan.yaml framework …"
        )
    return path


def plan_in_use(context: typer.Context) -> Framework:
    """The plan in that file. Raises like `file_in_use`, and FrameworkError if it has faults."""
    from poatool.api import load_framework

    return load_framework(file_in_use(context))


def when(since: str | None, on: dt.datetime | None, known_by: dt.datetime | None, note: str | None) -> When:
    """The time of a change. Raises UsageError if none is given."""
    from poatool.framework.edit.changes import When

    if not (since or on or known_by):
        raise UsageError("Say when it happened: --since PERIOD, --date DATE or --known-by DATE.")
    return When(since, on.date() if on else None, known_by.date() if known_by else None, plain(note) if note else None)


def change_file(context: typer.Context, change: Change, what: str) -> None:
    """Change the file in use, unless that would make it faulty; note on stderr what was done, and any warnings.

    Raises FrameworkError if it has or would have faults, and OutputError if it cannot be written.
    """
    from poatool.cli.output import write
    from poatool.framework.edit.in_place import edited
    from poatool.framework.load import examine, read_file

    settings, path = Settings.of(context), file_in_use(context)
    data = edited(read_file(path), change, str(path))
    write(data, path.resolve())
    settings.note(f"{path}: {what}")
    for warning in examine(data)[1]:
        settings.note(warning.shown(str(path)))


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def action_of(framework: Framework, code: str) -> str:
    """The code of an action as in the file, found by its code or an alias.

    Raises UsageError if there is no such action.
    """
    aliases = {alias.casefold(): action.code for action in framework.actions for alias in action.aliases}
    code = aliases.get(code.strip().casefold(), code)
    return one_of(code, [action.code for action in framework.actions], "an action of this framework")


def objective_of(framework: Framework, id_: str) -> str:
    """The id of an objective as in the file. Raises UsageError if there is no such objective."""
    return one_of(id_, [o.id for p in framework.pillars for o in p.objectives], "an objective of this framework")
