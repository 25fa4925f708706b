"""`poatool template`: workbooks for agencies to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.options import OutputFolder, Period, split
from poatool.cli.settings import Settings
from poatool.text import one_of

EXAMPLES = """\b
Examples:
  poatool template --period 2023 --output out
  poatool template --period 2023 -o out --agency MBIE --prefill returns/2022
"""


def template(
    context: typer.Context,
    period: Period,
    output: OutputFolder,
    agency: Annotated[
        list[str], typer.Option(metavar="CODE", help="Only this agency; may be repeated.", show_default="all of them")
    ] = [],
    prefill: Annotated[
        list[str],
        typer.Option(
            metavar="PATH…",
            help="Last period's submissions, whose answers are shown beside; several may follow.",
        ),
    ] = [],
) -> None:
    """Write a workbook for each agency to fill in.

    It has a row for every action in force, drop-downs, and last period's answers if --prefill names them.
    """
    from poatool.api import edition_of
    from poatool.cli.inputs import read_earlier
    from poatool.cli.output import refuse_overwriting_answers
    from poatool.cli.staging import write_all
    from poatool.submissions.blank.model import Blank, last_time
    from poatool.submissions.blank.workbook import agencies, blank_workbook
    from poatool.submissions.evidence import Evidence
    from poatool.text import visible
    from poatool.workbooks.limits import DEFAULT

    settings = Settings.of(context)
    plan = settings.plan()
    edition = edition_of(plan, period)
    known = agencies(edition)
    chosen = list(dict.fromkeys(one_of(code, known, "an agency of this framework") for code in split(agency))) or known
    before = read_earlier(prefill, plan, period, settings).by_period
    earlier = {name: read.submissions for name, read in before.items()}
    reported = last_time(earlier, edition)
    blanks = [Blank(edition, code, reported.get(code, {})) for code in chosen]
    there = [output / blank.file_name for blank in blanks]
    refuse_overwriting_answers(there, Evidence(edition), settings.limits or DEFAULT)
    write_all({blank.file_name: blank_workbook(blank) for blank in blanks}, output)
    for blank in blanks:
        typer.echo(visible(str(output / blank.file_name)))
