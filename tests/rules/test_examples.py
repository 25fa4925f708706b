"""The mistakes of the example year are found where examples/README.md says, and nothing else is in error."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from poatool.findings.model import Finding, Severity
from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.read import read_file
from poatool.submissions.sources import find

EXAMPLES = Path(__file__).parents[2] / "examples"
MISTAKES = "justice-with-mistakes.xlsx"


@cache
def submissions(year: str) -> tuple[Interpreted, ...]:
    framework = load()
    edition = as_of(framework, framework.period_by_id[year])
    evidence = Evidence(edition)
    return tuple(interpret(read_file(source, evidence), edition) for source in find([str(EXAMPLES / year)]).sources)


def findings(year: str, previous: str | None = None) -> tuple[Finding, ...]:
    own = submissions(year)
    return check(Batch(own[0].edition, own, submissions(previous) if previous else ()), RULES)


def test_every_mistake_is_found_at_its_cell_by_the_family_named() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([A-Z]+\d+) \|.*\| ([A-Z]{3}) \|$", readme, re.MULTILINE)

    found = [f for f in findings("2022") if Path(f.place.file).name == MISTAKES]
    said = Counter((f.place.cell, f.code[:3]) for f in found)
    serious = Counter((f.place.cell, f.code[:3]) for f in found if f.severity is not Severity.ADVICE)
    assert serious <= Counter(listed) <= said


def test_the_other_files_hold_no_error() -> None:
    errors = [f for year in ("2021", "2022") for f in findings(year) if f.severity is Severity.ERROR]

    assert {Path(f.place.file).name for f in errors} == {MISTAKES}


def test_work_reported_again_after_it_was_completed_is_found() -> None:
    found = [f for f in findings("2022", "2021") if f.code in {"UPD313", "ALL603", "ALL604"}]

    assert [(Path(f.place.file).name, f.place.sheet, f.place.cell, f.code) for f in found] == [
        ("mbie.xlsx", "Prevention", "C5", "UPD313"),
        ("mbie.xlsx", "Prevention", "C8", "UPD313"),
        ("oranga-tamariki.xlsx", "PoA 2022", "C8", "UPD313"),
    ]
