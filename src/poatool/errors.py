"""Errors that stop the tool. A mistake in a cell stops nothing: it becomes a Finding."""

from typing import ClassVar


class PoatoolError(Exception):
    """The tool cannot go on; the message says where, what and what to do. The tool exits with `exit_code`."""

    exit_code: ClassVar[int] = 3  # could not run


class FrameworkError(PoatoolError):
    """The framework file cannot be used; the message gives the line and column of every fault."""


class NothingToReadError(PoatoolError):
    """A path does not exist, or no file is a submission: checking nothing must not look like a pass."""


class InputError(PoatoolError):
    """A file such as decisions.yaml cannot be used; the message gives the line and column of every fault."""


class OutputError(PoatoolError):
    """An output cannot be written; earlier content is unchanged."""


class UsageError(PoatoolError):
    """A flag, a value on the command line or a setting is wrong."""

    exit_code: ClassVar[int] = 2
