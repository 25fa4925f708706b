"""WBK: sheets that were not read, or only in part, and sheets whose tab says that they are not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import RowKind, Table
from poatool.submissions.restrictions import restriction_in
from poatool.submissions.values import holds
from poatool.text import counted, lazy_pattern, listed
from poatool.workbooks.model import Sheet

_NAMED = 5
"""How many of many rows are named."""

_NOT_MEANT = lazy_pattern(
    r"""(?<![^\W_])(?: (?:do\ )?not?\ (?:use|send|publish) | not\ for\ (?:publication|release|use) | drafts? | superseded | obsolete
      | old | archived? | back\s?-?up | scratch | copy\ of | deleted? | unused | redundant | ignore )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_THIS_TIME = lazy_pattern(
    r"""[\W_]{0,40}(?: (?:the\ )?(?:last|previous|prior|earlier|past) (?:\W?s)? (?:\ (?:reporting\ )?(?:year|period|round|time)s?(?:\W?s)?)?
      (?:\ (?:reports?|returns?|updates?|progress|data|submission))? | wip | work\ in\ progress | test(?:ing)? )[\W\d_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A whole tab that means an earlier time or a trial: `Last year’s update`, `WIP`, `Test 2`."""

_BLANK = lazy_pattern(r"(?:template|blank(?: template| form)?)[\W\d_]*", re.IGNORECASE)
"""A whole tab that means a template. Agencies fill in a sheet of that name if it is the only one."""


@rule("WBK125", "sheet-not-read", Severity.ADVICE)
def sheet_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A sheet has content, but no table or form that was understood, while another sheet has one.

    Nothing on it is published. A cover, instructions and lists are fine. To fix it, if there are updates on it,
    put them into the table, or give them its headings. If it is a form, write the number of its action.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for name in submission.submission.unread:
        if name in submission.submission.like_forms:
            what = "looks like a form, but has no number of an action"
            hint = "If it reports, write only the number of the action beside “Action”, and what was done beside “Progress”."
        else:
            what = "has no table of updates that was understood"
            hint = "If it has updates, put them into a table with the headings Action, Status, Progress and Next steps."
        yield Problem(
            Place(submission.submission.path, name),
            f"The sheet {quoted(name)} {what}; nothing on it is published.",
            hint,
        )


@rule("WBK135", "sheet-perhaps-not-meant", Severity.WARNING)
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet with updates is called `Draft`, `Old`, `Last year`, `Internal`, `Do not use` or the like.

    Its rows are published like those of any other sheet. To fix it, delete the sheet if it is not meant to be sent;
    otherwise rename it.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and any(row.kind is RowKind.UPDATE for row in table.rows)]
    names = dict.fromkeys(table.sheet for table in shown)
    for name in names:
        if name is not None and (_is_doubted(name, alone=len(names) == 1) or restriction_in(name)):
            yield Problem(
                Place(submission.submission.path, name),
                f"The sheet is called {quoted(name)}, but its updates are published like those of any other.",
                "Delete it if it is not meant to be sent; otherwise rename it.",
            )


def _is_doubted(name: str, *, alone: bool) -> bool:
    """Whether a tab says that its sheet is not meant; `alone`: no other sheet has updates."""
    said = _NOT_MEANT.search(name) or _NOT_THIS_TIME.fullmatch(name)
    return said is not None or (not alone and _BLANK.fullmatch(name) is not None)


@rule("WBK130", "row-not-read", Severity.WARNING)
def row_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A row below the headings has content, but was neither read nor skipped.

    This is a bug: rows are counted a second time so that none can be lost silently. To fix it, move the row to a sheet
    of its own below the same headings, and tell the makers of poatool.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables: dict[str, list[Table]] = {}
    for table in submission.submission.tables:
        tables.setdefault(table.sheet or "", []).append(table)
    for sheet in submission.submission.sheets:
        found = tables.get(sheet.name, [])
        # The labels of a form may be anywhere on its sheet; WBK127 looks at what is beside them.
        if found and not any(table.is_form for table in found) and (lost := _lost(sheet, found)):
            named = [str(row) for row in lost[:_NAMED]]
            more = [counted(len(lost) - _NAMED, "more row")] if len(lost) > _NAMED else []
            yield Problem(
                Place(submission.submission.path, sheet.name or None),
                f"Not read: row{'s' if len(lost) > 1 else ''} {listed([*named, *more])}. This is a bug in poatool.",
                "Move its content to a sheet of its own, below the same headings, and tell the makers of poatool.",
            )


def _lost(sheet: Sheet, tables: Sequence[Table]) -> list[int]:
    """The rows with content below the first headings that are in no table."""
    headings = [range(table.header_row - table.heading_rows + 1, table.header_row + 1) for table in tables]
    first = min(rows.start for rows in headings)
    known = {row.number for table in tables for row in table.rows}.union(*headings)
    unknown = {number for number in {cell.row for cell in sheet.cells} - known if number > first}
    if not unknown:
        return []
    suspects = (cell for cell in sheet.cells if cell.row in unknown)
    return sorted({c.row for c in suspects if (c.formula is not None if c.value is None else holds(c.value))})
