"""Compare with an earlier check: which findings were known then, and which have been resolved since."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import NamedTuple

from poatool.errors import InputError
from poatool.findings.context import Context
from poatool.findings.model import Finding, Severity
from poatool.text import read_bounded

_MAX_MIB = 256  # the size limit on a document of findings, in MiB; each finding takes some kilobytes
_KINDS = ("poatool/baseline/1", "poatool/validation/1")

_DIGITS = 32  # hexadecimal digits of a fingerprint


class Earlier(NamedTuple):
    """A finding from an earlier check. `owner` is its agency, or the name of its file if the agency is unknown."""

    fingerprint: str
    severity: Severity
    owner: str


class Changes(NamedTuple):
    """How many errors and warnings of an earlier check are resolved; advice is not counted, as nobody has to act on it.

    `which` holds the new ones, in reading order.
    """

    earlier: int
    resolved: int
    new: int
    which: tuple[Finding, ...] = ()


def mark_known(findings: Sequence[Finding], earlier: Iterable[Earlier], context: Context) -> tuple[Finding, ...]:
    """Mark findings as known if an earlier check had them, at most as often as it had each fingerprint."""
    left = Counter(found.fingerprint for found in earlier)
    marked = _matched(findings, left, context)
    return tuple(finding._replace(known=True) if known else finding for finding, known in marked)


def changes(findings: Sequence[Finding], earlier: Iterable[Earlier], context: Context) -> Changes:
    """Compare with an earlier check, but only the agencies whose submissions are present."""
    owners = {owner(each.submission.path, each.agency) for each in context.submissions}
    before = [e.fingerprint for e in earlier if e.owner in owners and e.severity is not Severity.ADVICE]
    now = [finding for finding in findings if finding.waiver is None and finding.severity is not Severity.ADVICE]
    left = Counter(before)
    new = tuple(finding for finding, known in _matched(now, left, context) if not known)
    return Changes(len(before), left.total(), len(new), new)


def _matched(findings: Iterable[Finding], left: Counter[str], context: Context) -> Iterator[tuple[Finding, bool]]:
    """Each finding, and whether its fingerprint, current or former, is left; a match is used up."""
    for finding in findings:
        codes = (finding.code, *finding.former) if finding.waiver is None else ()
        prints = (_fingerprint(finding._replace(code=code), context) for code in codes)
        known = next((each for each in prints if left[each]), None)
        if known is not None:
            left[known] -= 1
        yield finding, known is not None


def as_earlier(findings: Sequence[Finding], context: Context) -> tuple[Earlier, ...]:
    """Record findings for comparison with a later check, leaving out waived ones."""
    return tuple(
        Earlier(_fingerprint(each, context), each.severity, owner(each.place.file, context.agency(each.place)))
        for each in findings
        if each.waiver is None
    )


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """Read a baseline, or the output of `validate --format json`, without waived findings.

    Raises InputError if the file cannot be opened or is neither.
    """
    import json

    try:
        document = json.loads(read_bounded(path, _MAX_MIB))
        if document["schema"] in _KINDS:
            return tuple(
                Earlier(found["fingerprint"], Severity(found["severity"]), owner(found["file"], found["agency"]))
                for found in document["findings"]
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


def fingerprints(findings: Iterable[Finding], context: Context) -> tuple[str, ...]:
    """A fingerprint for each finding, as 32 hexadecimal digits; it stays the same in later runs, even if the row moves.

    It hashes the code, the agency (or the file's name if the agency is unknown), the sheet, the column's heading, the
    value and the row's action. Findings with the same values share a fingerprint.
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
