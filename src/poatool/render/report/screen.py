"""Show the result of `compile`: what is in the report, what is not, and where it is."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from poatool.console import SEVERITY_STYLES, Screen
from poatool.decisions.model import Extension, OnText, State
from poatool.findings.model import Finding, Place, Severity
from poatool.render.formats import Folder
from poatool.render.report.words import STATES, in_words
from poatool.reports.validation import Validation
from poatool.reports.year_end import SetAside, YearEndReport
from poatool.text import actions, counted, listed, long_date

_IN_NO_CASE = "  It names no agency, or no action in force: it stays out even if an error is accepted."
_LIST_LIMIT = 5  # up to this many rows or warnings are shown one by one


def compiled_text(
    report: YearEndReport, result: Validation, written: Sequence[Path], screen: Screen, refused: str = ""
) -> None:
    """Show the counts, what was set aside, warnings on what is published, undecided statuses, and the files.

    If nothing was written, `refused` is the option that caused this.
    """
    covered, ours = report.coverage, report.edition.framework.in_its_words
    screen.say(
        (f"{counted(len(report.updates), 'update')} from {counted(len(report.submissions), 'file')}", "bold"),
        ours(f", on {covered.reported} of {covered.in_force} actions in force."),
    )
    for later in report.since_then:
        screen.say(f"{counted(len(later.updates), 'later update')} for {later.period}, printed but not counted.")
    until = {made.agency: made.until for each in report.rulings if isinstance(made := each.decision, Extension)}
    owed = [each.code for each in covered.agencies if (each.expected or each.asked) and not each.submitted]
    silent = [f"{code} (extended to {long_date(until[code])})" if code in until else code for code in owed]
    if silent:
        wait = " Do not seal before that day has passed." if until.keys() & {*owed} else ""
        screen.say(f"No return that counts came in from {listed(silent)}.{wait}")
    aside = {(entry.file, entry.sheet, entry.row) for entry in report.set_aside}
    published = (e for e in result.findings if e.severity is Severity.WARNING and e.waiver is None)
    warnings = [e for e in published if (e.place.file, e.place.sheet, e.place.row) not in aside]
    kept_out, to_read = [(e, e.findings[:1]) for e in report.set_aside], [(e.place, [e]) for e in warnings]
    _first(f"{len(kept_out)} set aside, not in the report:", kept_out, screen)
    _first(f"{counted(len(to_read), 'warning')} to read before this goes out:", to_read, screen)
    if waivers := [finding.waiver for finding in result.findings if finding.waiver]:
        files = dict.fromkeys(waiver.source.file for waiver in waivers if waiver.source)
        screen.say(f"{counted(len(waivers), 'finding')} accepted by {listed([*files] or ['waivers'])}")
    if report.undecided:
        where = "" if refused else " See decisions-proposed.yaml."
        differ = f": agencies differ on the status of {ours(actions(report.undecided))}.{where}"
        screen.say(("Undecided", "bold yellow"), differ)
    _decisions(report, screen)
    match refused:
        case "--strict":
            screen.say(("No report was written: with --strict, every update must be free of errors.", "bold red"))
        case "--final" | "--correct":
            screen.say((f"No report was written: with {refused}, nothing may be set aside or undecided.", "bold red"))
            how = f"without {refused}" + (", into another --output," if refused == "--correct" else "")
            screen.say(f"Run it {how} to see in coordinator/decisions-proposed.yaml what is missing.")
    for folder, paths in groupby(written, key=attrgetter("parent")):
        what = "to go out" if folder.name == Folder.PUBLISH else "for you alone"
        screen.say("Wrote ", (str(folder), "bold"), f", {what}: {', '.join(path.name for path in paths)}")


def _first(heading: str, found: Sequence[tuple[SetAside | Place, Sequence[Finding]]], screen: Screen) -> None:
    """Show the first rows with a finding in each, and how many more there are."""
    if found:
        screen.say((heading, "bold yellow"))
    for row, findings in found[:_LIST_LIMIT]:
        cell = next((each.place.cell for each in findings), None)
        place = f"{row.file} {cell or row.row or ''}".rstrip()
        causes = [((f"  {each.code}", SEVERITY_STYLES[each.severity]), f" {each.message}") for each in findings]
        cause = next(iter(causes), (("", ""), _IN_NO_CASE))
        screen.hang("  ", (place, "bold"), *cause)
    if len(found) > _LIST_LIMIT:
        screen.say(f"  and {len(found) - _LIST_LIMIT} more. All of them: poatool validate")


def _decisions(report: YearEndReport, screen: Screen) -> None:
    for state, words in STATES.items():
        found = [ruling for ruling in report.rulings if ruling.state is state]
        if found:
            style = "bold" if state is State.APPLIED else "yellow"
            screen.say((f"{counted(len(found), 'decision')} {words}:", style))
        for ruling in found:
            made, settles = ruling.decision, in_words(ruling.decision, report.edition.framework)
            screen.hang("  ", (settles, "bold"), f"  {made.by}: {made.because}".rstrip(": "))
            if isinstance(made, OnText) and not made.pinned and state is State.APPLIED:
                screen.say(f"     Add `was: {ruling.was}`, so that the decision lapses if the text changes.")
