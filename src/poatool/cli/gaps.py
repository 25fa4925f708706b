"""`poatool gaps`: what nobody reported on."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.choice import choice
from poatool.cli.options import Output, Paths, Period, WaiversFile
from poatool.cli.settings import Settings
from poatool.render.coverage.formats import COVERAGE_FORMATS, By

EXAMPLES = """\b
Examples:
  poatool gaps returns/2022 --period 2022
  poatool gaps returns/2022 --period 2022 --by agency --format csv -o out.csv
"""


def gaps(
    context: typer.Context,
    paths: Paths,
    period: Period,
    format: Annotated[
        str, choice(("text", *COVERAGE_FORMATS), "a format of the coverage", "How to write the coverage.")
    ] = "text",
    by: Annotated[By, typer.Option(help="What a line is about.")] = By.ACTION,
    history: Annotated[
        list[str],
        typer.Option(
            metavar="PATH…",
            help="Submissions of earlier periods, several may follow: when was an action last heard of?",
        ),
    ] = [],
    waivers: WaiversFile = None,
    fail_under: Annotated[
        float | None, typer.Option(metavar="PERCENT", min=0, max=100, help="End with 1 when less was reported on.")
    ] = None,
    output: Output = None,
) -> int:
    """Find what nobody reported on.

    Which actions in force were reported on, by whom, and which were not.
    """
    from poatool.cli.history import earlier_coverage
    from poatool.cli.inputs import checked, some_readable
    from poatool.cli.originals import spare
    from poatool.cli.output import on_screen, write
    from poatool.cli.plan import edition_of, load_framework
    from poatool.reports.coverage import coverage

    settings = Settings.of(context)
    edition = edition_of(load_framework(settings), period)
    spare([*paths, *history], [output])
    found = checked(paths, edition, settings, waivers=waivers)
    some_readable(found.submissions)
    covered = coverage(found.submissions, found.findings, edition, earlier_coverage(history, edition, settings))
    if format == "text":
        from poatool.render.coverage.screen import coverage_text

        on_screen(settings, output, lambda screen: coverage_text(covered, by, screen))
    else:
        write(COVERAGE_FORMATS[format](covered, by), output)
    return int(fail_under is not None and (covered.percent or 0) < fail_under)
