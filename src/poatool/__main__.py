"""The way in: the version at once, everything else through the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run poatool with the process's arguments and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from poatool import __version__

        sys.stdout.write(f"poatool {__version__}\n")
        return
    from poatool.cli.entry import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
