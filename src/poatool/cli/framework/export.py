"""`poatool framework export`: a copy of the framework file in use, to be made one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.framework.options import Force, refuse_to_replace
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool framework export plan.yaml
"""


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
    force: Force = False,
) -> None:
    """Copy the framework file in use, to edit it.

    That is the one that comes with the tool, unless another is named with --framework.
    """
    from poatool.cli.output import write
    from poatool.framework.load import bundled_file, read_file

    refuse_to_replace(file, force=force)
    write(read_file(Settings.of(context).framework or bundled_file()), file)
