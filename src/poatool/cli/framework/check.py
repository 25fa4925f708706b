"""`poatool framework check`: list the faults of a framework file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, assert_never

import typer

from poatool.cli.options import PlanFormat
from poatool.cli.settings import Settings

EXAMPLES = "\b\nExamples:\n  poatool framework check my-plan.yaml"


def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A framework file; without, the one in use.")
    ] = None,
    format: Annotated[PlanFormat, typer.Option(help="How to write it.")] = PlanFormat.TEXT,
) -> int:
    """Check a framework file: YAML, then values, then sense.

    Each step lists all its faults, with line and column. Ends with 1 if there is an error.
    """
    from poatool.framework.load import bundled_file, examine, read_file

    settings = Settings.of(context)
    path = file or settings.framework or bundled_file()
    shown_as = path.name if path == bundled_file() else str(path)
    data = read_file(path)
    framework, faults = examine(data)
    match format:
        case PlanFormat.TEXT:
            from poatool.render.framework.check import faults_text

            faults_text(faults, shown_as, settings.screen())
        case PlanFormat.JSON:
            from poatool.cli.output import write
            from poatool.render.framework.check import check_document
            from poatool.render.json import json_bytes

            write(json_bytes(check_document(faults, shown_as, data, framework)), None)
        case _:
            assert_never(format)
    return int(any(fault.is_error for fault in faults))
