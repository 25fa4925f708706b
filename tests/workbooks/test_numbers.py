from __future__ import annotations

import datetime as dt
import math

import pytest

from poatool.workbooks.formatting import Shown, from_serial


@pytest.mark.parametrize(
    ("number", "shown", "since_1904", "value"),
    [
        (1, Shown.DATE, False, dt.date(1900, 1, 1)),
        (59, Shown.DATE, False, dt.date(1900, 2, 28)),
        (61, Shown.DATE, False, dt.date(1900, 3, 1)),
        (0, Shown.DATE, True, dt.date(1904, 1, 1)),
        (0.5, Shown.TIME, False, dt.time(12)),
        (1.5, Shown.DURATION, False, dt.timedelta(hours=36)),
        (60, Shown.DATE, False, 60),
        (-1.2, Shown.TIME, False, -1.2),
        (1e300, Shown.DURATION, False, 1e300),
    ],
)
def test_a_number_is_the_moment_that_its_format_makes_it(
    number: float, shown: Shown, since_1904: bool, value: object
) -> None:
    assert from_serial(number, shown, since_1904=since_1904) == value


@pytest.mark.parametrize("shown", Shown)
def test_what_is_no_number_is_no_moment(shown: Shown) -> None:
    assert repr(from_serial(math.nan, shown, since_1904=False)) == "nan"
