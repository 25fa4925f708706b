"""A nil return that came by mail: read beside the workbooks, and never a crash."""

import pytest

from tests.cli.conftest import Desk

GOOD = "agency: Police\nperiod: '2022'\nbecause: No work was planned.\nreceived: 2023-02-03\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: The file is empty."),
        ("agency: [*5000", "line 1, column"),
        ("&a [*a]", "line 1, column 1: The anchor &a is not allowed."),
        ("- agency: NZP", "line 1, column 1: the file should be a block of keys and values."),
        ("agency: NZP\nperiod: '2022'\nbecuase: x", "line 3, column 1: `becuase` is not a valid key"),
        ("agency: NZP\nperiod: {}\nbecause: x", "line 2, column 9: `period` should be text."),
        (GOOD.replace("Police", "The moon"), "“The moon” is not an agency of the plan."),
        (GOOD.replace("2022", "2021"), "This nil return is for “2021”, but this is a check for 2022."),
        ("[" * 5000, "Blocks are nested more than 20 levels deep."),
        ("\xff" * 2_000_000, "larger than 1 MiB"),
    ],
)
def test_what_is_wrong_in_one_is_a_finding(desk: Desk, text: str, said: str) -> None:
    desk.write("nzp-nil.yaml", text)
    result = desk.validate(desk.folder, "--format", "concise")
    assert (result.code, said in result.out) == (1, True), result


def test_one_is_read_beside_workbooks_and_alone(desk: Desk) -> None:
    desk.write("nzp-nil.yaml", GOOD)
    desk.workbook(("2", "", "Under way", "Trained forty inspectors."), name="dia.xlsx")
    for path in (desk.folder, desk.folder / "nzp-nil.yaml"):
        found = desk.validate(path, "--format", "json")
        assert (found.code, found.json["findings"]) == (0, [])
        assert {file["agency"] for file in found.json["files"]} >= {"NZP"}


def test_one_answers_for_all_that_is_expected_of_its_agency(desk: Desk) -> None:
    before = desk.workbook(("2", "", "Under way", "Trained forty inspectors."), name="2021/nzp.xlsx", agency="NZP")
    desk.write("nzp-nil.yaml", GOOD)
    gaps = desk.run("gaps", desk.folder / "nzp-nil.yaml", "-p", "2022", "--history", before, "--format", "json").json
    (action,) = (each for each in gaps["actions"] if each["expected"])
    assert (action["code"], action["state"], action["nil_by"], action["missing"]) == ("2", "nil", ["NZP"], [])
    assert [each["code"] for each in gaps["agencies"] if each["submitted"]] == ["NZP"]


def test_records_and_what_was_replaced_are_passed_over_in_folders(desk: Desk) -> None:
    desk.workbook(("29", "", "Under way", "Trained forty inspectors."), name="in/replaced/dia-1.xlsx")
    desk.workbook(("2", "", "Under way", "Trained forty inspectors."), name="in/dia.xlsx")
    for name in ("register.yaml", "chase.yaml", "sent.json"):
        (desk.folder / "in" / name).write_text("{}", "utf-8")
    result = desk.validate(desk.folder / "in")
    assert (result.code, result.err) == (0, "")
    for name in ("register.yaml", "chase.yaml", "sent.json"):
        (desk.folder / "in" / name).unlink()
    assert "returns that were replaced: " in desk.validate(desk.folder / "in").err
