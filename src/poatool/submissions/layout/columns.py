"""The columns of a table, with the weights of their headings and contents, and doubts about them."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions import template
from poatool.submissions.evidence.heading_text import NUMBERED, cut
from poatool.submissions.evidence.heading_words import LEADS, VERSIONS, Other, fold_heading, is_known
from poatool.submissions.evidence.headings import NO_SENSE, SHORT, Sense
from poatool.submissions.evidence.kinds import MOST, OF_ACTION, SENTENCE_WORDS, Kind, Profile, weigh
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, are_hints
from poatool.submissions.model import By
from poatool.submissions.statements.labels import label_in
from poatool.submissions.statements.titles import other_plan
from poatool.text import lazy_pattern, without_invisible
from poatool.workbooks.model import RawCell, text_of, trimmed

ROLE, ROLES = 1.0, 2
"""A heading of weight `ROLE` or more names a column; a heading row names at least `ROLES` columns."""

LEAST, MARGIN = 1.2, 0.6
"""A column is recognised at weight `LEAST` or more; a rival less than `MARGIN` below it puts the table in doubt."""

TEXTS, SAMPLED = 0.4, 600
"""The least share of running text in a text column; how many rows of a table help to decide its columns."""

FULL_WIDTH = 0
"""The number of a column for texts that are alone in their row, each below the row of its action."""

PAIR = 2
"""A label and its value take two cells: `Status | Done`. In longer rows, `Done` may be a heading."""

_PLAIN, _AGAINST = 1.8, -0.6
"""Below a heading of at least `_PLAIN`, statuses that the plan lacks weigh at least `_AGAINST`: a rule reports them."""

_WEAKER, _OF_NOW = 0.8, 1.4
"""Penalties: `_WEAKER` for a heading such as `Lead agency`, as `Agency` is better; `_OF_NOW` for next steps in the
period itself, such as `Planned for 2022`. It leaves some weight to `Next` below `Update 2022`."""

_WEAK = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS)

_SHARING = frozenset({"action", "agency", "status"})
"""If two columns of a sheet may be one of these, the table is in doubt unless they agree in every row."""

_COUNTS = lazy_pattern(
    r"(?i)\W*(?:(?:number|no\.?|#) of (?!the \w+[^s ]\b)[\w ]{1,40}s\b"
    r"|(?!actions\b)[\w ]{1,40}(?:s|ed) \((?:number|no\.?|#)\))"
)


class Head(NamedTuple):
    """The heading rows of a table (`first` to `last`, as indices of lines), and its headings by column.

    `bands` holds the heading of the group above each column.
    """

    first: int
    last: int
    texts: Mapping[int, tuple[RawCell, str]]
    bands: Mapping[int, RawCell]

    def within(self, columns: Container[int]) -> "Head":
        """The same rows, with the headings of these columns only."""
        return self._replace(texts={at: text for at, text in self.texts.items() if at in columns})


class Candidate(NamedTuple):
    """A column of a table: its heading, the heading's meaning, and its content.

    `column` is the matching column of the plan, if any, and `rival` the sheet's next best column. `by` says whether
    heading, content or a declaration decided.
    """

    at: int
    heading: RawCell | None
    text: str
    sense: Sense
    profile: Profile
    values: Mapping[int, RawCell]
    column: str | None = None
    by: By | None = None
    rival: int | None = None

    @property
    def publishable(self) -> bool:
        """Whether its heading allows publication."""
        return not (self.sense.dated or self.sense.other is Other.AUDIENCE or self.sense.forbids)

    def may_contradict(self, column: str) -> bool:
        """Whether it is a rival for this column even if it may not be published: `Status (programme office)`."""
        for_others = self.sense.other is Other.AUDIENCE and self.heads(column) >= _PLAIN and not self.sense.dated
        return column == "action" or (column == "status" and for_others)

    @property
    def holds_texts(self) -> bool:
        """Whether it is a column of running texts."""
        return self.profile.share(Kind.SENTENCE) >= TEXTS

    @property
    def weak(self) -> bool:
        """Whether its heading may mean something other than the reporting agency: who leads, or no agency at all."""
        return LEADS.search(self.text) is not None or self.heads("agency") < ROLE

    def named(self, kind: Kind, evidence: Evidence) -> str | None:
        """The agency, status or action named by its heading, or by the heading's lowest row."""
        lowest = trimmed(self.heading.value) if self.heading is not None else ""
        return next((text for text in (self.text, lowest, cut(self.text)[0]) if evidence.kind(text) is kind), None)

    def heads(self, column: str) -> float:
        """The weight of its heading for a column."""
        weight = self.sense.weights.get(column, 0.0)
        if column == "next_steps" and self.sense.time is Fit.SAME and self.sense.exact is None:
            weight -= _OF_NOW
        if not weight or (column == "action" and _COUNTS.match(self.text)):
            return 0.0
        leads = fold_heading(cut(self.text)[0]) in _WEAK or (column == "agency" and LEADS.search(self.text))
        return weight - _WEAKER if leads else weight

    def score(self, column: str) -> float:
        """The combined weight of heading and content for a column."""
        heads = self.heads(column)
        content = weigh(column, self.profile)
        return heads + (max(content, _AGAINST) if column == "status" and heads >= _PLAIN else content)


def text_of_heading(cell: RawCell) -> str:
    """The visible text of a heading without the marks of footnotes; for a number or date, what the file stores."""
    return without_invisible(trimmed(cell.value) or cell.text).strip(" \n\t*†‡¹²³")


def candidates_of(
    grid: Grid, head: Head | None, lines: Sequence[Line], evidence: Evidence, columns: Container[int]
) -> tuple[Sequence[Candidate], Mapping[int, int]]:
    """A candidate for each of these columns, and the column of the merged heading above each further column."""
    lines = body_of(lines[1:] if lines and are_hints(lines[0].cells) else lines, grid.step)
    texts = head.texts if head else {}
    rows = [[cell for cell in line.cells if cell.column in columns] for line in lines]
    filled = [row for row, line in zip(rows, lines, strict=True) if len(line.cells) > 1] or rows
    repeated = {at: text_of(cell.value) for at, (cell, _) in texts.items()}
    values: dict[int, dict[int, RawCell]] = {}
    for cell in chain.from_iterable(filled[:: max(len(lines) // SAMPLED, 1)]):
        if text_of(cell.value) != repeated.get(cell.column):
            values.setdefault(cell.column, {})[cell.row] = cell
    below = [(above[0], row[0]) for above, row in pairwise(rows) if len(row) == 1 < len(above)]
    prose = {cell for pair in below for cell in pair if evidence.may_continue(trimmed(cell.value))}
    continuing = [cell for above, cell in below if above.column == cell.column and cell in prose and above not in prose]
    if 2 * len(continuing) > len(filled) > 1:
        values[FULL_WIDTH] = {cell.row: cell for cell in continuing}
    wide = _wide(grid, head, values) if head else {}
    for at, over in wide.items():
        values_over = values.setdefault(over, {})
        values_over |= {row: cell for row, cell in values.pop(at).items() if row not in values_over}
    found = []
    for at in sorted(texts.keys() | values.keys()):
        heading, text = texts.get(at, (None, ""))
        held = values.get(at, {})
        sense = evidence.headings.sense(text) if text else NO_SENSE
        certain = grid.ours and sense.exact is not None  # a heading of our template decides, whatever is below it
        profile = evidence.profile([] if certain else [*held.values()], headed=at in texts)
        found.append(Candidate(at, heading, text, sense, profile, held))
    return found, wide


def _wide(grid: Grid, head: Head, values: Mapping[int, object]) -> Mapping[int, int]:
    """For each column with values but no heading of its own, the column of the merged heading above it."""
    wide: dict[int, int] = {}
    headed = sorted(head.texts)
    for line in grid.lines[head.first : head.last + 1]:
        for area in grid.merges.get(line.number, ()):
            if area.left in head.texts and area.bottom >= grid.lines[head.last].number:
                following = headed[bisect_right(headed, area.left) :][:1] or [area.right + 1]
                wide |= {at: area.left for at in range(area.left + 1, min(area.right + 1, *following)) if at in values}
    return wide


def body_of(lines: Sequence[Line], step: int) -> Sequence[Line]:
    """The lines of a table, without lines after a gap that hold only a label and its value, such as the approver."""
    last = max((count for count, line in enumerate(lines, 1) if len(line.cells) > PAIR), default=len(lines))
    after = range(last, len(lines))
    return lines[: next((at for at in after if lines[at].number > lines[at - 1].number + step), len(lines))]


class Doubt(NamedTuple):
    """Columns of the sheet that may or may not be a column of the plan, and why this is in doubt."""

    column: str
    places: tuple[int, ...]
    why: str


def doubts_in(candidates: Sequence[Candidate], evidence: Evidence) -> Iterator[Doubt]:
    """Every doubt about the columns of a table; while there is one, nothing in the table is published."""
    for each in candidates:
        named = other_plan(each.text, evidence.edition.framework) if each.column in evidence.narrative else None
        if named or (each.column == "action" and _is_of_another_plan(each, evidence)):
            yield Doubt(str(each.column), (each.at,), "its heading names another plan")
        if _holds_labels(each, evidence):
            yield Doubt("progress", (each.at,), "it labels the rows, so each row is only a part of an update")
        if each.column in evidence.narrative and (others := _versions(each, candidates)):
            yield Doubt(each.column, (each.at, *others), "they may be versions of one text")
        for rival in candidates if each.column in _SHARING else ():
            if rival.at == each.rival and _competes(each, rival, evidence):
                yield Doubt(str(each.column), (each.at, rival.at), "both are equally likely, and they differ")


def _is_of_another_plan(action: Candidate, evidence: Evidence) -> bool:
    """Whether the action's heading names another plan, by a word before `plan` that is not in this plan's title."""
    known = {*fold_heading(evidence.edition.framework.title).split(), *evidence.headings.action_names, *_ANY_PLAN}
    before = (name for name, plan in pairwise(fold_heading(NUMBERED.sub("", action.text)).split()) if plan in _PLANS)
    return not action.sense.exact and any(name not in known and not is_known(name) for name in before)


_PLANS = frozenset({"plan", "strategy", "programme", "roadmap", "framework"})  # words for a plan
_ANY_PLAN = _PLANS | {"final", "national", "government"}  # words that tell no plan from another


def _holds_labels(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column holds labels such as Status and Progress, so that its rows are parts of forms."""
    if not candidate.profile.mostly(Kind.WORDS, Kind.SENTENCE, Kind.PERIOD):
        return False
    texts = [trimmed(cell.value) for cell in candidate.values.values()]
    short = [text for text in texts if len(text) <= SHORT]
    if len(short) <= MOST * len(texts):
        return False  # a column of long texts: to weigh each of the short ones takes long
    labels = [label for text in short if (label := label_in(text, evidence, inside=True)) is not None]
    asked = {label.best[0] for label in labels} & evidence.answers
    return len(asked) > 1 and len(labels) > MOST * len(texts)


def _competes(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether two columns are about equally likely to be one column of the plan, and differ in some row."""
    column = own.column or ""
    if column == "status":
        listed = [evidence.meaning("status", cell.value) for cell in other.values.values()]
        statuses = [(status.id,) for status in evidence.edition.framework.statuses]
        if is_part(own) or (len(listed) > 1 and listed == statuses[: len(listed)]):  # parts, or a key
            return False
    near = own.score(column) - other.score(column) < MARGIN
    if column == "action" and counts_rows(other, own):
        return False
    if column == "action" and not (names_actions(other.text, evidence) or other.profile.share(Kind.ACTION)):
        near = near and own.profile.share(Kind.ACTION) < TEXTS  # bare numbers, such as ids, beside `Action 5: …`
    rows = own.values.keys() & other.values.keys()
    kinds = {"status": (Kind.STATUS,), "action": (*OF_ACTION,)}.get(column, ())
    states = other.heads(column) > 0 or 2 * len(rows) > len(own.values)  # a remark such as `done` states no status
    states = names_actions(other.text, evidence) if column == "action" else states
    of_other = other.sense.other and not (column == "status" and other.may_contradict(column))
    alike = states and other.profile.mostly(*kinds) and not (other.profile.serial or of_other)
    return (near or alike) and _differ(own, other, evidence)


def counts_rows(candidate: Candidate, other: Candidate) -> bool:
    """Whether codes only name the rows: keys like `POA-11` beside `Action 5: Improve …`, or serials beside `Action`."""
    keys = candidate.heads("action") < ROLE and _in_words(other) and not _in_words(candidate)
    return keys or (candidate.profile.serial and not other.profile.serial and other.heads("action") >= _PLAIN)


def _in_words(candidate: Candidate) -> bool:
    """Whether most of a column's values name actions in words, not only by code."""
    texts = [trimmed(cell.value) for cell in islice(candidate.values.values(), SAMPLED)]
    worded = sum(1 for text in texts if len(text.split(None, SENTENCE_WORDS)) >= SENTENCE_WORDS)
    return candidate.profile.mostly(Kind.ACTION) and worded > MOST * len(texts)


def _differ(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether two columns mean different things in a row in which both mean something."""
    column, rows = own.column or "", own.values.keys() & other.values.keys()
    both = ([evidence.meaning(column, each.values[row].value) for each in (own, other)] for row in rows)
    return any(meant and also and meant != also for meant, also in both)


def names_actions(heading: str, evidence: Evidence) -> bool:
    """Whether a heading has a word for actions, and does not count them: `Number of actions`."""
    named = not evidence.headings.action_names.isdisjoint(fold_heading(heading).split())
    return named and _COUNTS.match(heading) is None


def _versions(own: Candidate, candidates: Sequence[Candidate]) -> list[int]:
    """The other text columns whose headings both say `version`, or differ only in such words, or in unknown ones."""
    found, ours = [], set(fold_heading(own.text).split())
    for other in candidates:
        theirs = set(fold_heading(other.text).split())
        differ = ours ^ theirs
        unread = not (own.sense.time or any(map(is_known, ours | differ))) and all(map(str.isalpha, differ))
        versions = "version" in ours & theirs and other.sense.other is None
        alike = versions or differ <= VERSIONS or (unread and other.sense.best[0] == own.column)
        free = other.column is None and other.holds_texts and other.sense.time is own.sense.time
        if alike and free and other.text != own.text:
            found.append(other.at)
    return found


def is_part(candidate: Candidate) -> bool:
    """Whether a heading names the status in a part of the period: `Q1 status`."""
    return candidate.sense.time is Fit.SAME and candidate.heads("status") >= ROLE and candidate.sense.other is None
