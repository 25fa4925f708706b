"""Read long tables and stacked cards: labels that recur in a column beside their answers become headings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from poatool.submissions.evidence.heading_text import NUMBERED, words_of
from poatool.submissions.evidence.heading_words import fold_heading, is_spelt, one_letter_apart
from poatool.submissions.evidence.headings import HEADING_LENGTH
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind, chosen
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.columns import ROLE, ROLES
from poatool.submissions.layout.doubts import are_in_cycles
from poatool.submissions.layout.entries import Entries, Entry
from poatool.submissions.layout.heading_rows import is_labelled, may_be_heading
from poatool.submissions.statements.labels import label_in
from poatool.submissions.statements.scope import ACTION
from poatool.text import lazy_pattern
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Value, text_of, trimmed

# What cells beside labels may say these are about; a status belongs only to its action.
_NAMES = (*ACTION_KINDS, Kind.AGENCY, Kind.PERIOD, Kind.STATUS)
_MOST_LABELS = 60  # the most labels that a sheet may have, each counted once
_LETTER = lazy_pattern(r"(?i)([qa])(?:uestion|nswer)?\s?\d{0,2}(?:[.:)–-]\s{0,9}|\Z)", needs=("q", "a"))
_LABEL = lazy_pattern(r"(?s)(?P<label>[^:\n]{3,60}?)(?:\s*(?::|\s[-–—](?=\s))\s*(?P<text>\S.*)?|\s*)\Z")
_SURE_LENGTH = 4  # the fewest characters of a misspelt label
_NUMBER = lazy_pattern(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?:\s+|\Z)")


def recurring_entries(grid: Grid, evidence: Evidence) -> Iterator[Entries]:
    """Divide a sheet at its columns of labels, and turn the labels of each part into headings."""
    lines = [*map(without_far_cells, grid.lines)]
    starts = _recurring(lines, evidence)
    for (at, known), end in zip(starts.items(), [*list(starts)[1:], LAST_COLUMN + 1], strict=False):
        columns = range(at if at != min(starts) else 1, end)
        cells = [line._replace(cells=[cell for cell in line.cells if cell.column in columns]) for line in lines]
        found = _entries(grid._replace(lines=[line for line in cells if line.cells]), at, known, evidence)
        yield from [found] if found else []


def _entries(grid: Grid, at: int, known: AbstractSet[str], evidence: Evidence) -> Entries | None:
    body = [line for line in grid.lines if _label_at(line, at) in known]
    first = grid.lines.index(body[0])
    head = _head_at(grid.lines[:first], at, evidence)
    headed = grid.lines[head].cells if head is not None else ()
    dated = {cell.column for cell in headed if evidence.headings.sense(trimmed(cell.value) or cell.text).dated}
    after = ((cell.column for cell in line.cells if cell.column > at and cell.column not in dated) for line in body)
    beside = Counter(next(columns, at + 1) for columns in after)
    lane = max(beside, key=beside.__getitem__)
    heading = _label_at(grid.lines[head], at) if head is not None else ""
    states = {cell.column for cell in headed if evidence.headings.sense(trimmed(cell.value)).exact == "status"}
    naming = _naming(grid, body, (at, lane), states, evidence)
    labels = _Labels(at, known, lane, naming, heading, _label_at(body[0], at), grid.sheet.hidden_rows, evidence)
    entitled = any(_label_at(a, at) not in known and labels.entitles(a, b) for a, b in pairwise(grid.lines[first:]))
    first -= first > 0 and head is None and entitled and labels.entitles(*grid.lines[first - 1 : first + 1])
    lines: list[Line | Entry] = [*grid.lines[:first], *labels.updates(grid.lines[first:], grid.step)]
    updates = [each for each in lines if isinstance(each, Entry)]
    asked = known | {name for each in updates for name, answers in each.answers.items() if answers}
    if len(asked) > _MOST_LABELS:
        return None
    for each in updates:
        for name in each.labels.keys() - asked:
            del each.labels[name]
    lines = [each for each in lines if isinstance(each, Line) or each.labels]
    about = [cell for cell in headed if any(cell.column in each.about for each in updates)]
    if head is not None:
        return Entries.of(grid, [*lines[:head], *lines[head + 1 :]], head, about)
    # The labels are above the section of the first update, if the other updates have one too.
    divided = any(isinstance(b, Entry) and isinstance(a, Line) for a, b in pairwise(lines[first + 1 :]))
    head = first - 1 if divided and first and len(grid.lines[first - 1].cells) == 1 else first
    return Entries.of(grid, lines, head)


def _naming(
    grid: Grid, body: Sequence[Line], at: tuple[int, int], states: AbstractSet[int], evidence: Evidence
) -> AbstractSet[int]:
    """The columns that say what the answers are about: an agency, action or period beside several labels.

    A period, or a status in a column headed as such (`states`), may be beside the first label only.
    """
    labels: dict[int, dict[Value | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    cells: dict[int, RawCell] = {}
    for line in body:
        # An empty cell stands for the cell above if it is left of the labels, or merged with the cell above.
        cells = {column: cell for column, cell in cells.items() if column < at[0] or grid.last_row(cell) >= line.number}
        cells |= {cell.column: cell for cell in line.cells if cell.column not in at}
        for column, cell in cells.items():
            if evidence.kind_of(cell) in _NAMES:
                labels[column][cell.value].add(_label_at(line, at[0]))
    several = {column: sum(len(names) > 1 for names in of.values()) for column, of in labels.items()}
    most = {column for column, times in several.items() if 2 * times > len(labels[column])}
    kinds = {column: {evidence.kind(each or "") for each in of} for column, of in labels.items()}
    times = {column for column, of in kinds.items() if of == {Kind.PERIOD} and several[column]}
    return most | times | {column for column in states if kinds.get(column) == {Kind.STATUS}}


def _head_at(above: Sequence[Line], at: int, evidence: Evidence) -> int | None:
    """The index of the heading row above the labels: the last row with several cells. None if they are not headings."""
    place = next((place for place in reversed(range(len(above))) if len(above[place].cells) > 1), None)
    if place is None or is_labelled(line := above[place], evidence):
        return None
    known = sum(evidence.headings.sense(trimmed(cell.value)).best[1] >= ROLE for cell in line.cells)
    if not _label_at(line, at) and known < ROLES:
        return None
    return place if all(may_be_heading(cell, line, evidence) for cell in line.cells) else None


class _Labels(NamedTuple):
    """The labels in column `at`, with answers in column `lane`; columns `naming` say what a line is about."""

    at: int
    known: AbstractSet[str]
    lane: int
    naming: AbstractSet[int]
    heading: str  # of the column of labels
    first: str  # the label that begins the first entry, and so each
    hidden: AbstractSet[int]  # the hidden rows
    evidence: Evidence

    def entitles(self, line: Line, below: Line | None) -> bool:
        """Whether a line above a known label is a title for the labels below, which do not ask for the action."""
        name = _label_at(below, self.at) if below is not None and len(line.cells) > 1 else ""
        return name in self.known and self.evidence.headings.sense(name).best[0] != ACTION

    def updates(self, lines: Sequence[Line], step: int) -> Iterator[Line | Entry]:
        """The updates, and the lines without a label, which separate updates unless they say what these are about."""
        found: dict[object, Entry] = {}
        update, about, part, last = None, dict[int, RawCell](), 0, 0
        for line, below in zip(lines, [*lines[1:], None], strict=True):
            name, near = _label_at(line, self.at), update is not None and line.number <= last + step
            cells = {cell.column: cell for cell in line.cells}
            label = cells.pop(self.at, None)
            answered = near and max(cells, default=0) > self.at and name != self.heading
            may_label = answered and self.evidence.kind_of(label) not in ACTION_KINDS
            if label and (name in self.known or may_label):
                about = self._about(about, {column: cells.pop(column) for column in self.naming & cells.keys()})
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
                if not (entitles := self.entitles(line, below)):
                    yield line
                names = label and self.evidence.kind_of(label) in ACTION_KINDS
                about = {**cells, **({self.at: label} if label and names else {})} if entitles else {}
                update, part = None, part + 1
                continue
            last = line.number
            self._answer(update, name or [*update.labels][-1], cells)

    def _about(self, above: Mapping[int, RawCell], own: Mapping[int, RawCell]) -> dict[int, RawCell]:
        """What a line is about: its own cells and the cells above, except for the status of another action."""
        again = any(self.evidence.kind_of(cell) in ACTION_KINDS for cell in own.values())
        kept = {at: cell for at, cell in above.items() if not again or self.evidence.kind_of(cell) is not Kind.STATUS}
        return kept | {**own}

    def _answer(self, update: Entry, name: str, cells: Mapping[int, RawCell]) -> None:
        """Add the answer of a line to its update; of several choices, only the ticked ones."""
        right = [cell for column, cell in cells.items() if column > self.at]
        given = right if len(chosen(right)) < len(right) else [cell for cell in right if cell.column == self.lane]
        update.answer(name, given)
        update.rest.extend(cell for cell in cells.values() if cell not in right or (cell not in given))


def _label_at(line: Line, at: int) -> str:
    """The folded label in this column, without a question's number; empty if it has none."""
    return next((_folded(cell) for cell in line.cells if cell.column == at), "")


def _folded(label: RawCell) -> str:
    text = trimmed(label.value)
    return fold_heading(NUMBERED.sub("", text)) if len(text) <= HEADING_LENGTH else ""


def _recurring(lines: Sequence[Line], evidence: Evidence) -> Mapping[int, AbstractSet[str]]:
    """The columns of labels, each with its labels that recur on the sheet or ask for an answer.

    The recurring labels of each column must ask for the same answers: for two or more, such as the status and the
    progress, or for one if they recur in the same order, as `This year` and `Next year` may.
    """
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    named = [(cell, name) for line in lines for cell in line.cells[:-1] if (name := _folded(cell))]
    times = Counter(name for _, name in named)
    for cell, name in named:
        texts[cell.column].setdefault(name, trimmed(cell.value))
    recurring = {at: {name: of for name, of in names.items() if times[name] > 1} for at, names in sorted(texts.items())}
    asking = {at: asked for at, each in recurring.items() if (asked := _asked(each, evidence))}
    alike = len({frozenset(asked) for asked in asking.values()}) == 1
    cycles = {
        at for at in asking if are_in_cycles([name for line in lines if (name := _label_at(line, at)) in recurring[at]])
    }
    if not alike or any(len({*asked.values()}) == 1 and at not in cycles for at, asked in asking.items()):
        return {}
    return {at: (recurring[at] | _asked(texts[at], evidence)).keys() for at in asking}


def _asked(texts: Mapping[str, str], evidence: Evidence) -> dict[str, str]:
    """The column of the plan that each label asks for, for labels that ask for an answer."""
    senses = ((name, label_in(text, evidence, inside=True)) for name, text in texts.items())
    columns = {name: sense.best[0] for name, sense in senses if sense and not sense.other}
    return {name: column for name, column in columns.items() if column in evidence.answers}


def without_marks(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines without the letters of questions and answers, and without the numbers of paragraphs."""
    return _without_numbers(_without_letters(lines), evidence)


def _without_letters(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of questions and answers, without the letters before them if these are in order."""
    begun, plain = _parted(lines, _LETTER)
    letters = "".join(each[1].casefold() for each in begun if each)
    return lines if letters[:1] != "q" or "aa" in letters or "a" not in letters else plain


def _without_numbers(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines without the numbers of paragraphs: `1.`, `1.1`, `1.2`, `2.`, one of them before a title's action."""
    begun, plain = _parted(lines, _NUMBER)
    numbers = [each[1] for each in begun if each]
    inner = [number for number in numbers if "." in number]
    parts = [[int(part) for part in number.split(".")] for number in numbers if inner]
    follow = all([*above, 0][: len(each)] == [*each[:-1], each[-1] - 1] for above, each in pairwise([[0], *parts]))
    titles = [
        (each[1], line.cells[0]) for line, each in zip(plain, begun, strict=True) if each and len(line.cells) == 1
    ]
    named = (evidence.codes(text.value) != (n,) for n, text in titles if evidence.kind_of(text) is Kind.ACTION)
    return plain if inner and follow and any(named) and not any(map(evidence.codes, inner)) else lines


def _parted(lines: Sequence[Line], mark: re.Pattern[str]) -> tuple[Sequence[re.Match[str] | None], Sequence[Line]]:
    """The marks with which lines begin, and the lines without them."""
    begun = [mark.match(text_of(line.cells[0].value or "").strip()) for line in lines]
    return begun, [_without(each, line) if each else line for line, each in zip(lines, begun, strict=True)]


def _without(mark: re.Match[str], line: Line) -> Line:
    first, *rest = line.cells
    text = mark.string[mark.end() :]
    return line._replace(cells=[first._replace(value=text), *rest] if text else rest or [first])


def well_spelt(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines with misspelt labels corrected to others in the same column: `Progess` beside `Progress`."""
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for cell, label in (each for line in lines for each in _labels_of(line)):
        texts[cell.column].setdefault(fold_heading(label), label)
    spelt = {at: _spellings(names, evidence) for at, names in texts.items() if 1 < len(names) <= _MOST_LABELS}
    if not any(spelt.values()):
        return lines
    corrected = ([_as_elsewhere(cell, line, spelt.get(cell.column, {})) for cell in line.cells] for line in lines)
    return [line._replace(cells=cells) for line, cells in zip(lines, corrected, strict=True)]


def _labels_of(line: Line) -> Iterator[tuple[RawCell, str]]:
    """The cells of a line that may hold labels: all but the last or, if it has only one, a cell like `Status: Done`."""
    for cell in line.cells[:-1] or line.cells:
        found = _LABEL.match(trimmed(cell.value))
        if found and (found["text"] is None) is (len(line.cells) > 1):
            yield cell, found["label"]


def _spellings(names: Mapping[str, str], evidence: Evidence) -> Mapping[str, str]:
    """The known label that each misspelt label stands for: the only one that differs by one letter."""
    senses = {name: evidence.headings.sense(text) for name, text in names.items()}
    known = [name for name, sense in senses.items() if sense.best[0] and all(map(is_spelt, words_of(name)))]
    odd = (name for name in names if len(name) >= _SURE_LENGTH and not all(map(is_spelt, words_of(name))))
    meant = {name: [each for each in known if one_letter_apart(name, each)] for name in odd}
    return {name: names[each[0]] for name, each in meant.items() if len(each) == 1}


def _as_elsewhere(cell: RawCell, line: Line, spelt: Mapping[str, str]) -> RawCell:
    label = next((label for each, label in _labels_of(line) if each is cell), "") if spelt else ""
    meant = spelt.get(fold_heading(label))
    return cell._replace(value=trimmed(cell.value).replace(label, meant, 1)) if meant else cell
