"""`poatool diff`: what changed between two periods' submissions."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool import api
from poatool.cli.inputs import Inputs, require_readable
from poatool.cli.options import ChangesFormat, DecisionsFile, Output, Settings, argument, option
from poatool.cli.output import refuse_overwriting, show_changes
from poatool.errors import UsageError
from poatool.pipeline import Submissions
from poatool.render.changes import changes_document, period_changes
from poatool.reports.changes import changes
from poatool.reports.model import YearEndReport
from poatool.submissions.statements import stated_period
from poatool.text import counted, listed

EXAMPLES = """\
  poatool diff returns/2021 returns/2022
  poatool diff last-year this-year --previous-period 2021 --period 2022
"""


def diff(
    context: typer.Context,
    old: Annotated[str, argument("OLD", "Submissions of the earlier period: a file or a folder.")],
    new: Annotated[str, argument("NEW", "Submissions of the later period.")],
    period: Annotated[
        str | None, option("PERIOD", "The period of NEW, if the files do not say.", "--period", "-p")
    ] = None,
    previous_period: Annotated[str | None, option("PERIOD", "The period of OLD, if the files do not say.")] = None,
    format: ChangesFormat = "text",
    decisions: DecisionsFile = None,
    output: Output = None,
) -> None:
    """Show what changed between two periods' submissions.

    Changes are listed by action and agency. Actions are followed through their life: an update on an action that was
    later incorporated is compared with updates on the action that took it in.
    """
    settings = Settings.of(context)
    refuse_overwriting([old, new], [output])
    inputs = Inputs.of(settings, decisions)
    earlier, later = inputs.read([old], previous_period), inputs.read([new], period)
    before = _report(old, earlier, previous_period, "--previous-period")
    after = _report(new, later, period, "--period")
    for path, report in ((old, before), (new, after)):
        if report.set_aside and report.period:
            settings.note(
                f"Not compared: {counted(len(report.set_aside), 'row')} set aside in {path}. "
                f"See: poatool validate {path} --period {report.period}"
            )
    found = changes(before, after)
    show_changes(settings, format, output, period_changes(found), inputs.plan, lambda: changes_document(found))


def _report(path: str, read: Submissions, period: str | None, option: str) -> YearEndReport:
    require_readable(read)
    plan = read.edition.framework
    if period is None:
        stated = {stated_period(each.submission, plan) for each in read.submissions}
        named = [name for name in plan.period_by_id if name in stated]
        if len(named) != 1:
            what = (
                f"there are submissions for {listed(named)}"
                if named
                else "the submissions do not say which period they are for"
            )
            raise UsageError(f"{path}: {what}. Add {option} PERIOD.")
        read = read.in_edition(api.edition_of(plan, named[0]))
    return api.year_end(api.check(read))
