"""A small report of two agencies, as published, and what the screen says of one."""

from pathlib import Path

import pytest

from poatool.render.formats import PROPOSED, REPORT_FORMATS, report_files
from poatool.render.report.screen import compiled_text
from poatool.reports.year_end_model import YearEndReport
from tests.support.golden import is_as_in
from tests.support.reports import Line, edition, error, interpreted, unreadable, validation, year_end
from tests.support.screens import in_pipe

WRITTEN = [Path("out", path) for path in ("publish/report.md", "publish/updates.csv", PROPOSED)]
TIMES = (172, 171, 172, 171, 171)
"""How many of the numbers 2 to 1201 have the remainder 2 to 6 modulo 7, without 1100 (1) and 1102 (3)."""
GOLDEN = Path(__file__).parent / "golden"


def report() -> YearEndReport:
    ministry = interpreted(
        "in/mbie.xlsx",
        "MBIE",
        [
            Line(
                "1, 21",
                "Published guidance:\n• in te reo Māori\n• in Samoan",
                status="under_way",
                next_steps="Translate it into Hindi.",
                evidence=("https://www.example.govt.nz/guidance/?a=1&b=2",),
            ),
            Line("2", "Trained 240 staff <in> [two] places | for *free*.", status="completed"),
            Line("N1", "TBC"),
        ],
    )
    police = interpreted(
        "in/police.csv",
        "NZP",
        [
            Line("26", "Attended the forum.", status="under_way"),
            Line("2", "Trained recruits.\nTrained detectives.", status="under_way"),
            Line("9", "Nothing to report", status="no_update", nil=True),
        ],
        sheet=None,
    )
    found = [error("in/mbie.xlsx", 4, code="UPD303"), error("in/broken.xlsx", sheet=None, code="WBK101")]
    report = year_end([ministry, police, unreadable("in/broken.xlsx")], found, edition())
    return report._replace(last_updated=edition().framework.source.last_updated)


@pytest.mark.parametrize("name", sorted(REPORT_FORMATS.keys() - {"docx", "pdf", "xlsx"}))
def test_as_published(name: str) -> None:
    files = REPORT_FORMATS[name]
    for file, content in zip(files, report_files(report(), files, show_status=True).values(), strict=True):
        assert is_as_in(GOLDEN / file.name, content)


def test_entries_set_aside_and_open_decisions_take_a_few_lines() -> None:
    police = interpreted("a.xlsx", "NZP", [Line("1", f"Did {number}.", status="completed") for number in range(1_200)])
    other = interpreted("b.xlsx", "OT", [Line("1", "Does.", status="under_way")])
    wrong = [error("a.xlsx", row, code=f"ACT20{row % 7}") for row in range(2, 1_202) if row not in (1_100, 1_102)]
    found, checked = year_end([police, other], wrong, edition()), validation([police, other], wrong, edition())
    lines = in_pipe(lambda screen: compiled_text(found, checked, WRITTEN, screen))
    assert lines == [
        "3 updates from 2 files, on 1 of 5 actions in force.",
        "No return that counts came in from MBIE.",
        "1198 set aside, not in the report:",
        "  a.xlsx, sheet Updates, rows 2 to 1099, 1101 and 1103 to 1201",
        *(f"     ACT20{rule} ×{times} What is wrong." for rule, times in zip(range(2, 7), TIMES, strict=True)),
        "     and 2 other rules.",
        f"Undecided: agencies differ on the status of Action 1. See {Path('out', PROPOSED)}.",
        f"Wrote {Path('out/publish')}, to go out: report.md, updates.csv",
        f"Wrote {Path('out/coordinator')}, for you alone: decisions-proposed.yaml",
    ]
    refused = in_pipe(lambda s: compiled_text(found, checked, [], s, "--final"))
    assert "No report was written: with --final" in refused[-2]
