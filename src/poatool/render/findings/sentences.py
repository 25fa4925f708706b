"""Write what all lists of findings share: places, sentences, totals, what is new or resolved, and the table."""

from collections.abc import Mapping

from poatool.findings.context import Changes
from poatool.findings.model import Finding, Place, Severity
from poatool.render.table import Column, Listing, tabulated
from poatool.reports.validation import Group, Ledger, Validation
from poatool.text import counted, cut, escaped_line

_PLACES_SHOWN = 3
NO_ROWS = "No row was checked: no table has updates. Check that these are the right files."


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
    return f"{escaped_line(place.file)}:{inside}" if inside else escaped_line(place.file)


def acceptance(finding: Finding) -> str:
    """Why a finding needs no answer: `waived: reason`, or `known before` if in the baseline; otherwise empty."""
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
    return ", ".join(counted(number, severity) for severity, number in counts.items() if number)


def resolved(changes: Changes) -> str:
    """How many errors and warnings of an earlier check are resolved: `4 of 6 findings resolved, nothing new`."""
    earlier = f"{changes.resolved} of {counted(changes.earlier, 'finding')} resolved"
    return f"{earlier if changes.earlier else 'Nothing was found before'}, {changes.new or 'nothing'} new"


def newly_found(changes: Changes) -> str:
    """The first new findings: `New: ACT201 at police.xlsx:Updates!B7.`; empty if there are none."""
    shown = [f"{finding.code} at {located(finding.place)}" for finding in changes.which[:10]]
    rest = changes.new - len(shown)
    return f"New: {', '.join(shown)}{f' and {rest} more' if rest else ''}." if shown else ""


def problem(group: Group) -> str:
    """What is wrong, and the other places where it is: `… Also at B8, B9, B10 and 2 more.`"""
    first, *others = group
    shown, rest = [within_sheet(finding.place) for finding in others[:_PLACES_SHOWN]], len(others) - _PLACES_SHOWN
    also = f" Also at {', '.join(shown)}{f' and {rest} more' if rest > 0 else ''}." if shown else ""
    return first.message + also


def ledger(rows: Ledger) -> str:
    """What became of the rows: `19 rows: 5 updates, 14 set aside`."""
    fates = [counted(rows.updates, "update")]
    fates += [f"{rows.skipped} skipped"] if rows.skipped else []
    fates += [f"{rows.set_aside} set aside"] if rows.set_aside else []
    return f"{counted(rows.seen, 'row')}: {', '.join(fates)}"


def findings_table(validation: Validation) -> Listing:
    """Every finding with its place and the heading, action and agency there."""
    context = validation.context
    headings = {finding.place: context.heading(finding.place) for finding in validation.findings}
    return tabulated(
        "Findings",
        validation.findings,
        ("File", 0, lambda f: escaped_line(f.place.file)),
        ("Agency", 0, lambda f: context.agencies(f.place)),
        ("Sheet", 0, lambda f: f.place.sheet),
        ("Cell", 0, lambda f: f.place.cell),
        ("Row", 0, lambda f: f.place.row),
        ("Heading", 0, lambda f: cut(heading.text) if (heading := headings[f.place]) else None),
        ("Action", 0, lambda f: context.actions(f.place, f.last_row)),
        ("Severity", 0, lambda f: f.severity.value),
        ("Code", 0, lambda f: f.code),
        ("Rule", 0, lambda f: f.name),
        ("What is wrong", 0, lambda f: escaped_line(f.message)),
        ("What to do", 0, lambda f: f.hint),
        ("Value", 0, lambda f: f.quote),
        ("Correction", 0, lambda f: f.fix.value if f.fix else None),
        ("Safe to correct", 0, lambda f: f.fix and ("yes" if f.fix.safe else "no")),
        ("Accepted", 0, acceptance),
    )


def by_rule(validation: Validation) -> Listing:
    """The number of findings of each rule, the most frequent first, without waived ones."""
    first = {finding.code: finding for finding in reversed(validation.findings)}
    codes = validation.by_code.most_common()
    rows = tuple((code, first[code].name, first[code].severity.value, count) for code, count in codes)
    return Listing("By rule", tuple(map(Column, ("Code", "Rule", "Severity", "Findings"))), rows)


def nothing_to_correct(rows: Ledger) -> str:
    """`Nothing to correct`; rows may still be set aside, by rules or decisions that are not shown."""
    if not rows.set_aside:
        return "Nothing to correct"
    verb = "is" if rows.set_aside == 1 else "are"
    return f"Nothing to correct, but {counted(rows.set_aside, 'row')} {verb} set aside"
