"""`poatool gaps`: what nobody reported on."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.options import DecisionsFile, Output, Paths, Period, WaiversFile, choice
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
    by: Annotated[By, typer.Option(help="What each line is about.")] = By.ACTION,
    history: Annotated[
        list[str],
        typer.Option(
            metavar="PATH…",
            help="Submissions of earlier periods, to say when an action was last reported; several may follow.",
        ),
    ] = [],
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    fail_under: Annotated[
        float | None, typer.Option(metavar="PERCENT", min=0, max=100, help="End with 1 if less was reported on.")
    ] = None,
    output: Output = None,
) -> int:
    """Find what nobody reported on.

    Lists which actions in force were reported on, by whom, and which were not.
    """
    from poatool import api
    from poatool.cli.inputs import read_decisions, read_earlier, read_submissions, require_readable
    from poatool.cli.output import on_screen, refuse_overwriting, write

    settings = Settings.of(context)
    plan = settings.plan()
    refuse_overwriting([*paths, *history], [output])
    settled = read_decisions(decisions, plan, settings)
    read = read_submissions(paths, plan, period, settings, settled)
    require_readable(read)
    earlier = read_earlier(history, plan, period, settings, settled)
    covered = api.coverage(api.check(read, waivers=waivers, limits=settings.limits), earlier)
    if format == "text":
        from poatool.render.coverage.screen import coverage_text

        on_screen(settings, output, lambda screen: coverage_text(covered, by, screen))
    else:
        write(COVERAGE_FORMATS[format](covered, by), output)
    return int(fail_under is not None and (covered.percent or 0) < fail_under)
