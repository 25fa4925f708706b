"""`poatool framework`: look into, query and check plans."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, assert_never

import typer

from poatool.cli.options import one_of
from poatool.cli.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Look into, query and check the plan.", rich_markup_mode=None)

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="PERIOD", help="As it stood in a period; without, its latest state.")
]


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"


@app.command(epilog="\b\nExamples:\n  poatool framework show --as-of 2021\n  poatool framework show 26")
def show(
    context: typer.Context,
    codes: Annotated[
        list[str], typer.Argument(metavar="[CODE]…", help="Actions, to see all that is known of them.")
    ] = [],
    as_of: AsOf = None,
    pillar: Annotated[str | None, typer.Option(metavar="ID", help="Only this pillar.")] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Show the plan as a tree, or one action with its history."""
    from poatool.cli.inputs import edition_as_of, load_framework

    settings = Settings.of(context)
    edition = edition_as_of(load_framework(settings), as_of)
    wanted = one_of(pillar, [p.id for p in edition.pillars], "a pillar of this framework") if pillar is not None else None
    pillars = [p for p in edition.pillars if wanted in (None, p.id)]
    match format:
        case Format.TEXT:
            from poatool.render.framework_text import action_text, framework_text

            if not codes:
                framework_text(edition, pillars, settings.console())
            for code in codes:
                known = one_of(code, edition.by_code, "an action of this framework")
                action_text(edition, edition.by_code[known], settings.console())
        case Format.JSON:
            from poatool.cli.output import write
            from poatool.render.framework_json import framework_json

            write(framework_json(edition, pillars), None)
        case _:
            assert_never(format)


@app.command(epilog="\b\nExamples:\n  poatool framework resolve '1, 3 and 5' 26 'Action 9'")
def resolve(
    context: typer.Context,
    texts: Annotated[list[str], typer.Argument(metavar="TEXT…", help="What an agency wrote.", show_default=False)],
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TEXT,  # noqa: A002
) -> int:
    """Say which actions a text counts towards. Ends with 1 when a text does not resolve."""
    from poatool.cli.inputs import edition_as_of, load_framework
    from poatool.framework.resolve import resolve as meaning

    settings = Settings.of(context)
    edition = edition_as_of(load_framework(settings), as_of)
    results = [meaning(edition, text) for text in texts]
    match format:
        case Format.TEXT:
            from poatool.render.resolution import resolution_text

            resolution_text(results, edition, settings.console())
        case Format.JSON:
            from poatool.cli.output import write
            from poatool.render.resolution import resolution_json

            write(resolution_json(results, edition), None)
        case _:
            assert_never(format)
    return int(not all(references.resolved for references in results))


@app.command(epilog="\b\nExamples:\n  poatool framework check my-plan.yaml")
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A framework file; without, the one in use.")
    ] = None,
) -> int:
    """Check a framework file: every fault at once, with its line and column. Ends with 1 when there is one."""
    from poatool.framework.check import check as faults_of
    from poatool.framework.load import bundled
    from poatool.render.faults_text import faults_text

    settings = Settings.of(context)
    path = file or settings.framework or bundled()
    shown_as = path.name if path == bundled() else str(path)
    faults = faults_of(path)
    faults_text(faults, shown_as, settings.console())
    return int(any(fault.kind.severity != "advice" for fault in faults))
