"""Compare with an earlier check: which findings were known then, and which have been resolved since."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import NamedTuple, TypeVar

from poatool.errors import InputError
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity
from poatool.text import read_bounded
from poatool.workbooks.addresses import address, column_letter

_MAX_MIB = 256  # the limit on a document of findings, in MiB; each takes some kilobytes
_KINDS = ("poatool/baseline/1", "poatool/validation/1")

_DIGITS = 32  # hexadecimal digits of a fingerprint


class Earlier(NamedTuple):
    """A finding of an earlier check.

    `owner` is its agency, or its file's name if the agency is unknown. `place` is its cell with the owner as the file,
    None if that is not known.
    """

    fingerprint: str
    severity: Severity
    owner: str
    code: str = ""
    place: Place | None = None


_T = TypeVar("_T")


class Changes(NamedTuple):
    """How many errors and warnings of an earlier check are resolved; advice is not counted, as it needs no answer.

    `which` are the new ones, in reading order.
    """

    earlier: int
    resolved: int
    new: int
    which: tuple[Finding, ...] = ()


def mark_known(findings: Sequence[Finding], earlier: Iterable[Earlier], context: Context) -> tuple[Finding, ...]:
    """Mark findings as known if an earlier check had them, at most as many with each fingerprint as it had."""
    left = Counter(found.fingerprint for found in earlier)
    marked: list[Finding] = []
    for finding, fingerprint in zip(findings, _fingerprints_then(findings, left, context), strict=True):
        known = finding.waiver is None and _taken(left, fingerprint)
        marked.append(finding._replace(known=True) if known else finding)
    return tuple(marked)


def changes(findings: Sequence[Finding], earlier: Iterable[Earlier], context: Context) -> Changes:
    """Compare with an earlier check, for the agencies whose submissions are here.

    A finding of the same rule at the same cell is not resolved, even if the cell holds another value.
    """
    owners = {owner(each.submission.path, each.agency) for each in context.submissions}
    before = [e for e in earlier if e.owner in owners and e.severity is not Severity.ADVICE]
    known = {e.fingerprint for e in before}
    now = [
        (finding, _as_earlier(finding, fingerprint, context))
        for finding, fingerprint in zip(findings, _fingerprints_then(findings, known, context), strict=True)
        if finding.waiver is None and finding.severity is not Severity.ADVICE
    ]
    then, today = Counter(e.fingerprint for e in before), Counter(e.fingerprint for _, e in now)
    gone = [e for e in before if not _taken(today, e.fingerprint)]
    come = [(finding, e) for finding, e in now if not _taken(then, e.fingerprint)]
    codes = {former: finding.code for finding in findings for former in finding.former}
    still: Counter[tuple[str, Place | None]] = Counter((codes.get(e.code, e.code), e.place) for e in gone if e.place)
    still &= Counter((e.code, e.place) for _, e in come if e.place)
    resolved = len(gone) - still.total()
    new = tuple(finding for finding, e in come if not _taken(still, (e.code, e.place)))
    return Changes(len(before), resolved, len(new), new)


def as_earlier(findings: Sequence[Finding], context: Context) -> tuple[Earlier, ...]:
    """Record findings for comparison with a later check, leaving out waived ones."""
    pairs = zip(findings, fingerprints(findings, context), strict=True)
    return tuple(_as_earlier(finding, fingerprint, context) for finding, fingerprint in pairs if finding.waiver is None)


def _fingerprints_then(findings: Sequence[Finding], known: Container[str], context: Context) -> Iterator[str]:
    """The fingerprint of each finding; the one with a former code of its rule if only that is known."""
    for finding, fingerprint in zip(findings, fingerprints(findings, context), strict=True):
        former = (_fingerprint(finding._replace(code=code), context) for code in finding.former)
        yield fingerprint if fingerprint in known else next((each for each in former if each in known), fingerprint)


def _taken(left: Counter[_T], one: _T) -> bool:
    there = left[one] > 0
    left[one] -= there
    return there


def _as_earlier(finding: Finding, fingerprint: str, context: Context) -> Earlier:
    place = finding.place
    whose = owner(place.file, context.agency(place))
    at = place._replace(file=whose) if place.cell else None
    return Earlier(fingerprint, finding.severity, whose, finding.code, at)


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """Read a baseline or a document of `validate --format json`, without the findings that were waived.

    Raises InputError if it cannot be opened, or is neither.
    """
    try:
        document = json.loads(read_bounded(path, _MAX_MIB))
        if document["schema"] in _KINDS:
            return tuple(
                Earlier(found["fingerprint"], Severity(found["severity"]), whose, found["code"], _place(found, whose))
                for found in document["findings"]
                for whose in [owner(found["file"], found["agency"])]
                if not found.get("waived", False)
            )
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Write one with: --write-baseline FILE") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    message = f"{path}: this file does not hold the findings of an earlier check."
    raise InputError(f"{message} Name one that --write-baseline or validate --format json wrote.")


def _place(found: Mapping[str, str | None], whose: str) -> Place | None:
    """The cell of a finding in a document; a baseline has none, since rows move."""
    at = address(found.get("cell") or "")
    return Place(whose, found.get("sheet"), at[0], column_letter(at[1])) if at else None


def fingerprints(findings: Iterable[Finding], context: Context) -> tuple[str, ...]:
    """A fingerprint for each finding, as 32 hexadecimal digits: the same in another run, even if its row moved.

    It hashes the code, the agency (or the file's name if the agency is unknown), the sheet, the heading of the column,
    the value and the action of the row. Findings that agree in all of these share one.
    """
    return tuple(_fingerprint(finding, context) for finding in findings)


@lru_cache
def owner(file: str, agency: str | None) -> str:
    """The owner of a finding: the agency, or the file's name without its ending if the agency is unknown."""
    return agency or PurePath(file.replace("\\", "/")).stem


def _fingerprint(finding: Finding, context: Context) -> str:
    place = finding.place
    heading = context.heading(place)
    parts = (
        finding.code,
        owner(place.file, context.agency(place)),
        place.sheet,
        (heading.column or heading.text) if heading else None,
        finding.value,
        context.action(place),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
