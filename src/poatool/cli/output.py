"""Write results to the screen or to a file; refuse to replace submissions."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.checksums import is_as_written
from poatool.cli.options import Settings
from poatool.console import Screen
from poatool.errors import OutputError
from poatool.render.formats import CHANGES_FORMATS

if TYPE_CHECKING:
    from poatool.render.document import Document
    from poatool.submissions.evidence.values import Evidence
    from poatool.workbooks.limits import Limits

_SETTINGS = (".yaml", ".yml", ".toml")


def write(content: bytes, output: Path | None, settings: Settings, *, force: bool | None = None) -> None:
    """Write to a file and say which, or byte for byte to stdout; see `refuse_replacing` and `write_all`.

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
        from poatool.cli.files import write_all

        target = Path(os.path.realpath(output)) if os.path.islink(output) else output
        write_all({target.name: content}, target.parent)
        settings.note(f"Wrote {output}")


def refuse_overwriting(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """Raise OutputError if an output would replace a submission; an earlier output may be replaced."""
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

    return (own := open_workbook(path, str(path)).own) is not None and own.kind is OwnKind.OUTPUT


def refuse_overwriting_answers(
    templates: Mapping[Path, bool], evidence: "Evidence", limits: "Limits", *, force: bool
) -> None:
    """Check that no blank template would replace one that somebody has changed or, without `force`, a prefilled one.

    `templates` holds the files to write; True means prefilled. Raises OutputError if one would replace such a file.
    """
    from poatool.submissions.intake import Source
    from poatool.submissions.read import read_file

    for path, prefilled in ((path, prefilled) for path, prefilled in templates.items() if os.path.exists(path)):
        there = read_file(Source(path, str(path)), evidence, limits)
        if (own := there.workbook.own) is None or own.changed:
            raise OutputError(f"{path}: somebody has written in this template. Move it, or choose another folder.")
        if not (prefilled or force) and any("previous_progress" in row.cells for _, row in there.rows):
            raise OutputError(
                f"{path}: this shows last period's answers. Name last period's returns with --prefill, or add --force."
            )


def refuse_replacing(output: Path | None, *, force: bool | None = None) -> None:
    """Raise OutputError if a file exists and is not empty, unless `force` says to replace it.

    Without an option for that (None), a text is replaced, as by other programs, unless it is a file such as
    decisions.yaml in which somebody has written; a file that is not text is kept unless it is an earlier output.
    """
    path = output or Path()
    if force or not os.path.isfile(path) or not (there := path.read_bytes()):
        return
    if force is False:
        raise OutputError(f"{path}: this file already exists. Choose another name, or add --force to replace it.")
    if path.suffix in _SETTINGS and not is_as_written(there, path.suffix):
        raise OutputError(f"{path}: somebody has written in this file. Move it, or choose another name.")
    if b"\0" in there and not _is_output(path):
        raise OutputError(f"{path}: this file is not an earlier output, so it is not replaced. Choose another name.")


def show(
    settings: Settings,
    format: str,
    output: Path | None,
    text: Callable[[Screen], None],
    other: Callable[[], bytes | Mapping[str, object]] = dict,
) -> None:
    """Write a result as text (to a file, unwrapped), or in the `other` format: its bytes, or a JSON document."""
    if format == "text" and output is None:
        text(settings.screen())
    elif format == "text":
        text(settings.screen(plain := io.StringIO()))
        write(plain.getvalue().encode(), output, settings)
    else:
        from poatool.render.json import json_bytes

        made = other()
        write(made if isinstance(made, bytes) else json_bytes(made), output, settings)


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
