"""`poatool layout` and `diff`: show how a workbook is read, and what changed between two periods' submissions."""

from functools import partial
from typing import Annotated

from poatool import api
from poatool.cli.inputs import Inputs, require_readable
from poatool.cli.options import ChangesFormat, DecisionsFile, Output, PlanFormat, argument, option, period_option
from poatool.cli.output import show, spare_submissions
from poatool.cli.settings import Settings
from poatool.errors import NothingToReadError, UsageError
from poatool.render.changes import changes_document, changes_text, period_changes
from poatool.render.json import document
from poatool.render.layout import LayoutDocument, layout_text
from poatool.reports.changes import changes
from poatool.reports.layout import workbook_layout
from poatool.reports.year_end_model import YearEndReport
from poatool.submissions.stated import stated_period
from poatool.text import counted, listed
from poatool.workbooks.model import Unreadable


def layout(
    settings: Settings,
    workbook: Annotated[str, argument("FILE", "One workbook.")],
    period: Annotated[str | None, period_option("The reporting period, if not the one in the workbook.")] = None,
    format: PlanFormat = "text",
    output: Output = None,
) -> None:
    """Show how a workbook is read, column by column.

    poatool layout police.xlsx --period 2022
    poatool layout police.xlsx --format json --output layout.json

    Shows the evidence for each column, and where the agency, the action and the period come from. Ends with lines for
    poatool.toml that make poatool always read the workbook like this.
    """
    spare_submissions([workbook], [output])
    inputs = Inputs.from_settings(settings)
    read = inputs.read([workbook], period)
    if period is None and (named := stated_period(read.submissions[0].submission, inputs.plan)) is not None:
        read = inputs.quiet.read([workbook], named)
    if len(read.submissions) > 1:
        raise UsageError(f"{workbook}: this contains {len(read.submissions)} workbooks. Name one of them.")
    submission = read.submissions[0].submission
    if isinstance(submission.workbook, Unreadable):
        raise NothingToReadError(f"{submission.path}: {submission.workbook.message} {submission.workbook.hint}")
    found = workbook_layout(submission, read.edition)
    show(settings, format, output, partial(layout_text, found), partial(document, LayoutDocument, read.edition, found))


def diff(
    settings: Settings,
    old: Annotated[str, argument("OLD", "Submissions of the earlier period: a file or a folder.")],
    new: Annotated[str, argument("NEW", "Submissions of the later period.")],
    period: Annotated[str | None, period_option("The period of NEW, if the files do not say.")] = None,
    previous_period: Annotated[str | None, option("PERIOD", "The period of OLD, if the files do not say.")] = None,
    format: ChangesFormat = "text",
    decisions: DecisionsFile = None,
    output: Output = None,
) -> None:
    """Show what changed between two periods' submissions.

    poatool diff submissions/2021
    poatool diff returns/2021 returns/2022
    poatool diff last-year this-year --previous-period 2021 --period 2022

    Changes are listed by action and agency. Actions are followed through their life: an update on an action that was
    later incorporated is compared with updates on the action into which it was incorporated.
    """
    inputs = Inputs.from_settings(settings, decisions)
    spare_submissions([old, new], [output])
    before = _report(inputs, old, previous_period, "--previous-period")
    after = _report(inputs, new, period, "--period")
    for path, report in ((old, before), (new, after)):
        if report.set_aside and report.period:
            settings.note(
                f"Not compared: {counted(len(report.set_aside), 'row')} set aside in {path}. "
                f"See: {settings.validate([path], report.period, (), decisions)}"
            )
    found = changes(before, after)
    page = period_changes(found)
    made = page if format != "json" else changes_document(found)
    show(settings, format, output, partial(changes_text, page), lambda: made)


def _report(inputs: Inputs, path: str, period: str | None, option: str) -> YearEndReport:
    read = inputs.read([path], period)
    require_readable(read)
    plan = read.edition.framework
    if period is None:
        stated = {stated_period(each.submission, plan) for each in read.submissions}
        named = [name for name in plan.period_by_id if name in stated]
        if len(named) != 1:
            unknown = "the submissions do not say which period they are for"
            what = f"there are submissions for {listed(named)}" if named else unknown
            raise UsageError(f"{path}: {what}. Add {option} PERIOD.")
        read = inputs.quiet.read([path], named[0])
    return api.year_end(api.check(read))
