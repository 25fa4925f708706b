"""`--waivers`, `--baseline` and `--against`: findings that are accepted, known before, or resolved since."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from poatool.assessing import Assessed
from poatool.rules import BY_CODE

if TYPE_CHECKING:
    from poatool.waivers.baseline import Changes


def accept(assessed: Assessed, waivers: Path | None, checked: Collection[str] | None = None) -> Assessed:
    """Mark the findings that a file of waivers accepts, and add what is wrong with the waivers.

    `checked` are the codes that were looked for, None for all of them.

    Raises:
        InputError: the file cannot be used.
    """
    if waivers is None:
        return assessed
    from poatool.surroundings import Surroundings
    from poatool.waivers.apply import waive
    from poatool.waivers.read import read_waivers

    codes = {word: rule.code for rule in BY_CODE.values() for word in (rule.code, rule.name)}
    period = assessed.submissions[0].edition.period if assessed.submissions else None
    findings = waive(
        assessed.findings,
        read_waivers(waivers, codes),
        Surroundings(assessed.submissions),
        BY_CODE if checked is None else checked,
        period.end if period else None,
    )
    return assessed._replace(findings=tuple(f for f in findings if checked is None or f.code in checked))


def remember(assessed: Assessed, baseline: Path | None) -> Assessed:
    """Mark the findings that stood in a baseline.

    Raises:
        InputError: the file cannot be used.
    """
    if baseline is None:
        return assessed
    from poatool.surroundings import Surroundings
    from poatool.waivers.baseline import mark_known, read_earlier

    around = Surroundings(assessed.submissions)
    return assessed._replace(findings=mark_known(assessed.findings, read_earlier(baseline), around))


def since(assessed: Assessed, against: Path | None) -> Changes | None:
    """What became of the findings of an earlier check.

    Raises:
        InputError: the file cannot be used.
    """
    if against is None:
        return None
    from poatool.surroundings import Surroundings
    from poatool.waivers.baseline import changes, read_earlier

    return changes(assessed.findings, read_earlier(against), Surroundings(assessed.submissions))
