"""`poatool demo`: the example year in a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poatool.cli.settings import Settings

EXAMPLES = """\b
Examples:
  poatool demo demo

In it: poatool validate, poatool compile, poatool gaps.
"""

_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "data" / "examples"
_IN_CHECKOUT = _PACKAGE.parents[1] / "examples"
_PERIODS = ("2021", "2022")


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)],
) -> None:
    """Make a workspace with the example year, to try the commands in.

    It holds invented returns for 2021 and 2022, one of them with mistakes. What is there already is never changed.
    """
    from poatool.cli.init import make_workspace
    from poatool.workspace.places import SUBMISSIONS

    examples = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
    returns = {
        f"{SUBMISSIONS}/{period}/{path.name}": path.read_bytes()
        for period in _PERIODS
        for path in sorted((examples / period).iterdir())
    }
    settings = Settings.of(context)._replace(framework=None)
    make_workspace(folder, _PERIODS[-1], settings, returns, "poatool validate, poatool compile and poatool gaps")
