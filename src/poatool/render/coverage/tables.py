"""Lay out coverage as tables, for CSV and for a workbook."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar

from poatool.framework.edition import Edition
from poatool.render import text
from poatool.render.coverage.state_marks import standing_table, state_marks
from poatool.render.table import Column, Listing, tabulated
from poatool.reports.coverage_model import ActionCoverage, ActionState, AgencyAnswer, AgencyCoverage, Coverage, Share

T = TypeVar("T")

_ANSWERS = {
    None: "–",
    AgencyAnswer.REPORTED: "reported",
    AgencyAnswer.NIL: "nothing",
    AgencyAnswer.POINTER: "pointer",
    AgencyAnswer.SET_ASIDE: "set aside",
    AgencyAnswer.MISSING: "missing",
}
_STATES = {**text.STATES, ActionState.NIL: "No progress"}  # as tables name them
_UNSTATED = "Not stated"
_MISSING = "The agencies that were expected to answer and did not."
_SHARE = "100 × expected actions on which it reported progress ÷ all expected actions."


class By(StrEnum):
    """What a row of a coverage table stands for; with `period`, each column is a period."""

    ACTION = "action"
    OBJECTIVE = "objective"
    PILLAR = "pillar"
    AGENCY = "agency"
    STATUS = "status"
    PERIOD = "period"


class View(NamedTuple):
    """The first table: the matrix, or the rows that `by` names. With `only`, actions asked for are listed, not gaps."""

    by: By = By.ACTION
    matrix: bool = False
    only: bool = False


def by_objective(edition: Edition, actions: Iterable[T], objective: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Group actions, which come in published order, under the titles of their pillar and objective."""
    titles = {o.id: f"{p.title}: {o.title}" for p in edition.pillars for o in p.objectives}
    return [(titles[id_], [*found]) for id_, found in groupby(actions, key=objective)]


def table_asked_for(coverage: Coverage, view: View) -> Listing:
    """The table that the user asked for: the matrix, or the table with a row for each `view.by`."""
    return matrix(coverage) if view.matrix else coverage_table(coverage, view.by)


def coverage_xlsx(coverage: Coverage, view: View) -> bytes:
    """A workbook with a sheet for each table; the gaps come first, or second if another table was asked for."""
    from poatool.render.xlsx import workbook_bytes

    tables = coverage_tables(coverage, view)
    tables.insert(1 if view.matrix or view.by is not By.ACTION else 0, gaps(coverage, view))
    return workbook_bytes(tables, coverage.edition, f"Coverage {coverage.edition.period_id or ''}".strip())


def coverage_tables(coverage: Coverage, view: View) -> list[Listing]:
    """Every table, the one asked for first; there is no timeline unless an earlier period is known."""
    others = [by for by in By if by is not view.by and (by is not By.PERIOD or coverage.earlier)]
    tables = [coverage_table(coverage, by) for by in (view.by, *others)]
    return [matrix(coverage), *tables] if view.matrix else [*tables, matrix(coverage)]


def coverage_table(coverage: Coverage, by: By) -> Listing:
    """The table with one row for each action, objective, pillar, agency or status, or the timeline."""
    match by:
        case By.ACTION:
            return _actions(coverage, coverage.actions)
        case By.OBJECTIVE:
            return _counted("Objectives", "Objective", coverage.objectives)
        case By.PILLAR:
            return _counted("Pillars", "Pillar", coverage.pillars)
        case By.AGENCY:
            return _agencies(coverage)
        case By.STATUS:  # without the column of meanings, which is too wide for screens
            _, columns, rows, *others = standing_table(state_marks(coverage))
            return Listing("Statuses", columns[:-1], tuple(row[:-1] for row in rows), *others)
        case By.PERIOD:
            return timeline(coverage)


def gaps(coverage: Coverage, view: View) -> Listing:
    """The gaps or, with `view.only`, the actions asked for, each with its explanation."""
    found = _actions(coverage, coverage.actions if view.only else coverage.gaps)
    title = "Actions" if view.only else "Gaps"
    empty = "No action." if view.only else "No gap: every action in force was reported on."
    shown = found.columns_named("Action", "Text", "Objective", "State", "What is behind it", "Last reported")
    return shown._replace(title=title, empty=empty)


def _actions(coverage: Coverage, actions: Iterable[ActionCoverage]) -> Listing:
    edition = coverage.edition
    pillars = {pillar.id: pillar.title for pillar in edition.pillars}
    objectives = {objective.id: objective.title for objective in edition.objectives}
    labels = {status.id: status.label for status in edition.framework.statuses}

    def statuses(action: ActionCoverage) -> str:
        hidden = edition.framework.in_order(coverage.withheld.get(action.code, ()))
        stated = [*((agency, labels[status]) for agency, status in action.statuses), *((a, "withheld") for a in hidden)]
        return "; ".join(f"{label} ({agency})" for agency, label in stated)

    def status(action: ActionCoverage) -> str | None:
        if action.status is not None:
            return labels[action.status]
        unstated = coverage.shows_statuses and action.state is ActionState.REPORTED
        return text.differing([action]) if action.differs else _UNSTATED if unstated else None

    return tabulated(
        "Coverage",
        actions,
        ("Action", 8, lambda action: action.code, "The code of the action: text, in the published order."),
        ("Text", 60, lambda action: action.text, "The text of the action, as published."),
        ("Pillar", 14, lambda action: pillars[action.pillar], "The pillar of the action."),
        ("Objective", 34, lambda action: objectives[action.objective], "The objective of the action."),
        ("State", 18, lambda action: text.state(action, edition), "Whether it was reported on in the period."),
        ("Expected", 14, lambda action: ", ".join(action.expected), "The agencies that were expected to report on it."),
        ("Reported by", 16, lambda action: ", ".join(action.reported_by), "The agencies that reported progress on it."),
        ("Status", 16, status, f"The status decided or agreed on; otherwise who differs, or “{_UNSTATED}”."),
        ("Statuses", 24, statuses, "The status that each agency stated."),
        ("No progress", 18, lambda action: ", ".join(action.nil_by), "The agencies with no progress to report."),
        ("What is behind it", 50, text.explanation, "Why it is in this state, if that is known."),
        ("Missing", 14, lambda action: ", ".join(action.missing), _MISSING),
        ("Last reported", 14, lambda action: action.last_reported, "The last period in which it was reported on."),
    )


def _counted(title: str, heading: str, counts: Iterable[Share]) -> Listing:
    return tabulated(
        title,
        counts,
        (heading, 60, lambda each: each.title),
        ("In force", 12, lambda each: each.in_force),
        *((word, 12, attrgetter(state.value)) for state, word in _STATES.items() if state.in_force),
        ("Percent expected", 12, lambda each: each.percent_expected),
        ("Percent", 12, lambda each: each.percent),
    )


def submitted(agency: AgencyCoverage) -> str | None:
    """Whether a return came in, in words; None if none did and none was expected."""
    return "yes" if agency.submitted else "no" if agency.is_expected else None


def _agencies(coverage: Coverage) -> Listing:
    return tabulated(
        "Agencies",
        coverage.agencies,
        ("Agency", 10, lambda agency: agency.code, "The code of the agency."),
        ("Name", 50, lambda agency: agency.name, "The name of the agency in the period."),
        ("Submitted", 12, submitted, "Whether a return came in; empty if none did and none was expected."),
        ("Expected", 12, lambda agency: agency.expected, "The actions that it was expected to report on."),
        ("Reported", 12, lambda agency: agency.reported, "The actions that it reported progress on."),
        ("No progress", 12, lambda agency: agency.nil, "The actions on which it had no progress to report."),
        ("Not reported on", 12, lambda agency: agency.unreported, "The actions in force that it did not report on."),
        ("Completed earlier", 12, lambda agency: agency.closed, "The actions that were completed earlier."),
        ("In force", 12, lambda agency: agency.in_force, "The actions in force."),
        ("Missing", 24, lambda agency: ", ".join(agency.missing), "The expected actions that it did not answer for."),
        ("Met", 12, lambda agency: agency.met, "The expected actions that it reported progress on."),
        ("Percent", 12, lambda agency: agency.percent, _SHARE),
    )


def timeline(coverage: Coverage) -> Listing:
    """The state of each action in each known period."""
    periods = list(dict.fromkeys(period for action in coverage.actions for period in action.timeline))
    published = {(id_, e.edition.period.id) for e in coverage.earlier if e.edition.period for id_ in e.active}

    def state(action: ActionCoverage, period: str) -> str:
        known = action.timeline[period] is not ActionState.UNREPORTED or (action.objective, period) not in published
        return _STATES[action.timeline[period]] if known else "Perhaps, with its objective"

    columns = (Column("Action by period", 16), *(Column(period, 18) for period in periods))
    rows = ((action.code, *(state(action, period) for period in periods)) for action in coverage.actions)
    return Listing("Timeline", columns, tuple(rows))


def matrix(coverage: Coverage) -> Listing:
    """What each agency answered for each action in force; agencies with nothing expected or received are left out."""
    actions = [action for action in coverage.actions if action.state.in_force]

    def answer(action: ActionCoverage, agency: AgencyCoverage) -> str:
        none_came = "no return" if agency.asked and not agency.submitted else _ANSWERS[None]
        whole = _ANSWERS[AgencyAnswer.NIL] if agency.nil_return else none_came
        own = action.answer(agency.code)
        if own is AgencyAnswer.NIL and any(each.agency == agency.code for each in action.statuses):
            return text.NO_REPORT[own].lower()
        return _ANSWERS[own] if own or agency.expected or action.state.settled else whole

    nothing = {_ANSWERS[None]}
    agencies = [agency for agency in coverage.agencies if {answer(action, agency) for action in actions} - nothing]
    columns = (Column("Action by agency", 16), *(Column(agency.code, 11) for agency in agencies))
    rows = tuple((action.code, *(answer(action, agency) for agency in agencies)) for action in actions)
    note = "Each row is an action in force; – means that nothing was expected of an agency and nothing came."
    return Listing("Matrix", columns, rows, caption="What each agency answered for each action", note=note)
