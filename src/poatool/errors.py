"""Why the tool cannot go on. What is wrong in a cell is never one of these: that is a Finding."""

from __future__ import annotations

from typing import ClassVar


class PoatoolError(Exception):
    """The tool cannot go on: one line that says where, what and what to do.

    Attributes:
        exit_code: what the process ends with; 3 is "could not run".
    """

    exit_code: ClassVar[int] = 3


class FrameworkError(PoatoolError):
    """The framework file cannot be used; the message names file, line and column of every fault."""


class NothingToReadError(PoatoolError):
    """No such file, or no submission among the paths given. Nothing checked is never a pass."""


class InputError(PoatoolError):
    """A file given beside the submissions cannot be used; the message names the line and column of every fault."""


class OutputError(PoatoolError):
    """An output cannot be written; what stood there before is untouched."""


class UsageError(PoatoolError):
    """A flag or a value on the command line is wrong."""

    exit_code: ClassVar[int] = 2
