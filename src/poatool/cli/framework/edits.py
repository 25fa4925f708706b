"""`poatool framework add`, `incorporate`, `withdraw`, `reinstate` and others: edit the framework file in use."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from poatool.api import agency_of, edition_of, load_framework
from poatool.cli.options import argument, day, option, values_in
from poatool.cli.output import write_all
from poatool.cli.settings import Settings
from poatool.errors import UsageError
from poatool.framework import amending
from poatool.framework.amending import Edit, edited
from poatool.framework.events import AgencyEventKind, Change, EventKind, Target
from poatool.framework.load import examine, read_file
from poatool.framework.model import Action, Framework, Objective
from poatool.framework.reference.resolve import resolve
from poatool.text import one_of

_TOOL = Path(__file__).parents[2]
_Action = Annotated[str, argument("CODE", "The action.")]


class When(NamedTuple):
    """The options that say when the plan was changed, and how that is known."""

    since: Annotated[str | None, option("PERIOD", "The first reporting period to which the change applies.")] = None
    on: Annotated[dt.date | None, option("DATE", "The day of the change.", "--date", parser=day)] = None
    known_by: Annotated[dt.date | None, option("DATE", "The latest possible day of the change.", parser=day)] = None
    note: Annotated[str | None, option("TEXT", "How the change is known.")] = None

    def change(self, plan: Framework) -> Change:
        """The change. Raises UsageError if no option says when it happened, or the plan has no such period."""
        if not (self.since or self.on or self.known_by):
            raise UsageError("Say when it happened: --since PERIOD, --date DATE or --known-by DATE.")
        note = _plain(self.note) if self.note else None
        since = edition_of(plan, self.since).period_id if self.since else None
        return Change(since=since, date=self.on, known_by=self.known_by, note=note)


def add(
    settings: Settings,
    when: When,
    code: Annotated[str, argument("CODE", "The code of the action, such as N2.")],
    text: Annotated[str, argument("TEXT", "The text of the action, as published.")],
    objective: Annotated[str | None, option("ID", "The objective to add it to, as its last action.")] = None,
    after: Annotated[str | None, option("CODE", "The action after which to add it.")] = None,
    lead: Annotated[list[str], option("AGENCY", "The agency that leads it.")] = [],
    supporting: Annotated[list[str], option("AGENCY", "An agency that supports it.")] = [],
    footnote: Annotated[str | None, option("MARK", "The mark of its footnote.")] = None,
) -> None:
    """Add an action to the framework file in use.

    poatool --framework p.yaml framework add N2 "Hear." --after N1 --since 2023

    The rest of the file is unchanged. A change that `framework check` would call an error is not written.
    """
    plan = _plan_in_use(settings)
    if (objective is None) == (after is None):
        raise UsageError("Say where to add it: --after CODE or --objective ID.")
    place = (Objective, _objective_of(plan, objective or "")) if after is None else (Action, _action_of(plan, after))
    named = {"lead": lead, "supporting": supporting}
    agencies = {role: [agency_of(plan, name) for name in values_in(names)] for role, names in named.items()}
    edit = partial(amending.add, _plain(code), _plain(text), place, when.change(plan), footnote=footnote, **agencies)
    _change_file(settings, edit, f"action {_plain(code)} was added. Workbooks sent out earlier do not ask about it.")


def add_agency(
    settings: Settings,
    when: When,
    code: Annotated[str, argument("CODE", "The code of the agency, such as MPI.")],
    name: Annotated[str, argument("NAME", "The full name of the agency.")],
    alias: Annotated[list[str], option("NAME", "Another name for it; may be repeated or separated by commas.")] = [],
    unit_of: Annotated[
        str | None, option("AGENCY", "The agency that it is part of, under whose name it is published.")
    ] = None,
) -> None:
    """Add an agency to the framework file in use.

    poatool --framework p.yaml framework add-agency MPI "Primary Industries"
    poatool --framework p.yaml framework add-agency RU "Rural" --unit-of MPI

    Without a period or day, the agency is part of the plan from the beginning. The rest of the file is unchanged. A
    change that `framework check` would call an error is not written.
    """
    framework = _plan_in_use(settings)
    above = agency_of(framework, unit_of) if unit_of else None
    established = when.change(framework) if any(when) else None
    more = {"aliases": list(map(_plain, values_in(alias))), "unit_of": above}
    edit = partial(amending.add_agency, _plain(code), _plain(name), established, **more)
    ask = "" if above else f" Ask for its return: poatool template --agency {_plain(code)}"
    _change_file(settings, edit, f"agency {_plain(code)} was added.{ask}")


def incorporate(
    settings: Settings,
    when: When,
    code: Annotated[str, argument("CODE", "The action that is no longer reported on separately.")],
    into: Annotated[list[str], option("CODE", "The actions under which it is reported.")] = [],
    part: Annotated[str | None, option("TEXT", "The part of the --into action that it becomes, such as b.")] = None,
    objective: Annotated[list[str], option("ID", "The objectives under whose actions it is reported.")] = [],
) -> None:
    """Count reports on an action under other actions. Its text stays in the framework file.

    poatool --framework p.yaml framework incorporate 12 --into 9 --since 2023
    poatool --framework p.yaml framework incorporate 12 --into 9,10 --since 2024
    """
    framework = _plan_in_use(settings)
    own = _action_of(framework, code)
    if not (takers := [_action_of(framework, taker) for taker in values_in(into)]) and not objective:
        raise UsageError("Say where it is reported: --into CODE or --objective ID.")
    if part is not None and len(takers) != 1:
        raise UsageError("--part needs exactly one --into: name the action that it becomes part of.")
    targets = [Target(action=taker, part=part) for taker in takers]
    targets += [Target(objective=_objective_of(framework, name)) for name in values_in(objective)]
    edit = partial(amending.add_event, EventKind.INCORPORATED, own, when.change(framework), into=targets)
    where = ", ".join(target.action or target.objective or "" for target in targets)
    _change_file(settings, edit, f"action {own} was incorporated into {where}.{_nobody_reports(when)}")


def withdraw(settings: Settings, when: When, code: _Action) -> None:
    """End an action without a successor. Its text stays in the framework file.

    poatool --framework p.yaml framework withdraw 16 --date 2024-05-08
    """
    _add_event(settings, when, EventKind.WITHDRAWN, code, _nobody_reports(when))


def reinstate(settings: Settings, when: When, code: _Action) -> None:
    """Bring back an action that was withdrawn or incorporated.

    poatool --framework p.yaml framework reinstate 16 --since 2025
    """
    _add_event(settings, when, EventKind.REINSTATED, code, " Workbooks sent out earlier do not ask about it.")


def rename(
    settings: Settings,
    when: When,
    what: Annotated[
        Literal["code", "text", "agency"], argument("WHAT", "What to rename: code or text (of an action), or agency.")
    ],
    code: Annotated[str, argument("CODE", "The action or the agency.")],
    new: Annotated[str, argument("NEW", "The new code, text or name.")],
) -> None:
    """Rename an action or an agency, or reword an action. The history of the plan keeps the old name.

    poatool --framework p.yaml framework rename code 9 9A --since 2023
    poatool --framework p.yaml framework rename text 9 "Build it." --since 2023
    poatool --framework p.yaml framework rename agency OT Children --since 2024
    """
    framework, new = _plan_in_use(settings), _plain(new)
    own = agency_of(framework, code) if what == "agency" else _action_of(framework, code)
    texts = {action.code: action.text for action in framework.actions}
    names = {agency.code: agency.name for agency in framework.agencies}
    kinds: dict[str, tuple[str, EventKind | AgencyEventKind, str]] = {
        "code": (own, EventKind.RENUMBERED, f"action {own} is now {new}."),
        "text": (texts.get(own, ""), EventKind.REWORDED, f"action {own} was reworded."),
        "agency": (names.get(own, ""), AgencyEventKind.RENAMED, f"agency {own} was renamed."),
    }
    old, kind, done = kinds[what]
    if _plain(old) == new:
        raise UsageError(f"It is already “{new}”. Give another name or text.")
    _change_file(settings, partial(amending.rename, kind, own, new, when.change(framework)), done)


def _plan_in_use(settings: Settings) -> Framework:
    path = settings.framework
    if path is None or path.resolve().is_relative_to(_TOOL):
        raise UsageError(
            "The plan that comes with the tool cannot be edited. Copy it: poatool framework export framework.yaml. "
            "A workspace uses a copy of this name; elsewhere, name it: poatool --framework framework.yaml framework …"
        )
    return load_framework(path)


def _add_event(settings: Settings, when: When, kind: EventKind, code: str, then: str) -> None:
    """Add an event that names no other action; `then` says what follows from it."""
    plan = _plan_in_use(settings)
    own = _action_of(plan, code)
    _change_file(settings, partial(amending.add_event, kind, own, when.change(plan)), f"action {own} was {kind}.{then}")


def _nobody_reports(when: When) -> str:
    """From when nobody reports on an action that ended, unless the user named the period."""
    later = "; to end it later, run this again with only --since PERIOD." if when.on else "."
    return "" if when.since else f" From the period that contains that day, nobody reports on it{later}"


def _change_file(settings: Settings, edit: Edit, what: str) -> None:
    """Change the file in use, unless the change would make it faulty; report the change and any warnings on stderr."""
    path = settings.framework or Path()
    data = edited(read_file(path), edit, str(path))
    write_all({path.resolve().name: data}, path.resolve().parent)
    framework, warnings = examine(data)
    settings.note(f"{path}: {framework.in_its_words(what) if framework else what}")
    for warning in warnings:
        settings.note(warning.shown(str(path)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _action_of(framework: Framework, code: str) -> str:
    known = {name.casefold(): each.code for each in framework.actions for name in (*each.aliases, each.code)}
    found = resolve(edition := edition_of(framework, None), code)
    written = [edition.by_code[each].entry.code for each in found.written if found.resolved]
    meant = known.get(code.strip().casefold()) or (written[0] if len(written) == 1 else code)
    return one_of(meant, [action.code for action in framework.actions], "an action of the plan")


def _objective_of(framework: Framework, id_: str) -> str:
    return one_of(id_, [o.id for p in framework.pillars for o in p.objectives], "an objective of the plan")
