"""Find the reporting period that a submission states."""

from __future__ import annotations

from poatool.framework.model import Framework
from poatool.framework.spans import periods_in
from poatool.submissions.model import Submission
from poatool.submissions.scope import PERIOD, Level, Said
from poatool.submissions.titles import file_says
from poatool.submissions.values import text_of


def stated_period(submission: Submission, framework: Framework) -> str | None:
    """The only period that the workbook names, or else its path, the nearest folder first."""
    for text in _said(submission, framework):
        if len(named := periods_in(text, framework)) == 1:
            return named[0]
    return None


def period_of_path(called: str, framework: Framework) -> str | None:
    """The only period that a path names, the nearest folder first."""
    for what, said in file_says(called, framework):
        if what == PERIOD and len(named := periods_in(said.text, framework)) == 1:
            return named[0]
    return None


def _said(submission: Submission, framework: Framework) -> list[str]:
    """Texts that name a time, the most explicit first: a label, a tab or a title, the template, the path."""
    label = submission.labels.get(PERIOD)
    said = [text_of(label.value)] if label is not None else []
    said += [submission.nil.period] if submission.nil else []
    said += [submission.published.period] if submission.published else []
    said += [submission.template.period] if submission.template else []
    own = [scoped for table in submission.tables for scoped in table.scope.get(PERIOD, ()) if scoped.level < Level.FILE]
    said += [scoped.text for scoped in sorted(own, key=lambda scoped: scoped.level)]
    return [*said, *(each.text for what, each in _path(submission, framework) if what == PERIOD)]


def _path(submission: Submission, framework: Framework) -> list[tuple[str, Said]]:
    return list(file_says(submission.called or submission.path, framework))
