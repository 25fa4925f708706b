"""Every format of a table writes something, and the same each time."""

import pytest

from poatool.render.coverage.tables import By, View
from poatool.render.formats import COVERAGE_FORMATS, KEPT, REPORT_FORMATS, report_files
from tests.support.reports import Line, coverage, edition, interpreted, year_end

SENT = (interpreted("a.xlsx", "NZP", [Line("1", "Did it.")]),)


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_report_in_every_format(name: str) -> None:
    report = year_end(SENT, [], edition())
    once, again = (report_files(report, REPORT_FORMATS[name], show_status=True) for _ in range(2))
    assert once == again
    assert all(once.values())


@pytest.mark.parametrize("name", COVERAGE_FORMATS)
@pytest.mark.parametrize("by", By)
def test_coverage_in_every_format(name: str, by: By) -> None:
    found, write = coverage(SENT, [], edition()), COVERAGE_FORMATS[name]
    assert write(found, View(by)) == write(found, View(by)) != b""
    assert write(found, View(by, matrix=True)) != b""


def test_file_names_are_all_different() -> None:
    paths = [file.path for files in (*REPORT_FORMATS.values(), KEPT) for file in files]
    assert len(set(paths)) == len(paths)
