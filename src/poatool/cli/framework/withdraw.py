"""`poatool framework withdraw`: end an action without a successor."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.framework.editing import KnownBy, Note, On, Since, action_of, change_file, file_in_use, when

EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework withdraw 16 --date 2024-05-08
"""


def withdraw(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The action.")],
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """End an action without a successor. Its text stays in the framework file."""
    from poatool.api import load_framework
    from poatool.framework.edit import changes

    path = file_in_use(context)
    own = action_of(load_framework(path), code)
    change_file(context, path, changes.withdraw(own, when(since, on, known_by, note)), f"action {own} was withdrawn.")
