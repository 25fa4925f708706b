"""WBK: sheets that were not read or only in part, and sheets that may not be meant to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from poatool.findings.model import Place, Severity
from poatool.framework.names.agencies import agency_codes
from poatool.framework.names.matching import fold
from poatool.rules.places import outside_tables
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.heading_words import VERSIONS, fold_heading
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind
from poatool.submissions.restrictions import forbidden_in, restriction_in
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Workbook

_FEW = 8
"""The most words in a sub-heading that marks rows as not meant to be sent."""

_NOT_MEANT = lazy_pattern(
    r"""(?<![^\W_])(?: (?:do\ )?not?\ (?:use|send|publish) | not\ for\ (?:publication|release|use) | drafts? | superseded | obsolete
      | old | archived? | back\s?-?up | scratch | copy\ of | deleted? | unused | redundant | ignore
      | (?!(?:final|web|website|public|latest|agreed|clean|new|full|short|submitted|updated)\b)[^\W\d_]{2,20}\ version )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_THIS_TIME = lazy_pattern(
    r"""[\W_]{0,40}(?: (?:the\ )?(?:last|previous|prior|earlier|past) (?:\W?s)? (?:\ (?:reporting\ )?(?:year|period|round|time)s?(?:\W?s)?)?
      (?:\ (?:reports?|returns?|updates?|progress|data|submission))? | wip | work\ in\ progress | test(?:ing)? )[\W\d_]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A tab that consists of words for an earlier period or a trial: `Last year’s update`, `WIP`, `Test 2`."""

_TITLE_NOT_MEANT = lazy_pattern(
    r"(?i)\W{0,20}(?:superseded|obsolete|archived?|(?:for )?(?:an? )?(?:example|sample|illustration|demonstration|test)s?(?: (?:only|data))\b"
    r"|old (?:version|copy)|do not use|ignore)\b"
)
"""The beginning of a title that marks its rows as not meant to be sent: `Test data – please ignore`."""

_LEFT_OVER = lazy_pattern(
    r"(?i)(?:carried|copied|brought|rejected|declined|proposed new|not yet|withdrawn|removed|cancelled)\b"
)
"""How a sub-heading begins below which rows may not be this period's or this plan's: `Carried over from 2021`."""

_VERSION = lazy_pattern(r"(?i)(?<![^\W_])v(?:ersion)?[\s.]?(?P<number>\d{1,3})\W{0,9}\Z")
_BLANK = lazy_pattern(r"(?:template|blank(?: template| form)?)[\W\d_]*", re.IGNORECASE)
"""A tab that consists of a word for a template. Agencies do fill in a sheet of that name if it is the only one."""


@rule("WBK135", "sheet-perhaps-not-meant", Severity.WARNING)
def sheet_perhaps_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """The file, its only sheet with updates, its title or a sub-heading says `Draft`, `Old`, `Superseded`, `Example` or the like.

    Its rows are published all the same. To fix it, if they are meant to be sent, rename the sheet, or correct the
    title or the sub-heading.

    Bad:
    | SUPERSEDED – see version 3 |           |                           |
    | Action                     | Status    | Progress                  |
    | 2                          | Under way | Trained forty inspectors. |
    Found at: A1
    """
    names = _sheets_of_updates(submission)
    if len(names) == 1 and _is_doubted(names[0], alone=True) and not forbidden_in(names[0]):
        message = f"The sheet is called {quoted(names[0])}, but its updates are published all the same."
        hint = "If it is meant to be sent, rename it. If not, send the right one."
        yield Problem(Place(submission.submission.path, names[0]), message, hint)
    for name in _names_of_file(submission) if names else ():
        if restriction_in(name) is not None or forbidden_in(name) is not None:
            message = f"The name of the file or its properties say {quoted(name)}, but its updates are published all the same."
            hint = "If it is not meant to be sent, send the right one."
            yield Problem(Place(submission.submission.path), message, hint)
    for sheet in submission.submission.sheets:
        for cell in outside_tables(submission, sheet) if sheet.name in {*names, ""} else ():
            text = trimmed(cell.value)
            if len(text.split()) <= _FEW and restriction_in(text) is None and _is_no_title(text):
                place = Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column))
                message = f"The title says {quoted(text)}, but the updates below it are published all the same."
                yield Problem(place, message, "If they are meant to be sent, correct the title.", cell.text)
    for row, following in pairwise(row for _, row in submission.submission.rows):
        if is_left_over(row) and following.kind is RowKind.UPDATE:
            message = f"The rows below {quoted(row.first.raw)} are published all the same."
            hint = "Delete them if they are not meant to be sent; otherwise correct the sub-heading."
            yield Problem.at(row.first, message, hint)


def _names_of_file(submission: Interpreted) -> Iterator[str]:
    """The parts of a file's name that are no part of an agency's name, as in `internal-affairs`; and its properties."""
    workbook, stem = submission.submission.workbook, PurePath(submission.submission.path).stem.replace("_", " ")
    folded = fold(stem)
    agencies = " ".join(name for name in agency_codes(submission.edition.framework) if name and name in folded)
    yield from (part for part in _SIGNS.split(stem) if f" {fold(part)} " not in f" {agencies} ")
    if isinstance(workbook, Workbook):
        yield from (value for key, value in workbook.properties.items() if key in _TITLES)


_SIGNS = lazy_pattern(r"\s?-\s?|[()\[\],]")
_TITLES = frozenset({"core.title", "core.subject", "core.category", "core.keywords", "core.description"})


def _is_no_title(text: str) -> bool:
    """Whether a title marks its rows as not meant to be sent: `Superseded`, `Last year’s return`."""
    return bool(_TITLE_NOT_MEANT.match(text) or _NOT_THIS_TIME.fullmatch(text))


def is_left_over(row: Row) -> bool:
    """Whether a sub-heading marks its rows as not meant to be sent: `Last year’s update`, `Delete before sending`."""
    text, alone = row.first.raw, len(row.cells) + len(row.other) == 1
    short = alone and row.kind in (RowKind.HEADING, RowKind.NOTE) and len(text.split()) <= _FEW
    said = _NOT_MEANT.match(text) or _NOT_THIS_TIME.fullmatch(text) or _LEFT_OVER.match(text)
    return short and restriction_in(text) is None and said is not None


@rule("WBK139", "sheet-not-meant", Severity.ERROR)
def sheet_not_meant(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is called `Draft`, `Old`, `Internal` or the like, and other sheets have updates too.

    Nothing on it is published. To fix it, delete the sheet if it is not meant to be sent; otherwise rename it.
    """
    names = _sheets_of_updates(submission)
    older = _older_versions(names)
    for name in names if len(names) > 1 else ():
        if name in older or _is_doubted(name, alone=False):
            message = f"The sheet is called {quoted(name)}, and others have updates too; nothing on it is published."
            hint = "Delete it if it is not meant to be sent; otherwise rename it."
            yield Problem(Place(submission.submission.path, name), message, hint)


def _older_versions(names: Sequence[str]) -> frozenset[str]:
    """Sheets that have a later version by name: `v1` beside `v2`."""
    versions: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if (match := _VERSION.search(name)) is not None:
            of = name[: match.start()].strip(" _-–(").casefold()
            versions.setdefault(of, []).append((int(match["number"]), name))
    numbered = {name for each in versions.values() for _, name in sorted(each)[:-1]}
    words = {name: frozenset(fold_heading(name).split()) for name in names}
    later = {words[name] - VERSIONS for name in names if words[name] & _LATER}
    return frozenset(
        numbered | {name for name in names if words[name] - VERSIONS in later and not words[name] & _LATER}
    )


_LATER = frozenset({"final", "after", "latest", "revised", "corrected", "clean", "amended"})
"""Words in the name of a sheet by which it is later than one called alike: `After edits` beside `Before edits`."""


def _sheets_of_updates(submission: Interpreted) -> list[str]:
    """The names of the visible sheets with updates."""
    tables = submission.submission.tables
    shown = [table for table in tables if not table.hidden and any(row.kind is RowKind.UPDATE for row in table.rows)]
    return list(dict.fromkeys(table.sheet for table in shown if table.sheet is not None))


def _is_doubted(name: str, *, alone: bool) -> bool:
    """Whether a tab marks its sheet as not meant to be sent; `alone` if no other sheet has updates."""
    said = _NOT_MEANT.search(name) or _NOT_THIS_TIME.fullmatch(name)
    return said is not None or restriction_in(name) is not None or (not alone and _BLANK.fullmatch(name) is not None)
