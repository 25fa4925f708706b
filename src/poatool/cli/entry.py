"""Run a command line and return its exit code. Exceptions become lines on the screen only here."""

import errno
import sys
from typing import TYPE_CHECKING

from poatool.console import discard_output, fitted, never_fail_to_print
from poatool.errors import PoatoolError, UsageError

if TYPE_CHECKING:
    from typer.exceptions import TyperException

BUG = 70
STOPPED = 130  # what shells expect after Ctrl-C
BROKEN_PIPE = 141  # what shells expect after a broken pipe
_NO_READER = (errno.EPIPE, errno.EINVAL)  # the second code is for Windows
_NO_MEMORY = "There is not enough memory. Close other programs, or check fewer files at once."


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code: 0 clean, 1 findings, 2 wrong usage, 3 could not run, 70 a bug."""
    try:
        never_fail_to_print()
        if sys.platform == "win32":
            from glob import glob  # Windows shells leave patterns such as `back/*.xlsx` to each program

            arguments = [path for each in arguments for path in (sorted(glob(each)) if "*" in each else []) or [each]]  # noqa: PTH207 - it keeps paths as typed
        code = _command(arguments or ["--help"])
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the user gets one line
        if isinstance(error, OSError) and error.errno in _NO_READER and error.filename is None:
            discard_output()
            return BROKEN_PIPE
        if "--debug" in arguments:
            import traceback

            traceback.print_exception(error)
        line, code = _explained(error)
        from poatool.text import visible

        sys.stderr.write(fitted(f"poatool: {visible(line)}", sys.stderr) + "\n")
    return code


def _command(arguments: list[str]) -> int:
    from typer.exceptions import Abort, Exit, TyperException

    from poatool.cli.app import app_for

    try:
        code: object = app_for(arguments)(arguments, prog_name="poatool", standalone_mode=False)
    except TyperException as error:
        raise UsageError(_misused(error)) from error
    except Exit as done:
        code = done.exit_code
    except Abort:
        raise KeyboardInterrupt from None
    except SystemExit as done:  # typer and rich exit on their own, with 1 when the reader of a pipe goes away
        if done.code:
            raise BrokenPipeError(errno.EPIPE, "nobody reads on") from None
        return 0
    if code == STOPPED:  # typer turns Ctrl-C into this code
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _explained(error: BaseException) -> tuple[str, int]:
    match error:
        case KeyboardInterrupt():
            return "Stopped. Nothing was left half-written.", STOPPED
        case PoatoolError():
            return str(error), error.exit_code
        case OSError():
            line = _refused_by_system(error)
        case MemoryError():
            line = _NO_MEMORY
        case RecursionError():
            line = "A file is nested too deeply to be read. Check the settings and the plan first."
        case ImportError() if "failed to map segment" in str(error):  # a compiled library ran out of memory
            line = _NO_MEMORY
        case ImportError():
            line = f"A part of poatool cannot be loaded ({error}). Install it again."
        case ValueError() if "null byte" in str(error) or "null character" in str(error):
            line = "A path has a NUL character in it. Correct the path."
        case _:
            kind = type(error).__name__
            return f"This is a bug in poatool ({kind}). Run it again with --debug, and report what it shows.", BUG
    return line, PoatoolError.exit_code


def _refused_by_system(error: OSError) -> str:
    """What to say about an error that no command explained; without a file name, the error is about stdout."""
    reason = error.strerror or str(error)
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return f"The system allows no more open files ({reason}). Close other programs, or raise `ulimit -n`."
    if error.filename is not None:
        return f"{error.filename}: cannot be used ({reason}). Check that it is there and that you may use it."
    if error.errno == errno.ENOENT:
        return "The current folder has been deleted. Change to another one."
    discard_output()
    return f"The results cannot be written ({reason}). Make room, or use --output."


def _misused(error: "TyperException") -> str:
    from poatool.workspace.places import SUPPLIED

    context = getattr(error, "ctx", None)
    where = context.command_path if context else "poatool"
    what = " ".join(error.format_message().split())
    missing = getattr(getattr(error, "param", None), "name", None) if what.startswith("Missing") else None
    supplied = SUPPLIED.get((context and context.info_name) or "", {})
    if supplied and missing in ("period", *supplied):
        what += " In a workspace it is not needed: change to one, or make one with: poatool init DIR"
    general = {name for each in context.find_root().command.params for name in each.opts} if context else ()
    if getattr(error, "option_name", None) in general:
        what = f"{what}. Put it before the command, directly after “poatool”."
    return f"{what}\nSee: {where} --help"
