"""What of a sheet beside a table counts as not read."""

from __future__ import annotations

import pytest

from tests.submissions.reading import read_workbook
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

UPDATES = sheet_from_markdown("| Action | Status | Progress |\n| 9 | Under way | Held a forum. |", "Updates")


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("| Agency: | MoJ |", False),
        ("| Agency: | MoJ |\n| Annual return | 2022 |", False),
        ("| Agency: | MoJ |\n| Measure | Achievements |\n| 18 | Held a forum. |", True),
        ("| Agency: | MoJ |\n| We held a forum for growers in Gisborne and Napier. |", True),
        ("| Notes of a meeting |\n| Held a forum. |", True),
    ],
)
def test_a_sheet_with_a_label_may_hold_more_that_was_not_read(text: str, unread: bool) -> None:
    for name, said in (("Protection", unread), ("Cover", False)):
        submission = read_workbook(workbook_from_sheets(UPDATES, sheet_from_markdown(text, name)))
        assert submission.unread == ((name,) if said else ())
