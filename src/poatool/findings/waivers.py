"""Waivers upon findings: which are accepted, and which waivers are of no use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase

from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity, Waiver
from poatool.findings.waiver_kinds import ELSEWHERE, EXPIRED, UNUSED
from poatool.framework.faults import FaultKind


def apply_waivers(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    around: Context,
    checked: Collection[str],
    end: dt.date | None,
) -> tuple[Finding, ...]:
    """Mark the findings that are accepted, and add one for each waiver that has run out or accepts nothing.

    Args:
        findings: what the rules found.
        waivers: the first that fits a finding is the one that accepts it.
        around: the submissions in which it was found.
        checked: the codes of the rules that ran; nothing can be said of the use of another rule's waiver.
        end: the last day of the period; a waiver whose `until` is before it has run out.
    """
    in_time = [waiver for waiver in waivers if not _expired(waiver, end)]
    used: set[int] = set()
    judged: list[Finding] = []
    for finding in findings:
        fitting = [number for number, waiver in enumerate(in_time) if _fits(waiver, finding, around)]
        used.update(fitting)
        judged.append(finding._replace(waiver=in_time[fitting[0]]) if fitting else finding)
    paths = [each.submission.path for each in around.submissions]
    idle = [w for number, w in enumerate(in_time) if number not in used and w.code in checked]
    here = [waiver for waiver in idle if any(_in_file(waiver, path) for path in paths)]
    elsewhere = [waiver for waiver in idle if waiver not in here]
    expired = [waiver for waiver in waivers if _expired(waiver, end)]
    remarks = [*_remarks(here, UNUSED, end), *_remarks(expired, EXPIRED, end), *_remarks(elsewhere, ELSEWHERE, end)]
    return (*judged, *sorted(remarks, key=lambda finding: finding.place.row or 0))


def _expired(waiver: Waiver, end: dt.date | None) -> bool:
    return waiver.until is not None and end is not None and waiver.until < end


def _fits(waiver: Waiver, finding: Finding, around: Context) -> bool:
    place = finding.place
    return (
        waiver.code == finding.code
        and _in_file(waiver, place.file)
        and waiver.sheet in (None, place.sheet)
        and waiver.cell in (None, place.cell)
        and (waiver.action is None or waiver.action.casefold() in _actions(place, around))
    )


def _in_file(waiver: Waiver, path: str) -> bool:
    """Whether a file is one that the waiver speaks of: a pattern is compared with as much of the path as it names."""
    if waiver.file is None:
        return True
    pattern = waiver.file.replace("\\", "/").casefold()
    parts = path.replace("\\", "/").casefold().split("/")
    return fnmatchcase("/".join(parts[-pattern.count("/") - 1 :]), pattern)


def _actions(place: Place, around: Context) -> set[str]:
    """What the action of a row may be called: as it was typed, piece by piece, and what it counts towards."""
    update = around.update(place)
    if update is None:
        return set()
    pieces = (piece.text for piece in update.references.pieces)
    return {text.strip().casefold() for text in (around.action(place) or "", *pieces, *update.codes)}


def _remarks(waivers: Sequence[Waiver], kind: FaultKind, end: dt.date | None) -> Iterator[Finding]:
    for waiver in waivers:
        place = waiver.source or Place("")
        message = _MESSAGES[kind].format(waiver=_named(waiver), until=waiver.until, end=end)
        yield Finding(kind.code, kind.name, Severity(kind.severity), message, kind.hint, place, value=waiver.code)


_MESSAGES = {
    UNUSED: "The waiver of {waiver} accepts nothing in these submissions.",
    EXPIRED: "The waiver of {waiver} ran out on {until}; the period ends on {end}.",
    ELSEWHERE: "The file that the waiver names is not among those that were checked.",
}


def _named(waiver: Waiver) -> str:
    cell = "!".join(filter(None, (waiver.sheet, waiver.cell)))
    places = (f"in {waiver.file}" if waiver.file else "", f"at {cell}" if cell else "")
    action = f"on action {waiver.action}" if waiver.action else ""
    return " ".join(filter(None, (waiver.code, *places, action)))
