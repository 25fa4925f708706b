"""Find the reporting period that a submission states."""

from __future__ import annotations

from collections.abc import Iterable

from poatool.framework.model import Framework
from poatool.framework.spans import periods_in
from poatool.submissions.model import Submission
from poatool.submissions.scope import PERIOD, Level
from poatool.submissions.titles import file_says
from poatool.submissions.values import text_of


def stated_period(submission: Submission, framework: Framework) -> str | None:
    """The only period that the workbook names – in a label, its mark, a tab or a title – or else its path."""
    label = submission.labels.get(PERIOD)
    said = [text_of(label.value)] if label is not None else []
    said += [mark.period for mark in (submission.nil, submission.published, submission.template) if mark]
    own = [scoped for table in submission.tables for scoped in table.scope.get(PERIOD, ()) if scoped.level < Level.FILE]
    said += [scoped.text for scoped in sorted(own, key=lambda scoped: scoped.level)]
    return _first(said, framework) or period_of_path(submission.called or submission.path, framework)


def period_of_path(called: str, framework: Framework) -> str | None:
    """The only period that a path names, trying the nearest folder first."""
    return _first((said.text for what, said in file_says(called, framework) if what == PERIOD), framework)


def _first(said: Iterable[str], framework: Framework) -> str | None:
    """The period in the first text that names only one."""
    return next((named[0] for text in said if len(named := periods_in(text, framework)) == 1), None)
