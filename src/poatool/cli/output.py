"""Write results to the screen or to files, each file completely or not at all; refuse to replace submissions."""

import hashlib
import io
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.cli.options import Settings
from poatool.console import Screen
from poatool.errors import OutputError
from poatool.render.formats import CHANGES_FORMATS
from poatool.yaml_values import is_as_written

if TYPE_CHECKING:
    from poatool.render.document import Document
    from poatool.submissions.evidence.values import Evidence
    from poatool.workbooks.limits import Limits

_BY_HAND = (".yaml", ".yml", ".toml")
_PAUSE, _SOON = 0.05, 40  # seconds between two tries to be alone in a folder; how many tries before a note says so


def write(content: bytes, output: Path | None, *, force: bool | None = None) -> None:
    """Write to a file, or byte for byte to stdout if no file is given; see `refuse_replacing` and `write_all`.

    A device or pipe such as /dev/stdout is written to, never replaced; a link stays a link.
    """
    refuse_replacing(output, force=force)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif os.path.exists(output) and not (os.path.isfile(output) or os.path.isdir(output)):
        output.write_bytes(content)
    else:
        target = Path(os.path.realpath(output)) if os.path.islink(output) else output
        write_all({target.name: content}, target.parent)


def refuse_overwriting(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """Raise OutputError if an output would replace a submission; an earlier output may be replaced.

    Raises NothingToReadError if a path does not exist or contains no submission.
    """
    from poatool.submissions.intake import find

    there = [target for target in written if target is not None and os.path.exists(target)]
    originals = {os.path.realpath(source.path) for source in find(read).sources} if there else ()
    for target in there:
        if os.path.realpath(target) in originals and not _is_output(target):
            raise OutputError(f"{target}: this is one of the submissions. Choose another output.")


def _is_output(path: Path) -> bool:
    """Whether poatool wrote a file as an output."""
    from poatool.workbooks.model import OwnKind
    from poatool.workbooks.open import open_workbook

    own = open_workbook(path, str(path)).own
    return own is not None and own.kind is OwnKind.OUTPUT


def refuse_overwriting_answers(
    templates: Mapping[Path, bool], evidence: "Evidence", limits: "Limits", *, force: bool
) -> None:
    """Check that no blank template would replace a filled-in one or, without `force`, a prefilled one.

    `templates` holds the files to write; True means prefilled. Raises OutputError if one would replace such a file.
    """
    from poatool.submissions.intake import Source
    from poatool.submissions.model import RowKind
    from poatool.submissions.read import read_files

    for path, prefilled in templates.items():
        there = read_files(Source(path, str(path)), evidence, limits) if os.path.exists(path) else ()
        rows = [row for submission in there for _, row in submission.rows]
        if any(row.kind is RowKind.UPDATE for row in rows):
            raise OutputError(f"{path}: somebody has filled in this template. Move it, or choose another folder.")
        if not (prefilled or force) and any("previous_progress" in row.cells for row in rows):
            raise OutputError(f"{path}: this shows last period's answers. Add --prefill RETURNS, or --force.")


def refuse_replacing(output: Path | None, *, force: bool | None = None) -> None:
    """Raise OutputError if a file exists and is not empty, unless `force` says to replace it.

    Without an option for that (None), a text is replaced, as by other programs, unless it is a file such as
    decisions.yaml in which somebody has written; a file that is not text, such as a workbook, is kept unless it is an
    earlier output.
    """
    path = output or Path()
    if force or not os.path.isfile(path) or not (there := path.read_bytes()):
        return
    if force is False:
        raise OutputError(f"{path}: this file already exists. Choose another name, or add --force to replace it.")
    if path.suffix in _BY_HAND and not is_as_written(there):
        raise OutputError(f"{path}: somebody has written in this file. Move it, or choose another name.")
    if b"\0" in there and not _is_output(path):
        raise OutputError(f"{path}: this file is no earlier output, so it is not replaced. Choose another name.")


def on_screen(settings: Settings, output: Path | None, show: Callable[[Screen], None]) -> None:
    """Show text on the screen, or write it to a file in plain, unwrapped lines."""
    if output is None:
        show(settings.screen())
        return
    plain = io.StringIO()
    show(settings.screen(plain))
    write(plain.getvalue().encode(), output)


def show(
    settings: Settings,
    format: str,
    output: Path | None,
    text: Callable[[Screen], None],
    other: Callable[[], bytes | Mapping[str, object]],
) -> None:
    """Write a result as text, or in the `other` format asked for: its bytes, or a JSON document."""
    if format == "text":
        on_screen(settings, output, text)
        return
    from poatool.render.json import json_bytes

    made = other()
    write(made if isinstance(made, bytes) else json_bytes(made), output)


def show_changes(
    settings: Settings,
    format: str,
    output: Path | None,
    changes: "Document",
    document: Callable[[], Mapping[str, object]],
) -> None:
    """Write changes as a page in any format, or as JSON."""
    from poatool.render.changes import changes_text

    pages = {name: partial(made, changes) for name, made in CHANGES_FORMATS.items()}
    show(settings, format, output, partial(changes_text, changes), pages.get(format, document))


_READ_AND_WRITE = 0o666  # the permissions of a new file before the user's umask
_SUFFIX, _SHORT = ".tmp", 40  # how a temporary name ends; how much of a target's name it repeats at most


def write_all(
    contents: Mapping[str, bytes], folder: Path, sources: Mapping[str, Path] = {}, *, remove: Collection[Path] = ()
) -> None:
    """Write files into a folder; all are written in full beside their targets before any target is replaced.

    `contents` holds the bytes by name or by path in the folder, which is made if needed. Files in `remove` are deleted
    before the others are moved, in this order. A file keeps the permissions of the one it replaces; a new one made from
    one of the `sources` gets no wider ones. Leftovers of a killed run are removed. Raises OutputError if a
    file cannot be written; no target has changed then, unless the disk failed between two moves.
    """
    targets = {name: folder / name for name in contents}
    _delete(left for path in (*targets.values(), *remove) for left in _left_overs(path))
    staged: dict[Path, Path] = {}
    try:
        for target in targets.values():
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise OutputError(f"{target}: a folder of this name is in the way. Move it, or write elsewhere.")
        for name, content in contents.items():
            target = targets[name]
            temporary = target.with_name(f"{_prefix(target.name)}{os.urandom(4).hex()}{_SUFFIX}")
            staged[temporary] = target  # listed before it exists, so that it is removed however the run ends
            _create(temporary, content, target, sources.get(name))
        for path in (*remove, *filter(os.path.exists, targets.values())):
            path.replace(path)  # changes nothing, but Windows refuses it while a program has the file open
        with _interrupts_put_off():
            for path in remove:
                path.unlink(missing_ok=True)
            for temporary, target in staged.items():
                temporary.replace(target)
    except OSError as error:
        meant = {str(temporary): target for temporary, target in staged.items()}
        where = meant.get(str(error.filename), error.filename or folder)
        raise OutputError(f"{where}: cannot be written ({error.strerror}). {_advice(error)}") from None
    finally:
        _delete(staged)


@contextmanager
def alone_in(folder: Path, note: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other command is at work in a folder, or the nearest one above it that exists; soon say so."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    held = None
    with suppress(OSError):  # a disk without locks, or a folder that may not be read
        if sys.platform == "win32":  # where only files can be locked
            import msvcrt

            held = os.open(place / ".poatool-lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
            lock = partial(msvcrt.locking, held, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            held = os.open(place, os.O_RDONLY)
            lock = partial(fcntl.flock, held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        tried = 0
        while _is_taken(lock):
            tried += 1
            if tried == _SOON:
                note(f"Waiting for another poatool command that is at work in {place} to end.")
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)  # as the system does for a command that is killed


def _is_taken(lock: Callable[[], None]) -> bool:
    try:
        lock()
    except (BlockingIOError, PermissionError):
        return True
    return False


def path_from(folder: Path, path: Path) -> str | None:
    """The path from one folder to a file or another folder; None on Windows if that is on another disk."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return None


def _left_overs(target: Path) -> list[Path]:
    """A killed run's leftovers beside this target; empty if the folder cannot be listed."""
    start = _prefix(target.name)
    try:
        return sorted(p for p in target.parent.iterdir() if p.name.startswith(start) and p.name.endswith(_SUFFIX))
    except OSError:
        return []


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # if this fails, a more important error is being reported
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


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Delay Ctrl-C until all files are in place; only the main thread ever receives it."""
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


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Close it in Excel or Word if it is open, or choose a folder that you may write to."
    return "Choose another --output."
