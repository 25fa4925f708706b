"""A report's two folders: what is replaced and what is not, what `verify` finds, and who may open them."""

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")
DESCRIBED = ("publish/updates.csv-metadata.json", "publish/coverage.csv")
PAGE, TABLE = "publish/report.md", "publish/updates.csv"


@pytest.fixture
def report(desk: Desk) -> Path:
    """A report on one workbook, as Markdown and CSV."""
    assert desk.compile(desk.workbook(GOOD), "--format", "markdown,csv").code == 0
    return desk.folder / "report"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_not_text_is_recorded(desk: Desk) -> None:
    sent = desk.workbook(GOOD).rename(desk.folder / os.fsdecode(b"a\xff.xlsx"))
    assert [desk.compile(sent, "--format", "html").code for _ in range(2)] == [0, 0]
    assert desk.run("verify", desk.folder / "report").code == 0
    assert desk.run("trace", desk.folder / "report", "2022-dia-2").out.endswith(f"Action 2: {GOOD[3]}\n")


@pytest.mark.parametrize("manifest", ["", "{", "[" * 100_000])
def test_without_a_manifest_nothing_is_known(desk: Desk, report: Path, manifest: str) -> None:
    place = report / "coordinator/manifest.json"
    place.write_text(manifest, "utf-8")
    result = desk.run("verify", report)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"poatool: {report}: no report is here, or its manifest cannot be op")


def test_a_manifest_that_names_files_elsewhere_removes_none_of_them(desk: Desk, report: Path) -> None:
    other, manifest = desk.write("other.txt", "Keep me."), desk.kept("manifest")
    manifest["files"] += [{"path": path, "sha256": "0" * 64, "bytes": 1} for path in ("../other.txt", str(other))]
    (report / "coordinator/manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "json").code == 0
    assert other.exists()


def test_what_differs_is_named_file_by_file(desk: Desk, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    (report / TABLE).unlink()
    (report / DESCRIBED[1]).write_text("Edited.", "utf-8")
    result = desk.run("verify", report)
    assert (result.code, result.out.splitlines()) == (
        1,
        [f"{report / DESCRIBED[1]}: edited since it was written.", f"{report / TABLE}: missing."],
    )
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "markdown,csv", "--force").code == 0
    assert desk.run("verify", report).code == 0


def test_if_a_file_is_open_in_another_program_no_file_is_replaced(
    desk: Desk, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move, before = Path.replace, {path: path.read_bytes() for path in report.glob("*/*")}

    def on_windows(path: Path, target: Path) -> Path:
        if "updates.csv" in (path.name, Path(target).name):
            raise PermissionError(13, "It is used by another process", str(path), 32, str(target))
        return move(path, target)

    sent = desk.workbook((2, None, "Under way", "Trained eighty inspectors."))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", on_windows)
        result = desk.compile(sent, "--format", "markdown,csv")
    said = "cannot be written (It is used by another process). Close it in Excel or Word if it is open"
    assert result.code == 3
    assert f"{report / TABLE}: {said}" in result.err
    assert {path: path.read_bytes() for path in report.glob("*/*")} == before
    assert desk.compile(sent, "--format", "markdown,csv").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_owner_may_open_the_coordinators_folder(desk: Desk, report: Path) -> None:
    inside = report / "coordinator"
    assert stat.S_IMODE(inside.stat().st_mode) == 0o700
    os.chmod(inside, 0o755)  # noqa: PTH101, S103 # as another tool may leave it
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "json").code == 0
    assert stat.S_IMODE(inside.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "changed", [{"read": [{"path": 1}]}, {"options": {}}, {"options": {"formats": ["exe"]}}, {"limits": {"rows": "x"}}]
)
def test_a_manifest_that_was_edited_is_named(desk: Desk, report: Path, changed: dict[str, Any]) -> None:
    sealed = desk.kept("manifest") | {"sealed": True}
    place = desk.write("report/coordinator/manifest.json", json.dumps(sealed | changed))
    result = desk.run("verify", report)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"poatool: {place}: not as compile wrote it")
