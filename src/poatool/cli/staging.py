"""Write files to disk, each completely or not at all."""

from __future__ import annotations

import glob
import hashlib
import os
import signal
import stat
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from poatool.errors import OutputError

_NO_SOURCES: Mapping[str, Path] = {}

_READ_AND_WRITE = 0o666
"""The permissions of a new file before the user's umask."""

_SUFFIX = ".tmp"
_SHORT = 40
"""How many characters of its target's name a temporary file repeats; a longer name is hashed."""


def write_all(contents: Mapping[str, bytes], folder: Path, sources: Mapping[str, Path] = _NO_SOURCES) -> None:
    """Write files into a folder. All are complete beside their targets before any target is replaced.

    `contents` are their bytes by name or by path in the folder, which is made if needed; `sources` are the files that
    some are made from. Leftovers of a killed run beside the same targets are removed. Raises OutputError if a file
    cannot be written; then no target was changed, unless the disk failed between two moves.
    """
    sweep(folder / name for name in contents)
    with staged(contents, folder, sources) as files, put_off_interrupts():
        for temporary, target in files:
            temporary.replace(target)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it. Raises OutputError if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}). {advice(error)}") from None


@contextmanager
def staged(
    contents: Mapping[str, bytes], folder: Path, sources: Mapping[str, Path] = _NO_SOURCES
) -> Iterator[list[tuple[Path, Path]]]:
    """Write complete files to disk beside their targets, and yield each with its target.

    A file keeps the permissions of the one it replaces; a new file made from a single source gets no wider ones than
    the source has. Files that were not moved in the end are removed. Raises OutputError if one cannot be written or
    moved.
    """
    files: list[tuple[Path, Path]] = []
    targets = {name: folder / name for name in contents}
    folders = [folder.parent, *dict.fromkeys((folder, *(target.parent for target in targets.values())))]
    try:
        for each in folders:
            each.mkdir(parents=True, exist_ok=True)
        for target in targets.values():
            if target.is_dir():
                raise OutputError(f"{target}: a folder of this name is in the way. Move it, or write elsewhere.")
        for name, content in contents.items():
            # Listed before it exists, so that it is removed however the run ends.
            target = targets[name]
            temporary = target.with_name(f"{_prefix(target.name)}{os.urandom(4).hex()}{_SUFFIX}")
            files.append((temporary, target))
            _create(temporary, content, *_rights(target, sources.get(name)))
        _sync(folders)
        yield files
        _sync(folders)
    except OSError as error:
        meant = {str(temporary): target for temporary, target in files}
        where = meant.get(str(error.filename), error.filename or folder)
        raise OutputError(f"{where}: cannot be written ({error.strerror}). {advice(error)}") from None
    finally:
        for temporary, _ in files:
            with suppress(OSError):  # if the folder forbids it, the first error is the one to report
                temporary.unlink(missing_ok=True)


@contextmanager
def put_off_interrupts() -> Iterator[None]:
    """Delay Ctrl-C until all files are in place; off the main thread it does not arrive anyway."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if waiting:
            signal.raise_signal(signal.SIGINT)


def sweep(targets: Iterable[Path]) -> None:
    """Remove what a killed run left beside these targets."""
    for left_over in (path for target in targets for path in left_overs(target)):
        with suppress(OSError):  # if this folder forbids it, writing will fail too
            left_over.unlink(missing_ok=True)


def left_overs(target: Path) -> list[Path]:
    """The leftovers of a killed run beside this target; empty if the folder cannot be listed."""
    try:
        return sorted(target.parent.glob(f"{glob.escape(_prefix(target.name))}*{_SUFFIX}"))
    except OSError:
        return []


def _sync(folders: Iterable[Path]) -> None:
    """Flush the names in folders to disk, where the system can."""
    for folder in folders:
        with suppress(OSError):  # Windows cannot open folders, and some disks cannot flush them
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _prefix(name: str) -> str:
    """The beginning of temporary names for a target: short enough for any file system, and unique to the target."""
    if len(name) > _SHORT:
        name = name[:_SHORT] + hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
    return f".poatool-{name}-"


def _rights(target: Path, source: Path | None) -> tuple[int, bool]:
    """The permissions of a new file, and whether they are exact or subject to the user's umask."""
    if os.path.isfile(target):
        return stat.S_IMODE(target.stat().st_mode), True
    if source is not None and os.path.isfile(source):
        return stat.S_IMODE(source.stat().st_mode) & _READ_AND_WRITE, False
    return _READ_AND_WRITE, False


def _create(path: Path, content: bytes, rights: int, exact: bool) -> None:
    """Write a new file and flush it to disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, rights | stat.S_IWUSR), "wb") as file:
        if exact:
            path.chmod(rights)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def advice(error: OSError) -> str:
    """What a user can do if a file cannot be written."""
    if isinstance(error, PermissionError):
        return "Close it in Excel or Word if it is open, or choose a folder that you may write to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "A file has the name that the folder needs: choose another place."
    if isinstance(error, FileNotFoundError):
        return "Another program is changing this folder: run the command again."
    return "Choose another --output."
