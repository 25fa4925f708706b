"""Choose the files that count: no reports or empty templates by poatool, and only the latest version of a return."""

from collections.abc import Iterable, Sequence, Set as AbstractSet
from pathlib import PurePosixPath

from poatool.submissions.interpret import Interpreted
from poatool.submissions.sources import LeftAlone, Reason
from poatool.submissions.stated import stated_period
from poatool.text import by_first
from poatool.workbooks.model import Own, OwnKind
from poatool.workbooks.own import version
from poatool.workbooks.sniff import CSV

_CORRECTED = ".fixed"  # what precedes the ending in the file name of a corrected copy
_FROM_AGENCY = Own(OwnKind.TEMPLATE, changed=True)
"""A file that poatool did not write is treated like a template with answers."""


def without_own(read: Iterable[Interpreted]) -> tuple[list[Interpreted], list[LeftAlone]]:
    """Leave out reports and other files that poatool wrote, and templates without answers."""
    kept: list[Interpreted] = []
    left: list[LeftAlone] = []
    for each in read:
        own = _own(each)
        if own.is_copy or (own.kind is OwnKind.TEMPLATE and own.changed):
            kept.append(each)
        else:
            reason = Reason.UNANSWERED if own.kind is OwnKind.TEMPLATE else Reason.OWN
            left.append(LeftAlone(each.submission.path, reason))
    return kept, left


def latest(read: Sequence[Interpreted]) -> tuple[tuple[Interpreted, ...], list[LeftAlone]]:
    """Leave out copies of a file, and older versions of a submission if a checked or corrected copy of it came back.

    An unchanged copy may never have been sent to its agency, so its original counts instead or, if the original is
    missing, any other file from the agency. If several copies came back, all count. No file replaces another agency's.
    """
    copies = _copies(read)
    read = [each for each in read if each not in copies]
    older = _older(read)
    counted = [each for each in read if each not in older]
    versions = {_version(each) for each in read}
    unsent = {each: other for each in counted if (other := _counts_instead(each, counted, versions)) is not None}
    left: list[LeftAlone] = []
    for replaced, why in ((copies, Reason.COPY), (older, Reason.OLDER), (unsent, Reason.UNDATED)):
        for each, instead in replaced.items():
            reason = Reason.UNCHANGED if _is_unchanged(each) and each not in copies else why
            left.append(LeftAlone(each.submission.path, reason, instead.submission.path))
    return tuple(each for each in counted if each not in unsent), left


def _copies(read: Sequence[Interpreted]) -> dict[Interpreted, Interpreted]:
    """The files with the bytes of another, unless their names or folders give them another agency or period."""
    first: dict[object, Interpreted] = {}
    by_name = sorted(read, key=lambda each: (len(each.submission.path), each.submission.path))
    keys = ((each, (each.submission.sha256, each.agencies, _period(each))) for each in by_name if each.agencies)
    return {each: same for each, key in keys if (same := first.setdefault(key, each)) is not each}


def _older(read: Sequence[Interpreted]) -> dict[Interpreted, Interpreted]:
    """The older files, each with the file of the same origin and period that counts in its place."""
    if not any(_own(each).is_copy for each in read):
        return {}
    families = by_first((((_version(each), *_own(each).made_from)[-1], _period(each)), each) for each in read)
    found: dict[Interpreted, Interpreted] = {}
    for family in families.values():
        counting = _counting(family)
        for each in family:
            instead = next((other for other in counting if _may_share_agency(other, each)), None)
            if each not in counting and instead is not None:
                found[each] = instead
    return found


def _counting(family: Sequence[Interpreted]) -> Sequence[Interpreted]:
    """The versions from which no other version was made; if an agency changed any of these, only the changed ones."""
    candidates = [each for each in family if not (_is_unchanged(each) and _own(each).kind is OwnKind.CHECKED)]
    older = {made_from for each in candidates for made_from in _own(each).made_from}
    last = [each for each in candidates if _version(each) not in older]
    return [each for each in last if _own(each).is_copy and _own(each).changed] or last or family[:1]


def _counts_instead(
    file: Interpreted, counted: Sequence[Interpreted], versions: AbstractSet[str]
) -> Interpreted | None:
    """The file that counts in place of an unchanged copy without its original, or of a corrected CSV; or None."""
    alike: list[Interpreted] = []
    name = PurePosixPath(file.submission.path)
    if _is_unchanged(file):
        if file.agency is not None and versions.isdisjoint(_own(file).made_from):
            alike = [each for each in counted if each.agency == file.agency and not _is_unchanged(each)]
    elif name.suffix.lower().lstrip(".") in CSV and name.stem.endswith(_CORRECTED):
        original = name.stem.removesuffix(_CORRECTED) + name.suffix  # `a.csv` for `a.fixed.csv`
        named = (each for each in counted if PurePosixPath(each.submission.path).name == original)
        alike = [each for each in named if _may_share_agency(each, file)]
    return next((each for each in alike if _period(each) == _period(file)), None)


def _may_share_agency(one: Interpreted, other: Interpreted) -> bool:
    return None in (one.agency, other.agency) or one.agency == other.agency


def _own(file: Interpreted) -> Own:
    return file.submission.workbook.own or _FROM_AGENCY


def _is_unchanged(file: Interpreted) -> bool:
    return _own(file).is_copy and not _own(file).changed


def _version(file: Interpreted) -> str:
    return version(file.submission.sha256 or "")


def _period(file: Interpreted) -> str | None:
    return stated_period(file.submission, file.edition.framework)
