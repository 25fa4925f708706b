"""`poatool layout`: show how a workbook is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from poatool.cli.options import Output, PlanFormat
from poatool.cli.settings import Settings
from poatool.errors import NothingToReadError, UsageError

if TYPE_CHECKING:
    from poatool.framework.model import Framework
    from poatool.pipeline import Submissions

EXAMPLES = """\b
Examples:
  poatool layout police.xlsx --period 2022
  poatool layout police.xlsx --format json --output layout.json
"""


def layout(
    context: typer.Context,
    workbook: Annotated[str, typer.Argument(metavar="FILE", help="One workbook.", show_default=False)],
    period: Annotated[
        str | None,
        typer.Option(
            "--period", "-p", metavar="PERIOD", help="The reporting period, if not the one that the workbook names."
        ),
    ] = None,
    format: Annotated[PlanFormat, typer.Option(help="How to write it.")] = PlanFormat.TEXT,
    output: Output = None,
) -> int:
    """Show how a workbook is read, column by column.

    Shows the evidence for each column, where the agency, the action and the period come from, and what to write into
    poatool.toml so that the workbook is always read like this.
    """
    from poatool.cli.output import refuse_overwriting, show
    from poatool.render.layout import layout_text
    from poatool.render.layout_json import layout_document
    from poatool.reports.layout import workbook_layout
    from poatool.workbooks.model import Unreadable

    settings = Settings.of(context)
    refuse_overwriting([workbook], [output])
    read = _read(workbook, settings.plan(), period, settings)
    if len(read.submissions) > 1:
        raise UsageError(f"{workbook}: this is {len(read.submissions)} workbooks. Name one of them.")
    submission = read.submissions[0].submission
    if isinstance(submission.workbook, Unreadable):
        raise NothingToReadError(f"{submission.path}: {submission.workbook.message} {submission.workbook.hint}")
    found = workbook_layout(submission, read.edition)
    show(settings, format, output, lambda screen: layout_text(found, screen), lambda: layout_document(found))
    return 0


def _read(path: str, plan: Framework, period: str | None, settings: Settings) -> Submissions:
    """Read a workbook for a period, or else for the period that it names."""
    from poatool.cli.inputs import read_submissions
    from poatool.submissions.period import stated_period

    read = read_submissions([path], plan, period, settings)
    if period is None and (named := stated_period(read.submissions[0].submission, plan)) is not None:
        read = read_submissions([path], plan, named, settings)
    return read
