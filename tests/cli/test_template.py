"""`poatool template` as a coordinator uses it."""

from __future__ import annotations

import openpyxl

from tests.cli.conftest import ROOT, Desk


def test_every_published_agency_gets_a_workbook(desk: Desk) -> None:
    result = desk.run("template", "--period", "2022", "--output", desk.folder)
    names = [f"poa-2022-{code}.xlsx" for code in ("MBIE", "DIA", "NZP", "OT", "MFAT", "MoJ", "NZCS")]
    assert result.code == 0
    assert result.out.splitlines() == [str(desk.folder / name) for name in names]
    assert sorted(path.name for path in desk.folder.iterdir()) == sorted(names)


def test_agencies_are_named_in_any_case_and_each_once(desk: Desk) -> None:
    desk.run("template", "--period", "2022", "--output", desk.folder, "--agency", "mbie", "--agency", "MBIE,moj")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["poa-2022-MBIE.xlsx", "poa-2022-MoJ.xlsx"]


def test_an_unknown_agency_is_wrong_usage_and_nothing_is_written(desk: Desk) -> None:
    result = desk.run("template", "--period", "2022", "--output", desk.folder / "out", "--agency", "MBEI")
    assert result.code == 2
    assert "Did you mean MBIE?" in result.err
    assert not (desk.folder / "out").exists()


def test_a_template_that_was_filled_in_is_not_replaced_and_a_blank_one_is(desk: Desk) -> None:
    call = ("template", "--period", "2022", "--output", desk.folder, "--agency")
    desk.run(*call, "MBIE,MoJ")
    assert desk.run(*call, "MBIE,MoJ").code == 0
    filled = desk.folder / "poa-2022-MoJ.xlsx"
    book = openpyxl.load_workbook(filled)
    book["Updates"]["D7"] = "Trained forty people."
    book.save(filled)
    before = filled.read_bytes()

    result = desk.run(*call, "MBIE,MoJ")

    assert (result.code, result.out) == (3, "")
    assert result.err == f"poatool: {filled}: this has been filled in already. Move it, or write somewhere else.\n"
    assert filled.read_bytes() == before
    assert desk.run(*call, "MBIE").code == 0


def test_last_periods_answers_stand_beside(desk: Desk) -> None:
    earlier = ROOT / "examples" / "2021"
    desk.run("template", "--period", "2022", "--output", desk.folder, "--agency", "MBIE", "--prefill", earlier)
    sheet = openpyxl.load_workbook(desk.folder / "poa-2022-MBIE.xlsx")["Updates"]
    assert [sheet["C6"].value, sheet["D6"].value] == ["Last period: status", "Last period: progress"]
    assert (sheet["A9"].value, sheet["C9"].value) == ("3", "Under way")
    assert str(sheet["D9"].value).startswith("Ran a series of online seminars for employers")
    assert sheet["E9"].value is None
    assert sheet["D9"].protection.locked


def test_a_prefilled_template_has_nothing_answered(desk: Desk) -> None:
    earlier = ROOT / "examples" / "2021"
    desk.run("template", "--period", "2022", "--output", desk.folder, "--agency", "MBIE", "--prefill", earlier)
    result = desk.validate(desk.folder, "--format", "json")
    assert (result.code, result.out) == (3, "")
    assert "templates without answers" in result.err


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
