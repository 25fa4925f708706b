"""From the paths that a user gives to the submissions among them, and what the rules found in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from poatool.assessing import Assessed, Assessor, assess_each, together
from poatool.cli.progress import watched
from poatool.cli.settings import Settings
from poatool.errors import NothingToReadError
from poatool.framework.edition import Edition
from poatool.rules import RULES
from poatool.rules.registry import Rule
from poatool.submissions.columns import Columns
from poatool.submissions.intake import OWN_ENDINGS, Source, find, is_spreadsheet, left_alone_in
from poatool.submissions.understand import Understood
from poatool.workbooks.limits import DEFAULT

_HELD: list[Assessed] = []
"""The last that was assessed: to take it apart, object by object, takes longer than to end the process with it."""


def assess(
    paths: Sequence[str],
    edition: Edition,
    settings: Settings,
    rules: Sequence[Rule] = RULES,
    previous: Sequence[str] = (),
) -> Assessed:
    """Read and check every submission among the paths; of the `previous` ones, the latest period is compared with.

    By name: in whichever order the paths were given, the outcome is the same. Files that are no submissions are
    named on the side.

    Raises:
        NothingToReadError: a path does not exist, or there is no submission among them.
    """
    sources = _sources(paths, settings)
    codes = frozenset(rule.code for rule in rules)
    assessor = Assessor(edition, Columns.of_plan(edition.framework, edition.period), settings.limits or DEFAULT, codes)
    each = watched(assess_each(assessor, sources, settings.processes), len(sources), settings, "Reading")
    earlier = _latest(previous, edition, settings)
    assessed = together(chain.from_iterable(each), edition, rules, earlier, one_file=_one_file(paths, sources))
    _HELD[:] = [assessed]
    return assessed


def some_readable(submissions: Sequence[Understood]) -> None:
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


def _latest(previous: Sequence[str], edition: Edition, settings: Settings) -> tuple[Understood, ...]:
    """The submissions of the latest period before this one among the paths; none where there are no paths."""
    if not previous:
        return ()
    from poatool.cli.history import before

    earlier = list(before(previous, edition, settings).values())
    return earlier[-1] if earlier else ()


def read_all(paths: Sequence[str], edition: Edition, settings: Settings) -> tuple[Understood, ...]:
    """Read every submission among the paths, and check none; as `assess`."""
    return assess(paths, edition, settings, ()).submissions


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
