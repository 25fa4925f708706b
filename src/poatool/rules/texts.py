"""What the rules on running text share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from poatool.findings.model import Fix, Place
from poatool.rules.registry import Problem
from poatool.submissions.interpret import Interpreted, Text


def progress_texts(submission: Interpreted) -> Iterator[Text]:
    """What the updates of a submission say was done, nil returns left out."""
    return (Text(u, "progress", u.progress) for u in submission.updates if u.progress and not u.nil)


def is_progress(text: Text) -> bool:
    """Whether a text says what was done, and is no nil return."""
    return text.column == "progress" and not text.update.nil


def texts_with_words(submission: Interpreted, words: AbstractSet[str]) -> Sequence[Text]:
    """At least the texts that hold any of these words; they are in lower case and in the letters of English.

    Asked before a pattern that is dear to look for, as most submissions hold none of the words.
    """
    return texts_with(submission, words & submission.prose.words)


def texts_with(submission: Interpreted, signs: Iterable[str]) -> Sequence[Text]:
    """The texts that hold any of these strings in whatever case; the strings are in lower case."""
    return [submission.texts[number] for number in sorted(submission.prose.holding(signs))]


def texts_with_digits(submission: Interpreted) -> Sequence[Text]:
    """The texts that hold a digit."""
    return [submission.texts[number] for number in sorted(submission.prose.with_digits)]


def at(text: Text, message: str, hint: str, fix: Fix | None = None, related: tuple[Place, ...] = ()) -> Problem:
    """A problem at the cell of a text."""
    cell = text.cell
    return Problem(Place.of(cell), message, hint, value=cell.raw, fix=fix, related=related)
