"""The actions by agency and by period: what each agency answered, and how each action stood."""

from poatool.render import text
from poatool.render.table import Column, Table
from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.reports.states import ActionState, AgencyAnswer, AgencyCoverage

_ANSWERS = {
    None: "–",
    AgencyAnswer.REPORTED: "reported",
    AgencyAnswer.NIL: "nothing",
    AgencyAnswer.POINTER: "pointer",
    AgencyAnswer.SET_ASIDE: "set aside",
    AgencyAnswer.MISSING: "missing",
}

STATES = {**text.STATES, ActionState.NIL: "No progress"}  # as tables name them


def timeline(coverage: Coverage) -> Table:
    """The state of each action in each known period."""
    periods = list(dict.fromkeys(period for action in coverage.actions for period in action.timeline))
    published = {(id_, e.edition.period.id) for e in coverage.earlier if e.edition.period for id_ in e.active}

    def state(action: ActionCoverage, period: str) -> str:
        known = action.timeline[period] is not ActionState.UNREPORTED or (action.objective, period) not in published
        return STATES[action.timeline[period]] if known else "Perhaps, with its objective"

    columns = (Column("Action by period", 16), *(Column(period, 18) for period in periods))
    rows = ((action.code, *(state(action, period) for period in periods)) for action in coverage.actions)
    return Table("Timeline", columns, tuple(rows))


def matrix(coverage: Coverage) -> Table:
    """What each agency answered for each action in force; agencies with nothing expected or received are left out."""
    actions = [action for action in coverage.actions if action.in_force]

    def answer(action: ActionCoverage, agency: AgencyCoverage) -> AgencyAnswer | None:
        none_came = AgencyAnswer.MISSING if agency.asked and not agency.submitted else None
        whole = AgencyAnswer.NIL if agency.nil_return else none_came
        return action.answer(agency.code) or (None if agency.expected or action.state.settled else whole)

    agencies = [agency for agency in coverage.agencies if any(answer(action, agency) for action in actions)]
    columns = (Column("Action by agency", 16), *(Column(agency.code, 11) for agency in agencies))
    rows = tuple((action.code, *(_ANSWERS[answer(action, agency)] for agency in agencies)) for action in actions)
    note = "Each row is an action in force; – means that nothing was expected of an agency and nothing came."
    return Table("Matrix", columns, rows, caption="What each agency answered for each action", note=note)
