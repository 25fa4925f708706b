"""Find labels that recur in a column of a sheet, as on cards, even if some are misspelt."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set as AbstractSet
from itertools import pairwise

from poatool.submissions.evidence.heading_text import NUMBERED
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.headings import HEADING_LENGTH
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Line
from poatool.submissions.layout.doubts import are_in_cycles
from poatool.submissions.statements.labels import label_in
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, text_of, trimmed

MOST_LABELS = 60  # the most labels that a sheet may have, each counted once
_LETTER = lazy_pattern(r"(?i)([qa])(?:uestion|nswer)?\s?\d{0,2}(?:[.:)–-]\s{0,9}|\Z)", needs=("q", "a"))
_NUMBER = lazy_pattern(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?:\s+|\Z)")


def label_at(line: Line, at: int) -> str:
    """The folded label in this column, without a question's number; empty if it has none."""
    return next((_folded(cell) for cell in line.cells if cell.column == at), "")


def _folded(label: RawCell) -> str:
    text = trimmed(label.value)
    return fold_heading(NUMBERED.sub("", text)) if len(text) <= HEADING_LENGTH else ""


def recurring_labels(lines: Sequence[Line], evidence: Evidence) -> Mapping[int, AbstractSet[str]]:
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
        at for at in asking if are_in_cycles([name for line in lines if (name := label_at(line, at)) in recurring[at]])
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
