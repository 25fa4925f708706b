"""Findings on the screen, by file and sheet; words for places and counts, and tables, for all formats of findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from poatool.console import SEVERITY_STYLES, Line, Screen, styled
from poatool.findings.context import Changes
from poatool.findings.model import Finding, Place, Severity
from poatool.render.table import Column, Table, show_table, tabulated
from poatool.reports.validation import CheckedFile, Group, Ledger, Validation
from poatool.rules.notes import notes
from poatool.submissions.interpret import Interpreted
from poatool.text import counted, cut, spelled, visible

if TYPE_CHECKING:
    from poatool.reports.fixing import Correction, Fixed

_PLACES_SHOWN = 3
_NEW_SHOWN = 10
_CELL_WIDTH = 7
_NO_ROWS = "No row was checked: no table has updates. Check that these are the right files."


def within_sheet(place: Place) -> str:
    """The place in its sheet: `B7`, `row 7` or `sheet`; in a file without sheets, `line 7` or `file`."""
    if place.cell:
        return place.cell
    if place.row:
        return f"{'row' if place.sheet else 'line'} {place.row}"
    return "sheet" if place.sheet else "file"


def located(place: Place) -> str:
    """The file and the place in it: `police.xlsx:Updates!B7`."""
    inside = place.address
    return f"{spelled(place.file)}:{inside}" if inside else spelled(place.file)


def acceptance(finding: Finding) -> str:
    """Why a finding needs no answer: `waived: reason`, or `known before` if in the baseline; otherwise empty."""
    if finding.waiver is not None:
        return f"waived: {finding.waiver.reason}"
    return "known before" if finding.known else ""


def sentence(finding: Finding) -> str:
    """What is wrong, what to do and, in brackets, why it is accepted."""
    problem = f"{finding.message} {finding.hint}".strip()
    accepted = acceptance(finding)
    return f"{problem} ({accepted})" if accepted else problem


def totals(counts: Mapping[Severity, int]) -> str:
    """`2 errors, 1 warning`; empty if there are no findings."""
    return ", ".join(counted(number, severity) for severity, number in counts.items() if number)


def resolved(changes: Changes) -> str:
    """How many errors and warnings of an earlier check are resolved: `4 of 6 findings resolved, nothing new`."""
    earlier = f"{changes.resolved} of {counted(changes.earlier, 'finding')} resolved"
    return f"{earlier if changes.earlier else 'Nothing was found before'}, {changes.new or 'nothing'} new"


def newly_found(changes: Changes) -> str:
    """The first new findings: `New: ACT201 at police.xlsx:Updates!B7.`; empty if there are none."""
    shown = [f"{finding.code} at {located(finding.place)}" for finding in changes.which[:_NEW_SHOWN]]
    rest = changes.new - len(shown)
    return f"New: {', '.join(shown)}{f' and {rest} more' if rest else ''}." if shown else ""


def further(group: Group) -> str:
    """A sentence with the other places of the same problem; empty if there are none."""
    if not (others := [within_sheet(finding.place) for finding in group[1:]]):
        return ""
    rest = len(others) - _PLACES_SHOWN
    return f"Also at {', '.join(others[:_PLACES_SHOWN])}" + (f" and {rest} more." if rest > 0 else ".")


def ledger(rows: Ledger) -> str:
    """What became of the rows: `19 rows: 5 updates, 14 set aside`."""
    fates = [counted(rows.updates, "update")]
    fates += [f"{rows.skipped} skipped"] if rows.skipped else []
    fates += [f"{rows.set_aside} set aside"] if rows.set_aside else []
    return f"{counted(rows.seen, 'row')}: {', '.join(fates)}"


def findings_table(validation: Validation) -> Table:
    """Every finding with its place and the heading, action and agency there."""
    context = validation.context
    headings = {finding.place: context.heading(finding.place) for finding in validation.findings}
    return tabulated(
        "Findings",
        validation.findings,
        ("File", 0, lambda f: spelled(f.place.file)),
        ("Agency", 0, lambda f: context.agency(f.place)),
        ("Sheet", 0, lambda f: f.place.sheet),
        ("Cell", 0, lambda f: f.place.cell),
        ("Row", 0, lambda f: f.place.row),
        ("Heading", 0, lambda f: cut(heading.text) if (heading := headings[f.place]) else None),
        ("Action", 0, lambda f: context.action(f.place)),
        ("Severity", 0, lambda f: f.severity.value),
        ("Code", 0, lambda f: f.code),
        ("Rule", 0, lambda f: f.name),
        ("What is wrong", 0, lambda f: spelled(f.message)),
        ("What to do", 0, lambda f: f.hint),
        ("Value", 0, lambda f: f.quote),
        ("Correction", 0, lambda f: f.fix.value if f.fix else None),
        ("Safe to correct", 0, lambda f: f.fix and ("yes" if f.fix.safe else "no")),
        ("Accepted", 0, acceptance),
    )


def by_rule(validation: Validation) -> Table:
    """The number of findings of each rule, the most frequent first, without waived ones."""
    first = {finding.code: finding for finding in reversed(validation.findings)}
    codes = sorted(validation.by_code.items(), key=lambda item: (-item[1], item[0]))
    rows = tuple((code, first[code].name, first[code].severity.value, count) for code, count in codes)
    return Table("By rule", tuple(map(Column, ("Code", "Rule", "Severity", "Findings"))), rows)


def findings_text(
    validation: Validation,
    screen: Screen,
    *,
    columns: bool = False,
    statistics: bool = False,
    used: Collection[str] = (),
) -> None:
    """Show every file with its findings, then the totals and the next steps.

    With `columns`, also show notes, and how each table was read; with `statistics`, only count findings, by rule.
    Options in `used`, such as `--fix`, are not suggested.
    """
    if not statistics:
        _files(validation, screen, columns=columns)
    elif validation.by_code:
        show_table(by_rule(validation), screen)
        screen.say()
    _totals(validation, screen, used)


def _files(validation: Validation, screen: Screen, *, columns: bool) -> None:
    checked = {file.path: file for file in validation.files}
    submissions = {each.submission.path: each for each in validation.submissions} if columns else {}
    for path, groups in validation.groups.items():
        screen.hang("", _title(path, checked.get(path)))
        if path in submissions:
            _reading(submissions[path], validation, screen)
        for sheet, on_sheet in groupby(groups, key=lambda group: group[0].place.sheet):
            if sheet is not None:
                screen.hang("  ", "Sheet ", (sheet, "underline"))
            for group in on_sheet:
                _group(group, screen)
        screen.say()


def _title(path: str, file: CheckedFile | None) -> Line:
    if file is None:
        return styled((spelled(path) or "All submissions", "bold"))
    rows = f"{ledger(file.rows)}." if file.readable else "Not readable."
    rows = f"Nothing to report: {file.nil}" if file.nil else rows
    whose = f"{file.agency or 'no single agency'}. " if file.agency or file.rows.seen else ""
    return styled((spelled(path), "bold"), f"  {whose}{rows}")


def _reading(interpreted: Interpreted, validation: Validation, screen: Screen) -> None:
    """Show on one line how each table was read, then the notes on the file, which need no action."""
    from poatool.render.layout import in_short, title as layout_title
    from poatool.reports.layout import workbook_layout

    for read in workbook_layout(interpreted.submission, interpreted.edition).tables:
        screen.hang("  ", (layout_title(read), "underline"), f": {in_short(read, validation.edition)}")
    for note in notes(validation.submissions):
        if note.place.file == interpreted.submission.path:
            sheet = f"Sheet {note.place.sheet}: " if note.place.sheet else ""
            screen.hang(_lead(note.place), f"{sheet}{spelled(note.message)}")


def _lead(place: Place) -> Line:
    return styled("    ", (f"{within_sheet(place):<{_CELL_WIDTH}}", "bold"), " ")


def _group(group: Group, screen: Screen) -> None:
    first, lead = group[0], _lead(group[0].place)
    accepted = acceptance(first)
    message = f" {first.severity}: {' '.join(filter(None, (spelled(first.message), further(group))))}"
    screen.hang(lead, (first.code, SEVERITY_STYLES[first.severity]), message)
    hint = accepted if first.waiver else f"{first.hint} ({accepted})" if accepted else first.hint
    screen.hang(styled(" " * len(lead.text), "→ "), (hint, "dim"))


def _totals(validation: Validation, screen: Screen, used: Collection[str]) -> None:
    screen.say((f"{counted(len(validation.files), 'file')}, {ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    parts: list[str | tuple[str, str]] = []
    for severity in (severity for severity in Severity if counts[severity]):
        parts += [", " if parts else "", (counted(counts[severity], severity), SEVERITY_STYLES[severity])]
    waived = f" {validation.waived} waived." if validation.waived else ""
    if parts:
        screen.say(*parts, f" ({validation.known} known before)." if validation.known else ".", waived)
    elif validation.rows.seen > validation.rows.skipped or any(file.nil for file in validation.files):
        screen.say(("Nothing to correct.", "bold green"), waived)
    else:
        screen.say((_NO_ROWS, "bold"), waived)
    if validation.changes is not None:
        new = newly_found(validation.changes)
        screen.say((resolved(validation.changes), "bold"), f" (errors and warnings). {new}".rstrip())
    for number, step in enumerate(_next_steps(validation, used)):
        screen.hang(("      " if number else "Next: ", "bold"), step)


def _next_steps(validation: Validation, used: Collection[str]) -> Iterator[str]:
    open_findings = [finding for finding in validation.findings if not acceptance(finding)]
    safe = {finding.fix.safe for finding in open_findings if finding.fix}
    if True in safe and "--fix" not in used:
        yield "write copies with all certain corrections: add --fix DIR"
    if False in safe and "--unsafe" not in used:
        yield "see likely corrections: add --diff --unsafe"
    readable = {file.path for file in validation.files if file.readable}
    asked = [f for f in open_findings if f.severity is not Severity.ADVICE and f.place.file in readable]
    if asked and "--annotate" not in used:
        yield "send copies back with a comment at each cell: add --annotate DIR"
    if open_findings:
        gravest = min(open_findings, key=lambda finding: finding.severity.rank)
        yield f"read about a finding: poatool rules {gravest.code}"


_LONG = 80


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are."""
    for file in files:
        for correction in file.done:
            likely = "" if correction.safe else ", a likely meaning"
            why = (f" ({correction.why}{likely})", "dim")
            screen.say(f"{located(correction.place)}: ", *_change(correction), why)
        for correction in file.left:
            left = f"{located(correction.place)}: left as it is ({correction.why}). Correct it by hand: "
            screen.say(left, *_change(correction))
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    screen.say((f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _change(correction: Correction) -> tuple[tuple[str, str] | str, ...]:
    """The old and the new value on one line; if values are long, only the words that changed."""
    texts = [visible(text).replace("\n", " ") for text in (correction.before, correction.after)]
    if texts[0] != texts[1] and max(map(len, texts)) > _LONG:
        from poatool.framework.diff import word_runs

        changed = word_runs(*texts)
        texts = [f"… {' … '.join(run.text for run in changed if run.part == part)} …" for part in ("removed", "added")]
    return (f"“{texts[0]}”", "red"), " → ", (f"“{texts[1]}”", "green")
