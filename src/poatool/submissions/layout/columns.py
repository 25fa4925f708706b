"""Describe the columns of a table, and weigh their headings and contents."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from itertools import compress, islice, pairwise, takewhile
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.framework.names.agencies import agencies
from poatool.framework.reference.suggest import PLANS
from poatool.submissions import template
from poatool.submissions.evidence import kinds
from poatool.submissions.evidence.heading_shapes import is_generic
from poatool.submissions.evidence.heading_text import split_heading, words_of
from poatool.submissions.evidence.heading_words import LEADS, NO_SENSE, Other, Sense, fold_heading
from poatool.submissions.evidence.kinds import ACTION_KINDS, MOST, PART, SENTENCE_WORDS, Kind, Profile, weigh
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.evidence.work_done import SENTENCES, Work, work_in
from poatool.submissions.grid import Grid, Line, are_hints, is_total
from poatool.submissions.model import By
from poatool.submissions.restrictions.texts import restriction_in, split_guidance
from poatool.submissions.statements.plans import asks_for_plan, is_this_plan
from poatool.text import by_first, has_any, lazy_pattern, without_invisible
from poatool.workbooks.model import RawCell, text_of, trimmed

ROLE = 1.0  # a heading names a column if it has at least this weight
ROLES = 2  # a heading row names at least this many columns
LEAST = 1.2  # a column is recognised if it has at least this weight
MARGIN = 0.6  # if the weight of a rival is closer than this, the table is in doubt
TEXTS = 0.4  # the least share of running text in a text column
READ = 24  # how many values of a column are read to see what it is about
SAMPLED = 600  # about how many rows of a table are read to decide its columns
FULL_WIDTH = 0  # not a real column: it holds texts that are alone in their row, below the row of their action
PAIR = 2  # how many cells a label and its value fill: `Status | Done`; in a longer row, `Done` may be a heading

_PLAIN = 1.8  # a heading plainly names a column if it has at least this weight
_AGAINST = -0.6  # the least weight of values below a plain heading for statuses; a rule reports those not in the plan
_WEAKER = 0.8  # deducted from the weight of `Lead agency`, because the heading `Agency` is a better match
_LESS_NOW = 1.4  # deducted from next steps whose heading names the reporting period itself: `Planned for 2022`
_WEAK = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS)

_COUNTS = lazy_pattern(
    r"(?i)\W*(?:(?:number|no\.?|#) of (?!the \w+[^s ]\b)[\w ]{1,40}s\b"
    r"|(?!actions\b)[\w ]{1,40}(?:s|ed) \((?:number|no\.?|#)\)|(?:count|sum|average) of )",
    needs=("number", "no of", "no. of", "(no", "#", "count of", "sum of", "average of"),
)


class Head(NamedTuple):
    """The heading rows of a table (lines `first` to `last` of the grid), and its headings by column."""

    first: int
    last: int
    texts: Mapping[int, tuple[RawCell, str]]
    bands: Mapping[int, RawCell]  # the heading of the group that each column belongs to

    def within(self, columns: Container[int]) -> "Head":
        """The same rows, with the headings of these columns only."""
        return self._replace(texts={at: text for at, text in self.texts.items() if at in columns})


class Candidate(NamedTuple):
    """A column of a table: its heading (`text` is in English, if known), the heading's meaning, and its content."""

    at: int
    heading: RawCell | None
    text: str
    sense: Sense
    profile: Profile
    values: Mapping[int, RawCell]
    column: str | None = None  # the matching column of the plan
    by: By | None = None  # what the match is based on: the heading, the content or a declaration
    rival: int | None = None  # the next best column of the sheet

    @property
    def lowest(self) -> str:
        """The text in the lowest row of its heading; empty without a heading."""
        return trimmed(self.heading.value) if self.heading is not None else ""

    def texts(self, most: int | None = None) -> list[str]:
        """Its values as texts, or the first `most` of them; numbers and dates are empty texts."""
        return [trimmed(cell.value) for cell in islice(self.values.values(), most)]

    @property
    def publishable(self) -> bool:
        """Whether its heading allows publication."""
        return not (self.sense.dated or self.sense.other is Other.AUDIENCE or self.sense.forbids)

    def may_print(self, column: str) -> bool:
        """Whether its heading allows publication as this text column; next steps may be for a later time."""
        later = column != "progress" and self.sense.later and self.sense.other is None
        return self.publishable or (later and not self.sense.forbids)

    def contradicts(self, column: str) -> bool:
        """Whether it may rival the action or the status although it is not published: `Status (programme office)`."""
        plain = self.heading_weight(column) >= _PLAIN and not self.sense.dated
        return column == "action" or (column == "status" and plain and self.sense.other is Other.AUDIENCE)

    @property
    def holds_texts(self) -> bool:
        """Whether enough of its values are running text, and they are not just categories."""
        return self.profile.share(Kind.SENTENCE) >= TEXTS and not self.names_categories

    @property
    def names_categories(self) -> bool:
        """Whether its texts only put rows into categories: plans, parts such as `(a) Review`, or any that recur."""
        if self.sense.exact is not None:
            return False
        texts = self.texts(READ)
        if texts and asks_for_plan(self.text) and all(has_any(text.casefold(), PLANS) for text in texts):
            return True
        marks = [part[0] for text in {*texts} if (part := PART.match(text))]
        if not self.profile.share(Kind.SENTENCE) and len(marks) > MOST * len({*texts}) and len({*marks}) > 1:
            return True
        return self.profile.recurs

    @property
    def weak(self) -> bool:
        """Whether its heading may mean the lead agency or no agency at all, rather than the reporting agency."""
        return LEADS.search(self.text) is not None or self.heading_weight("agency") < ROLE

    def named(self, kind: Kind, evidence: Evidence) -> str | None:
        """The agency, status or action that its heading names: in full, in its lowest row, or before a remark."""
        parts = (self.text, self.lowest, split_heading(self.text)[0])
        return next((text for text in parts if evidence.kind(text) is kind), None)

    def heading_weight(self, column: str) -> float:
        """How much its heading suggests a column."""
        weight = self.sense.weights.get(column, 0.0)
        if column == "next_steps" and self.sense.time is Fit.SAME and self.sense.exact is None:
            own_time = any(map(str.isdigit, self.lowest)) and "next" not in self.text.casefold()
            weight = 0.0 if own_time else weight - _LESS_NOW
        sure = weight < 0 and column == "action" and self.profile.mostly(Kind.ACTION)  # `Row labels` above `Action 5`
        if not weight or sure or (column == "action" and _COUNTS.match(self.text)):
            return 0.0
        leads = fold_heading(split_heading(self.text)[0]) in _WEAK or (column == "agency" and LEADS.search(self.text))
        return weight - _WEAKER if leads else weight

    def score(self, column: str) -> float:
        """The combined weight of heading and content for a column."""
        heading, content = self.heading_weight(column), weigh(column, self.profile)
        return heading + (max(content, _AGAINST) if column == "status" and heading >= _PLAIN else content)


def text_of_heading(cell: RawCell) -> str:
    """The visible text of a heading without footnote marks; for a number or date, what the file stores."""
    written = text_of(cell.value) if isinstance(cell.value, dt.date) else trimmed(cell.value) or cell.text
    return without_invisible(written).strip(" \n\t*†‡¹²³")


def candidates_of(
    grid: Grid, head: Head | None, rows: Sequence[range], evidence: Evidence, columns: Container[int]
) -> tuple[Sequence[Candidate], Mapping[int, int]]:
    """The candidates, and for each further column below a merged heading, the column of that heading.

    `rows` holds the range of the lines below these headings, and then the ranges below equal headings.
    """
    lines = [line for each in rows for line in _below_hints(grid, each)]
    texts = head.texts if head else {}
    read = [[cell for cell in line.cells if cell.column in columns] for line in lines]
    totals = {at for at, line in enumerate(lines) if is_total(line.cells)}
    below = min(totals, default=len(lines))  # below a total, rows of two cells are counts
    full = [at not in totals and len(each.cells) > (1 if at < below else PAIR) for at, each in enumerate(lines)]
    filled = [*compress(read, full)] or [row for at, row in enumerate(read) if at not in totals]
    printed = {at: text_of(cell.value) for at, (cell, _) in texts.items()}  # may be repeated below
    cells = (cell for row in filled[:: max(len(lines) // SAMPLED, 1)] for cell in row)
    below_each = by_first((cell.column, cell) for cell in cells if text_of(cell.value) != printed.get(cell.column))
    values = {at: {cell.row: cell for cell in column} for at, column in below_each.items()}
    continuing = _continuing_texts(read, evidence)
    if 2 * len(continuing) > len(filled) > 1:
        values[FULL_WIDTH] = {cell.row: cell for cell in continuing}
    wide = _wide(grid, head, values, evidence) if head else {}
    for at, first in wide.items():
        own = values.get(first, {})
        values[first] = {**own, **values.pop(at), **own}  # of two cells in a row, the first counts
    found = []
    for at in sorted(texts.keys() | values.keys()):
        heading, text = texts.get(at, (None, ""))
        held = values.get(at, {})
        sense = evidence.headings.sense(text) if text else NO_SENSE
        if head and heading and at in head.bands:  # its lowest row decides if that is a known heading
            lowest, band = evidence.headings.sense(text_of_heading(heading)), trimmed(head.bands[at].value)
            dates = lowest.other is Other.DATE and "period" not in evidence.headings.sense(band).weights
            weights = lowest.weights if lowest.exact in evidence.answers or dates else sense.weights
            sense = sense._replace(weights=weights, forbids=sense.forbids or restriction_in(band) is not None)
            planned = sense.time is Fit.SAME and lowest.best[0] == "next_steps" and lowest.best[1] >= ROLE
            planned |= sense.time is Fit.SAME and lowest.time is Fit.OTHER  # the lowest row says which year it is of
            if planned or (lowest.only_time and sense.time is None):  # `2022` over `To come`, or `Status` over `May`
                sense = sense._replace(time=lowest.time, later=lowest.later, until=lowest.until)
        plans = (is_this_plan(trimmed(cell.value), evidence.edition.framework) for cell in held.values())
        if held and asks_for_plan(text) and all(plans):  # as in a register of plans: `FLPTS`, `PoA`
            sense = sense._replace(weights={})
        certain = grid.ours and sense.exact is not None  # a heading of our template decides, whatever is below it
        profile = evidence.profile([] if certain else [*held.values()], headed=at in texts)
        english = evidence.headings.in_english(split_guidance(text)[0])
        found.append(Candidate(at, heading, english, sense, profile, held))
    return found, wide


def _below_hints(grid: Grid, rows: range) -> Sequence[Line]:
    lines = grid.lines[rows.start : rows.stop]
    lines = lines[1:] if lines and are_hints(lines[0].cells) else lines
    return body_of(lines, grid.step) if grid.headed is None else lines


def _continuing_texts(rows: Sequence[Sequence[RawCell]], evidence: Evidence) -> list[RawCell]:
    """Running texts, each alone in its row, below the first cell of a longer row that does not begin with one."""
    below = [(above[0], row[0]) for above, row in pairwise(rows) if len(row) == 1 < len(above)]
    prose = {cell for pair in below for cell in pair if evidence.may_continue(trimmed(cell.value))}
    return [cell for above, cell in below if above.column == cell.column and cell in prose and above not in prose]


def _wide(grid: Grid, head: Head, values: Mapping[int, Mapping[int, RawCell]], evidence: Evidence) -> Mapping[int, int]:
    """Map further columns below a merged heading to its first column, unless they hold short texts beside its texts."""
    wide: dict[int, int] = {}
    for line in grid.lines[head.first : head.last + 1]:
        for area in grid.merges.get(line.number, ()):
            if area.left in head.texts and area.bottom >= grid.lines[head.last].number:
                own = takewhile(lambda at: at not in head.texts, range(area.left + 1, area.right + 1))
                wide |= {at: area.left for at in own if at in values}
    beside = {at for at, first in wide.items() if not values[at].keys().isdisjoint(values.get(first, ()))}
    labels = {at for at in beside if Kind.SENTENCE not in map(evidence.kind_of, values[at].values())}
    return {at: first for at, first in wide.items() if at not in labels}


def body_of(lines: Sequence[Line], step: int) -> Sequence[Line]:
    """The lines of a table, except short ones and signatures below a gap at its end: `Approved by | DCE | 23 May`."""
    long = ((at, lines[at - 1].cells[:PAIR]) for at in range(len(lines), 0, -1) if len(lines[at - 1].cells) > PAIR)
    last = next((at for at, two in long if not kinds.is_signature(": ".join(str(c.value) for c in two))), len(lines))
    after = range(last, len(lines))
    return lines[: next((at for at in after if lines[at].number > lines[at - 1].number + step), len(lines))]


def counts_rows(candidate: Candidate, other: Candidate) -> bool:
    """Whether the values of a column only number the rows: `Task ID` beside `Action 5`, or 1, 2, 3 beside `Action`."""
    keys = candidate.heading_weight("action") < ROLE and _names_in_words(other) and not _names_in_words(candidate)
    coded = candidate.profile.share(*ACTION_KINDS) and not (candidate.profile.keyed and other.sense.exact)
    keys |= not (candidate.sense.exact or coded or other.sense.other) and other.profile.mostly(Kind.ACTION)
    if candidate.heading is None and not candidate.profile.share(Kind.ACTION) and other.profile.share(Kind.ACTION):
        return True  # without headings, `Action 13` in another column is certain
    named = other.heading_weight("action") >= _PLAIN and not other.profile.mostly(Kind.STATUS)  # `Status of the action`
    return keys or (candidate.profile.serial and not other.profile.serial and named)


def is_of_parts(candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether rows with a value in this column (`Parent task`) have no text, and others have a text and an action."""
    asked = (each for each in candidates if any(each.heading_weight(column) >= ROLE for column in evidence.narrative))
    rows = {row for each in asked if each.holds_texts for row in each.values}
    filled = (each for each in candidates if not rows.isdisjoint(each.values))
    return rows.isdisjoint(candidate.values) and any(each.profile.mostly(Kind.ACTION) for each in filled)


def is_expected_of(agency: str, action: RawCell, evidence: Evidence) -> bool:
    """Whether the plan says that the agency with this name leads or supports an action."""
    edition, named = evidence.edition, agencies(evidence.edition.framework, agency, suggest=False)
    asked = (edition.agencies_on(edition.by_code[code]) for code in evidence.codes(action.value))
    return bool(named.ids) and all({*map(edition.published_as, named.ids)} <= {*each} for each in asked)


def mostly_about(candidate: Candidate, work: Work) -> bool:
    """Whether most texts of a column begin with a sentence about work done, or about plans (`work` says which)."""
    texts = candidate.texts(READ)
    return sum(work_in(SENTENCES.split(text)[0]) is work for text in texts) > MOST * len(texts)


def differ_in_time(done: Candidate, ahead: Candidate) -> bool:
    """Whether most texts in `done` are about work done, and most texts in `ahead`, a column to its right, are not.

    False if the headings share an unknown word, which is their subject: `Complaints resolved | Complaints pending`.
    """
    if done.at > ahead.at or not all(map(is_generic, {*words_of(done.text)} & {*words_of(ahead.text)})):
        return False
    return mostly_about(done, Work.DONE) and not mostly_about(ahead, Work.DONE)


def _names_in_words(candidate: Candidate) -> bool:
    """Whether most of a column's values name actions in words, not only by code."""
    texts = candidate.texts(SAMPLED)
    worded = sum(len(text.split(None, SENTENCE_WORDS)) >= SENTENCE_WORDS for text in texts)
    return candidate.profile.mostly(Kind.ACTION) and worded > MOST * len(texts)


def names_actions(heading: str, evidence: Evidence) -> bool:
    """Whether a heading has a word for actions, and does not ask how many, as `Number of actions` does."""
    named = not evidence.headings.action_names.isdisjoint(fold_heading(heading).split())
    return named and _COUNTS.match(heading) is None


def is_part(candidate: Candidate) -> bool:
    """Whether a heading asks for the status in the period or a part of it: `Q1 status`."""
    sense = candidate.sense
    return sense.time is Fit.SAME and sense.other is None and candidate.heading_weight("status") >= ROLE
