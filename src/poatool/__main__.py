"""The way in: the version at once, everything else through the command line."""

from __future__ import annotations

import sys
from contextlib import suppress


def main() -> None:
    """Run poatool with the process's arguments and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _said_version():
        return
    from poatool.cli.entry import run

    _leave(run(sys.argv[1:]))


def _said_version() -> bool:
    """Print the version without loading anything else; where that fails, the command line says why."""
    from poatool import __version__

    try:
        sys.stdout.write(f"poatool {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


def _leave(code: int) -> None:
    """End the process once all is said and tidied up.

    Python would take down every object first, which takes a fifth of the time of a short command.
    """
    import atexit
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: Ctrl-C has nothing more to stop
    atexit._run_exitfuncs()  # noqa: SLF001 - what libraries have asked for is still done
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
