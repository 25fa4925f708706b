"""Apply the rules on what may be published to texts outside workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from poatool.findings.model import Finding, Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.model import References
from poatool.rules import RULES, checking
from poatool.rules.registry import Batch
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cells, Origin, Row, RowKind, Submission, Table
from poatool.workbooks.model import RawCell, Workbook

_FAMILY = "PUB"


class Passage(NamedTuple):
    """A paragraph or a list item, with its line in a file."""

    file: str
    line: int
    text: str


def check_passages(passages: Sequence[Passage], edition: Edition) -> tuple[Finding, ...]:
    """Find what must not be published in these passages; the row of each finding is the line of its passage."""
    rules = [rule for rule in RULES if rule.code.startswith(_FAMILY) and rule.severity is not Severity.ADVICE]
    return checking.check(Batch(edition, tuple(_as_row(each, edition) for each in passages)), rules)


def _as_row(passage: Passage, edition: Edition) -> Interpreted:
    """Treat a passage as the progress of a row."""
    file, line, text = passage
    cell = RawCell(line, 1, text, text)
    row = Row(line, RowKind.UPDATE, Cells(Origin(file, None), {"progress": cell}), cell)
    table = Table(sheet=None, header_row=0, headings=(), rows=(row,))
    update = Update(table, row, References("", (), ()), None, (), None, None, False, {"progress": text}, {})
    return Interpreted(Submission(file, Workbook(file, "", "csv", ()), (table,)), edition, None, (update,))
