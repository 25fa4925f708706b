"""`poatool framework resolve`: say which actions a text counts towards."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.options import AsOf, PlanFormat
from poatool.cli.settings import Settings

EXAMPLES = "\b\nExamples:\n  poatool framework resolve '1, 3 and 5' 26 'Action 9'"


def resolve(
    context: typer.Context,
    texts: Annotated[list[str], typer.Argument(metavar="TEXT", help="What an agency wrote.", show_default=False)],
    as_of: AsOf = None,
    format: Annotated[PlanFormat, typer.Option(help="How to write it.")] = PlanFormat.TEXT,
) -> int:
    """Say which actions a text counts towards.

    Ends with 1 if a text does not resolve.
    """
    from poatool.api import edition_of, load_framework
    from poatool.cli.output import show
    from poatool.framework.reference.resolve import resolve as meaning
    from poatool.render.framework.resolve import resolution_document, resolution_text

    settings = Settings.of(context)
    edition = edition_of(load_framework(settings.framework), as_of)
    results = [meaning(edition, text) for text in texts]
    show(
        *(settings, format, None),
        lambda screen: resolution_text(results, edition, screen),
        lambda: resolution_document(results, edition),
    )
    return int(not all(references.resolved for references in results))
