"""Find rows and sheets of one workbook that are versions of each other."""

from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence, Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

from poatool.framework.dates import PART_ALONE, fit_of_bare_month, spelt_out
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.matching import fold, stem, stems
from poatool.rules.registry import once, repeated_texts
from poatool.submissions.evidence.heading_words import VERSIONS
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import RowKind, Table
from poatool.submissions.statements.scope import AGENCY, PERIOD
from poatool.text import MONTH_NAMES, by_first, lazy_pattern
from poatool.workbooks.model import RawCell

_BySubject = Mapping[tuple[str, str, str, str], Sequence[Update]]


class Version(NamedTuple):
    """A sheet that repeats rows of another one (`of`), and pairs of differing rows, the other sheet's row first.

    Without repeated rows, its tab says that it is a copy.
    """

    sheet: str
    of: str
    repeated: int
    differing: Sequence[tuple[Update, Update]]


def versions(submission: Interpreted, rows: Sequence[tuple[Update, Sequence[tuple[str, str]]]]) -> list[Version]:
    """The sheets of which most rows are also on another, word for word: the one with fewer rows, or the later one.

    If their tabs say that one is a copy, or differ only in a letter or number while a row is on both, it is enough that
    both report on most actions. `rows` are the updates whose actions recur, each with its pairs of action and agency.
    """
    again, period = repeated_texts(update.progress for update, _ in rows), submission.edition.period
    sizes = Counter(update.table.sheet or "" for update in submission.updates)
    named = dict.fromkeys(update.table.sheet or "" for update, _ in rows)
    alike = {update.table.sheet or "" for update, _ in rows if update.progress in again}
    found: dict[str, Version] = {}
    for pair in combinations(named, 2):
        copied, numbered = (len({mark.sub("", name).casefold() for name in pair}) == 1 for mark in (_COPY, _NUMBER))
        if not copied and not alike.issuperset(pair):
            continue
        of, sheet = sorted(pair, key=lambda name: -sizes[name])
        one, other = (
            by_first(((*key, *subject(u, period)), u) for u, keys in rows if u.table.sheet == name for key in keys)
            for name in (of, sheet)
        )
        repeated, differing = _compared(one, other)
        on_both = {id(update) for key in one.keys() & other.keys() for update in other[key]}
        shared = len(on_both) if copied or (numbered and repeated) else repeated
        if 2 * shared > sizes[sheet] and found.keys().isdisjoint(pair):
            found[sheet] = Version(sheet, of, repeated, differing)
    return list(found.values())


_COPY = lazy_pattern(r"(?i)[\s_–-]{0,3}(?:\(\d{1,2}\)|\(copy\)|\bcopy(?:\s?\(?\d{1,2}\)?)?)\Z")
"""How Excel and people name a copy of a sheet: `Return (2)`, `Return - Copy`."""

_NUMBER = lazy_pattern(r"(?i)(?<=\w)[\s_–-]{1,3}v?(?:\d{1,2}|[a-z])\Z")
"""How people tell versions apart, but also teams: `Return A`, `Return v2`."""


def _compared(one: _BySubject, other: _BySubject) -> tuple[int, list[tuple[Update, Update]]]:
    """How many rows both have, and the pairs of rows that differ on one subject."""
    same, differing = set[int](), list[tuple[Update, Update]]()
    for key in (key for key in one if key in other):
        first, second = ({_wording(each): each for each in rows[key]} for rows in (one, other))
        same |= {id(second[wording]) for wording in first.keys() & second.keys()}
        added = [second[wording] for wording in second if wording not in first]
        changed = [first[wording] for wording in first if wording not in second]
        differing += [(each, added[0]) for each in changed if added]
    return len(same), differing


def _wording(update: Update) -> tuple[str | None, ...]:
    return update.status, *(f"{column}: {fold(text)}" for column, text in sorted(update.texts.items()))


def subject(update: Update, period: ReportingPeriod | None) -> tuple[str, str]:
    """The words for a row's agency and time, in the row or its table: divisions and quarters report separately."""
    if update.named_agencies is not None:
        agency = fold(update.row.cells.text(AGENCY))
    else:
        agency = fold(update.scoped.text) if update.scoped else ""
    return agency, _period(update, period)


def _period(update: Update, period: ReportingPeriod | None) -> str:
    """The words for an update's time, in its row, tab or table: last year's update may be kept beside this year's."""
    if PERIOD in update.row.cells.raw:
        return fold(update.row.cells.text(PERIOD))
    tab = update.table.sheet or ""
    if PART_ALONE.search(spelt_out(tab)) or (period and fit_of_bare_month(tab, period) is not None):
        return fold(tab)
    return fold(next((stated.text for stated in update.table.scope.get(PERIOD, ())), ""))


_NAME = rf"(?<=[\w,;] )(?!{'|'.join(MONTH_NAMES)})[A-Z][^\W\d_]+"
_NAMED, _NAMING = lazy_pattern(_NAME), lazy_pattern(rf"{_NAME}|\d")
_UNBEGUN = lazy_pattern(
    r"\bthe (?!work\b)([a-z]{3,20}) (?:has|have|is|was)(?: not|n['’]t)(?: yet)?(?: been)? (?:begun|started)\b"
)
_RUN = 3  # this many distinctive words in the same order are a phrase about the same thing


def on_same_work(one: str, other: str) -> bool:
    """Whether two texts share a phrase or most of their distinctive words, and not both have a name or number.

    It is enough that one says that work on something (`the poster`) has not begun, and the other mentions it too.
    """
    if all(map(_NAMING.search, (one, other))):
        return False
    first, second = ([*filter(None, map(stem, fold(text).split()))] for text in (one, other))
    if 2 * len({*first} & {*second}) > min(len({*first}), len({*second})):
        return True
    if any({*map(stem, _UNBEGUN.findall(text))} & {*words} for text, words in ((one, second), (other, first))):
        return True
    runs, others = ({*zip(*(words[at:] for at in range(_RUN)), strict=False)} for words in (first, second))
    return not runs.isdisjoint(others)


_BY_VERSION = frozenset({"version", "revision", "edition", "draft", "copy", "editor", "edited", "sync"})  # headings
_SAYS_WHICH = VERSIONS | {*map(str.casefold, MONTH_NAMES)}


class Compared(NamedTuple):
    """What distinguishes a row from another on its action: `beside` has its unpublished cells, by heading."""

    table: Table
    beside: Mapping[str, AbstractSet[str]]
    title: AbstractSet[str]  # and the tab
    names: AbstractSet[str]
    words: AbstractSet[str]
    said: tuple[bool, bool, bool] | None  # by its status: whether there is progress, an end, or nothing to report

    @classmethod
    def of(cls, update: Update, submission: Interpreted) -> "Compared":
        """A row to compare. Its title is the last line above it that has a single cell; a form has no title."""
        table, status = update.table, submission.edition.framework.status_by_id.get(update.status or "")
        headings = {table.line_of(each.cell): fold(each.text) for each in table.headings}
        others = ((headings.get(table.line_of(cell), ""), fold(cell.text)) for cell in update.row.other if cell.text)
        beside = {heading: {*text.split()} for heading, text in others}
        above = [] if table.is_form else _lines(submission).get(table.sheet or "", [])
        at = bisect(above, update.row.number, key=lambda cell: cell.row)
        title = fold(f"{table.sheet} {above[at - 1].text if at else ''}").split()
        names, words = _NAMED.findall(update.progress), stems(fold(update.progress).split())
        said = (status.progress, status.ends, status.nil) if status else None
        return cls(table, beside, {*title}, {*names}, words, said)

    def may_replace(self, other: "Compared") -> bool:
        """Whether a column or the titles name versions, the texts are alike, or the statuses contradict each other.

        In the last two cases, no names or columns may distinguish the rows.
        """
        both = ((heading, words ^ other.beside.get(heading, words)) for heading, words in self.beside.items())
        differing = {heading: words for heading, words in both if words}
        if any(not _BY_VERSION.isdisjoint(heading.split()) for heading in differing):
            return True
        if any(map(_tell_apart, differing.values())) or (self.names - other.names and other.names - self.names):
            return False
        if 2 * len(self.words & other.words) > min(len(self.words), len(other.words)):
            return True
        contrary = self.said and other.said and self.said != other.said
        return bool(contrary or self.table is not other.table) and not _tell_apart(self.title ^ other.title)


def _tell_apart(words: AbstractSet[str]) -> bool:
    """Whether any of these words is more than a number, a month or the name of a version."""
    return any(map(str.isalpha, words - _SAYS_WHICH))


@once
def _lines(submission: Interpreted) -> Mapping[str, Sequence[RawCell]]:
    """The cells that are alone in rows above, between and below updates, by sheet."""
    sent, kinds = submission.submission, (RowKind.UPDATE, RowKind.CONTINUATION)
    answers = {(table.sheet or "", row.number) for table, row in sent.rows if row.kind in kinds}
    rows = by_first(((sheet.name, cell.row), cell) for sheet in sent.sheets for cell in sheet.cells)
    return by_first((key[0], cells[0]) for key, cells in rows.items() if len(cells) == 1 and key not in answers)
