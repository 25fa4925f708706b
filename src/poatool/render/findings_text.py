"""Findings on the screen: by file and sheet, each with its cell, what is wrong and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from poatool.findings import Severity
from poatool.render.lines import counted, hang, say, styled
from poatool.reports.validation import CheckedFile, Group, Ledger, Validation

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_PLACES_SHOWN = 3
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
    where = first.place.cell or (
        f"row {first.place.row}" if first.place.row else "sheet" if first.place.sheet else "file"
    )
    lead = styled("    ", (f"{where:<{_CELL_WIDTH}}", "bold"), " ")
    waived = ("  waived: " + first.waiver.reason, "dim") if first.waiver else ""
    body = styled((first.code, _STYLE[first.severity]), f" {first.severity}: {first.message}{_further(group)}", waived)
    hang(console, lead, body)
    hang(console, styled(" " * lead.cell_len, "→ "), styled((first.hint, "dim")))


def _further(group: Group) -> str:
    """Where else the same finding stands: the first places and a count."""
    others = [f.place.cell or f"row {f.place.row}" for f in group.findings[1:]]
    if not others:
        return ""
    shown, rest = others[:_PLACES_SHOWN], len(others) - _PLACES_SHOWN
    return f" Also at {', '.join(shown)}" + (f" and {rest} more." if rest > 0 else ".")


def ledger(rows: Ledger) -> str:
    """Where every row went, in words."""
    fates = [counted(rows.updates, "update")]
    fates += [f"{rows.skipped} skipped"] if rows.skipped else []
    fates += [f"{rows.set_aside} set aside"] if rows.set_aside else []
    return f"{counted(rows.seen, 'row')}: {', '.join(fates)}"


def _totals(validation: Validation, console: Console) -> None:
    files = counted(len(validation.files), "file")
    say(console, (f"{files}, {ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    found = [
        (counted(counts[severity], severity.value, "advice" if severity is Severity.ADVICE else None), severity)
        for severity in Severity
        if counts[severity]
    ]
    if not found:
        say(console, ("Nothing to correct.", "bold green"))
        return
    parts: list[str | tuple[str, str]] = []
    for text, severity in found:
        parts += [", " if parts else "", (text, _STYLE[severity])]
    say(console, *parts, ".")
    code = min(validation.findings, key=lambda f: f.severity.rank).code
    say(console, (f"To read about a finding: poatool rules {code}", "dim"))
