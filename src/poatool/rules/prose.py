"""Rules on running text as data: what to look for, what a text must hold for it to be there, and what to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.rules.registry import Problem, Rule, page_of
from poatool.submissions.interpret import Interpreted, Text
from poatool.text import lazy_pattern

F = TypeVar("F")

_LETTERS = lazy_pattern("[a-z]+")

_WORTH_A_SEARCH = 100
"""Strings beyond which it is quicker to look at every text than to search for each of them."""


class Needs(NamedTuple):
    """What a text must hold for a rule to find anything in it: one of these, in whatever case.

    `strings` and `words` are in lower case; words are whole ones in the letters of English, alone or as a phrase.
    `capitals` are words that the text must hold in capitals. `digits`: any digit will do.
    """

    strings: Iterable[str] = ()
    words: AbstractSet[str] = frozenset()
    capitals: AbstractSet[str] = frozenset()
    digits: bool = False

    def texts(self, submission: Interpreted) -> Sequence[Text]:
        """The texts of a submission that hold one of these, in reading order. A word that no text holds costs nothing."""
        prose = submission.prose
        words = [phrase for phrase in self.words if prose.words.issuperset(_LETTERS.findall(phrase))]
        capitals = [word.casefold() for word in self.capitals & prose.capitals]
        signs = (*self.strings, *words, *capitals)
        if len(signs) > _WORTH_A_SEARCH:
            return submission.texts
        numbers = prose.holding(signs)
        return [submission.texts[number] for number in sorted(numbers | prose.with_digits if self.digits else numbers)]


class Said(NamedTuple):
    """What a rule says of a text: what is wrong, what to do, and what the cell should hold instead."""

    message: str
    hint: str
    fix: Fix | None = None


@dataclass(frozen=True)
class TextRule(Generic[F]):
    """Looks for one thing in each text that a report prints.

    `find` gives what it found, or something false. It is asked only about the texts that hold what it `needs`.
    `progress`: it looks only at what was done, and not at nil returns.
    """

    find: Callable[[Text, Edition], F | None]
    say: Callable[[F], Said]
    needs: Needs | Callable[[Interpreted], Needs]
    progress: bool = False

    def __call__(self, submission: Interpreted) -> Iterator[Problem]:
        """The problems in a submission."""
        needs = self.needs if isinstance(self.needs, Needs) else self.needs(submission)
        return self.among(needs.texts(submission), submission.edition)

    def among(self, texts: Iterable[Text], edition: Edition) -> Iterator[Problem]:
        """The problems in these texts, whether or not they hold what it needs."""
        for text in texts:
            if (not self.progress or is_progress(text)) and (found := self.find(text, edition)):
                yield Problem.at(text.cell, *self.say(found))


def text_rule(  # noqa: PLR0913 - what a rule has, and what it looks for
    code: str,
    name: str,
    severity: Severity,
    find: Callable[[Text, Edition], F | None],
    needs: Needs | Callable[[Interpreted], Needs],
    *,
    progress: bool = False,
    requires: tuple[str, ...] = (),
    in_set: str = "",
) -> Callable[[Callable[[F], Said]], Rule]:
    """Make a rule on running text of a function that says what is wrong with what was found."""

    def made(say: Callable[[F], Said]) -> Rule:
        check = TextRule(find, say, needs, progress)
        return Rule(code, name, severity, page_of(say), check, requires=frozenset(requires), in_set=in_set)

    return made


def matches(pattern: re.Pattern[str]) -> Callable[[Text, Edition], list[str]]:
    """Find what a pattern matches in a text, each once, in reading order."""
    return lambda text, _: list(dict.fromkeys(match[0] for match in pattern.finditer(text.text)))


def is_progress(text: Text) -> bool:
    """Whether a text says what was done, and is not a nil return."""
    return text.column == "progress" and not text.update.nil


def progress_texts(submission: Interpreted) -> Iterator[Text]:
    """What the updates of a submission say was done, nil returns left out."""
    return (Text(u, "progress", u.progress) for u in submission.updates if u.progress and not u.nil)
