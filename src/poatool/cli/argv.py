"""What a command line may look like beyond what typer parses.

Options of all commands may also stand behind the command: `poatool validate returns --quiet`. Several paths may follow
an option whose help shows `PATH…`, as a shell puts them in place of a pattern: `--previous returns/2021/*.xlsx`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence


def hoist_globals(arguments: Sequence[str], flags: Collection[str], with_value: Collection[str]) -> list[str]:
    """Move these options, and their values, to the front. What stands behind `--` stays."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in flags or (name in with_value and equals):
            front.append(argument)
        elif name in with_value and (value := next(waiting, None)) is not None:
            front += [argument, value]
        else:
            rest.append(argument)
    return front + rest


def expand_multi(arguments: Sequence[str], options: Collection[str]) -> list[str]:
    """Repeat one of these options before each of the paths that follow it, up to the next option."""
    return list(_expanded(arguments, options))


def _expanded(arguments: Sequence[str], options: Collection[str]) -> Iterator[str]:
    option, given = "", False
    for argument in arguments:
        if argument.startswith("-"):
            name, equals, _ = argument.partition("=")
            option, given = name if name in options else "", bool(equals)
        elif option and given:
            yield option
        else:
            given = True
        yield argument
