"""`poatool template`: workbooks for agencies to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.options import Period, one_of, split
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool template --period 2023 --output out
  poatool template --period 2023 -o out --agency MBIE --prefill returns/2022
"""


def template(
    context: typer.Context,
    period: Period,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to.")],
    agency: Annotated[
        list[str], typer.Option(metavar="CODE", help="Only this agency; may be repeated.", show_default="all of them")
    ] = [],
    prefill: Annotated[
        list[str],
        typer.Option(
            metavar="PATH…", help="Last period's submissions, to show their answers beside; several may follow."
        ),
    ] = [],
) -> None:
    """Write a workbook for each agency to fill in.

    It has a row for every action in force, drop-downs, and the answers of last period where they are given.
    """
    from poatool.cli.history import before
    from poatool.cli.originals import spare_answers
    from poatool.cli.output import write_all
    from poatool.cli.plan import edition_of, load_framework
    from poatool.submissions.blank.last_time import last_time
    from poatool.submissions.blank.model import Blank
    from poatool.submissions.blank.workbook import agencies, blank_workbook
    from poatool.submissions.columns import Columns
    from poatool.text import visible
    from poatool.workbooks.limits import DEFAULT

    settings = Settings.of(context)
    edition = edition_of(load_framework(settings), period)
    known = agencies(edition)
    chosen = list(dict.fromkeys(one_of(code, known, "an agency of this framework") for code in split(agency))) or known
    reported = last_time(before(prefill, edition, settings), edition)
    blanks = [Blank(edition, code, reported.get(code, {})) for code in chosen]
    there = [output / blank.file_name for blank in blanks]
    spare_answers(there, Columns.of_plan(edition.framework), settings.limits or DEFAULT)
    write_all({blank.file_name: blank_workbook(blank) for blank in blanks}, output)
    for blank in blanks:
        typer.echo(visible(str(output / blank.file_name)))
