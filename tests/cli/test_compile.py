"""`compile`: reports too large to write, and the other files that a page lists."""

import pytest

from tests.cli.conftest import Desk
from tests.support.web import seen


@pytest.mark.parametrize(
    ("limit", "most", "much"),
    [
        ("MOST_UPDATES", 1, "2 updates; the limit is 1"),
        ("MOST_CHARACTERS", 9, "13 characters in its texts; the limit is 9"),
    ],
)
def test_more_than_a_report_can_hold_is_refused_in_a_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, much: str
) -> None:
    monkeypatch.setattr(f"poatool.rules.checking.{limit}", most)
    sent = [
        desk.workbook((1, None, "Completed", "Did."), name="in/dia.xlsx"),
        desk.workbook((2, None, "Completed", "Did this."), name="in/ot.xlsx", agency="OT"),
    ]
    done = desk.run("compile", *sent, "--period", "2022", "--output", desk.folder / "out")
    see = f"poatool validate {' '.join(map(str, sent))} --period 2022"
    message = f"poatool: The report would have {much}. Is a column filled down? See: {see}"
    assert (done.code, done.err.splitlines()[-1]) == (3, message)
    assert not (desk.folder / "out").exists()


def test_a_file_with_too_many_updates_is_set_aside_and_the_report_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poatool.rules.checking.MOST_UPDATES", 1)
    sent = [
        desk.workbook((1, None, "Completed", "In confidence: a."), (2, None, "Completed", "b"), name="in/dia.xlsx"),
        desk.workbook((1, None, "Under way", "Opened a shelter."), name="in/ot.xlsx", agency="OT"),
    ]
    checked = desk.run("validate", *sent, "--period", "2022", "--select", "PUB", "--format", "concise")
    message = "The file has 2 updates; the limit is 1. None of its rows is checked, so none counts."
    assert (checked.code, checked.out.count("WBK101"), checked.out.count(message)) == (1, 1, 1), checked.out
    desk.compile(*sent, "--format", "html")
    page = seen(desk.published("report.html").encode()).read
    assert "Opened a shelter." in page
    assert "In confidence" not in page
    assert "2 entries are set aside until corrected and are not counted here." in page


def test_the_page_lists_the_other_files_with_their_sizes(desk: Desk) -> None:
    desk.compile(desk.workbook((1, None, "Under way", "Did.")), "--format", "html,csv,json")
    folder = desk.folder / "report" / "publish"
    page = seen((folder / "report.html").read_bytes())
    for name in ("updates.csv", "updates.csv-metadata.json", "coverage.csv", "report.json"):
        size = -(-(folder / name).stat().st_size // 1000)
        assert name in page.values("href")
        assert f"({name.rpartition('.')[2].upper()}, {size} KB)" in page.read
    assert "report.xlsx" not in page.values("href")
