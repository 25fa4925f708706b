"""Which periods a text names."""

from __future__ import annotations

import pytest

from poatool.framework.load import load
from poatool.submissions.period import periods_in, titled_period

FRAMEWORK = load()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2022", ("2022",)),
        ("Year to December 2022", ("2022",)),
        ("2021/22", ("2021", "2022")),
        ("2021-22", ("2021", "2022")),
        ("2021–22", ("2021", "2022")),
        ("2021/2022", ("2021", "2022")),
        ("2021 to 2022", ("2021", "2022")),
        ("Plan of Action 2021–25", ("2021",)),
        ("31-12-2022", ("2022",)),
        ("2022-12-31", ("2022",)),
        ("2021-12", ("2021",)),
        ("12021/22", ()),
    ],
)
def test_periods_that_a_text_names(text: str, named: tuple[str, ...]) -> None:
    assert periods_in(text, FRAMEWORK) == named


@pytest.mark.parametrize(
    ("title", "period"), [("2021", "2021"), ("Return 2021", "2021"), ("2021-22", None), ("R2D2", None)]
)
def test_the_one_period_that_a_title_names(title: str, period: str | None) -> None:
    assert titled_period(title, FRAMEWORK) == period
