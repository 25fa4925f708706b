"""From the paths that a user gives to the submissions among them, and what the rules found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from poatool import pipeline
from poatool.cli.accepting import read_waivers
from poatool.cli.settings import Settings
from poatool.console import progress_bar
from poatool.errors import NothingToReadError
from poatool.framework.edition import Edition
from poatool.pipeline import Checked
from poatool.submissions.intake import OWN_ENDINGS, Source, find, is_spreadsheet, left_alone_in
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.limits import DEFAULT


def checked(
    paths: Sequence[str],
    edition: Edition,
    settings: Settings,
    *,
    codes: Collection[str] | None = None,
    previous: Sequence[str] = (),
    waivers: Path | None = None,
) -> Checked:
    """Read and check every submission among the paths; of the `previous` ones, the latest period is compared with.

    The order of the paths makes no difference. Files that are no submissions are named on the side.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
        InputError: the waivers cannot be used.
    """
    sources = _sources(paths, settings)
    return pipeline.run(
        _watched(sources, settings),
        edition,
        codes=codes,
        previous=_latest(previous, edition, settings),
        waivers=read_waivers(waivers),
        limits=settings.limits or DEFAULT,
        one_file=_one_file(paths, sources),
    )


def some_readable(submissions: Sequence[Interpreted]) -> None:
    """See that there is something to publish or to count.

    Raises:
        NothingToReadError: none of the files could be read.
    """
    if not any(submission.submission.readable for submission in submissions):
        files = ", ".join(submission.submission.path for submission in submissions)
        raise NothingToReadError(f"{files}: none of these files could be read. See: poatool validate")


def _one_file(paths: Sequence[str], sources: Sequence[Source]) -> bool:
    """Whether a single file was named, and neither a folder nor a zip, which hold what has come in."""
    (first, *more) = sources
    return not more and list(paths) == [first.shown_as] and first.path.suffix.casefold() != ".zip"


def _latest(previous: Sequence[str], edition: Edition, settings: Settings) -> tuple[Interpreted, ...]:
    """The submissions of the latest period before this one among the paths; none where there are no paths."""
    if not previous:
        return ()
    from poatool.cli.history import before

    earlier = list(before(previous, edition, settings).values())
    return earlier[-1] if earlier else ()


def read_all(paths: Sequence[str], edition: Edition, settings: Settings) -> tuple[Interpreted, ...]:
    """Read every submission among the paths, and check none."""
    sources = _sources(paths, settings)
    watching = _watched(sources, settings)
    return tuple(pipeline.read(watching, edition, settings.limits or DEFAULT))


def _watched(sources: Sequence[Source], settings: Settings) -> Iterable[Source]:
    return sources if settings.quiet else progress_bar(sources, "Reading")


def _sources(paths: Sequence[str], settings: Settings) -> Sequence[Source]:
    found = find(paths)
    for path in found.left_alone:
        settings.note(_left_alone(path, "name the file itself"))
    for source in found.sources:
        for path in left_alone_in(source, settings.limits or DEFAULT):
            settings.note(_left_alone(path, "unpack the zip and name the file itself"))
    return found.sources


def _left_alone(path: str, do: str) -> str:
    """That a file is left alone, why, and what to do if it is a submission all the same."""
    if path.casefold().endswith(OWN_ENDINGS):
        return f"Left alone, a copy written by poatool: {path} (if it was sent back, {do})"
    if is_spreadsheet(path):
        return f"Left alone, a hidden file: {path} (if it was sent in, {do})"
    return f"Left alone, not a spreadsheet: {path}"
