"""What poatool wrote lies among submissions under other names: a mark inside shows it, and nothing counts twice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from poatool.render.formats import COVERAGE_FORMATS, FINDINGS_FORMATS, By
from tests.cli.conftest import Desk, Result, corrected, updates_of

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
    for name, by in (*((name, By.ACTION) for name in COVERAGE_FORMATS), *(("csv", by) for by in By)):
        ending = "md" if name == "markdown" else name
        desk.run("gaps", returns, "--period", "2022", "--format", name, "--by", by, "-o", made / f"{by}.{ending}")
    years = (returns, returns, "--period", "2022", "--previous-period", "2022")
    desk.run("diff", *years, "--format", "json", "-o", made / "d.json")
    every = [path for folder in (desk.folder / "report", made) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(every) > 25
    into.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(every):
        shutil.copy(path, into / f"notes {number}{path.suffix}")
        if path.suffix in (".json", ".html"):  # as somebody saves it who wants to see it in Excel
            shutil.copy(path, into / f"notes {number}b.xls")


def files(result: Result) -> dict[str, int]:
    return {Path(file["path"]).name: file["rows"]["updates"] for file in result.json["files"]}


def test_outputs_among_submissions_are_left_alone_and_named(desk: Desk, returns: Path) -> None:
    expected = desk.run("gaps", returns, "--period", "2022", "--format", "json").json
    outputs(desk, returns, returns / "old" / "more")
    packed = desk.zip(*sorted(path for path in returns.rglob("*") if path.is_file()), beside=returns)
    for given in (returns, packed):
        checked = desk.validate(given, "--format", "json")
        assert (checked.code, files(checked), checked.json["findings"]) == (0, {"dia.xlsx": 1}, [])
        named = checked.err.splitlines()
        assert all(line.startswith("Ignored, ") for line in named)
        assert sum(line.startswith("Ignored, a template without answers: ") for line in named) == 2
        assert sum(line.startswith("Ignored, written by poatool: ") for line in named) > 15
        left = [line for line in named if "not a spreadsheet" in line]
        assert not [line for line in left if Path(line).suffix in {".xlsx", ".csv", ".xls"}]
    counted = desk.run("gaps", packed, "--period", "2022", "--format", "json").json
    assert counted["totals"] == expected["totals"]
    assert desk.compile(packed, "--format", "json").code == 0
    assert [update["progress"] for update in updates_of(desk.kept())] == ["Trained forty inspectors."]


def test_a_report_that_is_named_by_a_pattern_is_left_alone_too(desk: Desk, returns: Path) -> None:
    desk.compile(returns)
    result = desk.validate(returns / "dia.xlsx", desk.folder / "report" / "publish" / "report.xlsx", "--format", "json")
    assert files(result) == {"dia.xlsx": 1}
    assert result.err == f"Ignored, written by poatool: {desk.folder}/report/publish/report.xlsx\n"


def test_a_report_saved_as_csv_in_the_way_of_others_is_known_by_its_headings(desk: Desk, returns: Path) -> None:
    desk.compile(returns)
    text = desk.published("updates.csv").removeprefix("\ufeff").replace(",", ";")
    (returns / "x.csv").write_text(text, "cp1252", "replace")
    assert files(desk.validate(returns, "--format", "json")) == {"dia.xlsx": 1}


def test_an_output_among_the_submissions_may_be_written_again(desk: Desk, returns: Path) -> None:
    for _ in range(2):
        assert desk.validate(returns, "--format", "csv", "-o", returns / "findings.csv").code == 0
    assert "one of the submissions" in desk.validate(returns, "--format", "csv", "-o", returns / "dia.xlsx").err


def test_a_template_is_a_submission_if_anything_is_written_into_it(desk: Desk, returns: Path) -> None:
    desk.run("template", "--period", "2022", "--agency", "DIA", "-o", desk.folder)
    blank = desk.folder / "poa-2022-DIA.xlsx"
    corrected(blank, returns / "a.xlsx")
    corrected(blank, returns / "b.xlsx", C8="Under way", D8="Wrote a leaflet.")
    result = desk.validate(returns, "--format", "json", "--ignore", "AGY")
    assert files(result) == {"b.xlsx": 1, "dia.xlsx": 1}
    assert f"Ignored, a template without answers: {returns}/a.xlsx\n" in result.err
    corrected(blank, returns / "a.xlsx", B8="Twelve inspectors were trained.")
    result = desk.validate(returns, "--format", "json")
    assert "a.xlsx" in files(result)
    assert [f["cell"] for f in result.json["findings"] if f["code"] == "WBK119" and f["cell"]] == ["B8"]


def test_many_templates_without_answers_are_one_line(desk: Desk, returns: Path) -> None:
    desk.run("template", "--period", "2022", "-o", returns / "sent")
    blank = sorted(path.as_posix() for path in (returns / "sent").glob("*.xlsx"))
    said = f"Ignored, {len(blank)} templates without answers, such as {blank[0]} (all of them: poatool --verbose)\n"
    assert said in desk.validate(returns, "--format", "json").err
    every = desk.run("--verbose", "validate", returns, "--period", "2022", "--format", "json").err
    assert [line.rpartition(": ")[2] for line in every.splitlines() if "template without" in line] == blank


def checked_copy(desk: Desk, name: str, *, fixed: bool = False) -> Path:
    """Have a submission checked or corrected, outside the folder of submissions."""
    back = desk.folder / "back"
    desk.validate(desk.folder / "returns" / name, "--fix" if fixed else "--annotate", back)
    return back / f"{Path(name).stem}.{'fixed' if fixed else 'checked'}{Path(name).suffix}"


@pytest.mark.parametrize("packed", [False, True])
def test_a_checked_copy_that_came_back_counts_and_the_original_beside_is_named(desk: Desk, packed: bool) -> None:
    desk.workbook(GOOD, BAD, name="returns/dia.xlsx")
    given = desk.folder / "returns"
    corrected(checked_copy(desk, "dia.xlsx"), given / "our answer.xlsx", A5=3)
    if packed:
        given = desk.zip(*sorted(given.iterdir()))
    result = desk.validate(given, "--format", "json")
    assert files(result) == {"our answer.xlsx": 2}
    assert result.json["findings"] == []
    assert result.err == (f"Ignored, an older version of {given}/our answer.xlsx: {given}/dia.xlsx\n")
    assert desk.compile(given, "--format", "json").code == 0
    said = ["Trained forty inspectors.", "Wrote a guide for border officers."]
    assert [update["progress"] for update in updates_of(desk.kept())] == said


def test_a_copy_that_was_checked_twice_goes_before_both(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    corrected(checked_copy(desk, "dia.xlsx"), returns / "first.xlsx", A5=0)
    corrected(checked_copy(desk, "first.xlsx"), returns / "second.xlsx", A5=3)
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


def test_no_file_gives_way_to_another_agencys(desk: Desk) -> None:
    returns = desk.workbook(GOOD, BAD, name="returns/dia.xlsx").parent
    corrected(checked_copy(desk, "dia.xlsx"), returns / "police.xlsx", B1="NZP")
    result = desk.validate(returns, "--format", "json")
    assert (set(files(result)), result.err) == ({"dia.xlsx", "police.xlsx"}, "")


def test_a_copy_that_is_used_for_the_next_period_leaves_the_earlier_one_counted(desk: Desk) -> None:
    desk.workbook(GOOD, BAD, name="returns/2021/dia.xlsx")
    now = desk.folder / "returns/2022/dia.xlsx"
    corrected(checked_copy(desk, "2021/dia.xlsx"), now, D5="Trained sixty more, and wrote a guide.")
    earlier = ("--history", desk.folder / "returns")
    result = desk.run("gaps", now.parent, "--period", "2022", *earlier, "--format", "json")
    assert "older version" not in result.err
    assert [a["last_reported"] for a in result.json["actions"] if a["code"] == "2"] == ["2022"]


def test_a_corrected_copy_counts_in_place_of_the_original(desk: Desk) -> None:
    returns = desk.workbook(GOOD, FIXABLE, name="returns/dia.xlsx").parent
    shutil.copy(checked_copy(desk, "dia.xlsx", fixed=True), returns / "z.xlsx")
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"z.xlsx": 2}
    assert result.err == f"Ignored, an older version of {returns}/z.xlsx: {returns}/dia.xlsx\n"


def test_a_corrected_csv_is_never_counted_beside_its_original(desk: Desk) -> None:
    sent = "Action,Status,Progress,Agency\n2,under way,Trained forty inspectors.,DIA\n"
    returns = desk.write("returns/dia.csv", sent).parent
    shutil.copy(checked_copy(desk, "dia.csv", fixed=True), returns)
    result = desk.validate(returns, "--format", "json")
    assert files(result) == {"dia.csv": 1}
    assert result.err == (
        f"Ignored, a corrected copy of {returns}/dia.csv: {returns}/dia.fixed.csv "
        "(if the agency sent it back, remove the other one)\n"
    )
    (returns / "dia.csv").unlink()
    assert files(desk.validate(returns, "--format", "json")) == {"dia.fixed.csv": 1}


@pytest.mark.skipif(sys.platform != "win32", reason="junctions are Windows's")
def test_a_junction_out_of_the_folder_is_not_followed(desk: Desk, returns: Path) -> None:
    away = desk.workbook(GOOD, name="away/police.xlsx").parent
    subprocess.run([os.environ["COMSPEC"], "/c", "mklink", "/J", str(returns / "more"), str(away)], check=True)
    assert files(desk.validate(returns, "--format", "json")) == {"dia.xlsx": 1}
