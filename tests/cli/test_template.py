"""`poatool template` as a coordinator uses it."""

import json

import openpyxl

from tests.cli.conftest import ROOT, Desk, corrected


def test_every_published_agency_gets_a_workbook(desk: Desk) -> None:
    result = desk.run("template", "--period", "2022", "--output", desk.folder)
    names = [f"poa-2022-{code}.xlsx" for code in ("MBIE", "DIA", "NZP", "OT", "MFAT", "MoJ", "NZCS")]
    assert result.code == 0
    assert result.out.splitlines() == [str(desk.folder / name) for name in names]
    assert sorted(path.name for path in desk.folder.iterdir()) == sorted([*names, "sent.json"])


def test_agencies_are_named_by_any_of_their_names_and_each_once(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--output", desk.folder)
    desk.run(*call, "--agency", "mbie", "--agency", "INZ,ministry of justice")
    assert sorted(path.name for path in desk.folder.glob("*.xlsx")) == ["poa-2022-MBIE.xlsx", "poa-2022-MoJ.xlsx"]


def test_requests_are_recorded_and_earlier_ones_kept(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--output", desk.folder, "--prefill", ROOT / "examples" / "2021")
    desk.run(*call, "--agency", "MoJ")
    desk.run(*call, "--agency", "Police")
    sent = json.loads((desk.folder / "sent.json").read_bytes())
    assert (sent["schema"], sent["period"]) == ("poatool/sent/1", "2022")
    assert list(sent["agencies"]) == ["NZP", "MoJ"]
    assert sent["agencies"]["NZP"] == ["2", "4", "22", "25"]


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


def test_a_closed_action_is_not_asked_about(desk: Desk) -> None:
    rows = (("9", "DIA", "Completed", "The forum was held."), ("10", "DIA", "Under way", "Trained forty inspectors."))
    earlier = desk.workbook(*rows, name="2021/dia.xlsx")
    desk.run("template", "--period", "2022", "--agency", "DIA", "--prefill", earlier, "--output", desk.folder)
    book = openpyxl.load_workbook(desk.folder / "poa-2022-DIA.xlsx")
    assert [book["Updates"].cell(row, 1).value for row in (8, 9)] == ["10", None]
    assert "9" not in [row[0].value for row in book["Other actions"].iter_rows(min_row=5)]
    assert str(book["Read me"]["A7"].value).endswith("this workbook leaves out: Action 9 (completed earlier).")


def test_a_prefilled_template_is_replaced_by_a_plain_one_only_on_demand(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--agency", "NZP", "--output", desk.folder)
    prefill = ("--prefill", ROOT / "examples" / "2021")
    desk.run(*call, *prefill)
    refused = desk.run(*call)
    assert refused.code == 3
    assert "shows last period's answers" in refused.err
    assert desk.run(*call, *prefill).code == 0
    assert desk.run(*call, "--force").code == 0


def test_a_template_that_was_filled_in_is_not_replaced_and_a_blank_one_is(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--output", desk.folder, "--agency")
    desk.run(*call, "MBIE,MoJ")
    assert desk.run(*call, "MBIE,MoJ").code == 0
    filled = desk.folder / "poa-2022-MoJ.xlsx"
    corrected(filled, filled, D8="Trained forty people.")
    before = filled.read_bytes()

    result = desk.run(*call, "MBIE,MoJ")

    assert (result.code, result.out) == (3, "")
    assert result.err == f"poatool: {filled}: somebody has edited this template. Move it, or choose another folder.\n"
    assert filled.read_bytes() == before
    assert desk.run(*call, "MBIE").code == 0


def test_the_order_of_the_earlier_submissions_makes_no_difference(desk: Desk) -> None:
    one, two = (
        desk.workbook(("9", "DIA", "Under way", text), name=f"2021/{name}.xlsx")
        for name, text in (("a", "Trained forty inspectors."), ("B", "Wrote a guide for employers."))
    )
    for out, earlier in (("one", (one, two)), ("two", (two, one))):
        prefill = ("--prefill", earlier[0], "--prefill", earlier[1])
        desk.run("template", "--period", "2022", "--output", desk.folder / out, "--agency", "DIA", *prefill)
    first, second = (desk.folder / out / "poa-2022-DIA.xlsx" for out in ("one", "two"))
    sheet = openpyxl.load_workbook(second)["Updates"]
    (told,) = [str(row[3].value) for row in sheet.iter_rows() if row[0].value == "9"]
    assert told.index("Trained forty inspectors.") < told.index("Wrote a guide for employers.")
    assert first.read_bytes() == second.read_bytes()
