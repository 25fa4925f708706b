"""Show the result of `compile`: what is in the report, what is not, and where it is."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePath

from poatool.console import Screen, styled
from poatool.decisions.model import Clearance, Extension, OnText, State, Withhold
from poatool.findings.model import Severity
from poatool.render.formats import PROPOSED, PUBLISH
from poatool.render.report.words import STATES, in_words
from poatool.render.text import differing, reopened
from poatool.reports.coverage_model import Kind
from poatool.reports.validation import Validation
from poatool.reports.year_end_model import SetAside, YearEndReport
from poatool.submissions.update_ids import LATER
from poatool.text import actions, by_first, counted, listed, long_date

_LIST_LIMIT = 5  # up to this many sheets, rules or warnings are shown one by one


def compiled_text(
    report: YearEndReport, result: Validation, written: Sequence[Path], screen: Screen, refused: str = ""
) -> None:
    """Show what is in the report, what is not, and its files; `refused` is the option that prevented the report."""
    covered, ours = report.coverage, report.edition.framework.in_its_words
    withheld = sum(not each.id.endswith(LATER) for each in report.withheld)
    updates = counted(len(report.updates), "update") + (f" and {withheld} withheld" if withheld else "")
    screen.say(
        (f"{updates} from {counted(len(report.submissions), 'file')}", "bold"),
        ours(f", on {covered.reported} of {covered.in_force} actions in force."),
    )
    _later_returns(report, screen)
    until = {made.agency: made.until for each in report.rulings if isinstance(made := each.decision, Extension)}
    owed = [each.code for each in covered.agencies if each.is_expected and not each.submitted]
    if silent := [f"{code} (extended to {long_date(until[code])})" if code in until else code for code in owed]:
        wait = " Do not seal before that day has passed." if until.keys() & {*owed} else ""
        screen.say(f"No return that counts came in from {listed(silent)}.{wait}")
    if again := reopened(covered):
        screen.say(again)
    if pointed := [action.code for action in covered.actions if action.kind is Kind.POINTER]:
        screen.say(ours(f"Not reported on, as all answers only point to other actions: {actions(pointed)}."))
    _set_aside(report, screen)
    _warnings(report, result, screen)
    kept_out = {each.decision.source for each in report.rulings if isinstance(each.decision, Withhold)}
    accepted = (finding.waiver for finding in result.findings if finding.waiver)
    if waivers := [waiver for waiver in accepted if waiver.source not in kept_out]:
        files = dict.fromkeys(waiver.source.file for waiver in waivers if waiver.source)
        screen.say(f"{counted(len(waivers), 'finding')} accepted by {listed([*files] or ['waivers'])}")
    if ended := [code for code in covered.standing.closed if code not in report.public.standing.closed]:
        why = "only withheld updates show that work ended in an earlier period. Decide on the status in that period."
        screen.say(ours(f"{actions(ended)}: printed as not reported, as {why}"))
    if report.undecided:
        where = "".join(f" See {path}." for path in written if path.name == PurePath(PROPOSED).name)
        differ = differing(covered.actions, ours(actions(report.undecided))).replace("Agencies", "agencies")
        screen.say(("Undecided", "bold yellow"), f": {differ}.{where}")
        if hidden := [code for code in report.undecided if code not in report.public.standing.differ]:
            screen.say(f"  On {ours(actions(hidden))}, statuses differ only because of a withheld update.")
    _decisions(report, screen)
    _why_refused(refused, screen)
    for folder, paths in groupby(written, key=attrgetter("parent")):
        what = "to go out" if folder.name == PUBLISH else "for you alone"
        screen.say("Wrote ", (str(folder), "bold"), f", {what}: {', '.join(path.name for path in paths)}")


def _later_returns(report: YearEndReport, screen: Screen) -> None:
    for later in report.since_then:
        sent = sum(len(each.updates) for each in later.submissions) - len(later.set_aside) - len(later.withheld)
        again = "" if sent <= len(later.updates) else " Rows sent again word for word are left out."
        new = counted(len(later.updates), "later update")
        screen.say(f"{new} for {later.period}, printed but not counted.{again}")
    if report.held:
        why = ", as this may repeat what was withheld or edited"
        screen.say(("Not printed", "bold yellow"), f"{why}: {listed([each.id for each in report.held])}.")
        screen.say("  Decide on each: withhold it or, to publish it, edit it, even if you only repeat its text.")


def _why_refused(option: str, screen: Screen) -> None:
    match option:
        case "--strict":
            screen.say(("No report was written: with --strict, every update must be free of errors.", "bold red"))
        case "--final" | "--correct":
            why = "nothing may be set aside, undecided or stale."
            screen.say((f"No report was written: with {option}, {why}", "bold red"))
            how = f"without {option}" + (", into another --output," if option == "--correct" else "")
            screen.say(f"To see what is missing, run it {how} and open coordinator/decisions-proposed.yaml.")


def _set_aside(report: YearEndReport, screen: Screen) -> None:
    whole = sum(entry.source.row is None for entry in report.set_aside)
    if report.set_aside:
        of_them = f", of them {counted(whole, 'whole file or sheet', 'whole files or sheets')}" if whole else ""
        screen.say((f"{len(report.set_aside)} set aside{of_them}, not in the report:", "bold yellow"))
    by_sheet = by_first(((entry.source.file, entry.source.sheet), entry) for entry in report.set_aside)
    for (file, sheet), entries in list(by_sheet.items())[:_LIST_LIMIT]:
        screen.hang("  ", (f"{file}{f', sheet {sheet}' if sheet else ''}", "bold"), _rows(entries))
        _rules(entries, screen)
    if (more := len(by_sheet) - _LIST_LIMIT) > 0:
        screen.say(f"  and in {counted(more, 'other sheet or file', 'other sheets or files')}.")


def _rules(entries: Sequence[SetAside], screen: Screen) -> None:
    if not all(entry.findings for entry in entries):
        screen.hang("     ", "A row names no agency, or no action in force: it stays out even if an error is accepted.")
    found = by_first((each.code, each) for each in dict.fromkeys(each for entry in entries for each in entry.findings))
    for code, (first, *more) in list(found.items())[:_LIST_LIMIT]:
        times = f" ×{len(more) + 1}" if more else ""
        screen.hang(styled("     ", (code, "red"), f"{times} "), first.message)
    if len(found) > _LIST_LIMIT:
        screen.say(f"     and {counted(len(found) - _LIST_LIMIT, 'other rule')}.")


def _warnings(report: YearEndReport, result: Validation, screen: Screen) -> None:
    """Show warnings on published rows and on whole files, but not on files of an earlier period."""
    earlier = {each.submission.path for each in report.previous.submissions} if report.previous else ()
    aside = {(file, sheet, row) for (file, _, sheet, row), *_ in report.set_aside}
    published = [
        each
        for each in result.findings
        if each.severity is Severity.WARNING
        and each.waiver is None
        and each.place.file not in earlier
        and (each.place.file, each.place.sheet, each.place.row) not in aside
    ]
    if published:
        screen.say((f"{counted(len(published), 'warning')} to read before this goes out:", "bold yellow"))
    for each in published[:_LIST_LIMIT]:
        place = f"{each.place.file} {each.place.cell or each.place.row or ''}".rstrip()
        screen.hang("  ", (place, "bold"), "  ", (each.code, "yellow"), f" {each.message}")
    if len(published) > _LIST_LIMIT:
        screen.say(f"  and {len(published) - _LIST_LIMIT} more.")


def _decisions(report: YearEndReport, screen: Screen) -> None:
    for state, words in STATES.items():
        if found := [ruling for ruling in report.rulings if ruling.state is state]:
            style = "bold" if state is State.APPLIED else "yellow"
            screen.say((f"{counted(len(found), 'decision')} {words}:", style))
        for ruling in found:
            made, settles = ruling.decision, in_words(ruling.decision, report.edition.framework)
            screen.hang("  ", (settles, "bold"), f"  {made.by}: {made.because}".rstrip(": "))
            if ruling.why:
                why = f"     {ruling.why[0].upper()}{ruling.why[1:]}."
                if isinstance(made, Clearance):
                    why += f" Once {made.agency} has cleared the texts as they are now: `was: {ruling.now[0].was}`"
                screen.say(why)
            if isinstance(made, OnText) and not made.pinned and state is State.APPLIED and ruling.was:
                also = "" if made.period or isinstance(made, Clearance) else f'`period: "{report.period}"` and '
                many = f"the `was` of line {made.source.row} in report.json"
                pins = many if len(ruling.now) > _LIST_LIMIT else f"`was: {ruling.was}`"
                screen.say(f"     Add {also}{pins}, so that the decision becomes stale if the text changes.")


def _rows(entries: Iterable[SetAside]) -> str:
    """The rows of entries, such as `, rows 5 to 8 and 11`; empty for a whole file or sheet."""
    rows = dict.fromkeys(entry.source.row for entry in entries if entry.source.row)
    runs = ([row for _, row in run] for _, run in groupby(enumerate(rows), key=lambda each: each[1] - each[0]))
    ranges = [f"{first} to {more[-1]}" if more else str(first) for first, *more in runs]
    return f", row{'s' if len(rows) > 1 else ''} {listed(ranges)}" if rows else ""
