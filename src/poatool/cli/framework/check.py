"""`poatool framework check`: list the faults of a framework file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.options import PlanFormat
from poatool.cli.settings import Settings

EXAMPLES = "\b\nExamples:\n  poatool framework check my-plan.yaml"


def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A framework file, if not the one in use.")
    ] = None,
    format: Annotated[PlanFormat, typer.Option(help="How to write it.")] = PlanFormat.TEXT,
) -> int:
    """Check a framework file, and list its faults.

    First checks the YAML, then the values, then whether they fit together; each step lists all its faults, with line
    and column. Ends with 1 if there is an error.
    """
    from poatool.cli.output import show
    from poatool.framework.load import bundled_file, examine, read_file
    from poatool.render.framework.check import check_document, faults_text

    settings = Settings.of(context)
    path = file or settings.framework or bundled_file()
    shown_as = path.name if path == bundled_file() else str(path)
    data = read_file(path)
    framework, faults = examine(data)
    show(
        *(settings, format, None),
        lambda screen: faults_text(faults, shown_as, screen),
        lambda: check_document(faults, shown_as, data, framework),
    )
    return int(any(fault.is_error for fault in faults))
