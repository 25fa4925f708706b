"""The sheets of what `poatool template` writes. `sessions/template.md` shows the rest."""

import openpyxl

from tests.cli.conftest import ROOT, Desk


def test_an_agency_is_asked_what_is_expected_of_it_and_may_answer_the_rest(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--agency", "Police", "--prefill", ROOT / "examples" / "2021")
    desk.run(*call, "--output", desk.folder)
    book = openpyxl.load_workbook(desk.folder / "poa-2022-NZP.xlsx")
    assert [book["Updates"].cell(row, 1).value for row in range(8, 13)] == ["2", "4", "22", "25", None]
    others = [row[0].value for row in book["Other actions"].iter_rows(min_row=5)]
    assert (len(others), others[:3]) == (23, ["1", "3", "5"])  # 28 in force, of which one was completed in 2021
    desk.run(*call, "--output", desk.folder / "all", "--all-actions")
    every = openpyxl.load_workbook(desk.folder / "all" / "poa-2022-NZP.xlsx")
    assert every.sheetnames == ["Read me", "Updates", "Lists", "Validation"]
