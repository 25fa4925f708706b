"""`--previous`, `--history` and `--prefill`: several paths behind one option, as a shell puts them for a pattern."""

from __future__ import annotations

import pytest

from poatool.cli.command import expand_multi
from tests.cli.conftest import ROOT, Desk

BEFORE = (("2", "", "Completed", "Trained forty inspectors in Napier and wrote a guide for all of them.", ""),)
NOW = (("2", "", "Under way", "Held a hui in Nelson with the unions about the guide.", ""),)
DIA, MFAT = (str(ROOT / f"examples/2021/{name}") for name in ("internal-affairs.csv", "mfat.xlsx"))


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
    now = desk.workbook(*NOW, name="2022/dia.xlsx")
    for call in (("--previous", dia, police), ("--previous", dia, "--previous", police)):
        result = desk.validate(now.parent, *call, "--format", "json")
        assert [file["path"] for file in result.json["files"]] == [str(now)]
        assert {finding["code"] for finding in result.json["findings"]} == {"UPD313", "ALL604"}


def test_what_follows_is_checked_where_nothing_else_is(desk: Desk) -> None:
    before, now = desk.workbook(*BEFORE, name="2021/a.xlsx"), desk.workbook(*NOW, name="2022/a.xlsx")
    result = desk.validate("--previous", before, now, "--format", "json")
    assert [file["path"] for file in result.json["files"]] == [str(now)]


def test_it_is_said_where_nothing_is_of_an_earlier_period(desk: Desk) -> None:
    now = desk.workbook(*NOW, name="2022/dia.xlsx")
    result = desk.validate(now, "--previous", now)
    assert result.err == f"No earlier submissions: none of {now} is for a period before 2022.\n"
