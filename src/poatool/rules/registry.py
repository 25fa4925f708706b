"""What a rule is: a decorated function with a code, a name, a severity, and its page in the docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.rules.repeats import said_again
from poatool.submissions.interpret import Interpreted


class Problem(NamedTuple):
    """What a rule says: where, what, and what to do. The registry adds the rule's code and severity."""

    place: Place
    message: str
    hint: str
    value: str | None = None
    fix: Fix | None = None
    related: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Batch:
    """The submissions of a period, and those of the period before it (none where they were not given).

    `one_file`: a single file is looked at by itself, so that nothing follows from what is not beside it.
    """

    edition: Edition
    submissions: tuple[Interpreted, ...]
    previous: tuple[Interpreted, ...] = ()
    one_file: bool = False

    @cached_property
    def said_again(self) -> Mapping[str, str]:
        """What updates say was done and others may say as well, folded."""
        return said_again(update.progress for submission in self.submissions for update in submission.updates)


SubmissionCheck = Callable[[Interpreted], Iterator[Problem]]
BatchCheck = Callable[[Batch], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """One thing that is checked.

    `requires`: codes that must have found nothing at the same place, or at the row, sheet or file around it, so
    that one cause gives one finding. A rule over one submission requires none over all, since it runs first.
    """

    code: str
    name: str
    severity: Severity
    page: str
    submission: SubmissionCheck | None = None
    batch: BatchCheck | None = None
    requires: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def title(self) -> str:
        """The first line of its page."""
        return self.page.partition("\n")[0]

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code.rstrip("0123456789")

    @property
    def number(self) -> int:
        """The digits of its code, by which the rules are in order."""
        return int(self.code.removeprefix(self.family))


def rule(
    code: str, name: str, severity: Severity, *, requires: tuple[str, ...] = ()
) -> Callable[[SubmissionCheck], Rule]:
    """Make a rule of a function over one submission."""

    def made(check: SubmissionCheck) -> Rule:
        return Rule(code, name, severity, _page(check), check, requires=frozenset(requires))

    return made


def batch_rule(
    code: str, name: str, severity: Severity, *, requires: tuple[str, ...] = ()
) -> Callable[[BatchCheck], Rule]:
    """Make a rule of a function over all submissions of a period."""

    def made(check: BatchCheck) -> Rule:
        return Rule(code, name, severity, _page(check), batch=check, requires=frozenset(requires))

    return made


def _page(check: Callable[..., object]) -> str:
    return inspect.cleandoc(check.__doc__ or "")
