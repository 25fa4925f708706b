"""The decisions that a report still needs, the proofs that agencies see, and what their comments propose."""

import glob
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from poatool.decisions.model import Clearance, Edit, Kind, State
from poatool.decisions.waivers import KINDS
from poatool.findings.model import Place, Severity, pin
from poatool.framework.model import Framework
from poatool.reports.updates import ReportedUpdate
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import ActionReport, YearEndReport
from poatool.rules.repetition import same_row_in_two_submissions, two_submissions
from poatool.submissions.update_ids import LATER, period_of
from poatool.text import by_first, counted, listed
from poatool.workbooks.model import Sheet, Workbook, text_of

_TWICE = {two_submissions.code, same_row_in_two_submissions.code}
_NEVER = {kind.code for kind in KINDS}  # rules about decisions, whose findings nobody can accept


class Proposed(NamedTuple):
    """An entry for decisions.yaml: its values by key, empty where somebody must fill them in, and why it is needed.

    `file` is the submission it concerns, if there is only one.
    """

    kind: Kind
    values: Mapping[str, str]
    why: str
    file: str = ""


def proposed(report: YearEndReport, validation: Validation) -> tuple[Proposed, ...]:
    """Propose each decision still missing: on stale decisions, statuses that differ, second returns and findings."""
    period = report.period or ""
    patterns = _patterns([file.path for file in validation.files])
    return (
        *_stale_decisions(report),
        *(_status(action, report, period) for action in report.actions if action.standing.code in report.undecided),
        *_counts(validation, patterns, period),
        *_accepted(report, validation, patterns, period),
    )


def _stale_decisions(report: YearEndReport) -> Iterator[Proposed]:
    for decision, state, now in report.rulings:
        for each in now if state is State.STALE else ():
            edited = {"column": decision.column, "text": decision.text} if isinstance(decision, Edit) else {}
            values = {"update": each.update, **edited, "was": each.was, "because": decision.because}
            why = f"Replaces line {decision.source.row}, decided on an earlier text. The text is now: “{each.text}”"
            if isinstance(decision, Clearance):
                whose = {"agency": decision.agency, **({"period": decision.period} if decision.period else {})}
                values = {**whose, "by": decision.cleared_by, "was": each.was}
                why = f"Replaces line {decision.source.row} once its agency has cleared the texts as they are now."
            yield Proposed(decision.KIND, values, why)


def _status(action: ActionReport, report: YearEndReport, period: str) -> Proposed:
    """Propose the status that most agencies state; in a tie, the least advanced."""
    plan = report.edition.framework
    by_status = by_first((status, agency) for agency, status in action.covered.statuses)
    known = [status.id for status in plan.statuses]
    first = min(by_status, key=lambda id_: (-len(by_status[id_]), plan.status_by_id[id_].ends, known.index(id_)))
    stated = ", ".join(f"{plan.status_by_id[status].label} ({listed(who)})" for status, who in by_status.items())
    values = {"action": action.standing.code, "period": period, "status": first, "because": ""}
    why = f"Action {action.standing.code}: {stated}. Write {listed([*by_status], 'or')}."
    return Proposed(Kind.STATUS, values, why)


def _counts(validation: Validation, patterns: Mapping[str, str], period: str) -> Iterator[Proposed]:
    agencies = {file.path: file.agency or "" for file in validation.files}
    for finding in validation.findings:
        if finding.code in _TWICE and finding.place.row is None and finding.waiver is None:
            one, other = finding.place.file, finding.related[0].file
            values = {"agency": agencies[one], "period": period, "file": patterns[one], "instead_of": patterns[other]}
            why = f"{finding.message} Swap the two if the other file should count."
            yield Proposed(Kind.COUNTS, {**values, "because": ""}, why)


def _accepted(
    report: YearEndReport, validation: Validation, patterns: Mapping[str, str], period: str
) -> Iterator[Proposed]:
    """Propose to accept each open finding, unless its update lacks an action or agency and can never be published."""
    context = validation.context
    keeping_out = {finding for entry in report.set_aside if entry.row for finding in entry.findings}
    seen: set[tuple[str, Place]] = set()
    for finding in validation.findings:
        place, update = finding.place, context.update(finding.place)
        is_open = (finding.severity is Severity.WARNING and finding.waiver is None) or finding in keeping_out
        acceptable = finding.code not in _NEVER and (update is None or (update.codes and update.agencies))
        if not is_open or not acceptable or context.submission(place) is None or (finding.code, place) in seen:
            continue
        seen.add((finding.code, place))
        values = {"code": finding.code, "file": patterns[place.file]}
        if place.cell:
            values |= {"cell": place.address, "was": pin(finding.value or "")}
        elif action := context.action(place):
            values["action"] = action
        yield Proposed(Kind.ACCEPT, {**values, "period": period, "reason": ""}, finding.message, place.file)


def _patterns(paths: Sequence[str]) -> Mapping[str, str]:
    """A pattern for each file that matches no other file: its name, or its path if another file has the same name."""
    posix = {path: PurePosixPath(path.replace("\\", "/")) for path in paths}
    names = Counter(path.name for path in posix.values())
    return {path: glob.escape(own.name if names[own.name] == 1 else str(own)) for path, own in posix.items()}


def proofs(report: YearEndReport) -> Mapping[str, YearEndReport]:
    """For each agency in a report, in the plan's order, a report with only that agency's part, later news included."""
    later = [each for then in report.since_then if then.period == report.period for each in then.actions]
    by_code = {each.code: each.updates for each in later}
    actions = (each._replace(updates=(*each.updates, *by_code.get(each.code, ()))) for each in report.actions)
    report = report._replace(actions=tuple(actions))
    of_updates = {agency for update in (*report.updates, *report.withheld) for agency in update.agencies}
    nil = {each.code for each in report.coverage.agencies if each.nil_return}
    agencies = of_updates | nil | {entry.agency for entry in report.set_aside if entry.agency}
    return {agency: _part_of(agency, report) for agency in report.edition.framework.in_order(agencies)}


def _part_of(agency: str, report: YearEndReport) -> YearEndReport:
    def own(updates: Iterable[ReportedUpdate]) -> tuple[ReportedUpdate, ...]:
        return tuple(update for update in updates if agency in update.agencies)

    return report._replace(
        actions=tuple(action._replace(updates=own(action.updates)) for action in report.actions),
        withheld=own(report.withheld),
        set_aside=tuple(entry for entry in report.set_aside if entry.agency == agency),
    )


UPDATE, AGENCY, PART, PINS = "Update id", "Agency", "Part", "Check"
TEXT, CORRECTION, LEAVE_OUT, CLEARED = "As it will be published", "Your correction", "Leave out?", "Cleared by"
"""The headings of the table of comments; below `PINS` are hashes of the texts, to notice later changes to them."""

NONE = "None"  # what an empty cell of the table shows
_NO = {"", "no", "n", "none", "-", "–"}  # answers in the column “Leave out?” that mean no


def comments(workbook: Workbook, plan: Framework) -> tuple[Proposed, ...] | None:
    """The decisions that comments propose: edits, updates to withhold, clearances. None without a comments table."""
    tables = [rows for sheet in workbook.sheets if (rows := _rows(sheet)) is not None]
    if not tables:
        return None
    known = (row for table in tables for row in table if row[AGENCY] in plan.agency_by_code)
    rows = [row for row in known if period_of(row[UPDATE], plan) is not None]
    columns = {column.heading.casefold(): column.id for column in plan.text_columns}
    proposed: list[Proposed] = []
    for row in rows:
        if row[CORRECTION] and row[CORRECTION] not in (row[TEXT], NONE):
            column, was = columns.get(row[PART].casefold(), "progress"), row[PINS].split(" ")[0]
            because = f"Corrected by {row[AGENCY]} on its proof."
            values = {"update": row[UPDATE], "column": column, "text": row[CORRECTION], "was": was, "because": because}
            proposed.append(Proposed(Kind.EDIT, values, f"It was to be published: “{row[TEXT]}”"))
    asked = {row[UPDATE]: row for row in rows if row[LEAVE_OUT].strip().casefold() not in _NO}
    for update, row in asked.items():
        because = f"{row[AGENCY]} asks to leave it out."
        why = f"{row[AGENCY]} wrote “{row[LEAVE_OUT]}” beside: “{row[TEXT]}”"
        values = {"update": update, "was": row[PINS].partition(" ")[2], "because": because}
        proposed.append(Proposed(Kind.WITHHOLD, values, why))
    cleared = Counter((row[AGENCY], row[CLEARED]) for row in rows if row[CLEARED] not in ("", NONE))
    for (agency, role), count in cleared.items():
        of_agency = [row for row in rows if row[AGENCY] == agency]
        kept = (row for row in of_agency if row[UPDATE] not in asked and not row[UPDATE].endswith(LATER))
        was = Clearance.pin_of(row[TEXT if row[CORRECTION] in ("", NONE) else CORRECTION] for row in kept)
        values = {"agency": agency, "period": period_of(of_agency[0][UPDATE], plan) or "", "by": role, "was": was}
        why = f"{count} of {counted(len(of_agency), 'text')} of {agency}."
        proposed.append(Proposed(Kind.CLEARANCE, values, why))
    return tuple(proposed)


def _rows(sheet: Sheet) -> list[defaultdict[str, str]] | None:
    """The rows of the table of comments on a sheet, by heading; None if the sheet has no such table."""
    by_row: dict[int, dict[int, str]] = {}
    for cell in sheet.cells:
        if text := text_of(cell.value):
            by_row.setdefault(cell.row, {})[cell.column] = text
    lines = iter(by_row.values())
    headings = next((line for line in lines if {UPDATE, CORRECTION} <= {*line.values()}), None)
    if headings is None:
        return None
    headed = ({headings[column]: text for column, text in line.items() if column in headings} for line in lines)
    return [defaultdict(str, line) for line in headed]
