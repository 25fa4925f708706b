"""`poatool framework import`: a draft of a framework file from what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.framework.options import Force, refuse_to_replace
from poatool.cli.options import Output
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool framework import page.html --output plan.yaml
  poatool framework import catalog.json --output catalogue.yaml
"""


def import_plan(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A page (text, HTML, Markdown), or an OSCAL catalogue (JSON).")
    ],
    output: Output = None,
    force: Force = False,
) -> None:
    """Draft a framework file from a published page.

    The page may be text, HTML or Markdown. An OSCAL catalogue in JSON is read as well.

    What is not certain is marked with a comment CHECK in the draft, and listed on the side.
    """
    from poatool.cli.output import write
    from poatool.framework.importing.source import import_file
    from poatool.framework.load import examine

    settings = Settings.of(context)
    if output:
        refuse_to_replace(output, force=force)
    text = import_file(source).written()
    write(text.encode(), output)
    for number, line in enumerate(text.splitlines(), 1):
        if (remark := line.strip()).startswith("# CHECK: "):
            settings.note(f"{output or 'line '}{':' if output else ''}{number}: {remark.removeprefix('# ')}")
    for fault in examine(text.encode())[1]:
        settings.note(fault.shown(str(output or "draft")))
