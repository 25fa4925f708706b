"""What several rules ask of a submission and is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from poatool.submissions.interpret import Interpreted

R = TypeVar("R")


def once(work: Callable[[Interpreted], R]) -> Callable[[Interpreted], R]:
    """Remember what comes of a submission for as long as the submission is there."""
    known: WeakKeyDictionary[Interpreted, R] = WeakKeyDictionary()

    @wraps(work)
    def remembered(submission: Interpreted) -> R:
        if submission not in known:
            known[submission] = work(submission)
        return known[submission]

    return remembered
