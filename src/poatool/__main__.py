"""The way in: the version at once, everything else through the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run poatool with the process's arguments and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _said_version():
        return
    from poatool.cli.entry import run

    sys.exit(run(sys.argv[1:]))


def _said_version() -> bool:
    """Print the version without loading anything else; where that fails, the command line says why."""
    from poatool import __version__

    try:
        sys.stdout.write(f"poatool {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
