"""Show the plan, what references mean, and the faults of a framework file: on the screen, and as JSON documents."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Literal, get_args

from typing_extensions import TypedDict

from poatool import __version__
from poatool.console import SEVERITY_STYLES, Screen, styled
from poatool.framework.edition import ActionStanding, Edition, PillarStanding, Standing, as_of
from poatool.framework.events import EventKind, Target
from poatool.framework.faults import FAULTS, Severity
from poatool.framework.model import Framework, ReportingPeriod, Source, Status
from poatool.framework.reference.model import PROBLEMS, Faulty, How, NotInForce, References
from poatool.render.json import Header, Shape, document, shaped
from poatool.render.text import action_line
from poatool.text import by_first, counted, listed
from poatool.yaml_values import Fault

_INDENT = "   "
_STOOD = {each: each.replace("_", " ") for each in Standing} | {Standing.NOT_YET: "not yet in force"}


def framework_text(edition: Edition, pillars: Sequence[PillarStanding], screen: Screen) -> None:
    """Show the actions below their pillars and objectives, in published order."""
    framework = edition.framework
    when = f"as of {edition.period.id}" if edition.period else "latest state"
    shown = [action for pillar in pillars for objective in pillar.objectives for action in objective.actions]
    in_force = sum(action.in_force for action in shown)
    screen.say((framework.title, "bold"))
    screen.say(framework.in_its_words(f"{counted(len(shown), 'action')} known, {in_force} in force ({when})."))
    width = max((len(action.code) for action in shown), default=1)
    for pillar in pillars:
        screen.section((pillar.title, "bold"))
        for objective in pillar.objectives:
            screen.hang("  ", (objective.title, "bold cyan"))
            for action in objective.actions:
                lead = styled("    ", (f"{action.code:>{width}}", "cyan" if action.in_force else "dim"), "  ")
                since = f"  (since {action.by.start})" if action.in_force and action.by else ""
                screen.hang(lead, (action_line(action, framework), "" if action.in_force else "dim"), (since, "dim"))


def action_text(edition: Edition, action: ActionStanding, screen: Screen) -> None:
    """Show one action: its standing in the edition, its details and its whole history."""
    when = f" in {edition.period.id}" if edition.period else ""
    named = edition.framework.in_its_words(f"Action {action.code}")
    screen.say((named, "bold cyan"), f"  {_STOOD[action.standing]}{when}")
    screen.hang(_INDENT, action.text)
    screen.say()
    editions = [as_of(edition.framework, period) for period in edition.framework.periods]
    in_force_in = [e.period.id for e in editions if e.period and e.by_file_code[action.entry.code].in_force]
    details = {
        "Pillar": next(pillar.title for pillar in edition.pillars if pillar.id == action.pillar),
        "Objective": next(each.title for each in edition.objectives if each.id == action.objective),
        "Aliases": ", ".join(action.action.aliases),
        "Counted under": ", ".join(action.counts_under) if not action.in_force else "",
        "Takes in": ", ".join(edition.incorporated[action.code]),
        "Lead": ", ".join(action.action.lead),
        "Supporting": ", ".join(action.action.supporting),
        "In force in": ", ".join(in_force_in) or "no period",
    }
    width = max(len(name) for name, value in details.items() if value)
    for name, value in details.items():
        if value:
            screen.hang(styled(_INDENT, (f"{name:<{width}}  ", "dim")), value)
    if action.action.history:
        screen.section(_INDENT, ("History", "bold"))
        for event in action.action.history:
            known_by = f"by {event.known_by}" if event.known_by else "at some time"
            lead = styled(_INDENT, (f"{event.since or event.date or known_by}  ", "cyan"))
            screen.hang(lead, event.details)
    screen.say()


class EventShape(Shape):
    """An event in an action's life; `was` is what it replaced."""

    event: EventKind
    since: str | None
    date: str | None
    known_by: str | None
    into: Annotated[list[Target], "targets"]
    was: str | None
    note: str | None


class ActionShape(Shape):
    """An action as it stood; `since` is null if it was in the plan from the beginning."""

    code: str
    text: str
    aliases: Annotated[tuple[str, ...], "action.aliases"]
    since: Annotated[str | None, "entry.since"]
    incorporated_into: Annotated[tuple[str, ...], "into"]
    in_force: bool
    standing: Standing
    counted_under: Annotated[tuple[str, ...], "counts_under"]
    footnote: Annotated[str | None, "action.footnote"]
    lead: Annotated[tuple[str, ...], "action.lead"]
    supporting: Annotated[tuple[str, ...], "action.supporting"]
    history: Annotated[list[EventShape], "action.history"]


class ObjectiveShape(Shape):
    """An objective and its actions in published order."""

    id: str
    title: str
    actions: list[ActionShape]


class PillarShape(Shape):
    """A pillar and its objectives."""

    id: str
    title: str
    objectives: list[ObjectiveShape]


class AgencyShape(Shape):
    """An agency, or a unit of one."""

    code: str
    name: str
    aliases: tuple[str, ...]
    unit_of: str | None


class FrameworkDocument(Header):
    """`framework show --format json`; `period` is null without `--as-of`."""

    schema: Literal["poatool/framework/1"]
    pillars: list[PillarShape]
    agencies: list[AgencyShape]
    statuses: list[Status]
    periods: list[ReportingPeriod]
    source: Source
    language: str
    language_marks: dict[str, tuple[str, ...]]


def framework_document(edition: Edition, pillars: Sequence[PillarStanding]) -> FrameworkDocument:
    """The `framework` document with these pillars."""
    plan = edition.framework
    agencies = [shaped(AgencyShape, each, name=edition.agency_name(each.code)) for each in plan.agencies]
    return document(FrameworkDocument, edition, plan, pillars=pillars, agencies=agencies)


_Kind = Literal["alias", "title", "range", "incorporated"]
_STEPS: dict[How, tuple[_Kind, str]] = {
    How.ALIAS: ("alias", "another name for"),
    How.TITLE: ("title", "the text of"),
    How.NUMBER: ("title", "a name beside the number of"),
    How.RANGE: ("range", "a range that includes"),
    How.SPELT: ("alias", "another spelling of"),
    How.SHORT: ("alias", "short for"),
    How.BESIDE: ("title", "beside the text of"),
    How.INCORPORATED: ("incorporated", "incorporated into"),
}

StepShape = TypedDict("StepShape", {"from": str, "to": str, "how": _Kind})
"""One step from a text to an action."""


class ResultShape(Shape):
    """What a text refers to; `problem` is null if the whole text was resolved."""

    text: str
    codes: tuple[str, ...]
    via: list[StepShape]
    problem: str | None
    suggestions: tuple[str, ...]
    why: list[str]
    advice: tuple[str, ...]
    instead: str | None


class ResolutionDocument(Header):
    """`framework resolve --format json`: a result for each text, in the order given."""

    schema: Literal["poatool/resolution/1"]
    results: list[ResultShape]


def resolution_document(results: Sequence[References], edition: Edition) -> ResolutionDocument:
    """The `resolution` document."""
    made = [
        shaped(
            ResultShape,
            references,
            via=[{"from": step.origin, "to": step.target, "how": _STEPS[step.how][0]} for step in references.via],
            problem=PROBLEMS[references.fault] if references.fault else None,
            why=[_why(text, wrong, edition) for text, wrong in references.faulty],
        )
        for references in results
    ]
    return document(ResolutionDocument, edition, results=made)


def _why(text: str, wrong: Faulty, edition: Edition) -> str:
    why = f"Action {wrong.code} is not in force. {wrong.why}" if isinstance(wrong, NotInForce) else wrong.why
    return edition.framework.in_its_words(why or f"“{text}” is not an action of this plan.")


def resolution_text(results: Sequence[References], edition: Edition, screen: Screen) -> None:
    """Show each text, the actions that it counts towards and how, and the parts that were not resolved."""
    for references in results:
        found = ", ".join(references.codes) or "none"
        screen.hang(styled((references.text or "(empty)", "bold"), "  → "), (found, "bold cyan"))
        for (origin, how), codes in by_first(((s.origin, s.how), s.target) for s in references.via).items():
            screen.hang("   ", f"{origin}: {_STEPS[how][1]} {listed(codes)}")
        for remark in references.advice:
            screen.hang("   ", (edition.framework.in_its_words(remark), "dim"))
        for text, wrong in references.faulty:
            screen.hang(styled("   ", ("not resolved: ", "bold red")), _why(text, wrong, edition))
        for code in references.suggestions:
            if code in edition.by_code:
                screen.hang(f"   Did you mean {code}?  ", (edition.by_code[code].text, "dim"))


class CheckedShape(Shape):
    """The file that was checked; `id` and `title` are null if no framework could be read from it."""

    id: str | None
    title: str | None
    sha256: str


class FaultShape(Shape):
    """One fault; line and column count from 1."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: Annotated[int, "position.line"]
    column: Annotated[int, "position.column"]


class SummaryShape(Shape):
    """The number of faults of each severity."""

    errors: int
    warnings: int
    advice: int


class CheckDocument(Shape):
    """`framework check --format json`; `usable` says whether commands can work with the file."""

    schema: Literal["poatool/framework-check/1"]
    poatool: str
    framework: CheckedShape
    period: None
    usable: bool
    findings: list[FaultShape]
    summary: SummaryShape


def faults_text(faults: Sequence[Fault], path: str, screen: Screen) -> None:
    """Show every fault with its place, and how many there are of each severity."""
    for fault in faults:
        style = SEVERITY_STYLES[FAULTS[fault.code].severity]
        lead = styled(f"{path}:{fault.position.line}:{fault.position.column}: ", (fault.code, style), " ")
        screen.hang(lead, f"{fault.message} ", (fault.hint, "dim"))
    if not faults:
        screen.say(f"{path}: no fault found.")
        return
    counts = Counter(FAULTS[fault.code].severity for fault in faults)
    found = [counted(counts[severity], severity) for severity in get_args(Severity) if counts[severity]]
    screen.say(f"{path}: {listed(found)}.")


def check_document(faults: Sequence[Fault], path: str, data: bytes, framework: Framework | None) -> CheckDocument:
    """The `framework-check` document of a file's bytes."""
    counts = Counter(FAULTS[fault.code].severity for fault in faults)
    return CheckDocument(
        schema="poatool/framework-check/1",
        poatool=__version__,
        framework=shaped(CheckedShape, framework, sha256=sha256(data).hexdigest()),
        period=None,
        usable=framework is not None,
        findings=[
            shaped(FaultShape, fault, name=FAULTS[fault.code].name, severity=FAULTS[fault.code].severity, file=path)
            for fault in faults
        ],
        summary=SummaryShape(errors=counts["error"], warnings=counts["warning"], advice=counts["advice"]),
    )
