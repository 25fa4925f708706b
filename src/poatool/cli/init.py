"""`poatool init` and `poatool demo`: make a workspace for a plan, or for the example year."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from poatool.api import edition_of
from poatool.cli.options import argument, option
from poatool.cli.settings import Settings
from poatool.cli.staging import write_all
from poatool.framework.edition import as_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.render.screen import say
from poatool.text import read_bounded
from poatool.workspace.places import SETTINGS, SUBMISSIONS, Workspace
from poatool.yaml_values import quoted

EXAMPLES = """\
  poatool init poa
  poatool init poa --period 2023
  poatool init coast --framework clean-coast.yaml
"""

_PLAN = "framework.yaml"

_SETTINGS = """\
# poatool uses these settings in this folder and in those below it.
period = {period}
"""

_DECISIONS = """\
# What was decided, by which role and why. An entry without `decided_by` is a proposal and has no effect.
#
# - kind: extension
#   agency: {agency}
#   until: {day}
#   because: The restructure took longer than planned.
#   decided_by: Steering group
#
# - kind: counts
#   agency: {agency}
#   file: return-final.xlsx
#   instead_of: return-draft.xlsx
#   because: The draft was sent by mistake.
#   decided_by: Coordinator
"""

_CONTACTS = """\
# The addresses that mails to agencies are drafted for. Nothing in this file ever enters a report. For several people:
# DIA: {to: [ana@example.org, ben@example.org], cc: team@example.org, name: "Ana and Ben"}
"""

_README = """\
# {title}

This folder holds a year of reporting on the plan: what agencies sent in, what was decided, and the report.
Work in it with poatool, and begin each morning with `poatool status`: it shows who owes what and what to do next.

## The year in commands

| when | command | what it does |
|---|---|---|
| at the start | `poatool template` | writes a workbook for each agency into `templates/{period}/`; send them out |
| around the due date | `poatool chase` | drafts mails in `chase/` to those who owe something; it sends nothing |
| when a return comes in | `poatool receive FILE` | files it in `submissions/{period}/` and shows what changed |
| when an agency has nothing to report | `poatool receive --nil AGENCY --because "…"` | records that as its return |
| when everything is in | `poatool validate` | lists everything that is wrong, cell by cell |
| | `poatool validate --annotate back` | writes copies with comments, and mails to send them back with |
| | `poatool gaps` | lists what nobody reported on |
| at any time | `poatool compile` | writes the report: `report/{period}/publish/` may go out, the rest stays here |
| before it goes out | `poatool compile --proofs proofs` | writes what goes out under each name, for comments |
| at the end | `poatool compile --final --seal` | writes the report once everything is decided, and seals it |
| when the plan ends | `poatool close` | writes what became of each action, and what is to be confirmed |

For the next year, change `period` in `{settings}`. Earlier returns stay where they are, for comparison.

## What lies where

- `{settings}`: the settings; `period` is the year you are working on.
- `submissions/`: a folder for each year, with the returns as they came in. Never edit them. `register.yaml` says what
  came in when, `chase.yaml` who was reminded; `replaced/` holds earlier versions.
- `decisions.yaml`: what was decided, by whom and why: extensions, which return counts, edits, statuses.
- `contacts.yaml`: whom to write to at each agency.
- `text/`: your own texts for the report.
- `{plan}`: the plan of action; without it, poatool uses its bundled plan. To change it, make a copy with
  `poatool framework export {plan}`. In it, `due: 2023-02-17` in a period is the day on which returns are due;
  `publisher`, `contact`, `licence`, `last_updated` and `canonical_url` in `source` are printed in the report, and
  mails give `contact` for questions.
"""


def init(
    context: typer.Context,
    folder: Annotated[Path, argument("DIR", "The folder to make.", show_default=False)],
    period: Annotated[
        str | None, option("PERIOD", "The reporting period to begin with, such as 2022.", "--period", "-p")
    ] = None,
) -> None:
    """Make a workspace, in which commands need no paths.

    It holds the settings, a folder for the returns of the period, decisions, contacts, your texts for the report, and a
    README for the next coordinator. Existing files are never changed.
    """
    make_workspace(folder, period, Settings.of(context))


def _in_folder(data: bytes, plan: Framework, path: Path, folder: Path) -> bytes:
    """The file of a plan for another folder, with the path to the plan before it adjusted."""
    before = plan.succeeds.file if plan.succeeds else None
    if before is None:
        return data
    try:
        there = Path(os.path.relpath(path.parent / before, folder)).as_posix()
    except ValueError:  # on another disk, on Windows
        there = (path.parent / before).absolute().as_posix()
    named = re.compile(rf"(?m)^( +file: *)[\"']?{re.escape(before)}[\"']? *$".encode())
    return named.sub(lambda line: line[1] + there.encode(), data, count=1)


def make_workspace(
    folder: Path,
    period: str | None,
    settings: Settings,
    returns: Mapping[str, bytes] = {},
    then: str = "poatool template, or poatool receive FILE and poatool status",
) -> None:
    """Make a workspace with these `returns`, by their paths in it; say what was made and what to do `then`."""
    plan = settings.plan()
    begun = (edition_of(plan, period).period if period else None) or _period_to_begin_with(plan)
    place = Workspace(folder, begun.id)
    own_plan = (
        _in_folder(read_bounded(settings.framework), plan, settings.framework, folder) if settings.framework else None
    )
    files = {**_starting_files(plan, begun, own_plan), **returns}
    new = {name: content for name, content in files.items() if not (folder / name).exists()}
    folders = [each for each in (place.submissions, place.text) if not each.is_dir()]
    write_all(new, folder)
    for each in folders:
        each.mkdir(parents=True, exist_ok=True)
    screen = settings.screen()
    made = [*new, *(f"{each.relative_to(folder).as_posix()}/" for each in folders)]
    for name in made:
        say(screen, "Made ", (str(folder / name), "bold"))
    if kept := [name for name in files if name not in new]:
        say(
            screen,
            f"Already there, not changed: {', '.join(kept)}."
            if made
            else f"{folder}: this is a workspace already. Nothing was changed.",
        )
    if made:
        steps = [then]
        if period and SETTINGS not in new:
            steps.insert(0, f'write period = "{begun.id}" into {SETTINGS}')
        if folder.absolute() != Path.cwd():
            steps.insert(0, f"cd {folder}")
        say(screen, ("Next: ", "bold"), ", then ".join(steps))


def _period_to_begin_with(plan: Framework) -> ReportingPeriod:
    """The latest period that had ended when the plan was last updated, or else the first; this needs no clock."""
    updated = plan.source.last_updated or plan.source.published
    ended = [period for period in plan.periods if updated and period.end <= updated]
    return max(ended, key=lambda period: period.end) if ended else min(plan.periods, key=lambda period: period.start)


def _starting_files(plan: Framework, period: ReportingPeriod, own_plan: bytes | None) -> dict[str, bytes]:
    """The files of a new workspace by name; `own_plan` is the framework file if it is not the bundled plan."""
    edition = as_of(plan, period)
    agencies = [code for code in edition.agencies if edition.published_as(code) == code]
    first, day = next(iter(agencies), "AGENCY"), period.due or period.end
    contacts = [f'{quoted(code)}: {{to: "", name: ""}}  # {edition.agency_name(code)}' for code in agencies]
    texts = {
        SETTINGS: _SETTINGS.format(period=quoted(period.id)),
        "decisions.yaml": _DECISIONS.format(agency=first, day=day.isoformat()),
        "contacts.yaml": _CONTACTS + "\n".join([*contacts, ""]),
        "README.md": _README.format(title=plan.title, period=period.id, settings=SETTINGS, plan=_PLAN),
    }
    return {**({_PLAN: own_plan} if own_plan else {}), **{name: text.encode() for name, text in texts.items()}}


DEMO_EXAMPLES = """\
  poatool demo demo

In it: poatool validate, poatool compile, poatool gaps; TUTORIAL.md leads through a year.
"""

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "data" / "examples"
_IN_CHECKOUT = _PACKAGE.parents[1] / "examples"
_TUTORIALS = (_PACKAGE / "data" / "tutorial.md", _PACKAGE.parents[1] / "docs" / "tutorial" / "a-year.md")
"""The tutorial in a wheel and in a checkout."""

_PERIODS = ("2021", "2022")
_INBOX = "inbox"
"""The folder of returns that are still to be received."""


def demo(
    context: typer.Context, folder: Annotated[Path, argument("DIR", "The folder to make.", show_default=False)]
) -> None:
    """Make a workspace with the example year, to try the commands in.

    It holds a tutorial, and invented returns for 2021 and 2022: one has mistakes, and inbox/ has it corrected. Existing
    files are never changed.
    """
    examples = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
    folders = {**{f"{SUBMISSIONS}/{period}": period for period in _PERIODS}, _INBOX: _INBOX}
    returns = {
        f"{folder}/{path.name}": path.read_bytes()
        for folder, name in folders.items()
        for path in sorted((examples / name).iterdir())
    }
    guide = next(path for path in _TUTORIALS if path.is_file()).read_text("utf-8")
    returns["TUTORIAL.md"] = re.sub(r"<!--.*?-->\n|\[(.+?)\]\(.+?\)", r"\1", guide).encode()
    settings = Settings.of(context)._replace(framework=None)
    then = "poatool validate, poatool compile and poatool gaps, or TUTORIAL.md"
    make_workspace(folder, _PERIODS[-1], settings, returns, then)
