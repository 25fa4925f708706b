"""`--history` and `--previous`: the submissions of earlier periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from poatool.cli.settings import Settings
from poatool.framework.edition import Edition, as_of
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.intake import find
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.model import Submission
from poatool.submissions.period import stated_period
from poatool.submissions.read import read_files
from poatool.workbooks.limits import DEFAULT
from poatool.workbooks.model import Unreadable

if TYPE_CHECKING:
    from poatool.reports.model import Coverage


def earlier_coverage(paths: Sequence[str], edition: Edition, settings: Settings) -> Mapping[str, Coverage]:
    """The coverage of each earlier period among the paths, by period, the earliest first.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    from poatool.reports.coverage import coverage

    covered: dict[str, Coverage] = {}
    for period, interpreted in before(paths, edition, settings).items():
        then = interpreted[0].edition
        covered[period] = coverage(interpreted, check(Batch(then, interpreted), RULES), then, dict(covered))
    return covered


def before(paths: Sequence[str], edition: Edition, settings: Settings) -> Mapping[str, tuple[Interpreted, ...]]:
    """The submissions of each earlier period among the paths, as they were meant then; the earliest first.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    interpreted: dict[str, tuple[Interpreted, ...]] = {}
    for period, submissions in _by_period(paths, edition, settings).items():
        then = as_of(edition.framework, edition.framework.period_by_id[period])
        interpreted[period] = tuple(interpret(submission, then) for submission in submissions)
    return interpreted


def _by_period(paths: Sequence[str], edition: Edition, settings: Settings) -> dict[str, list[Submission]]:
    """Submissions by the period that they, or the folders they stand in, are labelled with; in order of time."""
    if not paths:
        return {}
    columns = Columns.of_plan(edition.framework)
    found: dict[str, list[Submission]] = defaultdict(list)
    for source in find(paths).sources:
        for submission in read_files(source, columns, settings.limits or DEFAULT):
            period = stated_period(submission, edition.framework)
            if isinstance(submission.workbook, Unreadable):
                settings.note(
                    f"Not counted: {submission.path}: {submission.workbook.message} {submission.workbook.hint}"
                )
            elif period is None:
                settings.note(
                    f"Not counted: {submission.path}: nothing says which period it is for. "
                    "Put it in a folder named after its period."
                )
            elif edition.period is None or edition.framework.period_by_id[period].start < edition.period.start:
                found[period].append(submission)
    if not found:
        before = f" before {edition.period.id}" if edition.period else ""
        settings.note(f"No earlier submissions: none of {', '.join(paths)} is for a period{before}.")
    return {p.id: found[p.id] for p in sorted(edition.framework.periods, key=lambda p: p.start) if p.id in found}
