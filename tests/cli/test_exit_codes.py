"""0 clean, 1 findings, 2 wrong usage, 3 could not run; and one clear line for whatever is wrong."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")
UNKNOWN = (29, None, "Under way", "Trained forty inspectors.")
INCORPORATED = (26, None, "Under way", "Spoke at a regional forum.")


@pytest.mark.parametrize(
    ("fail_on", "row", "code"),
    [
        ("error", UNKNOWN, 1),
        ("warning", UNKNOWN, 1),
        ("never", UNKNOWN, 0),
        ("error", INCORPORATED, 0),
        ("warning", INCORPORATED, 1),
        ("advice", INCORPORATED, 1),
        ("advice", GOOD, 0),
    ],
)
def test_fail_on_decides_from_which_severity(desk: Desk, fail_on: str, row: tuple[object, ...], code: int) -> None:
    assert desk.validate(desk.workbook(row), "--fail-on", fail_on).code == code


@pytest.mark.parametrize(("least", "code"), [("3", 0), ("3.6", 0), ("3.7", 1), ("100", 1)])
def test_gaps_is_1_below_fail_under(desk: Desk, least: str, code: int) -> None:
    # 1 of 28 actions in force is 3.6 %.
    assert desk.run("gaps", desk.workbook(GOOD), "--period", "2022", "--fail-under", least).code == code


YEAR = ". --period 2022"


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("validate nowhere --period 2022", 3, "nowhere: there is no such file or folder"),
        (f"validate {YEAR}", 3, "there is no submission"),
        ("validate . --period 1999", 2, "1999 is not a reporting period"),
        ("validate . --period \x1b[31m2022", 2, "poatool: \\x1b[31m2022 is not a reporting period"),
        ("validate .", 2, "--period"),
        (f"validate {YEAR} --format pdf", 2, "pdf is not a format of findings. Choose from"),
        (f"gaps {YEAR} --format markdwn", 2, "Did you mean markdown? Choose from: text"),
        (f"compile {YEAR} --output out --format word", 2, "word is not a report format"),
        (f"compile {YEAR} --output out --seal", 2, "--seal needs --final"),
        (f"compile {YEAR} --output out --correct x", 2, "--correct only applies to a"),
        ("framework show 99", 2, "99 is not an action"),
        ("framework show --pillar protest", 2, "protest is not a pillar of this framework. Did you mean"),
        ("framework diff nowhere.yaml broken.yaml", 3, "nowhere.yaml: there is no such framework file"),
        ("--framework nowhere.yaml framework show", 3, "nowhere.yaml: there is no such framework file"),
        ("--framework broken.yaml framework show", 3, "broken.yaml:3:1"),
        ("frobnicate", 2, "frobnicate"),
        (f"validate {YEAR} --fail-on always", 2, "'always' is not one of 'error', "),
        ("--quiet --verbose framework show", 2, "--quiet and --verbose contradict each other. Leave one of them out."),
        (f"validate {YEAR} --statistics --format csv", 2, "--statistics is only for the screen"),
        (f"validate {YEAR} --unsafe", 2, "--unsafe is for --fix and --diff: add one of them."),
        ("validate x --framework", 2, "Put it before the command, directly after “poatool”.\n"),
        ("framework show -vq", 2, "Put it before the command, directly after “poatool”.\n"),
        ("framework rename", 2, "Missing argument 'WHAT'. Choose from: code, text, agency\nSee:"),
        ("template --period 2022 --output o --agency Z", 2, "Z is not an agency of this framework"),
    ],
)
def test_what_is_wrong_with_a_command_gets_one_line(here: Desk, command: str, code: int, says: str) -> None:
    broken = here.write("broken.yaml", "id: plan\ntitle: [\n")
    result = here.run(*command.split())
    assert (result.code, result.out) == (code, "")
    assert says in result.err
    assert "Traceback" not in result.err
    assert "\x1b" not in result.err
    assert list(here.folder.iterdir()) == [broken]


def test_resolve_is_1_when_a_text_does_not_resolve(desk: Desk) -> None:
    assert desk.run("framework", "resolve", "9", "N1").code == 0
    assert desk.run("framework", "resolve", "9", "29").code == 1


def test_nothing_readable_cannot_be_compiled(desk: Desk) -> None:
    broken = desk.folder / "broken.xlsx"
    broken.write_bytes(b"")
    for result in (desk.compile(broken), desk.run("gaps", broken, "--period", "2022")):
        assert (result.code, "broken.xlsx" in result.err) == (3, True)
    assert not (desk.folder / "report").exists()


def test_output_that_cannot_be_written_is_3_and_leaves_nothing(desk: Desk) -> None:
    in_the_way = desk.write("report", "a file")
    result = desk.compile(desk.workbook(GOOD))
    assert result.code == 3
    assert str(in_the_way) in result.err
    assert in_the_way.read_text(encoding="utf-8") == "a file"


def test_version(desk: Desk) -> None:
    result = desk.run("--version")
    assert (result.code, result.out) == (0, "poatool 0.1.0\n")


@pytest.mark.parametrize("options", ["-v", "--color never -v", "--color=never --verbose", "--framework none.yaml -v"])
def test_an_option_for_all_commands_may_stand_behind_the_one(desk: Desk, options: str) -> None:
    call = ("validate", desk.workbook(GOOD), "--period", "2022")

    behind, before = desk.run(*call, *options.split()), desk.run(*options.split(), *call)

    assert (behind.code, behind.out, behind.err) == (before.code, before.out, before.err)
    assert "headings in row 3" in behind.out or "no such framework file" in behind.err


@pytest.mark.parametrize(
    ("command", "written"),
    [
        ("validate in --period 2022 --output in/report.csv", "in/report.csv"),
        ("validate in/report.csv --period 2022 --write-baseline ./in/report.csv", "in/report.csv"),
        ("gaps in --period 2022 --format csv --output in/report.csv", "in/report.csv"),
        ("gaps other.csv --period 2022 --history in -o in/report.csv", "in/report.csv"),
        ("compile in --period 2022 --output in", "in/publish/updates.csv"),
        ("diff in other.csv --output other.csv", "other.csv"),
    ],
)
def test_no_output_takes_the_place_of_a_submission(here: Desk, command: str, written: str) -> None:
    sent = "Action,Agency,Status,Progress\n9,DIA,Under way,Trained inspectors in three towns.\n"
    (here.folder / "in" / "publish").mkdir(parents=True)
    for path in ("in/report.csv", "in/publish/updates.csv", "other.csv"):
        (here.folder / path).write_text(sent, "utf-8")
    result = here.run(*command.split())
    assert (result.code, result.out) == (3, "")
    assert result.err == f"poatool: {written}: this is one of the submissions. Choose another output.\n"
    assert (here.folder / written).read_text("utf-8") == sent


def test_no_name_of_a_file_is_live_on_the_side(desk: Desk) -> None:
    sent = desk.workbook(GOOD).parent
    (sent / "a\x1b[2J\u202e\n::error::x.docx").write_bytes(b"x")
    with zipfile.ZipFile(sent / "b.zip", "w") as archive:
        archive.write(sent / "dia.xlsx", "dia.xlsx")
        archive.writestr("c\x1b[2J.docx", "x")
    folder = desk.folder / "out\u202e"
    (checked, written) = (
        desk.validate(sent, "--annotate", folder),
        desk.run("template", "--period", "2022", "--output", folder, "--agency", "DIA"),
    )
    for said in (checked.out, checked.err, written.out, written.err):
        assert not set("\x1b\u202e") & set(said)
    assert r"a\x1b[2J\u202e\n::error::x.docx" in checked.err
    assert r"c\x1b[2J.docx" in checked.err
    assert r"out\u202e" in written.out


@pytest.mark.parametrize(
    ("name", "content", "option", "page"),
    [
        ("plan.yaml", "id: x", "--framework", "reference/framework-file"),
        ("decisions.yaml", "- kind: staus", "--decisions", "reference/workspace"),
        ("poatool.toml", 'perod = "2022"', "", "reference/settings"),
    ],
)
def test_an_error_ends_with_the_page_that_explains_it(
    here: Desk, name: str, content: str, option: str, page: str
) -> None:
    Path(name).write_text(content, "utf-8")
    done = here.validate(here.workbook(GOOD), *([option, name] if option else []))
    assert done.err.endswith(f"See docs/{page}.md.\n")
