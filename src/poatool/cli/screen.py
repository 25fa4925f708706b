"""The screen as the commands write to it."""

from __future__ import annotations

from rich.console import Console


class Screen(Console):
    """A rich console that leaves it to the command line's own ending what happens when a reader goes away."""

    def on_broken_pipe(self) -> None:
        """Go on as for any other write, where rich would end the process with the code of findings.

        Raises:
            BrokenPipeError: always.
        """
        raise BrokenPipeError
