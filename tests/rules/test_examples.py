"""The mistakes of the example year are found where examples/README.md says; all other findings are listed here."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from poatool.findings.model import Finding
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
MEND = "a rule finds something else in the example year: if it is right, mend examples/texts and run examples/make.py"


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
    found = [(f.place.cell, f.code[:3]) for f in findings("2022") if Path(f.place.file).name == MISTAKES]
    assert Counter(found) == Counter(listed), MEND


def test_the_other_files_hold_only_these() -> None:
    pairs = (("2021", None), ("2022", "2021"))
    found = [(year, Path(f.place.file), f.place.cell, f.code) for year, before in pairs for f in findings(year, before)]
    assert [f"{year} {file.stem} {cell} {code}" for year, file, cell, code in found if file.name != MISTAKES] == [
        *("2021 mbie C7 ALL601", "2021 mfat C8 ALL601", "2021 oranga-tamariki C8 ALL601", "2021 police A12 WBK108"),
        *("2022 mbie C5 UPD313", "2022 mbie C8 UPD313", "2022 mfat A10 ACT202", "2022 oranga-tamariki C8 ALL601"),
        *("2022 oranga-tamariki C8 UPD313", "2022 oranga-tamariki C9 ALL601", "2022 police D9 ALL601"),
    ], MEND
