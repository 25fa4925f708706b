"""`poatool diff`: what changed between two periods' submissions, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Poatool, Workbook


@pytest.fixture(name="years")
def _years(workbook: Workbook, tmp_path: Path) -> tuple[Path, Path]:
    workbook(
        (2, None, "Under way", "Trained forty inspectors in Auckland."),
        (26, None, "Under way", "Spoke at a regional forum."),
        (3, None, "Completed", "Wrote a guide for employers."),
        name="2021/dia.xlsx",
    )
    workbook(
        (2, None, "Completed", "Trained fifty inspectors in Auckland."),
        (9, None, "Under way", "Spoke at a regional forum."),
        ("N1", None, "Under way", "Heard <b>twelve</b> survivors."),
        name="2022/dia.xlsx",
    )
    return tmp_path / "2021", tmp_path / "2022"


def test_on_the_screen(poatool: Poatool, years: tuple[Path, Path]) -> None:
    result = poatool("diff", *years)
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


def test_in_markdown_and_to_a_file(poatool: Poatool, years: tuple[Path, Path], tmp_path: Path) -> None:
    result = poatool("diff", *years, "--format", "markdown", "--output", tmp_path / "changes.md")
    assert (result.code, result.out) == (0, "")
    written = (tmp_path / "changes.md").read_text(encoding="utf-8")
    assert "- **2 DIA** ~~Under way~~ **Completed** Trained ~~forty~~ **fifty** inspectors in Auckland." in written
    assert "- **N1 DIA** Under way: Heard \\<b\\>twelve\\</b\\> survivors." in written


def test_as_a_document(poatool: Poatool, years: tuple[Path, Path]) -> None:
    document = poatool("diff", *years, "--format", "json").json
    assert (document["schema"], document["period"], document["previous_period"]) == (
        "poatool/changes/1",
        "2022",
        "2021",
    )
    assert document["summary"] == {"new": 1, "ended": 1, "changed": 1, "same": 1}
    assert [action["code"] for action in document["plan"]] == ["N1", "26"]
    same = next(update for update in document["updates"] if update["kind"] == "same")
    assert (same["action"], same["agency"], same["before"]["reported_as"]) == ("9", "DIA", ["26"])


def test_a_period_that_nothing_states_is_asked_for(poatool: Poatool, workbook: Workbook) -> None:
    old = workbook((2, None, "Under way", "Trained forty inspectors."), name="old.xlsx")
    asked = poatool("diff", old, old)
    assert asked.code == 2
    assert "nothing says which period it is for. Add --previous-period PERIOD." in asked.err
    told = poatool("diff", old, old, "--previous-period", "2021", "--period", "2022")
    assert (told.code, "Word for word the same (1)" in told.out) == (0, True)


def test_periods_that_are_mixed_are_asked_for(poatool: Poatool, years: tuple[Path, Path]) -> None:
    result = poatool("diff", years[0], years[0].parent)
    assert result.code == 2
    assert "there are submissions for 2021 and 2022. Add --period PERIOD." in result.err


def test_the_examples(poatool: Poatool) -> None:
    result = poatool("diff", ROOT / "examples" / "2021", ROOT / "examples" / "2022", "--format", "json")
    assert result.code == 0
    assert all(update["before"] or update["after"] for update in result.json["updates"])


def test_what_is_set_aside_is_named_on_the_side(poatool: Poatool, workbook: Workbook, years: tuple[Path, Path]) -> None:
    workbook((29, None, "Under way", "Trained fifty inspectors."), name="2022/dia.xlsx")
    result = poatool("diff", *years, "--format", "json")
    assert result.code == 0
    assert result.err == (
        f"Not compared: 1 row set aside in {years[1]}. See: poatool validate {years[1]} --period 2022\n"
    )
    assert poatool("--quiet", "diff", *years).err == ""


def test_what_is_not_there_or_cannot_be_read_is_3(poatool: Poatool, years: tuple[Path, Path], tmp_path: Path) -> None:
    unsigned, damaged = tmp_path / "unsigned", tmp_path / "damaged"
    for folder in (unsigned, damaged):
        folder.mkdir()
        (folder / "dia.xlsx").write_bytes(b"PK and nothing more")
    for old, new in ((years[0], damaged), (damaged, years[1]), (unsigned, tmp_path / "none"), (years[0], "none")):
        result = poatool("diff", old, new, "--previous-period", "2021", "--period", "2022")
        assert (result.code, result.out) == (3, "")
