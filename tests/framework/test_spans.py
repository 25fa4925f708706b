"""Which periods a text names, and how the time that it names compares with a period."""

import pytest

from poatool.framework.dates import Fit
from poatool.framework.load import load
from poatool.framework.spans import fit, periods_in

FRAMEWORK = load()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        *((text, ("2022",)) for text in ("2022", "Year to December 2022", "FY2022", "Q2 2022", "Jan–Jun 2022")),
        ("half year ended 30 June 2022", ("2022",)),
        *((text, ("2021", "2022")) for text in ("2021/22", "2021-22", "2021–22", "2021/2022", "2021 to 2022")),
        ("year ended 30 June 2022", ("2021", "2022")),
        *((text, ()) for text in ("Plan of Action 2021–25", "31-12-2022", "2022-12-31", "3 March 2022", "March 2022")),
        ("12021/22", ()),
    ],
)
def test_periods_that_a_text_names(text: str, named: tuple[str, ...]) -> None:
    assert periods_in(text, FRAMEWORK) == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (text, Fit.SAME)
            for text in ("2022", "Progress 2022", "Q3 2022", "the second half of 2022", "2021 and 2022")
        ),
        ("2021/22", Fit.PARTLY),
        *((text, Fit.OTHER) for text in ("2021", "Oct–Dec 2021")),
        *((text, None) for text in ("Progress", "due 31 March 2023")),
    ],
)
def test_how_the_time_that_a_text_names_compares_with_2022(text: str, expected: Fit | None) -> None:
    assert fit(text, FRAMEWORK.period_by_id["2022"], FRAMEWORK) == expected
