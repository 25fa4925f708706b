"""Options that take one of the words of a table."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from poatool.cli.options import one_of


def choice(known: Iterable[str], what: str, help: str) -> object:
    """An option that takes one of the words of a table, whatever its case: `--help` and the shell offer them."""
    names = tuple(known)

    def taken(given: str) -> str:
        return one_of(given, names, what)

    def offered(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    return typer.Option(help=help, metavar=f"<{'|'.join(names)}>", parser=taken, autocompletion=offered)
