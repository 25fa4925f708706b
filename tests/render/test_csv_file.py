"""CSV: opened by Excel with its macrons whole, and no text in it a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_csv
from poatool.render.report.tables import report_csv
from poatool.render.table import safe
from poatool.reports.coverage import coverage
from poatool.reports.year_end import year_end
from poatool.text import publishable
from tests.support.payloads import STRINGS
from tests.support.reports import Line, edition, interpreted


def rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@A1", "＝1", "＋1", "－1", "＠A", "\t=1", "\n=1", " =1", "-1+2", "\u200b=1"]
)
def test_a_formula_is_made_text(text: str) -> None:
    assert safe(text) == "'" + text.replace("\u200b", "")


@pytest.mark.parametrize("text", ["-5", "+64 4 123 4567", "-3.5", "-12%", "1-3", "Māori", "", "a=b"])
def test_plain_numbers_and_words_are_left_alone(text: str) -> None:
    assert safe(text) == text


@given(STRINGS)
def test_any_text_comes_back_and_is_never_live(text: str) -> None:
    written = report_csv(year_end([interpreted("a.xlsx", "NZP", [Line("1", text)])], [], edition()))
    (_, row) = rows(written)
    assert row[6].removeprefix("'") == publishable(text).removeprefix("'")
    assert not row[6].lstrip(" ").startswith(("=", "@", "＝", "＋", "－", "＠", "\t"))


def test_coverage_by_what_was_asked() -> None:
    found = coverage([interpreted("a.xlsx", "NZP", [Line("1", "x")])], [], edition())
    assert rows(coverage_csv(found, By.PILLAR)) == [
        ["Pillar", "In force", "Reported", "Percent"],
        ["Prevention", "3", "1", "33.3"],
        ["Protection", "2", "0", "0.0"],
        ["Enforcement", "0", "0", ""],
    ]
    assert rows(coverage_csv(found, By.ACTION))[6][4] == "Incorporated into 9"
