"""The decisions that a report still needs, as entries that can be copied into decisions.yaml."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from poatool.decisions.model import Edit, Kind, State, pin
from poatool.decisions.waivers import KINDS
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity
from poatool.reports.model import ActionReport, YearEndReport
from poatool.reports.validation import Validation
from poatool.rules.repetition import same_row_in_two_submissions, two_submissions
from poatool.text import listed

_QUOTE = "'"
_TWICE = {two_submissions.code, same_row_in_two_submissions.code}
_NEVER = {kind.code for kind in KINDS}
"""Rules on decisions, whose findings cannot be accepted."""


class Proposed(NamedTuple):
    """An entry for decisions.yaml: its values by key, empty where somebody has to fill them in, and why it is needed.

    `file` is the submission that it is about, if there is just one.
    """

    kind: Kind
    values: Mapping[str, str]
    why: str
    file: str = ""


def proposed(report: YearEndReport, validation: Validation) -> tuple[Proposed, ...]:
    """Propose each decision that is still missing.

    A decision is proposed for each stale one, for actions on which agencies differ, for two returns of one agency, and
    for each finding that keeps an update out or is a warning, file by file.
    """
    period = report.edition.period.id if report.edition.period else ""
    return (
        *_stale_decisions(report),
        *(_status(action, report, period) for action in report.actions if action.standing.code in report.undecided),
        *_counts(validation, period),
        *_accepted(report, validation, period),
    )


def _stale_decisions(report: YearEndReport) -> Iterator[Proposed]:
    for decision, state, now in report.rulings:
        for each in now if state is State.STALE else ():
            edited = {"column": decision.column, "text": decision.text} if isinstance(decision, Edit) else {}
            values = {"update": each.update, **edited, "was": each.was, "because": decision.because}
            why = f"In place of line {decision.source.row}, decided on another text. The text is now: “{each.text}”"
            yield Proposed(decision.KIND, values, why)


def _status(action: ActionReport, report: YearEndReport, period: str) -> Proposed:
    """The status that most agencies state; in a tie, the one that claims least."""
    plan = report.edition.framework
    known = [status.id for status in plan.statuses]
    counts = Counter(stated.status for stated in action.covered.statuses)
    first = min(counts, key=lambda status: (-counts[status], plan.status_by_id[status].ends, known.index(status)))
    by_status = {
        status: listed([each.agency for each in action.covered.statuses if each.status == status]) for status in counts
    }
    said = ", ".join(f"{plan.status_by_id[status].label} ({who})" for status, who in by_status.items())
    values = {"action": action.standing.code, "period": period, "status": first, "because": f"Agencies state {said}."}
    why = f"Action {action.standing.code}: {said}. Write {listed([*counts], 'or')}."
    return Proposed(Kind.STATUS, values, why)


def _counts(validation: Validation, period: str) -> Iterator[Proposed]:
    agencies = {file.path: file.agency or "" for file in validation.files}
    patterns = _patterns(agencies)
    for finding in validation.findings:
        if finding.code in _TWICE and finding.place.row is None and finding.waiver is None:
            one, other = finding.place.file, finding.related[0].file
            values = {"agency": agencies[one], "period": period, "file": patterns[one], "instead_of": patterns[other]}
            why = f"{finding.message} Swap the two if the other file should count."
            yield Proposed(Kind.COUNTS, {**values, "because": ""}, why)


def _accepted(report: YearEndReport, validation: Validation, period: str) -> Iterator[Proposed]:
    context = Context(validation.submissions)
    patterns = _patterns(file.path for file in validation.files)
    keeping_out = {finding for entry in report.set_aside if entry.row for finding in entry.findings}
    seen: set[tuple[str, Place]] = set()
    for finding in validation.findings:
        stands = finding.severity is Severity.WARNING and finding.waiver is None
        key = finding.code, finding.place
        if (stands or finding in keeping_out) and key not in seen and _helps(finding, context):
            seen.add(key)
            yield _accept(finding, context, patterns[finding.place.file], period)


def _helps(finding: Finding, context: Context) -> bool:
    """Whether accepting a finding has an effect: without an action or an agency, an update cannot be published."""
    update = context.update(finding.place)
    known = context.submission(finding.place) is not None and finding.code not in _NEVER
    return known and (update is None or bool(update.codes and update.agencies))


def _accept(finding: Finding, context: Context, file: str, period: str) -> Proposed:
    place, action = finding.place, context.action(finding.place)
    values = {"code": finding.code, "file": file}
    if place.cell:
        values |= {"cell": _reference(place), "was": pin(finding.value or "")}
    elif action:
        values["action"] = action
    return Proposed(Kind.ACCEPT, {**values, "period": period, "reason": ""}, finding.message, place.file)


def _reference(place: Place) -> str:
    """A cell with its sheet, as in `Updates!B7` or `'Key updates'!B7`."""
    if not place.sheet:
        return place.cell or ""
    sheet = place.sheet if place.sheet.isalnum() else f"'{place.sheet.replace(_QUOTE, 2 * _QUOTE)}'"
    return f"{sheet}!{place.cell}"


def _patterns(paths: Iterable[str]) -> Mapping[str, str]:
    """A pattern that matches each file alone: its name, after as many folders as it takes to be unique."""
    parts = {path: PurePosixPath(path.replace("\\", "/")).parts for path in paths}

    def shortest(path: str) -> str:
        own = parts[path]
        for count in range(1, len(own)):
            if sum(other[-count:] == own[-count:] for other in parts.values()) == 1:
                return "/".join(own[-count:])
        return "/".join(own)

    return {path: glob.escape(shortest(path)) for path in parts}
