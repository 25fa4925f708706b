"""Write results to the screen or a file; refuse to replace submissions or edited files."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.cli.settings import Settings
from poatool.cli.staging import advice, write_all
from poatool.console import Screen
from poatool.errors import OutputError, UsageError

if TYPE_CHECKING:
    from poatool.framework.model import Framework
    from poatool.render.changes import ChangesPage
    from poatool.submissions.evidence import Evidence
    from poatool.workbooks.limits import Limits

_BINARY = ("xlsx", "docx", "pdf")


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, or byte for byte to stdout if no file is given.

    A device or pipe such as /dev/stdout is written to, never replaced; a link stays a link. Raises OutputError if the
    file cannot be written; its earlier content is then unchanged.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif os.path.exists(output) and not (os.path.isfile(output) or os.path.isdir(output)):
        try:
            output.write_bytes(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{output}: cannot be written ({error.strerror}). {advice(error)}") from None
    else:
        target = Path(os.path.realpath(output)) if os.path.islink(output) else output
        write_all({target.name: content}, target.parent)


def require_file(format: str, output: Path | None) -> None:
    """Raise UsageError if a workbook would be printed to a terminal."""
    if format in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(
            f"--format {format} cannot be shown on a screen. Add --output FILE, such as -o coverage.{format}."
        )


def refuse_overwriting(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """Check that no output would replace a submission; an earlier output may be replaced.

    Raises NothingToReadError if a path does not exist or contains no submission; OutputError if a file to write is one
    of the submissions.
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
            raise OutputError(f"{target}: this is one of the submissions. Choose another output.")


def refuse_overwriting_answers(
    templates: Mapping[Path, bool], evidence: Evidence, limits: Limits, *, force: bool
) -> None:
    """Check that no blank template would replace a filled-in one or, without `force`, a prefilled one.

    `templates` holds the files to write; True means prefilled. Raises OutputError if any would.
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
            raise OutputError(f"{path}: this shows last period's answers. Name them with --prefill, or add --force.")


def refuse_replacing(output: Path, *, force: bool) -> None:
    """Raise OutputError if a file exists and is not empty, unless the user asked to replace it."""
    if not force and os.path.isfile(output) and output.stat().st_size:
        raise OutputError(f"{output}: this file already exists. Choose another name, or add --force to replace it.")


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
    **others: Callable[[], bytes | Mapping[str, object]],
) -> None:
    """Write a result as text or in another format; the JSON document is built only if wanted."""
    if format == "text":
        on_screen(settings, output, text)
        return
    from poatool.render.json import json_bytes

    made = others[format]()
    write(made if isinstance(made, bytes) else json_bytes(made), output)


def show_changes(
    settings: Settings,
    format: str,
    output: Path | None,
    changes: ChangesPage,
    plan: Framework,
    document: Callable[[], Mapping[str, object]],
) -> None:
    """Write changes as a page in any format, or as JSON."""
    from poatool.render.changes import changes_html, changes_markdown, changes_text

    show(
        *(settings, format, output, partial(changes_text, changes)),
        markdown=partial(changes_markdown, changes),
        html=partial(changes_html, changes, plan),
        json=document,
    )
