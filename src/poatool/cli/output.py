"""Results to the screen or to a file. A file is replaced whole or not at all."""

from __future__ import annotations

import glob
import hashlib
import io
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from poatool.cli.settings import Settings
from poatool.console import Screen
from poatool.errors import OutputError

_SUFFIX = ".tmp"
_SHORT = 40
"""Characters of a name that a file beside it bears in full."""


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, or to stdout where there is none, byte for byte.

    A device or a pipe, such as /dev/stdout, is written to and never replaced; a link stays a link.

    Raises:
        OutputError: the file cannot be written; what stood there before is untouched.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif os.path.exists(output) and not (os.path.isfile(output) or os.path.isdir(output)):
        _pour(content, output)
    else:
        target = Path(os.path.realpath(output)) if os.path.islink(output) else output
        write_all({target.name: content}, target.parent)


def _pour(content: bytes, stream: Path) -> None:
    try:
        stream.write_bytes(content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{stream}: cannot be written ({error.strerror}). {_advice(error)}") from None


def on_screen(settings: Settings, output: Path | None, show: Callable[[Screen], None]) -> None:
    """Show something on the screen, or write the same as plain unwrapped lines to a file."""
    if output is None:
        show(settings.screen())
        return
    plain = io.StringIO()
    show(settings.screen(plain))
    write(plain.getvalue().encode(), output)


def write_all(contents: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, made if need be: all are complete beside their targets before any is replaced.

    What a killed run left beside the same targets is removed.

    Raises:
        OutputError: one cannot be written; no target has been touched, unless the disk failed between two of them.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in contents:
            if (folder / name).is_dir():
                raise OutputError(f"{folder / name}: a folder of this name is in the way. Move it, or write elsewhere.")
            _sweep(name, folder)
        for name, content in contents.items():
            # Known before it exists, so that whatever ends the run from here on removes it.
            temporary = folder / f"{_prefix(name)}{secrets.token_hex(4)}{_SUFFIX}"
            staged.append((temporary, folder / name))
            _create(temporary, content)
        for temporary, target in staged:
            temporary.replace(target)
    except OSError as error:
        targets = {str(temporary): target for temporary, target in staged}
        where = targets.get(str(error.filename), error.filename or folder)
        raise OutputError(f"{where}: cannot be written ({error.strerror}). {_advice(error)}") from None
    finally:
        for temporary, _ in staged:
            with suppress(OSError):  # a folder may let nothing be removed; what went wrong before is what is said
                temporary.unlink(missing_ok=True)


def _sweep(name: str, folder: Path) -> None:
    """Remove what a killed run left beside this target; what another run is writing beside others stays."""
    for left_over in folder.glob(f"{glob.escape(_prefix(name))}*{_SUFFIX}"):
        left_over.unlink(missing_ok=True)


def _prefix(name: str) -> str:
    """How files beside a target begin; short enough for any file system, and no other's, however long its name is."""
    if len(name) > _SHORT:
        name = name[:_SHORT] + hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
    return f".poatool-{name}-"


def _create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, down to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Close it in Excel or Word if it is open, or choose a folder that you may write to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "A file is in the way of a folder: choose another place."
    if isinstance(error, FileNotFoundError):
        return "Another program is at work in this folder: run the command again."
    return "Choose another --output."
