"""What poatool wrote lies among submissions under other names: a mark inside shows it, and nothing counts twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from poatool.render.formats import COVERAGE_FORMATS, FINDINGS_FORMATS, By
from tests.cli.conftest import Desk, Result

GOOD = (2, None, "Under way", "Trained forty inspectors.")
BAD = (29, None, "Under way", "Wrote a guide for border officers.")
FIXABLE = ("Action 3.", None, "under way", "Wrote a guide for border officers.")
_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture
def returns(desk: Desk) -> Path:
    """A folder with one submission, in which nothing is wrong."""
    desk.workbook(GOOD, name="returns/dia.xlsx")
    return desk.folder / "returns"


def outputs(desk: Desk, returns: Path, into: Path) -> None:
    """Put every output of every command, under a name that says nothing, into a folder."""
    made = desk.folder / "made"
    desk.compile(returns)
    desk.run("template", "--period", "2022", "--agency", "DIA", "--prefill", returns, "-o", made / "templates")
    desk.run("template", "--period", "2023", "--agency", "NZP", "-o", made / "templates")
    for name in FINDINGS_FORMATS:
        desk.validate(returns, "--format", name, "-o", made / f"v-{name}.{'csv' if name == 'csv' else 'txt'}")
    for name in COVERAGE_FORMATS:
        for by in By:
            ending = "md" if name == "markdown" else name
            desk.run("gaps", returns, "--period", "2022", "--format", name, "--by", by, "-o", made / f"{by}.{ending}")
    desk.run("diff", returns, returns, "--period", "2022", "--previous-period", "2022", "--format", "json",
             "-o", made / "d.json")  # fmt: skip
    every = [path for folder in (desk.folder / "report", made) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(every) > 30
    into.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(every):
        shutil.copy(path, into / f"notes {number}{path.suffix}")
        if path.suffix in (".json", ".html"):  # as somebody saves it who wants to see it in Excel
            shutil.copy(path, into / f"notes {number}b.xls")


def files(result: Result) -> dict[str, int]:
    return {Path(file["path"]).name: file["rows"]["updates"] for file in result.json["files"]}


def progress(report: Any) -> list[str]:
    return [
        update["progress"]
        for pillar in report["pillars"]
        for objective in pillar["objectives"]
        for action in objective["actions"]
        for update in action["updates"]
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_outputs_among_submissions_are_left_alone_and_named(desk: Desk, returns: Path, packed: bool) -> None:
    expected = desk.run("gaps", returns, "--period", "2022", "--format", "json").json
    outputs(desk, returns, returns / "old" / "more")
    given = returns
    if packed:
        given = desk.folder / "returns.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for path in sorted(path for path in returns.rglob("*") if path.is_file()):
                archive.write(path, path.relative_to(returns))
        shutil.rmtree(returns)

    checked = desk.validate(given, "--format", "json")
    assert (checked.code, files(checked), checked.json["findings"]) == (0, {"dia.xlsx": 1}, [])
    named = checked.err.splitlines()
    assert all(line.startswith("Ignored, ") for line in named)
    assert sum(line.startswith("Ignored, a template without answers: ") for line in named) == 2
    assert sum(line.startswith("Ignored, written by poatool: ") for line in named) > 15
    with_endings = {".xlsx", ".csv", ".xls"}
    kept = [line for line in named if "not a spreadsheet" in line]
    assert not [line for line in kept if Path(line).suffix in with_endings]

    counted = desk.run("gaps", given, "--period", "2022", "--format", "json").json
    assert counted["totals"] == expected["totals"]
    assert desk.compile(given, "--format", "json").code == 0
    report = json.loads((desk.folder / "report" / "publish" / "report.json").read_text("utf-8"))
    assert progress(report) == ["Trained forty inspectors."]


def test_where_all_was_written_by_the_tool_one_line_says_so(desk: Desk, returns: Path) -> None:
    desk.compile(returns)
    result = desk.validate(desk.folder / "report")
    assert (result.code, result.out) == (3, "")
    assert "there is no submission to read, only files written by poatool" in result.err
    assert "coordinator/set-aside.xlsx" in result.err


def test_a_report_that_is_named_by_a_pattern_is_left_alone_too(desk: Desk, returns: Path) -> None:
    desk.compile(returns)
    result = desk.validate(returns / "dia.xlsx", desk.folder / "report" / "publish" / "report.xlsx", "--format", "json")
    assert files(result) == {"dia.xlsx": 1}
    assert result.err == f"Ignored, written by poatool: {desk.folder}/report/publish/report.xlsx\n"


def test_a_report_saved_as_csv_in_the_way_of_others_is_known_by_its_headings(desk: Desk, returns: Path) -> None:
    desk.compile(returns)
    text = (desk.folder / "report" / "publish" / "updates.csv").read_text("utf-8-sig")
    (returns / "x.csv").write_text(text.replace(",", ";"), "cp1252", "replace")
    assert files(desk.validate(returns, "--format", "json")) == {"dia.xlsx": 1}


def test_an_output_among_the_submissions_may_be_written_again(desk: Desk, returns: Path) -> None:
    for _ in range(2):
        assert desk.validate(returns, "--format", "csv", "-o", returns / "findings.csv").code == 0
    assert "one of the submissions" in desk.validate(returns, "--format", "csv", "-o", returns / "dia.xlsx").err


def template(desk: Desk, to: Path, answers: Mapping[str, str]) -> Path:
    desk.run("template", "--period", "2022", "--agency", "DIA", "-o", to.parent)
    made = to.parent / "poa-2022-DIA.xlsx"
    book = openpyxl.load_workbook(made)
    for cell, value in answers.items():
        book["Updates"][cell] = value
    book.save(to)  # by another program than the one that wrote it
    made.unlink()
    return to


def test_a_template_with_one_answer_is_a_submission_and_one_without_is_not(desk: Desk, returns: Path) -> None:
    template(desk, returns / "a.xlsx", {})
    answered = {"C8": "Under way", "D8": "Wrote a leaflet."}
    template(desk, returns / "b.xlsx", answered)
    result = desk.validate(returns, "--format", "json", "--ignore", "AGY")
    assert files(result) == {"b.xlsx": 1, "dia.xlsx": 1}
    assert f"Ignored, a template without answers: {returns}/a.xlsx\n" in result.err


def test_a_note_anywhere_in_a_template_makes_it_a_submission(desk: Desk, returns: Path) -> None:
    template(desk, returns / "a.xlsx", {"B8": "Twelve inspectors were trained."})
    result = desk.validate(returns, "--format", "json")
    assert "a.xlsx" in files(result)
    assert [f["cell"] for f in result.json["findings"] if f["code"] == "WBK119" and f["cell"]] == ["B8"]


def checked_copy(desk: Desk, name: str, *, fixed: bool = False) -> Path:
    """Have a submission checked or corrected, outside the folder of submissions."""
    back = desk.folder / "back"
    desk.validate(desk.folder / "returns" / name, "--fix" if fixed else "--annotate", back)
    return back / f"{Path(name).stem}.{'fixed' if fixed else 'checked'}{Path(name).suffix}"


@pytest.mark.parametrize("packed", [False, True])
def test_a_checked_copy_that_came_back_counts_and_the_original_beside_is_named(desk: Desk, packed: bool) -> None:
    desk.workbook(GOOD, BAD, name="returns/dia.xlsx")
    given = desk.folder / "returns"
    book = openpyxl.load_workbook(checked_copy(desk, "dia.xlsx"))
    book["Updates"]["A5"] = 3
    book.save(given / "our answer.xlsx")
    if packed:
        given = desk.folder / "returns.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for path in sorted((desk.folder / "returns").iterdir()):
                archive.write(path, path.name)
    result = desk.validate(given, "--format", "json")
    assert files(result) == {"our answer.xlsx": 2}
    assert result.json["findings"] == []
    assert result.err == (f"Ignored, an older version of {given}/our answer.xlsx: {given}/dia.xlsx\n")
    assert desk.compile(given, "--format", "json").code == 0
    report = json.loads((desk.folder / "report" / "publish" / "report.json").read_text("utf-8"))
    assert progress(report) == ["Trained forty inspectors.", "Wrote a guide for border officers."]


def test_a_copy_that_was_checked_twice_goes_before_both(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    for name, value in (("dia.xlsx", 0), ("first.xlsx", 3)):
        book = openpyxl.load_workbook(checked_copy(desk, name))
        book["Updates"]["A5"] = value
        book.save(returns / ("first.xlsx" if name == "dia.xlsx" else "second.xlsx"))
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"second.xlsx": 2}
    assert sorted(line.rpartition("/")[2] for line in result.err.splitlines()) == ["dia.xlsx", "first.xlsx"]


def test_a_checked_copy_in_which_nothing_was_changed_gives_way(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    shutil.copy(checked_copy(desk, "dia.xlsx"), returns / "b.xlsx")
    unchanged = f"Ignored, an unchanged copy: {returns}/b.xlsx ({returns}/dia.xlsx counts)\n"
    result = desk.validate(returns, "--format", "json")
    assert (files(result), result.err) == ({"dia.xlsx": 1}, unchanged)
    # Its agency corrected its own workbook instead, and sent that.
    desk.workbook(GOOD, (3, *BAD[1:]), name="returns/dia.xlsx")
    result = desk.validate(returns, "--format", "json")
    assert (files(result), result.err) == ({"dia.xlsx": 2}, unchanged)
    # It is all that there is.
    (returns / "dia.xlsx").unlink()
    result = desk.validate(returns, "--format", "json")
    assert (files(result), result.err) == ({"b.xlsx": 1}, "")


def test_a_copy_that_came_back_is_never_replaced(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    came_back = returns / "dia.checked.xlsx"
    book = openpyxl.load_workbook(checked_copy(desk, "dia.xlsx"))
    book["Updates"]["A5"] = 0
    book.save(came_back)
    before = came_back.read_bytes()
    result = desk.validate(returns / "dia.xlsx", "--annotate", returns)
    assert (result.code, came_back.read_bytes()) == (3, before)
    assert f"{came_back}: this is one of the submissions. Choose another folder." in result.err


def test_no_file_gives_way_to_another_agencys(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    book = openpyxl.load_workbook(checked_copy(desk, "dia.xlsx"))
    book["Updates"]["B1"] = "NZP"
    book.save(returns / "police.xlsx")
    result = desk.validate(returns, "--format", "json")
    assert (set(files(result)), result.err) == ({"dia.xlsx", "police.xlsx"}, "")


def test_a_copy_that_is_used_for_the_next_period_leaves_the_earlier_one_counted(desk: Desk) -> None:
    desk.workbook(GOOD, BAD, name="returns/2021/dia.xlsx")
    book = openpyxl.load_workbook(checked_copy(desk, "2021/dia.xlsx"))
    book["Updates"]["D5"] = "Trained sixty more, and wrote a guide."
    (desk.folder / "returns" / "2022").mkdir()
    book.save(desk.folder / "returns" / "2022" / "dia.xlsx")
    earlier = ("--history", desk.folder / "returns")
    result = desk.run("gaps", desk.folder / "returns" / "2022", "--period", "2022", *earlier, "--format", "json")
    assert "older version" not in result.err
    assert [a["last_reported"] for a in result.json["actions"] if a["code"] == "2"] == ["2022"]


def test_a_corrected_copy_counts_in_place_of_the_original(desk: Desk) -> None:
    returns = desk.workbook(GOOD, FIXABLE, name="returns/dia.xlsx").parent
    copy = checked_copy(desk, "dia.xlsx", fixed=True)
    shutil.copy(copy, returns / "z.xlsx")
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"z.xlsx": 2}
    assert result.err == f"Ignored, an older version of {returns}/z.xlsx: {returns}/dia.xlsx\n"


def test_a_corrected_csv_is_never_counted_beside_its_original(desk: Desk) -> None:
    returns = desk.folder / "returns"
    returns.mkdir()
    (returns / "dia.csv").write_text("Action,Status,Progress,Agency\n2,under way,Trained forty inspectors.,DIA\n")
    copy = checked_copy(desk, "dia.csv", fixed=True)
    shutil.copy(copy, returns)
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"dia.csv": 1}
    assert result.err == (
        f"Ignored, a corrected copy of {returns}/dia.csv: {returns}/dia.fixed.csv "
        "(if the agency sent it back, remove the other one)\n"
    )
    (returns / "dia.csv").unlink()
    assert files(desk.validate(returns, "--format", "json")) == {"dia.fixed.csv": 1}


def test_copies_are_the_same_bytes_whenever_and_wherever_they_are_made(desk: Desk) -> None:
    desk.workbook(GOOD, BAD, FIXABLE, name="returns/dia.xlsx")
    first = [checked_copy(desk, "dia.xlsx", fixed=fixed).read_bytes() for fixed in (False, True)]
    shutil.copytree(desk.folder / "returns", desk.folder / "elsewhere" / "returns")
    there = Desk(desk.folder / "elsewhere", desk.capture)
    assert [checked_copy(there, "dia.xlsx", fixed=fixed).read_bytes() for fixed in (False, True)] == first


@_POSIX
def test_links_out_of_the_folder_are_not_followed_and_named(desk: Desk, returns: Path) -> None:
    away = desk.workbook(GOOD, name="away/police.xlsx", agency="NZP")
    (returns / "police.xlsx").symlink_to(away)
    (returns / "more").symlink_to(away.parent, target_is_directory=True)
    (returns / "same.xlsx").symlink_to("dia.xlsx")
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"dia.xlsx": 1}
    assert result.err.splitlines() == [
        f"Ignored, a link that leads out of the folder: {returns}/{name} (if it was sent in, copy it here)"
        for name in ("more", "police.xlsx")
    ]
    assert files(desk.validate(returns / "police.xlsx", "--format", "json")) == {"police.xlsx": 1}


@pytest.mark.skipif(sys.platform != "win32", reason="junctions are Windows's")
def test_a_junction_out_of_the_folder_is_not_followed(desk: Desk, returns: Path) -> None:
    away = desk.workbook(GOOD, name="away/police.xlsx").parent
    subprocess.run([os.environ["COMSPEC"], "/c", "mklink", "/J", str(returns / "more"), str(away)], check=True)
    assert files(desk.validate(returns, "--format", "json")) == {"dia.xlsx": 1}
