"""Results to the screen or to a file, and what no output may replace: a submission, or somebody's work."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.cli.settings import Settings
from poatool.cli.staging import advice, write_all
from poatool.console import Screen
from poatool.errors import OutputError, UsageError

if TYPE_CHECKING:
    from poatool.submissions.evidence import Evidence
    from poatool.workbooks.limits import Limits


_BINARY = ("xlsx", "docx", "pdf")


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
        raise OutputError(f"{stream}: cannot be written ({error.strerror}). {advice(error)}") from None


def require_file(format: str, output: Path | None) -> None:
    """Check that no workbook is thrown at a terminal.

    Raises:
        UsageError: the format is not text, and there is no output but a terminal.
    """
    if format in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(f"--format {format} is no text for a screen. Add --output FILE, such as -o coverage.{format}.")


def refuse_overwriting(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """Check that no output would replace a submission; an earlier output may be replaced.

    Args:
        read: the files and folders of submissions, as the user gave them.
        written: the files that are to be written.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
        OutputError: a file that is to be written is one of the submissions.
    """
    there = [target for target in written if target is not None and os.path.exists(target)]
    if not there:
        return
    from poatool.submissions.intake import find
    from poatool.workbooks.model import OwnKind
    from poatool.workbooks.open import open_workbook

    originals = {os.path.realpath(source.path) for source in find(read).sources}
    for target in there:
        if os.path.realpath(target) not in originals:
            continue
        own = open_workbook(target, str(target)).own
        if own is None or own.kind is not OwnKind.OUTPUT:
            raise OutputError(f"{target}: this is one of the submissions. Write somewhere else.")


def refuse_overwriting_answers(
    templates: Mapping[Path, bool], evidence: Evidence, limits: Limits, *, force: bool
) -> None:
    """Check that no blank template would replace one with answers or, without `force`, a plain one a prefilled one.

    Args:
        templates: the files that are to be written, each with whether it is prefilled.
        evidence: how submissions are read.
        limits: how much of a file is read.
        force: whether a prefilled template may be replaced by a plain one.

    Raises:
        OutputError: there is such a file.
    """
    from poatool.submissions.intake import Source
    from poatool.submissions.model import RowKind
    from poatool.submissions.read import read_files

    for path, prefilled in templates.items():
        there = read_files(Source(path, str(path)), evidence, limits) if os.path.exists(path) else ()
        rows = [row for submission in there for _, row in submission.rows]
        if any(row.kind is RowKind.UPDATE for row in rows):
            raise OutputError(f"{path}: this has been filled in already. Move it, or write somewhere else.")
        if not (prefilled or force) and any("previous_progress" in row.cells for row in rows):
            raise OutputError(f"{path}: this shows last period's answers. Name them with --prefill, or add --force.")


def refuse_replacing(output: Path, *, force: bool) -> None:
    """Check that no file that somebody worked on would be replaced, unless the user wants that.

    Raises:
        OutputError: there is a file, and it is not empty.
    """
    if not force and os.path.isfile(output) and output.stat().st_size:
        raise OutputError(f"{output}: there is a file already. Choose another name, or add --force to replace it.")


def on_screen(settings: Settings, output: Path | None, show: Callable[[Screen], None]) -> None:
    """Show something on the screen, or write it to a file as plain, unwrapped lines."""
    if output is None:
        show(settings.screen())
        return
    plain = io.StringIO()
    show(settings.screen(plain))
    write(plain.getvalue().encode(), output)
