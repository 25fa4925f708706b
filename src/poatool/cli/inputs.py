"""From the paths on a command line to submissions; what is left alone or not counted is named on stderr."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poatool import api
from poatool.cli.generation import wrote
from poatool.cli.settings import Settings
from poatool.console import progress_bar
from poatool.errors import NothingToReadError
from poatool.framework.model import Framework
from poatool.pipeline import Checked, Earlier, Submissions
from poatool.submissions.intake import OWN_ENDINGS, Found, Source, is_spreadsheet, left_alone_in
from poatool.submissions.model import Submission
from poatool.workbooks.limits import DEFAULT
from poatool.workbooks.model import Unreadable

if TYPE_CHECKING:
    from poatool.findings.baseline import Changes


def read_submissions(paths: Sequence[str], plan: Framework, period: str | None, settings: Settings) -> Submissions:
    """Read the submissions of a period, with a progress bar; see `api.read_submissions`."""

    def watch(found: Found) -> Iterable[Source]:
        for path in found.left_alone:
            settings.note(_left_alone(path, "name the file itself"))
        sources = [source for source in found.sources if source.shown_as in paths or not wrote(source.path)]
        for source in found.sources:
            if source not in sources:
                settings.note(f"Left alone, of a report that poatool wrote: {source.shown_as}")
        if not sources:
            raise NothingToReadError(f"{', '.join(paths)}: there are only files of a report that poatool wrote.")
        for source in sources:
            for path in left_alone_in(source, settings.limits or DEFAULT):
                settings.note(_left_alone(path, "unpack the zip and name the file itself"))
        return sources if settings.quiet else progress_bar(sources, "Reading")

    return api.read_submissions(paths, plan, period, limits=settings.limits, watch=watch)


def read_earlier(paths: Sequence[str], plan: Framework, period: str, settings: Settings) -> Earlier:
    """Read the submissions of earlier periods; see `api.read_earlier`."""
    earlier = api.read_earlier(paths, plan, period, limits=settings.limits)
    for submission in earlier.not_counted:
        settings.note(f"Not counted: {submission.path}: {_why_not_counted(submission)}")
    if paths and not earlier.by_period:
        settings.note(f"No earlier submissions: none of {', '.join(paths)} is for a period before {period}.")
    return earlier


def require_readable(read: Submissions) -> None:
    """Check that there is something to publish or to count.

    Raises:
        NothingToReadError: none of the files could be read.
    """
    if not read.readable:
        files = ", ".join(each.submission.path for each in read.submissions)
        raise NothingToReadError(f"{files}: none of these files could be read. See: poatool validate")


def mark_baseline(checked: Checked, baseline: Path | None) -> Checked:
    """Mark the findings that are in a baseline as known.

    Raises:
        InputError: the file cannot be used.
    """
    if baseline is None:
        return checked
    from poatool.findings.baseline import mark_known, read_earlier
    from poatool.findings.context import Context

    known = mark_known(checked.findings, read_earlier(baseline), Context(checked.submissions))
    return checked._replace(findings=known)


def compare(checked: Checked, against: Path | None) -> Changes | None:
    """Compare with the findings of an earlier check: what was resolved since, and what is new.

    Raises:
        InputError: the file cannot be used.
    """
    if against is None:
        return None
    from poatool.findings.baseline import changes, read_earlier
    from poatool.findings.context import Context

    return changes(checked.findings, read_earlier(against), Context(checked.submissions))


def _left_alone(path: str, hint: str) -> str:
    """Say that a file was not read, why, and what to do if it is a submission after all."""
    if path.casefold().endswith(OWN_ENDINGS):
        return f"Left alone, a copy written by poatool: {path} (if it was sent back, {hint})"
    if is_spreadsheet(path):
        return f"Left alone, a hidden file: {path} (if it was sent in, {hint})"
    return f"Left alone, not a spreadsheet: {path}"


def _why_not_counted(submission: Submission) -> str:
    if isinstance(submission.workbook, Unreadable):
        return f"{submission.workbook.message} {submission.workbook.hint}"
    return "nothing says which period it is for. Put it in a folder named after its period."
