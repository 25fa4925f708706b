"""`poatool layout`, and layouts that are declared in poatool.toml or in the plan."""

from pathlib import Path

import pytest

from poatool.cli.settings import read_settings
from poatool.errors import UsageError
from poatool.framework.edition import as_of
from poatool.render.layout import layout_text
from poatool.reports.layout import workbook_layout
from poatool.workspace.places import SETTINGS as NAME
from tests.cli.conftest import ROOT, Desk
from tests.support.checking import FRAMEWORK, as_read
from tests.support.screens import in_pipe, on_terminal
from tests.support.tables import workbook_from_markdown


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    table = (
        "| Agency | NZP |\n| Action | Status | "
        + "What was done " * 9
        + "| Risks |\n| 2 | Under way | Trained. | Few. |"
    )
    book = workbook_from_markdown(table, path="returns/2022/new-zealand-police.xlsx")
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
    found = workbook_layout(as_read(book, edition).submission, edition)
    lines = on_terminal(lambda screen: layout_text(found, screen), width)
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(" ".join(in_pipe(lambda s: layout_text(found, s))).split())


def test_an_agency_that_a_title_only_mentions_is_shown_with_its_place() -> None:
    table = "| Annex A: MFAT contribution |\n| Action | Progress |\n| 9 | Took part in three working groups. |"
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
    found = workbook_layout(as_read(workbook_from_markdown(table, path="return.xlsx"), edition).submission, edition)
    assert "“MFAT” from a name that begins a title (A1)" in " ".join(in_pipe(lambda s: layout_text(found, s)))


WRONG = {
    "[layouts]": '1:2: `layouts` should be a list. Write it in brackets, as in ["ACT", "UPD301"], '
    "or write [[layouts]].",
    '[[layouts]]\nfile = "a"\nheading_row = 1': "1:3: layout number 1: `columns` is missing or empty. "
    'Add it: A column for each letter or heading, as in C = "action", F = "progress".',
    '[[layouts]]\nfile = "a"\nheading_row = -1\ncolumns = {}': "3:1: layout number 1: `heading_row` should be a whole "
    "number. Write digits only, such as 4.",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_layout_that_is_written_wrongly_gives_a_one_line_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(path)
    assert str(caught.value) == f"{path}:{WRONG[text]}"


def test_a_fault_in_a_plan_has_its_line(desk: Desk) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    path, last = desk.folder / "plan.yaml", len(plan.splitlines()) + 3
    for columns, line in (("A: actoin", "actoin is not a column. Did you mean action?"), ("A: [", "")):
        path.write_text(f"{plan}\nlayouts:\n  - {{file: a, heading_row: 4, columns: {{{columns}}}}}\n", "utf-8")
        result = desk.run("--framework", path, "framework", "show")
        assert (result.code, f"plan.yaml:{last}:" in result.err, line in result.err) == (3, True, True)
