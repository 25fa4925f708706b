"""From paths to what the commands work on: the submissions, and what the rules found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poatool.checking import check
from poatool.cli.progress import watched
from poatool.cli.settings import Settings
from poatool.errors import NothingToReadError
from poatool.findings import Finding
from poatool.framework.edition import Edition
from poatool.rules import RULES
from poatool.rules.registry import Batch, Rule
from poatool.submissions.columns import Columns
from poatool.submissions.intake import OWN_ENDINGS, find
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
    return Assessed(submissions, check(Batch(edition, submissions, _latest(previous, edition, settings)), rules))


def some_readable(assessed: Assessed) -> None:
    """See that there is something to publish or to count.

    Raises:
        NothingToReadError: none of the files could be read.
    """
    if not any(submission.submission.readable for submission in assessed.submissions):
        files = ", ".join(submission.submission.path for submission in assessed.submissions)
        raise NothingToReadError(f"{files}: none of these files could be read. See: poatool validate")


def _latest(previous: Sequence[str], edition: Edition, settings: Settings) -> tuple[Understood, ...]:
    """The submissions of the latest period before this one among the paths; none where there are no paths."""
    if not previous:
        return ()
    from poatool.cli.history import before

    earlier = list(before(previous, edition, settings).values())
    return earlier[-1] if earlier else ()


def read_all(paths: Sequence[str], edition: Edition, settings: Settings) -> tuple[Understood, ...]:
    """Read every submission among the paths, by name: in whichever order they were given, the outcome is the same.

    Files that are none are named on the side.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    found = find(paths)
    for path in found.left_alone:
        if path.casefold().endswith(OWN_ENDINGS):
            settings.note(f"Left alone, a copy written by poatool: {path} (if it was sent back, name the file itself)")
        else:
            settings.note(f"Left alone, not a spreadsheet: {path}")
    columns = Columns.of(edition.framework.columns)
    by_name = sorted(found.sources, key=lambda source: (source.shown_as.casefold(), source.shown_as))
    return tuple(
        understand(each, edition)
        for source in watched(by_name, settings, "Reading")
        for each in read_files(source, columns, settings.limits or DEFAULT)
    )
