"""`--waivers`, `--baseline` and `--against`: findings that are accepted, known before, or resolved since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poatool.pipeline import Checked

if TYPE_CHECKING:
    from poatool.findings.baseline import Changes
    from poatool.findings.model import Waiver


def read_waivers(path: Path | None) -> tuple[Waiver, ...]:
    """Read a file of waivers; none where there is no file.

    Raises:
        InputError: the file cannot be used.
    """
    if path is None:
        return ()
    from poatool.findings import waiver_file
    from poatool.rules import BY_CODE

    codes = {word: rule.code for rule in BY_CODE.values() for word in (rule.code, rule.name)}
    return waiver_file.read_waivers(path, codes)


def mark_baseline(checked: Checked, baseline: Path | None) -> Checked:
    """Mark the findings that stood in a baseline.

    Raises:
        InputError: the file cannot be used.
    """
    if baseline is None:
        return checked
    from poatool.findings.baseline import mark_known, read_earlier
    from poatool.findings.context import Context

    around = Context(checked.submissions)
    return checked._replace(findings=mark_known(checked.findings, read_earlier(baseline), around))


def compare(checked: Checked, against: Path | None) -> Changes | None:
    """Say what became of the findings of an earlier check.

    Raises:
        InputError: the file cannot be used.
    """
    if against is None:
        return None
    from poatool.findings.baseline import changes, read_earlier
    from poatool.findings.context import Context

    return changes(checked.findings, read_earlier(against), Context(checked.submissions))
