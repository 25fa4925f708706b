"""Runs a command line to its exit code; the one place where errors become a line on the screen."""

from __future__ import annotations

import _thread
import codecs
import contextlib
import gc
import io
import os
import sys
import time
import unicodedata
from typing import TYPE_CHECKING

from poatool.errors import PoatoolError, UsageError

if TYPE_CHECKING:
    from typer.exceptions import TyperException

STOPPED = 130
"""What a shell expects of a program that Ctrl-C stopped."""

_COLLECT_AFTER = 10_000_000
"""New objects between two runs of the garbage collector; Python's 700 cost a tenth of a short command."""

_A_MOMENT = 0.01
"""Seconds in which an object is surely tidied up."""

BROKEN_PIPE = 141
"""What a shell expects of a program whose reader went away."""


def run(arguments: list[str]) -> int:
    """Run one command: 0 clean, 1 findings, 2 wrong usage, 3 could not run."""
    try:
        _start_light()
        _never_fail_to_print()
        code = _command(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _complain("Stopped. Nothing was left half-written.", STOPPED)
    except BrokenPipeError:
        _drop_what_is_unsaid()
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is not None:
            raise
        _drop_what_is_unsaid()
        return _complain(f"The results cannot be written out ({error.strerror}). Make room, or use --output.", 3)
    return code


def _command(arguments: list[str]) -> int:
    from typer.exceptions import Abort, Exit, TyperException

    try:
        code = _called(arguments or ["--help"])
    except PoatoolError as error:
        return _complain(f"{error}{_also_from(error)}", error.exit_code)
    except TyperException as error:
        return _complain(_misused(error), error.exit_code)
    except Exit as done:
        return done.exit_code
    except Abort:
        raise KeyboardInterrupt from None
    except SystemExit as done:  # typer and rich end the process themselves: with 1 when a reader goes away
        if not done.code:
            return 0
        raise BrokenPipeError from None
    if code == STOPPED:  # what typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _misused(error: TyperException) -> str:
    """What is wrong with a command line, and where to read how it goes."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "poatool"
    what = " ".join(error.format_message().split())
    general = {name for each in context.find_root().command.params for name in each.opts} if context else ()
    if getattr(error, "option_name", None) in general:
        what = f"{what}. It goes before the command, right behind “poatool”."
    return f"{what}\nSee: {where} --help"


def _also_from(error: PoatoolError) -> str:
    """Where else a wrong option may have come from: the settings, where there are any."""
    if not isinstance(error, UsageError):
        return ""
    from pathlib import Path

    import typer

    from poatool.cli.config import find

    settings = find(Path(), Path(typer.get_app_dir("poatool")))
    return f" Options are also taken from {settings}." if settings and str(settings) not in str(error) else ""


def _called(arguments: list[str]) -> object:
    """Run the command; an option that goes before it may also stand behind it."""
    from typer.exceptions import TyperException

    from poatool.cli.general import in_front

    try:
        return _parsed(arguments)
    except TyperException as error:
        if (moved := in_front(arguments, getattr(error, "option_name", ""))) == arguments:
            raise
    return _called(moved)


def _parsed(arguments: list[str]) -> object:
    """Run the command. Where several paths stand behind one option, all are its, if the command has others."""
    from typer.exceptions import TyperException

    from poatool.cli.app import app_for
    from poatool.cli.several import repeated

    app = app_for(arguments)
    if (several := repeated(arguments)) != arguments:
        with contextlib.suppress(TyperException):
            return app(several, prog_name="poatool", standalone_mode=False)
    return app(arguments, prog_name="poatool", standalone_mode=False)


def _drop_what_is_unsaid() -> None:
    """Point stdout at nothing: Python writes the rest as it ends, and a library's cleaning up may fail once more."""
    sys.unraisablehook = lambda _: None
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _start_light() -> None:
    """A command is short: its objects live to its end, and nobody's pydantic plugins belong in it."""
    gc.set_threshold(_COLLECT_AFTER)
    sys.unraisablehook = _raise_again
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _raise_again(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C that falls into the tidying up of an object would be lost there: raise it once more, when that is done."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_soon, ())
    else:
        sys.__unraisablehook__(lost)


def _interrupt_soon() -> None:
    time.sleep(_A_MOMENT)
    _thread.interrupt_main()


def _complain(message: str, code: int) -> int:
    from poatool.text import visible

    sys.stderr.write(f"poatool: {visible(message)}\n")
    return code


def _never_fail_to_print() -> None:
    """A letter that a console cannot show loses its accent, and a service without a console has nobody to tell."""
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    codecs.register_error("poatool.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="poatool.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    plain = "".join(c if c.isascii() else "" if unicodedata.combining(c) else _PUNCTUATION.get(c, "?") for c in letters)
    return plain, error.end


_PUNCTUATION = {"…": "...", "→": "->", **dict(zip("“”‘’–—✓•│├└─", "\"\"''--v*||`-", strict=True))}
