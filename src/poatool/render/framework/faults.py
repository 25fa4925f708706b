"""The faults of a framework file on the screen, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.console import Screen
from poatool.framework.faults import FrameworkFault
from poatool.render.lines import hang, say, styled
from poatool.render.severity import STYLE, severities
from poatool.text import listed


def faults_text(faults: Sequence[FrameworkFault], path: str, screen: Screen) -> None:
    """Print every fault with its place, and how many there are of each severity."""
    for fault in faults:
        lead = styled(f"{path}:{fault.line}:{fault.column}: ", (fault.code, STYLE[fault.kind.severity]), " ")
        hang(screen, lead, styled(f"{fault.message} ", (fault.hint, "dim")))
    if not faults:
        say(screen, f"{path}: no fault found.")
        return
    counts = {severity: sum(fault.kind.severity == severity for fault in faults) for severity in STYLE}
    say(screen, f"{path}: {listed([severities(n, severity) for severity, n in counts.items() if n])}.")
