"""`compile`: several periods in one report, and a report that is final."""

import json

import pytest

from tests.cli.conftest import Desk
from tests.support.web import seen

MET = "Spoke at two forums."
SAID = "Signed an arrangement."


def test_periods_stand_below_each_other_each_as_it_was(desk: Desk) -> None:
    desk.workbook((26, None, "Under way", MET), name="in/2021/mfat.xlsx", agency="MFAT")
    desk.workbook((26, None, "Completed", SAID), name="in/2022/mfat.xlsx", agency="MFAT")
    desk.workbook((1, None, "Completed", "Not asked for."), name="in/2023/dia.xlsx")
    done = desk.run("compile", desk.folder / "in", "--periods", "2021..2022", "--output", desk.folder / "out")
    assert done.code == 0, done.err
    page = seen((desk.folder / "out" / "publish" / "report.html").read_bytes()).read
    assert page.count(MET) == page.count(SAID) == 1
    assert "Not asked for." not in page
    under_9, under_26 = (page.index(f"{code}. {text}") for code, text in (("9", "Leverage"), ("26", "Action 26 has")))
    block = "Annual implementation report {}: {} Active agencies – Ministry of Foreign Affairs and Trade (MFAT)"
    now = block.format("2022", "Enhance international prevention responses through regional co-operation")
    then = block.format("2021", "Improve international cooperation and partnership")
    assert under_9 < page.index(now) < page.index(SAID) < under_26 < page.index(then) < page.index(MET)
    assert "MFAT · Action 26 · Under way" in page
    published = json.loads((desk.folder / "out" / "publish" / "report.json").read_text("utf-8"))
    assert (published["period"], [each["period"] for each in published["earlier"]]) == ("2022", ["2021"])
    traced = desk.run("trace", desk.folder / "out", "2021-mfat-26")
    assert (traced.code, MET in traced.out) == (0, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Add --period PERIOD, or --periods A..B"),
        (("--periods", "2022..2021"), "the first period must be before the last"),
        (("--periods", "2022..2031"), "2031 is not a reporting period"),
    ],
)
def test_a_range_that_is_none_is_refused_in_a_line(desk: Desk, options: tuple[str, ...], said: str) -> None:
    sent = desk.workbook((1, None, "Under way", "Did."))
    done = desk.run("compile", sent, *options, "--output", desk.folder / "out")
    assert (done.code, said in done.err) == (2, True), done.err


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
    assert (done.code, done.err.splitlines()[-1]) == (
        3,
        f"poatool: The report would have {much}. Is a column filled down? See: poatool validate",
    )
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
    desk.compile(*sent)
    page = seen(desk.published("report.html").encode()).read
    assert "Opened a shelter." in page
    assert "In confidence" not in page
    assert "2 entries from DIA are set aside until corrected and are not counted here." in page


def test_a_draft_says_so_and_is_not_final(desk: Desk) -> None:
    sent = [
        desk.workbook((1, None, "Completed", "Did."), (29, None, "Completed", "Odd."), name="in/dia.xlsx"),
        desk.workbook((1, None, "Under way", "Does."), name="in/ot.xlsx", agency="OT"),
    ]
    draft = desk.compile(*sent)
    page = desk.published("report.html")
    assert "<title>DRAFT – Annual implementation report 2022" in page
    assert "1 entry from DIA is set aside until corrected and is not counted here." in seen(page.encode()).read
    assert "Undecided: agencies differ on the status of Action 1." in draft.out
    before = (desk.folder / "report" / "publish" / "report.html").stat()
    refused = desk.compile(*sent, "--final", "--force")
    assert refused.code == 1
    assert "Nothing was written: with --final, nothing may be set aside or undecided." in refused.out
    assert (desk.folder / "report" / "publish" / "report.html").stat() == before
    final = desk.compile(sent[1], "--final")
    assert final.code == 0
    assert "DRAFT" not in desk.published("report.html")


def test_the_page_lists_the_other_files_with_their_sizes(desk: Desk) -> None:
    desk.compile(desk.workbook((1, None, "Under way", "Did.")), "--format", "html,csv,json")
    folder = desk.folder / "report" / "publish"
    page = seen((folder / "report.html").read_bytes())
    for name in ("updates.csv", "updates.csv-metadata.json", "coverage.csv", "report.json"):
        size = -(-(folder / name).stat().st_size // 1000)
        assert name in page.values("href")
        assert f"({name.rpartition('.')[2].upper()}, {size} KB)" in page.read
    assert "report.xlsx" not in page.values("href")
