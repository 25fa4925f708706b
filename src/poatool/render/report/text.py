"""What `compile` says on the screen: what went into the report, what did not, and where it is."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.phrases import counted
from poatool.render.lines import hang, say, styled
from poatool.render.screen import Screen
from poatool.reports.model import SetAside, YearEndReport


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
    for aside in report.set_aside:
        _set_aside(aside, screen)
    if not written:
        say(screen, ("Nothing was written: --strict asks that every update is fit.", "bold red"))
    for path in written:
        say(screen, "Wrote ", (path, "bold"))


def _set_aside(aside: SetAside, screen: Screen) -> None:
    where = aside.file + (f", sheet {aside.sheet}" if aside.sheet else "") + (f", row {aside.row}" if aside.row else "")
    hang(screen, styled("  "), styled((where, "bold"), f"  {aside.agency or 'no agency'}, action “{aside.action}”"))
    for finding in aside.findings:
        hang(screen, styled("     ", (finding.code, "red"), " "), styled(finding.message))
