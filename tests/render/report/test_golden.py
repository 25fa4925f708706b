"""A small report of two agencies, as published. After an intended change: `UPDATE_GOLDEN=1 pytest`, then read it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from poatool import __version__
from poatool.render.report.formats import REPORT_FORMATS
from poatool.render.report.screen import compiled_text
from poatool.reports.model import YearEndReport
from poatool.reports.validation import validation
from poatool.reports.year_end import year_end
from tests.support.reports import Line, edition, error, interpreted, unreadable
from tests.support.screens import in_pipe

WRITTEN = [Path("out", path) for path in ("publish/report.md", "publish/updates.csv", "coordinator/manifest.json")]
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
    return year_end([ministry, police, unreadable("in/broken.xlsx")], found, edition())


@pytest.mark.parametrize("name", ["markdown", "html", "json", "csv"])
def test_as_published(name: str) -> None:
    for file in REPORT_FORMATS[name]:
        written = file.render(report()).replace(__version__.encode(), b"VERSION")
        written = re.sub(rb"(?s)<style>.*</style>", b"<style>STYLE</style>", written)
        golden = GOLDEN / file.name
        if os.environ.get("UPDATE_GOLDEN"):
            golden.parent.mkdir(exist_ok=True)
            golden.write_bytes(written)
        assert written == golden.read_bytes()


def test_very_many_rows_set_aside_end_as_ranges() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", f"Did {number}.") for number in range(1_200)])
    wrong = [error("a.xlsx", row) for row in range(2, 1_202) if row not in (1_100, 1_102)]
    found = year_end([sent], wrong, edition())
    lines = in_pipe(lambda screen: compiled_text(found, validation([sent], wrong, edition()), WRITTEN, screen))
    assert lines[:2] == ["2 updates from 1 file, on 1 of 5 actions in force.", "1198 set aside, not in the report:"]
    assert lines[2 * 1_000] == "  a.xlsx, sheet Updates, row 1001  NZP, action “1”"
    assert lines[2 * 1_000 + 2 :] == [
        "  and a.xlsx, sheet Updates, rows 1002 to 1099, 1101 and 1103 to 1201",
        f"Wrote {Path('out/publish')}, to go out: report.md, updates.csv",
        f"Wrote {Path('out/coordinator')}, for you alone: manifest.json",
    ]
