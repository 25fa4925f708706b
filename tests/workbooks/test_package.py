from __future__ import annotations

import time

from poatool.workbooks.limits import Limits
from poatool.workbooks.package import Package
from tests.workbooks.builder import Book, refused

SHEET = "xl/worksheets/sheet1.xml"


def test_work_that_takes_too_long_is_given_up() -> None:
    unreadable = refused(Book().data(), limits=Limits(seconds=0))
    assert "took too many seconds" in unreadable.what
    assert "`seconds` under `[limits]`" in unreadable.do


def test_time_in_which_a_computer_does_something_else_does_not_count() -> None:
    package = Package(Book().data(), Limits(seconds=1))
    time.sleep(1.2)
    assert b"".join(package.chunks(SHEET)).startswith(b"<worksheet")
