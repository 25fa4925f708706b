"""AGY: labelled cells that name different agencies."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell
from poatool.submissions.values import text_of
from poatool.text import listed
from poatool.workbooks.model import Value


@rule("AGY413", "labels-differ", Severity.WARNING)
def labels_differ(submission: Interpreted) -> Iterator[Problem]:
    """Two labelled cells name different agencies, and only the first of them counts.

    A label on the sheet of some rows, or right among them, speaks for these rows; this is about one that speaks for
    none. To fix it, correct the one that is wrong, or delete the one that does not say who sends the workbook.

    Bad:
    | Lead agency: | MBIE      |                           |
    | Agency:      | DIA       |                           |
    | Action       | Status    | Progress                  |
    | 2            | Under way | Trained forty inspectors. |
    Found at: B2

    Good:
    | Agency: | DIA       |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    for label, by in submission.submission.overruled:
        named, counted = _published(label.value, submission.edition), _published(by.value, submission.edition)
        if named and counted and set(named) != set(counted):
            yield Problem(
                Place.of(label.cell),
                f"The label here says {listed(named)}, and the one in {_where(by.cell, label.cell)} says "
                f"{listed(counted)}: that one counts.",
                "Correct the one that is wrong, or delete the one that does not say who sends the workbook.",
                value=label.cell.raw,
                related=(Place.of(by.cell),),
            )


def _published(value: Value, edition: Edition) -> list[str]:
    found = agencies(edition.framework, text_of(value), suggest=False)
    return list(dict.fromkeys(edition.published_as(code) for code in found.ids))


def _where(cell: Cell, beside: Cell) -> str:
    return cell.ref if cell.sheet == beside.sheet else f"{cell.ref} of the sheet {quoted(cell.sheet or '')}"
