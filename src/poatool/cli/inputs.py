"""From paths and flags to what the commands work on: the edition of the framework, the submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poatool.checking import check
from poatool.cli.history import before
from poatool.cli.options import one_of
from poatool.cli.settings import Settings
from poatool.findings import Finding
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.model import Framework
from poatool.rules import RULES
from poatool.rules.registry import Batch, Rule
from poatool.submissions.columns import Columns
from poatool.submissions.intake import find
from poatool.submissions.read import read_files
from poatool.submissions.understand import Understood, understand
from poatool.workbooks.limits import DEFAULT


@dataclass(frozen=True, slots=True)
class Assessed:
    """The submissions of a period, and what the rules found in them."""

    submissions: tuple[Understood, ...]
    findings: tuple[Finding, ...]


def assess(
    paths: Sequence[str],
    edition: Edition,
    settings: Settings,
    rules: Sequence[Rule] = RULES,
    previous: Sequence[str] = (),
) -> Assessed:
    """Read and check every submission among the paths; of the `previous` ones, the latest period is compared with.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    submissions = read_all(paths, edition, settings)
    earlier = list(before(previous, edition, settings).values())
    return Assessed(submissions, check(Batch(edition, submissions, earlier[-1] if earlier else ()), rules))


def load_framework(settings: Settings) -> Framework:
    """The framework that the user chose, or the bundled one."""
    return load(settings.framework)


def edition_of(framework: Framework, period: str) -> Edition:
    """The framework as of a period.

    Raises:
        UsageError: the framework has no such period.
    """
    known = framework.period_by_id
    return as_of(framework, known[one_of(period, known, "a reporting period of this framework")])


def edition_as_of(framework: Framework, period: str | None) -> Edition:
    """The framework as of a period, or in its latest state where none is given.

    Raises:
        UsageError: the framework has no such period.
    """
    return as_of(framework, None) if period is None else edition_of(framework, period)


def read_all(paths: Sequence[str], edition: Edition, settings: Settings) -> tuple[Understood, ...]:
    """Read every submission among the paths, by name: in whichever order they were given, the outcome is the same.

    Files that are none are named on the side.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    found = find(paths)
    for path in found.left_alone:
        settings.note(f"Left alone, not a spreadsheet: {path}")
    columns = Columns.of(edition.framework.columns)
    by_name = sorted(found.sources, key=lambda source: (source.shown_as.casefold(), source.shown_as))
    return tuple(
        understand(each, edition)
        for source in by_name
        for each in read_files(source, columns, settings.limits or DEFAULT)
    )
