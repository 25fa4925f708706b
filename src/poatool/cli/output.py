"""Write results to the screen, to a file, or into a folder (all files or none); refuse to replace submissions."""

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
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from poatool.checksums import MARKED, is_as_written, with_checksum
from poatool.cli.settings import Settings
from poatool.console import Screen
from poatool.errors import OutputError
from poatool.render.formats import CHANGES_FORMATS
from poatool.workspace.places import AMONG_RETURNS

if TYPE_CHECKING:
    from poatool.render.document import Document

_CLOSE_IT = "Close it in Excel or Word if it is open, or choose a folder that you may write to."
_OF_FORMATS = (".csv", ".html", ".json", ".md", ".sarif", ".xlsx", ".xml")  # endings of files without plain text
_READ_AND_WRITE = 0o666  # the permissions of a new file before the user's umask
_TRIES, _PAUSE = 20, 0.05  # how often to try to replace a file that is in use, and the seconds between attempts
_SUFFIX, _SHORT = ".tmp", 40  # the end of a temporary name; how much of a longer target's name it keeps


def write_all(
    contents: Mapping[str, bytes], folder: Path, sources: Mapping[str, Path] = {}, *, remove: Collection[Path] = ()
) -> None:
    """Write files into a folder; all are written in full beside their targets before any target is replaced.

    `contents` holds the bytes by path in the folder, which is made if needed. Files in `remove` are deleted
    before the last other file is moved into place. A file keeps the permissions of the file it replaces; a new file
    made from one of the `sources` gets no wider permissions than its source. Leftovers of a killed run are removed.
    Raises OutputError if a file cannot be written; then no target has changed, unless the disk failed between two
    moves.
    """
    targets = {name: folder / name for name in contents}
    staged: dict[Path, Path] = {}
    try:
        for target in targets.values():
            target.parent.mkdir(parents=True, exist_ok=True)
        for path in (*targets.values(), *remove):
            _delete(left for left in path.parent.glob(f"*{_SUFFIX}") if left.name.startswith(_prefix(path.name)))
            _require_replaceable(path)
        for name, target in targets.items():
            temporary = target.with_name(f"{_prefix(target.name)}{os.urandom(4).hex()}{_SUFFIX}")
            staged[temporary] = target  # recorded before it exists, so that it is removed however the run ends
            _create(temporary, contents[name], target, sources.get(name))
        for path in (*remove, *filter(os.path.exists, targets.values())):
            _move(path, path)  # changes nothing, but Windows refuses it while a program has the file open
        with _interrupts_delayed():
            moves = [*staged.items()]
            for move in moves[:-1]:
                _move(*move)
            for path in remove:
                path.unlink(missing_ok=True)
            for move in moves[-1:]:
                _move(*move)
    except OSError as error:
        meant = {str(temporary): target for temporary, target in staged.items()}
        advice = _CLOSE_IT if isinstance(error, PermissionError) else "Choose another folder."
        where = meant.get(str(error.filename), error.filename or folder)
        raise OutputError(f"{where}: cannot be written ({error.strerror}). {advice}") from None
    finally:
        _delete(staged)


def write_drafts(
    contents: Mapping[str, bytes], folder: Path, sources: Mapping[str, Path] = {}, *, remove: Collection[Path] = ()
) -> None:
    """Write files that people may edit; raise OutputError if somebody has edited one of them. See `write_all`."""
    for path in (folder / name for name in contents):
        drafted = path.suffix in (*MARKED, ".yaml")
        if drafted and os.path.isfile(path) and not is_as_written(path.read_bytes(), path.suffix):
            message = "somebody has edited this file, or saved it again. To keep the changes, move the file elsewhere."
            raise OutputError(f"{path}: {message}")
    marked = {n: with_checksum(data, PurePath(n).suffix) for n, data in contents.items() if n.endswith(MARKED)}
    write_all({**contents, **marked}, folder, sources, remove=remove)


def checksum(path: Path) -> str | None:
    """The SHA-256 checksum of a file; None if it cannot be read, or is a pipe, which can be read only once."""
    if not os.path.isfile(path):
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def path_from(folder: Path, path: Path) -> str | None:
    """The path from one folder to a file or another folder; None on Windows if they are on different disks."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return None


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


def _require_replaceable(path: Path) -> None:
    """Raise OutputError if a folder is in the way or, on Windows, a read-only file."""
    if path.is_dir():
        raise OutputError(f"{path}: a folder of this name is in the way. Move it, or write elsewhere.")
    if sys.platform == "win32" and os.path.exists(path) and not os.access(path, os.W_OK):
        raise OutputError(f"{path}: this file is read-only. Clear that in its properties, or write elsewhere.")


def _move(path: Path, target: Path) -> None:
    """Replace a file; on Windows, try often, as virus scanners and OneDrive keep new files open for a moment."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            path.replace(target)
            return
        time.sleep(_PAUSE)
    path.replace(target)


@contextmanager
def _interrupts_delayed() -> Iterator[None]:
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


_SETTINGS = (".yaml", ".yml", ".toml")


def write(content: bytes, output: Path | None, settings: Settings, *, force: bool | None = None) -> None:
    """Write to a file and print its name or, without a file, write to stdout; see `refuse_replacing` and `write_all`.

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
        settings.note(f"Wrote {output}")


def spare_submissions(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """Raise OutputError if an output would replace a submission; an earlier output may be replaced."""
    from poatool.submissions.sources import find

    there = [target for target in written if target is not None and os.path.exists(target)]
    originals = {os.path.realpath(source.path) for source in find(read).sources} if there else ()
    for target in there:
        if os.path.realpath(target) in originals and not _is_output(target):
            raise OutputError(f"{target}: this is one of the submissions. Choose another output.")


def keep_apart(folders: Iterable[Path | None], returns: Iterable[str]) -> None:
    """Raise OutputError if one of these returns is in a folder that a command writes to."""
    on_disks = [on_disk(path) for path in returns]
    homes = {each for path in on_disks for each in (path.parent.resolve(), path.resolve().parent)}
    for folder in folders:
        if folder is not None and folder.resolve() in homes:
            raise OutputError(AMONG_RETURNS.format(folder))


def on_disk(path: str) -> Path:
    """The file on disk at a submission's path: the submission or, for `a.zip/b.xlsx`, the zip."""
    return next((parent for parent in Path(path).parents if os.path.isfile(parent)), Path(path))


def _is_output(path: Path) -> bool:
    from poatool.workbooks.model import OwnKind
    from poatool.workbooks.open import open_workbook

    return (own := open_workbook(path, str(path)).own) is not None and own.kind is OwnKind.OUTPUT


def refuse_replacing(output: Path | None, *, force: bool | None = None) -> None:
    """Raise OutputError if a file exists and is not empty, unless `force` says to replace it.

    If a command has no option for `force` (None), text is replaced, except YAML or TOML that somebody has edited. Any
    other file is replaced only if it is an earlier output.
    """
    path = output or Path()
    if force or not os.path.isfile(path) or not (there := path.read_bytes()):
        return
    if force is False:
        raise OutputError(f"{path}: this file already exists. Choose another name, or add --force to replace it.")
    if path.suffix in _SETTINGS and not is_as_written(there, path.suffix):
        raise OutputError(f"{path}: somebody has edited this file. Move it, or choose another name.")
    if b"\0" in there and not _is_output(path):
        raise OutputError(f"{path}: this file is not an earlier output, so it is not replaced. Choose another name.")


def show(
    settings: Settings,
    format: str,
    output: Path | None,
    text: Callable[[Screen], None],
    other: "Callable[[], bytes | Mapping[str, object] | Document]" = dict,
) -> None:
    """Write a result as text (unwrapped in a file), or as the bytes, the JSON or the page that `other` makes."""
    if format == "text" and output is None:
        text(settings.screen())
    elif format == "text":
        text(settings.screen(plain := io.StringIO()))
        write(plain.getvalue().encode(), output, settings)
        if output and output.suffix.casefold() in _OF_FORMATS:
            settings.note(f"{output} has plain text, whatever its ending says. Add --format for another format.")
    else:
        from poatool.render.json import json_bytes

        made = other()
        made = CHANGES_FORMATS[format](made) if isinstance(made, tuple) else made
        write(made if isinstance(made, bytes) else json_bytes(made), output, settings)
