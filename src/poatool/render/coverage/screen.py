"""Coverage on a screen: the totals, the gaps or the table asked for, the pillars, and who sent a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from poatool.console import Screen
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.screen import hang, say, show_table, styled
from poatool.render.text import totals
from poatool.reports.coverage_model import ActionCoverage, ActionState, Coverage
from poatool.text import counted


def coverage_text(coverage: Coverage, by: By, screen: Screen) -> None:
    """Show the coverage; by action, it lists only the gaps."""
    say(screen, (totals(coverage), "bold"))
    if by is By.ACTION:
        _gaps(coverage, screen)
    else:
        show_table(coverage_table(coverage, by), screen)
    if by is not By.PILLAR:
        show_table(coverage_table(coverage, By.PILLAR), screen)
    if by is not By.AGENCY:
        _submitted(coverage, screen)
    if coverage.left_out:
        _left_out(coverage, screen)


def _gaps(coverage: Coverage, screen: Screen) -> None:
    pillars = {pillar.id: pillar.title for pillar in coverage.edition.pillars}
    objectives = {objective.id: objective.title for objective in coverage.edition.objectives}
    width = max((len(gap.code) for gap in coverage.gaps), default=0)
    for (pillar, objective), gaps in groupby(coverage.gaps, key=lambda gap: (gap.pillar, gap.objective)):
        say(screen)
        say(screen, (f"{pillars[pillar]}: {objectives[objective]}", "bold"))
        for gap in gaps:
            hang(screen, styled("  ", (gap.code.rjust(width), "bold yellow"), "  "), styled(gap.text, *_remarks(gap)))


def _remarks(gap: ActionCoverage) -> Iterator[tuple[str, str]]:
    """Who had nothing to report, who is missing, and when the action was last reported on."""
    if gap.state is ActionState.NIL:
        yield f" [nothing to report: {', '.join(gap.nil_by)}]", "cyan"
    if gap.missing:
        yield f" [expected from {', '.join(gap.missing)}]", "yellow"
    if gap.last_reported:
        yield f" [last reported on in {gap.last_reported}]", "dim"


def _submitted(coverage: Coverage, screen: Screen) -> None:
    sent = [agency.code for agency in coverage.agencies if agency.submitted]
    silent = [agency.code for agency in coverage.agencies if not agency.submitted]
    say(screen)
    hang(screen, styled(("Submitted      ", "bold")), styled(", ".join(sent) or "none"))
    hang(screen, styled(("Not submitted  ", "bold")), styled(", ".join(silent) or "none"))


def _left_out(coverage: Coverage, screen: Screen) -> None:
    say(screen)
    say(screen, ("Not counted because of errors (see poatool validate)", "bold"))
    for out in coverage.left_out:
        reason = f"{counted(out.rows, 'row')} set aside" if out.rows else out.why
        hang(screen, styled("  "), styled(f"{out.file}: {reason}"))
