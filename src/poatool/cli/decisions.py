"""`poatool decisions`: turn comments that came back into proposed decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.command import Command, Group
from poatool.cli.options import Output
from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool decisions import MBIE-comments.xlsx
  poatool decisions import back/*-comments.xlsx --output proposed.yaml
"""

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Import what agencies commented on their proofs.",
    epilog=EXAMPLES,
    rich_markup_mode=None,
)


@app.command("import", cls=Command, epilog=EXAMPLES)
def import_comments(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Workbooks with comments on proofs.", show_default=False)
    ],
    output: Output = None,
) -> int:
    """Propose decisions from comments on proofs.

    Corrections become edits; updates to leave out become withheld; each name becomes a clearance. A proposal has no
    effect until you copy it into decisions.yaml and fill in decided_by.
    """
    from poatool.cli.output import write
    from poatool.cli.proofs import comments_in
    from poatool.decisions.model import Kind
    from poatool.render.report.yaml import entries_yaml

    settings = Settings.of(context)
    plan = settings.plan()
    found = [entry for file in files for entry in comments_in(file, plan, settings)]
    if not found:
        settings.note("These files contain no comments, so nothing is proposed.")
    write(entries_yaml(sorted(found, key=lambda entry: list(Kind).index(entry.kind)), "comments on proofs"), output)
    return 0
