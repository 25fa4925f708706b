"""WBK: sheets with several tables or none, and what the tab of a sheet says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind, Table
from poatool.submissions.restrictions import mark_in
from poatool.text import lazy_pattern

_NOT_MEANT = lazy_pattern(
    r"""(?<![^\W_])(?: (?:do\ )?not?\ (?:use|send|publish) | not\ for\ (?:publication|release|use) | drafts? | superseded | obsolete
      | old | archived? | back\s?-?up | scratch | copy\ of | deleted? | unused | redundant | ignore )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_THIS_TIME = lazy_pattern(
    r"""[\W_]*(?: (?:the\ )?(?:last|previous|prior|earlier|past) (?:\W?s)? (?:\ (?:reporting\ )?(?:year|period|round|time)s?(?:\W?s)?)?
      (?:\ (?:reports?|returns?|updates?|progress|data|submission))? | wip | work\ in\ progress | test(?:ing)? )[\W\d_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""All that the tab of a sheet of an earlier time, or of no account, says: `Last year’s update`, `WIP`, `Test 2`."""

_BLANK = lazy_pattern(r"(?:template|blank(?: template| form)?)[\W\d_]*", re.IGNORECASE)
"""All that the tab of a template says; agencies fill it in under that name too, where it is the only sheet."""


@rule("WBK123", "several-tables", Severity.ADVICE)
def several_tables(submission: Interpreted) -> Iterator[Problem]:
    """A sheet holds more than one table of updates.

    All of them were read, each under its own headings. Nothing needs to be done, unless one is out of date.

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | Action | Progress                           | Status    | Evidence |
    | 3      | Wrote a guide for border officers. | Under way |          |
    Found at: A3

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    first: dict[str | None, Table] = {}
    for table in submission.submission.tables:
        above = first.setdefault(table.sheet, table)
        if above.header_row < table.header_row and table.headings:
            cell = table.headings[0].cell
            yield Problem(
                Place.of(cell),
                f"A further table begins here; the first has its headings in row {above.header_row}. Each was read.",
                "Nothing needs to be done, unless one of them is out of date.",
                value=cell.raw,
            )


@rule("WBK125", "sheet-not-read", Severity.ADVICE)
def sheet_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A sheet holds something, and no table of updates or form, while another sheet of the workbook has one.

    Nothing of it is published. A cover, instructions and lists are not meant. To fix it, if there are updates on
    it, put them into the table, or give them the headings of one. If it is a form, name its action by its number.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for name in submission.submission.unread:
        if name in submission.submission.like_forms:
            what = "looks like a form for an action, and does not say by a number which"
            do = "If it reports, write the number of the action alone beside “Action”, and what was done beside “Progress”."
        else:
            what = "holds no table of updates that we know"
            do = "If it holds updates, put them into a table with the headings Action, Status, Progress and Next steps."
        yield Problem(
            Place(submission.submission.path, name),
            f"The sheet {quoted(name)} {what}; nothing in it is published.",
            do,
        )


@rule("WBK135", "sheet-perhaps-not-meant", Severity.WARNING)
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet with updates is called `Draft`, `Old`, `Last year`, `Internal`, `Do not use` or the like.

    Its rows are read and published as those of any other sheet. To fix it, delete the sheet if it is not meant to
    be sent, or else rename it.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and any(row.kind is RowKind.UPDATE for row in table.rows)]
    names = dict.fromkeys(table.sheet for table in shown)
    for name in names:
        if name is not None and (_is_doubted(name, alone=len(names) == 1) or mark_in(name)):
            yield Problem(
                Place(submission.submission.path, name),
                f"The sheet is called {quoted(name)}, and its updates are read as those of any other.",
                "Delete it if it is not meant to be sent, or else rename it.",
            )


def _is_doubted(name: str, *, alone: bool) -> bool:
    """Whether the tab of a sheet says that it is not meant; `alone`: no other sheet has updates."""
    said = _NOT_MEANT.search(name) or _NOT_THIS_TIME.fullmatch(name)
    return said is not None or (not alone and _BLANK.fullmatch(name) is not None)
