"""Findings on the screen: by file and sheet, each with its cell, what is wrong and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from poatool.findings import Severity
from poatool.render.findings_wording import acceptance, further, ledger, severities, within_sheet
from poatool.render.lines import counted, hang, say, styled
from poatool.reports.validation import CheckedFile, Group, Validation

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_CELL_WIDTH = 7


def findings_text(validation: Validation, console: Console) -> None:
    """Print every file with its findings, then the totals and the next step."""
    for file in validation.files:
        _file(file, validation.groups[file.path], console)
    _totals(validation, console)


def _file(file: CheckedFile, groups: tuple[Group, ...], console: Console) -> None:
    rows = f"{ledger(file.rows)}." if file.readable else "Not readable."
    hang(console, styled(), styled((file.path, "bold"), f"  {file.agency or 'no agency'}. {rows}"))
    for sheet, on_sheet in groupby(groups, key=lambda group: group.first.place.sheet):
        if sheet is not None:
            hang(console, styled("  "), styled("Sheet ", (sheet, "underline")))
        for group in on_sheet:
            _group(group, console)
    console.print()


def _group(group: Group, console: Console) -> None:
    first = group.first
    lead = styled("    ", (f"{within_sheet(first.place):<{_CELL_WIDTH}}", "bold"), " ")
    accepted = (f"  {acceptance(first)}", "dim") if acceptance(first) else ""
    said = f" {first.severity}: {' '.join(filter(None, (first.message, further(group))))}"
    hang(console, lead, styled((first.code, _STYLE[first.severity]), said, accepted))
    hang(console, styled(" " * lead.cell_len, "→ "), styled((first.hint, "dim")))


def _totals(validation: Validation, console: Console) -> None:
    files = counted(len(validation.files), "file")
    say(console, (f"{files}, {ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    found = [severity for severity in Severity if counts[severity]]
    if not found:
        say(console, ("Nothing to correct.", "bold green"))
        return
    parts: list[str | tuple[str, str]] = []
    for severity in found:
        parts += [", " if parts else "", (severities(counts[severity], severity), _STYLE[severity])]
    say(console, *parts, ".")
    code = min(validation.findings, key=lambda f: f.severity.rank).code
    say(console, (f"To read about a finding: poatool rules {code}", "dim"))
