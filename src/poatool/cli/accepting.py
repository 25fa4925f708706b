"""`--waivers`: findings accepted, each with a reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from poatool.cli.inputs import Assessed
from poatool.rules import BY_CODE
from poatool.surroundings import Surroundings


def accept(assessed: Assessed, waivers: Path | None, checked: Collection[str] = BY_CODE) -> Assessed:
    """Mark the findings that a file of waivers accepts; `checked` are the codes of the rules that ran.

    Raises:
        InputError: the file cannot be used.
    """
    if waivers is None:
        return assessed
    from poatool.waivers.apply import waive
    from poatool.waivers.read import read_waivers

    codes = {word: rule.code for rule in BY_CODE.values() for word in (rule.code, rule.name)}
    period = assessed.submissions[0].edition.period if assessed.submissions else None
    findings = waive(
        assessed.findings,
        read_waivers(waivers, codes),
        Surroundings(assessed.submissions),
        checked,
        period.end if period else None,
    )
    return replace(assessed, findings=findings)
