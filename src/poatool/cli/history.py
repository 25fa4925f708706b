"""`poatool history import`: import what a public page says was reported in an earlier period."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.api import edition_of
from poatool.cli.options import Force, Period, Settings, argument, option
from poatool.cli.output import refuse_replacing, write
from poatool.errors import InputError, UsageError
from poatool.framework.importing.blocks import page_blocks
from poatool.framework.importing.page import published_blocks
from poatool.framework.writing import block_of, dump
from poatool.submissions.intake import PUBLISHED, PUBLISHED_ENDING, YAML_ENDINGS, is_published

EXAMPLES = """\
  poatool history import page.html -p 2021 -o history/2021-published.yaml
  poatool gaps returns/2022 --period 2022 --history history

The page may be HTML, Markdown or text.
"""


def import_page(
    context: typer.Context,
    page: Annotated[Path, argument("PAGE", "The page, saved as a file.")],
    period: Period,
    output: Annotated[
        Path, option("FILE", "Where to write it; the name must end in -published.yaml.", "--output", "-o")
    ],
    force: Force = False,
) -> None:
    """Read what a public page says was reported in a period.

    A page shows which agencies worked on an objective, but not on which of its actions, so no action counts as reported
    on. Anything uncertain is listed on stderr, and under `check` in the file.
    """
    settings = Settings.of(context)
    if not output.name.casefold().endswith(YAML_ENDINGS):
        raise UsageError(f"{output}: choose a name that ends in {PUBLISHED_ENDING}.")
    refuse_replacing(output, force=force)
    edition = edition_of(settings.plan(), period)
    found = published_blocks(page_blocks(page), edition)
    if not found:
        raise InputError(f"{page}: this page reports nothing for {period} under an objective of the plan.")
    stated = edition.period.id if edition.period else period
    objectives = [{key: value for key, value in each._asdict().items() if value} for each in found]
    document: dict[str, object] = {"kind": PUBLISHED, "period": stated, "objectives": objectives}
    about = "# What was published for the period. It does not count for any single action.\n"
    write((about + dump(block_of(document))).encode(), output)
    if not is_published(output.name):
        settings.note(f"{output}: name this file itself where needed; in a folder, only *{PUBLISHED_ENDING} is found.")
    for block in found:
        settings.note(*(f"{output}: CHECK {block.objective}: {each}" for each in block.check))
