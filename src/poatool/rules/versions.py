"""Find rows and sheets of one workbook that are versions of each other."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set as AbstractSet
from itertools import combinations, groupby
from typing import NamedTuple

from poatool.framework.dates import PART_ALONE, fit_of_bare_month, spelt_out
from poatool.framework.edition import Edition
from poatool.framework.model import Reach, Status
from poatool.framework.names.matching import fold, stem, stems
from poatool.rules.registry import DISTINCTIVE, once, repeated_texts
from poatool.rules.wording import line_above
from poatool.submissions.evidence.heading_shapes import is_generic
from poatool.submissions.evidence.heading_words import VERSIONS
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.stated import part_of_period
from poatool.submissions.statements.scope import AGENCY
from poatool.text import MONTH_NAMES, by_first, lazy_pattern

_COPY = lazy_pattern(r"(?i)[\s_–-]{0,3}(?:\(\d{1,2}\)|\(copy\)|\bcopy(?:\s?\(?\d{1,2}\)?)?)\Z")
"""How Excel and people name a copy of a sheet: `Return (2)`, `Return - Copy`."""

_BySubject = Mapping[tuple[str, str, str, str], Sequence[Update]]


class Version(NamedTuple):
    """A sheet that repeats rows of an `original`, or is named as a copy of it, and the pairs of rows that differ."""

    sheet: str
    original: str
    repeated: int
    differing: Sequence[tuple[Update, Update]]


def versions(submission: Interpreted, rows: Sequence[tuple[Update, Sequence[tuple[str, str]]]]) -> list[Version]:
    """The sheets that repeat most of their rows from another; of each pair, the shorter or, if equally long, the later.

    The page of ACT211 says which rows are repeated. `rows` are the updates on recurring actions, each with its pairs of
    action and agency.
    """
    again, edition = repeated_texts(update.progress for update, _ in rows), submission.edition
    sizes = Counter(update.table.sheet or "" for update in submission.updates)
    alike = {update.table.sheet or "" for update, _ in rows if update.progress in again}
    found: dict[str, Version] = {}
    for pair in combinations(dict.fromkeys(update.table.sheet or "" for update, _ in rows), 2):
        original, sheet = sorted(pair, key=lambda name: -sizes[name])
        copied = _named_as_versions(*pair)
        if copied or alike.issuperset(pair):
            one, other = (
                by_first(((*key, *subject(u, edition)), u) for u, keys in rows if u.table.sheet == name for key in keys)
                for name in (original, sheet)
            )
            repeated, differing = _compared(one, other)
            on_both = {id(update) for key in one.keys() & other.keys() for update in other[key]}
            shared = len(on_both) if copied else repeated
            if 2 * shared > sizes[sheet] and found.keys().isdisjoint(pair):
                found[sheet] = Version(sheet, original, repeated, differing)
    return list(found.values())


def _named_as_versions(*names: str) -> bool:
    """Whether one of two sheets is named as a copy or a version of the other: `Return (2)`, `FINAL (GM edits)`."""
    short, long = sorted((fold(name).split() for name in names), key=len)
    named = long[: len(short)] == short and not VERSIONS.isdisjoint(long)
    return named or len({_COPY.sub("", name).casefold() for name in names}) == 1


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
    """The repeated texts that are too long to be equal by coincidence, each with its folded form."""
    repeated = repeated_texts(update.progress for update in submission.updates if not update.nil)
    return {text: words for text, words in repeated.items() if len(words) >= DISTINCTIVE}


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
    """The words for a row's agency, and its part of the period: divisions or quarters may have separate rows."""
    agency = update.row.cells.text(AGENCY) if update.named_agencies else update.scoped.text if update.scoped else ""
    tab, period = update.table.sheet or "", edition.period
    of_part = PART_ALONE.search(spelt_out(tab)) or (period and fit_of_bare_month(tab, period) is not None)
    return fold(agency), str(part_of_period(update.table, update.row, edition) or (tab if of_part else ""))


_NAMED = lazy_pattern(rf"(?<=[\w,;] )(?!{'|'.join(MONTH_NAMES)})[A-Z][^\W\d_]+")
_RUN = 3  # how many distinctive words side by side make a phrase
_STOPPED = frozenset({Reach.HELD_UP, Reach.NOT_BEGUN})
_PARTS = frozenset({"region", "district", "area", "office", "site", "port", "place", "town", "activity", "project"})
"""Words in headings of columns that divide an action into parts, whose statuses may differ."""
_BY_VERSION = frozenset({"version", "revision", "edition", "draft", "copy", "editor", "edited", "sync"})  # headings


class Compared(NamedTuple):
    """What distinguishes a row from others on its action; `beside` has the words of unpublished cells, by heading."""

    update: Update
    beside: Mapping[str, AbstractSet[str]]
    above: AbstractSet[str]  # words of its tab and title
    names: AbstractSet[str]  # in its text
    status: Status | None

    @classmethod
    def of(cls, update: Update, submission: Interpreted) -> "Compared":
        """A row to compare."""
        table, status = update.table, submission.edition.framework.status_by_id.get(update.status or "")
        headings = {table.line_of(each.cell): fold(each.text) for each in table.headings}
        beside = {headings.get(table.line_of(cell), ""): {*fold(cell.text).split()} for cell in update.row.other}
        title = None if table.is_form else line_above(table, submission)
        above = {*fold(f"{table.sheet or ''} {title.raw if title else ''}").split()}
        return cls(update, beside, above, {*_NAMED.findall(update.progress)}, status)

    def contradicts(self, other: "Compared") -> bool:
        """Whether a phrase or the tables show that two rows are on the same work, but their statuses differ."""
        reaches = {each.status.reach for each in (self, other) if each.status}
        of_parts = any(not _PARTS.isdisjoint(heading.split()) for heading in self._differing(other))
        if len(reaches) <= 1 or of_parts or self._has_names_apart_from(other):
            return False
        opposite = Reach.ENDED in reaches and not _STOPPED.isdisjoint(reaches)
        of_rows = self.update.table is not other.update.table and not any(e.update.table.is_form for e in (self, other))
        if opposite and of_rows and not _tell_apart(self.above ^ other.above):
            return True
        length = _RUN - opposite  # if the statuses are opposite, two words side by side are enough
        runs, theirs = (_runs(each.update.progress, length) for each in (self, other))
        return not runs.isdisjoint(theirs)

    def may_replace(self, other: "Compared") -> bool:
        """Whether two rows may be versions: a column says so, or nothing suggests that they are on different work."""
        differing = self._differing(other)
        if any(not _BY_VERSION.isdisjoint(heading.split()) for heading in differing):
            return True
        if self._has_names_apart_from(other) or any(map(_tell_apart, differing.values())):
            return False
        meanings = {(each.progress, each.ends, each.nil) for each in (self.status, other.status) if each}
        apart = len(meanings) > 1 or self.update.table is not other.update.table
        words, theirs = (stems(fold(each.update.progress).split()) for each in (self, other))
        alike = 2 * len(words & theirs) > min(len(words), len(theirs))
        return alike or (apart and not _tell_apart(self.above ^ other.above))

    def _has_names_apart_from(self, other: "Compared") -> bool:
        return bool(self.names - other.names and other.names - self.names)

    def _differing(self, other: "Compared") -> Mapping[str, AbstractSet[str]]:
        """The words that two rows do not share in their unpublished cells, by heading."""
        both = ((heading, words ^ other.beside.get(heading, words)) for heading, words in self.beside.items())
        return {heading: words for heading, words in both if words}


def _runs(text: str, length: int) -> AbstractSet[tuple[str, ...]]:
    """All runs of this many adjacent words in a text, not counting names and small words."""
    words = [*filter(None, map(stem, fold(_NAMED.sub("", text)).split()))]
    return {*zip(*(words[at:] for at in range(length)), strict=False)}


def _tell_apart(words: AbstractSet[str]) -> bool:
    """Whether any of these words is more than a number, a month or the name of a version, such as `Amended answers`."""
    others = (word for word in words - VERSIONS - {*map(str.casefold, MONTH_NAMES)} if word.isalpha())
    return not all(is_generic(word) for word in others) if words & VERSIONS else any(others)
