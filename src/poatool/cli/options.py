"""Arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from poatool.errors import UsageError
from poatool.text import one_of

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Submissions: files, and folders of them.", show_default=False)
]
Period = Annotated[str, typer.Option("--period", "-p", metavar="PERIOD", help="The reporting period, such as 2022.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not the screen.")]
OutputFolder = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to.")]
WaiversFile = Annotated[
    Path | None, typer.Option("--waivers", metavar="FILE", help="A file of accepted findings, each with a reason.")
]
DecisionsFile = Annotated[
    Path | None, typer.Option("--decisions", metavar="FILE", help="A file of decisions: statuses, edits and others.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="PERIOD", help="The plan as it stood in this period, if not its latest state."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text} is not a day. Write it as in 2023-02-17.") from None


Today = Annotated[
    dt.date | None, typer.Option("--today", metavar="DAY", parser=_day, help="The day to use in place of today.")
]


def day_or_today(day: dt.date | None) -> dt.date:
    """The day that was given, else today; no other function reads the clock."""
    return day or dt.datetime.now().astimezone().date()


class FailOn(StrEnum):
    """The lowest severity at which `validate` ends with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


class PlanFormat(StrEnum):
    """The formats in which `framework` commands print."""

    TEXT = "text"
    JSON = "json"


class ChangesFormat(StrEnum):
    """The formats of a comparison, of plans or of submissions."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def choice(known: Iterable[str], what: str, help: str, metavar: str = "") -> object:
    """An option that takes one of these words in any case; the shell's completion offers them.

    `--help` lists them in place of the metavar, or after the help if there is one.
    """
    names = tuple(known)

    def taken(given: str) -> str:
        return one_of(given, names, what)

    def offered(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    shown, words = (metavar, f": {', '.join(names)}.") if metavar else (f"<{'|'.join(names)}>", ".")
    return typer.Option(help=help + words, metavar=shown, parser=taken, autocompletion=offered)


def split(values: Iterable[str]) -> list[str]:
    """The values of an option that may be repeated or separated by commas, without repetitions."""
    return list(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))
