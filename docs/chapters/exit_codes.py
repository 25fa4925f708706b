"""The page of exit codes; the numbers are those of the code."""

from __future__ import annotations

from chapters.markdown import page, table
from poatool.cli.entry import BROKEN_PIPE, BUG, STOPPED
from poatool.errors import PoatoolError, UsageError

PATH = "docs/reference/exit-codes.md"
FINDINGS = 1
ABOUT = """\
Every command ends with one of these. A file that cannot be read, or was refused, is a finding, and does not stop the
others.
"""
CODES = {
    0: "Clean.",
    FINDINGS: "Something needs attention: see below.",
    UsageError.exit_code: "Wrong usage: an unknown option, or a value or a setting out of range.",
    PoatoolError.exit_code: "Could not run: no such file, no submission or no row to check in the paths, a framework "
    "file or another file of yours with faults, an output that cannot be written or replaced.",
    BUG: "A bug in poatool. `--debug` shows the traceback.",
    STOPPED: "Stopped with Ctrl-C. Nothing is left half-written.",
    BROKEN_PIPE: "The program that read the output, such as `head`, closed it.",
}
ATTENTION = {
    "validate": "a finding at or above `--fail-on` that is neither waived nor in the baseline",
    "compile": "an update was set aside, a workbook was refused, or `--strict` or `--final` wrote nothing",
    "gaps": "the share of actions reported on is below `--fail-under`, or a workbook was refused",
    "status": "an agency owes something, or a file is from an unknown agency",
    "verify": "a file of the report or an input has changed or is missing, or the report made again is different",
    "close": "`--final` wrote nothing",
    "trace": "no update has this id or these words",
    "framework resolve": "a text does not resolve to actions in force",
    "framework check": "the file has an error",
}


def files() -> dict[str, str]:
    """The page, by its path."""
    parts = (
        ABOUT,
        table(("code", "meaning"), ((f"{code}", meaning) for code, meaning in CODES.items())),
        "## What ends with 1",
        table(("command", "if"), ((f"`{command}`", meaning) for command, meaning in ATTENTION.items())),
        "`diff` ends with 0 whatever changed.",
    )
    return {PATH: page("Exit codes", *parts)}
