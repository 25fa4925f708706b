"""The faults of a framework file on the screen, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poatool.framework.faults import FrameworkFault
from poatool.render.lines import counted, hang, say, styled

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {"error": "bold red", "warning": "yellow", "advice": "cyan"}


def faults_text(faults: Sequence[FrameworkFault], path: str, console: Console) -> None:
    """Print every fault with its place, and how many there are."""
    for fault in faults:
        lead = styled(f"{path}:{fault.line}:{fault.column}: ", (fault.code, _STYLE[fault.kind.severity]), " ")
        hang(console, lead, styled(f"{fault.message} ", (fault.hint, "dim")))
    say(console, f"{path}: {counted(len(faults), 'fault')}." if faults else f"{path}: no fault found.")
