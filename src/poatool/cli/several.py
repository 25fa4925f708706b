"""Options that take several paths: `--previous returns/2021/*.xlsx`, where a shell has put many in place of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

OPTIONS = ("--previous", "--history", "--prefill")


def repeated(arguments: Sequence[str]) -> list[str]:
    """The arguments with the option before each of its paths: of those that follow it, up to the next option."""
    return list(_repeated(arguments))


def _repeated(arguments: Sequence[str]) -> Iterator[str]:
    option, given = "", False
    for argument in arguments:
        if argument.startswith("-"):
            name, equals, _ = argument.partition("=")
            option, given = name if name in OPTIONS else "", bool(equals)
        elif option and given:
            yield option
        else:
            given = True
        yield argument
