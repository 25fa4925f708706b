"""The way in."""

from __future__ import annotations

import sys


def main() -> None:
    """Run poatool with the process's arguments and exit with its code."""
    from poatool.cli.entry import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
