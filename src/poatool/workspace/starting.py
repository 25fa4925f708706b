"""The files of a new workspace: settings, decisions, contacts, and a README for newcomers."""

from __future__ import annotations

from poatool.framework.edition import as_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.workspace.places import SETTINGS
from poatool.yaml_values import quoted

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
- `{plan}`: the plan of action; without it, the one that poatool brings along counts. To say more of it, have
  a copy with `poatool framework export {plan}`. In it, `due: 2023-02-17` in a period is the day on which returns are
  due; `publisher`, `contact`, `licence`, `last_updated` and `canonical_url` in `source` are printed in the report, and
  mails name `contact` as whom to ask.
"""


def period_to_begin_with(plan: Framework) -> ReportingPeriod:
    """The latest period that had ended when the plan was last updated, else the first; this needs no clock."""
    updated = plan.source.last_updated or plan.source.published
    ended = [period for period in plan.periods if updated and period.end <= updated]
    return max(ended, key=lambda period: period.end) if ended else min(plan.periods, key=lambda period: period.start)


def starting_files(plan: Framework, period: ReportingPeriod, own_plan: bytes | None) -> dict[str, bytes]:
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
