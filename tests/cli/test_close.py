"""Faults in closing.yaml are named with their places."""

import pytest

from poatool.render.closing import FINAL
from tests.cli.conftest import Desk
from tests.support.read_back import pdf_pages


@pytest.mark.parametrize(
    ("written", "where", "told"),
    [
        ('"29": {final: completed, because: x}', "1:7", "29 is not an action of the plan."),
        ('"2": {final: completed}', "1:6", "`because` is missing or empty."),
        ('"2": {final: carried_over, because: x}', "1:6", "An action that is carried over needs `to`"),
        ('"26": {final: completed, because: x}', "1:7", "According to the plan, 26 is incorporated."),
        ('"2": {final: withdrawn, because: x}', "1:6", "According to the plan, 2 is not withdrawn."),
    ],
)
def test_a_fault_in_closing_yaml_is_named_with_its_place(desk: Desk, written: str, where: str, told: str) -> None:
    path = desk.write("closing.yaml", written)
    sent = desk.workbook(("2", "DIA", "Completed", "Trained forty inspectors."), name="2022/dia.xlsx")
    result = desk.run("close", sent, "--output", desk.folder / "out", "--closing", path)
    assert result.code == 3
    assert f"{path}:{where}: {told}" in result.err


def test_a_reason_that_may_not_be_published_is_refused(desk: Desk) -> None:
    path = desk.write("closing.yaml", '"2": {final: completed, because: Agreed with mere.tamahori@example.org.}')
    sent = desk.workbook(("2", "DIA", "Completed", "Trained forty inspectors."), name="2022/dia.xlsx")
    result = desk.run("close", sent, "--output", desk.folder / "out", "--closing", path)
    assert (result.code, result.err.count("\n")) == (3, 1)
    assert "closing.yaml, Action 2: PUB501 The text says how to reach somebody by e-mail" in result.err
    assert not (desk.folder / "out").exists()


def test_no_heading_of_a_final_state_is_broken_within_a_word(desk: Desk) -> None:
    sent = desk.workbook(("2", "DIA", "Completed", "Trained forty inspectors."), name="2022/dia.xlsx")
    assert desk.run("close", sent, "--output", desk.folder / "out").code == 0
    printed = "\n".join(pdf_pages(desk.folder / "out" / "closing.pdf")).partition("Final states")[2]
    table = printed.partition("Delivery")[0].split()
    assert [word for label in FINAL.values() for word in label.split() if word not in table] == []
