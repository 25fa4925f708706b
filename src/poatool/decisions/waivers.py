"""Apply waivers and other decisions to findings, and report faults in them (WVR)."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity, Waiver, pin
from poatool.findings.set_aside import covered
from poatool.framework.faults import fault_kinds
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sources import in_file
from poatool.submissions.update_ids import RowKey
from poatool.text import by_first

if TYPE_CHECKING:  # loaded only if there are decisions
    from poatool.decisions.model import AssessedStatus, Decision, Ruling, Withhold

# Their pages appear in the rule book with those of the rules.
UNUSED, ELSEWHERE, STALE = KINDS = fault_kinds("""
WVR701 waiver-unused warning
A waiver accepts nothing in these submissions, or has run out (`until` is before the end of the period).
Why: The finding has been corrected, the cell has changed, or the code, file, cell or action is wrong. The waiver could
accept a new finding of the same kind unnoticed. `until` is compared with the last day of the period, so the same
submissions give the same findings on any day.
Fix: Delete it from the file, correct its code, file, cell or action, or agree on a later day.
Was: WVR702 waiver-expired

WVR703 waiver-of-no-file-here advice
A waiver names a file that is not among those that were checked, or a decision edits or withholds an update of an agency
that has sent nothing.
Why: Nothing is wrong if more is still to come, or only some submissions are checked. If not, the pattern or the id is
wrong, or the file was renamed. The report stays a draft as long as a decision has no update to edit or withhold.
Fix: If all submissions were checked, correct the waiver or the decision, or delete it.

WVR704 decision-stale error
What a decision edits, withholds or accepts has changed since, or no update has its id.
Why: The decision was made on another text, so it is not applied. Neither the edited text nor the new one is published
until somebody decides again. If it fits no update at all, nothing is held back, but the report stays a draft.
Fix: Read the text, then decide again as decisions-proposed.yaml proposes, or correct the id or delete the decision.
""")
CODES = frozenset(kind.code for kind in KINDS)
"""The codes of findings that concern only the coordinator, and that nobody can accept."""

CHANGED = "its text has changed since the decision"
ANY_CHANGED = "its text, or a row that it covers, has changed since the decision"


def apply_waivers(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    context: Context,
    codes: Collection[str] | None,
    end: dt.date | None,
) -> tuple[Finding, ...]:
    """Mark accepted findings, and add a finding for each waiver that has run out or accepts nothing.

    The first waiver that fits a finding accepts it; one that only fits findings on texts that have changed is stale.
    `codes` holds the codes to check, None for all; waivers of other rules are not reported as unused. `end` is the last
    day of the period: a waiver with an earlier `until` has run out.
    """
    if not waivers:
        return tuple(findings)
    run_out = {id(waiver) for waiver in waivers if waiver.until and end and waiver.until < end}
    by_code = by_first((waiver.code, waiver) for waiver in waivers if id(waiver) not in run_out)
    used, stale = set[int](), dict[int, Place]()
    judged: list[Finding] = []
    for finding in findings:
        there = [waiver for waiver in by_code.get(finding.code, ()) if _fits(waiver, finding, context)]
        fitting = [waiver for waiver in there if waiver.was is None or finding.pin in waiver.was.split()]
        used.update(map(id, fitting))
        judged.append(finding._replace(waiver=fitting[0]) if fitting else finding)
        stale |= {id(waiver): finding.place for waiver in there if judged[-1].waiver is None}
    remarks = []
    for waiver in waivers:
        kind, message = UNUSED, f"The waiver of {waiver_in_words(waiver)} accepts nothing in these submissions."
        if id(waiver) in run_out:
            message = f"The waiver of {waiver_in_words(waiver)} ran out on {waiver.until}; the period ends on {end}."
        elif id(waiver) in used or (codes is not None and waiver.code not in codes):
            continue
        elif id(waiver) in stale and waiver.source:
            line = f"{waiver.source.file}, line {waiver.source.row}, accepts {waiver_in_words(waiver)}"
            kind, message = STALE, f"{line}, but {ANY_CHANGED}."
        elif not any(waiver.file is None or in_file(waiver.file, e.submission.path) for e in context.submissions):
            kind, message = ELSEWHERE, "The file that the waiver names is not among those that were checked."
        place = waiver.source or Place("")
        severity = Severity(kind.severity)
        if codes is None or kind.code in {*codes, STALE.code}:
            related = (stale[id(waiver)],) if kind is STALE else ()
            remark = Finding(kind.code, kind.name, severity, message, kind.hint, place, waiver.code, related=related)
            remarks.append(remark)
    return (*judged, *sorted(remarks, key=lambda finding: finding.place.row or 0))


def _fits(waiver: Waiver, finding: Finding, context: Context) -> bool:
    """Whether a waiver is about a finding; it may call an action by its cell's text, a reference in that or a code."""
    place, update = finding.place, context.update(finding.place) if waiver.action else None
    pieces = [piece.text for piece in update.references.pieces] if update else []
    named = (context.action(place) or "", *pieces, *update.codes) if update else ()
    return (
        (waiver.file is None or in_file(waiver.file, place.file))
        and waiver.cell in (None, place.cell, f"{place.sheet}!{place.cell}")
        and (waiver.action is None or waiver.action.casefold() in (text.strip().casefold() for text in named))
    )


def waiver_in_words(waiver: Waiver) -> str:
    """What a waiver accepts, such as `ACT202 in mfat.xlsx at B7`."""
    where = {"in": waiver.file, "at": waiver.cell, "on action": waiver.action}
    return " ".join([waiver.code, *(f"{word} {place}" for word, place in where.items() if place)])


class Settled(NamedTuple):
    """What decisions change in a period's submissions, and what else they settle for the period."""

    submissions: tuple[Interpreted, ...]  # with texts edited and updates withheld as decided
    findings: tuple[Finding, ...] = ()  # one for each stale decision
    rulings: Mapping["Decision", "Ruling"] = {}  # the state of each decision on these submissions
    made: Mapping[tuple[RowKey, str], "Withhold"] = {}  # applied ones, by row and column; "" for all columns
    accepted: tuple[Waiver, ...] = ()  # the waivers in decisions.yaml
    assessed: Mapping[str, "AssessedStatus"] = {}  # the decisions on statuses, by action
    not_expected: Mapping[tuple[str, str | None], str] = {}  # why, by agency and action; None stands for any action
    awaited: Collection[str] = ()  # the agencies whose due day was extended

    def adjusted(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Pin findings; mark those only on withheld rows as accepted; name the decisions that edited texts."""
        rows = covered(self.submissions, findings)
        for finding in findings:
            over = rows.get(finding, {})
            pinned = finding._replace(pin=_pin_of(finding, over.values()))
            withheld = [self.made.get((key, "")) for key in over]
            columns = ((key, u, column) for key, u in over.items() for column in u.replaced)
            edited = ((key, column) for key, u, column in columns if Place.of(u.cell(column)) == finding.place)
            if withheld and (made := withheld[0]) and all(withheld):
                accepted = Waiver(code=finding.code, reason=made.because, by=made.by, source=made.source)
                yield pinned._replace(waiver=accepted)
            elif (edit := next(edited, None)) is not None:
                source = self.made[edit].source
                message = f"{finding.message} The text comes from {PurePath(source.file).name}, line {source.row}."
                yield pinned._replace(message=message, related=(*finding.related, source))
            else:
                yield pinned


def _pin_of(finding: Finding, over: Collection[Update]) -> str:
    """The pin of what a finding is about: a published text or, if it is elsewhere, also the texts that it keeps out."""
    place = finding.place
    on_text = finding.last_row is None and any(Place.of(u.cell(column)) == place for u in over for column in u.texts)
    rows = () if on_text else ((u.sent_status, *u.as_sent.values(), *chain(*u.links.values())) for u in over)
    return pin(finding.value or ("" if place.row else place.sheet) or "", chain.from_iterable(rows))
