"""Coverage on the screen and in each format."""

from dataclasses import replace
from pathlib import Path

import pytest

from poatool.framework.edition import as_of
from poatool.render.coverage.screen import coverage_text
from poatool.render.coverage.tables import By, View, coverage_table
from poatool.render.formats import COVERAGE_FORMATS
from poatool.reports.coverage_model import Coverage
from tests.support.golden import is_as_in, sections
from tests.support.reports import FRAMEWORK, Line, coverage, edition, error, interpreted, unreadable
from tests.support.screens import on_terminal

GOLDEN = Path(__file__).parent / "golden"


def found() -> Coverage:
    past = coverage([interpreted("a.xlsx", "NZP", [Line("26", "x")], period="2021")], [], edition("2021"))
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("21", "No update this period", nil=True)])]
    return coverage(sent, [], edition(), {"2021": past})


def with_errors() -> Coverage:
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("9", "TBC")]), unreadable("b.xlsx")]
    errors = [error("a.xlsx", 3, code="UPD301"), error("b.xlsx", sheet=None, code="WBK101")]
    return coverage(sent, errors, edition())


def with_one_completed_earlier() -> Coverage:
    past = coverage(
        [interpreted("a.xlsx", "NZP", [Line("2", "x", status="completed")], period="2021")], [], edition("2021")
    )
    return coverage([interpreted("a.xlsx", "NZP", [Line("9", "Met.")])], [], edition(), {"2021": past})


def shown(of: Coverage, by: By = By.ACTION, width: int = 80, *, matrix: bool = False) -> list[str]:
    return on_terminal(lambda screen: coverage_text(of, View(by, matrix=matrix), screen), width)


def test_on_screens() -> None:
    screens = {f"By {by}": shown(found(), by) for by in By}
    assert max(len(line) for lines in screens.values() for line in lines) <= 80
    screens |= {f"A matrix on {width} columns": shown(found(), width=width, matrix=True) for width in (80, 20)}
    screens["With errors"] = shown(with_errors())
    screens["Completed earlier"] = shown(with_one_completed_earlier(), By.STATUS)
    assert is_as_in(GOLDEN / "screens.txt", sections(screens))


@pytest.mark.parametrize(
    ("name", "by", "of"),
    [
        ("coverage.json", By.ACTION, with_errors()),
        ("coverage.md", By.AGENCY, found()),
        ("coverage.html", By.PILLAR, found()),
        *((f"{by}.csv", by, found()) for by in By),
    ],
)
def test_in_each_format(name: str, by: By, of: Coverage) -> None:
    write = COVERAGE_FORMATS[name.rpartition(".")[2].replace("md", "markdown")]
    assert is_as_in(GOLDEN / name, write(of, View(by)))


def test_a_pillar_keeps_its_title_where_an_objective_has_the_same_id() -> None:
    protection = FRAMEWORK.pillars[1]
    (research,) = protection.objectives
    same = replace(protection, objectives=(replace(research, id="prevention"),))
    framework = replace(FRAMEWORK, pillars=(FRAMEWORK.pillars[0], same, FRAMEWORK.pillars[2]))
    table = coverage_table(coverage([], [], as_of(framework, framework.period_by_id["2022"])), By.ACTION)
    where = {row[0]: row[2:4] for row in table.rows}
    assert where["1"] == ("Prevention", "Raise awareness")
    assert where["21"] == ("Protection", "Understand exploitation")


def test_a_pillar_may_have_the_title_of_another_column() -> None:
    titled = zip(FRAMEWORK.pillars, ("Actions", "How", "Law"), strict=True)
    framework = replace(FRAMEWORK, pillars=tuple(replace(pillar, title=title) for pillar, title in titled))
    table = coverage_table(coverage([], [], as_of(framework, framework.period_by_id["2022"])), By.STATUS)
    assert table.headings == ("How", "Actions", "How", "Law", "All pillars", "Actions")
    assert table.rows[-1][0] == "In force"
    assert table.rows[-1][-1] == "All of these"
