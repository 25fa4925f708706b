"""What makes a finding the same one in another run: where it stands in meaning, and not in which row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

from poatool.findings.context import Context
from poatool.findings.model import Finding

_LENGTH = 32


def fingerprints(findings: Iterable[Finding], around: Context) -> tuple[str, ...]:
    """A fingerprint for each finding, as 32 hexadecimal digits.

    It is made of the code, the agency (or the file's name, where nothing says whose it is), the sheet, the heading
    of the column, the value and the action of the row. A row that moves, or a file that is renamed, keeps its own;
    findings that are alike in all of these share one.
    """
    return tuple(_fingerprint(finding, around) for finding in findings)


@lru_cache
def owner(file: str, agency: str | None) -> str:
    """Whose a finding is: the agency, or the file's name without its ending where nothing says whose it is."""
    return agency or PurePath(file.replace("\\", "/")).stem


def _fingerprint(finding: Finding, around: Context) -> str:
    place = finding.place
    heading = around.heading(place)
    parts = (
        finding.code,
        owner(place.file, around.agency(place)),
        place.sheet,
        (heading.column or heading.text) if heading else None,
        finding.value,
        around.action(place),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
