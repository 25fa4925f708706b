"""`poatool rules`: show the rule book, offline."""

from __future__ import annotations

from typing import Annotated

import typer

from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool rules
  poatool rules ACT202
"""


def rules(
    context: typer.Context,
    codes: Annotated[
        list[str], typer.Argument(metavar="CODE", help="A code, the beginning of one, or a name.", show_default=False)
    ] = [],
) -> None:
    """Show the rule book: every rule in a line, or the page of one."""
    from poatool.cli.selection import named, note_kind
    from poatool.render.rules import note_page, rule_list, rule_page
    from poatool.rules.pages import pages

    screen = Settings.of(context).screen()
    if not codes:
        rule_list(pages(), screen)
    for word in codes:
        if (kind := note_kind(word)) is not None:
            note_page(kind, screen)
    meant = {page: word for word in reversed(codes) for page in named(word)}
    for page in dict.fromkeys(page for word in codes for page in named(word)):
        rule_page(page, screen, meant[page])
