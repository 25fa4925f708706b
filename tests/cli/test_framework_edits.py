"""The commands that edit a framework file in place."""

from pathlib import Path

import pytest

from poatool.framework.load import bundled_file, load
from tests.cli.conftest import Desk
from tests.framework.plan import PLAN

SINCE = ("--since", "2023")


def test_a_plan_through_its_life(desk: Desk, plan: Path) -> None:
    def edit(*arguments: str) -> None:
        result = desk.run("--framework", plan, "framework", *arguments)
        assert (result.code, result.out) == (0, "")
        assert str(plan) in result.err

    edit("add", "N2", "Listen  to those affected.", "--after", "n1", "--lead", "POL,CUS", *SINCE)
    edit("incorporate", "3", "--into", "1", "--into", "N2", "--known-by", "2023-04-05")
    edit("rename", "text", "1", "Print short leaflets.", *SINCE)
    edit("rename", "code", "N2", "N3", "--date", "2023-06-01")
    edit("rename", "agency", "pol", "Police Service", *SINCE, "--note", "As announced.")
    edit("withdraw", "N1", "--date", "2023-07-01")
    edit("add-agency", "FIRE", "Fire  Service", "--alias", "The Brigade,Firefighters")
    edit("add-agency", "DIV", "Divers", "--unit-of", "the brigade", *SINCE)

    framework = load(plan)
    fire, divers = framework.agencies[-2:]
    assert (fire.name, fire.aliases, fire.history) == ("Fire Service", ("The Brigade", "Firefighters"), ())
    assert (divers.unit_of, divers.history[0].event, divers.history[0].since) == ("FIRE", "established", "2023")
    actions = {action.code: action for action in framework.actions}
    assert list(actions) == ["1", "2", "N1", "N3", "3"]
    assert actions["N3"].text == "Listen to those affected."
    assert actions["N3"].lead == ("POL", "CUS")
    assert actions["3"].history[0].into == ("1", "N3")
    assert actions["1"].history[0].was == "Print leaflets."
    assert framework.agency_by_code["POL"].history[0].note == "As announced."
    assert actions["N1"].history[-1].event == "withdrawn"


@pytest.mark.parametrize(
    ("edit", "code", "says"),
    [
        ("withdraw 3", 2, "Say when it happened"),
        ("withdraw 99 --since 2023", 2, "99 is not an action"),
        ("withdraw 3 --since 1999", 3, "there is no period 1999"),
        ("withdraw 3 --date soon", 2, "soon"),
        ("add-agency POL Another", 3, "POL"),
        ("add-agency DIV Divers --unit-of Nobody", 2, "Nobody is not an agency"),
        ("incorporate 3 --since 2023", 2, "Say where it is reported"),
        ("incorporate 3 --into 1,N1 --part b --since 2023", 2, "--part needs exactly one --into"),
        ("incorporate 3 --into 3 --since 2023", 3, "goes to itself"),
        ("add 4 Sing. --since 2023", 2, "--after CODE or --objective ID"),
        ("add 4 Sing. --objective wrok --since 2023", 2, "Did you mean work?"),
        ("rename agency XYZ Other --since 2023", 2, "XYZ is not an agency"),
        ("rename agency POL Police --since 2023", 2, "It is “Police” already."),
    ],
)
def test_what_cannot_be_done_leaves_the_file_alone(desk: Desk, plan: Path, edit: str, code: int, says: str) -> None:
    result = desk.run("--framework", plan, "framework", *edit.split())
    assert (result.code, result.out) == (code, "")
    assert says in result.err
    assert plan.read_text(encoding="utf-8") == PLAN
    assert list(plan.parent.iterdir()) == [plan]


def test_the_plan_of_the_tool_is_copied_and_never_edited(desk: Desk) -> None:
    before = bundled_file().read_bytes()
    refused = desk.run("framework", "withdraw", "3", *SINCE)
    assert refused.code == 2
    assert "framework export plan.yaml" in refused.err

    copy = desk.folder / "mine.yaml"
    assert desk.run("framework", "export", copy).code == 0
    assert copy.read_bytes() == before == bundled_file().read_bytes()
    assert desk.run("--framework", copy, "framework", "withdraw", "3", *SINCE).code == 0
    assert desk.run("framework", "export", copy).code == 3
    assert desk.run("framework", "export", copy, "--force").code == 0
    assert copy.read_bytes() == before


def test_a_link_to_a_file_stays_a_link(desk: Desk, plan: Path) -> None:
    link = desk.folder / "link.yaml"
    link.symlink_to(plan)
    desk.run("--framework", link, "framework", "withdraw", "3", *SINCE)
    assert link.is_symlink()
    assert "withdrawn" in plan.read_text(encoding="utf-8")


def test_what_to_beware_of_is_said_on_the_side(desk: Desk, plan: Path) -> None:
    result = desk.run("--framework", plan, "framework", "incorporate", "3", "--into", "2", *SINCE)
    assert result.code == 0
    assert "in 2023 2 itself is counted under 1. Name 1 instead." in result.err
