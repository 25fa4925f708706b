"""Bring the arguments of a command line into the order that the parser expects."""

from collections.abc import Collection, Sequence


def hoist_globals(arguments: Sequence[str], flags: Collection[str], with_value: Collection[str]) -> list[str]:
    """Move these options and their values to the front, as in `validate DIR --quiet`. Arguments after `--` stay."""
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
    """Repeat an option before each further path: `--previous a b` becomes `--previous a --previous b`."""
    expanded: list[str] = []
    option, given = "", False
    for argument in arguments:
        if argument.startswith("-"):
            name, equals, _ = argument.partition("=")
            option, given = name if name in options else "", bool(equals)
        elif option and given:
            expanded.append(option)
        else:
            given = True
        expanded.append(argument)
    return expanded
