"""`poatool framework diff`: show what changed between two framework files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.options import ChangesFormat, Output
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool framework diff plan-2022.yaml plan-2023.yaml
  poatool framework diff old.yaml new.yaml --format markdown -o changes.md
"""


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier framework file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later framework file.")],
    format: Annotated[ChangesFormat, typer.Option(help="How to write it.")] = ChangesFormat.TEXT,
    output: Output = None,
) -> None:
    """Show what changed between two framework files.

    Changes are listed by kind, with the words that changed.
    """
    from poatool.cli.output import show_changes
    from poatool.framework.diff import diff as difference
    from poatool.framework.load import load
    from poatool.render.framework.diff import diff_document, framework_changes

    before, after = load(old), load(new)
    found = difference(before, after)
    changes = framework_changes(found, before, after)
    show_changes(*(Settings.of(context), format, output, changes, after), lambda: diff_document(found, before, after))
