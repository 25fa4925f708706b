"""What agencies sent is never touched: no output takes the place of a file that is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from poatool.errors import OutputError


def spare(read: Sequence[str], written: Iterable[Path | None]) -> None:
    """See that nothing that is to be written would replace a submission.

    Args:
        read: the files and folders of submissions, as the user gave them.
        written: the files that are to be written.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
        OutputError: a file that is to be written is one of the submissions.
    """
    there = [target for target in written if target is not None and target.exists()]
    if not there:
        return
    from poatool.submissions.intake import find

    originals = {source.path.resolve() for source in find(read).sources}
    for target in there:
        if target.resolve() in originals:
            raise OutputError(f"{target}: this is one of the submissions. Write somewhere else.")
