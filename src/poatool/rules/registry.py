"""What a rule is: a decorated function with a code, a name and a severity, whose docstring is its page."""

import inspect
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from poatool.decisions.waivers import Settled
from poatool.findings.model import Finding, Fix, Place, Severity
from poatool.findings.set_aside import Aside, set_aside
from poatool.framework.edition import Edition
from poatool.framework.faults import FaultKind
from poatool.framework.names.matching import fold
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell, Table
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.addresses import reference
from poatool.workbooks.model import Sheet

_GOOD = """

Good rows:
| 2 | Under way | Trained forty inspectors. |"""
_HEADINGS = ("Action", "Status", "Progress")

_EXAMPLE = lazy_pattern(r"(Bad|Good)((?: \w{1,20}){0,9}):")
_BLOCKS = lazy_pattern(r"\n\n|\n(?=(?:Bad|Good)(?: \w{1,20}){0,9}:\n)")
_CELLS = lazy_pattern(r"(?<!\\)\|")
_FOUND, _FOUND_AT = "<found>", "Found at:"

_SETTINGS = {
    "unsigned": "in a workbook that names no agency",
    "template": "in a workbook made from the template",
    "other": "beside this submission",
    "previous": "after this submission of the previous period",
    "file": "as the text of a file",
    "declared": "if the declared layout has Action, Status and “What we can say”, which is the progress",
}

once = lru_cache(maxsize=1)
"""Cache a function's result for the last submission or batch that it was called with."""

DISTINCTIVE = 30
"""Texts of at least this many characters are never equal by coincidence, unlike “Nothing has changed.”"""

STYLE = "style"  # the set of house-style rules: shown to the coordinator, but sent to agencies only if selected


class Problem(NamedTuple):
    """A fault that a rule reports: where it is, what is wrong, and what to do (None: as the rule's page says)."""

    place: Place
    message: str
    hint: str | None = None
    value: str | None = None
    fix: Fix | None = None
    related: tuple[Place, ...] = ()
    last_row: int | None = None  # where the problem ends, if it covers several rows

    @classmethod
    def at(
        cls, cell: Cell, message: str, hint: str | None = None, fix: Fix | None = None, *, related: Iterable[Cell] = ()
    ) -> "Problem":
        """A problem at a cell; `related` holds the other cells involved."""
        return cls(Place.of(cell), message, hint, cell.raw, fix, tuple(map(Place.of, related)))

    def until(self, last_row: int | None) -> "Problem":
        """This problem, extended to the rows down to `last_row` if that is below it."""
        return self._replace(last_row=last_row if last_row and last_row > (self.place.row or 0) else None)


_UNDECIDED = Settled(())


@dataclass(frozen=True, eq=False, repr=False)
class Batch:
    """The submissions of a period, and those of the previous period if given."""

    edition: Edition
    submissions: tuple[Interpreted, ...]
    previous: tuple[Interpreted, ...] = ()
    in_part: bool = False  # only some files of the period are checked, so no agency counts as missing
    found: Sequence[Finding] = ()  # what rules on single submissions found, with waivers
    decided: Settled = _UNDECIDED  # what decisions say about the period

    @cached_property
    def aside(self) -> Aside:
        """The updates that errors in a submission set aside."""
        return set_aside(self.submissions, self.found)

    @cached_property
    def repeated_progress(self) -> Mapping[str, str]:
        """The progress texts that occur more than once in these submissions, each with its folded form."""
        return repeated_texts(update.progress for submission in self.submissions for update in submission.updates)


def repeated_texts(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that occur more than once, ignoring case, accents and punctuation, each with its folded form."""
    alike = by_first((fold(text), text) for text in texts if text)
    return {text: folded for folded, few in alike.items() if len(few) > 1 for text in few}


class Example(NamedTuple):
    """A bad table with the cells where its rule finds something, or a good table in which no rule finds anything.

    On a page, `<found>` ends the cells where the rule finds something; other places are listed below the table, as in
    `Found at: file`. Below `Bad rows:` and `Good rows:`, the usual headings are left out.
    """

    good: bool
    words: tuple[str, ...]  # words between `Bad` or `Good` and the colon; without any, the workbook is DIA's for 2022
    rows: tuple[tuple[str, ...], ...]  # headings first; in a text that is not a table, each line is one cell
    found_at: tuple[str, ...]

    @property
    def setting(self) -> str:
        """Where the example is, in words: `in 2021`, `beside this submission`; empty for DIA's workbook of 2022."""
        return " ".join(_SETTINGS.get(word, f"in {word}" if word.isdigit() else f"of {word}") for word in self.words)

    @property
    def width(self) -> int:
        """The number of columns of its widest row."""
        return max(map(len, self.rows))


class Page(NamedTuple):
    """What the page of a rule says below its title: further paragraphs, what to do, and examples."""

    why: tuple[str, ...]
    fix: str
    examples: tuple[Example, ...]


@lru_cache
def read_page(text: str) -> Page:
    """Split a page, such as the docstring of a rule, into its parts."""
    why: list[str] = []
    fix = ""
    examples: list[Example] = []
    for block in _BLOCKS.split(text)[1:]:
        lines = block.split("\n")
        if head := _EXAMPLE.fullmatch(lines[0]):
            examples.append(_example(head, lines[1:]))
            continue
        before, _, after = " ".join(lines).partition("To fix it, ")
        why += [before.strip()] if before.strip() else []
        fix = fix or after[:1].upper() + after[1:]
    return Page(tuple(why), fix, tuple(examples))


def _example(head: re.Match[str], lines: Sequence[str]) -> Example:
    good, words = head[1] == "Good", tuple(word for word in head[2].split() if word != "rows")
    places = [line.removeprefix(_FOUND_AT).strip() for line in lines if line.startswith(_FOUND_AT)]
    written = [_row(line.strip()) for line in lines if not line.startswith(_FOUND_AT)]
    marked = [_HEADINGS, *written] if "rows" in head[2] else written
    cells = ((at, row, cell) for row, texts in enumerate(marked, 1) for at, cell in enumerate(texts, 1))
    found = [reference(row, at) for at, row, cell in cells if cell.endswith(_FOUND)]
    rows = tuple(tuple(cell.removesuffix(_FOUND).rstrip() for cell in texts) for texts in marked)
    return Example(good, words, rows, (*found, *places))


def _row(line: str) -> tuple[str, ...]:
    if not line.startswith("|"):
        return (line,)
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.removeprefix("|").removesuffix("|")))


SubmissionCheck = Callable[[Interpreted], Iterator[Problem]]
BatchCheck = Callable[[Batch], Iterator[Problem]]


class Rule(NamedTuple):
    """A rule of the rule book.

    `requires` holds codes of other rules. This rule is silent where one of them has a finding, at the same place or on
    the row, sheet or file around it: one cause gives one finding. A rule on single submissions cannot require a rule
    that compares submissions, which runs later.
    """

    code: str
    name: str
    severity: Severity
    page: str
    submission: SubmissionCheck | None = None
    batch: BatchCheck | None = None
    requires: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()  # codes and names of rules merged into this one
    in_set: str = ""  # the set to which the rule belongs, if any

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.page.partition("\n")[0]

    @property
    def body(self) -> Page:
        """What the page says below the title; a rule without a good table gets the default one."""
        page = inspect.cleandoc(self.page)
        return read_page(page if "\nGood" in page or not (self.submission or self.batch) else page + _GOOD)

    @property
    def former_codes(self) -> tuple[str, ...]:
        """The codes among its aliases."""
        return tuple(alias for alias in self.aliases if alias.isupper())

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code[:3]


def rule(
    code: str, severity: Severity, *, requires: str = "", was: str = "", in_set: str = ""
) -> Callable[[SubmissionCheck], Rule]:
    """Turn a function into a rule. `requires` lists other rules' codes; `was` lists codes and names of merged rules."""
    further = frozenset(requires.split()), tuple(was.split()), in_set
    return lambda check: Rule(code, _named_as(check), severity, check.__doc__ or "", check, None, *further)


def batch_rule(code: str, severity: Severity, *, requires: str = "", was: str = "") -> Callable[[BatchCheck], Rule]:
    """Turn a function on all submissions of a period into a rule, as `rule` does."""
    further = frozenset(requires.split()), tuple(was.split())
    return lambda check: Rule(code, _named_as(check), severity, check.__doc__ or "", None, check, *further)


def _named_as(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def page_of(kind: FaultKind) -> Rule:
    """An entry in the rule book for a fault in a coordinator's file; the entry checks nothing."""
    return Rule(kind.code, kind.name, Severity(kind.severity), kind.page, aliases=kind.was)


@once
def sheet_by_name(submission: Interpreted) -> Mapping[str | None, Sheet]:
    """The sheets of a submission by their names; a sheet without a name, as in a CSV file, also by None."""
    return {name: sheet for sheet in submission.submission.sheets for name in (sheet.name, sheet.name or None)}


def tables_on(submission: Interpreted, sheet: Sheet) -> Sequence[Table]:
    """The tables on a sheet."""
    return [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]


def updates_on(submission: Interpreted, sheet: Sheet) -> Sequence[Update]:
    """The updates on a sheet."""
    return [update for update in submission.updates if (update.table.sheet or "") == sheet.name]


def texts_with(submission: Interpreted, word_test: Callable[[str], object]) -> Sequence[Text]:
    """The texts with a word (in lower case, with its punctuation) that passes a test, in reading order."""
    return [submission.texts[number] for number in sorted(submission.prose.with_words(word_test))]


def ids_with(submission: Interpreted, word_test: Callable[[str], object]) -> Container[int]:
    """The ids of updates whose progress has a word that passes a test, and of updates that no report prints."""
    found = (text.update for text in texts_with(submission, word_test) if text.column == "progress")
    return set(map(id, (*found, *(update for update in submission.updates if update.refusal))))


def matches(pattern: re.Pattern[str], text: str) -> list[str]:
    """The matches of a pattern in a text, without repetition, in reading order."""
    return list(dict.fromkeys(match[0] for match in pattern.finditer(text)))


def is_progress(text: Text) -> bool:
    """Whether a text is the progress of an update that is not a nil return."""
    return text.column == "progress" and not text.update.nil
