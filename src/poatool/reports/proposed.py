"""The decisions that a report still needs."""

import glob
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from poatool.decisions.model import Clearance, Edit, Kind, State
from poatool.decisions.waivers import KINDS
from poatool.findings.model import Place, Severity, pin
from poatool.reports.coverage_model import ActionCoverage
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import ReportedUpdate, YearEndReport
from poatool.rules.agencies.returns import same_row_in_two_submissions, two_submissions
from poatool.text import by_first, listed

_TWICE = {two_submissions.code, same_row_in_two_submissions.code}
_NEVER = {kind.code for kind in KINDS}  # rules about decisions, whose findings nobody can accept


class Proposed(NamedTuple):
    """An entry for decisions.yaml: its values by key, empty if still needed, why, and the one `file` it concerns."""

    kind: Kind
    values: Mapping[str, str]
    why: str
    file: str = ""


def proposed(report: YearEndReport, validation: Validation) -> tuple[Proposed, ...]:
    """Propose each decision still missing: on stale decisions, held updates, statuses, second returns and findings."""
    period = report.period or ""
    patterns = _patterns([file.path for file in validation.files])
    return (
        *_stale_decisions(report),
        *(_withholding(update) for update in report.withheld if update.id in report.held),
        *(_status(action, report, period) for action in report.coverage.actions if action.code in report.undecided),
        *_counts(validation, patterns, period),
        *_accepted(report, validation, patterns, period),
    )


def _stale_decisions(report: YearEndReport) -> Iterator[Proposed]:
    for decision, state, now, not_all in report.rulings:
        for each in now if state is State.STALE else ():
            edited = {"column": decision.column, "text": decision.text} if isinstance(decision, Edit) else {}
            values = {"update": each.update, **edited, "was": each.was, "because": decision.because}
            why = f"Replaces line {decision.source.row}, decided on an earlier text. The text is now: “{each.text}”"
            if isinstance(decision, Clearance):
                whose = {"agency": decision.agency, **({"period": decision.period} if decision.period else {})}
                values = {**whose, "by": decision.cleared_by, "was": each.was}
                why = f"Replaces line {decision.source.row}: {not_all}. Decide once {decision.agency} has cleared all."
            yield Proposed(decision.KIND, values, why)


def _withholding(update: ReportedUpdate) -> Proposed:
    text = "\n".join(update.as_sent.values())
    why = f"It may repeat what was withheld or edited. To publish it, edit it instead. Its text is: “{text}”"
    return Proposed(Kind.WITHHOLD, {"update": update.id, "was": pin(text), "because": ""}, why)


def _status(action: ActionCoverage, report: YearEndReport, period: str) -> Proposed:
    """Propose to choose one of the statuses that agencies state; which one is for somebody to decide."""
    plan = report.edition.framework
    by_status = by_first((status, agency) for agency, status in action.statuses)
    stated = ", ".join(f"{plan.status_by_id[status].label} ({listed(who)})" for status, who in by_status.items())
    values = {"action": action.code, "period": period, "status": "", "because": ""}
    why = f"Action {action.code}: {stated}. Write {listed([*by_status], 'or')}."
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
