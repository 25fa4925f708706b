"""Start the command line. `--version` prints the version without loading the command line."""

import gc
import sys


def main() -> None:
    """Run poatool with the arguments of the process, and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _print_version():
        return
    from poatool.cli.entry import run

    # most values are needed until the end, so frequent garbage collection would only waste a tenth of the run
    gc.set_threshold(300_000, 20)
    code = run(sys.argv[1:])
    gc.freeze()  # otherwise Python collects once more at exit: 16 of the 134 ms of `validate` on one workbook
    sys.exit(code)


def _print_version() -> bool:
    """Print the version; False if that fails, so that the command line can say why."""
    from poatool import __version__

    try:
        print(f"poatool {__version__}", flush=True)  # noqa: T201 - starts no other module
    except (AttributeError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
