"""WBK: what the name of a file, and the folder that it stands in, say of its period."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework, ReportingPeriod
from poatool.rules.outside_tables import titles_above
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.period import labelled_period, titled_period
from poatool.submissions.titles import periods_of_name
from poatool.text import has_any, listed


@rule("WBK137", "name-of-another-period", Severity.WARNING)
def name_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """The name of the file, or the folder that it stands in, is that of another period, and nothing in it says which.

    Its rows are read and published for the period that is asked for. A date in a name is not meant, nor is the year
    after the period, in which submissions are sent. To fix it, take the file out, or write the period into it.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    period, framework = submission.edition.period, submission.edition.framework
    if period is None or not submission.updates:
        return
    path, others = submission.submission.below, _others(framework, period)
    if not has_any(path.casefold(), map(str.casefold, others)):
        return
    name, named = _named_by_path(path, framework)
    if not named or not others.issuperset(named) or _says_period(submission, period):
        return
    yield Problem(
        Place(submission.submission.path),
        f"{quoted(name)} in its path says {listed(named)}, and its updates are read for {period.id}.",
        f"Take the file out if it is for {listed(named)}; if not, write “Period: {period.id}” above its headings.",
    )


def _named_by_path(path: str, framework: Framework) -> tuple[str, tuple[str, ...]]:
    """The nearest part of a path that names periods, from the file on, and those that it names."""
    for part in reversed(path.replace("\\", "/").split("/")):
        if named := periods_of_name(part, framework):
            return part, named
    return "", ()


def _others(framework: Framework, period: ReportingPeriod) -> set[str]:
    """The periods that a name does not tell by chance: not this one, nor the next, in which submissions are sent."""
    later = sorted(each.start for each in framework.periods if each.start > period.end)
    return {each.id for each in framework.periods if each.end < period.start or each.start in later[1:]}


def _says_period(submission: Interpreted, period: ReportingPeriod) -> bool:
    """Whether the workbook itself says for which period it is: in a label, a row, a title or on a tab."""
    framework = submission.edition.framework
    if labelled_period(submission.submission, framework) or all("period" in u.row.cells for u in submission.updates):
        return True
    names = {update.table.sheet or "" for update in submission.updates}
    sheets = [sheet for sheet in submission.submission.sheets if sheet.name in names]
    return any(titled_period(sheet.name, framework) or any(titles_above(submission, sheet, period)) for sheet in sheets)
