"""WBK: what the tab of a sheet says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.patterns import expression
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import quoted
from poatool.submissions.model import RowKind
from poatool.submissions.understand import Understood

_NOT_MEANT = expression(
    r"""(?<![^\W_])(?: (?:do\ )?not?\ (?:use|send|publish) | not\ for\ (?:publication|release|use) | drafts? | superseded | obsolete
      | old | archived? | back\s?-?up | scratch | copy\ of | deleted? | unused | redundant | ignore )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)


@rule("WBK135", "sheet-perhaps-not-meant", Severity.WARNING)
def sheet_perhaps_not_meant(submission: Understood) -> Iterator[Problem]:
    """A sheet with updates is called `Draft`, `Old`, `Do not use` or the like.

    Its rows are read and published as those of any other sheet. To fix it, delete the sheet if it is not part of the
    return, or else rename it.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and any(row.kind is RowKind.UPDATE for row in table.rows)]
    for name in dict.fromkeys(table.sheet for table in shown):
        if name is not None and _NOT_MEANT.search(name):
            yield Problem(
                Place(submission.submission.path, name),
                f"The sheet is called {quoted(name)}, and its updates are read as those of any other.",
                "Delete it if it is not part of the return, or else rename it.",
            )


RULES = (sheet_perhaps_not_meant,)
