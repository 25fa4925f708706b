"""Findings one to a line: for pipes, and as annotations in a GitHub workflow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import address, located, sentence
from poatool.reports.validation import Validation
from poatool.text import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

# Characters that GitHub wants escaped in the message and the properties of a workflow command:
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_IN_MESSAGE = re.compile(r"[%\r\n]")
_IN_PROPERTY = re.compile(r"[%\r\n:,]")


def findings_concise(validation: Validation) -> bytes:
    """One line a finding: `file:Sheet!B7: ACT201 error: what is wrong. What to do.`"""
    return _lines(_concise(finding) for finding in validation.findings)


def findings_github(validation: Validation) -> bytes:
    """One workflow command a finding; waived and known findings are only notices."""
    return _lines(map(_annotation, validation.findings))


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _concise(finding: Finding) -> str:
    line = f"{located(finding.place)}: {finding.code} {finding.severity}: {sentence(finding)}"
    return visible(" ".join(line.split()))


def _annotation(finding: Finding) -> str:
    place = finding.place
    level = "notice" if finding.waiver or finding.known else _LEVELS[finding.severity]
    properties: Mapping[str, str | None] = {
        "file": place.file,
        "line": str(place.row) if place.row and place.sheet is None else None,
        "title": " ".join(filter(None, (finding.code, finding.name, address(place)))),
    }
    written = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items() if value)
    return f"::{level} {written}::{_escaped(sentence(finding), _IN_MESSAGE)}"


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: f"%{ord(match[0]):02X}", visible(text))
