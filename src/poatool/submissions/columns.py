"""The undecided columns of a table: each with its heading, its content, and the weight of both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions import template
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.submissions.heading_words import Other, fold_heading
from poatool.submissions.headings import NO_SENSE, Sense
from poatool.submissions.kinds import Kind, Profile, weigh
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

ROLE, ROLES = 1.0, 2
"""The least weight at which a heading names a column, and the fewest columns that a heading row names."""

LEAST, MARGIN = 1.2, 0.6
"""The least weight at which a column is recognised, and its margin over a rival; below these, the table is in doubt."""

TEXTS, MOST = 0.4, 0.6
"""The least share of running text in a text column, and of one kind of value in a column that it decides."""

SAMPLED = 600
"""How many rows of a table help to decide its columns."""

PAIR = 2
"""The number of cells of a label and its value: `Status | Done`. In longer rows, `Done` may be a heading."""

_PLAIN, _AGAINST = 1.8, -0.6
"""The largest penalty for cells without a status under a plain heading `Status`; each such cell has a finding."""

_WEAKER, _OF_NOW = 0.8, 1.5
"""The penalties for headings that count only if no better one is there, such as `Lead agency` beside `Agency`; and for
next steps that name the period itself: `Planned for 2022` was planned earlier."""

_OTHER_TIMES = (Fit.OTHER, Fit.PARTLY, Fit.OVERLAPS)

_WEAK = frozenset(fold_heading(text) for text in template.WEAKER_HEADINGS)

_LEADS = lazy_pattern(r"(?i)\b(?:lead|responsible|owner|accountable)\b")


class By(StrEnum):
    """How a column was recognised."""

    HEADING = "heading"
    CONTENT = "content"
    DECLARED = "declared"


class Head(NamedTuple):
    """The heading rows of a table, as line numbers, and each heading by its column.

    `bands` holds the upper-row cells above each column's headings.
    """

    first: int
    last: int
    texts: Mapping[int, tuple[RawCell, str]]
    bands: Mapping[int, RawCell]

    def within(self, columns: Container[int]) -> Head:
        """Only the headings of some columns."""
        return self._replace(texts={at: said for at, said in self.texts.items() if at in columns})


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
    def dated(self) -> bool:
        """Whether its heading is for a time other than the period; next steps may be for a later one."""
        return self.sense.time in _OTHER_TIMES or self.sense.other is Other.PAST

    @property
    def publishable(self) -> bool:
        """Whether its heading allows publication."""
        return not (self.dated or self.sense.other is Other.AUDIENCE or self.sense.forbids)

    @property
    def holds_texts(self) -> bool:
        """Whether it is a column of running texts."""
        return self.profile.share(Kind.SENTENCE) >= TEXTS

    @property
    def weak(self) -> bool:
        """Whether its heading names who leads an action, or no agency, and so may not say who reports."""
        return _LEADS.search(self.text) is not None or bool(self.text and self.heads("agency") < ROLE)

    def named(self, kind: Kind, evidence: Evidence) -> str | None:
        """The agency or status named by its heading, or by the heading's lowest row."""
        lowest = trimmed(self.heading.value) if self.heading is not None else ""
        return next((text for text in (self.text, lowest) if text and evidence.kind(text) is kind), None)

    def heads(self, column: str) -> float:
        """The weight of its heading for a column."""
        weight = self.sense.weights.get(column, 0.0)
        if column == "next_steps" and self.sense.time is Fit.SAME and self.sense.exact is None:
            weight -= _OF_NOW
        return weight - _WEAKER if weight and fold_heading(self.text) in _WEAK else weight

    def score(self, column: str) -> float:
        """The combined weight of heading and content for a column."""
        heads = self.heads(column)
        content = weigh(column, self.profile)
        return heads + (max(content, _AGAINST) if column == "status" and heads >= _PLAIN else content)


def text_of_heading(cell: RawCell) -> str:
    """The text of a heading; for a number or date, what the file stores."""
    return trimmed(cell.value) or cell.text.strip()


def candidates_of(
    grid: Grid,
    head: Head | None,
    lines: Sequence[Line],
    evidence: Evidence,
    columns: Container[int],
) -> tuple[Sequence[Candidate], Mapping[int, int]]:
    """The table's columns among some columns of the sheet, and those under a heading merged over several."""
    lines = _body(lines)
    step = max(len(lines) // SAMPLED, 1)
    several = [line for line in lines[::step] if len(line.cells) > 1] or lines[::step]
    values: dict[int, dict[int, RawCell]] = {}
    for line in several:
        for cell in line.cells:
            if cell.column in columns:
                values.setdefault(cell.column, {})[line.number] = cell
    texts = head.texts if head else {}
    wide = _wide(grid, head, values) if head else {}
    for at, over in wide.items():
        own = values.setdefault(over, {})
        own |= {row: cell for row, cell in values.pop(at).items() if row not in own}
    found = []
    for at in sorted(texts.keys() | values.keys()):
        heading, text = texts.get(at, (None, ""))
        held = values.get(at, {})
        sense = evidence.headings.sense(text) if text else NO_SENSE
        found.append(Candidate(at, heading, text, sense, evidence.profile(list(held.values())), held))
    return found, wide


def _wide(grid: Grid, head: Head, values: Mapping[int, object]) -> Mapping[int, int]:
    """Columns under a merged heading without one of their own, each with the column of that heading."""
    wide: dict[int, int] = {}
    headed = sorted(head.texts)
    for line in grid.lines[head.first : head.last + 1]:
        for area in grid.merges.get(line.number, ()):
            if area.left in head.texts and area.bottom >= grid.lines[head.last].number:
                following = headed[bisect_right(headed, area.left) :][:1] or [area.right + 1]
                wide |= {at: area.left for at in range(area.left + 1, min(area.right + 1, *following)) if at in values}
    return wide


def _body(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a table, without separate lines below it that have a label and a value, such as the approver."""
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if len(lines[index].cells) > PAIR:
            return lines[:end]
        if index and lines[index].number > lines[index - 1].number + 1:
            end = index
    return lines
