"""WBK: sheets and rows that may not be meant to be sent, or that are about another plan of action."""

from collections.abc import Iterator, Mapping, Sequence

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework
from poatool.framework.names.agencies import words_beside_agencies
from poatool.rules.places import cell_on, end_of_rows, outside_tables
from poatool.rules.registry import Problem, once, rule, tables_on
from poatool.rules.wording import quoted
from poatool.submissions.evidence.heading_words import VERSIONS, fold_heading
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.evidence.notice_texts import LEFT_OVER, NOT_MEANT, NOT_THIS_TIME, of_other_work
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, RowKind
from poatool.submissions.restrictions.texts import restriction_in, restricts_sheet
from poatool.submissions.statements import plans, scope, titles
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import trimmed

_DELETE = "Delete them if they are not meant to be sent; otherwise correct these words."
_VERSION = lazy_pattern(r"(?i)(?<![^\W_])v(?:ersion)?[\s.]?(?P<number>\d{1,3})\W{0,9}\Z")
# A tab with only a word for a template or a record. Agencies do fill in a sheet with such a name if it is the only one.
_BLANK = lazy_pattern(r"(?i)(?:template|blank(?: template| form)?|log|history|minutes|feedback|oia)[\W\d_]*")


_LATER = frozenset({"final", "after", "latest", "revised", "corrected", "clean", "amended", "edited"})
"""Words that mark the later of two sheets with similar names: `After edits` beside `Before edits`."""


@rule("WBK135", Severity.WARNING, requires="WBK139")
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A title or sub-heading, or the name of the only sheet with updates, says `Draft`, `Old`, `Test` or the like.

    The rows are still published. To fix it, rename the sheet, or correct the title or the sub-heading, if the rows are
    meant to be sent.

    Bad:
    | OLD – see version 3 <found> |           |                           |
    | Action                      | Status    | Progress                  |
    | 2                           | Under way | Trained forty inspectors. |
    """
    names, plan = _visible_sheets_of_updates(submission), submission.edition.framework
    path, anyway = submission.submission.path, "published all the same."
    if len(names) == 1 and _is_doubted(names[0], plan, alone=True) and not restricts_sheet(names[0], plan):
        message = f"The sheet is called {quoted(names[0])}, but its updates are {anyway}"
        hint = "If it is meant to be sent, rename it. If not, send the right sheet."
        yield Problem(Place(path, names[0]), message, hint)
    for cell in parts_not_meant(submission):
        yield Problem.at(cell, f"The rows below {quoted(cell.raw)} are {anyway}", _DELETE)


@once
def parts_not_meant(submission: Interpreted) -> Mapping[Cell, list[Update]]:
    """The titles and sub-headings which say that their rows are not meant to be sent, with the updates below each."""
    heads: dict[str | None, Cell | None] = {}
    for sheet in submission.submission.sheets:
        first_cells = {cell.row: cell for cell in reversed([*outside_tables(submission, sheet)])}
        for title in (each for each in first_cells.values() if _is_left_over(trimmed(each.value))):
            heads.setdefault(sheet.name or None, cell_on(submission, sheet, title))
    updates = {id(update.row): update for update in submission.updates}
    found: dict[Cell, list[Update]] = {}
    for table, row in submission.submission.rows:
        if row.kind in (RowKind.HEADING, RowKind.NOTE, RowKind.EXAMPLE):
            text = row.start.text
            says = row.kind is RowKind.EXAMPLE or _is_left_over(text) or of_other_work(text)
            heads[table.sheet] = row.first if says and row.is_alone and scope.PERIOD not in row.cells else None
        elif (cell := heads.get(table.sheet)) is not None and id(row) in updates:
            found.setdefault(cell, []).append(updates[id(row)])
    return found


def _is_left_over(text: str) -> bool:
    """Whether a title or sub-heading says that its rows are not meant to be sent: `Last year’s update`."""
    words = text.replace("_", " ")
    found = NOT_MEANT.match(words) or NOT_THIS_TIME.fullmatch(words) or LEFT_OVER.match(words)
    return found is not None and len(text.split()) <= titles.TITLE_WORDS and restriction_in(text) is None


@rule("WBK139", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on the sheet is published. Rows below a title such as `Last year` are also left out if other rows report on
    the same actions, and so are rows below a sub-heading which says that they are of an earlier period, not updated or
    not part of the return. To fix it, delete the sheet or the rows if they are not meant to be sent; otherwise correct
    these words.
    """
    parts = parts_not_meant(submission)
    doubted = {id(update) for below in parts.values() for update in below}
    others = [update for update in submission.updates if id(update) not in doubted]
    meant, with_others = {(each.agencies, each.codes) for each in others}, {each.table.sheet for each in others}
    for cell, below in parts.items():
        of_other = of_other_work(cell.raw) if cell.sheet in with_others else None
        if of_other:
            why = f"{quoted(cell.raw)} says that the rows below are {of_other}"
        elif meant.isdisjoint((update.agencies, update.codes) for update in below):
            continue
        else:
            why = f"The rows below {quoted(cell.raw)} are about the same actions as other rows"
        message = f"{why}, so they are not published."
        yield Problem.at(cell, message, _DELETE).until(below[-1].row.number)
    for name in sheets_not_meant(submission):
        message = f"The sheet is called {quoted(name)}, and other sheets have updates; nothing on it is published."
        hint = "Delete it if it is not meant to be sent; otherwise rename it."
        yield Problem(Place(submission.submission.path, name), message, hint)


@once
def sheets_not_meant(submission: Interpreted) -> Sequence[str]:
    """The sheets with updates whose names say that they are not meant to be sent, if other sheets also have updates."""
    names, plan = _visible_sheets_of_updates(submission), submission.edition.framework
    older = _older_versions(names)
    return [name for name in names if len(names) > 1 and (name in older or _is_doubted(name, plan, alone=False))]


def _older_versions(names: Sequence[str]) -> set[str]:
    """The sheets whose names say that another sheet is a later version: `v1` beside `v2`."""
    found = ((match, name) for name in names if (match := _VERSION.search(name)))
    versions = by_first((name[: m.start()].strip(" _-–(").casefold(), (int(m["number"]), name)) for m, name in found)
    numbered = {name for each in versions.values() for _, name in sorted(each)[:-1]}
    by_name = {name: frozenset(fold_heading(name).split()) for name in names}
    later = {words - VERSIONS for words in by_name.values() if words & _LATER}
    return numbered | {name for name, words in by_name.items() if words - VERSIONS in later and not words & _LATER}


def _visible_sheets_of_updates(submission: Interpreted) -> list[str]:
    shown = (table for table in submission.submission.tables if not table.hidden and table.updates)
    return list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))


def _is_doubted(name: str, plan: Framework, *, alone: bool) -> bool:
    """Whether a tab says that its sheet is not meant to be sent; `alone` means that no other sheet has updates."""
    words = name.replace("_", " ")
    restricts = restriction_in(name) or restriction_in(words_beside_agencies(plan, name))
    found = NOT_MEANT.search(words) or NOT_THIS_TIME.fullmatch(words)
    return bool(found or restricts) or (not alone and _BLANK.fullmatch(name) is not None)


@rule("WBK144", Severity.ERROR, was="title-of-another-plan")
def another_plan(submission: Interpreted) -> Iterator[Problem]:
    """A tab, title or sub-heading of updates, or a title on a sheet without updates, names another plan.

    The other plan's actions may have the same numbers, so the updates are set aside. To fix it, correct the name, or
    take the rows out if they are about the other plan.

    Bad:
    | Family Violence Action Plan: return for 2022 <found> |           |                           |
    | Action                                               | Status    | Progress                  |
    | 2                                                    | Under way | Trained forty inspectors. |

    Good:
    | Modern Slavery Plan of Action: return for 2022 |           |                           |
    | Action                                         | Status    | Progress                  |
    | 2                                              | Under way | Trained forty inspectors. |
    """
    plan = submission.edition.framework
    for sheet in submission.submission.sheets if submission.updates else ():
        tables = tables_on(submission, sheet)
        last = max((row.number for table in tables for row in table.updates), default=0)
        notes = (row for table in tables for row in table.rows if row.kind in (RowKind.NOTE, RowKind.HEADING))
        alone = (row.start for row in notes if row.is_alone and row.number < last)
        cells = [
            *outside_tables(submission, sheet),
            *(cell for cell in alone if not trimmed(cell.value).endswith(SENTENCE_ENDS)),
        ]
        beside_this = any(plans.names_this_plan(text, plan) for text in (sheet.name, *(cell.text for cell in cells)))
        if tables and plans.other_plan(sheet.name, plan, beside_this=beside_this):
            message = f"{quoted(sheet.name)} is another plan; the rows of this sheet would count for this one."
            yield Problem(Place(submission.submission.path, sheet.name), message)
        for cell in cells:
            if name := plans.other_plan(trimmed(cell.value), plan, beside_this=beside_this):
                at = cell_on(submission, sheet, cell)
                message = f"{quoted(name)} is another plan; the rows below would count for this one."
                yield Problem.at(at, message).until(end_of_rows(submission.updates, at))
