"""A report's two folders: what is replaced and what is not, what `verify` finds, and who may look."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")
WRONG = (29, None, "Under way", "Held a forum.")
KEPT = ("report.json", "findings.json", "set-aside.xlsx", "decisions-proposed.yaml", "manifest.json")
DESCRIBED = ("publish/updates.csv-metadata.json", "publish/coverage.csv")
PAGE, TABLE = "publish/report.md", "publish/updates.csv"


@pytest.fixture
def report(desk: Desk) -> Path:
    """A report as Markdown and CSV, of one workbook."""
    assert desk.compile(desk.workbook(GOOD), "--format", "markdown,csv").code == 0
    return desk.folder / "report"


def names(report: Path) -> set[str]:
    return {f"{path.parent.name}/{path.name}" for path in report.glob("*/*")}


def test_every_difference_is_named(desk: Desk, report: Path) -> None:
    (report / PAGE).write_text("Edited.", "utf-8")
    (report / TABLE).unlink()
    (report / "publish/draft.docx").write_bytes(b"x")
    (report / "publish/.DS_Store").write_bytes(b"x")
    desk.workbook(GOOD, WRONG)
    result = desk.run("verify", report)
    assert result.code == 1
    assert result.out.splitlines() == [
        f"{report / PAGE}: edited since it was written.",
        f"{report / TABLE}: missing.",
        f"{report / 'publish/draft.docx'}: not written by poatool. Move it out of what is published, or leave it out.",
        f"{desk.folder / 'dia.xlsx'}: changed since the report was made.",
    ]


def test_a_submission_that_is_gone_is_not_checked(desk: Desk, report: Path) -> None:
    (desk.folder / "dia.xlsx").unlink()
    result = desk.run("verify", report)
    assert (result.code, result.err) == (0, f"Not checked because it is missing: {desk.folder / 'dia.xlsx'}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_is_recorded(desk: Desk) -> None:
    sent = desk.workbook(GOOD).rename(desk.folder / os.fsdecode(b"a\xff.xlsx"))
    assert [desk.compile(sent).code for _ in range(2)] == [0, 0]
    assert desk.run("verify", desk.folder / "report").code == 0
    assert desk.run("trace", desk.folder / "report", "2022-dia-2").out.endswith(f"Action 2: {GOOD[3]}\n")


@pytest.mark.parametrize("manifest", [None, "", "{", "[]", '{"schema": "poatool/manifest/1"}', "[" * 100_000])
def test_without_a_manifest_nothing_is_known(desk: Desk, report: Path, manifest: str | None) -> None:
    place = report / "coordinator/manifest.json"
    place.unlink()
    if manifest is not None:
        place.write_text(manifest, "utf-8")
    result = desk.run("verify", report)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"poatool: {report}: no report is here, or its coordinator/manifest.json cannot be op")


def test_an_edited_file_is_replaced_only_when_that_is_wanted_and_never_removed(desk: Desk, report: Path) -> None:
    edited = (report / PAGE).read_bytes() + b"By hand."
    (report / PAGE).write_bytes(edited)
    refused = desk.compile(desk.folder / "dia.xlsx", "--format", "markdown,csv")
    assert (refused.code, refused.out, (report / PAGE).read_bytes()) == (3, "", edited)
    assert refused.err == f"poatool: {report / PAGE}: edited since poatool wrote it. Add --force to replace it.\n"
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "csv", "--force").code == 0
    assert (report / PAGE).read_bytes() == edited
    assert desk.run("verify", report).out.startswith(f"{report / PAGE}: not written by poatool.")
    refused = desk.compile(desk.folder / "dia.xlsx", "--format", "markdown")
    assert refused.err == f"poatool: {report / PAGE}: poatool did not write this file. Move it, or add --force.\n"
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "markdown,csv", "--force").code == 0
    assert desk.run("verify", report).code == 0


def test_what_the_next_report_does_not_have_goes_and_what_is_not_ours_stays(desk: Desk, report: Path) -> None:
    (report / "publish/logo.png").write_bytes(b"x")
    (report / "publish/.poatool-report.md-0a1b2c3d.tmp").write_bytes(b"left over by a killed run")
    result = desk.compile(desk.folder / "dia.xlsx", "--format", "json")
    gone = [f"Removed because the new report does not have it: {report / path}\n" for path in (PAGE, TABLE, *DESCRIBED)]
    assert (result.code, result.err) == (0, "".join(gone))
    kept = {f"coordinator/{name}" for name in KEPT}
    assert names(report) == {"publish/report.json", "publish/logo.png", *kept}


def test_a_manifest_that_names_files_elsewhere_removes_none_of_them(desk: Desk, report: Path) -> None:
    other, manifest = desk.write("other.txt", "Keep me."), desk.kept("manifest")
    manifest["files"] += [{"path": path, "sha256": "0" * 64, "bytes": 1} for path in ("../other.txt", str(other))]
    (report / "coordinator/manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "json").code == 0
    assert other.exists()


def test_strict_leaves_the_report_that_stands(desk: Desk, report: Path) -> None:
    before = {path: (report / path).read_bytes() for path in names(report)}
    refused = desk.compile(desk.workbook(GOOD, WRONG), "--strict")
    assert (refused.code, "Nothing was written" in refused.out) == (1, True)
    assert {path: (report / path).read_bytes() for path in names(report)} == before


def test_files_of_two_runs_are_seen_and_the_next_run_ends_it(
    desk: Desk, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, moved = Path.replace, list[Path]()

    def fail_at_the_second(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 2:
            raise OSError(5, "Input/output error", str(path))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_the_second)
    changed = desk.workbook((3, None, "Completed", "Wrote a guide for border officers."))
    assert desk.compile(changed, "--format", "markdown,csv").code == 3
    monkeypatch.undo()
    monkeypatch.setenv("NO_COLOR", "1")
    (report / TABLE).unlink()
    (report / DESCRIBED[1]).write_text("Edited.", "utf-8")
    result = desk.run("verify", report)
    assert (result.code, result.out.splitlines()[:3]) == (
        1,
        [
            f"{report / DESCRIBED[1]}: edited since it was written.",
            f"{report / TABLE}: missing.",
            f"{report / PAGE}: from a run that was stopped before it ended. Run compile again.",
        ],
    )
    assert desk.compile(changed, "--format", "markdown,csv", "--force").code == 0
    assert desk.run("verify", report).code == 0
    assert not list(report.rglob("*.tmp"))


def test_what_is_published_in_spite_of_a_finding_is_said(desk: Desk) -> None:
    waivers = desk.write("waivers.yaml", "- {code: UPD304, reason: Agreed.}\n")
    sent = desk.workbook((2, None, "Complted", "Trained forty inspectors."), (3, None, "Under way", "TBC 24 Mar."))
    result = desk.compile(sent, "--waivers", waivers, "--format", "csv")
    assert result.out.splitlines()[-3:] == [
        f"1 finding accepted by {waivers}",
        f"Wrote {desk.folder / 'report/publish'}, to go out: updates.csv, updates.csv-metadata.json, coverage.csv",
        f"Wrote {desk.folder / 'report/coordinator'}, for you alone: {', '.join(KEPT)}",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_owner_may_open_what_stays_inside(desk: Desk, report: Path) -> None:
    inside = report / "coordinator"
    assert stat.S_IMODE(inside.stat().st_mode) == 0o700
    os.chmod(inside, 0o755)  # noqa: PTH101, S103 # as another tool may leave it
    assert desk.compile(desk.folder / "dia.xlsx", "--format", "json").code == 0
    assert stat.S_IMODE(inside.stat().st_mode) == 0o700


def test_the_manifest_says_what_the_report_was_made_from(here: Desk) -> None:
    here.workbook(GOOD, WRONG)
    Path("poatool.toml").write_text('period = "2022"\nwaivers = "waivers.yaml"\n[limits]\nrows = 500\n', "utf-8")
    Path("waivers.yaml").write_text("- {code: ACT201, file: dia.xlsx, reason: A count.}\n", "utf-8")
    assert here.run("compile", "dia.xlsx", "-o", "out", "--format", "csv", "--no-status").code == 1
    manifest = json.loads(Path("out/coordinator/manifest.json").read_text("utf-8"))
    assert [file["path"] for file in manifest["inputs"]] == ["dia.xlsx"]
    assert (manifest["plan"], manifest["settings"]["path"], manifest["waivers"]["path"]) == (
        None,
        "poatool.toml",
        "waivers.yaml",
    )
    assert manifest["options"] == {"formats": ["csv"], "status": False, "strict": False, "final": False, "printed": []}
    assert manifest["limits"]["rows"] == 500
    Path("waivers.yaml").write_text("[]\n", "utf-8")
    result = here.run("verify", "out")
    assert (result.code, result.out) == (1, "waivers.yaml: changed since the report was made.\n")
