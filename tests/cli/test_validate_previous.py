"""`validate --previous`: this period's submissions beside those of the period before."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from poatool.cli.command import expand_multi
from tests.cli.conftest import Desk

BEFORE = (("2", "", "Completed", "Trained forty inspectors in Napier and wrote a guide for all of them.", ""),)
NOW = (("2", "", "Under way", "Trained forty inspectors in Napier and wrote a guide for them all.", ""),)


def test_what_does_not_follow_from_the_period_before_is_found(desk: Desk) -> None:
    old = desk.workbook(*BEFORE, name="2021/dia.xlsx")
    other = desk.workbook(*BEFORE, name="2021/police.xlsx", agency="NZP")
    new = desk.workbook(*NOW, name="2022/dia.xlsx")

    result = desk.validate(new.parent, "--previous", old.parent, "--format", "json")

    found = {(f["code"], f["file"], f["cell"]) for f in result.json["findings"]}
    assert found == {("UPD313", str(new), "C4"), ("ALL603", str(new), "D4"), ("ALL604", str(other), None)}
    (copied,) = (f for f in result.json["findings"] if f["code"] == "ALL603")
    assert " % the same as the text of 2021 on Action 2" in copied["message"]
    assert [file["path"] for file in result.json["files"]] == [str(new)]


def test_who_is_silent_is_asked_of_a_folder_or_several_files_and_not_of_one_file(desk: Desk) -> None:
    police = desk.workbook(*BEFORE, name="2021/police.xlsx", agency="NZP")
    one = desk.workbook(*NOW, name="2022/dia.xlsx")

    def silent(*paths: Path) -> list[str]:
        result = desk.validate(*paths, "--previous", police.parent, "--format", "json")
        return [f["message"] for f in result.json["findings"] if f["code"] == "ALL604"]

    said = ["New Zealand Police (NZP) sent this for 2021, and nothing since."]
    assert silent(one) == []
    assert silent(one.parent) == said
    other = desk.workbook(
        ("3", "", "Under way", "Wrote a guide for border officers.", ""), name="more/moj.xlsx", agency="MoJ"
    )
    assert silent(one, other) == said
    with ZipFile(one.parent / "all.zip", "w") as packed:
        packed.write(one, "dia.xlsx")
    assert silent(one.parent / "all.zip") == said


def test_the_latest_of_several_earlier_periods_counts(desk: Desk) -> None:
    desk.workbook(*BEFORE, name="back/2021/dia.xlsx")
    later = ("2", "", "Under way", "Agreed with Police on who goes where.", "")
    back = desk.workbook(later, name="back/2022/dia.xlsx").parent.parent
    new = desk.workbook(*NOW, name="2023/dia.xlsx")

    result = desk.run("validate", new, "--period", "2023", "--previous", back, "--format", "json")
    assert result.json["findings"] == []


HUI = (("2", "", "Under way", "Held a hui in Nelson with the unions about the guide.", ""),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("validate a -p 2022 --previous b c -o d", "validate a -p 2022 --previous b --previous c -o d"),
        ("validate a --previous=b c d", "validate a --previous=b --previous c --previous d"),
        ("template --prefill a --prefill b c", "template --prefill a --prefill b --prefill c"),
        ("gaps a --history b -- c", "gaps a --history b -- c"),
        ("validate a b --select ACT c", "validate a b --select ACT c"),
        ("gaps a --history", "gaps a --history"),
    ],
)
def test_each_path_behind_an_option_is_its(typed: str, meant: str) -> None:
    assert expand_multi(typed.split(), ("--previous", "--history", "--prefill")) == meant.split()


def test_all_that_follow_are_compared_with_and_not_checked(desk: Desk) -> None:
    dia, police = (
        desk.workbook(*BEFORE, name=f"2021/{name}.xlsx", agency=agency) for name, agency in (("a", "DIA"), ("b", "NZP"))
    )
    now = desk.workbook(*HUI, name="2022/dia.xlsx")
    for call in (("--previous", dia, police), ("--previous", dia, "--previous", police)):
        result = desk.validate(now.parent, *call, "--format", "json")
        assert [file["path"] for file in result.json["files"]] == [str(now)]
        assert {finding["code"] for finding in result.json["findings"]} == {"UPD313", "ALL604"}


def test_what_follows_is_checked_where_nothing_else_is(desk: Desk) -> None:
    before, now = desk.workbook(*BEFORE, name="2021/a.xlsx"), desk.workbook(*HUI, name="2022/a.xlsx")
    result = desk.validate("--previous", before, now, "--format", "json")
    assert [file["path"] for file in result.json["files"]] == [str(now)]


def test_it_is_said_where_nothing_is_of_an_earlier_period(desk: Desk) -> None:
    now = desk.workbook(*HUI, name="2022/dia.xlsx")
    result = desk.validate(now, "--previous", now)
    assert result.err == f"No earlier submissions: none of {now} is for a period before 2022.\n"
