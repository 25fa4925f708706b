"""The lines shown on a screen."""

import io
from collections.abc import Callable
from typing import Literal

from rich.console import Console

from poatool.console import Screen


def on_terminal(
    show: Callable[[Screen], None], width: int, color_system: Literal["standard"] | None = None
) -> list[str]:
    """The lines on a terminal of this width, as a reader sees them."""
    out = io.StringIO()
    show(Screen(out, Console(file=out, width=width, color_system=color_system, force_terminal=True)))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def in_pipe(show: Callable[[Screen], None]) -> list[str]:
    out = io.StringIO()
    show(Screen(out))
    return out.getvalue().splitlines()
