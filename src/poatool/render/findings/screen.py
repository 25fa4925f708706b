"""Show findings on the screen, by file and sheet, each with its cell, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from poatool.console import Line, Screen
from poatool.findings.context import Context
from poatool.findings.model import Severity
from poatool.render.findings.grid import grid
from poatool.render.findings.tables import by_agency, by_rule
from poatool.render.findings.text import acceptance, further, ledger, newly_found, resolved, within_sheet
from poatool.render.layout.text import in_short
from poatool.render.layout.text import title as layout_title
from poatool.render.screen import SEVERITY_STYLES, hang, say, show_table, styled
from poatool.render.text import severities
from poatool.reports.layout import workbook_layout
from poatool.reports.validation import CheckedFile, Group, Validation
from poatool.rules.notes import Note
from poatool.text import counted, spelled

_CELL_WIDTH = 7
_WIDEST_GRID = 110
_NO_ROWS = "No row was checked: no table has updates. Check that these are the right files."


def findings_text(validation: Validation, screen: Screen, *, columns: bool = False, used: Collection[str] = ()) -> None:
    """Show every file with its findings, then the totals and the next steps.

    Args:
        validation: the result of the check.
        screen: where to show it.
        columns: whether to show how each table was read, and notes.
        used: the options already given, such as `--fix`, which are not suggested again.
    """
    context = Context(validation.submissions)
    checked = {file.path: file for file in validation.files}
    for path, groups in validation.groups.items():
        hang(screen, styled(), _title(path, checked.get(path)))
        if columns:
            _columns(path, validation, screen)
            _notes(validation.notes.get(path, ()), screen)
        _groups(groups, context, screen)
        screen.print()
    _totals(validation, screen, used)


def findings_statistics(validation: Validation, screen: Screen, used: Collection[str] = ()) -> None:
    """Show the number of findings by rule and by agency, the totals and the next steps."""
    if validation.by_code:
        show_table(by_rule(validation), screen)
        show_table(by_agency(validation), screen)
        screen.print()
    _totals(validation, screen, used)


def _title(path: str, file: CheckedFile | None) -> Line:
    if file is None:
        return styled((spelled(path) or "All submissions", "bold"))
    rows = f"{ledger(file.rows)}." if file.readable else "Not readable."
    rows = f"Nothing to report: {file.nil}" if file.nil else rows
    return styled((spelled(path), "bold"), f"  {file.agency or 'no agency'}. {rows}")


def _columns(path: str, validation: Validation, screen: Screen) -> None:
    """Show on one line how each table was read."""
    each = next((each for each in validation.submissions if each.submission.path == path), None)
    for read in workbook_layout(each.submission, each.edition).tables if each else ():
        hang(screen, styled("  "), styled((layout_title(read), "underline"), f": {in_short(read, validation.edition)}"))


def _notes(notes: Sequence[Note], screen: Screen) -> None:
    """Show notes, which need nothing to be done."""
    for note in notes:
        sheet = f"Sheet {note.place.sheet}: " if note.place.sheet else ""
        lead = styled("    ", (f"{within_sheet(note.place):<{_CELL_WIDTH}}", "bold"), " ")
        hang(screen, lead, styled(f"{sheet}{spelled(note.message)}"))


def _groups(groups: tuple[Group, ...], context: Context, screen: Screen) -> None:
    for sheet, on_sheet in groupby(groups, key=lambda group: group.first.place.sheet):
        if sheet is not None:
            hang(screen, styled("  "), styled("Sheet ", (sheet, "underline")))
        for group in on_sheet:
            _group(group, context, screen)


def _group(group: Group, context: Context, screen: Screen) -> None:
    first = group.first
    accepted = acceptance(first)
    lead = styled("    ", (f"{within_sheet(first.place):<{_CELL_WIDTH}}", "bold"), " ")
    message = f" {first.severity}: {' '.join(filter(None, (spelled(first.message), further(group))))}"
    hang(screen, lead, styled((first.code, SEVERITY_STYLES[first.severity]), message))
    below = " " * len(lead.text)
    hint = accepted if first.waiver else f"{first.hint} ({accepted})" if accepted else first.hint
    hang(screen, styled(below, "→ "), styled((hint, "dim")))
    if first.severity is not Severity.ADVICE and not accepted:
        width = min(screen.width, _WIDEST_GRID) - len(lead.text) - 2
        for line in grid(first.place, context, width, first.message):
            screen.print(styled(below, "  ", line))


def _totals(validation: Validation, screen: Screen, used: Collection[str]) -> None:
    """Show how much was checked, what was found, and the next steps."""
    files = counted(len(validation.files), "file")
    say(screen, (f"{files}, {ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    parts: list[str | tuple[str, str]] = []
    for severity in (severity for severity in Severity if counts[severity]):
        parts += [", " if parts else "", (severities(counts[severity], severity), SEVERITY_STYLES[severity])]
    waived = f" {validation.waived} waived." if validation.waived else ""
    if parts:
        say(screen, *parts, f" ({validation.known} known before)." if validation.known else ".", waived)
    elif validation.rows.seen > validation.rows.skipped or any(file.nil for file in validation.files):
        say(screen, ("Nothing to correct.", "bold green"), waived)
    else:
        say(screen, (_NO_ROWS, "bold"), waived)
    if validation.changes is not None:
        new = newly_found(validation.changes)
        say(screen, (resolved(validation.changes), "bold"), f" (errors and warnings). {new}".rstrip())
    for number, step in enumerate(_next_steps(validation, used)):
        hang(screen, styled(("      " if number else "Next: ", "bold")), styled(step))


def _next_steps(validation: Validation, used: Collection[str]) -> Iterator[str]:
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
