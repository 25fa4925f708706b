"""The reporting period that a submission states."""

from __future__ import annotations

import re

from poatool.framework.model import Framework
from poatool.submissions.model import Submission
from poatool.submissions.values import text_of
from poatool.text import lazy_pattern

_TWO_YEARS = lazy_pattern(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?[/–-]\s?(?P<second>\d\d)(?![\d/–-])")


def periods_in(text: str, framework: Framework) -> tuple[str, ...]:
    """The periods whose labels are words of a text, in the framework's order.

    A pair such as `2021/22` names both years, however the second is written.
    """
    text = f"{text} {_TWO_YEARS.sub(_in_full, text)}"
    return tuple(
        period.id
        for period in framework.periods
        if re.search(rf"(?<![^\W_]){re.escape(period.id)}(?![^\W_])", text, re.IGNORECASE)
    )


def _in_full(years: re.Match[str]) -> str:
    """The second year in full if it follows the first; `2020–25` is the term of a plan and names no period."""
    following = str(int(years["first"]) + 1)
    return following if following.endswith(years["second"]) else ""


def titled_period(title: str, framework: Framework) -> str | None:
    """The one period that a title or tab names; None if it has other digits, or names several."""
    named = periods_in(title, framework)
    if len(named) != 1:
        return None
    beside = re.sub(re.escape(named[0]), "", title, flags=re.IGNORECASE)
    return None if any(character.isdigit() for character in beside) else named[0]


def labelled_period(submission: Submission, framework: Framework) -> tuple[str, ...]:
    """The periods named in the workbook's labelled cell, else by the template that it was made from."""
    if (label := submission.labels.get("period")) is not None:
        return periods_in(text_of(label.value), framework)
    return periods_in(submission.template.period, framework) if submission.template else ()


def stated_period(submission: Submission, framework: Framework) -> str | None:
    """The one period that the workbook names, else its file name or the nearest folder that names one."""
    if len(named := labelled_period(submission, framework)) == 1:
        return named[0]
    for part in reversed(re.split(r"[/\\]", submission.path)):
        if len(found := periods_in(part, framework)) == 1:
            return found[0]
    return None
