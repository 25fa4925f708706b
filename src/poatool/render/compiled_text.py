"""What `compile` says on the screen: what went into the report, what did not, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poatool.render.lines import counted, hang, say, styled
from poatool.reports.model import SetAside, YearEndReport

if TYPE_CHECKING:
    from rich.console import Console


def compiled_text(report: YearEndReport, written: Sequence[str], console: Console) -> None:
    """Print the counts, every update set aside with the reasons, and the files written."""
    covered = report.coverage
    published = {update.source for p in report.pillars for o in p.objectives for a in o.actions for update in a.updates}
    say(
        console,
        (f"{counted(len(published), 'update')} from {counted(len(report.files), 'file')}", "bold"),
        f", on {covered.reported} of {covered.in_force} actions in force.",
    )
    if report.set_aside:
        say(console, (f"{len(report.set_aside)} set aside, not in the report:", "bold yellow"))
    for aside in report.set_aside:
        _set_aside(aside, console)
    if not written:
        say(console, ("Nothing was written: --strict asks that every update is fit.", "bold red"))
    for path in written:
        say(console, "Wrote ", (path, "bold"))


def _set_aside(aside: SetAside, console: Console) -> None:
    where = aside.file + (f", sheet {aside.sheet}" if aside.sheet else "") + (f", row {aside.row}" if aside.row else "")
    hang(console, styled("  "), styled((where, "bold"), f"  {aside.agency or 'no agency'}, action “{aside.action}”"))
    for finding in aside.findings:
        hang(console, styled("     ", (finding.code, "red"), " "), styled(finding.message))
