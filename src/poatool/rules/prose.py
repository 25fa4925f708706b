"""Rules on running text as data: what to look for, what a text must contain first, and what to report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from poatool.findings.model import Fix
from poatool.framework.edition import Edition
from poatool.rules.registry import Problem
from poatool.submissions.interpret import Interpreted, Text
from poatool.submissions.prose import Prose
from poatool.text import lazy_pattern

_LETTERS = lazy_pattern("[a-z]+")

_WORTH_A_SEARCH = 100
"""The number of strings above which scanning every text is faster than searching for each string."""


class Needs(NamedTuple):
    """A quick test for a rule: a text that contains none of these, in any case, cannot hold what it looks for.

    `strings` and `words` are in lower case; words are whole English words or phrases. `capitals` are words that must be
    in capitals. A match of the `pattern` will do, and so will a string of each of the two `pairs`.
    """

    strings: Sequence[str] = ()
    words: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    pairs: tuple[Sequence[str], Sequence[str]] = ((), ())

    def texts(self, submission: Interpreted) -> Sequence[Text]:
        """The texts of a submission that contain one of these, in reading order. A word in no text costs nothing."""
        prose, first = submission.searched
        numbers = prose.remembered(self, self._numbers)
        here = numbers[bisect_left(numbers, first) : bisect_left(numbers, first + len(submission.texts))]
        return [submission.texts[number - first] for number in here]

    def _numbers(self, prose: Prose) -> Sequence[int]:
        words = [phrase for phrase in self.words if prose.words.issuperset(_words_in(phrase))]
        capitals = [word.casefold() for word in self.capitals & prose.capitals]
        signs = (*self.strings, *words, *capitals)
        if len(signs) > _WORTH_A_SEARCH:
            return range(len(prose))
        one, other = self.pairs
        matching = prose.matching(self.pattern) if self.pattern else ()
        return sorted(prose.holding(signs) | prose.holding(other, prose.holding(one)).union(matching))


@cache
def _words_in(phrase: str) -> Sequence[str]:
    return _LETTERS.findall(phrase)


class Said(NamedTuple):
    """What a rule reports about a text: what is wrong, what to do, and what the cell should hold instead."""

    message: str
    hint: str
    fix: Fix | None = None


Find = Callable[[Text, Edition], Said | None]


@dataclass(frozen=True)
class TextRule:
    """Looks for one thing in each text that a report prints.

    `find` says what it found. It is called only for texts that contain what the rule `needs`. `progress` limits it to
    accounts of what was done, without nil returns.
    """

    find: Find
    needs: Needs | Callable[[Interpreted], Needs]
    progress: bool = False

    def __call__(self, submission: Interpreted) -> Iterator[Problem]:
        """The problems in a submission."""
        needs = self.needs if isinstance(self.needs, Needs) else self.needs(submission)
        return self.among(needs.texts(submission), submission.edition)

    def among(self, texts: Iterable[Text], edition: Edition) -> Iterator[Problem]:
        """The problems in these texts, whether or not they contain what the rule needs."""
        for text in texts:
            if (not self.progress or is_progress(text)) and (said := self.find(text, edition)):
                yield Problem.at(text.cell, *said)


def in_texts(needs: Needs | Callable[[Interpreted], Needs], *, progress: bool = False) -> Callable[[Find], TextRule]:
    """Turn a function over one text into a check of a submission: a whole rule, or a part of one."""
    return lambda find: TextRule(find, needs, progress)


def matches(pattern: re.Pattern[str], text: str) -> list[str]:
    """The matches of a pattern in a text, each once, in reading order."""
    return list(dict.fromkeys(match[0] for match in pattern.finditer(text)))


def is_progress(text: Text) -> bool:
    """Whether a text is the progress of an update other than a nil return."""
    return text.column == "progress" and not text.update.nil


def progress_texts(submission: Interpreted) -> Iterator[Text]:
    """The progress texts of a submission, without nil returns."""
    return (Text(u, "progress", u.progress) for u in submission.updates if u.progress and not u.nil)
