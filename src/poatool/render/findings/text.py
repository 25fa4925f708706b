"""Findings on the screen: by file and sheet, each with its cell, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from poatool.console import Line, Screen
from poatool.findings.context import Context
from poatool.findings.model import Severity
from poatool.render.findings.grid import grid
from poatool.render.findings.wording import acceptance, further, ledger, resolved, within_sheet
from poatool.render.lines import hang, say, styled
from poatool.render.severity import STYLE, severities
from poatool.reports.validation import CheckedFile, Group, Validation
from poatool.text import counted, spelled

_CELL_WIDTH = 7
_WIDEST_GRID = 110
_NOTHING_SEEN = "No row was checked: no table has an update below its headings."


def findings_text(validation: Validation, screen: Screen, *, columns: bool = False, used: Collection[str] = ()) -> None:
    """Show every file with its findings on a screen, then the totals and the next steps.

    Args:
        validation: what was found.
        screen: where to show it.
        columns: whether to say how the headings of each table were interpreted.
        used: the options that were given, such as `--fix`, and need not be offered.
    """
    around = Context(validation.submissions)
    checked = {file.path: file for file in validation.files}
    for path, groups in validation.groups.items():
        hang(screen, styled(), _title(path, checked.get(path)))
        if columns:
            _columns(path, validation, screen)
        _groups(groups, around, screen)
        screen.print()
    totals_text(validation, screen, used)


def _title(path: str, file: CheckedFile | None) -> Line:
    if file is None:
        return styled((spelled(path) or "All submissions", "bold"))
    rows = f"{ledger(file.rows)}." if file.readable else "Not readable."
    return styled((spelled(path), "bold"), f"  {file.agency or 'no agency'}. {rows}")


def _columns(path: str, validation: Validation, screen: Screen) -> None:
    """How each table was understood: its headings with their cells, and the column that each was taken for."""
    submission = next((each.submission for each in validation.submissions if each.submission.path == path), None)
    for table in submission.tables if submission else ():
        where = f"Sheet {table.sheet}, " if table.sheet else ""
        hang(screen, styled("  "), styled((f"{where}headings in row {table.header_row}", "underline")))
        for heading in table.headings:
            taken = heading.column.replace("_", " ") if heading.column else "not published"
            sure = "" if heading.exact or heading.column is None else " (misspelt)"
            lead = styled("    ", (f"{heading.cell.ref:<{_CELL_WIDTH}}", "bold"), " ")
            hang(screen, lead, styled(f"“{' '.join(heading.text.split())}” → {taken}{sure}"))


def _groups(groups: tuple[Group, ...], around: Context, screen: Screen) -> None:
    for sheet, on_sheet in groupby(groups, key=lambda group: group.first.place.sheet):
        if sheet is not None:
            hang(screen, styled("  "), styled("Sheet ", (sheet, "underline")))
        for group in on_sheet:
            _group(group, around, screen)


def _group(group: Group, around: Context, screen: Screen) -> None:
    first = group.first
    accepted = acceptance(first)
    lead = styled("    ", (f"{within_sheet(first.place):<{_CELL_WIDTH}}", "bold"), " ")
    said = f" {first.severity}: {' '.join(filter(None, (spelled(first.message), further(group))))}"
    hang(screen, lead, styled((first.code, STYLE[first.severity]), said))
    below = " " * len(lead.text)
    todo = accepted if first.waiver else f"{first.hint} ({accepted})" if accepted else first.hint
    hang(screen, styled(below, "→ "), styled((todo, "dim")))
    if first.severity is not Severity.ADVICE and not accepted:
        width = min(screen.width, _WIDEST_GRID) - len(lead.text) - 2
        for line in grid(first.place, around, width, first.message):
            screen.print(styled(below, "  ", line))


def totals_text(validation: Validation, screen: Screen, used: Collection[str] = ()) -> None:
    """Print how much was checked, what was found, and what to do next but with the options that were used."""
    files = counted(len(validation.files), "file")
    say(screen, (f"{files}, {ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    parts: list[str | tuple[str, str]] = []
    for severity in (severity for severity in Severity if counts[severity]):
        parts += [", " if parts else "", (severities(counts[severity], severity), STYLE[severity])]
    besides = f" {validation.waived} waived." if validation.waived else ""
    if parts:
        say(screen, *parts, f" ({validation.known} known before)." if validation.known else ".", besides)
    elif validation.rows.seen > validation.rows.skipped:
        say(screen, ("Nothing to correct.", "bold green"), besides)
    else:
        say(screen, (_NOTHING_SEEN, "bold"), besides)
    if validation.changes is not None:
        say(screen, (resolved(validation.changes), "bold"), " (errors and warnings).")
    for number, step in enumerate(_next(validation, used)):
        hang(screen, styled(("      " if number else "Next: ", "bold")), styled(step))


def _next(validation: Validation, used: Collection[str]) -> Iterator[str]:
    open_findings = [finding for finding in validation.findings if not acceptance(finding)]
    safe, likely = validation.offers
    if safe and "--fix" not in used:
        yield f"{counted(safe, 'finding')} can be fixed safely: add --fix DIR"
    if likely and "--unsafe" not in used:
        yield f"a likely fix for {counted(likely, 'finding')}: see it with --diff --unsafe"
    readable = {file.path for file in validation.files if file.readable}
    asked = [f for f in open_findings if f.severity is not Severity.ADVICE and f.place.file in readable]
    if asked and "--annotate" not in used:
        yield "send copies back with a comment at each cell: add --annotate DIR"
    if open_findings:
        gravest = min(open_findings, key=lambda finding: finding.severity.rank)
        yield f"read about a finding: poatool rules {gravest.code}"
