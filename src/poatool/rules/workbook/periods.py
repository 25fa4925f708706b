"""WBK: what is written for the reporting period, and names none."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Traced
from poatool.submissions.period import periods_in
from poatool.submissions.values import text_of
from poatool.workbooks.model import Value


@rule("WBK138", "period-not-understood", Severity.WARNING)
def period_not_understood(submission: Interpreted) -> Iterator[Problem]:
    """A cell for the reporting period names no period of the plan, so what is reported counts for the one asked for.

    What is written alike in several rows is said once. To fix it, write the period as the plan has it, such as 2022;
    what was done in another period belongs in its own workbook.

    Bad:
    | Action | Period    | Status    | Progress                  |
    | 2      | last year | Under way | Trained forty inspectors. |
    Found at: B2

    Bad:
    | Period: | 2O21      |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: B1

    Good:
    | Action | Period        | Status    | Progress                  |
    | 2      | Jan–Dec 2022  | Under way | Trained forty inspectors. |
    | 3      |               | Under way | Wrote a leaflet.          |
    """
    period = submission.edition.period
    told: set[str] = set()
    if period is None:
        return
    for traced in _stated(submission):
        text = text_of(traced.value)
        if text not in told and any(map(str.isalnum, text)) and not periods_in(text, submission.edition.framework):
            yield Problem(
                Place.of(traced.cell),
                f"{quoted(traced.cell.raw)} names no period of the plan; it was counted for {period.id}.",
                "Write the period as the plan has it; what was done in another one belongs in its own workbook.",
                value=traced.cell.raw,
            )
        told.add(text)


def _stated(submission: Interpreted) -> Iterator[Traced[Value]]:
    """What is written for the period: beside a label, and in the rows."""
    if (label := submission.submission.labels.get("period")) is not None:
        yield label
    for update in submission.updates:
        if "period" in update.row.cells:
            yield update.row.cells["period"]
