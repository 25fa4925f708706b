"""Prepare the lines of forms: take out the marks that count paragraphs, and correct misspelt labels."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.heading_words import fold_heading, is_spelt, one_letter_apart
from poatool.submissions.evidence.kinds import PART, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, near_cells
from poatool.submissions.layout.columns import PAIR
from poatool.submissions.layout.fields import title_fields
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

MOST_LABELS = 60  # the most labels that a sheet may have, each counted once
_LETTER = lazy_pattern(r"(?i)([qa])(?:uestion|nswer)?\s?\d{0,2}(?:[.:)–-]\s{0,9}|\Z)", needs=("q", "a"))
_LABEL = lazy_pattern(r"(?s)(?P<label>[^:\n]{3,60}?)(?:\s*(?::|\s[-–—](?=\s))\s*(?P<text>\S.*)?|\s*)\Z")
_SHORTEST_LABEL = 4  # the fewest characters of a misspelt label
_NUMBER = lazy_pattern(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?:\s+|\Z)")


def without_marks(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines without dots after labels, letters `Q` and `A` of questions and answers, and numbers of paragraphs."""
    return _without_numbers(_without_q_and_a([*map(_without_dots, lines)]), evidence)


_DOTS = lazy_pattern(r"([^\W\d_][^.\n]{2,40}?)\s?(?:\.{4,}|…{2,}|_{4,})\s{0,9}")


def _without_dots(line: Line) -> Line:
    """A row with a colon in place of the dots between a label and its answer: `Status ....... Ongoing`."""
    dotted = [_DOTS.match(text_of(cell.value)) if isinstance(cell.value, str) else None for cell in line.cells]
    if not any(dotted):
        return line
    values = [f"{dots[1]}: {dots.string[dots.end() :]}".strip() if dots else None for dots in dotted]
    return line._replace(cells=[c._replace(value=v) if v else c for c, v in zip(line.cells, values, strict=True)])


_PART_OF = lazy_pattern(r"(?i)(?:actions?\s)?([A-Z]{0,2}\d{1,3})\s?\(?([a-h])[.)]?")


def with_whole_actions(grid: Grid, evidence: Evidence) -> Grid:
    """Name the action in place of its lettered parts, such as `2a` and `2b`, if no row of the column names the action.

    At least one action must have two such parts.
    """
    whole: dict[tuple[int, int], str] = {}
    for cells in by_first((cell.column, cell) for line in grid.lines for cell in line.cells).values():
        parts = [(cell.at, found[1], found[2].casefold()) for cell in cells if (found := _PART_OF.fullmatch(cell.text))]
        letters = by_first((code, letter) for _, code, letter in parts)
        others = (cell.value for cell in cells if cell.value is not None and not _PART_OF.fullmatch(cell.text))
        named = {code for value in others for code in evidence.codes(value)}
        known = named.isdisjoint(letters) and all(evidence.codes(code) == (code,) for code in letters)
        if known and any({"a", "b"} <= {*each} for each in letters.values()):
            whole |= {at: code for at, code, _ in parts}
    lines = [
        each._replace(cells=[cell._replace(value=whole.get(cell.at, cell.value)) for cell in each.cells])
        for each in grid.lines
    ]
    return grid._replace(lines=lines) if whole else grid


def _without_q_and_a(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the letters `Q` and `A` before questions and answers, if these letters are in order."""
    marks, plain = _split_marks(lines, _LETTER)
    letters = "".join(each[1].casefold() for each in marks if each)
    return lines if letters[:1] != "q" or "aa" in letters or "a" not in letters else plain


def _without_numbers(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines without paragraph numbers (`1.`, `1.1`, `2.`), if these are in order and one is before an action."""
    marks, plain = _split_marks(lines, _NUMBER)
    numbers = [each[1] for each in marks if each]
    if not (inner := [number for number in numbers if "." in number]):
        return _without_counts(lines, evidence)
    parts = [[int(part) for part in number.split(".")] for number in numbers]
    follow = all([*above, 0][: len(each)] == [*each[:-1], each[-1] - 1] for above, each in pairwise([[0], *parts]))
    titles = [(it[1], line.cells[0]) for line, it in zip(plain, marks, strict=True) if it and len(line.cells) == 1]
    named = (evidence.codes(text.value) != (n,) for n, text in titles if evidence.kind_of(text) is Kind.ACTION)
    return plain if follow and any(named) and not any(map(evidence.codes, inner)) else lines


def _without_counts(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """The lines without cells that count paragraphs: `1`, `2` or `(a)`, below an action and another title or label."""
    near = [near_cells(line.cells) for line in lines]
    marks = {at: text_of(cells[0].value or "").strip() for at, cells in enumerate(near) if len(cells) == PAIR}
    counts = {at: mark.rstrip(".)") for at, mark in marks.items() if _NUMBER.fullmatch(mark) or PART.fullmatch(mark)}
    alone = {at: line for at, line in enumerate(lines) if len(near[at]) == 1}
    titles = [at for at, line in alone.items() if title_fields(line, evidence)]
    senses = {at: evidence.headings.sense(trimmed(line.cells[0].value)) for at, line in alone.items()}
    labels = [at for at, sense in senses.items() if sense.exact in evidence.narrative]
    body = range(min(titles, default=0), max(counts, default=0) + 1)
    numbers = [int(mark) for mark in counts.values() if mark.isdecimal()]
    follow = all(after in (1, before + 1) for before, after in pairwise([0, *numbers]))
    if not follow or len({*titles, *labels} & {*body}) <= 1 or not {*body} <= alone.keys() | counts.keys():
        return lines
    return [line._replace(cells=line.cells[1:]) if at in counts else line for at, line in enumerate(lines)]


def _split_marks(lines: Sequence[Line], mark: re.Pattern[str]) -> tuple[Sequence[re.Match[str] | None], Sequence[Line]]:
    """The marks, such as `Q1.` or `2.1`, with which lines begin, and the lines without them."""
    marks = [mark.match(text_of(line.cells[0].value or "").strip()) for line in lines]
    return marks, [_without(each, line) if each else line for line, each in zip(lines, marks, strict=True)]


def _without(mark: re.Match[str], line: Line) -> Line:
    first, *rest = line.cells
    text = mark.string[mark.end() :]
    return line._replace(cells=[first._replace(value=text), *rest] if text else rest or [first])


def well_spelt(lines: Sequence[Line], evidence: Evidence) -> Sequence[Line]:
    """Correct misspelt labels to other labels in the same column: `Progess` beside `Progress`."""
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for cell, label in (each for line in lines for each in _labels_of(line)):
        texts[cell.column].setdefault(fold_heading(label), label)
    spelt = {at: _spellings(names, evidence) for at, names in texts.items() if 1 < len(names) <= MOST_LABELS}
    if not any(spelt.values()):
        return lines
    corrected = ([_corrected(cell, line, spelt.get(cell.column, {})) for cell in line.cells] for line in lines)
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
    odd = (name for name in names if len(name) >= _SHORTEST_LABEL and not all(map(is_spelt, words_of(name))))
    meant = {name: [each for each in known if one_letter_apart(name, each)] for name in odd}
    return {name: names[each[0]] for name, each in meant.items() if len(each) == 1}


def _corrected(cell: RawCell, line: Line, spelt: Mapping[str, str]) -> RawCell:
    label = next((label for each, label in _labels_of(line) if each is cell), "") if spelt else ""
    meant = spelt.get(fold_heading(label))
    return cell._replace(value=trimmed(cell.value).replace(label, meant, 1)) if meant else cell
