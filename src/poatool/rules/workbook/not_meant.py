"""WBK: sheets and rows that may not be meant to be sent."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework
from poatool.framework.names.agencies import words_beside_agencies
from poatool.phrases import phrases
from poatool.rules.registry import Problem, once, rule
from poatool.rules.wording import cell_on, outside_tables, quoted
from poatool.submissions.evidence.heading_words import VERSIONS, fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, RowKind
from poatool.submissions.restrictions.texts import restriction_in, restricts_sheet
from poatool.submissions.statements import scope, titles
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import trimmed

_DELETE = "Delete them if they are not meant to be sent; otherwise correct these words."
_PARTS = {
    "GOOD": "final|web|website|public|latest|agreed|clean|new|full|short|submitted|updated|template",
    "AS": "as|what|we|said|sent|reported|published|printed|submitted|texts?|wording|answers?|from|in|for|reference|comparison|our",
    "EARLIER": "(the )?(last|previous|prior|earlier|past)('?s)?( (reporting )?(year|period|round|time)s?('?s)?)?",
    "REPORTS": "reports?|returns?|updates?|drafts?|versions?|progress|data|submission",
}
_SIGNS = """send draft superseded obsolete old archive back scratch copy delete unused redundant ignore version last previous
    prior earlier past wip work test only data answers texts rows carried copied brought rejected declined new yet withdrawn
    removed cancelled replaced look over remove"""
_phrases = partial(phrases, parts=_PARTS, case="any", needs=tuple(_SIGNS.split()))
_NOT_MEANT = _phrases("""(do )?not send|drafts?|superseded|obsolete|old|archived?|back ?up|back-up|scratch|copy of|deleted?|unused
    redundant|ignore|(not: GOOD) LONG version""")
_NOT_THIS_TIME = _phrases("^(((AS)JOINT){0,5}EARLIER( REPORTS)?|wip|work in progress|test|testing)((JOINT)?AMOUNT)?$")
"""A tab or title with only words for texts of an earlier period or a trial: `As sent last year`, `WIP`, `Test 2`."""

_LEFT_OVER = _phrases("""^(for )?(an? )?(example|sample|illustration|demonstration|test)s? (only|data|answers|texts|rows)
    ^(carried|copied|brought|rejected|declined|proposed new|not yet|withdrawn|removed|cancelled|replaced by)
    ^(how|what) (it|this|your|an|a) LONG looks?|^(please )?((write|type) over|overwrite|(delete|remove) (this|before))""")
"""How titles begin if their rows are not meant to be sent, or may belong to another period or plan."""

_VERSION = lazy_pattern(r"(?i)(?<![^\W_])v(?:ersion)?[\s.]?(?P<number>\d{1,3})\W{0,9}\Z")
# A tab with only a word for a template or a record. Agencies do fill in a sheet with such a name if it is the only one.
_BLANK = lazy_pattern(r"(?i)(?:template|blank(?: template| form)?|log|history|minutes|feedback|oia)[\W\d_]*")
_LATER = frozenset({"final", "after", "latest", "revised", "corrected", "clean", "amended"})
"""Words that make a sheet the later one of two with similar names: `After edits` beside `Before edits`."""


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
    """The titles and sub-headings that say that their rows are not meant to be sent, with the updates below each."""
    by: dict[str | None, Cell | None] = {}
    for sheet in submission.submission.sheets:
        first_cells = {cell.row: cell for cell in reversed([*outside_tables(submission, sheet)])}
        for title in (each for each in first_cells.values() if _is_left_over(trimmed(each.value))):
            by.setdefault(sheet.name or None, cell_on(submission, sheet, title))
    updates = {id(update.row): update for update in submission.updates}
    found: dict[Cell, list[Update]] = {}
    for table, row in submission.submission.rows:
        if row.kind in (RowKind.HEADING, RowKind.NOTE, RowKind.EXAMPLE):
            says = row.kind is RowKind.EXAMPLE or _is_left_over(row.start.text)
            by[table.sheet] = row.first if says and row.is_alone and scope.PERIOD not in row.cells else None
        elif (cell := by.get(table.sheet)) is not None and id(row) in updates:
            found.setdefault(cell, []).append(updates[id(row)])
    return found


def _is_left_over(text: str) -> bool:
    """Whether a title or sub-heading says that its rows are not meant to be sent: `Last year’s update`."""
    words = text.replace("_", " ")
    found = _NOT_MEANT.match(words) or _NOT_THIS_TIME.fullmatch(words) or _LEFT_OVER.match(words)
    return bool(found) and len(text.split()) <= titles.TITLE_WORDS and restriction_in(text) is None


@rule("WBK139", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on it is published. Rows below a title such as `Last year` are left out too, if other rows report on the same
    actions. To fix it, delete the sheet or the rows if they are not meant to be sent; otherwise correct these words.
    """
    parts = parts_not_meant(submission)
    aside = {id(update) for below in parts.values() for update in below}
    meant = {(update.agencies, update.codes) for update in submission.updates if parts and id(update) not in aside}
    for cell, below in parts.items():
        if not meant.isdisjoint((update.agencies, update.codes) for update in below):
            same = f"Other rows report on the same actions as rows below {quoted(cell.raw)}, so nothing below it is"
            yield Problem.at(cell, f"{same} published.", _DELETE).until(below[-1].row.number)
    for name in sheets_not_meant(submission):
        message = f"The sheet is called {quoted(name)}, and other sheets have updates; nothing on it is published."
        hint = "Delete it if it is not meant to be sent; otherwise rename it."
        yield Problem(Place(submission.submission.path, name), message, hint)


@once
def sheets_not_meant(submission: Interpreted) -> Sequence[str]:
    """The sheets with updates whose names say that they are not meant to be sent, if other sheets have updates too."""
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
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and table.updates]
    return list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))


def _is_doubted(name: str, plan: Framework, *, alone: bool) -> bool:
    """Whether a tab says that its sheet is not meant to be sent; `alone` if no other sheet has updates."""
    words = name.replace("_", " ")
    found = _NOT_MEANT.search(words) or _NOT_THIS_TIME.fullmatch(words)
    restricts = restriction_in(name) or restriction_in(words_beside_agencies(plan, name))
    return bool(found or restricts) or (not alone and _BLANK.fullmatch(name) is not None)
