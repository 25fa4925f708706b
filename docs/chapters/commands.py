"""The page of the commands, from what the command line itself knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any

import typer

from chapters.markdown import code, page, table
from poatool.cli.app import COMMANDS, Place, Subcommands, app_for
from poatool.cli.settings import COMMANDS_WITH
from poatool.workspace.places import SUPPLIED

PATH = "docs/reference/commands.md"
ABOUT = """\
`poatool COMMAND --help` shows the same on the screen. Options of all commands may come before or after the command.
PATH is a file, or a folder that is read with everything in it; `PATH…` takes several. Results go to stdout, notes to
stderr. *Found in* says where a command finds what you leave out: in the workspace, or as a setting in
[`poatool.toml`](settings.md). [Exit codes](exit-codes.md) lists what each command ends with.
"""


def files() -> dict[str, str]:
    """The page, by its path."""
    commands = {" ".join(("poatool", *words)): _command(words) for words in _names(COMMANDS)}
    rows = ((f"[`{name}`](#{_anchor(name)})", _help(each)[0]) for name, each in commands.items())
    parts = [ABOUT, table(("command", "does"), rows), "## Options of all commands", _options(_command(()), "")]
    parts += [part for name, each in commands.items() for part in _section(name, each)]
    return {PATH: page("Commands", *parts)}


def _names(commands: Mapping[str, Place | Subcommands]) -> Iterator[tuple[str, ...]]:
    """The words of each command, including those in groups."""
    for name, each in commands.items():
        yield from ((name, *words) for words in _names(each.commands)) if isinstance(each, Subcommands) else [(name,)]


def _command(words: tuple[str, ...]) -> Any:  # noqa: ANN401 - typer names no type for it
    """A command, loaded as the command line loads it; without words, the whole of them."""
    command: Any = typer.main.get_command(app_for(words))
    for word in words:
        command = command.commands[word]
    return command


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _help(command: Any) -> list[str]:  # noqa: ANN401
    """The paragraphs on a command: what it does, its examples, and the rest."""
    return cleandoc(command.help or "").split("\n\n")


def _section(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401
    summary, examples, *details = _help(command)
    yield from (f"## {name}", summary, f"```text\n{examples}\n```", *details)
    yield _options(command, name.partition(" ")[2])


def _options(command: Any, name: str) -> str:  # noqa: ANN401
    context = typer.Context(command)
    records = ((each.name, each.get_help_record(context)) for each in command.get_params(context))
    rows = [
        _row(record[0], record[1], ", ".join(_elsewhere(key, name)))
        for key, record in records
        if record and key != "help"
    ]
    found = any(where for *_, where in rows)
    return table(("option", "meaning", "found in")[: 2 + found], (row[: 2 + found] for row in rows))


def _row(option: str, meaning: str, found_in: str) -> tuple[str, str, str]:
    """A row of the table; the words that an option takes follow its meaning."""
    option, _, words = option.partition(" <")
    choice = f" One of {code(words.removesuffix('>').split('|'))}." if words else ""
    said, bracket, default = meaning.partition("  [")
    return f"`{option}`", f"{said}{choice}{bracket}{default}", found_in


def _elsewhere(option: str, command: str) -> Iterator[str]:
    """Where a command finds the value of an option that is not given."""
    if option in SUPPLIED.get(command, {}):
        yield "workspace"
    if command in COMMANDS_WITH.get(option, ()):
        yield "setting"
