"""Findings of an earlier check: known before, or resolved since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.findings.context import Context
from poatool.findings.fingerprints import fingerprints, owner
from poatool.findings.model import Finding, Severity
from poatool.text import read_bounded

_MOST = 256
"""MiB of a document of findings: it holds some kilobytes for each."""

_KINDS = ("poatool/baseline/1", "poatool/validation/1")


class Spot(NamedTuple):
    """What is found at which cell, and whose that is."""

    code: str
    owner: str
    sheet: str | None
    cell: str


class Earlier(NamedTuple):
    """A finding of an earlier check.

    `owner` is its agency, or its file's name where nothing said whose it was; `spot` where it was, if that is known.
    """

    fingerprint: str
    severity: Severity
    owner: str
    spot: Spot | None = None


class Changes(NamedTuple):
    """What became of the errors and warnings of an earlier check; advice needs no answer and is not counted."""

    earlier: int
    resolved: int
    new: int


def mark_known(findings: Sequence[Finding], earlier: Iterable[Earlier], around: Context) -> tuple[Finding, ...]:
    """Mark the findings that stood in an earlier check, as many of each fingerprint as there were then."""
    left = Counter(found.fingerprint for found in earlier)
    marked: list[Finding] = []
    for finding, fingerprint in zip(findings, fingerprints(findings, around), strict=True):
        known = finding.waiver is None and _taken(left, fingerprint)
        marked.append(finding._replace(known=True) if known else finding)
    return tuple(marked)


def changes(findings: Sequence[Finding], earlier: Iterable[Earlier], around: Context) -> Changes:
    """Compare with an earlier check, as far as that was of the agencies whose submissions are here.

    A finding of the same rule at the same cell is not resolved, though the cell may hold another value by now.
    """
    owners = {owner(each.submission.path, each.agency) for each in around.submissions}
    before = [e for e in earlier if e.owner in owners and e.severity is not Severity.ADVICE]
    now = [
        _as_earlier(finding, fingerprint, around)
        for finding, fingerprint in zip(findings, fingerprints(findings, around), strict=True)
        if finding.waiver is None and finding.severity is not Severity.ADVICE
    ]
    gone, come = _unmatched(before, now)
    still = Counter(e.spot for e in gone if e.spot) & Counter(e.spot for e in come if e.spot)
    return Changes(len(before), len(gone) - still.total(), len(come) - still.total())


def _unmatched(before: Sequence[Earlier], now: Sequence[Earlier]) -> tuple[list[Earlier], list[Earlier]]:
    """The findings of either check whose fingerprint has no counterpart in the other."""

    def without(some: Sequence[Earlier], others: Sequence[Earlier]) -> list[Earlier]:
        left = Counter(each.fingerprint for each in others)
        return [each for each in some if not _taken(left, each.fingerprint)]

    return without(before, now), without(now, before)


def _taken(left: Counter[str], fingerprint: str) -> bool:
    there = left[fingerprint] > 0
    left[fingerprint] -= there
    return there


def _as_earlier(finding: Finding, fingerprint: str, around: Context) -> Earlier:
    place = finding.place
    whose = owner(place.file, around.agency(place))
    spot = Spot(finding.code, whose, place.sheet, place.cell) if place.cell else None
    return Earlier(fingerprint, finding.severity, whose, spot)


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """Read a baseline, or what `validate --format json` wrote; findings that were waived then are left out.

    Raises:
        InputError: it cannot be opened, or is neither.
    """
    try:
        document = json.loads(read_bounded(path, _MOST))
        if document["schema"] not in _KINDS:
            raise InputError(_wrong(path))
        return tuple(
            Earlier(found["fingerprint"], Severity(found["severity"]), whose, _spot_in(found, whose))
            for found in document["findings"]
            for whose in [owner(found["file"], found["agency"])]
            if not found.get("waived", False)
        )
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Write one with: --write-baseline FILE") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(_wrong(path)) from None


def _spot_in(found: Mapping[str, str | None], whose: str) -> Spot | None:
    """Where a finding of a document was; a baseline does not say, since rows move."""
    code, cell = found["code"], found.get("cell")
    return Spot(code, whose, found.get("sheet"), cell) if code and cell else None


def _wrong(path: Path) -> str:
    return (
        f"{path}: these are no findings of an earlier check. Give what --write-baseline wrote, "
        "or validate --format json."
    )
