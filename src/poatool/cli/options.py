"""Declare the options of a command."""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from poatool.errors import UsageError
from poatool.render.formats import CHANGES_FORMATS
from poatool.text import one_of

MORE = "More options"  # the heading for the options that a command's help lists last
Parser = Callable[[str], object] | None


def argument(metavar: str, help: str) -> object:
    """An argument of a command."""
    return typer.Argument(metavar=metavar, help=help)


def option(
    metavar: str, help: str, *names: str, parser: Parser = None, more: bool = False, show_default: bool | str = True
) -> object:
    """An option with a value, which the `parser` reads; `more` puts it last in the help."""
    panel = MORE if more else None
    return typer.Option(
        *names, metavar=metavar, help=help, parser=parser, rich_help_panel=panel, show_default=show_default
    )


def flag(name: str, help: str, *, more: bool = False) -> object:
    """An option without a value; `more` puts it last in the help."""
    return typer.Option(name, help=help, rich_help_panel=MORE if more else None)


def period_option(help: str) -> object:
    """The option `--period` of a command that works without it."""
    return option("PERIOD", help, "--period", "-p")


def choice(known: Iterable[str], what: str, help: str, metavar: str = "") -> object:
    """An option that takes one of the `known` words, capitals or not; shells complete them, and `--help` lists them."""
    names = tuple(known)
    shown, words = (metavar, f": {', '.join(names)}.") if metavar else (f"<{'|'.join(names)}>", ".")
    return typer.Option(
        help=help + words,
        metavar=shown,
        parser=lambda given: one_of(given, names, what),
        autocompletion=lambda incomplete: [name for name in names if name.startswith(incomplete)],
    )


Paths = Annotated[list[str], argument("PATH…", "Agencies' files, or folders of them. Not needed in a workspace.")]
Period = Annotated[str, option("PERIOD", "The reporting period, such as 2022.", "--period", "-p")]
Output = Annotated[Path | None, option("FILE", "Write to a file, not the screen.", "--output", "-o")]
OutputFolder = Annotated[Path, option("DIR", "The folder to write to.", "--output", "-o")]
WaiversFile = Annotated[Path | None, option("FILE", "A file of accepted findings, each with a reason.")]
DecisionsFile = Annotated[Path | None, option("FILE", "A file of decisions: statuses, edits and others.")]
AsOf = Annotated[str | None, option("PERIOD", "The plan as it stood in this period, not its latest state.", "--as-of")]
PlanFormat = Annotated[str, choice(("text", "json"), "a format", "How to write it")]
ChangesFormat = Annotated[str, choice(("text", *CHANGES_FORMATS, "json"), "a format", "How to write it")]
Force = Annotated[bool, flag("--force", "Replace the file if it exists.")]


def day(text: str) -> dt.date:
    """Read a day. Raises UsageError if there is no such day."""
    try:
        return dt.date(*map(int, text.split("-")))
    except (ValueError, TypeError, OverflowError):
        raise UsageError(f"{text} is not a day. Write it as in 2023-02-17.") from None


Today = Annotated[dt.date | None, option("DAY", "Act as if it were this day, such as 2023-02-17.", parser=day)]


def day_or_today(day: dt.date | None) -> dt.date:
    """The given day or, without one, today; no other function asks for the date."""
    return day or dt.datetime.now().astimezone().date()


class FailOn(StrEnum):
    """The lowest severity at which `validate` ends with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


def values_in(given: Iterable[str]) -> list[str]:
    """The values of an option that may be repeated or contain commas, without duplicates."""
    return list(dict.fromkeys(part.strip() for value in given for part in value.split(",") if part.strip()))
