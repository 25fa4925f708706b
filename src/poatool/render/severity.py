"""How every text says and shows a severity, of findings and of faults of a framework file alike."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.text import counted

STYLE: Mapping[str, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
"""How a severity looks on the screen, the gravest first."""


def severities(number: int, severity: str) -> str:
    """`1 error`, `2 warnings`, `3 advice`."""
    return counted(number, severity, "advice" if severity == "advice" else None)
