"""How many findings a correction would settle, told without making one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poatool.findings.model import Finding
from poatool.reports.corrections import Correction, Spot, corrections, noted
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.kinds import CORRECTABLE, DELIMITED
from poatool.workbooks.model import Workbook


class Offers(NamedTuple):
    """How many findings `--fix` settles, and how many more are settled by likely meanings."""

    safe: int = 0
    likely: int = 0


def offers(submission: Interpreted, findings: Sequence[Finding]) -> Offers:
    """What a correction of a submission with these findings would settle, in the cells that can be written."""
    workbook = submission.submission.workbook
    asked = [f for f in findings if f.fix is not None and f.waiver is None and not f.known]
    if not asked or not isinstance(workbook, Workbook) or workbook.kind not in CORRECTABLE:
        return Offers()
    accepted = {finding.place for finding in findings if finding.waiver is not None}
    possible = corrections(submission, asked, accepted, unsafe=True)
    stay = frozenset(_that_stay(workbook))
    written = {c.place for c in possible if c.spot not in stay and _note_has_room(c, workbook, submission)}
    settled = [finding.fix.safe for finding in asked if finding.fix and finding.place in written]
    return Offers(sum(settled), len(settled) - sum(settled))


def _that_stay(workbook: Workbook) -> Iterator[Spot]:
    """The cells that are never written: formulas, texts with formats of their own, and headings of Excel's tables."""
    for sheet in workbook.sheets:
        yield from ((sheet.name, c.row, c.column) for c in sheet.cells if c.rich or c.formula is not None)
        for area in sheet.table_headings:
            yield from ((sheet.name, area.top, column) for column in range(area.left, area.right + 1))


def _note_has_room(correction: Correction, workbook: Workbook, submission: Interpreted) -> bool:
    """A text file has no comments: what a correction no longer says needs a column for notes."""
    in_words = workbook.kind in DELIMITED and correction.note is not None
    return not in_words or bool(noted(submission, (correction,)))
