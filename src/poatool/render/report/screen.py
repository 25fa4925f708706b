"""The result of `compile` on the screen: what is in the report, what is not, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from poatool.console import Screen
from poatool.decisions.model import State, Withhold
from poatool.findings.model import Severity
from poatool.render.report.decisions import STATES, in_words
from poatool.render.report.formats import Folder
from poatool.render.screen import hang, say, styled
from poatool.reports.model import SetAside, YearEndReport
from poatool.reports.validation import Validation
from poatool.text import counted, listed

_SHOWN = 1_000
"""Updates of one file shown with their reasons; further ones are listed by their rows."""


def compiled_text(report: YearEndReport, result: Validation, written: Sequence[Path], screen: Screen) -> None:
    """Show the counts, every update set aside with its reasons, what is published in spite of a finding, and where."""
    covered = report.coverage
    say(
        screen,
        (f"{counted(len(report.updates), 'update')} from {counted(len(report.files), 'file')}", "bold"),
        f", on {covered.reported} of {covered.in_force} actions in force.",
    )
    if report.set_aside:
        say(screen, (f"{len(report.set_aside)} set aside, not in the report:", "bold yellow"))
    for _, of_file in groupby(report.set_aside, key=attrgetter("file")):
        entries = list(of_file)
        for aside in entries[:_SHOWN]:
            _set_aside(aside, screen)
        _further(entries[_SHOWN:], screen)
    if warnings := result.by_severity[Severity.WARNING]:
        say(screen, (f"{counted(warnings, 'warning')} to read before this goes out", "yellow"), ": poatool validate")
    if waivers := [finding.waiver for finding in result.findings if finding.waiver]:
        files = dict.fromkeys(waiver.source.file for waiver in waivers if waiver.source)
        say(screen, f"{counted(len(waivers), 'finding')} accepted by {listed([*files] or ['waivers'])}")
    _decisions(report, screen)
    if not written:
        say(screen, ("Nothing was written: with --strict, every update must be free of errors.", "bold red"))
    _written(written, screen)


def _decisions(report: YearEndReport, screen: Screen) -> None:
    """Name the decisions for the period, those in use first."""
    for state, words in STATES.items():
        found = [ruling for ruling in report.rulings if ruling.state is state]
        if found:
            style = "bold" if state is State.APPLIED else "yellow"
            say(screen, (f"{counted(len(found), 'decision')} {words}:", style))
        for ruling in found:
            made, settles = ruling.decision, in_words(ruling.decision, report.edition.framework)
            hang(screen, styled("  "), styled((settles, "bold"), f"  {made.by}: {made.because}".rstrip(": ")))
            if isinstance(made, Withhold) and not made.pinned and state is State.APPLIED:
                say(screen, f"     Add `was: {ruling.was}`, so that it does not outlive the text that was decided on.")


def _written(paths: Sequence[Path], screen: Screen) -> None:
    """Show the files in each folder, and whether they may go out."""
    for folder, of_folder in groupby(paths, key=attrgetter("parent")):
        what = "to go out" if folder.name == Folder.PUBLISH else "for you alone"
        say(screen, "Wrote ", (str(folder), "bold"), f", {what}: {', '.join(path.name for path in of_folder)}")


def _further(entries: Sequence[SetAside], screen: Screen) -> None:
    """Show the rows that are not shown one by one, as ranges."""
    for number, (where, ranges) in enumerate(_ranges(entries).items()):
        rows = listed([str(first) if first == last else f"{first} to {last}" for first, last in ranges])
        hang(screen, styled("  ", ("and " if not number else "    ")), styled((where, "bold"), f", rows {rows}"))


def _ranges(entries: Iterable[SetAside]) -> dict[str, list[tuple[int, int]]]:
    """The rows of each sheet as ranges of first and last."""
    found: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        ranges = found.setdefault(_sheet(entry), [])
        row = entry.row or 0
        if ranges and row - ranges[-1][1] in (0, 1):
            ranges[-1] = ranges[-1][0], row
        else:
            ranges.append((row, row))
    return found


def _sheet(aside: SetAside) -> str:
    return aside.file + (f", sheet {aside.sheet}" if aside.sheet else "")


def _set_aside(aside: SetAside, screen: Screen) -> None:
    where = _sheet(aside) + (f", row {aside.row}" if aside.row else "")
    hang(screen, styled("  "), styled((where, "bold"), f"  {aside.agency or 'no agency'}, action “{aside.action}”"))
    for finding in aside.findings:
        hang(screen, styled("     ", (finding.code, "red"), " "), styled(finding.message))
