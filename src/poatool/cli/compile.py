"""`poatool compile`: the year-end report."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.options import OutputFolder, Paths, Period, WaiversFile, split
from poatool.cli.settings import Settings
from poatool.text import one_of

EXAMPLES = """\b
Examples:
  poatool compile returns/2022 --period 2022 --output report
  poatool compile returns/2022 --period 2022 -o report --format html --strict
"""


def compile_report(
    context: typer.Context,
    paths: Paths,
    period: Period,
    output: OutputFolder,
    format: Annotated[
        list[str], typer.Option(metavar="FORMATS", help="Formats, separated by commas.", show_default="all of them")
    ] = [],
    previous: Annotated[
        list[str],
        typer.Option(metavar="PATH…", help="Submissions of earlier periods, to compare with; several may follow."),
    ] = [],
    waivers: WaiversFile = None,
    status: Annotated[
        bool, typer.Option("--status/--no-status", help="Show the statuses in the Markdown and HTML pages.")
    ] = True,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing if any update has an error.")] = False,
) -> int:
    """Compile the year-end report.

    An update with an error is set aside and listed: on the screen, in the JSON and at the end of the XLSX.
    """
    from poatool import api
    from poatool.cli.inputs import read_earlier, read_submissions, require_readable
    from poatool.cli.output import refuse_overwriting, write_all
    from poatool.render.report.formats import REPORT_FORMATS
    from poatool.render.report.screen import compiled_text

    settings = Settings.of(context)
    formats = [one_of(word, REPORT_FORMATS, "a report format") for word in split(format)] or list(REPORT_FORMATS)
    plan = api.load_framework(settings.framework)
    refuse_overwriting([*paths, *previous], [output / REPORT_FORMATS[name].file_name for name in formats])
    read = read_submissions(paths, plan, period, settings)
    require_readable(read)
    earlier = read_earlier(previous, plan, period, settings)
    report = api.year_end(api.check(read, waivers=waivers, limits=settings.limits), earlier)
    chosen = [] if strict and report.set_aside else [REPORT_FORMATS[name] for name in formats]
    if chosen:
        write_all({each.file_name: each.write(report, show_status=status) for each in chosen}, output)
    compiled_text(report, [str(output / each.file_name) for each in chosen], settings.screen())
    return int(bool(report.set_aside))
