"""The closing report as PDF. `sessions/close.md` shows the rest."""

from poatool.render.closing import FINAL
from tests.cli.conftest import Desk
from tests.support.read_back import pdf_pages


def test_no_heading_of_a_final_state_is_broken_within_a_word(desk: Desk) -> None:
    sent = desk.workbook(("2", "DIA", "Completed", "Trained forty inspectors."), name="2022/dia.xlsx")
    assert desk.run("close", sent, "--output", desk.folder / "out").code == 0
    printed = "\n".join(pdf_pages(desk.folder / "out" / "closing.pdf")).partition("Final states")[2]
    table = printed.partition("Delivery")[0].split()
    assert [word for label in FINAL.values() for word in label.split() if word not in table] == []
