"""Facts that several rules need, each worked out once for a submission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from poatool.framework.names.matching import beginnings, fold, letters
from poatool.submissions.interpret import Interpreted

R = TypeVar("R")


def once(work: Callable[[Interpreted], R]) -> Callable[[Interpreted], R]:
    """Cache the result for as long as the submission exists."""
    known: WeakKeyDictionary[Interpreted, R] = WeakKeyDictionary()

    @wraps(work)
    def remembered(submission: Interpreted) -> R:
        if submission not in known:
            known[submission] = work(submission)
        return known[submission]

    return remembered


def said_again(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that occur more than once, ignoring case, accents and punctuation, each with its folded form.

    Cheap tests come first, as few texts are repeated.
    """
    alike = _repeated([text for text in texts if text], beginnings)
    # Hashes of the letters save memory; `fold` separates texts that share one by chance.
    return {text: fold(text) for text in _repeated(alike, lambda some: [hash(letters(text)) for text in some])}


def _repeated(texts: Sequence[str], keys_of: Callable[[Sequence[str]], Sequence[Hashable]]) -> list[str]:
    """The texts whose key another text has too."""
    keys = keys_of(texts)
    times = Counter(keys)
    return [text for text, key in zip(texts, keys, strict=True) if times[key] > 1]
