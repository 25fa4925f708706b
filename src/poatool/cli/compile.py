"""`poatool compile`: the year-end report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.options import Paths, Period, WaiversFile, one_of, split
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool compile returns/2022 --period 2022 --output report
  poatool compile returns/2022 --period 2022 -o report --format html --strict
"""


def compile_report(
    context: typer.Context,
    paths: Paths,
    period: Period,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to.")],
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
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing unless every update is fit.")] = False,
) -> int:
    """Compile the year-end report.

    An update with an error is set aside and listed: on the screen, in the JSON and at the end of the XLSX.
    """
    from poatool.cli.history import earlier_coverage
    from poatool.cli.inputs import checked, some_readable
    from poatool.cli.originals import spare
    from poatool.cli.output import write_all
    from poatool.cli.plan import edition_of, load_framework
    from poatool.render.report.formats import REPORT_FORMATS
    from poatool.render.report.text import compiled_text
    from poatool.reports.year_end import year_end

    settings = Settings.of(context)
    formats = [one_of(word, REPORT_FORMATS, "a report format") for word in split(format)] or list(REPORT_FORMATS)
    edition = edition_of(load_framework(settings), period)
    spare([*paths, *previous], [output / REPORT_FORMATS[name].file_name for name in formats])
    found = checked(paths, edition, settings, waivers=waivers)
    some_readable(found.submissions)
    earlier = earlier_coverage(previous, edition, settings)
    report = year_end(found.submissions, found.findings, edition, earlier)
    chosen = [] if strict and report.set_aside else [REPORT_FORMATS[name] for name in formats]
    if chosen:
        write_all({each.file_name: each.write(report, show_status=status) for each in chosen}, output)
    compiled_text(report, [str(output / each.file_name) for each in chosen], settings.screen())
    return int(bool(report.set_aside))
