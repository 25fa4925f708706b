"""Propose the decisions that a report still needs, and those that agencies ask for in comments on their proofs."""

import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from poatool.decisions import waivers
from poatool.decisions.model import Clearance, Edit, Kind, State
from poatool.findings.model import Place, Severity, pin
from poatool.framework.columns import STATUS
from poatool.framework.model import Framework
from poatool.framework.names.statuses import status
from poatool.reports.coverage_model import ActionCoverage
from poatool.reports.proofs import Comment
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import ReportedUpdate, YearEndReport
from poatool.rules.agencies.returns import same_row_in_two_submissions, two_submissions
from poatool.submissions.evidence.kinds import TICKS
from poatool.submissions.update_ids import LATER
from poatool.text import by_first, counted, listed

_TWICE = {two_submissions.code, same_row_in_two_submissions.code}


class Proposed(NamedTuple):
    """An entry for decisions.yaml: its values by key (empty if still needed), why, and the one `file` it concerns."""

    kind: Kind
    values: Mapping[str, str]
    why: str
    file: str = ""


def still_needed(report: YearEndReport, validation: Validation) -> tuple[Proposed, ...]:
    """Propose each missing decision: on stale decisions, withheld updates, statuses, second returns and findings."""
    period = report.period or ""
    patterns = _patterns([file.path for file in validation.files])
    return (
        *_stale_decisions(report),
        *map(_withholding, report.held),
        *(_status(action, report, period) for action in report.coverage.actions if action.code in report.undecided),
        *_counts(validation, patterns, period),
        *_accepted(report, validation, patterns, period),
    )


def _stale_decisions(report: YearEndReport) -> Iterator[Proposed]:
    for decision, state, now, cause in report.rulings:
        for each in now if state is State.STALE else ():
            edited = {"column": decision.column, "text": decision.text} if isinstance(decision, Edit) else {}
            values = {"update": each.update, **edited, "was": each.was, "because": decision.because}
            why = f"Replaces line {decision.source.row}: {cause}. The text is: “{each.text}”"
            if isinstance(decision, Clearance):
                whose = {"agency": decision.agency, **({"period": decision.period} if decision.period else {})}
                values = {**whose, "by": decision.cleared_by, "was": each.was}
                why = f"Replaces line {decision.source.row}: {cause}. Decide once {decision.agency} has cleared all."
            yield Proposed(decision.KIND, values, why)


def _withholding(update: ReportedUpdate) -> Proposed:
    text = "\n".join(update.unedited.values())
    why = f"It may repeat what was withheld or edited. To publish it, edit it instead. Its text is: “{text}”"
    return Proposed(Kind.WITHHOLD, {"update": update.id, "was": pin(text), "because": ""}, why)


def _status(action: ActionCoverage, report: YearEndReport, period: str) -> Proposed:
    """Propose choosing one of the statuses that agencies state, without saying which."""
    plan = report.edition.framework
    by_status = by_first((status, agency) for agency, status in action.statuses)
    stated = ", ".join(f"{plan.status_by_id[status].label} ({listed(who)})" for status, who in by_status.items())
    values = {"action": action.code, "period": period, "status": "", "because": ""}
    what = plan.in_its_words(f"Action {action.code}")
    return Proposed(Kind.STATUS, values, f"{what}: {stated}. Write {listed([*by_status], 'or')}.")


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
    keeping_out = {finding for entry in report.set_aside if entry.source.row for finding in entry.findings}
    seen: set[tuple[str, Place]] = set()
    for finding in validation.findings:
        place, update = finding.place, context.update(finding.place)
        is_open = (finding.severity is Severity.WARNING and finding.waiver is None) or finding in keeping_out
        acceptable = finding.code not in waivers.CODES and (update is None or (update.codes and update.agencies))
        if not is_open or not acceptable or context.submission(place) is None or (finding.code, place) in seen:
            continue
        seen.add((finding.code, place))
        values = {"code": finding.code, "file": patterns[place.file]}
        if place.cell:
            values["cell"] = place.address
        elif action := context.action(place):
            values["action"] = action
        yield Proposed(
            Kind.ACCEPT, {**values, "was": finding.pin, "period": period, "reason": ""}, finding.message, place.file
        )


def _patterns(paths: Sequence[str]) -> Mapping[str, str]:
    """A pattern for each file that matches no other file: its name, or its path if another file has the same name."""
    posix = {path: PurePosixPath(path.replace("\\", "/")) for path in paths}
    names = Counter(path.name for path in posix.values())
    return {path: glob.escape(own.name if names[own.name] == 1 else str(own)) for path, own in posix.items()}


def from_comments(comments: Iterable[Comment], plan: Framework) -> tuple[Proposed, ...]:
    """The decisions that comments propose: edits, updates to withhold, and clearances of the other texts."""
    rows = tuple(comments)
    corrected = by_first(((row.update, row.part), row) for row in rows if row.correction)
    asked = {row.update: row for row in sorted(rows, key=_says_yes, reverse=True) if row.leave_out}
    first = {text: row for text, (row, *_) in corrected.items()}
    return (
        *(_edit(corrections, plan) for corrections in corrected.values()),
        *(_leaving_out(row, rows) for row in asked.values()),
        *_clearances(rows, first, asked, plan),
    )


def _edit(corrections: Sequence[Comment], plan: Framework) -> Proposed:
    """Propose the correction of a text or a status; if several differ, somebody has to decide which one applies."""
    row, texts = corrections[0], dict.fromkeys(_meant(each, plan) for each in corrections)
    text, because = "", ""
    if len(texts) == 1:
        text, because = next(iter(texts)), f"Corrected by {row.agency} on its proof."
    sent = next((each.text for each in corrections if each.text != each.correction), None)
    why = "The printed text itself was changed." if sent is None else f"The proof printed: “{sent}”"
    if text != row.correction:
        wrote = listed([*dict.fromkeys(f"{each.agency} wrote “{each.correction}”" for each in corrections)])
        why = f"{wrote}{'. ' if text else ': which one applies? '}{why}"
    values = {"update": row.update, "column": row.column, "text": text, "was": row.pins[0], "because": because}
    return Proposed(Kind.EDIT, values, why)


def _meant(correction: Comment, plan: Framework) -> str:
    """A correction as the report prints it; a status is given by its label."""
    if correction.column != STATUS:
        return correction.correction
    return plan.status_by_id[status(plan, correction.correction).ids[0]].label


def _leaving_out(row: Comment, rows: Sequence[Comment]) -> Proposed:
    """Propose to withhold a row's update with all its texts; the reason is left open unless the answer is yes."""
    parts = [each.part for each in rows if each[:2] == row[:2] and each.part != row.part and each.is_text]
    why = [f"{row.agency} wrote “{row.leave_out}” beside: “{row.text}”"]
    why += [f"That would also leave out its {listed(parts)}"] if parts else []
    why += [] if (yes := _says_yes(row)) else ["If the agency means all of it, write why; if not, skip this entry."]
    because = f"{row.agency} asks to leave it out." if yes else ""
    return Proposed(Kind.WITHHOLD, {"update": row.update, "was": row.pins[1], "because": because}, ". ".join(why))


def _says_yes(row: Comment) -> bool:
    return row.leave_out.casefold().strip(" .!") in TICKS


def _clearances(
    rows: Sequence[Comment], corrected: Mapping[tuple[str, str], Comment], asked: Mapping[str, Comment], plan: Framework
) -> Iterator[Proposed]:
    """Propose each agency's clearance of its texts, as corrected and without the texts it `asked` to leave out."""
    cleared = by_first(((row.agency, row.cleared), row) for row in rows if row.cleared)
    for (agency, role), of_own in cleared.items():
        own = {(row.update, row.part): row for row in rows if row.agency == agency and row.is_text}
        changed = {text: corrected[text] for text in own if text in corrected}
        kept = (text for text in own if text[0] not in asked and not text[0].endswith(LATER))
        was = Clearance.pin_of(changed[text].correction if text in changed else own[text].text for text in kept)
        values = {"agency": agency, "period": of_own[0].period, "by": role, "was": was}
        changes = (*changed.values(), *(asked[update] for update, _ in own if update in asked))
        asking = plan.in_order({row.agency for row in changes} - {agency})
        seen = f" It includes what {listed(asking)} asked for above: has {agency} seen that?" if asking else ""
        some = len({(row.update, row.part) for row in of_own if row.is_text})
        rows_left = {row.number[0] for row in rows if row.agency == agency}
        deleted = any(row.number[1] > len(rows_left) for row in of_own)
        partly = f" It covers all of them: does {agency} mean that?" if some < len(own) else ""
        partly += " Rows were deleted: it only covers the rows left." if deleted else ""
        texts = f"{some} of {counted(len(own), 'text')} of {agency}." if own else f"{agency} has no texts here."
        yield Proposed(Kind.CLEARANCE, values, texts + partly + seen)
