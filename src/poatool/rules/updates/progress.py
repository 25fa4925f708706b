"""UPD: whether an update says what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from poatool.findings.model import Place, Severity
from poatool.framework.columns import Column
from poatool.framework.names import statuses as status_names
from poatool.rules.places import holds, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.rules.texts import at
from poatool.rules.updates.placeholders import is_placeholder
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import lazy_pattern
from poatool.workbooks.addresses import reference
from poatool.workbooks.covered import covered

_ADDRESS = ("http", "www.")
_LONGEST_STATUS = 60
"""Characters of the longest text that could be a status and nothing else."""

_NO_TEXT = lazy_pattern(
    r"""(?: [\W\d_] | (?<=\d)(?:st|nd|rd|th)\b
      | \b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
          |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b )*
      | (?:https?://|www\.)\S+ | true | false | \#(?:ref!|n/a|value!|name\?|div/0!|null!|num!|spill!|calc!) | err:\d{3}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Figures and dates, however they are written, a bare web address, and what a spreadsheet shows in place of a text."""


_LIKE_A_STATUS = lazy_pattern(
    r"""\W*(?: (?:there\ (?:is|was|has\ been)\ )?no\ (?:further\ |new\ |significant\ |real\ )?(?:changes?|progress|developments?)
      | unchanged | nothing\ (?:new|further) | yes | no | ok(?:ay)? | wip | works?\ in\ progress | (?:ongoing|continuing)\ work
      | work\ (?:is\ )?(?:ongoing|continuing|continues|progressing) | (?:good|some|steady|further)\ progress(?:\ (?:was\ )?made)?
      | progressing(?:\ (?:well|as\ planned))? | (?:going|all)\ (?:well|good|fine)
      )(?:\ since\ (?:20\d\d|(?:the\ )?last\ (?:year|report|update|period)))?\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What people write in place of an account, and is no status of any plan."""


@rule("UPD301", "progress-missing", Severity.ERROR)
def progress_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row says nothing of what was done.

    To fix it, write what was done in the period; where nothing was, write “Nothing to report”.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way |          |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    texts = submission.edition.framework.text_columns
    lacking = [update for update in submission.updates if _lacks_progress(update, texts)]
    merged = _merged_over(submission, lacking) if lacking else {}
    for update in lacking:
        over = merged.get((update.table.sheet, update.row.number))
        if over is None:
            said, do = "No progress is given.", "Write what was done in the period, or “Nothing to report”."
        else:
            said = f"No progress is given for this row: {over} is merged over its cell, and was read for its own row."
            do = "Unmerge the cells, and write in each row what was done for its action."
        yield Problem(place_of(update, "progress"), said, do)


def _lacks_progress(update: Update, texts: Sequence[Column]) -> bool:
    if holds(update, "progress") or update.nil or update.table.heading("progress") is None:
        return False
    adds = update.row.continues is not None and any(holds(update, column.id) for column in texts)
    return not adds or holds(update, "status")


def _merged_over(submission: Interpreted, updates: Sequence[Update]) -> Mapping[tuple[str | None, int], str]:
    """The cells that are merged over the empty progress of updates, by the sheets and rows of these."""
    merges = {sheet.name: sheet.merges for sheet in submission.submission.sheets if sheet.merges}
    cells: dict[str | None, list[tuple[int, int]]] = {}
    for update in updates:
        heading = update.table.heading("progress")
        if heading and not update.table.is_form and (update.table.sheet or "") in merges:
            cells.setdefault(update.table.sheet, []).append((update.row.number, heading.cell.column))
    return {
        (sheet, row): reference(*over)
        for sheet, asked in cells.items()
        for (row, _), over in covered(merges[sheet or ""], asked).items()
    }


@rule("UPD302", "progress-placeholder", Severity.ERROR)
def progress_placeholder(submission: Interpreted) -> Iterator[Problem]:
    """The progress only holds the place of a text: `TBC`, `as above`, `see last year`, `n/a`.

    To fix it, write what was done in the period; where nothing was, write “Nothing to report”.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | TBC      |
    Found at: C2

    Good:
    | Action | Status                | Progress          |
    | 2      | No update this period | Nothing to report |
    """
    for update in submission.updates:
        if is_placeholder(update.progress) and not update.nil:
            cell = update.cell("progress")
            yield Problem(
                Place.of(cell),
                f"{quoted(update.progress)} is no account of progress.",
                "Write what was done in the period, or “Nothing to report”.",
                value=cell.raw,
            )


@rule("UPD315", "progress-only-a-status", Severity.WARNING)
def progress_only_a_status(submission: Interpreted) -> Iterator[Problem]:
    """The progress says no more than a status does: `Ongoing`, `Completed`, `On track`, `No change`.

    It is published and counts as a report, though readers learn nothing of what was done. To fix it, write what
    was done in the period.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | On track |
    Found at: C2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        if len(update.progress) > _LONGEST_STATUS or update.nil or not update.progress:
            continue
        known = status_names.is_status(submission.edition.framework, update.progress)
        if known or _LIKE_A_STATUS.fullmatch(update.progress):
            cell = update.cell("progress")
            yield Problem(
                Place.of(cell),
                f"{quoted(update.progress)} is {'' if known else 'like '}a status, and no account of what was done.",
                "Write what was done in the period.",
                value=cell.raw,
            )


@rule("UPD316", "progress-is-no-text", Severity.WARNING, requires=("UPD302",))
def progress_is_no_text(submission: Interpreted) -> Iterator[Problem]:
    """The progress is a bare number, a date, a web address, `TRUE` or the name of an error, and no text.

    It is published and counts as a report, though readers learn nothing of what was done; often the cell was meant
    for another column. To fix it, write what was done in the period.

    Bad:
    | Action | Status    | Progress |
    | 2      | Under way | 40       |
    Found at: C2

    Bad:
    | Action | Status    | Progress     |
    | 2      | Under way | 3 March 2022 |
    Found at: C2

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained 40 inspectors in May 2022. |
    """
    for update in submission.updates:
        text = update.progress
        short = len(text) <= _LONGEST_STATUS or text.startswith(_ADDRESS)
        if text and short and not update.nil and _NO_TEXT.fullmatch(text):
            cell = update.cell("progress")
            yield Problem(
                Place.of(cell),
                f"{quoted(text)} is no text, and says nothing of what was done.",
                "Write what was done in the period, in words.",
                value=cell.raw,
            )


@rule("UPD317", "next-steps-placeholder", Severity.WARNING)
def next_steps_placeholder(submission: Interpreted) -> Iterator[Problem]:
    """A text beside the progress, such as the next steps, only holds its place: `TBC`, `as above`, `n/a`, a dash.

    It would be published as it stands. Of what is completed, `None` is an answer. To fix it, write the text, or leave
    the cell empty.

    Bad:
    | Action | Status    | Progress                  | Next steps |
    | 2      | Under way | Trained forty inspectors. | N/A        |
    Found at: D2

    Good:
    | Action | Status    | Progress                  | Next steps |
    | 2      | Under way | Trained forty inspectors. |            |
    | 3      | Completed | Wrote a leaflet.          | None       |
    """
    statuses = submission.edition.framework.status_by_id
    for text in submission.texts:
        if text.column == "progress" or len(text.text) > _LONGEST_STATUS or not is_placeholder(text.text):
            continue
        update = text.update
        if not update.nil and (update.status is None or not statuses[update.status].ends):
            column = column_name(submission.edition, text.column)
            yield at(
                text,
                f"{quoted(text.text)} under {column} only holds the place of a text.",
                "Write the text, or leave the cell empty.",
            )
