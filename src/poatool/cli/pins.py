"""Tie decisions to the texts that they were made on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from poatool.cli.generation import whole_report
from poatool.decisions.model import Decisions, Edit, Withhold


def pinned_as_before(decisions: Decisions, folder: Path) -> Decisions:
    """Decisions on texts, each tied to the text in the report that is replaced, unless it identifies one itself.

    Without this, a hand-written edit without `was` would go on replacing whatever its cell says.
    """
    try:
        document = whole_report(folder)
        pins = {(each["update"], each["column"]): each["was"] for each in document["decisions"] if each["was"]}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return decisions

    def was(decision: Withhold) -> str | None:
        found = pins.get((decision.update, decision.column if isinstance(decision, Edit) else None))
        return str(found) if found else None

    return decisions._replace(
        entries=tuple(
            replace(each, was=was(each)) if isinstance(each, Withhold) and not each.pinned else each
            for each in decisions.entries
        )
    )
