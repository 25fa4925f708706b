"""`poatool framework`: look into, query and check catalogues."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Look into, query and check the plan.")


@app.command("show")
def show() -> None:
    """Show it."""
