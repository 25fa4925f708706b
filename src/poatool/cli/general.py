"""The options that go before the command, wherever somebody has put them."""

from __future__ import annotations

from collections.abc import Sequence

FLAGS = ("--quiet", "-q", "--verbose", "-v")
WITH_VALUE = ("--framework", "--color")


def in_front(arguments: Sequence[str], option: str) -> list[str]:
    """The arguments with the last such option, and its value, moved to the front; unchanged where there is none."""
    before_paths = arguments.index("--") if "--" in arguments else len(arguments)
    for place in reversed(range(before_paths)):
        name, equals, _ = arguments[place].partition("=")
        if name == option and (name in WITH_VALUE or (name in FLAGS and not equals)):
            end = place + (2 if name in WITH_VALUE and not equals else 1)
            return (
                [*arguments[place:end], *arguments[:place], *arguments[end:]] if end <= before_paths else [*arguments]
            )
    return list(arguments)
