"""`poatool diff`: what changed between two periods' submissions, in every format."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk


@pytest.fixture(name="years")
def _years(desk: Desk) -> tuple[Path, Path]:
    desk.workbook(
        (2, None, "Under way", "Trained forty inspectors in Auckland."),
        (26, None, "Under way", "Spoke at a regional forum."),
        (3, None, "Completed", "Wrote a guide for employers."),
        name="2021/dia.xlsx",
    )
    desk.workbook(
        (2, None, "Completed", "Trained fifty inspectors in Auckland."),
        (9, None, "Under way", "Spoke at a regional forum."),
        ("N1", None, "Under way", "Heard <b>twelve</b> survivors."),
        name="2022/dia.xlsx",
    )
    return desk.folder / "2021", desk.folder / "2022"


def test_on_the_screen(desk: Desk, years: tuple[Path, Path]) -> None:
    result = desk.run("diff", *years)
    assert result.code == 0
    blocks = result.out.split("\n\n")
    assert blocks[0].startswith("Changes from 2021 to 2022: Plan of Action")
    assert blocks[1].startswith("The plan itself (2)\n  N1  Added. Recognise and include")
    assert "\n  26  Action 26 has been incorporated into Action 9. (Continue" in blocks[1]
    assert blocks[2:] == [
        "Newly reported on (1)\n  N1 DIA  Under way: Heard <b>twelve</b> survivors.",
        "No longer reported on (1)\n  3 DIA  Completed: Wrote a guide for employers.",
        "Changed (1)\n  2 DIA  [-Under way-] {+Completed+} Trained [-forty-] {+fifty+} inspectors in Auckland.",
        "Word for word the same (1)\n  9 DIA  Under way: Spoke at a regional forum.\n",
    ]


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "json"])
def test_withheld_texts_are_compared_with_nothing(desk: Desk, years: tuple[Path, Path], kind: str) -> None:
    decided = desk.folder / "decisions.yaml"
    decided.write_text(
        "- {kind: withhold, update: 2022-dia-2, because: A court case., decided_by: Head of unit}\n"
        "- {kind: withhold, update: 2021-dia-3, because: A court case., decided_by: Head of unit}\n",
        "utf-8",
    )
    said = desk.run("diff", *years, "--decisions", decided, "--format", kind)
    assert (said.code, "twelve" in said.out) == (0, True), said.err
    assert not any(word in said.out for word in ("forty", "fifty", "guide", "court"))


def test_as_a_document(desk: Desk, years: tuple[Path, Path]) -> None:
    document = desk.run("diff", *years, "--format", "json").json
    assert (document["period"], document["previous_period"]) == ("2022", "2021")
    assert document["summary"] == {"new": 1, "ended": 1, "changed": 1, "same": 1}


def test_a_period_that_nothing_states_is_asked_for(desk: Desk) -> None:
    old = desk.workbook((2, None, "Under way", "Trained forty inspectors."), name="old.xlsx")
    asked = desk.run("diff", old, old)
    assert asked.code == 2
    assert "the submissions do not say which period they are for. Add --previous-period PERIOD." in asked.err
    told = desk.run("diff", old, old, "--previous-period", "2021", "--period", "2022")
    assert (told.code, "Word for word the same (1)" in told.out) == (0, True)


def test_periods_that_are_mixed_are_asked_for(desk: Desk, years: tuple[Path, Path]) -> None:
    result = desk.run("diff", years[0], years[0].parent)
    assert result.code == 2
    assert "there are submissions for 2021 and 2022. Add --period PERIOD." in result.err


def test_what_is_set_aside_is_named_on_the_side(desk: Desk, years: tuple[Path, Path]) -> None:
    desk.workbook((29, None, "Under way", "Trained fifty inspectors."), name="2022/dia.xlsx")
    result = desk.run("diff", *years, "--format", "json")
    assert result.code == 0
    assert result.err == (
        f"Not compared: 1 row set aside in {years[1]}. See: poatool validate {years[1]} --period 2022\n"
    )
    assert desk.run("--quiet", "diff", *years).err == ""


def test_what_is_not_there_or_cannot_be_read_is_3(desk: Desk, years: tuple[Path, Path]) -> None:
    unsigned, damaged = desk.folder / "unsigned", desk.folder / "damaged"
    for folder in (unsigned, damaged):
        folder.mkdir()
        (folder / "dia.xlsx").write_bytes(b"PK and nothing more")
    for old, new in ((years[0], damaged), (damaged, years[1]), (unsigned, desk.folder / "none"), (years[0], "none")):
        result = desk.run("diff", old, new, "--previous-period", "2021", "--period", "2022")
        assert (result.code, result.out) == (3, "")
