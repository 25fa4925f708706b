"""What `compile` says on the screen of the updates that it sets aside."""

from __future__ import annotations

import io

from poatool.console import PlainScreen
from poatool.render.report.screen import compiled_text
from poatool.reports.year_end import year_end
from tests.support.reports import Line, edition, error, interpreted


def test_of_very_many_rows_set_aside_the_last_are_named_by_their_runs() -> None:
    sent = interpreted("a.xlsx", "NZP", [Line("1", f"Did {number}.") for number in range(1_200)])
    wrong = [error("a.xlsx", row) for row in range(2, 1_202) if row not in (1_100, 1_102)]
    screen = io.StringIO()
    compiled_text(year_end([sent], wrong, edition()), ["out/report.md"], PlainScreen(screen))

    lines = screen.getvalue().splitlines()
    assert lines[:2] == [
        "2 updates from 1 file, on 1 of 5 actions in force.",
        "1198 set aside, not in the report:",
    ]
    assert lines[2 * 1_000] == "  a.xlsx, sheet Updates, row 1001  NZP, action “1”"
    assert lines[2 * 1_000 + 2 :] == [
        "  and a.xlsx, sheet Updates, rows 1002 to 1099, 1101 and 1103 to 1201",
        "Wrote out/report.md",
    ]
