"""Show findings on the screen, by file and sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from poatool.console import SEVERITY_STYLES, Line, Screen, styled
from poatool.findings.model import Place, Severity
from poatool.render.findings import sentences
from poatool.render.table import show_table
from poatool.reports.validation import CheckedFile, Group, Validation
from poatool.rules.notes import notes
from poatool.submissions.interpret import Interpreted
from poatool.text import counted, escaped_line, visible

if TYPE_CHECKING:
    from poatool.reports.fixing import Correction, Fixed

_LONG = 80  # the longest value, in characters, that a correction shows whole


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
        show_table(sentences.by_rule(validation), screen)
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
        return styled((escaped_line(path) or "All submissions", "bold"))
    rows = f"{sentences.ledger(file.rows)}." if file.readable else "Not readable."
    rows = f"Nothing to report: {file.nil}" if file.nil else rows
    whose = f"{file.agency or 'no single agency'}. " if file.agency or file.rows.seen else ""
    return styled((escaped_line(path), "bold"), f"  {whose}{rows}")


def _reading(interpreted: Interpreted, validation: Validation, screen: Screen) -> None:
    from poatool.render.layout import in_short, title as layout_title
    from poatool.reports.layout import workbook_layout

    for read in workbook_layout(interpreted.submission, interpreted.edition).tables:
        screen.hang("  ", (layout_title(read), "underline"), f": {in_short(read, validation.edition)}")
    for note in notes(validation.submissions):
        if note.place.file == interpreted.submission.path:
            sheet = f"Sheet {note.place.sheet}: " if note.place.sheet else ""
            screen.hang(_lead(note.place), f"{sheet}{escaped_line(note.message)}")


def _lead(place: Place) -> Line:
    return styled("    ", (f"{sentences.within_sheet(place):<7}", "bold"), " ")


def _group(group: Group, screen: Screen) -> None:
    first, lead = group[0], _lead(group[0].place)
    accepted = sentences.acceptance(first)
    problem = escaped_line(sentences.problem(group))
    screen.hang(lead, (first.code, SEVERITY_STYLES[first.severity]), f" {first.severity}: {problem}")
    hint = accepted if first.waiver else f"{first.hint} ({accepted})" if accepted else first.hint
    screen.hang(styled(" " * len(lead.text), "→ "), (hint, "dim"))


def _totals(validation: Validation, screen: Screen, used: Collection[str]) -> None:
    screen.say((f"{counted(len(validation.files), 'file')}, {sentences.ledger(validation.rows)}.", "bold"))
    counts = validation.by_severity
    parts: list[str | tuple[str, str]] = []
    for severity in (severity for severity in Severity if counts[severity]):
        parts += [", " if parts else "", (counted(counts[severity], severity), SEVERITY_STYLES[severity])]
    waived = f" {validation.waived} waived." if validation.waived else ""
    if parts:
        screen.say(*parts, f" ({validation.known} known before)." if validation.known else ".", waived)
    elif validation.rows.seen > validation.rows.skipped or any(file.nil for file in validation.files):
        style = "bold" if validation.rows.set_aside else "bold green"
        screen.say((f"{sentences.nothing_to_correct(validation.rows)}.", style), waived)
    else:
        screen.say((sentences.NO_ROWS, "bold"), waived)
    if validation.changes is not None:
        new = sentences.newly_found(validation.changes)
        screen.say((sentences.resolved(validation.changes), "bold"), f" (errors and warnings). {new}".rstrip())
    screen.steps(_next_steps(validation, used))


def _next_steps(validation: Validation, used: Collection[str]) -> Iterator[str]:
    open_findings = [finding for finding in validation.findings if not sentences.acceptance(finding)]
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


def corrections_text(files: Sequence[Fixed], screen: Screen) -> None:
    """Show the corrections of each file, and how many there are."""
    for file in files:
        for correction in file.done:
            likely = "" if correction.safe else ", a likely meaning"
            why = (f" ({correction.why}{likely})", "dim")
            screen.say(f"{sentences.located(correction.place)}: ", *_change(correction), why)
        for correction in file.left:
            left = f"{sentences.located(correction.place)}: left as it is ({correction.why}). Correct it by hand: "
            screen.say(left, *_change(correction))
    cells, number = sum(len(file.done) for file in files), sum(bool(file.done) for file in files)
    screen.say((f"{counted(cells, 'cell')} to correct in {counted(number, 'file')}.", "bold"))


def _change(correction: Correction) -> tuple[tuple[str, str] | str, ...]:
    """The old and the new value on one line; of long values, only the words that changed."""
    texts = [visible(text).replace("\n", " ") for text in (correction.before, correction.after)]
    if texts[0] != texts[1] and max(map(len, texts)) > _LONG:
        from poatool.framework.diff import word_runs

        changed = word_runs(*texts)
        texts = [f"… {' … '.join(run.text for run in changed if run.part == part)} …" for part in ("removed", "added")]
    return (f"“{texts[0]}”", "red"), " → ", (f"“{texts[1]}”", "green")
