"""What keeps updates back around them is said once for each cause, and only where something would be published."""

import pytest

from poatool.rules import BY_CODE
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.workbooks.model import Area
from tests.support.checking import EDITION, ROW, book_of, checked_workbook, found, found_at, sheet
from tests.support.checking import HEADINGS as HEAD
from tests.support.steps import calls


def cells(table: str, codes: str = "PUB513") -> list[tuple[str, str | None]]:
    return found_at(table, only=codes)


@pytest.mark.parametrize(
    "heading",
    [
        *("Progress (internal only)", "Progress [confidential]", "Progress (in confidence)", "Progress (private)"),
        *("Progress (draft)", "Progress (not public)", "Progress – do not publish"),
    ],
)
def test_a_heading_that_keeps_its_texts_back_is_no_progress_and_is_never_renamed(heading: str) -> None:
    table = f"| Action | Status | {heading} |\n{ROW}\n| 3 | Under way | Wrote. |"
    submission, findings = checked_workbook(book_of(table))
    assert [update.progress for update in submission.updates] == ["", ""]
    (missing,) = (f for f in findings if f.code == "WBK104")
    assert missing.message.endswith(
        f" These headings mean something else, or keep texts from publication: “{heading}”."
    )
    assert all(finding.fix is None for finding in findings)


def test_a_heading_above_nothing_keeps_nothing_back() -> None:
    assert cells(f"{HEAD} Next steps (internal) |\n{ROW} |") == []


def test_of_an_internal_column_beside_a_public_one_nothing_is_asked() -> None:
    table = "| Action | Status | Progress (internal) | Progress (public) |\n| 2 | Under way | Kept. | Told. |"
    assert cells(table, codes="PUB513 WBK126") == []


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ("NOT FOR PUBLICATION", "A1"),
        ("OK to publish? | No", "B1"),
        ("Confidential: | No", None),
        ("Notes are not.", None),
    ],
)
def test_what_stands_above_a_form_keeps_it_back_as_above_a_table(above: str, place: str | None) -> None:
    form = "| Action: | 2 |\n| Status: | Under way |\n| Progress: | Trained forty inspectors. |"
    assert cells(f"| {above} |\n\n{form}")[:1] == ([("PUB513", place)] if place else [])


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("Confidential: | No", None),
        ("Restricted? | No", None),
        ("Is any of this return restricted? | No, none of it", None),
        ("OK to publish: | Yes", None),
        ("Not for publication: | No", None),
        ("Withhold from publication | No", None),
        ("Confidential: | Not confidential", None),
        ("Confidential: No |", None),
        ("Confidential (no) |", None),
        ("This return is not confidential. |", None),
        ("Confidential | Agreed |\n| No | Yes", None),
        ("OK to publish? | Signed |\n| No | Yes", "A2"),
        ("Confidential: | Yes", "B1"),
        ("Classification: | In confidence", "B1"),
        ("CONFIDENTIAL | Police", "A1"),
        ("Not to be released, and restricted |", "A1"),
    ],
)
def test_a_label_restricts_only_if_its_answer_does(lines: str, place: str | None) -> None:
    expected = [] if place is None else [("PUB513", place)]
    below = [("PUB513", None)] if place else []
    assert found_at(f"| {lines} |\n|  |\n{HEAD}\n{ROW}", only="PUB513 UPD323") == expected
    assert found_at(f"{HEAD}\n{ROW}\n|  |\n| {lines} |", only="PUB513 UPD323") == below


@pytest.mark.parametrize(("left", "right", "place"), [(4, 5, None), (3, 5, "C1")])
def test_a_band_over_headings_keeps_back_only_what_is_below_it(left: int, right: int, place: str | None) -> None:
    band = "| For publication " + "| " * (left - 2) + "| Internal use only |"
    table = f"{band}\n{HEAD} Contact | Notes |\n{ROW} Mere | Ask. |"
    for merges in ((), (Area(1, 1, 1, left - 1), Area(1, left, 1, right))):
        assert found_at(sheet(table, merges=merges), only="PUB513") == ([("PUB513", place)] if place else [])
    assert cells(f"| | | Internal | Mere |\n{HEAD} Contact |\n{ROW} Mere |") == [("PUB513", "C1")]


def test_a_cover_and_the_tab_of_a_sheet_say_it_once_each() -> None:
    findings = found(sheet("| IN CONFIDENCE |", "Cover"), sheet(name="Updates (internal)"))
    assert {(f.code, f.place.sheet, f.place.cell) for f in findings} == {
        ("WBK135", "Updates (internal)", None),
        ("PUB513", "Cover", "A1"),
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"{ROW}\n| Internal only |\n| 3 | Under way | Wrote. |", [("PUB513", "A3")]),
        (f"{ROW}\n| IN CONFIDENCE |", [("PUB513", None)]),
        (f"{ROW}\n| Internal training |\n| 3 | Under way | Wrote. |", [("WBK108", "A3")]),
        (f"{ROW}\n| Internal |\n| Total | 3 |", [("WBK108", "A3"), ("WBK108", "A4")]),
    ],
)
def test_a_row_keeps_back_those_below_it_or_all_above_the_foot(rows: str, expected: list[tuple[str, str]]) -> None:
    assert cells(f"{HEAD}\n{rows}", codes="PUB513 WBK108") == expected


def test_a_row_is_said_to_be_kept_back_once() -> None:
    table = f"{HEAD} Notes | OK to publish? |\n{ROW} Do not publish | No |\n| 3 | Under way | Wrote. | | No |"
    assert cells(table) == [("PUB513", "D2"), ("PUB513", "E3")]


def test_what_stands_beside_a_row_without_a_heading_is_said_once() -> None:
    assert cells(f"{HEAD}\n{ROW} Do not publish |", codes="PUB513 WBK125") == [("PUB513", "D2")]


def test_a_row_that_would_publish_nothing_is_not_kept_back() -> None:
    assert cells(f"{HEAD} Publish? |\n{ROW} Yes |\n| 3 | | | No |") == []


@pytest.mark.parametrize("shape", ["titles", "rows"])
def test_the_work_grows_no_faster_than_the_rows_that_keep_others_back(shape: str) -> None:
    def work(number: int) -> int:
        marks = "| DO NOT PUBLISH |\n" * number
        rows = [f"| {each % 28 + 1} | Under way | Trained {each} people. |" for each in range(number)]
        between = "\n| DO NOT PUBLISH |\n" if shape == "rows" else "\n"
        table = f"{marks if shape == 'titles' else ''}{HEAD}\n{between.join(rows)}"
        (read, _) = checked_workbook(book_of(table), [])
        return calls(lambda: check(Batch(EDITION, (read,)), [BY_CODE["PUB513"]]))

    work(5)
    assert work(400) < 6 * work(100)


def test_a_heading_and_the_foot_of_a_page_keep_back_what_they_stand_with() -> None:
    headed = f"| Action (in confidence) | Status | Progress |\n{ROW}"
    assert cells(headed) == [("PUB513", "A1")]
    assert found_at(sheet(on_each_page=("In confidence",)), only="PUB513") == [("PUB513", None)]
