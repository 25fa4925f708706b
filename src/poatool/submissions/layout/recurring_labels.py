"""Read cards: stacked or in lanes of a board; and long tables, where labels recur in a column beside their answers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import pairwise, takewhile
from typing import NamedTuple

from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.headings import HEADING_LENGTH
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind, chosen
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.columns import ROLES
from poatool.submissions.layout.doubts import are_in_cycles
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.layout.heading_cells import are_headings
from poatool.submissions.statements.labels import label_in
from poatool.submissions.statements.scope import ACTION, AGENCY
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Value, text_of, trimmed

# Kinds of values that, beside labels, may say what the answers are about; a status is about one action only.
_NAMES = (*ACTION_KINDS, Kind.AGENCY, Kind.PERIOD, Kind.STATUS)
_MOST_LABELS = 60  # the most labels that a sheet may have, each counted once


def recurring_entries(grid: Grid, evidence: Evidence) -> Iterator[Entries | None]:
    """Divide a sheet at its columns of labels, and make headings of the labels of each part; None for too many."""
    lines = [*map(without_far_cells, grid.lines)]
    starts = _label_columns(lines, evidence)
    for (at, known), end in zip(starts.items(), [*list(starts)[1:], LAST_COLUMN + 1], strict=False):
        columns = range(at if at != min(starts) else 1, end)
        cells = [line._replace(cells=[cell for cell in line.cells if cell.column in columns]) for line in lines]
        yield _entries(grid._replace(lines=[line for line in cells if line.cells]), at, known, evidence)


def _entries(grid: Grid, at: int, known: AbstractSet[str], evidence: Evidence) -> Entries | None:
    body = [line for line in grid.lines if _label_at(line, at) in known]
    first = grid.lines.index(body[0])
    head = next((at for at in reversed(range(first)) if len(grid.lines[at].cells) > 1), None)
    head = head if head is not None and are_headings(grid.lines[head], evidence) else None
    headed = grid.lines[head].cells if head is not None else ()
    dated = {cell.column for cell in headed if evidence.headings.sense(trimmed(cell.value) or cell.text).dated}
    after = ((cell.column for cell in line.cells if cell.column > at and cell.column not in dated) for line in body)
    beside = Counter(next(columns, at + 1) for columns in after)
    lane = max(beside, key=beside.__getitem__)
    naming = _naming_columns(grid, body, (at, lane), evidence)
    labels = _Labels(at, known, lane, naming, _label_at(body[0], at), grid.sheet.hidden_rows, evidence)
    titled = any(_label_at(a, at) not in known and labels.is_title(a, b) for a, b in pairwise(grid.lines[first:]))
    first -= first > 0 and head is None and titled and labels.is_title(*grid.lines[first - 1 : first + 1])
    lines: list[Line | Entry] = [*grid.lines[:first], *labels.updates(grid.lines[first:], grid.step)]
    updates = [each for each in lines if isinstance(each, Entry)]
    asked = known | {name for each in updates for name, answers in each.answers.items() if answers}
    if len(asked) > _MOST_LABELS:
        return None
    about = [cell for cell in headed if any(cell.column in each.about for each in updates)]
    if head is not None:
        return Entries.of(grid, [*lines[:head], *lines[head + 1 :]], head, about)
    # Put the labels above the titles of the first update if one names an action, or if the other updates have titles.
    divided = any(isinstance(b, Entry) and isinstance(a, Line) for a, b in pairwise(lines[first + 1 :]))
    above = takewhile(lambda each: len(each[1].cells) == 1, pairwise(reversed(grid.lines[: first + 1])))
    named = ((evidence.kind_of(title.cells[0]) is Kind.ACTION, below.number - title.number) for below, title in above)
    titles = [names for names, _ in takewhile(lambda each: each[0] or each[1] <= grid.step, named)]
    return Entries.of(grid, lines, first - len(titles) if divided or any(titles) else first)


def _naming_columns(grid: Grid, body: Sequence[Line], at: tuple[int, int], evidence: Evidence) -> AbstractSet[int]:
    """The columns that say what the answers are about: an agency, action or period beside several labels."""
    labels: dict[int, dict[Value | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    cells: dict[int, RawCell] = {}
    for line in body:
        # An empty cell stands for the cell above if it is left of the labels, or merged with the cell above.
        cells = {c: cell for c, cell in cells.items() if c < at[0] or grid.area_of(cell).bottom >= line.number}
        cells |= {cell.column: cell for cell in line.cells if cell.column not in at}
        for column, cell in cells.items():
            if evidence.kind_of(cell) in _NAMES:
                labels[column][cell.value].add(_label_at(line, at[0]))
    several = {column: sum(len(names) > 1 for names in by_value.values()) for column, by_value in labels.items()}
    most = {column for column, times in several.items() if 2 * times > len(labels[column])}
    kinds = {column: {evidence.kind(each or "") for each in by_value} for column, by_value in labels.items()}
    return most | {column for column, found in kinds.items() if found == {Kind.PERIOD}}


class _Labels(NamedTuple):
    """Reads labels in column `at` with answers in column `lane`; cells in columns `naming` say what a line is about."""

    at: int
    known: AbstractSet[str]
    lane: int
    naming: AbstractSet[int]
    first: str  # the label that begins the first entry, and perhaps all others
    hidden: AbstractSet[int]  # the hidden rows
    evidence: Evidence

    def is_title(self, line: Line, below: Line | None) -> bool:
        """Whether a line of several cells is a title: the label below it is known, and does not ask for the action."""
        name = _label_at(below, self.at) if below is not None and len(line.cells) > 1 else ""
        return name in self.known and self.evidence.headings.sense(name).best[0] != ACTION

    def updates(self, lines: Sequence[Line], step: int) -> Iterator[Line | Entry]:
        """Yield the entries, and the lines between them that have no label; titles of the next entry are left out."""
        found: dict[object, Entry] = {}
        update, about, part, last = None, dict[int, RawCell](), 0, 0
        for line, below in zip(lines, [*lines[1:], None], strict=True):
            name, near = _label_at(line, self.at), update is not None and line.number <= last + step
            cells = {cell.column: cell for cell in line.cells}
            label = cells.pop(self.at, None)
            answered = near and max(cells, default=0) > self.at
            may_label = answered and self.evidence.kind_of(label) not in ACTION_KINDS
            if label and (name in self.known or may_label):
                about = about | {column: cells.pop(column) for column in self.naming & cells.keys()}
                row = update.labels[name].row if update and name in update.labels else 0
                if update and row in self.hidden and label.row not in self.hidden:  # the hidden answer is a draft
                    yield Entry(update.about, {name: update.labels.pop(name)}, {name: update.answers.pop(name)})
                part += not self.naming and update is not None and (name in update.labels or name == self.first)
                key = part, *(text_of(cell.value) for _, cell in sorted(about.items()))
                if key not in found:
                    found[key] = Entry(about)
                    yield found[key]
                update = found[key]
                update.labels.setdefault(name, label)
            elif label or update is None or not near or self.lane not in cells:
                if not (is_title := self.is_title(line, below)):
                    yield line
                about = {cell.column: cell for cell in line.cells} if is_title else {}
                update, part = None, part + 1
                continue
            last = line.number
            self._answer(update, name or [*update.labels][-1], cells)

    def _answer(self, update: Entry, name: str, cells: Mapping[int, RawCell]) -> None:
        """Add the answer of a line to its update; of several choices, only the ticked ones."""
        right = [cell for column, cell in cells.items() if column > self.at]
        given = right if len(chosen(right)) < len(right) else [cell for cell in right if cell.column == self.lane]
        update.answer(name, given)
        update.rest.extend(cell for cell in cells.values() if cell not in given)


def _label_at(line: Line, at: int) -> str:
    """The folded label in this column, without a question's number; empty if the line has none."""
    return next((_folded(cell) for cell in line.cells if cell.column == at), "")


def _folded(label: RawCell) -> str:
    text = trimmed(label.value)
    return fold_heading(NUMBERED.sub("", text)) if len(text) <= HEADING_LENGTH else ""


def _label_columns(lines: Sequence[Line], evidence: Evidence) -> Mapping[int, AbstractSet[str]]:
    """The columns of labels, each with its labels that recur on the sheet or ask for an answer.

    In each column, the recurring labels must ask for the same answers. One answer is enough if they recur in the same
    order, as `This year` and `Next year` may; otherwise, two are needed, such as the status and the progress.
    """
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    cells = [cell for line in lines for cell in line.cells if evidence.kind_of(cell) is not Kind.ACTION]
    answered = [cell for line in lines for cell in line.cells[:-1]]
    columns, names = {cell.column for cell in answered}, {*map(_folded, answered)} - {""}
    found = [(cell, name) for cell in cells if cell.column in columns and (name := _folded(cell)) in names]
    times = Counter(name for _, name in found)
    for cell, name in found:
        texts[cell.column].setdefault(name, trimmed(cell.value))
    recurring = {at: {name: names[name] for name in names if times[name] > 1} for at, names in sorted(texts.items())}
    asking = {at: asked for at, each in recurring.items() if (asked := _asked(each, evidence))}
    alike = len({frozenset(asked) for asked in asking.values()}) == 1
    named = {at: [name for line in lines if (name := _label_at(line, at)) in recurring[at]] for at in asking}
    cycles = {at for at in asking if are_in_cycles(named[at])}
    if not alike or any(len({*asked.values()}) == 1 and at not in cycles for at, asked in asking.items()):
        return {}
    return {at: (recurring[at] | _asked(texts[at], evidence)).keys() for at in asking}


def _asked(texts: Mapping[str, str], evidence: Evidence) -> dict[str, str]:
    """The column of the plan that each label asks for; labels that do not ask for an answer are left out."""
    senses = ((name, label_in(text, evidence, inside=True)) for name, text in texts.items())
    columns = {name: sense.best[0] for name, sense in senses if sense}
    return {name: column for name, column in columns.items() if column in evidence.answers}


_BRACKETS = lazy_pattern(r"\(([^()]+)\)")
_IN_LINE = lazy_pattern(r"([^\n]{1,30}?)(?:\s[–—-]|:)\s{1,3}(.+)")
_COLUMNS: Mapping[Kind, str] = {Kind.STATUS: "status", Kind.AGENCY: AGENCY}


def board_entries(grid: Grid, evidence: Evidence) -> Entries | None:
    """The cards of a board, or None if it has fewer than two lanes or one of them names no status or agency.

    A lane is a column, or the columns below one of several merged headings.
    """
    areas = (area for row in grid.merges.values() if len(row) >= ROLES for area in row)
    left = {at: area.left for area in areas for at in range(area.left, area.right + 1)}
    cells = by_first((left.get(cell.column, cell.column), cell) for line in grid.lines for cell in line.cells)
    lanes = [(lane, starts) for lane in cells.values() if (starts := _starts(lane, evidence))]
    entries: list[Entry] = []
    for lane, starts in lanes if len(lanes) >= ROLES else ():
        named = _named_by(lane[starts[0] - 1], evidence) if starts[0] else None
        if named is None:
            return None
        entries += [_entry(card, named, evidence) for card in _cards(lane, starts, grid.step)]
    entries.sort(key=lambda entry: entry.top)
    return Entries.of(grid, entries) if entries else None


def _named_by(head: RawCell, evidence: Evidence) -> Mapping[str, RawCell] | None:
    """The status or agency in the heading of a lane, by column: `Doing (under way)`; None without one."""
    heading = trimmed(head.value).replace("\n", " ")
    names = (text for text in (heading, *_BRACKETS.findall(heading)) if text[1:])  # `A` may be a group
    kinds = ((text, _COLUMNS.get(evidence.kind_of_answer(text))) for text in names)
    return next(({column: head._replace(value=text)} for text, column in kinds if column), None)


def _starts(lane: Sequence[RawCell], evidence: Evidence) -> Sequence[int]:
    """Where the cards of a lane begin: with an action alone or before a text, or with a number beside a text."""
    lines = [*map(_parted, lane)]
    kinds = [evidence.kind(first) if first else None for first, _ in lines]
    beside = [cell.row == after.row for cell, after in pairwise(lane)]
    more = [bool(rest) or near for (_, rest), near in zip(lines, [*beside, False], strict=True)]
    return [at for at, kind in enumerate(kinds) if kind is Kind.ACTION or (kind in ACTION_KINDS and more[at])]


def _parted(cell: RawCell) -> tuple[str, str]:
    """The first line of a cell and the rest, or the parts of its only line: `Action 17 – work has begun`."""
    first, _, rest = text_of(cell.value).strip().partition("\n")
    parts = None if rest else _IN_LINE.fullmatch(first)
    return (parts[1], parts[2]) if parts else (first.strip(), rest.strip())


def _cards(lane: Sequence[RawCell], starts: Sequence[int], step: int) -> Iterator[Sequence[RawCell]]:
    """The cells of each card. Text below a gap belongs to no card."""
    for start, end in pairwise([*starts, len(lane)]):
        gaps = (at for at in range(start + 1, end) if lane[at].row > lane[at - 1].row + step)
        yield lane[start : next(gaps, end)]


def _entry(card: Sequence[RawCell], named: Mapping[str, RawCell], evidence: Evidence) -> Entry:
    first, *more = card
    action, rest = _parted(first)
    texts = [*([first._replace(value=rest, runs=())] if rest else []), *more]
    about = {column: [cell] for column, cell in named.items()}
    answers = {ACTION: [first._replace(value=action)], **about, "progress": texts}
    known = evidence.edition.framework.column_by_id
    return Entry(labels={column: first._replace(value=known[column].heading) for column in answers}, answers=answers)
