"""Choose the files that count: no reports or empty templates by poatool, and only the latest version of a return."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set as AbstractSet
from pathlib import PurePosixPath

from poatool.submissions.interpret import Interpreted
from poatool.submissions.sources import LeftAlone, Reason
from poatool.submissions.stated import stated_period
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
        own = each.submission.workbook.own
        if own is None or own.is_copy or (own.kind is OwnKind.TEMPLATE and own.changed):
            kept.append(each)
        else:
            reason = Reason.UNANSWERED if own.kind is OwnKind.TEMPLATE else Reason.OWN
            left.append(LeftAlone(each.submission.path, reason))
    return kept, left


def latest(read: Sequence[Interpreted]) -> tuple[tuple[Interpreted, ...], list[LeftAlone]]:
    """Leave out older versions of a submission if a checked or corrected copy of it came back.

    An unchanged copy may never have been sent to its agency, so its original counts instead or, if the original is
    missing, any other file from the agency. If several copies came back, all count. No file replaces another agency's.
    """
    counted, older = _without_older(read)
    versions = {_version(each) for each in read}
    kept: list[Interpreted] = []
    left = list(older)
    for each in counted:
        others = counted if _may_be_unsent(each, versions) else ()
        instead = next((other for other in others if _counts_instead(other, each)), None)
        if instead is None:
            kept.append(each)
        else:
            reason = Reason.UNCHANGED if _is_unchanged(each) else Reason.UNDATED
            left.append(LeftAlone(each.submission.path, reason, instead.submission.path))
    return tuple(kept), left


def _without_older(read: Sequence[Interpreted]) -> tuple[Sequence[Interpreted], list[LeftAlone]]:
    """Leave out files from which another file was made, if both have the same origin and period."""
    if not any(_own(each).is_copy for each in read):
        return read, []
    families: dict[tuple[str, str | None], list[Interpreted]] = defaultdict(list)
    for each in read:
        families[(_version(each), *_own(each).made_from)[-1], _period(each)].append(each)
    replaced: dict[int, LeftAlone] = {}
    for family in families.values():
        counting = _counting(family) if any(_own(each).is_copy for each in family) else family
        for each in family:
            instead = next((other for other in counting if _may_share_agency(other, each)), None)
            if each not in counting and instead is not None:
                reason = Reason.UNCHANGED if _is_unchanged(each) else Reason.OLDER
                replaced[id(each)] = LeftAlone(each.submission.path, reason, instead.submission.path)
    return [each for each in read if id(each) not in replaced], list(replaced.values())


def _counting(family: Sequence[Interpreted]) -> Sequence[Interpreted]:
    """The versions from which no other version was made; if an agency changed any of these, only the changed ones."""
    candidates = [each for each in family if not (_is_unchanged(each) and _own(each).kind is OwnKind.CHECKED)]
    older = {made_from for each in candidates for made_from in _own(each).made_from}
    last = [each for each in candidates if _version(each) not in older]
    return [each for each in last if _own(each).is_copy and _own(each).changed] or last or family[:1]


def _may_be_unsent(file: Interpreted, versions: AbstractSet[str]) -> bool:
    """Whether a file is an unchanged copy whose original is not among these versions, or a corrected CSV."""
    if _is_unchanged(file):
        return versions.isdisjoint(_own(file).made_from)
    return _name_of_original(file) is not None


def _counts_instead(other: Interpreted, file: Interpreted) -> bool:
    """Whether another file counts in place of a copy that may never have been sent."""
    if not _may_share_agency(other, file) or _period(other) != _period(file):
        return False
    if _is_unchanged(file):
        return file.agency is not None and other.agency is not None and not _is_unchanged(other)
    return PurePosixPath(other.submission.path).name == _name_of_original(file)


def _name_of_original(file: Interpreted) -> str | None:
    """The file name of the original of a corrected CSV: `a.csv` for `a.fixed.csv`; None for any other file."""
    name = PurePosixPath(file.submission.path)
    corrected = name.suffix.lower().lstrip(".") in CSV and name.stem.endswith(_CORRECTED)
    return name.stem.removesuffix(_CORRECTED) + name.suffix if corrected else None


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
