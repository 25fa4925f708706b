"""WBK: rows that were not read as separate updates, and sheets that may not be meant to be sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names import statuses
from poatool.framework.names.matching import fold
from poatool.rules.publication.notices import rows_with_notice
from poatool.rules.registry import Problem, once, rule
from poatool.rules.updates.footnotes import notes_on_updates
from poatool.rules.wording import at_end, cell_on, outside_tables, quoted
from poatool.rules.workbook.periods import is_of_another_period
from poatool.submissions.evidence.heading_words import VERSIONS, fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.layout.row_kinds import TOTAL
from poatool.submissions.model import Cell, Row, RowKind
from poatool.submissions.restrictions.texts import forbidden_in, restriction_in, withheld_in
from poatool.submissions.statements.scope import PERIOD
from poatool.submissions.statements.titles import TITLE_WORDS
from poatool.text import counted, lazy_pattern
from poatool.workbooks.model import trimmed

_DELETE = "Delete them if they are not meant to be sent; otherwise correct these words."
_NOT_MEANT = lazy_pattern(
    r"""(?<![^\W_])(?: (?:do\ )?not\ send | drafts? | superseded | obsolete
      | old | archived? | back\s?-?up | scratch | copy\ of | deleted? | unused | redundant | ignore
      | (?!(?:final|web|website|public|latest|agreed|clean|new|full|short|submitted|updated|template)\b)[^\W\d_]{2,20}\ version )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
# A tab or title with only words for texts of an earlier period or a trial: `As sent last year`, `WIP`, `Test 2`.
_NOT_THIS_TIME = lazy_pattern(
    r"""[\W_]{0,40}(?: (?:(?:as|what|we|said|sent|reported|published|printed|submitted|texts?|wording|answers?|from|in|for|reference|comparison|our)\W{1,3}){0,5}
      (?:the\ )?(?:last|previous|prior|earlier|past) (?:\W?s)? (?:\ (?:reporting\ )?(?:year|period|round|time)s?(?:\W?s)?)?
      (?:\ (?:reports?|returns?|updates?|drafts?|versions?|progress|data|submission))? | wip | work\ in\ progress | test(?:ing)? )[\W\d_]*""",
    re.IGNORECASE | re.VERBOSE,
)
# How titles and sub-headings begin if their rows are not meant to be sent, or may belong to another period or plan.
_LEFT_OVER = lazy_pattern(
    r"(?i)\W{0,20}(?:(?:for )?(?:an? )?(?:example|sample|illustration|demonstration|test)s?(?: (?:only|data|answers|texts|rows))"
    r"|carried|copied|brought|rejected|declined|proposed new|not yet|withdrawn|removed|cancelled|replaced by)\b"
)
_VERSION = lazy_pattern(r"(?i)(?<![^\W_])v(?:ersion)?[\s.]?(?P<number>\d{1,3})\W{0,9}\Z")
# A tab with only a word for a template or a record. Agencies do fill in a sheet with such a name if it is the only one.
_BLANK = lazy_pattern(r"(?i)(?:template|blank(?: template| form)?|log|history|minutes|feedback|oia)[\W\d_]*")
_LATER = frozenset({"final", "after", "latest", "revised", "corrected", "clean", "amended"})
"""Words that make a sheet the later one of two with similar names: `After edits` beside `Before edits`."""


@rule("WBK108", Severity.ADVICE)
def row_skipped(submission: Interpreted) -> Iterator[Problem]:
    """A row is not an update, so it is not published: a note, a sub-heading, an example, a total or repeated headings.

    Rows that only repeat one cell, as in a column that was filled down, give one finding; so do unanswered rows of the
    template. If a sub-heading only names an agency, rows below it without an agency count for that agency. To fix it,
    if the row is an update, write the number of its action.

    Bad rows:
    | Prevention <found> |           |                           |
    | 2                  | Under way | Trained forty inspectors. |
    """
    noticed = rows_with_notice(submission).keys() | {(n.place.sheet, n.place.row) for n in notes_on_updates(submission)}
    for table in submission.submission.tables:
        skipped = [row for row in table.rows if row.kind is not RowKind.UPDATE]
        for _, run in groupby(table.rows if skipped else (), key=_block_of):
            rows = [row for row in run if (table.sheet, row.number) not in noticed]
            if rows and rows[0].kind is not RowKind.UPDATE and not _is_reported_elsewhere(rows[0], submission):
                yield _skipped(rows)


def _is_reported_elsewhere(row: Row, submission: Interpreted) -> bool:
    """Whether another rule reports a sub-heading: for another period (WBK117), or not meant to be sent (WBK135)."""
    stated = row.cells.place(PERIOD) if row.kind is RowKind.HEADING else None
    below = [each for each in submission.updates if stated and each.row.cells.place(PERIOD) == stated]
    of_another_period = any(is_of_another_period(update, submission.edition) for update in below)
    return of_another_period or row.first in _parts_not_meant(submission)


def _block_of(row: Row) -> tuple[str, int | None]:
    """The key that joins consecutive rows of one kind into a block; each sub-heading is its own block."""
    aside = row.kind in (RowKind.NOTE, RowKind.TOTAL, RowKind.EXAMPLE)
    return "aside" if aside else row.kind.value, row.number if row.kind is RowKind.HEADING else None


def _skipped(rows: Sequence[Row]) -> Problem:
    first, last, kind = rows[0], rows[-1], rows[0].kind
    several = first is not last
    span = f"Rows {first.number} to {last.number}" if several else "This row"
    if kind is RowKind.UNANSWERED:
        message = f"{span} {'are' if several else 'is'} not answered."
        hint = "If there is something to report, choose a status and write the progress. If not, write “Nothing to report”."
    elif kind is RowKind.OTHER_PERIOD:
        given = "are not published: the sheet gives them" if several else "is not published: the sheet gives it"
        message = f"{span} {given} another period."
        hint = "If that is right, nothing needs to be done: the workbook also has a table for this period."
    else:
        article = "an" if kind.value[0] in "aeiou" else "a"
        read = "were read as notes, not as updates"
        read = read if several else f"was read as {article} {kind.value}, not as an update"
        message = f"{span} {read}: {at_end(first.first.raw)}"
        if kind is RowKind.HEADING and "agency" in first.cells:
            message += " Rows below it that name no agency count for this one."
        hint = "If it is an update, write the number of its action in the action column."
    return Problem.at(first.first, message, hint)._replace(last_row=last.number if several else None)


@rule("WBK109", Severity.ADVICE)
def action_carried_down(submission: Interpreted) -> Iterator[Problem]:
    """Rows below an update have no action of their own, so they count for its action.

    Their action cell is empty, or says `as above`. Each table gives one finding. To fix it, write the number of the
    action in every row.

    Bad rows:
    | 2 | Under way | Trained forty inspectors.                  |
    |   |           | Wrote a guide for border officers. <found> |
    """
    for _, group in groupby(submission.updates, key=lambda update: (update.table.sheet, update.table.header_row)):
        below = [update for update in group if update.row.continues is not None and not update.row.merged]
        if below:
            first, more = below[0], len(below) - 1
            others = f", and {counted(more, 'more row')} of this table likewise" if more else ""
            action = quoted(first.cell("action").raw)
            message = f"This row names no action, so it counts for the action of row {first.row.continues} ({action}){others}."
            hint = (
                "If that is right, nothing needs to be done. To be sure, write the number of the action in every row."
            )
            yield Problem.at(first.row.first, message, hint)


@rule("WBK143", Severity.WARNING)
def fewer_rows_than_counted(submission: Interpreted) -> Iterator[Problem]:
    """A row of totals gives more actions, or more actions with one status, than its sheet has.

    Rows may be missing, or have another status than was meant. To fix it, add the rows that are missing, or correct the
    total.

    Bad rows:
    | 2     | Completed                                  | Trained forty inspectors.    |
    | 3     | Under way                                  | Wrote a guide for employers. |
    | Total | Actions reported: 4. Completed: 1. <found> |                              |
    """
    standings = submission.edition.actions
    of_plan = {len(standings), sum(standing.in_force for standing in standings)}
    for table in submission.submission.tables:
        updates = [update for update in submission.updates if update.table.sheet == table.sheet]
        for row in (row for row in table.rows if row.kind is not RowKind.UPDATE):
            cells = sorted(row.every_cell, key=lambda cell: (cell.row, cell.column))
            text = ": ".join(cell.text.strip(": ") for cell in cells)
            counts = _COUNT.findall(text) if TOTAL.match(text) else ()
            for label, number in counts:
                found = _counted(label, updates, submission.edition)
                if found is not None and found < int(number) and int(number) not in of_plan:
                    message = f"This row says {quoted(f'{label}: {number}')}, but the sheet has {found}."
                    cell = next(cell for cell in reversed(cells) if number in cell.text)
                    yield Problem.at(row.cells.origin.cell(cell), message)
                    break


def _counted(label: str, updates: Sequence[Update], edition: Edition) -> int | None:
    """The number that should be beside a label such as `Completed` or `Actions reported`; None for any other label."""
    name = fold(TOTAL.sub("", label))
    status = statuses.status(edition.framework, name, suggest=False).ids
    if not status and not {"actions"} <= set(name.split()) <= {"actions", "reported", "on", "number", "of"}:
        return None
    found = [update for update in updates if not status or update.status in status]
    return max(len(found), len({code for update in found for code in update.codes}))


_COUNT = lazy_pattern(r"([^\W\d_][^\W\d_ ]{0,20}(?: [^\W\d_]{1,20}){0,3})\s?[:=–-]\s{0,3}(\d{1,3})\b")


@rule("WBK135", Severity.WARNING, requires="WBK139")
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """The only sheet with updates, its title or a sub-heading says `Draft`, `Old`, `Test`, `Example` or the like.

    Its rows are still published. To fix it, rename the sheet, or correct the title or the sub-heading, if the rows are
    meant to be sent.

    Bad:
    | OLD – see version 3 <found> |           |                           |
    | Action                      | Status    | Progress                  |
    | 2                           | Under way | Trained forty inspectors. |
    """
    names = _visible_sheets_of_updates(submission)
    path, anyway = submission.submission.path, "published all the same."
    if len(names) == 1 and _is_doubted(names[0], alone=True) and not (forbidden_in(names[0]) or withheld_in(names[0])):
        message = f"The sheet is called {quoted(names[0])}, but its updates are {anyway}"
        hint = "If it is meant to be sent, rename it. If not, send the right sheet."
        yield Problem(Place(path, names[0]), message, hint)
    for cell in _parts_not_meant(submission):
        yield Problem.at(cell, f"The rows below {quoted(cell.raw)} are {anyway}", _DELETE)


@once
def _parts_not_meant(submission: Interpreted) -> Mapping[Cell, list[Update]]:
    """The titles and sub-headings that say that their rows are not meant to be sent, with the updates below each."""
    by: dict[str | None, Cell | None] = {}
    for sheet in submission.submission.sheets:
        first_cells = {cell.row: cell for cell in reversed([*outside_tables(submission, sheet)])}
        for title in (each for each in first_cells.values() if _is_left_over(trimmed(each.value))):
            by.setdefault(sheet.name or None, cell_on(submission, sheet, title))
    updates = {id(update.row): update for update in submission.updates}
    found: dict[Cell, list[Update]] = {}
    for table, row in submission.submission.rows:
        if row.kind in (RowKind.HEADING, RowKind.NOTE):
            alone = len(row.cells) + len(row.other) == 1
            by[table.sheet] = row.first if alone and _is_left_over(row.start.text) else None
        elif (cell := by.get(table.sheet)) is not None and id(row) in updates:
            found.setdefault(cell, []).append(updates[id(row)])
    return found


def _is_left_over(text: str) -> bool:
    """Whether a title or sub-heading says that its rows are not meant to be sent: `Last year’s update`."""
    found = _NOT_MEANT.match(text) or _NOT_THIS_TIME.fullmatch(text) or _LEFT_OVER.match(text)
    return bool(found) and len(text.split()) <= TITLE_WORDS and restriction_in(text) is None


@rule("WBK139", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on it is published. Rows below a title such as `Last year` are left out too, if other rows report on the same
    actions. To fix it, delete the sheet or the rows if they are not meant to be sent; otherwise correct these words.
    """
    parts = _parts_not_meant(submission)
    aside = {id(update) for below in parts.values() for update in below}
    meant = {(update.agencies, update.codes) for update in submission.updates if parts and id(update) not in aside}
    for cell, below in parts.items():
        if not meant.isdisjoint((update.agencies, update.codes) for update in below):
            same = f"Other rows report on the same actions as rows below {quoted(cell.raw)}"
            message = f"{same}, so nothing below it is published."
            yield Problem.at(cell, message, _DELETE)._replace(last_row=below[-1].row.number)
    for name in sheets_not_meant(submission):
        message = f"The sheet is called {quoted(name)}, and other sheets have updates; nothing on it is published."
        hint = "Delete it if it is not meant to be sent; otherwise rename it."
        yield Problem(Place(submission.submission.path, name), message, hint)


@once
def sheets_not_meant(submission: Interpreted) -> Sequence[str]:
    """The sheets with updates whose names say that they are not meant to be sent, if other sheets have updates too."""
    names = _visible_sheets_of_updates(submission)
    older = _older_versions(names)
    return [name for name in names if len(names) > 1 and (name in older or _is_doubted(name, alone=False))]


def _older_versions(names: Sequence[str]) -> set[str]:
    """The sheets whose names say that another sheet is a later version: `v1` beside `v2`."""
    versions: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if (match := _VERSION.search(name)) is not None:
            common = name[: match.start()].strip(" _-–(").casefold()
            versions.setdefault(common, []).append((int(match["number"]), name))
    numbered = {name for each in versions.values() for _, name in sorted(each)[:-1]}
    by_name = {name: frozenset(fold_heading(name).split()) for name in names}
    later = {words - VERSIONS for words in by_name.values() if words & _LATER}
    return numbered | {name for name, words in by_name.items() if words - VERSIONS in later and not words & _LATER}


def _visible_sheets_of_updates(submission: Interpreted) -> list[str]:
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and any(row.kind is RowKind.UPDATE for row in table.rows)]
    return list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))


def _is_doubted(name: str, *, alone: bool) -> bool:
    """Whether a tab says that its sheet is not meant to be sent; `alone` if no other sheet has updates."""
    found = _NOT_MEANT.search(name) or _NOT_THIS_TIME.fullmatch(name)
    return bool(found) or restriction_in(name) is not None or (not alone and _BLANK.fullmatch(name) is not None)
