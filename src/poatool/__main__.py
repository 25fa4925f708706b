"""Start the command line. `--version` prints the version without loading the command line."""

import gc
import sys
from contextlib import suppress

from poatool import __version__


def main() -> None:
    """Run poatool with the arguments of the process, and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        with suppress(AttributeError, OSError):  # if this fails, the command line says why
            print(f"poatool {__version__}", flush=True)  # noqa: T201 - starts no other module
            return
    from poatool.cli.entry import run

    # most values are needed until the end, so frequent garbage collection would only waste a tenth of the run
    gc.set_threshold(300_000, 20)
    code = run(sys.argv[1:])
    gc.freeze()  # otherwise Python collects once more at exit: 16 of the 134 ms of `validate` on one workbook
    sys.exit(code)


if __name__ == "__main__":
    main()
