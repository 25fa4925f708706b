"""`poatool validate`: formats, selection, waivers and baselines, from the command line to the exit code."""

import pytest

from poatool.render.formats import FINDINGS_FORMATS
from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")
UNKNOWN = (29, None, "Under way", "Trained forty inspectors.")
MISSPELT = (9, None, "Complted", "Spoke at a regional forum.")
EMPTY = (13, None, "Under way", None)


@pytest.mark.parametrize("name", ["text", *FINDINGS_FORMATS])
def test_every_format_to_the_screen_and_to_a_file(desk: Desk, name: str) -> None:
    path, output = desk.workbook(UNKNOWN), desk.folder / "out" / "findings"
    shown = desk.validate(path, "--format", name)
    written = desk.validate(path, "--format", name, "--output", output)
    assert (shown.code, written.code, written.out) == (1, 1, "")
    assert output.read_bytes() == shown.out.encode()
    assert "ACT201" in shown.out


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"ACT201", "UPD301", "UPD304"}),
        (("--select", "UPD"), {"UPD301", "UPD304"}),
        (("--select", "upd3", "--ignore", "UPD301"), {"UPD304"}),
        (("--select", "unknown-action,UPD301"), {"ACT201", "UPD301"}),
        (("--select", "ACT201", "--select", "UPD304"), {"ACT201", "UPD304"}),
        (("--select", "ACT209,look-alike-character"), {"ACT201"}),
        (("--select", "UPD", "--ignore", "UPD301", "--ignore", "AGY404"), {"UPD304"}),
        (("--ignore", "ACT,status-unknown"), {"UPD301"}),
        (("--select", "ACT", "--ignore", "ACT201"), set[str]()),
    ],
)
def test_rules_are_selected_by_code_prefix_and_name(desk: Desk, options: tuple[str, ...], codes: set[str]) -> None:
    path = desk.workbook(UNKNOWN, MISSPELT, EMPTY)
    result = desk.validate(path, "--format", "json", *options)
    assert {finding["code"] for finding in result.json["findings"]} == codes
    assert result.code == bool(codes)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--select", "ACT2O1"], "Did you mean ACT201?"),
        (["--ignore", "UPDX"], "Did you mean UPD?"),
        (["--select", "unknown-acton"], "Did you mean unknown-action?"),
        (["--ignore", "FRM003"], "See: poatool framework check"),
        (["--select", "zzz"], "See them all with: poatool rules"),
        (["--select", "ACT", "--ignore", "ACT"], "No rule is left to run: change --select or --ignore."),
        (["--select", "WVR"], "No rule is left to run: change --select or --ignore."),
        (["--select", ""], "--select is empty."),
        (["--select", " , "], "--select is empty."),
    ],
)
def test_what_selects_nothing_is_2(desk: Desk, options: list[str], said: str) -> None:
    result = desk.validate(desk.workbook(GOOD), *options)
    assert (result.code, result.out, result.err.count("\n"), said in result.err) == (2, "", 1, True)


def test_a_waived_finding_is_shown_and_neither_fails_nor_sets_aside(desk: Desk) -> None:
    path = desk.workbook(MISSPELT)
    file = desk.write("waivers.yaml", "- code: status-unknown\n  cell: Updates!C4\n  reason: Agreed [redacted].\n")
    result = desk.validate(path, "--format", "json", "--waivers", file)
    assert result.code == 0
    [finding] = result.json["findings"]
    assert (finding["code"], finding["waived"], finding["waiver"]) == ("UPD304", True, "Agreed [redacted].")
    assert result.json["files"][0]["rows"]["set_aside"] == 0
    assert result.json["summary"]["errors"] == 0
    text = desk.validate(path, "--waivers", file).out
    assert "waived: Agreed [redacted]." in text


def test_a_waiver_by_a_former_code_holds_for_the_rule_of_today_and_one_of_a_note_is_unused(desk: Desk) -> None:
    file = desk.write("waivers.yaml", "- code: ACT209\n  reason: Agreed.\n- code: unit-as-agency\n  reason: Agreed.\n")
    found = desk.validate(desk.workbook(UNKNOWN), "--format", "json", "--waivers", file).json
    told = [(f["code"], f["waived"], f["value"]) for f in found["findings"]]
    assert told == [("ACT201", True, "29"), ("WVR701", False, "AGY404")]


def test_waivers_hold_for_the_report_and_the_coverage(desk: Desk) -> None:
    path = desk.workbook(MISSPELT)
    file = desk.write("waivers.yaml", "- code: UPD304\n  reason: Agreed.\n")
    gaps = ("gaps", path, "--period", "2022", "--fail-under", "1")  # 1 of 28 actions in force is 3.6 %
    assert [desk.compile(path, "--format", "json").code, desk.run(*gaps).code] == [1, 1]
    waived = ("--waivers", file)
    assert [desk.compile(path, "--format", "json", *waived).code, desk.run(*gaps, *waived).code] == [0, 0]


def test_an_unused_and_an_expired_waiver_are_warnings_at_their_lines(desk: Desk) -> None:
    text = "- code: UPD304\n  reason: x\n- code: ACT201\n  reason: x\n  until: 2021-12-31\n"
    file = desk.write("waivers.yaml", text)
    call = ("validate", desk.workbook(GOOD), "--period", "2022", "--waivers", file)
    found = [line.split(": ")[:2] for line in desk.run(*call, "--format", "concise").out.splitlines()]
    assert found == [[f"{file}:1", "WVR701 warning"], [f"{file}:3", "WVR701 warning"]]
    assert desk.run(*call, "--fail-on", "warning").code == 1
    assert desk.run(*call, "--fail-on", "warning", "--ignore", "WVR").code == 0
    assert "line 1" in desk.run(*call).out


def test_a_broken_file_of_waivers_is_3_with_its_lines(desk: Desk) -> None:
    file = desk.write("waivers.yaml", "- code: ACT999\n  reason: x\n- code: ACT201\n")
    for command in (("validate",), ("gaps",), ("compile", "--output", desk.folder / "out")):
        result = desk.run(*command, desk.workbook(GOOD), "--period", "2022", "--waivers", file)
        assert (result.code, result.out) == (3, "")
        assert f"{file}:1:9: ACT999 is not a rule." in result.err
        assert f"{file}:3:3: `reason` is missing or empty." in result.err


def test_a_baseline_keeps_old_findings_from_failing_and_new_ones_not(desk: Desk) -> None:
    baseline = desk.folder / "baseline.json"
    assert desk.validate(desk.workbook(UNKNOWN), "--write-baseline", baseline).code == 1
    # The same mistake, two rows further down.
    later = ("--period", "2022", "--baseline", baseline, "--format", "json")
    result = desk.run("validate", desk.workbook(GOOD, (*EMPTY[:3], "Ran a survey."), UNKNOWN), *later)
    assert result.code == 0
    [finding] = result.json["findings"]
    assert (finding["cell"], finding["baseline"], finding["waived"]) == ("A6", True, False)
    assert result.json["files"][0]["rows"]["set_aside"] == 1
    again = desk.run("validate", desk.workbook(UNKNOWN, MISSPELT), *later)
    assert again.code == 1
    assert [finding["baseline"] for finding in again.json["findings"]] == [True, False]


def test_what_was_resolved_since_an_earlier_check(desk: Desk) -> None:
    earlier = desk.folder / "earlier.json"
    desk.validate(desk.workbook(UNKNOWN, MISSPELT), "--format", "json", "--output", earlier)
    corrected = desk.workbook(GOOD, MISSPELT, EMPTY)
    result = desk.validate(corrected, "--against", earlier)
    assert "1 of 2 findings resolved, 1 new" in result.out
    changes = desk.validate(corrected, "--against", earlier, "--format", "json").json["changes"]
    assert [changes[key] for key in ("earlier", "resolved", "new")] == [2, 1, 1]
    (new,) = changes["which"]
    assert (new["code"], new["file"], new["sheet"], new["cell"]) == ("UPD301", str(corrected), "Updates", "D6")
    assert f"New: UPD301 at {corrected}:Updates!D6." in " ".join(result.out.split())


def test_headings_alone_are_nothing_to_check_whoever_they_are_from(desk: Desk) -> None:
    signed, unsigned = desk.workbook(name="a/dia.xlsx"), desk.workbook(name="b/x.xlsx", agency=None)
    for path in (signed, unsigned):
        result = desk.validate(path, "--format", "json")
        assert [(f["code"], f["severity"], f["cell"]) for f in result.json["findings"]] == [("WBK129", "warning", None)]
        assert (result.code, "No row was checked" in result.err) == (3, True)
        assert "Nothing to correct" not in desk.validate(path, "--select", "AGY").out
    beside = desk.validate(desk.workbook(GOOD, name="c/dia.xlsx"), unsigned)
    assert beside.code == 0
    assert "WBK129 warning: The table is empty below its headings." in beside.out


def test_a_template_that_nobody_filled_in_is_3_and_never_clean(desk: Desk) -> None:
    assert desk.run("template", "--period", "2022", "--output", desk.folder, "--agency", "DIA").code == 0
    for path in (desk.folder, desk.folder / "poa-2022-DIA.xlsx"):
        result = desk.validate(path)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"poatool: {path}: there is no submission to read, only files written by poatool")
        assert result.err.endswith(f"templates without answers, such as {desk.folder}/poa-2022-DIA.xlsx.\n")
