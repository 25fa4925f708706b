"""From flags to the framework that the commands work on, and its edition of a period."""

from __future__ import annotations

from poatool.cli.options import one_of
from poatool.cli.settings import Settings
from poatool.framework.edition import Edition, as_of
from poatool.framework.load import load
from poatool.framework.model import Framework


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
