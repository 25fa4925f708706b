"""From files to what the reports work on: the submissions, and what the rules found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from poatool.checking import check_submission, check_together
from poatool.findings import Finding
from poatool.framework.edition import Edition
from poatool.rules import RULES
from poatool.rules.registry import Batch, Rule
from poatool.submissions.columns import Columns
from poatool.submissions.intake import Source
from poatool.submissions.model import Submission
from poatool.submissions.read import read_files
from poatool.submissions.understand import Owner, Understood, Update, understand
from poatool.workbooks.limits import Limits
from poatool.workers import FORKS, cores, spread

_WORTH_A_PROCESS = 128 * 1024 if FORKS else 4 * 1024 * 1024
"""Bytes of submissions from which a further process saves more time than it takes to begin."""


class Assessed(NamedTuple):
    """The submissions of a period, and what the rules found in them."""

    submissions: tuple[Understood, ...]
    findings: tuple[Finding, ...]


class Part(NamedTuple):
    """A submission as it is sent from one process to another: without the edition, which they all have."""

    submission: Submission
    owner: Owner | None
    updates: tuple[Update, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Assessor:
    """Reads a file and checks each submission in it by itself, in whichever process.

    `codes` are those of the rules, and `processes` may share them where a submission is large.
    """

    edition: Edition
    columns: Columns
    limits: Limits
    codes: frozenset[str]
    processes: int = 1

    def __call__(self, source: Source) -> list[Part]:
        """What is in a file. Nothing in it raises."""
        rules = [rule for rule in RULES if rule.code in self.codes]
        return [self._part(submission, rules) for submission in read_files(source, self.columns, self.limits)]

    def _part(self, submission: Submission, rules: Sequence[Rule]) -> Part:
        understood = understand(submission, self.edition)
        found = check_submission(understood, rules, self.processes, self.limits.findings)
        return Part(submission, understood.owner, understood.updates, found)


def assess_each(assessor: Assessor, sources: Sequence[Source], processes: int | None) -> Iterator[list[Part]]:
    """Assess files one by one, on as many cores as it is worth; in the order given, however many they are."""
    if len(sources) == 1:
        assessor = replace(assessor, processes=processes or cores())
    return spread(assessor, sources, _worth_it(sources) if processes is None else processes)


def together(
    parts: Iterable[Part],
    edition: Edition,
    rules: Sequence[Rule],
    previous: tuple[Understood, ...],
    *,
    one_file: bool = False,
) -> Assessed:
    """Put submissions that were assessed one by one side by side, and check them against each other.

    `one_file`: they are those of a single file that is looked at by itself.
    """
    parts = list(parts)
    submissions = tuple(Understood(part.submission, edition, part.owner, part.updates) for part in parts)
    found = [finding for part in parts for finding in part.findings]
    return Assessed(submissions, check_together(Batch(edition, submissions, previous, one_file), rules, found))


def _worth_it(sources: Sequence[Source]) -> int:
    return min(cores(), 1 + sum(_size(source) for source in sources) // _WORTH_A_PROCESS)


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except (OSError, ValueError):
        return 0
