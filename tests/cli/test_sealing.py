"""A sealed report: who may replace it, what a correction says, and whether it comes out the same again."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Desk, updates_of

ROW = (2, None, "Under way", "Trained forty inspectors.")
SEALED = ("--final", "--seal", "--format", "markdown,html,json")


@pytest.fixture
def sealed(desk: Desk) -> Path:
    assert desk.compile(desk.workbook(ROW), *SEALED).code == 0
    return desk.folder / "report"


def test_the_manifest_says_what_is_sealed_and_where_all_of_it_came_from(desk: Desk, sealed: Path) -> None:
    found = desk.kept("manifest")
    assert (found["sealed"], found["corrections"]) == (True, [])
    assert found["counts"] == {"updates": 1, "set_aside": 0, "in_force": 28, "reported": 1}
    (read,) = found["read"]
    assert (read["at"], read["role"]) == ("../../dia.xlsx", "period")
    assert str(desk.folder) not in (sealed / "publish/report.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("--force",), SEALED])
def test_a_sealed_report_is_not_replaced_without_a_reason(desk: Desk, sealed: Path, more: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in sealed.glob("*/*")}
    result = desk.compile(desk.folder / "dia.xlsx", *more)
    assert (result.code, result.out) == (3, "")
    assert result.err == f"poatool: {sealed}: this report is sealed. Give the reason for replacing it: --correct TEXT\n"
    assert {path: path.read_bytes() for path in sealed.glob("*/*")} == before


def test_a_correction_is_said_on_every_page_and_listed_with_what_was_and_is(desk: Desk, sealed: Path) -> None:
    desk.workbook((2, None, "Completed", "Trained fifty inspectors."))
    call = (desk.folder / "dia.xlsx", "--format", "markdown,html,json")
    assert desk.compile(*call, "--correct", "The number was wrong.").code == 0
    assert "> **Corrected**: The number was wrong.\n" in (sealed / "publish/report.md").read_text(encoding="utf-8")
    assert "<strong>Corrected: </strong>The number was wrong." in (sealed / "publish/report.html").read_text("utf-8")
    assert json.loads((sealed / "publish/report.json").read_bytes())["corrections"] == ["The number was wrong."]
    assert desk.kept("manifest")["sealed"]
    desk.workbook((2, None, "Completed", "Trained sixty inspectors."))
    assert desk.compile(*call, "--correct", "It was wrong again.").code == 0
    (first, second) = YAML(typ="safe").load((sealed / "coordinator/corrections.yaml").read_bytes())
    assert first == {
        "because": "The number was wrong.",
        "changed": [
            {"what": "Action 2, status", "was": "under_way", "is": "completed"},
            {"what": "2022-dia-2, status", "was": "under_way", "is": "completed"},
            {"what": "2022-dia-2, progress", "was": "Trained forty inspectors.", "is": "Trained fifty inspectors."},
        ],
    }
    assert [each["what"] for each in second["changed"]] == ["2022-dia-2, progress"]
    assert desk.kept("manifest")["corrections"] == ["The number was wrong.", "It was wrong again."]
    assert desk.run("verify", sealed).code == 0


def test_a_report_is_made_again_wherever_its_sources_have_gone(desk: Desk, sealed: Path) -> None:
    archive = desk.folder / "archive"
    archive.mkdir()
    source = (desk.folder / "dia.xlsx").rename(archive / "renamed.xlsx")
    gone = desk.run("verify", sealed)
    assert (gone.code, gone.out) == (1, f"{desk.folder / 'dia.xlsx'}: gone, or changed since the report was made.\n")
    found = desk.run("verify", sealed, "--inputs", archive)
    assert found.code == 0
    assert found.out.endswith("is unchanged, and the report made again from them is the same.\n")
    source.write_bytes(source.read_bytes() + b"x")
    assert desk.run("verify", sealed, "--inputs", archive).code == 1


def test_a_report_is_made_again_from_any_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.workbook(ROW, name="year/2022/dia.xlsx")
    (desk.folder / "year/decisions.yaml").write_text(
        '- {kind: status, action: "2", period: "2022", status: delayed, because: It is late., decided_by: Lead}\n',
        "utf-8",
    )
    desk.write("year/waivers.yaml", "- {code: ACT202, cell: Updates!A9, reason: Agreed.}\n")
    monkeypatch.chdir(desk.folder / "year")
    files = ("--decisions", "decisions.yaml", "--waivers", "waivers.yaml", "--format", "json")
    assert desk.run("compile", "2022", "--period", "2022", "--output", "report", *files).code == 0
    other = desk.workbook((3, None, "Under way", "Wrote a guide."), name="other/2022/dia.xlsx").parents[1]
    monkeypatch.chdir(other)  # with another file of the same path
    found = desk.run("verify", "../year/report")
    assert (found.code, found.err) == (0, "")
    assert "3 files that they were made from are unchanged, and the report made again" in found.out


def test_a_report_that_comes_out_otherwise_is_named(desk: Desk, sealed: Path) -> None:
    document = desk.kept("manifest")
    document["options"]["status"] = False
    desk.write("report/coordinator/manifest.json", json.dumps(document))
    result = desk.run("verify", sealed)
    assert result.code == 1
    assert f"{sealed / 'publish/report.md'}: comes out differently when it is made again.\n" in result.out


def test_what_came_since_then_is_printed_apart_and_counted_nowhere(desk: Desk) -> None:
    sent = desk.workbook(ROW)
    late = desk.workbook((3, None, "Completed", "Wrote a guide for employers."), name="later/dia.xlsx")
    next_year = desk.workbook((2, None, "Completed", "Trained everybody else."), name="later/2023/dia.xlsx")
    result = desk.compile(sent, "--format", "markdown,json,xlsx,csv", "--since-then", late, next_year)
    assert result.code == 0
    page = desk.published("report.md")
    assert "Since then (not counted): 2022" in page
    assert "Since then (not counted): 2023" in page
    assert "Wrote a guide for employers." in page
    document = desk.kept()
    assert document["coverage"]["totals"]["reported"] == 1
    assert {status for status, codes in document["standing"]["statuses"].items() if codes} == {"under_way"}
    assert [each["period"] for each in document["since_then"]] == ["2022", "2023"]
    ids = [update["id"] for each in document["since_then"] for update in updates_of(each)]
    assert ids == ["2022-dia-3-later", "2023-dia-2-later"]
    publish = desk.folder / "report/publish"
    sheet = openpyxl.load_workbook(publish / "report.xlsx")["Since then"]
    assert [row[-1].value for row in sheet.iter_rows(min_row=4)] == ids
    assert not any(id_ in (publish / "updates.csv").read_text("utf-8") for id_ in ids)
    assert "since then is in the report itself" in (publish / "updates.csv-metadata.json").read_text("utf-8")
    assert "Wrote a guide for employers." in desk.run("trace", desk.folder / "report", ids[0]).out
    assert desk.run("verify", desk.folder / "report").code == 0


@pytest.mark.parametrize(
    "changed", [{"read": [{"path": 1}]}, {"options": {}}, {"options": {"formats": ["exe"]}}, {"limits": {"rows": "x"}}]
)
def test_a_manifest_that_was_edited_is_named(desk: Desk, sealed: Path, changed: dict[str, Any]) -> None:
    place = desk.write("report/coordinator/manifest.json", json.dumps(desk.kept("manifest") | changed))
    result = desk.run("verify", sealed)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"poatool: {place}: not as compile wrote it")


def test_a_report_that_was_edited_beyond_reading_is_not_corrected(desk: Desk, sealed: Path) -> None:
    (sealed / "coordinator/report.json").write_text("{}", encoding="utf-8")
    result = desk.compile(desk.folder / "dia.xlsx", "--correct", "A number.", "--force")
    assert result.code == 3
    assert "coordinator/report.json: cannot be read, so" in result.err
