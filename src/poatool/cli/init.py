"""`poatool init` and `poatool demo`: make a workspace for a plan, or for the example year."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Annotated

from poatool.api import edition_of
from poatool.bounded import read_bounded
from poatool.cli.options import argument, period_option
from poatool.cli.output import path_from, write_all
from poatool.cli.settings import Settings, read_settings
from poatool.framework.edition import as_of
from poatool.framework.load import bundled_file
from poatool.framework.model import Framework, ReportingPeriod
from poatool.text import in_shell, one_line
from poatool.workspace import places
from poatool.workspace.places import SETTINGS, SUBMISSIONS, Workspace
from poatool.yaml_values import quoted

_PLAN, _CONTACTS = "framework.yaml", "contacts.yaml"
_NEW = Path(places.__file__).with_name("new")  # the files of a new workspace, with a `$word` for each part that differs


def init(
    settings: Settings,
    folder: Annotated[Path, argument("DIR", "The folder to make.")],
    period: Annotated[str | None, period_option("The reporting period to begin with, such as 2022.")] = None,
) -> None:
    """Make a workspace: a folder in which commands need no paths.

    poatool init poa
    poatool init poa --period 2023
    poatool init coast --framework clean-coast.yaml

    It holds the settings, a folder for the returns of the period, decisions, contacts, your texts for the report, and a
    README for the next coordinator. If the plan follows another, its workspace takes over the contacts of the earlier
    plan. Existing files are never changed.
    """
    make_workspace(folder, period, settings)


def make_workspace(
    folder: Path,
    period: str | None,
    settings: Settings,
    returns: Mapping[str, bytes] = {},
    then: str = "poatool template, or poatool receive FILE and poatool status",
) -> None:
    """Make a workspace with these `returns`, by path in it; show what was made, and `then` as the next step."""
    plan = settings.plan()
    named = period or (read_settings(folder / SETTINGS).period if (folder / SETTINGS).is_file() else None)
    begun = (edition_of(plan, named).period if named else None) or _first_period(plan)
    place = Workspace(folder, begun.id)
    own_plan = read_bounded(settings.framework) if settings.framework else None
    files = {**_starting_files(plan, begun, own_plan), **returns}
    if settings.framework and plan.succeeds:
        before = settings.framework.parent / (plan.succeeds.file or _PLAN)  # in the workspace of the plan that ended
        path = path_from(folder, before.absolute()) or before.absolute().as_posix()
        files |= _from_before(files, before, path, plan.succeeds.file)
        if before.with_name(SUBMISSIONS).is_dir():
            then = f"poatool template --prefill {in_shell(Path(path).with_name(SUBMISSIONS).as_posix())}"
    new = {name: content for name, content in files.items() if not (folder / name).exists()}
    folders = [each for each in (place.submissions, place.text) if not each.is_dir()]
    write_all(new, folder)
    for each in folders:
        each.mkdir(parents=True, exist_ok=True)
    screen = settings.screen()
    made = [*new, *(f"{each.relative_to(folder).as_posix()}/" for each in folders)]
    for name in made:
        screen.say("Made ", (str(folder / name), "bold"))
    if named is None:
        screen.say(f"For a period other than {begun.id}, change {folder / SETTINGS} before you go on.")
    if kept := [name for name in files if name not in new]:
        nothing_made = f"{folder}: this is already a workspace. Nothing was changed."
        screen.say(f"Already there, not changed: {', '.join(kept)}." if made else nothing_made)
    if made:
        steps = [f"cd {in_shell(str(folder))}"] if folder.absolute() != Path.cwd() else []
        steps += [f'write period = "{begun.id}" into {SETTINGS}'] if period and SETTINGS not in new else []
        screen.say(("Next: ", "bold"), ", then ".join([*steps, then]))


def _first_period(plan: Framework) -> ReportingPeriod:
    """The last period that had ended when the plan was published or updated, or else the first; no clock is read."""
    updated = plan.source.last_updated or plan.source.published
    ended = [each for each in plan.periods if updated and each.end <= updated]
    return max(ended, key=lambda each: each.end) if ended else min(plan.periods, key=lambda each: each.start)


def _from_before(files: Mapping[str, bytes], before: Path, there: str, named: str | None) -> dict[str, bytes]:
    """The new plan's file, with the path `there` to the earlier plan, and a copy of the earlier contacts."""
    contacts = before.with_name(_CONTACTS)
    changed = {_CONTACTS: read_bounded(contacts)} if contacts.is_file() else {}
    if named:
        written = re.compile(rb"(file: *[\"']?)" + re.escape(named.encode()))
        changed[_PLAN] = written.sub(lambda found: found[1] + there.encode(), files[_PLAN], count=1)
    return changed


def _starting_files(plan: Framework, period: ReportingPeriod, own_plan: bytes | None) -> dict[str, bytes]:
    edition = as_of(plan, period)
    agencies = [code for code in edition.agencies if edition.published_as(code) == code]
    of = {code: f", part of {edition.published_as(code)}: gets copies about its returns" for code in edition.agencies}
    of |= dict.fromkeys(agencies, "")
    ours = [(f"{'# ' if of[code] else ''}{quoted(code)}", edition.agency_name(code) + of[code]) for code in of]
    contacts = [f'{code}: {{to: "", name: ""}}  # {one_line(about)}' for code, about in ours]
    values = {
        "title": one_line(plan.title),
        "period": period.id,
        "quoted_period": quoted(period.id),
        "agency": next(iter(agencies), "AGENCY"),
        "day": (period.due or period.end).isoformat(),
        "contacts": "\n".join(contacts),
        "framework": f'framework = "{_PLAN}"\n' if own_plan else "",
    }
    names = (SETTINGS, "decisions.yaml", _CONTACTS, "README.md")
    written = {name: Template((_NEW / name).read_text("utf-8")).substitute(values).encode() for name in names}
    return ({_PLAN: own_plan} if own_plan else {}) | written


def demo(settings: Settings, folder: Annotated[Path, argument("DIR", "The folder to make.")]) -> None:
    """Make a workspace with the example year, to try the commands in.

    poatool demo demo

    Try there: poatool validate, poatool compile, poatool gaps. TUTORIAL.md leads you through a year.

    The workspace holds this tutorial, and invented returns for 2021 and 2022; one has mistakes, and inbox/ holds a
    corrected copy. Existing files are never changed.
    """
    examples = bundled_file("data/examples", "examples")
    folders = {f"{SUBMISSIONS}/2021": "2021", f"{SUBMISSIONS}/2022": "2022", "inbox": "inbox"}
    returns = {
        f"{folder}/{path.name}": path.read_bytes()
        for folder, name in folders.items()
        for path in sorted((examples / name).iterdir())
    }
    guide = bundled_file("data/tutorial.md", "docs/tutorial/a-year.md").read_text("utf-8")
    returns["TUTORIAL.md"] = re.sub(r"<!--.*?-->\n|\[([^]]+)\]\([^)]+\)", r"\1", guide).encode()
    settings = settings._replace(framework=None)
    then = "poatool validate, poatool compile and poatool gaps, or follow TUTORIAL.md"
    make_workspace(folder, "2022", settings, returns, then)
