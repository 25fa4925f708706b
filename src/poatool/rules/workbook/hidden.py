"""WBK: what a person who opens the workbook does not see."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import listed, quoted
from poatool.submissions.template import LISTS_SHEET
from poatool.submissions.understand import Understood
from poatool.workbooks.model import Visibility


@rule("WBK110", "hidden-content", Severity.WARNING)
def hidden_content(submission: Understood) -> Iterator[Problem]:
    """Rows, columns or sheets with content are hidden; they were read like the others.

    Whoever sent the workbook may not know that they are there. To fix it, show them, or delete them.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. <hidden> |
    Found at: A3

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    path = submission.submission.path
    own = LISTS_SHEET if submission.submission.template else None
    for sheet in submission.submission.sheets:
        if sheet.visibility is not Visibility.VISIBLE and sheet.cells and sheet.name != own:
            yield Problem(
                Place(path, sheet.name),
                f"The sheet {quoted(sheet.name)} is hidden and holds content.",
                "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not part of the return.",
            )
    for table in submission.submission.tables:
        hidden = [row for row in table.rows if row.hidden]
        for row in hidden[:1]:
            rows = listed([str(r.number) for r in hidden[:5]]) + (" and more" if len(hidden) > len(hidden[:5]) else "")
            yield Problem(
                Place.of(row.first),
                f"{len(hidden)} hidden row{'s were' if len(hidden) > 1 else ' was'} read: {rows}.",
                "Select the rows around them, right-click, choose Unhide (or clear the filter), and check them.",
                value=row.first.raw,
                related=tuple(Place.of(r.first) for r in hidden[1:]),
            )
        for heading in table.headings:
            if heading.hidden:
                yield Problem(
                    Place.of(heading.cell),
                    f"The column {quoted(heading.text)} is hidden and was read.",
                    f"Select the columns around {heading.cell.letter}, right-click, choose Unhide, and check it.",
                    value=heading.cell.raw,
                )


RULES = (hidden_content,)
