"""The result of `compile` on the screen: what is in the report, what is not, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from poatool.console import Screen
from poatool.render.screen import hang, say, styled
from poatool.reports.model import SetAside, YearEndReport
from poatool.text import counted, listed

_SHOWN = 1_000
"""Updates of one file shown with their reasons; further ones are listed by their rows."""


def compiled_text(report: YearEndReport, written: Sequence[str], screen: Screen) -> None:
    """Show the counts, every update set aside with its reasons, and the files written."""
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
    if not written:
        say(screen, ("Nothing was written: with --strict, every update must be free of errors.", "bold red"))
    for path in written:
        say(screen, "Wrote ", (path, "bold"))


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
