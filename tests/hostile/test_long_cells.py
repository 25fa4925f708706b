"""Cells of the greatest length, made expensive to search: every rule finishes in good time."""

from pathlib import Path

import openpyxl
import pytest

from poatool import api
from poatool.render.formats import FINDINGS_FORMATS
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Unreadable
from poatool.workbooks.quota import Effort
from tests.hostile.test_hostile import SECONDS, alarm
from tests.support.checking import book_of, checked_workbook
from tests.support.reports import validation
from tests.support.steps import calls

LONGEST = 32_767
ROWS = 4
UNPACKED = Limits(ratio=100_000)
HEADINGS = ("Action", "Agency", "Status", "Progress", "Next steps", "Evidence")
REPEATED = (
    *("1,", "1-", "1 ", "1.", "9 & 26 ", "x,", "N1", "action 9 and 26 ", "actions 1 to 3, "),
    *("(", "[", "<", "&", "@", "?", "#", "*", "_x", "%", "http://", "https://a.b ", "www.x.nz "),
    *("021 345 6789 ", "021-", "12345678 ", "AB123456 ", "1/2/22 ", "2022-01-01 ", "50% ", "$5 ", "two victims "),
    *("a", "ā", "a\u0304", "Maori ", "a@b.co ", "a@", "@a.", "a.b.", "AB ", "A", "TBC ", "XX ", "[x] ", "{{x}} "),
    *("MBIE, ", "MBIE and ", "Completed ", "under way - ", "not ", "next ", "this year ", "see last year ", "n/a "),
    *(" ", "\n", "a\n", "- ", "•\n", "**", "|", "a ", "the of and "),
)


@pytest.mark.parametrize("text", REPEATED, ids=repr)
def test_every_rule_is_done_with_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for number in range(ROWS):
        sheet.append([f"{number % 29}{text * LONGEST}"[:LONGEST] for _ in HEADINGS])
    book.save(path)
    with alarm(SECONDS):
        read = api.read_submissions([path], api.load_framework(), "2022", limits=UNPACKED)
        checked = api.check(read, limits=UNPACKED)
    (submission,) = checked.submissions
    assert len(submission.submission.rows) == ROWS


def test_twice_the_rows_are_twice_the_work() -> None:
    def work(rows: int) -> int:
        numbers = range(1_000 * rows, 1_001 * rows)  # texts that no other workbook holds, as texts are remembered
        lines = (f"| {1 + n % 20} | Under way | Held forum {n} with partners in May. |" for n in numbers)
        workbook = book_of("\n".join(["| Action | Status | Progress |", *lines]))
        return calls(lambda: checked_workbook(workbook))

    work(10)  # things that are made once, such as patterns
    assert work(1_000) < 2.2 * work(500)


def test_a_sheet_full_of_possible_headings_is_refused_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Effort, "most", 600)
    for name, width in (("a wide.xlsx", 60), ("b narrow.xlsx", 4), ("c wide.xlsx", 60)):
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(["Action", *(f"MBIE progress {at}" for at in range(width))])
        for row in range(1, 9):
            sheet.append([str(row), *(f"Trained {row} inspectors {at}" for at in range(width))])
        book.save(tmp_path / name)
    read = api.read_submissions([tmp_path], api.load_framework(), "2022")
    wide, narrow, again = (each.submission.workbook for each in read.submissions)
    assert isinstance(wide, Unreadable)
    assert isinstance(again, Unreadable)  # although its texts are known by now
    assert wide.message == "Too many cells of the file could be headings, names or labels, so it is not read."
    assert not isinstance(narrow, Unreadable)


def test_a_form_as_wide_as_a_sheet_is_read_in_good_time() -> None:
    workbook = book_of("\n".join([f"| Status: | {'x | ' * 16_000}", *[f"| {'y | ' * 16_000}"] * 11]))
    with alarm(SECONDS):
        checked_workbook(workbook)


@pytest.mark.parametrize("name", FINDINGS_FORMATS)
def test_findings_quote_the_beginning_of_a_text_and_no_more(name: str) -> None:
    long = f"Ask mere@example.org or 021 123 4567. {'x' * LONGEST}"[:LONGEST]
    rows = "\n".join(f"| {number} | Under way | {long} |" for number in range(1, 20))
    submission, found = checked_workbook(book_of(f"| Action | Status | Progress |\n{rows}"))
    written = FINDINGS_FORMATS[name](validation((submission,), found, submission.edition))
    assert len(found) > 38
    assert len(written) < 1_500 * len(found)
    assert b"mere@example.org" in written
