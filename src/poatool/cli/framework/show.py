"""`poatool framework show`: the plan as a tree, or single actions with their history."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from poatool.cli.options import AsOf, PlanFormat
from poatool.cli.settings import Settings
from poatool.text import one_of

if TYPE_CHECKING:
    from poatool.console import Screen
    from poatool.framework.edition import PillarStanding

EXAMPLES = "\b\nExamples:\n  poatool framework show --as-of 2021\n  poatool framework show 26"


def show(
    context: typer.Context,
    codes: Annotated[list[str], typer.Argument(metavar="CODE", help="Actions to show with their history.")] = [],
    as_of: AsOf = None,
    pillar: Annotated[str | None, typer.Option(metavar="ID", help="Only this pillar.")] = None,
    format: Annotated[PlanFormat, typer.Option(help="How to write it.")] = PlanFormat.TEXT,
) -> None:
    """Show the plan as a tree, or an action's history."""
    from poatool.api import edition_of, load_framework
    from poatool.cli import output
    from poatool.render.framework.json import framework_document
    from poatool.render.framework.screen import action_text, framework_text

    settings = Settings.of(context)
    edition = edition_of(load_framework(settings.framework), as_of)
    wanted = (
        one_of(pillar, [p.id for p in edition.pillars], "a pillar of this framework") if pillar is not None else None
    )
    pillars = [p for p in edition.pillars if wanted in (None, p.id)]
    known = [one_of(code, edition.by_code, "an action of this framework") for code in codes]

    def text(screen: Screen) -> None:
        if not codes:
            framework_text(edition, pillars, screen)
        for code in known:
            action_text(edition, edition.by_code[code], screen)

    chosen = _only(pillars, known) if known else pillars
    output.show(settings, format, None, text, lambda: framework_document(edition, chosen))


def _only(pillars: Sequence[PillarStanding], codes: Container[str]) -> list[PillarStanding]:
    """The pillars and objectives of these actions, without other actions."""
    kept = [
        pillar._replace(
            objectives=tuple(
                objective._replace(actions=actions)
                for objective in pillar.objectives
                if (actions := tuple(action for action in objective.actions if action.code in codes))
            )
        )
        for pillar in pillars
    ]
    return [pillar for pillar in kept if pillar.objectives]
