"""Write the sentences that all formats share, so that a report reads the same in each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.framework.model import Framework
from poatool.render.table import percentage
from poatool.reports.coverage_model import ActionCoverage, ActionState, AgencyAnswer, Counts, Coverage, Kind
from poatool.text import MONTH_NAMES, actions, counted, escaped_line, listed

UNDATED = "The report has no date. Below [source] in poatool.toml, write when it appears: last_updated = 2023-03-01"
EXPECTED_IF = "agencies are expected if the plan names them, they were asked, or they reported before"
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"  # characters that are not percent-encoded in an address
_LENGTHS = {
    ("annual", "year"): range(360, 372),
    ("half-yearly", "half-year"): range(180, 186),
    ("quarterly", "quarter"): range(89, 94),
}
"""What a report and its period are called, and how many days such a period has."""


def action_line(standing: ActionStanding, plan: Framework) -> str:
    """An action's printed text and, if it is not in force, where its reporting went or why it ended."""
    match standing.standing:
        case Standing.IN_FORCE:
            return standing.text
        case Standing.NOT_YET:
            return f"{standing.text} (Not yet in force in this period.)"
        case Standing.INCORPORATED | Standing.WITHDRAWN as ended:
            into = f" into {listed([f'Action {code}' for code in standing.into])}" if standing.into else ""
            return plan.in_its_words(f"Action {standing.code} has been {ended}{into}. ") + f"({standing.text})"


STATES = {
    ActionState.REPORTED: "Reported",
    ActionState.NIL: "Nothing to report",
    ActionState.UNREPORTED: "Not reported on",
    ActionState.CLOSED: "Completed earlier",
    ActionState.INCORPORATED: "Incorporated",
    ActionState.NOT_IN_FORCE: "Not in force",
}
NO_REPORT = {AgencyAnswer.NIL: "Not begun", AgencyAnswer.POINTER: "See other actions"}
"""The headings above answers that report no progress, but say more than “Nothing to report”."""

_FIGURES = (ActionState.REPORTED, ActionState.NIL, ActionState.UNREPORTED)


def state(action: ActionCoverage, edition: Edition) -> str:
    """An action's state in words: `Incorporated into 9`, or `Not started` for a nil return with that status."""
    _, status = action.listed_under
    if action.state is ActionState.NIL and status:
        return differing([action]) if action.differs else edition.framework.status_by_id[status].label
    into = edition.by_code[action.code].into
    return STATES[action.state] + (f" into {listed(into)}" if into else "")


def differing(on: Iterable[ActionCoverage], which: str = "") -> str:
    """`Agencies differ on the status of Action 2`; `DIA gave two statuses for Action 2` if only it stated statuses."""
    stated = [action.statuses for action in on if action.differs]
    agencies = [{each.agency for each in statuses} for statuses in stated]
    if any(len(each) > 1 for each in agencies):
        return "Agencies differ" + (f" on the status of {which}" if which else "")
    many = {2: "two"}.get(max(map(len, stated)), "several")
    return f"{listed(sorted(set().union(*agencies)))} gave {many} statuses" + (f" for {which}" if which else "")


def explanation(action: ActionCoverage) -> str:
    """What is behind an action's state, and why agencies that did not answer are no longer expected to answer."""
    excused = ((agency, why.rstrip(".")) for agency, why in action.not_expected.items() if not action.answer(agency))
    sentences = (f"{agency} is no longer expected to answer: {why}." for agency, why in excused)
    return " ".join(filter(None, (action.because, *sentences)))


def months(first: dt.date, last: dt.date) -> str:
    """A span of time in words, by its months: `January to March 2022`, `October 2021 to March 2022`."""
    begin, end = (f"{MONTH_NAMES[day.month - 1]} {day.year}" for day in (first, last))
    return f"{begin.removesuffix(f' {last.year}')} to {end}"


def report_title(edition: Edition) -> str:
    """The title of a report, such as `Annual implementation report 2022`."""
    of = f" {edition.period.id}" if edition.period else ""
    return f"{period_kind(edition)[0]} implementation report".strip().capitalize() + of


def period_kind(edition: Edition) -> tuple[str, str]:
    """The kind of a report, by the length of its period, and the word for such a period: `annual` and `year`."""
    days = (edition.period.end - edition.period.start).days + 1 if edition.period else 0
    return next((names for names, length in _LENGTHS.items() if days in length), ("", "period"))


def totals(coverage: Coverage) -> str:
    """The coverage on one line: its numbers add up to the actions in force; then come the rows set aside."""
    begun = f"; {coverage.not_begun} not begun" if coverage.not_begun else ""
    rest = f"so {percentage(coverage.percent_expected)} of the others"
    others = "; ".join(["", *further(coverage)])
    others += f", {rest}" if any(getattr(coverage, state.value) for state in ActionState if state.settled) else ""
    aside = f"; {counted(coverage.set_aside, 'row')} set aside" if coverage.set_aside else ""
    nil = f"{coverage.nil - coverage.not_begun} with nothing to report{begun}"
    return f"{share_reported(coverage)}; {nil}; {coverage.unreported} not reported on{others}{aside}"


def further(counts: Counts) -> list[str]:
    """How many actions are in each state that has no figure of its own: `1 completed earlier`."""
    others = (each for each in ActionState if each.in_force and each not in _FIGURES)
    return [f"{number} {STATES[each].lower()}" for each in others if (number := getattr(counts, each.value))]


def reopened(coverage: Coverage) -> str:
    """The actions that were completed earlier but reported on again; empty if there are none."""
    codes = [action.code for action in coverage.actions if action.kind is Kind.REOPENED]
    sentence = f"Completed earlier, but reported on again: {actions(codes)}."
    return coverage.edition.framework.in_its_words(sentence) if codes else ""


def not_cleared(agencies: Sequence[str]) -> str:
    """Say that these agencies have not cleared their texts."""
    has, names = ("has", "its name") if len(agencies) == 1 else ("have", "their names")
    return f"{listed(agencies)} {has} not cleared what is published under {names}."


def last_reported(action: ActionCoverage, edition: Edition) -> str:
    """Say when an action was last reported on: a period, never, or not known if an earlier report is missing."""
    if action.objective_in:
        return f"Last reported on: perhaps in {action.objective_in}, when work on its objective was published."
    earlier = {each.id for each in edition.framework.periods if edition.period and each.start < edition.period.start}
    never = "never" if action.timeline.keys() >= earlier else "not known"
    return f"Last reported on: {action.last_reported or never}."


def share_reported(coverage: Coverage) -> str:
    """How many actions in force were reported on: `22 of 28 actions in force in 2022 were reported on (78.6%)`."""
    when = f" in {coverage.edition.period.id}" if coverage.edition.period else ""
    were = "was" if coverage.reported == 1 else "were"
    of = f"{coverage.reported} of {counted(coverage.in_force, 'action')} in force{when}"
    return coverage.edition.framework.in_its_words(f"{of} {were} reported on ({percentage(coverage.percent)})")


def file_name(path: str) -> str:
    r"""The name of a file for display, without its folders; `/` and `\` both separate them."""
    return escaped_line(PurePosixPath(path.replace("\\", "/")).name)


def encoded(address: str) -> str:
    """An address in ASCII: characters that it may not contain are percent-encoded."""
    return quote(address, safe=_IN_ADDRESS, errors="replace")
