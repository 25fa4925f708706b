"""What `compile` says on the screen: what went into the report, what did not, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from poatool.console import Screen
from poatool.render.screen import hang, say, styled
from poatool.reports.model import SetAside, YearEndReport
from poatool.text import counted, listed

_SHOWN = 1_000
"""Updates of one file that are shown with their reasons; of more, the rows are named."""


def compiled_text(report: YearEndReport, written: Sequence[str], screen: Screen) -> None:
    """Print the counts, every update set aside with the reasons, and the files written."""
    covered = report.coverage
    say(
        screen,
        (f"{counted(len(report.sources), 'update')} from {counted(len(report.files), 'file')}", "bold"),
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
        say(screen, ("Nothing was written: --strict asks that every update is fit.", "bold red"))
    for path in written:
        say(screen, "Wrote ", (path, "bold"))


def _further(entries: Sequence[SetAside], screen: Screen) -> None:
    """The rows that are not shown one by one, each run of them by its first and last."""
    for number, (where, runs) in enumerate(_runs(entries).items()):
        rows = listed([str(first) if first == last else f"{first} to {last}" for first, last in runs])
        hang(screen, styled("  ", ("and " if not number else "    ")), styled((where, "bold"), f", rows {rows}"))


def _runs(entries: Iterable[SetAside]) -> dict[str, list[tuple[int, int]]]:
    """The rows of each sheet, as runs from a first to a last."""
    found: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        runs = found.setdefault(_sheet(entry), [])
        row = entry.row or 0
        if runs and row - runs[-1][1] in (0, 1):
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return found


def _sheet(aside: SetAside) -> str:
    return aside.file + (f", sheet {aside.sheet}" if aside.sheet else "")


def _set_aside(aside: SetAside, screen: Screen) -> None:
    where = _sheet(aside) + (f", row {aside.row}" if aside.row else "")
    hang(screen, styled("  "), styled((where, "bold"), f"  {aside.agency or 'no agency'}, action “{aside.action}”"))
    for finding in aside.findings:
        hang(screen, styled("     ", (finding.code, "red"), " "), styled(finding.message))
