"""What agencies sent is never touched: no output takes the place of a file that is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.errors import OutputError

if TYPE_CHECKING:
    from poatool.submissions.columns import Columns
    from poatool.workbooks.limits import Limits


def spare(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """See that nothing that is to be written would replace a submission.

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

    originals = {os.path.realpath(source.path) for source in find(read).sources}
    for target in there:
        if os.path.realpath(target) in originals:
            raise OutputError(f"{target}: this is one of the submissions. Write somewhere else.")


def spare_answers(templates: Iterable[Path], columns: Columns, limits: Limits) -> None:
    """See that no blank template would replace one that has been filled in.

    Raises:
        OutputError: a file that is to be written is there and has answers in it.
    """
    from poatool.submissions.intake import Source
    from poatool.submissions.model import RowKind
    from poatool.submissions.read import read_files

    for path in templates:
        there = read_files(Source(path, str(path)), columns, limits) if os.path.exists(path) else ()
        if any(row.kind is RowKind.UPDATE for submission in there for _, row in submission.rows):
            raise OutputError(f"{path}: this has been filled in already. Move it, or write somewhere else.")
