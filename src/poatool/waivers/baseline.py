"""Findings of an earlier check: known before, or resolved since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from poatool.errors import InputError
from poatool.findings import Finding, Severity
from poatool.surroundings import Surroundings
from poatool.waivers.fingerprints import fingerprints, owner

_KINDS = ("poatool/baseline/1", "poatool/validation/1")


class Earlier(NamedTuple):
    """A finding of an earlier check. `owner` is its agency, or its file's name where nothing said whose it was."""

    fingerprint: str
    severity: Severity
    owner: str


class Changes(NamedTuple):
    """What became of the errors and warnings of an earlier check; advice needs no answer and is not counted."""

    earlier: int
    resolved: int
    new: int


def mark_known(findings: Sequence[Finding], earlier: Iterable[Earlier], around: Surroundings) -> tuple[Finding, ...]:
    """Mark the findings that stood in an earlier check, as many of each fingerprint as there were then."""
    left = Counter(found.fingerprint for found in earlier)
    marked: list[Finding] = []
    for finding, fingerprint in zip(findings, fingerprints(findings, around), strict=True):
        known = left[fingerprint] > 0 and finding.waiver is None
        left[fingerprint] -= known
        marked.append(finding._replace(known=True) if known else finding)
    return tuple(marked)


def changes(findings: Sequence[Finding], earlier: Iterable[Earlier], around: Surroundings) -> Changes:
    """Compare with an earlier check, as far as that was of the agencies whose submissions are here."""
    owners = {owner(each.submission.path, each.agency) for each in around.submissions}
    before = Counter(e.fingerprint for e in earlier if e.owner in owners and e.severity is not Severity.ADVICE)
    now = Counter(
        fingerprint
        for finding, fingerprint in zip(findings, fingerprints(findings, around), strict=True)
        if finding.waiver is None and finding.severity is not Severity.ADVICE
    )
    return Changes(before.total(), (before - now).total(), (now - before).total())


def read_earlier(path: Path) -> tuple[Earlier, ...]:
    """Read a baseline, or what `validate --format json` wrote; findings that were waived then are left out.

    Raises:
        InputError: it cannot be opened, or is neither.
    """
    try:
        document = json.loads(path.read_bytes())
        if document["schema"] not in _KINDS:
            raise InputError(_wrong(path))
        return tuple(
            Earlier(found["fingerprint"], Severity(found["severity"]), owner(found["file"], found["agency"]))
            for found in document["findings"]
            if not found.get("waived", False)
        )
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Write one with: --write-baseline FILE") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(_wrong(path)) from None


def _wrong(path: Path) -> str:
    return (
        f"{path}: these are no findings of an earlier check. Give what --write-baseline wrote, "
        "or validate --format json."
    )
