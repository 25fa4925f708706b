"""Faults in closing.yaml are named with their places."""

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("written", "where", "told"),
    [
        ('"29": {final: completed, because: x}', "1:7", "29 is not an action of the plan."),
        ('"2": {final: completed}', "1:6", "`because` is missing or empty."),
        ('"2": {final: carried_over, because: x}', "1:6", "An action that is carried over needs `to`"),
        ('"26": {final: completed, because: x}', "1:7", "By the plan, 26 is incorporated."),
        ('"2": {final: withdrawn, because: x}', "1:6", "By the plan, 2 is not withdrawn."),
    ],
)
def test_a_fault_in_closing_yaml_is_named_with_its_place(desk: Desk, written: str, where: str, told: str) -> None:
    path = desk.write("closing.yaml", written)
    sent = desk.workbook(("2", "DIA", "Completed", "Trained forty inspectors."), name="2022/dia.xlsx")
    result = desk.run("close", sent, "--output", desk.folder / "out", "--closing", path)
    assert result.code == 3
    assert f"{path}:{where}: {told}" in result.err
