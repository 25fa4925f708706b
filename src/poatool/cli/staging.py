"""Write files to disk, each completely or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from poatool.errors import OutputError

_NO_SOURCES: Mapping[str, Path] = {}

_READ_AND_WRITE = 0o666
"""The permissions of a new file before the user's umask."""

_SUFFIX = ".tmp"
_SHORT = 40
"""How many characters of the target's name a temporary file repeats; a longer name is hashed."""


def write_all(
    contents: Mapping[str, bytes],
    folder: Path,
    sources: Mapping[str, Path] = _NO_SOURCES,
    *,
    record: str = "",
    remove: Collection[Path] = (),
) -> None:
    """Write files into a folder. All are complete beside their targets before any target is replaced.

    A file keeps the permissions of the one it replaces. A new file made from one of the `sources` gets no wider
    permissions than its source. Leftovers of a killed run beside the same targets are removed. Raises OutputError if a
    file cannot be written; no target has changed then, unless the disk failed between two moves.

    Args:
        contents: the bytes of the files by name or by path in the folder, which is made if needed.
        folder: where they go.
        sources: the files that some are made from.
        record: the file that is moved last. It stays beside its target if another cannot be moved.
        remove: files to delete before that.
    """
    targets = {name: folder / name for name in contents}
    stopped = left_overs(targets[record]) if record else []
    _delete(left for name, path in targets.items() if name != record for left in left_overs(path))
    _delete(left for path in remove for left in left_overs(path))
    folders = [folder.parent, *dict.fromkeys((folder, *(target.parent for target in targets.values())))]
    staged: dict[Path, Path] = {}
    try:
        for each in folders:
            each.mkdir(parents=True, exist_ok=True)
        for target in targets.values():
            if target.is_dir():
                raise OutputError(f"{target}: a folder of this name is in the way. Move it, or write elsewhere.")
        for name, content in contents.items():
            target = targets[name]
            temporary = target.with_name(f"{_prefix(target.name)}{os.urandom(4).hex()}{_SUFFIX}")
            staged[temporary] = target  # listed before it exists, so that it is removed however the run ends
            _create(temporary, content, target, sources.get(name))
        _sync(folders)
        with _interrupts_put_off():
            last = next((temporary for temporary, target in staged.items() if target == targets.get(record)), None)
            place = staged.pop(last) if last else None
            for temporary, target in staged.items():
                temporary.replace(target)
            for path in remove:
                path.unlink(missing_ok=True)
            if last and place:
                last.replace(place)
            _delete(stopped)
        _sync(folders)
    except OSError as error:
        meant = {str(temporary): target for temporary, target in staged.items()}
        where = meant.get(str(error.filename), error.filename or folder)
        raise OutputError(f"{where}: cannot be written ({error.strerror}). {advice(error)}") from None
    finally:
        _delete(staged)


def left_overs(target: Path) -> list[Path]:
    """A killed run's leftovers beside this target; empty if the folder cannot be listed."""
    start = _prefix(target.name)
    try:
        return sorted(p for p in target.parent.iterdir() if p.name.startswith(start) and p.name.endswith(_SUFFIX))
    except OSError:
        return []


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # if its folder forbids this, there is another error to report
            path.unlink(missing_ok=True)


def _prefix(name: str) -> str:
    """The start of temporary names for a target: short enough for any file system, and unique to the target."""
    if len(name) > _SHORT:
        name = name[:_SHORT] + hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
    return f".poatool-{name}-"


def _create(path: Path, content: bytes, target: Path, source: Path | None) -> None:
    """Write a new file and flush it to disk, with the permissions of its target, or else of its source."""
    rights = _READ_AND_WRITE
    if there := os.path.isfile(target):
        rights = stat.S_IMODE(target.stat().st_mode)
    elif source is not None and os.path.isfile(source):
        rights &= source.stat().st_mode
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, rights | stat.S_IWUSR), "wb") as file:
        if there:
            path.chmod(rights)  # whatever the user's umask
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folders: Iterable[Path]) -> None:
    """Flush the folders' lists of names to disk, where the system can."""
    for folder in folders:
        with suppress(OSError):  # Windows cannot open folders, and some disks cannot flush them
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Delay Ctrl-C until all files are in place; outside the main thread it never arrives."""
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


def advice(error: OSError) -> str:
    """What a user can do if a file cannot be written."""
    if isinstance(error, PermissionError):
        return "Close it in Excel or Word if it is open, or choose a folder that you may write to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "A file already has the name of the folder: choose another place."
    if isinstance(error, FileNotFoundError):
        return "Another program is changing this folder: run the command again."
    return "Choose another --output."
