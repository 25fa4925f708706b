"""`poatool framework rename`: give an action another code or text, or an agency another name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, assert_never

import typer

from poatool.cli.framework.editing import KnownBy, Note, On, Since, action_of, change_file, file_in_use, plain, when
from poatool.errors import UsageError

EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework rename code 9 9A --since 2023
  poatool --framework p.yaml framework rename text 9 'Build it.' --since 2023
  poatool --framework p.yaml framework rename agency OT Children --since 2024
"""


class What(StrEnum):
    """What is renamed."""

    CODE = "code"
    TEXT = "text"
    AGENCY = "agency"


def rename(
    context: typer.Context,
    what: Annotated[
        What, typer.Argument(metavar="WHAT", help="What is renamed: an action's code, its text, or an agency.")
    ],
    code: Annotated[str, typer.Argument(metavar="CODE", help="The action or the agency.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new code, text or name.")],
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """Rename an action or an agency, or reword an action.

    Its history keeps the old name.
    """
    from poatool.api import agency_of, load_framework
    from poatool.framework.edit import changes

    path = file_in_use(context)
    framework = load_framework(path)
    time = when(since, on, known_by, note)
    match what:
        case What.CODE:
            own = action_of(framework, code)
            _refuse_the_same(own, new)
            change, done = changes.renumber(own, plain(new), time), f"action {own} is now {plain(new)}."
        case What.TEXT:
            own = action_of(framework, code)
            _refuse_the_same(next(action.text for action in framework.actions if action.code == own), new)
            change, done = changes.reword(own, plain(new), time), f"action {own} was reworded."
        case What.AGENCY:
            own = agency_of(framework, code)
            _refuse_the_same(framework.agency_by_code[own].name, new)
            change, done = changes.rename_agency(own, plain(new), time), f"agency {own} was renamed."
        case _:
            assert_never(what)
    change_file(context, path, change, done)


def _refuse_the_same(old: str, new: str) -> None:
    if plain(old) == plain(new):
        raise UsageError(f"It is “{plain(old)}” already. Give another name or text.")
