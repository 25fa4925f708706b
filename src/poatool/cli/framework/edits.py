"""`poatool framework add`, `add-agency`, `incorporate`, `withdraw`, `rename`: edit the framework file in use."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, assert_never

import typer

from poatool.cli.framework.editing import (
    KnownBy,
    Note,
    On,
    Since,
    action_of,
    change_file,
    objective_of,
    plain,
    plan_in_use,
    when,
)
from poatool.cli.options import split
from poatool.errors import UsageError

ADD_EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework add N2 'Hear.' --after N1 --since 2023
"""
ADD_AGENCY_EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework add-agency MPI 'Primary Industries'
  poatool --framework p.yaml framework add-agency RU 'Rural' --unit-of MPI
"""
INCORPORATE_EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework incorporate 12 --into 9 --since 2023
  poatool --framework p.yaml framework incorporate 12 --into 9,10 --since 2024
"""
WITHDRAW_EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework withdraw 16 --date 2024-05-08
"""
RENAME_EXAMPLES = """\b
Examples:
  poatool --framework p.yaml framework rename code 9 9A --since 2023
  poatool --framework p.yaml framework rename text 9 'Build it.' --since 2023
  poatool --framework p.yaml framework rename agency OT Children --since 2024
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
    from poatool.api import agency_of
    from poatool.framework.edit import changes

    framework = plan_in_use(context)
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
    change_file(context, change, f"action {plain(code)} was added.")


def add_agency(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its code, such as MPI.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name in full.")],
    alias: Annotated[
        list[str], typer.Option(metavar="NAME", help="Another name for it; may be repeated or separated by commas.")
    ] = [],
    unit_of: Annotated[
        str | None, typer.Option(metavar="AGENCY", help="The agency that it is a unit of, and is published as.")
    ] = None,
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """Add an agency to the framework file in use.

    Without a time it has been there from the beginning. The rest of the file is unchanged. A change that
    `framework check` would refuse is not written.
    """
    from poatool.api import agency_of
    from poatool.framework.edit import changes

    above = agency_of(plan_in_use(context), unit_of) if unit_of else None
    established = when(since, on, known_by, note) if since or on or known_by or note else None
    more = {"aliases": list(map(plain, split(alias))), "unit_of": above}
    change = changes.add_agency(plain(code), plain(name), established, **more)
    change_file(context, change, f"agency {plain(code)} was added.")


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
    from poatool.framework.edit import changes
    from poatool.framework.events import Target

    framework = plan_in_use(context)
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
    change_file(context, change, f"action {own} was incorporated into {where}.")


def withdraw(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The action.")],
    since: Since = None,
    on: On = None,
    known_by: KnownBy = None,
    note: Note = None,
) -> None:
    """End an action without a successor. Its text stays in the framework file."""
    from poatool.framework.edit import changes

    own = action_of(plan_in_use(context), code)
    change_file(context, changes.withdraw(own, when(since, on, known_by, note)), f"action {own} was withdrawn.")


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
    from poatool.api import agency_of
    from poatool.framework.edit import changes

    framework = plan_in_use(context)
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
    change_file(context, change, done)


def _refuse_the_same(old: str, new: str) -> None:
    if plain(old) == plain(new):
        raise UsageError(f"It is “{plain(old)}” already. Give another name or text.")
