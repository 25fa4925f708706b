"""Text that every format shares: the place of a finding, and counts of findings."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.findings.baseline import Changes
from poatool.findings.model import Finding, Place, Severity
from poatool.reports.validation import Group, Ledger
from poatool.text import counted, severities, spelled

_PLACES_SHOWN = 3
_NEW_SHOWN = 10


def within_sheet(place: Place) -> str:
    """The place in its sheet: `B7`, `row 7` or `sheet`; in a file without sheets, `line 7` or `file`."""
    if place.cell:
        return place.cell
    if place.row:
        return f"{'row' if place.sheet else 'line'} {place.row}"
    return "sheet" if place.sheet else "file"


def located(place: Place) -> str:
    """The file and the place in it: `police.xlsx:Updates!B7`."""
    inside = place.address
    return f"{spelled(place.file)}:{inside}" if inside else spelled(place.file)


def acceptance(finding: Finding) -> str:
    """Why a finding needs no answer: `waived: reason` or `known before`; empty if it needs one."""
    if finding.waiver is not None:
        return f"waived: {finding.waiver.reason}"
    return "known before" if finding.known else ""


def sentence(finding: Finding) -> str:
    """What is wrong, what to do and, in brackets, why it is accepted."""
    problem = f"{finding.message} {finding.hint}".strip()
    accepted = acceptance(finding)
    return f"{problem} ({accepted})" if accepted else problem


def totals(counts: Mapping[Severity, int]) -> str:
    """`2 errors, 1 warning`; empty if there are no findings."""
    return ", ".join(severities(number, severity) for severity, number in counts.items() if number)


def resolved(changes: Changes) -> str:
    """`4 of 6 findings resolved, 1 new`: the errors and warnings of an earlier check."""
    earlier = f"{changes.resolved} of {counted(changes.earlier, 'finding')} resolved"
    return f"{earlier if changes.earlier else 'Nothing was found before'}, {changes.new} new"


def newly_found(changes: Changes) -> str:
    """`New: ACT201 at police.xlsx:Updates!B7`, the first new findings; empty without any."""
    shown = [f"{finding.code} at {located(finding.place)}" for finding in changes.which[:_NEW_SHOWN]]
    rest = changes.new - len(shown)
    return f"New: {', '.join(shown)}{f' and {rest} more' if rest else ''}." if shown else ""


def further(group: Group) -> str:
    """A sentence with the other places of the same problem; empty if there are none."""
    others = [within_sheet(finding.place) for finding in group[1:]]
    if not others:
        return ""
    rest = len(others) - _PLACES_SHOWN
    return f"Also at {', '.join(others[:_PLACES_SHOWN])}" + (f" and {rest} more." if rest > 0 else ".")


def ledger(rows: Ledger) -> str:
    """What became of the rows: `19 rows: 5 updates, 14 set aside`."""
    fates = [counted(rows.updates, "update")]
    fates += [f"{rows.skipped} skipped"] if rows.skipped else []
    fates += [f"{rows.set_aside} set aside"] if rows.set_aside else []
    return f"{counted(rows.seen, 'row')}: {', '.join(fates)}"
