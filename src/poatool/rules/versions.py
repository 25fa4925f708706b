"""Find rows and sheets of one workbook that are versions of each other."""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set as AbstractSet
from itertools import combinations, groupby
from typing import NamedTuple

from poatool.framework.dates import PART_ALONE, fit_of_bare_month, spelt_out
from poatool.framework.edition import Edition
from poatool.framework.model import Reach, ReportingPeriod, Status
from poatool.framework.names.matching import fold, stem, stems
from poatool.framework.spans import spans
from poatool.rules.registry import DISTINCTIVE, once, repeated_texts
from poatool.submissions.evidence import work_done as work
from poatool.submissions.evidence.heading_words import VERSIONS, fold_heading
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import RowKind
from poatool.submissions.statements.scope import AGENCY, PERIOD
from poatool.text import MONTH_NAMES, by_first, lazy_pattern
from poatool.workbooks.model import RawCell

_BySubject = Mapping[tuple[str, str, str, str], Sequence[Update]]


class Version(NamedTuple):
    """A sheet that repeats rows of an `original`, or is named as a copy of it, and the pairs of rows that differ."""

    sheet: str
    original: str
    repeated: int
    differing: Sequence[tuple[Update, Update]]


def versions(submission: Interpreted, rows: Sequence[tuple[Update, Sequence[tuple[str, str]]]]) -> list[Version]:
    """The sheets that repeat most of their rows from another; of two such sheets, the shorter or else the later one.

    The page of ACT211 says which rows are repeated. `rows` are the updates on recurring actions, each with its pairs of
    action and agency.
    """
    again, edition = repeated_texts(update.progress for update, _ in rows), submission.edition
    sizes = Counter(update.table.sheet or "" for update in submission.updates)
    named = dict.fromkeys(update.table.sheet or "" for update, _ in rows)
    alike = {update.table.sheet or "" for update, _ in rows if update.progress in again}
    found: dict[str, Version] = {}
    for pair in combinations(named, 2):
        copied, numbered = (len({mark.sub("", name).casefold() for name in pair}) == 1 for mark in (_COPY, _NUMBER))
        copied = copied or _are_versions(*pair)
        shorter, longer = sorted(map(fold, pair), key=len)
        if not copied and not alike.issuperset(pair):
            continue
        original, sheet = sorted(pair, key=lambda name: -sizes[name])
        one, other = (
            by_first(((*key, *subject(u, edition)), u) for u, keys in rows if u.table.sheet == name for key in keys)
            for name in (original, sheet)
        )
        repeated, differing = _compared(one, other)
        on_both, repeating = ({id(u) for key in one.keys() & other.keys() for u in rows[key]} for rows in (other, one))
        numbered |= longer.startswith(f"{shorter} ") or len(on_both | repeating) == sizes[original] + sizes[sheet]
        shared = len(on_both) if copied or (numbered and repeated) else repeated
        if 2 * shared > sizes[sheet] and found.keys().isdisjoint(pair):
            found[sheet] = Version(sheet, original, repeated, differing)
    return list(found.values())


def renumbered(submission: Interpreted, left_out: AbstractSet[str]) -> list[Version]:
    """The sheets of which most texts, and two or more, are also on another sheet, but on other actions."""
    sizes, alike = Counter(each.table.sheet or "" for each in submission.updates), long_texts_again(submission)
    said, found = defaultdict[str, dict[object, Update]](dict), dict[str, Version]()
    for each in (each for each in submission.updates if each.progress in alike and not each.table.hidden):
        said[each.table.sheet or ""].setdefault((alike[each.progress], each.agencies), each)
    for pair in combinations([sheet for sheet in said if sheet not in left_out], 2):
        original, sheet = sorted(pair, key=lambda name: -sizes[name])
        shared = [(first, said[sheet][key]) for key, first in said[original].items() if key in said[sheet]]
        differing = [rows for rows in shared if set(rows[0].codes).isdisjoint(rows[1].codes)]
        if differing and len(shared) > 1 and 2 * len(shared) > sizes[sheet] and found.keys().isdisjoint(pair):
            found[sheet] = Version(sheet, original, len(shared), differing)
    return list(found.values())


@once
def copied_blocks(submission: Interpreted) -> Sequence[tuple[Sequence[Update], Sequence[Update]]]:
    """Blocks of two rows or more, each with a block under another agency that is the same, word for word."""
    alike, same = long_texts_again(submission), defaultdict[object, list[list[Update]]](list)
    for (_, agencies), rows in groupby(submission.updates if alike else (), lambda u: (u.table.sheet, u.agencies)):
        if agencies and len(block := [*rows]) > 1 and all(each.progress in alike for each in block):
            same[frozenset((each.codes, _wording(each)) for each in block)].append(block)
    found = ((block, {each[0].agencies: each for each in blocks}) for blocks in same.values() for block in blocks)
    return [(block, other) for block, of in found for other in of.values() if other[0].agencies != block[0].agencies]


def long_texts_again(submission: Interpreted) -> Mapping[str, str]:
    """The texts too long to be equal by coincidence that occur more than once, each with its folded form."""
    repeated = repeated_texts(update.progress for update in submission.updates if not update.nil)
    return {text: words for text, words in repeated.items() if len(words) >= DISTINCTIVE}


_COPY = lazy_pattern(r"(?i)[\s_–-]{0,3}(?:\(\d{1,2}\)|\(copy\)|\bcopy(?:\s?\(?\d{1,2}\)?)?)\Z")
"""How Excel and people name a copy of a sheet: `Return (2)`, `Return - Copy`."""

_NUMBER = lazy_pattern(r"(?i)(?<=\w)[\s_–-]{1,3}v?(?:\d{1,2}|[a-z])\Z")
"""How people tell versions apart, but also teams: `Return A`, `Return v2`."""


_CALLED = frozenset({"version", "ver", "rev", "revision", "edited", "edits", "copy"})


def _are_versions(one: str, other: str) -> bool:
    """Whether the tabs of two sheets call them versions: `Return` and `Return (edited)`, or `Version A` and `Version B`."""
    first, second = ({*fold_heading(name).split()} for name in (one, other))
    return bool(first & second & _CALLED) or (first != second and first ^ second <= _CALLED)


def _compared(one: _BySubject, other: _BySubject) -> tuple[int, list[tuple[Update, Update]]]:
    """How many rows are the same in both and have a text, and the pairs of rows that differ on one subject."""
    same, differing = set[int](), list[tuple[Update, Update]]()
    for key in (key for key in one if key in other):
        first, second = ({_wording(each): each for each in rows[key]} for rows in (one, other))
        same |= {id(second[wording]) for wording in first.keys() & second.keys() if wording[1:]}
        added = [second[wording] for wording in second if wording not in first]
        changed = [first[wording] for wording in first if wording not in second]
        differing += [(each, added[0]) for each in changed if added]
    return len(same), differing


def _wording(update: Update) -> tuple[str | None, ...]:
    return update.status, *(f"{column}: {fold(text)}" for column, text in sorted(update.texts.items()))


def subject(update: Update, edition: Edition) -> tuple[str, str]:
    """The words for a row's agency and time, in the row or its table: divisions or quarters may have separate rows."""
    if update.named_agencies is not None:
        agency = fold(update.row.cells.text(AGENCY))
    else:
        agency = fold(update.scoped.text) if update.scoped else ""
    time, period = _time(update, edition.period), edition.period
    named = {(span.first, span.last) for span in spans(time, edition.framework)} if time and period else set()
    return agency, "" if period and named == {(period.start, period.end)} else fold(time)


def _time(update: Update, period: ReportingPeriod | None) -> str:
    """The words for an update's time, in its row, tab or table: last year's may be kept beside this year's."""
    if PERIOD in update.row.cells.raw:
        return update.row.cells.text(PERIOD)
    tab = update.table.sheet or ""
    if PART_ALONE.search(spelt_out(tab)) or (period and fit_of_bare_month(tab, period) is not None):
        return tab
    return next((stated.text for stated in update.table.scope.get(PERIOD, ())), "")


_NAME = rf"(?<=[\w,;] )(?!{'|'.join(MONTH_NAMES)})[A-Z][^\W\d_]+"
_NAMED, _NAMING = lazy_pattern(_NAME), lazy_pattern(rf"{_NAME}|\d+")
_LEAST = 3  # how many distinctive words a denial needs, all of which must be in the other text
_VERB_OF_NONE = lazy_pattern(
    r"(?i)\A(\W*(?:there \w+ )?(?:no|none|not|nobody|nothing)\b.{0,99}?)\b(?:has|have|was|were)(?: yet| been)* \w+"
)
_OF_WORK = frozenset({"begun", "done", "exist", "made", "start", "year"})  # stems
_BY_VERSION = frozenset({"version", "revision", "edition", "draft", "copy", "editor", "edited", "sync"})  # headings
_PARTS = frozenset({"region", "district", "area", "office", "site", "port", "place", "town", "activity", "project"})
"""Words in a heading or title for parts of the work on an action, which may have come less far than others."""

_STOPPED = frozenset({Reach.HELD_UP, Reach.NOT_BEGUN})
_SAYS_WHICH = VERSIONS | {*map(str.casefold, MONTH_NAMES)}


_SENTENCE = 5  # the fewest distinctive words that two sentences share if one restates the other
_RUN = 3  # how many distinctive words in a row make a phrase


class Compared(NamedTuple):
    """What distinguishes a row from another on its action: `beside` has its unpublished cells, by heading."""

    update: Update
    beside: Mapping[str, AbstractSet[str]]
    title: AbstractSet[str]  # words of the title and the tab
    caption: AbstractSet[str]  # words of the line right above a form
    names: AbstractSet[str]
    words: AbstractSet[str]
    status: Status | None
    denied: str  # the denial that its text begins with, without the verb: `No guide`

    @classmethod
    def of(cls, update: Update, submission: Interpreted) -> "Compared":
        """A row to compare. Its title is the last line above it that has a single cell; a form only has a caption."""
        table, status = update.table, submission.edition.framework.status_by_id.get(update.status or "")
        headings = {table.line_of(each.cell): fold(each.text) for each in table.headings}
        others = ((headings.get(table.line_of(cell), ""), fold(cell.text)) for cell in update.row.other if cell.text)
        beside = {heading: {*text.split()} for heading, text in others}
        lines, last = (
            _lines(submission).get(table.sheet or "", []),
            table.top - 1 if table.is_form else update.row.number,
        )
        at = bisect(lines, last, key=lambda cell: cell.row)
        above = {*fold(lines[at - 1].text if at else "").split()}
        caption = above if table.is_form and at and lines[at - 1].row >= last - 1 else set()
        title = {*fold(table.sheet or "").split()} | (set() if table.is_form else above)
        names, words, denial = _NAMED.findall(text := update.progress), stems(fold(text).split()), work.denied(text)
        denied = _VERB_OF_NONE.sub(r"\1", denial.string) if denial else ""
        return cls(update, beside, title, caption, {*names}, words, status, denied)

    def contradicts(self, other: "Compared") -> str:
        """The column in which two rows contradict each other, as the page of ACT220 says; empty if they do not."""
        if any(not _PARTS.isdisjoint(heading.split()) for heading in self._differing(other)):
            return ""
        reaches = {each.status.reach for each in (self, other) if each.status}
        same = len(reaches) < len((self, other))
        wide, narrow = sorted((self, other), key=lambda each: -len(each.update.codes))
        if not same and {*narrow.update.codes} < {*wide.update.codes} and wide.status and wide.status.ends:
            return "status"
        one, two = self.update.progress, other.update.progress
        sheets = {self.update.table.sheet or "", other.update.table.sheet or ""}
        if not same and len(sheets) > len({_COPY.sub("", sheet).casefold() for sheet in sheets}):
            return "status"
        if (
            self.title & other.title & _CALLED
            and self.title != other.title
            and not _tell_apart(self.title ^ other.title)
        ):
            return "progress"  # `Version sent in March`
        opposite = Reach.ENDED in reaches and not _STOPPED.isdisjoint(reaches)
        ended = Reach.ENDED in reaches and not same
        if (opposite and self._answers_apart_from(other)) or (ended and self._is_form_again(other)):
            return "status"
        named, named_too = ({*_NAMING.findall(text)} for text in (one, two))
        apart = same or not (named <= named_too or named_too <= named or _restates(one, two))
        length = _RUN - opposite  # if the statuses are contrary, two words in a row are enough
        contrary = not apart and not _runs(one, length).isdisjoint(_runs(two, length))
        if bool(self.denied) is bool(other.denied):
            contrary = contrary or (not apart and self._is_like(other))
        elif not contrary:
            denied, text, known = (self.denied, two, other.words) if self.denied else (other.denied, one, self.words)
            words, enough = stems(fold(denied).split()), _LEAST - (not same)
            contrary = len(words) >= enough and words <= known | _OF_WORK
            contrary = contrary and {*_NAMING.findall(denied)}.issubset(_NAMING.findall(text))
        return ("progress" if same else "status") if contrary else ""

    def _answers_apart_from(self, other: "Compared") -> bool:
        """Whether two rows answer an action in different tables, unless one is a form or both are titled as parts."""
        one, two = self.update.table, other.update.table
        of_parts = not (_PARTS.isdisjoint(self.title) or _PARTS.isdisjoint(other.title))
        return one is not two and not (of_parts or one.is_form or two.is_form)

    def _is_form_again(self, other: "Compared") -> bool:
        """Whether two forms may be on the same work, and no captions tell them apart."""
        forms, captions = self.update.table.is_form and other.update.table.is_form, (self.caption, other.caption)
        return forms and not (all(captions) and _tell_apart(self.caption ^ other.caption)) and self.may_replace(other)

    def may_replace(self, other: "Compared") -> bool:
        """Whether two rows may be versions: a column says so, or nothing suggests that they are on different work."""
        differing = self._differing(other)
        if any(not _BY_VERSION.isdisjoint(heading.split()) for heading in differing):
            return True
        if any(map(_tell_apart, differing.values())):
            return False
        if self.names - other.names and other.names - self.names:
            return _restates(self.update.progress, other.update.progress)
        if self._is_like(other):
            return True
        meanings = {(each.progress, each.ends, each.nil) for each in (self.status, other.status) if each}
        apart = len(meanings) > 1 or self.update.table is not other.update.table
        return apart and not _tell_apart(self.title ^ other.title)

    def _differing(self, other: "Compared") -> Mapping[str, AbstractSet[str]]:
        """The words that are only in one of the unpublished cells of two rows, by heading."""
        both = ((heading, words ^ other.beside.get(heading, words)) for heading, words in self.beside.items())
        return {heading: words for heading, words in both if words}

    def _is_like(self, other: "Compared") -> bool:
        return 2 * len(self.words & other.words) > min(len(self.words), len(other.words))


def _restates(one: str, other: str) -> bool:
    """Whether two texts share a sentence without names, apart from a few words such as numbers."""
    first, second = (
        [stems(fold(each).split()) for each in work.SENTENCES.split(text) if not _NAMED.search(each)]
        for text in (one, other)
    )
    shared = ((len(a & b), max(len(a), len(b))) for a in first for b in second)
    return any(common >= _SENTENCE and 3 * common >= 2 * longest for common, longest in shared)


def _runs(text: str, length: int) -> AbstractSet[tuple[str, ...]]:
    """All runs of this many adjacent words in a text, not counting names and small words."""
    words = [*filter(None, map(stem, fold(_NAMING.sub("", text)).split()))]
    return {*zip(*(words[at:] for at in range(length)), strict=False)}


def _tell_apart(words: AbstractSet[str]) -> bool:
    """Whether any of these words is more than a number, a month or the name of a version."""
    return any(map(str.isalpha, words - _SAYS_WHICH))


@once
def _lines(submission: Interpreted) -> Mapping[str, Sequence[RawCell]]:
    """The cells that are alone in rows above, between and below updates, by sheet."""
    sent, kinds = submission.submission, (RowKind.UPDATE, RowKind.CONTINUATION)
    answers = {(table.sheet or "", row.number) for table, row in sent.rows if row.kind in kinds}
    answers |= {(each.sheet or "", label.cell.row) for each in sent.tables if each.is_form for label in each.headings}
    rows = by_first(((sheet.name, cell.row), cell) for sheet in sent.sheets for cell in sheet.cells)
    return by_first((key[0], cells[0]) for key, cells in rows.items() if len(cells) == 1 and key not in answers)
