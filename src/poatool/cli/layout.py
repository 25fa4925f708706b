"""`poatool layout`: show how a workbook is read."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.inputs import Inputs
from poatool.cli.options import Output, PlanFormat, Settings, argument, option
from poatool.cli.output import refuse_overwriting, show
from poatool.errors import NothingToReadError, UsageError
from poatool.render.layout import layout_document, layout_text
from poatool.reports.layout import workbook_layout
from poatool.submissions.statements import stated_period
from poatool.workbooks.model import Unreadable

EXAMPLES = """\
  poatool layout police.xlsx --period 2022
  poatool layout police.xlsx --format json --output layout.json
"""


def layout(
    context: typer.Context,
    workbook: Annotated[str, argument("FILE", "One workbook.", show_default=False)],
    period: Annotated[
        str | None, option("PERIOD", "The reporting period, if not the one that the workbook names.", "--period", "-p")
    ] = None,
    format: PlanFormat = "text",
    output: Output = None,
) -> int:
    """Show how a workbook is read, column by column.

    Shows the evidence for each column, and where the agency, the action and the period come from. Ends with lines for
    poatool.toml that make poatool always read the workbook like this.
    """
    settings = Settings.of(context)
    refuse_overwriting([workbook], [output])
    inputs = Inputs.of(settings)
    read = inputs.read([workbook], period)
    if period is None and (named := stated_period(read.submissions[0].submission, inputs.plan)) is not None:
        read = inputs.read([workbook], named)
    if len(read.submissions) > 1:
        raise UsageError(f"{workbook}: this is {len(read.submissions)} workbooks. Name one of them.")
    submission = read.submissions[0].submission
    if isinstance(submission.workbook, Unreadable):
        raise NothingToReadError(f"{submission.path}: {submission.workbook.message} {submission.workbook.hint}")
    found = workbook_layout(submission, read.edition)
    show(settings, format, output, lambda screen: layout_text(found, screen), json=lambda: layout_document(found))
    return 0
